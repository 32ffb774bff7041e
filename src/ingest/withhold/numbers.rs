//! The figures of a sentence, in any digits, and what unit they have.
//!
//! Dates, durations, orders and counts of places are told apart here, since they are
//! nobody's figures; whose the others are is not known here.

use std::ops::Range;

use super::super::pattern::Pattern;
use super::glyphs::{Glyph, ends_with, is, text};
use super::words::{label, longest, longest_before};

/// A figure that counts people, visits, cases or things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) start: usize,
    /// The glyph behind its last digit.
    pub(super) end: usize,
    /// The glyph behind its unit.
    pub(super) unit_end: usize,
    /// Whether it counts things made or sent.
    pub(super) of_things: bool,
}

/// 9/26, 2022/9/26 and 18:30.
static DAY_OR_TIME: Pattern = Pattern::new(
    r"(?:19|20)\d\d/(?:1[0-2]|0?[1-9])(?:/\d{1,2})?|(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])|(?:2[0-4]|[01]?\d):[0-5]\d",
);

const KANJI: &str = "〇一二三四五六七八九十百千万億壱弐拾";
const TENS: &str = "十百千";

/// The figures of a sentence.
pub(super) fn numbers(glyphs: &[Glyph]) -> Vec<Number> {
    let dates = days_and_times(glyphs);
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < glyphs.len() {
        let end = at + length(glyphs, at);
        if end > at {
            let is_date = dates.iter().any(|it| it.contains(&at));
            numbers.extend(number(glyphs, at, end).filter(|_| !is_date));
        }
        at = end.max(at + 1);
    }
    numbers
}

fn is_digit(glyphs: &[Glyph], at: usize) -> bool {
    glyphs.get(at).is_some_and(|glyph| glyph.c.is_ascii_digit())
}

/// How many glyphs at a place are one figure: 1,300, 一千三百, 1.3千, 数十.
fn length(glyphs: &[Glyph], at: usize) -> usize {
    if let Some(length) = label(glyphs, at) {
        return length;
    }
    let mut end = at;
    // A figure that is broken over lines is two: the lines may be two cells.
    let line = |at: usize| glyphs.get(at).map(|it| it.line);
    while line(end) == line(at) && end < glyphs.len() {
        let numeral = is_digit(glyphs, end) || is(glyphs, end, KANJI);
        let parts = end > at
            && is(glyphs, end, ",.'")
            && is_digit(glyphs, end - 1)
            && is_digit(glyphs, end + 1);
        let some = is(glyphs, end, "数")
            && (is(glyphs, end + 1, TENS) || (end > at && is(glyphs, end - 1, TENS)));
        if !(numeral || parts || some) {
            break;
        }
        end += 1;
    }
    end - at
}

/// The figure in a run of digits, unless it is a date, an order, a name or such.
fn number(glyphs: &[Glyph], start: usize, end: usize) -> Option<Number> {
    let line = glyphs.get(start)?.line;
    let kinds = ["period", "place", "print", "count"];
    let (unit, length) = kinds
        .iter()
        .filter_map(|kind| Some((*kind, longest(kind, glyphs, end)?)))
        .filter(|(_, length)| *length > 1 || !begins_word(glyphs, end))
        .filter(|_| glyphs.get(end).is_some_and(|it| it.line == line))
        .max_by_key(|&(_, length)| length)
        .unwrap_or(("", 0));
    let digits = text(glyphs, start..end);
    let in_words = !digits.contains(|c: char| c.is_ascii_digit());
    let letters = digits.chars().count();
    let before = |among: &str| start > 0 && is(glyphs, start - 1, among);
    let counted = matches!(unit, "count" | "print");
    let circled = glyphs.get(start).is_some_and(|it| it.circled);
    let lettered = start > 0
        && glyphs
            .get(start - 1)
            .is_some_and(|it| it.c.is_ascii_alphabetic())
        && glyphs.get(start).is_some_and(|it| !it.gap)
        && !["own", "name", "department"].iter().any(|row| {
            let ends = |end: usize| longest_before(row, glyphs, end).is_some();
            ends(start) || ends(start - 1)
        });
    let ordered = [
        "第",
        "令和",
        "平成",
        "昭和",
        "要介護",
        "要支援",
        "別添",
        "別紙",
        "様式",
    ];
    let ordered = ordered.iter().any(|word| ends_with(glyphs, start, word));
    let is_nobodys = label(glyphs, start).is_some()
        || longest("fixed", glyphs, start).is_some()
        || matches!(unit, "period" | "place")
        || ordered
        || is_of_a_code(glyphs, start, end)
        || (!counted && (circled || lettered || begins_item(glyphs, start)))
        || (in_words && !counted && (letters < 2 || letters < 3 && goes_on(glyphs, end)))
        || digits.matches('.').count() > 1
        || (is(glyphs, end, "日") && before("月"))
        || (digits == "一" && unit != "count")
        || counts_institutions(glyphs, start, unit, end);
    (!is_nobodys).then_some(Number {
        start,
        end,
        unit_end: end + length,
        of_things: unit == "print",
    })
}

/// Whether the character behind a blank begins a word and is no unit: 「13 代診」.
fn begins_word(glyphs: &[Glyph], at: usize) -> bool {
    let is_kanji = |c: char| matches!(c, '一'..='鿿');
    let next = glyphs.get(at + 1);
    glyphs.get(at).is_some_and(|it| it.gap) && next.is_some_and(|it| !it.gap && is_kanji(it.c))
}

/// Whether digits are a part of several that hyphens join and no unit follows: a number to
/// call, 「別添1-2」.
fn is_of_a_code(glyphs: &[Glyph], start: usize, end: usize) -> bool {
    let joins = |at: usize| {
        let before = at.checked_sub(1).is_some_and(|at| is_digit(glyphs, at));
        before && is(glyphs, at, "-‐–−") && is_digit(glyphs, at + 1)
    };
    let is_part = joins(end) || start > 0 && joins(start - 1);
    let last = (end..glyphs.len()).find(|&at| !is_digit(glyphs, at) && !joins(at));
    is_part && last.is_none_or(|last| longest("count", glyphs, last).is_none())
}

/// Whether a line begins with the number of a list's item: 「2 患者・家族を中心とした」.
pub(super) fn begins_item(glyphs: &[Glyph], at: usize) -> bool {
    let Some(line) = glyphs.get(at).map(|it| it.line) else {
        return false;
    };
    let begins = at == 0 || glyphs.get(at - 1).is_some_and(|it| it.line != line);
    let end = at + length(glyphs, at);
    let parted = glyphs.get(end).is_some_and(|it| it.gap) || is(glyphs, end, ".)");
    let is_unit = |kind| longest(kind, glyphs, end).is_some();
    begins
        && (1..=2).contains(&(end - at))
        && parted
        && !["count", "print"].into_iter().any(is_unit)
}

/// Where days and times of day stand.
fn days_and_times(glyphs: &[Glyph]) -> Vec<Range<usize>> {
    let text = text(glyphs, 0..glyphs.len());
    let at = |byte: usize| text.get(..byte).map_or(0, |it| it.chars().count());
    let found = DAY_OR_TIME.find_all(&text).into_iter();
    let found = found.map(|(start, end)| at(start)..at(end));
    let is_whole = |it: &Range<usize>| {
        let before = it.start.checked_sub(1).and_then(|at| glyphs.get(at));
        !before.is_some_and(|it| it.c.is_ascii_alphanumeric())
            && !is_digit(glyphs, it.end)
            && (glyphs.get(it.end).is_some_and(|it| it.gap)
                || longest("count", glyphs, it.end).is_none())
    };
    found.filter(is_whole).collect()
}

/// Whether a figure counts institutions of a sort: 「病院が3、薬局12軒」.
fn counts_institutions(glyphs: &[Glyph], start: usize, unit: &str, end: usize) -> bool {
    if !(unit.is_empty() || is(glyphs, end, "軒")) {
        return false;
    }
    let particle = usize::from(start > 0 && is(glyphs, start - 1, "がは数:も"));
    let noun = start - particle;
    let of_each = longest_before("own", glyphs, noun).is_some();
    !of_each
        && longest_before("name", glyphs, noun)
            .is_some_and(|length| !super::words::is_named(glyphs, noun - length))
        && !(unit.is_empty() && particle == 0)
}

/// Whether a word goes on behind a figure in words, which is then none: 千葉, 八千代.
fn goes_on(glyphs: &[Glyph], end: usize) -> bool {
    glyphs
        .get(end)
        .is_some_and(|it| it.c.is_alphabetic() && !it.gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let glyphs = Glyph::of_text(text);
        numbers(&glyphs)
            .iter()
            .map(|it| glyphs[it.start..it.end].iter().map(|it| it.c).collect())
            .collect()
    }

    #[test]
    fn figures_are_known_in_any_digits() {
        for (text, expected) in [
            ("１，３００名と1 3 名", vec!["1,300", "13"]),
            ("一千三百名、約1.3千名", vec!["一千三百", "1.3千"]),
            ("十数名、数十件、二〇名", vec!["十数", "数十", "二〇"]),
            ("看取り13", vec!["13"]),
            ("⑬名", vec!["13"]),
            ("医療機関Ａ13名", vec!["13"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_orders_and_counts_of_places_are_nobody_s() {
        for text in [
            "令和4年9月26日(月)18:30~20:30",
            "9/26(月)、R4年度、2022.4.1",
            "24時間365日、第3回、2回目、75歳以上",
            "5つの医療機関、診療所12か所、病院が3、薬局8軒",
            "1. 会議と② 内容",
            "一部の方と一緒に、一般に",
            "連携医療機関１：",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
