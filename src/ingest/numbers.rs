//! Reads printed figures: full or half width, with any of the thousands and decimal
//! marks that one document may mix.
//!
//! Knows digits only; labels, units and dates are read elsewhere. Never panics.

use unicode_normalization::UnicodeNormalization;

/// A figure in a text, with where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    /// Its value.
    pub(super) value: f64,
    /// Byte offset of its first character.
    pub(super) start: usize,
    /// Byte offset behind its last character, a counting 万 included.
    pub(super) end: usize,
}

/// Characters that may stand between the digits of one figure.
const MARKS: &str = ",，、.．";

/// Every figure of the text, in order.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(figure) = text.get(from..).and_then(|rest| first_figure(rest, from)) {
        from = figure.end;
        found.push(figure);
    }
    found
}

fn first_figure(text: &str, offset: usize) -> Option<Figure> {
    let start = text.find(|c: char| digit(c).is_some())?;
    let rest = text.get(start..)?;
    let length = digits_length(rest);
    let printed: String = rest.get(..length)?.nfkc().collect();
    let mut value = parse(&printed)?;
    let mut end = start + length;
    // 「12万3,456人」「1.2万人」
    if let Some(after) = text.get(end..).and_then(|rest| rest.strip_prefix('万')) {
        end += '万'.len_utf8();
        value *= 10_000.0;
        let length = digits_length(after);
        let rest: String = after.get(..length).unwrap_or_default().nfkc().collect();
        if let Some(ones) = parse(&rest).filter(|&ones| ones < 10_000.0) {
            value += ones;
            end += length;
        }
    }
    Some(Figure {
        value,
        start: offset + start,
        end: offset + end,
    })
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// How many bytes at the start belong to one figure: digits, and marks that stand
/// between digits.
fn digits_length(text: &str) -> usize {
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|&(_, c)| digit(c).is_some());
        if digit(c).is_some() || (length > 0 && MARKS.contains(c) && next_is_digit) {
            length = index + c.len_utf8();
        } else {
            break;
        }
    }
    length
}

/// The value of digits and marks in half width. A mark is a thousands mark where
/// three digits follow it and no more than three stand before the first, a
/// decimal mark where it is the last and another number of digits follows; a
/// point with three digits behind it is a decimal one unless other marks or the
/// digits before it show that it counts thousands.
fn parse(printed: &str) -> Option<f64> {
    let groups: Vec<&str> = printed.split([',', '、', '.']).collect();
    let marks: Vec<char> = printed.chars().filter(|c| !c.is_ascii_digit()).collect();
    if groups
        .iter()
        .any(|group| group.is_empty() || !group.chars().all(|c| c.is_ascii_digit()))
    {
        return None;
    }
    let (last, before) = groups.split_last()?;
    let decimal = match marks.as_slice() {
        [] => false,
        ['.'] => true,
        [.., mark] => last.len() != 3 || (*mark == '.' && marks.iter().any(|mark| *mark != '.')),
    };
    let digits = if decimal {
        format!("{}.{last}", before.concat())
    } else {
        groups.concat()
    };
    digits.parse().ok()
}

/// A whole number of people or things. 「33．468人」 prints a point for a comma.
pub(super) fn count(figure: Figure, printed: &str) -> Option<u64> {
    let value = if figure.value.fract() == 0.0 {
        figure.value
    } else {
        let digits: String = printed.nfkc().filter(char::is_ascii_digit).collect();
        let thousands = printed
            .nfkc()
            .collect::<String>()
            .split(|c: char| !c.is_ascii_digit())
            .skip(1)
            .all(|group| group.len() == 3);
        if !thousands {
            return None;
        }
        digits.parse().ok()?
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
        ] {
            assert_eq!(value(printed), expected, "{printed}");
        }
        let figure = figures("３３．４６８人")[0];
        assert_eq!(count(figure, "３３．４６８"), Some(33_468));
    }

    #[test]
    fn a_comma_before_other_words_is_no_part_of_a_figure() {
        let found = figures("病院数3，診療所56");
        assert_eq!(found.len(), 2);
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
