//! Tells what a sentence is about, and whether it tells of a deed, from a table of
//! examples: made-up sentences, each with its 事業項目, 場面, 連携モデル and manner.
//!
//! For each term a line between the sentences that speak of it and all others, and one
//! between deeds and what is planned, denied or another's: linear support vector
//! machines over runs of characters and the concepts of the thesaurus. Each is drawn when
//! the program starts, so a new example is a row and nothing else. What follows from a
//! sentence for a tag is not known here.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::language::Analyzer;
use crate::language::compact::Compact;
use crate::language::grammar::{self, Word};
use crate::language::table::{self, Row, TableError};
use crate::language::thesaurus::Thesaurus;

use super::rules::Kind;
use line::{Feature, Line};
use topics::{Place, Topic, told, topics};
use turns::{Turn, turns};
use vocabulary::Vocabulary;

mod line;
mod topics;
mod turns;
mod vocabulary;

/// The table's file name.
const EXAMPLES: &str = "index/tag-examples.csv";
const BUILT_IN: &[u8] = include_bytes!("../../../index/tag-examples.csv");
/// What stands in a cell where an example was not judged for that kind of term.
const UNKNOWN: &str = "?";
/// The kinds of term with their columns in the table.
const KINDS: [(Kind, usize); 4] = [
    (Kind::Item, 1),
    (Kind::Scene, 2),
    (Kind::Model, 3),
    (Kind::Tool, 5),
];

/// Fewer letters are a form's or a menu's: 「演習１」, 「この事例を見る」.
const SHORTEST: usize = 7;

/// The column that says in what manner an example speaks of its term.
const MANNER: usize = 4;
/// The manner of a sentence that tells what was done.
const DONE: &str = "done";

/// What the table teaches.
#[derive(Debug)]
pub(super) struct Examples {
    topics: Vocabulary<Topic>,
    terms: Vec<Term>,
    turns: Vocabulary<Turn>,
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

impl Examples {
    /// The table that the program was built with.
    pub(super) fn built_in(analyzer: &Analyzer) -> Result<Self, TableError> {
        let rows = table::rows(BUILT_IN, Path::new(EXAMPLES))?;
        let texts: Vec<Compact> = rows.iter().map(|row| Compact::new(row.cell(0))).collect();
        let ((topics, terms), (turns, deed)) = rayon::join(
            || terms(&rows, &texts, analyzer.thesaurus()),
            || deed(&rows, &texts, analyzer),
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
        let letters = compact
            .chars()
            .filter(|c| c.is_alphabetic() && !c.is_numeric());
        if letters.count() < SHORTEST {
            return Vec::new();
        }
        let places = topics(compact, thesaurus);
        let found = self.topics.features(told(&places).map(|(topic, _)| topic));
        let length = compact.chars().count();
        let sides = self.terms.iter().map(|term| (term, term.line.side(&found)));
        let mut near: Vec<(&Term, f32)> = sides
            .filter(|(term, side)| *side > least(term.kind))
            .collect();
        near.sort_by(|one, other| other.1.total_cmp(&one.1));
        let mut kinds = BTreeSet::new();
        near.retain(|(term, _)| term.kind == Kind::Item || kinds.insert(term.kind));
        let guesses = near.into_iter().map(|(term, _)| Guess {
            kind: term.kind,
            term: &term.code,
            weights: self.spread(&places, &term.line, length),
        });
        guesses.collect()
    }

    /// How surely a folded sentence, with its words, tells of a deed, not of what is
    /// planned, denied or another's: 0 where it may be either.
    pub(super) fn deed(&self, folded: &str, words: &[Word<'_>]) -> f32 {
        self.deed.side(&self.turns.features(&turns(folded, words)))
    }

    /// How much each of `length` characters speaks for what lies on the line's near side.
    fn spread(&self, places: &[Place], line: &Line, length: usize) -> Vec<f32> {
        let mut weights = vec![0.0; length];
        for (topic, places) in told(places) {
            let weight = self.topics.get(topic).map_or(0.0, |it| line.weight(it));
            for (_, place) in places {
                let share = weight / (places.len() * place.len()) as f32;
                let own = weights.get_mut(place.clone()).into_iter().flatten();
                own.for_each(|sum| *sum += share);
            }
        }
        weights
    }
}

/// What the examples say of each term: between those that have it and those that have
/// another, or none.
fn terms(rows: &[Row], texts: &[Compact], thesaurus: &Thesaurus) -> (Vocabulary<Topic>, Vec<Term>) {
    let found = texts.par_iter().map(|it| topics(&it.text, thesaurus));
    let found = found.map(|it| told(&it).map(|(topic, _)| *topic).collect());
    let found: Vec<Vec<Topic>> = found.collect();
    let known = Vocabulary::of(found.iter().map(|it| it.iter().copied()), |_| 1.0);
    let about: Vec<Vec<Feature>> = found.iter().map(|it| known.features(it)).collect();
    let codes = KINDS.iter().flat_map(|&(kind, column)| {
        let cells = rows.iter().map(|row| row.cell(column));
        let codes: BTreeSet<&str> = cells.filter(|it| !["", UNKNOWN].contains(it)).collect();
        codes.into_iter().map(move |code| (kind, column, code))
    });
    let codes: Vec<(Kind, usize, &str)> = codes.collect();
    let terms = codes.par_iter().map(|&(kind, column, code)| {
        let cells = rows.iter().map(|row| row.cell(column));
        let judged = about.iter().zip(cells).filter(|(_, cell)| *cell != UNKNOWN);
        let judged = judged.map(|(found, cell)| (found.as_slice(), cell == code));
        Term {
            kind,
            code: code.to_owned(),
            line: Line::between(&judged.collect::<Vec<_>>(), known.len()),
        }
    });
    let terms = terms.collect();
    (known, terms)
}

/// What the examples say of how deeds are told: between them and what is planned, denied
/// or another's.
fn deed(rows: &[Row], texts: &[Compact], analyzer: &Analyzer) -> (Vocabulary<Turn>, Line) {
    let manners = rows.iter().map(|row| row.cell(MANNER)).zip(texts);
    let judged: Vec<(&str, &Compact)> = manners.filter(|(it, _)| *it != UNKNOWN).collect();
    let spoken = judged.par_iter().map(|(manner, text)| {
        let words = grammar::words(analyzer, &text.folded);
        (turns(&text.folded, &words), *manner == DONE)
    });
    let spoken: Vec<(Vec<Turn>, bool)> = spoken.collect();
    // A rare turn says more.
    let found = spoken.iter().map(|(turns, _)| turns.iter().copied());
    let known = Vocabulary::of(found, |share| -share.ln());
    let spoken = spoken.par_iter();
    let spoken = spoken.map(|(turns, is_done)| (known.features(turns), *is_done));
    let spoken: Vec<(Vec<Feature>, bool)> = spoken.collect();
    let judged = spoken
        .iter()
        .map(|(found, is_done)| (found.as_slice(), *is_done));
    let line = Line::between(&judged.collect::<Vec<_>>(), known.len());
    (known, line)
}
