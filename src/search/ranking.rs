//! What matches are worth: which cases meet a query and in what order.
//!
//! The score of a case comes from its own text and from how many cases meet each
//! idea, never from how many others there are or how long they are; so a document
//! that has nothing to do with a query changes nothing in its answer.
//!
//! The weights were chosen by measuring; `tests/golden/README.md` has what was
//! tried.

use std::collections::BTreeMap;

use super::matching::{Match, Matcher};
use super::plan::{Idea, Level, Plan};
use crate::index::schema::Part;
use crate::vocabulary::RecordKind;

/// How soon more of the same word stops counting, as BM25's k1.
const SATURATION: f32 = 1.2;
/// The record length, in characters, at which nothing is added or taken away.
const TYPICAL_LENGTH: f32 = 600.0;
/// How much length weighs, as BM25's b.
const LENGTH_WEIGHT: f32 = 0.3;
/// What a record adds to the best one, and each further one to that.
const DAMPING: f32 = 0.5;
/// How much more a heading counts than text, and a case's title, and its tags.
const HEADING: f32 = 1.5;
const TITLE: f32 = 3.0;
const TAGS: f32 = 2.0;
/// The raw score of a case that makes half of what its level allows.
const PIVOT: f32 = 3.0;
/// What part of an idea's worth goes to cases that treat all ideas in one record.
const TOGETHER: f32 = 1.5;
/// The number of cases that an idea must have to weigh ln 2.
const COMMON: f32 = 60.0;
/// How much of a sentence, by weight, a case must treat.
const SENTENCE_SHARE: f32 = 0.5;

/// How a case meets one idea.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    pub(super) level: Level,
    /// Only within other words: 医師会 in 歯科医師会.
    in_word: bool,
    /// What it is worth, within the band of its level.
    worth: f32,
    /// Worth by record.
    pub(super) records: BTreeMap<usize, f32>,
    /// The forms that matched, as places in the idea.
    pub(super) forms: Vec<usize>,
}

/// A case that meets the query, or enough of it.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    /// The case's place in the collection.
    pub(super) case: usize,
    pub(super) score: f32,
    /// How it meets each idea of the plan.
    pub(super) evidence: Vec<Option<Evidence>>,
}

/// The cases that answer a plan, best first.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranking {
    pub(super) cases: Vec<Scored>,
    /// Whether no case meets the whole query.
    pub(super) relaxed: bool,
}

/// Finds and orders the cases that answer a plan. `lengths` are the passages'
/// lengths in characters.
pub(super) fn rank(plan: &Plan, matcher: &Matcher, lengths: &[usize], cases: usize) -> Ranking {
    let ideas: Vec<(&Idea, bool)> = plan.ideas().collect();
    let excluded = excluded(plan, matcher);
    let evidence: Vec<BTreeMap<usize, Evidence>> = ideas
        .iter()
        .map(|(idea, _)| {
            let mut evidence = evidence(idea, matcher, lengths);
            evidence.retain(|case, _| !excluded.contains(case));
            evidence
        })
        .collect();
    if ideas.is_empty() {
        let all = (0..cases).filter(|case| !excluded.contains(case));
        return Ranking {
            cases: all
                .map(|case| Scored {
                    case,
                    score: 0.0,
                    evidence: Vec::new(),
                })
                .collect(),
            relaxed: false,
        };
    }
    let weights: Vec<f32> = evidence
        .iter()
        .map(|evidence| (1.0 + COMMON / evidence.len().max(1) as f32).ln())
        .collect();
    let total: f32 = weights.iter().sum();

    let mut candidates: BTreeMap<usize, Vec<Option<Evidence>>> = BTreeMap::new();
    for (index, evidence) in evidence.into_iter().enumerate() {
        for (case, it) in evidence {
            candidates
                .entry(case)
                .or_insert_with(|| vec![None; ideas.len()])[index] = Some(it);
        }
    }
    let has_sentence = ideas.iter().any(|(_, loose)| *loose);
    let mut met = Vec::new();
    let mut partial = Vec::new();
    let mut whole = false;
    for (case, evidence) in candidates {
        let covered: f32 = evidence
            .iter()
            .zip(&weights)
            .filter(|(it, _)| it.is_some())
            .map(|(_, weight)| weight)
            .sum();
        let strict = evidence
            .iter()
            .zip(&ideas)
            .all(|(it, (_, loose))| *loose || it.is_some());
        let all = evidence.iter().all(Option::is_some);
        whole |= all
            && evidence
                .iter()
                .flatten()
                .all(|it| it.level > Level::Partial);
        let scored = Scored {
            case,
            score: score(&evidence, &weights, total),
            evidence,
        };
        if all || (strict && has_sentence && covered >= SENTENCE_SHARE * total) {
            met.push(scored);
        } else if covered >= SENTENCE_SHARE * total {
            partial.push(scored);
        }
    }
    let mut cases = if met.is_empty() { partial } else { met };
    cases.sort_by(|one, other| {
        other
            .score
            .total_cmp(&one.score)
            .then(one.case.cmp(&other.case))
    });
    Ranking {
        relaxed: !whole && !cases.is_empty(),
        cases,
    }
}

fn excluded(plan: &Plan, matcher: &Matcher) -> Vec<usize> {
    let mut excluded: Vec<usize> = plan
        .excluded
        .iter()
        .flat_map(|pattern| matcher.find(pattern))
        .filter_map(|it| matcher.passages().get(it.passage))
        .map(|passage| passage.case)
        .collect();
    excluded.sort_unstable();
    excluded.dedup();
    excluded
}

/// How each case meets an idea.
fn evidence(idea: &Idea, matcher: &Matcher, lengths: &[usize]) -> BTreeMap<usize, Evidence> {
    /// What was found of a case so far.
    #[derive(Default)]
    struct Found {
        level: Option<(Level, bool)>,
        forms: Vec<usize>,
        passages: BTreeMap<usize, f32>,
    }
    let mut found: BTreeMap<usize, Found> = BTreeMap::new();
    for (index, form) in idea.forms.iter().enumerate() {
        for it in matcher.find(&form.pattern) {
            let Some(passage) = matcher.passages().get(it.passage) else {
                continue;
            };
            let entry = found.entry(passage.case).or_default();
            let level = (form.level, it.at_word > 0);
            entry.level = entry.level.max(Some(level));
            if !entry.forms.contains(&index) {
                entry.forms.push(index);
            }
            *entry.passages.entry(it.passage).or_default() += weight(form.level) * count(it);
        }
    }
    found
        .into_iter()
        .filter_map(|(case, found)| {
            let (level, at_word) = found.level?;
            let mut records: BTreeMap<usize, f32> = BTreeMap::new();
            let mut own = 0.0;
            for (number, count) in found.passages {
                let Some(passage) = matcher.passages().get(number) else {
                    continue;
                };
                let saturated = count / (count + SATURATION);
                match (passage.part, passage.record) {
                    (Part::Title, _) => own += TITLE * saturated,
                    (Part::Tags, _) => own += TAGS * saturated,
                    (Part::Heading, Some(record)) => {
                        *records.entry(record).or_default() +=
                            HEADING * kind_weight(passage.kind) * saturated;
                    }
                    (_, Some(record)) => {
                        let length = lengths.get(number).copied().unwrap_or(0) as f32;
                        let norm = 1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / TYPICAL_LENGTH;
                        *records.entry(record).or_default() +=
                            kind_weight(passage.kind) * count / (count + SATURATION * norm);
                    }
                    _ => {}
                }
            }
            let mut worths: Vec<f32> = records.values().copied().collect();
            worths.sort_by(|one, other| other.total_cmp(one));
            let raw = own
                + worths
                    .iter()
                    .rev()
                    .fold(0.0, |sum, worth| worth + DAMPING * sum);
            Some((
                case,
                Evidence {
                    level,
                    in_word: !at_word,
                    worth: raw / (raw + PIVOT),
                    records,
                    forms: found.forms,
                },
            ))
        })
        .collect()
}

/// What one occurrence counts, by how the form came about.
fn weight(level: Level) -> f32 {
    match level {
        Level::Place | Level::Written => 1.0,
        Level::Reading | Level::Synonym => 0.7,
        Level::Partial | Level::Near => 0.3,
    }
}

/// An occurrence within another word counts half.
fn count(it: Match) -> f32 {
    it.at_word as f32 + 0.5 * it.in_word as f32
}

/// How much a record of this kind says about what a case did.
fn kind_weight(kind: RecordKind) -> f32 {
    match kind {
        RecordKind::Features => 1.3,
        RecordKind::Activities | RecordKind::Devices | RecordKind::Survey => 1.0,
        RecordKind::Evaluation | RecordKind::Other => 0.8,
        RecordKind::Policy => 0.6,
        RecordKind::Issues => 0.5,
        RecordKind::Figures => 0.4,
        RecordKind::Profile => 0.15,
    }
}

/// The band that a level's scores lie in: no worth lifts a case over a better
/// level.
fn band(evidence: &Evidence) -> (f32, f32) {
    match (evidence.level, evidence.in_word) {
        (Level::Place, _) => (9.0, 10.0),
        (Level::Written, false) => (5.0, 9.0),
        (Level::Written, true) => (4.0, 5.0),
        (Level::Reading, _) => (2.8, 4.0),
        (Level::Synonym, _) => (1.6, 2.8),
        (Level::Partial, _) => (0.8, 1.6),
        (Level::Near, _) => (0.2, 0.8),
    }
}

fn score(evidence: &[Option<Evidence>], weights: &[f32], total: f32) -> f32 {
    let mut score = 0.0;
    let mut together: BTreeMap<usize, f32> = BTreeMap::new();
    for (evidence, weight) in evidence.iter().zip(weights) {
        if let Some(evidence) = evidence {
            let (low, high) = band(evidence);
            score += weight * (low + (high - low) * evidence.worth);
            for record in evidence.records.keys() {
                *together.entry(*record).or_default() += weight;
            }
        }
    }
    let closest = together.values().copied().fold(0.0, f32::max);
    let bonus = if evidence.len() > 1 {
        TOGETHER * closest / total
    } else {
        0.0
    };
    score / total + bonus
}
