//! The words that tell what a sentence's figures count, and where they stand.
//!
//! The words themselves are data with a reason a row, in `words.tsv`. Knows words and
//! what may stand before and behind them; what is withheld is decided in `sentences`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::fold;

use super::glyphs::{Glyph, starts_with};

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

static WORDS: LazyLock<HashMap<&str, Vec<Vec<char>>>> = LazyLock::new(|| {
    include_str!("words.tsv")
        .lines()
        .filter_map(|row| row.split_once('\t'))
        .map(|(kind, rest)| {
            let words = rest.split('\t').next().unwrap_or_default();
            let folded = words.split(' ').map(|word| fold(word).chars().collect());
            (kind, folded.collect())
        })
        .fold(HashMap::new(), |mut all, (kind, words): (_, Vec<_>)| {
            all.entry(kind).or_default().extend(words);
            all
        })
});

/// Words by their row and first character.
type ByFirst = HashMap<(&'static str, char), Vec<&'static [char]>>;

static BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| {
    let mut all = ByFirst::new();
    for (kind, words) in WORDS.iter() {
        for word in words {
            if let Some(&first) = word.first() {
                all.entry((*kind, first)).or_default().push(word);
            }
        }
    }
    all
});

/// The words of a row of the table.
pub(super) fn words(kind: &str) -> &'static [Vec<char>] {
    WORDS.get(kind).map_or(&[], Vec::as_slice)
}

/// How long the longest of the words that stands at a glyph is.
pub(super) fn longest(kind: &'static str, glyphs: &[Glyph], at: usize) -> Option<usize> {
    BY_FIRST
        .get(&(kind, glyphs.get(at)?.c))?
        .iter()
        .filter(|word| starts_with(glyphs, at, word))
        .map(|word| word.len())
        .max()
}

/// How long the longest of the words that ends before a glyph is.
pub(super) fn longest_before(kind: &str, glyphs: &[Glyph], end: usize) -> Option<usize> {
    words(kind)
        .iter()
        .filter(|word| {
            let start = end.checked_sub(word.len());
            start.is_some_and(|start| starts_with(glyphs, start, word))
        })
        .map(Vec::len)
        .max()
}

/// The marks of a sentence, in order. `short` are names without their ending, of
/// institutions that the form names in full elsewhere.
pub(super) fn marks(glyphs: &[Glyph], short: &HashSet<Vec<char>>) -> Vec<Mark> {
    let mut marks: Vec<(Option<Kind>, usize, usize)> = Vec::new();
    for at in 0..glyphs.len() {
        for (row, kind) in [
            ("own", Some(Kind::Institution)),
            ("total", Some(Kind::Total)),
            ("death", Some(Kind::Death)),
            ("care", Some(Kind::Care)),
            ("event", Some(Kind::Event)),
            ("public", Some(Kind::Event)),
            ("act", Some(Kind::Act)),
            ("about", Some(Kind::About)),
        ] {
            if let Some(length) = longest(row, glyphs, at) {
                marks.push((kind, at, at + length));
            }
        }
        if starts_event_in_hui(glyphs, at) {
            marks.push((Some(Kind::Event), at, at + 1));
        }
        for (row, unnamed) in [
            ("none", None),
            ("name", Some(Kind::Place)),
            ("department", None),
            ("person", None),
        ] {
            if let Some(length) = longest(row, glyphs, at) {
                let named = (row != "none"
                    && is_named(glyphs, at)
                    && !(row == "person" && follows_kana(glyphs, at)))
                    || is_lettered(glyphs, at + length);
                let kind = if named {
                    Some(Kind::Institution)
                } else {
                    unnamed
                };
                marks.push((kind, at, at + length));
            }
        }
        if let Some(length) = short_name(glyphs, at, short) {
            marks.push((Some(Kind::Institution), at, at + length));
        }
    }
    shadow(&marks)
}

/// Leaves out the marks that a longer one holds, and care that only says what an
/// activity is about (訪問看護研修).
fn shadow(marks: &[(Option<Kind>, usize, usize)]) -> Vec<Mark> {
    let held = |&(_, start, end): &(Option<Kind>, usize, usize)| {
        marks
            .iter()
            .any(|&(_, from, to)| from <= start && end <= to && to - from > end - start)
    };
    let before_event = |at: usize| {
        marks
            .iter()
            .any(|it| it.0 == Some(Kind::Event) && it.1 <= at && at < it.2)
    };
    let mut left: Vec<Mark> = marks
        .iter()
        .filter(|it| !held(it))
        .filter(|it| it.0 != Some(Kind::Care) || !before_event(it.2))
        .filter_map(|&(kind, start, end)| {
            Some(Mark {
                kind: kind?,
                start,
                end,
            })
        })
        .collect();
    left.sort_by_key(|mark| (mark.start, mark.end));
    left
}

/// Whether a 会 is a meeting: 「考える会に」, not a body or a word that holds it.
fn starts_event_in_hui(glyphs: &[Glyph], at: usize) -> bool {
    let is = |at: Option<usize>, among: &str| {
        at.and_then(|at| glyphs.get(at))
            .is_some_and(|glyph| among.contains(glyph.c))
    };
    is(Some(at), "会")
        && at > 0
        && !is(at.checked_sub(1), "師族協社機議大都面司照者")
        && (at + 1 == glyphs.len() || is(Some(at + 1), "にをはでがへのも、。:(「」・0123456789"))
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
        end.checked_sub(word.len()).is_some_and(|start| {
            let before = start.checked_sub(1).and_then(|at| glyphs.get(at));
            starts_with(glyphs, start, word)
                && (word.len() > 1 || before.is_none_or(|it| !matches!(it.c, 'ぁ'..='ゖ')))
        })
    })
}

/// Whether a verb's ending stands before a glyph: 診る, 行う, 支える.
fn ends_in_verb(glyphs: &[Glyph], end: usize) -> bool {
    let mut run = glyphs
        .get(..end)
        .unwrap_or_default()
        .iter()
        .rev()
        .map(|it| it.c);
    let last = run.next();
    let stem = run.find(|c| !matches!(c, 'ぁ'..='ゖ'));
    last.is_some_and(|c| "うくぐすつぬぶむるた".contains(c)) && stem.is_some_and(is_of_a_name)
}

/// Whether hiragana stand before a glyph, which no doctor's name ends in.
fn follows_kana(glyphs: &[Glyph], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|at| glyphs.get(at))
        .is_some_and(|it| matches!(it.c, 'ぁ'..='ゖ'))
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
    let behind = at
        .checked_sub(2)
        .is_some_and(|start| starts_with(glyphs, start, &['機', '関']));
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
fn short_name(glyphs: &[Glyph], at: usize, short: &HashSet<Vec<char>>) -> Option<usize> {
    let ends = |next: Option<&Glyph>| {
        next.is_none_or(|next| {
            next.gap
                || next.c.is_ascii_digit()
                || "はがのもでにと、・:=()→/,[]」】".contains(next.c)
        })
    };
    short
        .iter()
        .filter(|name| starts_with(glyphs, at, name) && ends(glyphs.get(at + name.len())))
        .map(Vec::len)
        .max()
}

/// The ways in which the form may shorten the institutions' names of a sentence.
pub(super) fn short_names(glyphs: &[Glyph]) -> Vec<Vec<char>> {
    let mut names = Vec::new();
    for at in 0..glyphs.len() {
        let titled = ["name", "department"]
            .iter()
            .any(|row| longest(row, glyphs, at).is_some());
        if !titled || !is_named(glyphs, at) {
            continue;
        }
        let before = |end: usize, of_run: &dyn Fn(char) -> bool| {
            let run = glyphs.get(..end).unwrap_or_default().iter().rev();
            let mut open = true;
            end - run
                .take_while(|glyph| {
                    let goes_on = open && of_run(glyph.c);
                    open = !glyph.gap;
                    goes_on
                })
                .count()
        };
        let kana = |c: char| matches!(c, 'ぁ'..='ゖ');
        let start = before(at, &is_of_a_name);
        let long = before(start, &kana);
        for from in [start, long, long + 1] {
            let name: Vec<char> = glyphs
                .get(from..at)
                .unwrap_or_default()
                .iter()
                .map(|glyph| glyph.c)
                .collect();
            let is_plain = |row: &str| words(row).contains(&name);
            let town = matches!(
                name.last(),
                Some('市' | '町' | '村' | '県' | '区' | '院' | '所')
            );
            if name.len() >= 2
                && !town
                && !["generic", "plain", "event", "care"]
                    .into_iter()
                    .any(is_plain)
            {
                names.push(name);
            }
        }
    }
    names
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
