//! The words that tell what a sentence's figures count, and where they stand.
//!
//! The words themselves are data with a reason a row, in `words.tsv`. Knows words and
//! what may stand before and behind them; what is withheld is decided in `sentences`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::fold;

use super::glyphs::{Glyph, ends_with, follows_kana, is, stands, text};

/// What a word says about the figures around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// One institution, or a person who stands for it.
    Institution,
    /// An institution without a name: one, or any.
    Place,
    /// The group's or a district's total.
    Total,
    /// Dying.
    Death,
    /// An institution's own work.
    Care,
    /// An activity, or a thing made for it.
    Event,
    /// What is done at an activity.
    Act,
    /// What the group does together, or tells of a district, where no institution is named.
    Work,
    /// Makes what stands before it the subject of talk.
    About,
}

/// A word that says something, from its first glyph to the one behind its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

static WORDS: LazyLock<HashMap<&str, Vec<String>>> = LazyLock::new(|| {
    let rows = include_str!("words.tsv").lines();
    let mut all: HashMap<&str, Vec<String>> = HashMap::new();
    for (kind, rest) in rows.filter_map(|row| row.split_once('\t')) {
        let words = rest.split('\t').next().unwrap_or_default();
        all.entry(kind)
            .or_default()
            .extend(words.split(' ').map(fold));
    }
    all
});

/// Words by their row and first character.
static BY_FIRST: LazyLock<HashMap<(&str, char), Vec<&str>>> = LazyLock::new(|| {
    let mut all: HashMap<(&str, char), Vec<&str>> = HashMap::new();
    for (kind, words) in WORDS.iter() {
        for word in words {
            if let Some(first) = word.chars().next() {
                all.entry((*kind, first)).or_default().push(word);
            }
        }
    }
    all
});

/// The words of a row of the table.
pub(super) fn words(kind: &str) -> &'static [String] {
    WORDS.get(kind).map_or(&[], Vec::as_slice)
}

/// How long the longest of the words that stands at a glyph is.
pub(super) fn longest(kind: &'static str, glyphs: &[Glyph], at: usize) -> Option<usize> {
    let words = BY_FIRST.get(&(kind, glyphs.get(at)?.c))?.iter();
    let words = words.filter(|word| stands(glyphs, at, word));
    words.map(|word| word.chars().count()).max()
}

/// How long the longest of the words that ends before a glyph is.
pub(super) fn longest_before(kind: &str, glyphs: &[Glyph], end: usize) -> Option<usize> {
    let words = words(kind).iter();
    let words = words.filter(|word| ends_with(glyphs, end, word));
    words.map(|word| word.chars().count()).max()
}

/// What the words of each row say; none where they only shadow others.
const ROWS: [(&str, Option<Kind>); 13] = [
    ("own", Some(Kind::Institution)),
    ("total", Some(Kind::Total)),
    ("death", Some(Kind::Death)),
    ("care", Some(Kind::Care)),
    ("event", Some(Kind::Event)),
    ("public", Some(Kind::Work)),
    ("act", Some(Kind::Act)),
    ("work", Some(Kind::Work)),
    ("about", Some(Kind::About)),
    ("none", None),
    ("name", Some(Kind::Place)),
    ("department", None),
    ("person", None),
];

/// The marks of a sentence, in order. `short` are names without their ending, of
/// institutions that the form names in full elsewhere.
pub(super) fn marks(glyphs: &[Glyph], short: &HashSet<String>) -> Vec<Mark> {
    let mut marks: Vec<(Option<Kind>, usize, usize)> = Vec::new();
    for at in 0..glyphs.len() {
        for (row, kind) in ROWS {
            let Some(length) = longest(row, glyphs, at) else {
                continue;
            };
            let is_title = matches!(row, "name" | "department" | "person");
            let is_person = row == "person";
            let named =
                is_title && is_named(glyphs, at) && !(is_person && follows_kana(glyphs, at))
                    || (is_title || row == "none")
                        && (is_lettered(glyphs, at + length) || is_single(glyphs, at));
            let kind = if named { Some(Kind::Institution) } else { kind };
            marks.push((kind, at, at + length));
        }
        if starts_event_in_hui(glyphs, at) {
            marks.push((Some(Kind::Event), at, at + 1));
        }
        if let Some(length) = short_name(glyphs, at, short) {
            marks.push((Some(Kind::Institution), at, at + length));
        }
    }
    // A longer word shadows those that it holds.
    let held = |&&(_, start, end): &&(Option<Kind>, usize, usize)| {
        marks
            .iter()
            .any(|&(_, from, to)| from <= start && end <= to && to - from > end - start)
    };
    let left = marks.iter().filter(|it| !held(it));
    let left = left.filter_map(|&(kind, start, end)| {
        Some(Mark {
            kind: kind?,
            start,
            end,
        })
    });
    let mut left: Vec<Mark> = left.collect();
    left.sort_by_key(|mark| (mark.start, mark.end));
    left
}

/// Whether one of them is spoken of: 「うち1医療機関が」.
fn is_single(glyphs: &[Glyph], title: usize) -> bool {
    let number = title.checked_sub(1).filter(|&at| is(glyphs, at, "1一"));
    let before = number.and_then(|at| at.checked_sub(1));
    number.is_some() && !before.is_some_and(|at| is(glyphs, at, "0123456789.十百"))
}

/// Whether a 会 is a meeting, 「考える会に」, and no body: 「光風会が」.
fn starts_event_in_hui(glyphs: &[Glyph], at: usize) -> bool {
    is(glyphs, at, "会")
        && follows_kana(glyphs, at)
        && (at + 1 == glyphs.len() || is(glyphs, at + 1, "にをはでがへのも、。:(「」・0123456789"))
}

/// Whether a name stands before an institution's or a person's title.
pub(super) fn is_named(glyphs: &[Glyph], title: usize) -> bool {
    // A blank parts the title from what stands before it, unless all letters are
    // spaced out.
    let spaced = |at: usize| glyphs.get(at).is_some_and(|glyph| glyph.gap);
    if spaced(title) && !spaced(title + 1) {
        return false;
    }
    let mut end = title;
    while let Some(length) = longest_before("generic", glyphs, end) {
        end -= length;
    }
    let Some(last) = end.checked_sub(1).and_then(|at| glyphs.get(at)) else {
        return false;
    };
    match last.c {
        'ぁ'..='ゖ' => !ends_in_particle(glyphs, end) && !ends_in_verb(glyphs, end),
        c => is_of_a_name(c),
    }
}

/// A character that a name is written with, hiragana aside.
fn is_of_a_name(c: char) -> bool {
    (c.is_alphabetic() && !matches!(c, 'ぁ'..='ゖ'))
        || matches!(
            c,
            '々' | 'ー' | '〇' | '○' | '◯' | '●' | '△' | '▲' | '□' | '■' | '×'
        )
}

/// Whether the hiragana before a glyph end another word. Behind hiragana one letter
/// alone may be a name's (みなと薬局).
fn ends_in_particle(glyphs: &[Glyph], end: usize) -> bool {
    words("hiragana").iter().any(|word| {
        let is_long = word.chars().count() > 1;
        ends_with(glyphs, end, word) && (is_long || !follows_kana(glyphs, end.saturating_sub(1)))
    })
}

/// Whether a verb's ending stands before a glyph: 診る, 行う, 支える.
fn ends_in_verb(glyphs: &[Glyph], end: usize) -> bool {
    let mut stem = end.saturating_sub(1);
    while follows_kana(glyphs, stem) {
        stem -= 1;
    }
    let stem = stem.checked_sub(1).and_then(|at| glyphs.get(at));
    end > 0
        && is(glyphs, end - 1, "うくぐすつぬぶむるた")
        && stem.is_some_and(|it| is_of_a_name(it.c))
}

/// Whether a letter or a number stands for a name behind a title: 医療機関Ａ.
fn is_lettered(glyphs: &[Glyph], end: usize) -> bool {
    let next = glyphs.get(end + 1).map(|glyph| glyph.c);
    glyphs.get(end).is_some_and(|glyph| {
        glyph.circled
            || (glyph.c.is_ascii_alphabetic() && !next.is_some_and(|c| c.is_ascii_alphabetic()))
            || matches!(glyph.c, '甲' | '乙' | '丙' | '丁')
    }) || label(glyphs, end).is_some()
}

/// How long the number is that stands for a name before a glyph: 連携医療機関１.
pub(super) fn label(glyphs: &[Glyph], at: usize) -> Option<usize> {
    let behind = ends_with(glyphs, at, "機関");
    let rest = glyphs.get(at..)?;
    let length = rest
        .iter()
        .enumerate()
        .take_while(|(index, glyph)| {
            glyph.c.is_ascii_digit() && (*index > 0 || !glyph.gap) && (*index == 0 || !glyph.gap)
        })
        .count();
    let ends = rest
        .get(length)
        .is_some_and(|next| next.gap || "はのがにで:=(、".contains(next.c));
    let counted = longest("count", glyphs, at + length).is_some();
    (behind && (1..=2).contains(&length) && ends && !counted).then_some(length)
}

/// How long the name is that stands at a glyph without its ending: 「青葉台13名」.
fn short_name(glyphs: &[Glyph], at: usize, short: &HashSet<String>) -> Option<usize> {
    let ends = |next: Option<&Glyph>| {
        next.is_none_or(|next| {
            next.gap
                || next.c.is_ascii_digit()
                || "はがのもでにと、・:=()→/,[]」】".contains(next.c)
        })
    };
    let stand = short.iter().filter(|name| stands(glyphs, at, name));
    let lengths = stand.map(|name| name.chars().count());
    lengths.filter(|length| ends(glyphs.get(at + length))).max()
}

/// The ways in which the form may shorten the institutions' names of a sentence.
pub(super) fn short_names(glyphs: &[Glyph]) -> Vec<String> {
    let is_title = |at: &usize| {
        let rows = ["name", "department"];
        rows.iter().any(|row| longest(row, glyphs, *at).is_some()) && is_named(glyphs, *at)
    };
    // Where the run of such characters starts that ends before a place, without a blank.
    let before = |end: usize, of_run: fn(char) -> bool| {
        let mut start = end;
        while let Some(glyph) = start.checked_sub(1).and_then(|at| glyphs.get(at))
            && of_run(glyph.c)
            && (start == end || !glyphs.get(start).is_some_and(|next| next.gap))
        {
            start -= 1;
        }
        start
    };
    let is_name = |name: &String| {
        let is_plain = |row: &&str| words(row).contains(name);
        name.chars().count() >= 2
            && !name.ends_with(['市', '町', '村', '県', '区', '院', '所'])
            && !["generic", "plain", "event", "care"].iter().any(is_plain)
    };
    let names = (0..glyphs.len()).filter(is_title).flat_map(|at| {
        let start = before(at, is_of_a_name);
        let long = before(start, |c| matches!(c, 'ぁ'..='ゖ'));
        [start, long, long + 1].map(|from| text(glyphs, from..at))
    });
    names.filter(is_name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_the_table_is_used_and_says_why() {
        let rows = include_str!("words.tsv").lines().skip(1);
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 3, "{row}");
            assert!(!cells[2].is_empty(), "{row}");
            assert!(cells[1].split(' ').all(|word| !word.is_empty()), "{row}");
        }
    }

    #[test]
    fn a_title_with_a_name_before_it_is_one_institution_s() {
        for (text, expected) in [
            ("青葉台クリニックは", Some(Kind::Institution)),
            ("ゆりのき訪看ＳＴ", Some(Kind::Institution)),
            ("みなと薬局", Some(Kind::Institution)),
            ("当 院 の", Some(Kind::Institution)),
            ("医療機関Ａ", Some(Kind::Institution)),
            ("〇〇先生", Some(Kind::Institution)),
            ("市内の診療所", Some(Kind::Place)),
            ("在宅療養支援診療所", Some(Kind::Place)),
            ("内科の病気", None),
            ("歯科医師会", None),
            ("後方支援病院", None),
        ] {
            let glyphs = Glyph::of_text(text);
            let found = marks(&glyphs, &HashSet::new());
            let kind = found
                .iter()
                .map(|mark| mark.kind)
                .find(|kind| matches!(kind, Kind::Institution | Kind::Place));
            assert_eq!(kind, expected, "{text}: {found:?}");
        }
    }
}
