//! Tells what a sentence is about, and whether it tells of a deed, from a table of
//! examples: made-up sentences, each with its 事業項目, 場面, 連携モデル and manner.
//!
//! For each term a line between the sentences that speak of it and all others: a linear
//! support vector machine over the runs of one to three characters and the concepts of
//! the thesaurus. Each is drawn when the program starts, so a new example is a row and
//! nothing else. In what state a sentence says something is not known here.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::language::compact::{Compact, GAP};
use crate::language::table::{self, TableError};
use crate::language::thesaurus::Thesaurus;

use super::rules::Kind;
use line::Line;

mod line;

/// The table's file name.
const EXAMPLES: &str = "index/tag-examples.csv";
const BUILT_IN: &[u8] = include_bytes!("../../../index/tag-examples.csv");
/// The longest run of characters that is a feature.
const LONGEST: usize = 3;
/// What stands in a cell where an example was not judged for that kind of term.
const UNKNOWN: &str = "?";
/// The kinds of term with their columns in the table.
const KINDS: [(Kind, usize); 4] = [
    (Kind::Item, 1),
    (Kind::Scene, 2),
    (Kind::Model, 3),
    (Kind::Tool, 5),
];

/// The column that says in what manner an example speaks of its term.
const MANNER: usize = 4;
/// The manner of a sentence that tells what was done.
const DONE: &str = "done";

/// What the table teaches.
#[derive(Debug)]
pub(super) struct Examples {
    /// What a sentence is about, by its words.
    topics: Numbers,
    terms: Vec<Term>,
    /// How a sentence speaks, by its endings and turns.
    turns: Numbers,
    deed: Line,
}

#[derive(Debug)]
struct Term {
    kind: Kind,
    code: String,
    line: Line,
}

/// What a sentence is taken to be about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Guess<'e> {
    pub(super) kind: Kind,
    /// The code of the term.
    pub(super) term: &'e str,
    /// How much each character of the compact text speaks for it.
    pub(super) weights: Vec<f32>,
}

/// The features that the examples have, each with a number.
type Numbers = HashMap<String, u32>;

/// A feature with its place in the compact text, in characters.
type Feature = (String, Range<usize>);

impl Examples {
    /// The table that the program was built with.
    pub(super) fn built_in(thesaurus: &Thesaurus) -> Result<Self, TableError> {
        let rows = table::rows(BUILT_IN, Path::new(EXAMPLES))?;
        let mut topics = Numbers::new();
        let mut turns = Numbers::new();
        let mut about = Vec::new();
        let mut spoken = Vec::new();
        for row in &rows {
            let text = Compact::new(row.cell(0));
            let found = features(&text.text, thesaurus);
            let found = found.into_iter().map(|(feature, _)| feature);
            about.push(numbered(&mut topics, found));
            spoken.push(numbered(&mut turns, turns_of(&text.folded)));
        }
        // Between the examples that have a term in a column and those that have another.
        let drawn = |found: &[Vec<u32>], features: &Numbers, column: usize, term: &str| {
            let pairs = found.iter().zip(rows.iter().map(|row| row.cell(column)));
            let pairs = pairs.filter(|(_, cell)| *cell != UNKNOWN);
            let pairs = pairs.map(|(found, cell)| (found.as_slice(), cell == term));
            Line::between(&pairs.collect::<Vec<_>>(), features.len())
        };
        let codes = KINDS.iter().flat_map(|&(kind, column)| {
            let cells = rows.iter().map(|row| row.cell(column));
            let codes: BTreeSet<&str> = cells.filter(|it| !["", UNKNOWN].contains(it)).collect();
            codes.into_iter().map(move |code| (kind, column, code))
        });
        let codes: Vec<(Kind, usize, &str)> = codes.collect();
        let (terms, deed) = rayon::join(
            || {
                let terms = codes.par_iter().map(|&(kind, column, code)| Term {
                    kind,
                    code: code.to_owned(),
                    line: drawn(&about, &topics, column, code),
                });
                terms.collect()
            },
            || drawn(&spoken, &turns, MANNER, DONE),
        );
        Ok(Self {
            topics,
            terms,
            turns,
            deed,
        })
    }

    /// The terms that a sentence's compact text is about: those on whose side of the
    /// line it lies, by more than `least` of their kind. It may be about several items,
    /// but of the other kinds only about one.
    pub(super) fn guesses(
        &self,
        compact: &str,
        thesaurus: &Thesaurus,
        least: impl Fn(Kind) -> f32,
    ) -> Vec<Guess<'_>> {
        let mut places: BTreeMap<u32, Vec<Range<usize>>> = BTreeMap::new();
        for (feature, place) in features(compact, thesaurus) {
            if let Some(&number) = self.topics.get(&feature) {
                places.entry(number).or_default().push(place);
            }
        }
        let found: Vec<u32> = places.keys().copied().collect();
        let length = compact.chars().count();
        let sides = self.terms.iter().map(|term| (term, term.line.side(&found)));
        let mut near: Vec<(&Term, f32)> = sides
            .filter(|(term, side)| *side > least(term.kind))
            .collect();
        near.sort_by(|one, other| other.1.total_cmp(&one.1));
        let mut told = BTreeSet::new();
        near.retain(|(term, _)| term.kind == Kind::Item || told.insert(term.kind));
        let guesses = near.into_iter().map(|(term, _)| Guess {
            kind: term.kind,
            term: &term.code,
            weights: spread(&places, &term.line, length),
        });
        guesses.collect()
    }

    /// How surely a folded sentence tells of a deed, not of what is planned, denied or
    /// another's: 0 where it may be either.
    pub(super) fn deed(&self, folded: &str) -> f32 {
        let found = turns_of(folded).filter_map(|turn| self.turns.get(&turn).copied());
        let found: BTreeSet<u32> = found.collect();
        self.deed.side(&found.into_iter().collect::<Vec<_>>())
    }
}

/// The features' numbers, new ones given where needed, each once.
fn numbered(numbers: &mut Numbers, features: impl Iterator<Item = String>) -> Vec<u32> {
    let numbered = features.map(|feature| {
        let next = numbers.len() as u32;
        *numbers.entry(feature).or_insert(next)
    });
    let each: BTreeSet<u32> = numbered.collect();
    each.into_iter().collect()
}

/// How much each of `length` characters speaks for what lies on the line's near side.
fn spread(places: &BTreeMap<u32, Vec<Range<usize>>>, line: &Line, length: usize) -> Vec<f32> {
    let mut weights = vec![0.0; length];
    for (&feature, places) in places {
        for place in places {
            let share = line.weight(feature) / (places.len() * place.len()) as f32;
            for sum in weights.iter_mut().take(place.end).skip(place.start) {
                *sum += share;
            }
        }
    }
    weights
}

/// The features of a compact text.
fn features(compact: &str, thesaurus: &Thesaurus) -> Vec<Feature> {
    let chars: Vec<char> = compact.chars().collect();
    let mut features = Vec::new();
    for start in 0..chars.len() {
        for length in 1..=LONGEST {
            let Some(run) = chars.get(start..start + length) else {
                break;
            };
            if run.contains(&GAP) {
                break;
            }
            features.push((run.iter().collect(), start..start + length));
        }
    }
    for mark in thesaurus.marks(compact) {
        let at = |byte: usize| compact.get(..byte).map_or(0, |it| it.chars().count());
        let name = thesaurus.concept(mark.concept).map(|it| it.name.as_str());
        let feature = format!("[{}]", name.unwrap_or_default());
        features.push((feature, at(mark.start)..at(mark.end)));
    }
    features
}

/// The turns of a folded sentence: its runs of one to four characters, digits as one,
/// with its start and end marked, and its last two to eight characters.
fn turns_of(folded: &str) -> impl Iterator<Item = String> {
    let mut chars = vec!['^'];
    for c in folded.chars().filter(|c| *c != '。' && !c.is_whitespace()) {
        let digit = c.is_ascii_digit();
        if !(digit && chars.last() == Some(&'0')) {
            chars.push(if digit { '0' } else { c });
        }
    }
    chars.push('$');
    let runs = |length: usize| {
        chars
            .windows(length)
            .map(|it| it.iter().collect::<String>())
    };
    let ends = (2..=8).filter_map(|length| {
        let end = chars.get(chars.len().checked_sub(length)?..)?;
        Some(format!("E{}", end.iter().collect::<String>()))
    });
    let turns: Vec<String> = (1..=4).flat_map(runs).chain(ends).collect();
    turns.into_iter()
}
