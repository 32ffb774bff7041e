//! Tells what a sentence is about from a table of examples: made-up
//! sentences, each with its 事業項目, 場面 and 連携モデル.
//!
//! A complement naive Bayes classifier (Rennie et al., ICML 2003) for each kind of
//! term, over the runs of one to three characters and the concepts of the thesaurus.
//! It is made from the table when the program starts, so a new example is a row and
//! nothing else. In what state a sentence says something is not known here.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;

use crate::language::compact::{Compact, GAP};
use crate::language::table::{self, TableError};
use crate::language::thesaurus::Thesaurus;

use super::rules::Kind;

/// The table's file name.
const EXAMPLES: &str = "index/tag-examples.csv";
const BUILT_IN: &[u8] = include_bytes!("../../../index/tag-examples.csv");
/// How often each feature is taken to have been seen before any example was read.
const SMOOTHING: f32 = 0.3;
/// The longest run of characters that is a feature.
const LONGEST: usize = 3;
/// What stands in a cell where an example was not judged for that kind of term.
const UNKNOWN: &str = "?";
/// The kinds of term with their columns in the table, and in how many compact characters
/// the shortest example speaks of one: less says too little.
const KINDS: [(Kind, usize, usize); 4] = [
    (Kind::Item, 1, 7),
    (Kind::Scene, 2, 11),
    (Kind::Model, 3, 12),
    (Kind::Tool, 5, 22),
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
    /// One for each of [`KINDS`].
    classifiers: Vec<Classifier>,
    /// How a sentence speaks, by its endings and turns.
    turns: Numbers,
    manner: Classifier,
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

#[derive(Debug)]
struct Classifier {
    /// The terms; the empty one is none of them.
    terms: Vec<String>,
    /// By feature and term.
    weights: Vec<f32>,
}

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
        let judged = |examples: &[Vec<u32>], features: usize, column: usize| {
            let pairs = examples.iter().zip(rows.iter().map(|row| row.cell(column)));
            Classifier::new(features, pairs.filter(|(_, term)| *term != UNKNOWN))
        };
        let classifiers = KINDS
            .iter()
            .map(|&(_, column, _)| judged(&about, topics.len(), column))
            .collect();
        let manner = judged(&spoken, turns.len(), MANNER);
        Ok(Self {
            topics,
            classifiers,
            turns,
            manner,
        })
    }

    /// What a sentence's compact text is about: of each kind the likeliest term, where
    /// it is likelier than any other and than none by more than `least`, a logarithm.
    pub(super) fn guesses(
        &self,
        compact: &str,
        thesaurus: &Thesaurus,
        least: impl Fn(Kind) -> f32,
    ) -> Vec<Guess<'_>> {
        let mut found: HashMap<u32, Vec<Range<usize>>> = HashMap::new();
        for (feature, place) in features(compact, thesaurus) {
            if let Some(&number) = self.topics.get(&feature) {
                found.entry(number).or_default().push(place);
            }
        }
        let length = compact.chars().count();
        let kinds = KINDS.iter().zip(&self.classifiers);
        let guesses = kinds.filter_map(|(&(kind, _, shortest), classifier)| {
            let scores = classifier.scores(found.keys().copied());
            let (first, score) = best(&scores, None)?;
            let (second, next) = best(&scores, Some(first))?;
            let term = classifier.terms.get(first)?.as_str();
            let is_sure = length >= shortest && score - next > least(kind);
            (is_sure && !term.is_empty()).then(|| Guess {
                kind,
                term,
                weights: classifier.spread(&found, [first, second], length),
            })
        });
        guesses.collect()
    }

    /// How much likelier a folded sentence is to speak of what is planned, denied or
    /// another's than of a deed, as a logarithm; 0 where a deed is likeliest.
    pub(super) fn doubt(&self, folded: &str) -> f32 {
        let found = turns_of(folded).filter_map(|turn| self.turns.get(&turn).copied());
        let scores = self
            .manner
            .scores(found.collect::<BTreeSet<u32>>().into_iter());
        let done = self.manner.terms.iter().position(|term| term == DONE);
        let done = done.and_then(|done| scores.get(done));
        let best = best(&scores, None).map(|(_, score)| score);
        done.zip(best).map_or(0.0, |(done, best)| best - done)
    }
}

/// The likeliest term but one, and how likely it is.
fn best(scores: &[f32], except: Option<usize>) -> Option<(usize, f32)> {
    let scores = scores.iter().copied().enumerate();
    scores
        .filter(|&(term, _)| Some(term) != except)
        .max_by(|one, other| one.1.total_cmp(&other.1))
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

impl Classifier {
    fn new<'e>(features: usize, examples: impl Iterator<Item = (&'e Vec<u32>, &'e str)>) -> Self {
        let mut terms: Vec<String> = vec![String::new()];
        let mut counts: Vec<Vec<f32>> = vec![vec![0.0; features]];
        let mut all = vec![0.0_f32; features];
        for (found, term) in examples {
            let index = terms.iter().position(|it| it == term).unwrap_or_else(|| {
                terms.push(term.to_owned());
                counts.push(vec![0.0; features]);
                terms.len() - 1
            });
            for &feature in found {
                all[feature as usize] += 1.0;
                counts[index][feature as usize] += 1.0;
            }
        }
        let smoothed: f32 = all.iter().map(|count| count + SMOOTHING).sum();
        let mut weights = vec![0.0; features * terms.len()];
        for (term, own) in counts.iter().enumerate() {
            // The complement: everything that is not this term's.
            let total = (smoothed - own.iter().sum::<f32>()).max(SMOOTHING);
            for feature in 0..features {
                let others = all[feature] - own[feature] + SMOOTHING;
                weights[feature * terms.len() + term] = -(others / total).ln();
            }
        }
        Self { terms, weights }
    }

    fn weight(&self, feature: u32, term: usize) -> f32 {
        let place = feature as usize * self.terms.len() + term;
        self.weights.get(place).copied().unwrap_or_default()
    }

    /// How likely each term is, as logarithms up to a constant.
    fn scores(&self, found: impl Iterator<Item = u32>) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.terms.len()];
        for feature in found {
            for (term, score) in scores.iter_mut().enumerate() {
                *score += self.weight(feature, term);
            }
        }
        scores
    }

    /// How much each of `length` characters speaks for one term against another.
    fn spread(
        &self,
        found: &HashMap<u32, Vec<Range<usize>>>,
        [first, second]: [usize; 2],
        length: usize,
    ) -> Vec<f32> {
        let mut weights = vec![0.0; length];
        for (&feature, places) in found {
            let weight = self.weight(feature, first) - self.weight(feature, second);
            for place in places {
                let share = weight / (places.len() * place.len()) as f32;
                for at in place.clone() {
                    if let Some(sum) = weights.get_mut(at) {
                        *sum += share;
                    }
                }
            }
        }
        weights
    }
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
