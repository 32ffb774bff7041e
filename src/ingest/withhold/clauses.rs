//! Where the sentences of a form's text end, and where their clauses do. What they say is
//! not known here.

use std::ops::Range;

use super::glyphs::{Glyph, is, stands};
use super::numbers::{Number, begins_item};

/// Lines without a full stop are no one sentence from so many characters on.
const LONGEST: usize = 400;
/// Nor is a line by itself.
const LONGEST_LINE: usize = 4000;
/// Words that start a sentence which says whose the figures before it are.
const BACK: [&str; 7] = ["これ", "それ", "いずれも", "うち", "内訳", "すべて", "全て"];

/// The sentences of a unit; one that only adds to the one before is no other.
pub(super) fn sentences(unit: &[Glyph]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in 1..=unit.len() {
        let full_stop = unit
            .get(end - 1)
            .is_some_and(|it| matches!(it.c, '。' | '!' | '?'));
        let next_line = unit.get(end).map(|it| it.line) != unit.get(end - 1).map(|it| it.line);
        let breaks = next_line && (end - start > LONGEST || begins_item(unit, end));
        let ends = full_stop || breaks || end - start > LONGEST_LINE;
        if !ends && end < unit.len() {
            continue;
        }
        let adds = BACK.iter().any(|word| stands(unit, start, word));
        match found.last_mut() {
            Some(last) if adds && last.len() < LONGEST_LINE => last.end = end,
            _ => found.push(start..end),
        }
        start = end;
    }
    found
}

/// Words that part clauses like a comma.
const PARTS: [&str; 4] = ["ながら", "つつ", "とともに", "一方"];

/// For each glyph, the clause it stands in.
pub(super) fn clauses(glyphs: &[Glyph], numbers: &[Number]) -> Vec<usize> {
    let mut clause = 0;
    (0..glyphs.len())
        .map(|at| {
            let in_number = numbers.iter().any(|it| (it.start..it.end).contains(&at));
            let parted = is(glyphs, at, "、,;/()[]<>【】。")
                || PARTS.iter().any(|word| stands(glyphs, at, word));
            clause += usize::from(parted && !in_number);
            clause
        })
        .collect()
}
