//! Reads printed figures: full or half width, with any of the thousands and decimal
//! marks that one document may mix.
//!
//! Knows digits only; labels, units and dates are read elsewhere. Never panics.

use regex::Captures;
use unicode_normalization::UnicodeNormalization;

use super::pattern::Pattern;

/// A figure in a text, with where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    /// Its value.
    pub(super) value: f64,
    /// Byte offset of its first character.
    pub(super) start: usize,
    /// Byte offset behind its last character, a counting 万 or 千 included.
    pub(super) end: usize,
}

/// Characters that may stand between the digits of one figure.
const MARKS: &str = ",，、.．";

/// What stands in a cell for a figure that is not told.
static NONE: Pattern = Pattern::new(r"^(?:[-－‐‑–—―−─ー]+|\.{3}|…)$");

/// Whether a cell holds a dash where others have a figure.
pub(super) fn is_none(cell: &str) -> bool {
    NONE.is_match(cell)
}

/// Every figure of the text, in order. Digits that make no figure, as of a date
/// with points, are passed over.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..)
        && let Some(at) = rest.find(is_digit)
    {
        let start = from + at;
        let figure = figure_at(text, start);
        from = figure.map_or_else(
            || start + rest.get(at..).map_or(1, digits_length),
            |figure| figure.end,
        );
        found.extend(figure);
    }
    found
}

/// The figure that starts here.
fn figure_at(text: &str, start: usize) -> Option<Figure> {
    let (mut value, mut end) = group(text, start)?;
    let mut ten_thousands = 0.0;
    // 「12万3,456人」「1.2万人」
    if let Some(at) = counted(text, end, '万') {
        // 1.11 × 10,000 is a little more than 11,100.
        ten_thousands = (value * 10_000.0).round();
        (value, end) = group(text, at)
            .filter(|&(ones, _)| ones < 10_000.0)
            .unwrap_or((0.0, at));
    }
    // 「3万5千人」「35千人」, not 「27,407千代田町」
    if let Some(at) = counted(text, end, '千')
        && (text.get(at..)?.starts_with(['人', '名']) || group(text, at).is_some())
    {
        let (ones, until) = group(text, at).unwrap_or((0.0, at));
        (value, end) = ((value * 1000.0).round() + ones, until);
    }
    Some(Figure {
        value: ten_thousands + value,
        start,
        end,
    })
}

/// The digits that stand at this place, and where they end.
fn group(text: &str, from: usize) -> Option<(f64, usize)> {
    let rest = text.get(from..)?;
    let length = digits_length(rest);
    let printed: String = rest.get(..length)?.nfkc().collect();
    Some((parse(&printed)?, from + length))
}

/// Where it goes on behind a counting word at this place.
fn counted(text: &str, at: usize, word: char) -> Option<usize> {
    let rest = text.get(at..)?;
    // 「40.2 千人」
    let gap = rest
        .strip_prefix(' ')
        .and_then(|rest| rest.strip_prefix(word)?.strip_prefix('人'))
        .map_or(0, |_| 1);
    let is_there = rest.get(gap..)?.starts_with(word);
    is_there.then_some(at + gap + word.len_utf8())
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// How many bytes at the start belong to one figure: digits, and marks that stand
/// between digits.
fn digits_length(text: &str) -> usize {
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|&(_, c)| is_digit(c));
        if is_digit(c) || (length > 0 && MARKS.contains(c) && next_is_digit) {
            length = index + c.len_utf8();
        } else {
            break;
        }
    }
    length
}

/// The value of digits and marks in half width. A mark counts thousands where three
/// digits follow it and no more than three stand before it; the last one is a
/// decimal mark where another number of digits follows. A lone point is a decimal
/// one whatever follows.
fn parse(printed: &str) -> Option<f64> {
    let groups: Vec<&str> = printed.split([',', '、', '.']).collect();
    let marks: Vec<char> = printed.chars().filter(|c| !c.is_ascii_digit()).collect();
    let (last, before) = groups.split_last()?;
    let (decimal, whole) = match marks.as_slice() {
        [] | ['.'] => (!marks.is_empty(), before),
        [.., mark] => {
            let mixed = *mark == '.' && marks.iter().any(|mark| *mark != '.');
            (last.len() != 3 || mixed, before)
        }
    };
    let counts = if decimal { whole } else { groups.as_slice() };
    let in_thousands = counts.len() < 2
        || counts
            .iter()
            .enumerate()
            .all(|(index, group)| group.len() == 3 || index == 0 && group.len() <= 3);
    if !in_thousands || groups.iter().any(|group| group.is_empty()) {
        return None;
    }
    let digits = if decimal {
        format!("{}.{last}", whole.concat())
    } else {
        groups.concat()
    };
    digits.parse().ok()
}

/// What counts a town's people, their shares and its area, behind a numeral in words.
static IN_WORDS: Pattern = Pattern::new(
    r"(?P<whole>[〇一二三四五六七八九十百千万]{2,16})(?:・(?P<decimals>[〇一二三四五六七八九]{1,4}))?(?P<unit>人|名|%|パーセント|平方)",
);

/// A dot between digits that is a decimal mark, as newspapers print it: 「36・9%」.
static MIDDLE_DOT: Pattern =
    Pattern::new(r"(?P<whole>[0-9])・(?P<decimals>[0-9]{1,2}(?:%|パーセント|平方|km))");

/// A text in NFKC with such numerals in digits: 「四万五千三百八十二人」 is 45382人.
pub(super) fn in_digits(text: &str) -> String {
    let text = MIDDLE_DOT.replace_all(text, |found: &Captures<'_>| {
        format!("{}.{}", &found["whole"], &found["decimals"])
    });
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|it| it == c);
    IN_WORDS.replace_all(&text, |found: &Captures<'_>| {
        let group = |name: &str| found.name(name).map_or("", |group| group.as_str());
        let (mut whole, mut thousands, mut ones) = (0, 0, 0_u64);
        for c in group("whole").chars() {
            match c {
                '万' => (whole, thousands, ones) = ((thousands + ones) * 10_000, 0, 0),
                '十' => (thousands, ones) = (thousands + ones.max(1) * 10, 0),
                '百' => (thousands, ones) = (thousands + ones.max(1) * 100, 0),
                '千' => (thousands, ones) = (thousands + ones.max(1) * 1000, 0),
                c => ones = ones * 10 + digit(c).unwrap_or_default() as u64,
            }
        }
        let decimals = group("decimals").chars().filter_map(digit);
        let decimals: String = decimals.map(|digit| digit.to_string()).collect();
        let point = if decimals.is_empty() { "" } else { "." };
        format!(
            "{}{point}{decimals}{}",
            whole + thousands + ones,
            group("unit")
        )
    })
}

/// A whole number of people or things. 「33．468人」 prints a point for a comma.
pub(super) fn count(figure: Figure, printed: &str) -> Option<u64> {
    let printed: String = printed.nfkc().collect();
    let is_alone = printed
        .chars()
        .all(|c| c.is_ascii_digit() || MARKS.contains(c));
    let groups = printed.split(|c: char| !c.is_ascii_digit());
    // Before a whole value: 「33．000人」 are not 33.
    let value = if is_alone && groups.clone().skip(1).all(|group| group.len() == 3) {
        groups.collect::<String>().parse::<f64>().ok()?
    } else if figure.value.fract() == 0.0 {
        figure.value
    } else {
        return None;
    };
    (0.0..1e12).contains(&value).then_some(value as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(text: &str) -> f64 {
        figures(text)[0].value
    }

    #[test]
    #[allow(clippy::float_cmp)] // the same digits parse to the same value
    fn marks_are_told_apart_by_what_follows() {
        for (printed, expected) in [
            ("１３，６２９人", 13629.0),
            ("5，984人", 5984.0),
            ("1,588.04㎢", 1588.04),
            ("１６９，０２ｋ㎡", 169.02),
            ("３５，９％", 35.9),
            ("１２５．４５０k㎡", 125.45),
            ("2、691、185人", 2_691_185.0),
            ("39057人", 39057.0),
            ("約12万3,456人", 123_456.0),
            ("1.2万人", 12_000.0),
            ("1.11万人", 11_100.0),
            ("16.1千人", 16_100.0),
            ("3万5千人", 35_000.0),
            ("35千人", 35_000.0),
            ("27,407千代田町", 27_407.0),
            ("四万五千三百八十二人", 45_382.0),
            ("二九・六％", 29.6),
            ("３６・９％", 36.9),
        ] {
            let printed = in_digits(&printed.nfkc().collect::<String>());
            assert_eq!(value(&printed), expected, "{printed}");
        }
        let figure = figures("３３．４６８人")[0];
        assert_eq!(count(figure, "３３．４６８"), Some(33_468));
        for (printed, people) in [("33.000", 33_000), ("1.234万", 12_340), ("1万234", 10_234)] {
            assert_eq!(count(figures(printed)[0], printed), Some(people));
        }
    }

    #[test]
    fn a_comma_before_other_words_is_no_part_of_a_figure() {
        let found = figures("病院数3，診療所56");
        assert_eq!(found.len(), 2);
        assert_eq!(figures("29.8.24 5人").len(), 1);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in ".*") {
            for figure in figures(&text) {
                prop_assert!(text.get(figure.start..figure.end).is_some());
                let _ = count(figure, &text);
            }
        }

        #[test]
        fn a_count_is_the_same_with_any_marks(n in 1000u64..999_999_999, mark in "[,，、]", wide: bool) {
            let plain = n.to_string();
            let mut grouped = String::new();
            for (index, c) in plain.chars().enumerate() {
                if index > 0 && (plain.len() - index) % 3 == 0 {
                    grouped.push_str(&mark);
                }
                grouped.push(if wide { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c });
            }
            let figure = figures(&grouped)[0];
            prop_assert_eq!(count(figure, &grouped), Some(n));
        }

        #[test]
        fn a_rate_is_the_same_with_any_decimal_mark(whole in 0u32..100, tenth in 0u32..100, mark in "[.．,，]") {
            let printed = format!("{whole}{mark}{tenth:02}");
            let expected: f64 = format!("{whole}.{tenth:02}").parse().unwrap();
            prop_assert!((figures(&printed)[0].value - expected).abs() < 1e-9);
        }
    }
}
