//! Which cases answer a query, and in what order.
//!
//! A case must meet every typed word; of a sentence, enough of it. Where no case
//! meets all, those that meet most come instead, and the answer says so.

use std::collections::{BTreeMap, HashMap};

use super::matching::{Lookup, rarity};
use super::plan::{Idea, Level, Plan};
use super::scoring::{Evidence, evidence};
use crate::text;

/// How much of a sentence, by rarity, a case must treat to be listed.
const SENTENCE_SHARE: f32 = 0.2;
/// How much of a query that no case meets whole a case must treat to be listed.
const PARTIAL_SHARE: f32 = 0.5;
/// What it adds that ideas stand close together, and within how many characters:
/// about a sentence.
const TOGETHER: f32 = 1.5;
const SPAN: u32 = 50;
/// What looking like a sentence adds.
const SENTENCE_RESEMBLANCE: f32 = 2.0;

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
    /// Of each idea, whether it stands in any case at all.
    pub(super) found: Vec<bool>,
}

/// Finds and orders the cases that answer a plan, of `cases` in all.
pub(super) fn rank(plan: &Plan, lookup: &Lookup, cases: usize) -> Ranking {
    let excluded = excluded(plan, lookup);
    let ideas: Vec<(&Idea, bool)> = plan.ideas().collect();
    if ideas.is_empty() {
        let listed = (0..cases).filter(|case| !excluded.contains(case));
        return Ranking {
            cases: listed
                .map(|case| Scored {
                    case,
                    score: 0.0,
                    evidence: Vec::new(),
                })
                .collect(),
            relaxed: false,
            found: Vec::new(),
        };
    }
    let mut weights = Vec::with_capacity(ideas.len());
    let mut found = Vec::with_capacity(ideas.len());
    let mut candidates: BTreeMap<usize, Vec<Option<Evidence>>> = BTreeMap::new();
    for (index, (idea, loose)) in ideas.iter().enumerate() {
        let mut evidence = evidence(idea, lookup);
        evidence.retain(|case, _| !excluded.contains(case));
        weights.push(weight(&evidence, *loose));
        found.push(!evidence.is_empty());
        for (case, it) in evidence {
            let of_case = candidates
                .entry(case)
                .or_insert_with(|| vec![None; ideas.len()]);
            of_case[index] = Some(it);
        }
    }
    let total: f32 = weights.iter().sum();
    let resemblance = resemblance(plan, lookup);
    let mut met = Vec::new();
    let mut partial = Vec::new();
    let mut least = Vec::new();
    let mut whole = false;
    for (case, evidence) in candidates {
        let covered = covered(&evidence, &weights) / total;
        let all = evidence.iter().all(Option::is_some);
        let all_words = evidence
            .iter()
            .zip(&ideas)
            .all(|(it, (_, loose))| *loose || it.is_some());
        whole |= all
            && evidence
                .iter()
                .flatten()
                .all(|it| it.level > Level::Partial);
        let alike = resemblance.get(&case).copied().unwrap_or(0.0);
        let scored = Scored {
            case,
            score: score(&evidence, &ideas, &weights) / total + SENTENCE_RESEMBLANCE * alike,
            evidence,
        };
        if all || (all_words && plan.has_sentence() && covered >= SENTENCE_SHARE) {
            met.push(scored);
        } else if covered >= PARTIAL_SHARE {
            partial.push(scored);
        } else if has_a_word(&scored.evidence, &ideas) {
            least.push(scored);
        }
    }
    // All that was wanted, else a good part of it, else any one of the words.
    let mut cases = [met, partial, least]
        .into_iter()
        .find(|cases| !cases.is_empty())
        .unwrap_or_default();
    cases.sort_by(|one, other| {
        other
            .score
            .total_cmp(&one.score)
            .then(one.case.cmp(&other.case))
    });
    Ranking {
        relaxed: !whole && !cases.is_empty(),
        cases,
        found,
    }
}

/// Whether one of the words that were typed apart is met, and not by its parts only.
fn has_a_word(evidence: &[Option<Evidence>], ideas: &[(&Idea, bool)]) -> bool {
    evidence
        .iter()
        .zip(ideas)
        .any(|(it, (_, loose))| !loose && it.as_ref().is_some_and(|it| it.level != Level::Partial))
}

/// The cases that hold an excluded word.
fn excluded(plan: &Plan, lookup: &Lookup) -> Vec<usize> {
    plan.excluded
        .iter()
        .flat_map(|pattern| lookup.find(pattern).to_vec())
        .filter_map(|it| lookup.passages().get(it.passage))
        .map(|passage| passage.case)
        .collect()
}

/// What an idea weighs among the others: the fewer cases meet it, the more. What
/// is found nowhere says nothing about the rest of its sentence.
fn weight(evidence: &BTreeMap<usize, Evidence>, loose: bool) -> f32 {
    let more_than_parts = evidence
        .values()
        .filter(|it| it.level > Level::Partial)
        .count();
    match (more_than_parts, evidence.len()) {
        (0, 0) if loose => 0.0,
        (0, parts) => rarity(parts),
        (cases, _) => rarity(cases),
    }
}

fn covered(evidence: &[Option<Evidence>], weights: &[f32]) -> f32 {
    evidence
        .iter()
        .zip(weights)
        .filter(|(it, _)| it.is_some())
        .map(|(_, weight)| weight)
        .sum()
}

/// How much each case looks like the query's sentences.
fn resemblance(plan: &Plan, lookup: &Lookup) -> HashMap<usize, f32> {
    let mut sums: HashMap<usize, f32> = HashMap::new();
    for demand in plan.demands.iter().filter(|demand| demand.loose) {
        for (case, alike) in lookup.resemblance(&text::fold(&demand.typed)) {
            *sums.entry(case).or_default() += alike;
        }
    }
    sums
}

/// What the ideas are worth together, times their weights.
fn score(evidence: &[Option<Evidence>], ideas: &[(&Idea, bool)], weights: &[f32]) -> f32 {
    let mut score = 0.0;
    // By passage, where each idea stands in it.
    let mut places: BTreeMap<usize, Vec<(u32, usize)>> = BTreeMap::new();
    for (index, (evidence, (_, loose))) in evidence.iter().zip(ideas).enumerate() {
        let Some(evidence) = evidence else {
            continue;
        };
        let worth = if *loose {
            evidence.loose_worth()
        } else {
            evidence.banded_worth()
        };
        score += weights[index] * worth;
        for (passage, found) in &evidence.places {
            let places = places.entry(*passage).or_default();
            places.extend(found.iter().map(|&place| (place, index)));
        }
    }
    if ideas.len() > 1 {
        let closest = places
            .into_values()
            .map(|places| closest(places, weights))
            .fold(0.0, f32::max);
        score += TOGETHER * closest;
    }
    score
}

/// The weight of the ideas that stand closest together in a passage.
fn closest(mut places: Vec<(u32, usize)>, weights: &[f32]) -> f32 {
    places.sort_unstable();
    let mut best: f32 = 0.0;
    for (first, (start, _)) in places.iter().enumerate() {
        let mut ideas: Vec<usize> = places[first..]
            .iter()
            .take_while(|(place, _)| place - start <= SPAN)
            .map(|(_, idea)| *idea)
            .collect();
        ideas.sort_unstable();
        ideas.dedup();
        best = best.max(ideas.iter().map(|&idea| weights[idea]).sum());
    }
    best
}
