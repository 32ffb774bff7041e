//! Which cases are listed for a query, and in what order.
//!
//! Every case that meets a telling part is listed, or comes near one; its score is BM25
//! over pairs, words, concepts and readings, summed. Of one part those that only come
//! near stand last, of several those that are only alike. A case that only says that
//! something is missing comes after those that did it or plan it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::engine::Answer;
use super::facets::Cases;
use super::lookup::{FieldName, Lookup, SearchError};
use super::meaning::Meaning;
use super::part::Way;
use super::{MAX_CLAUSES, Query};
use crate::language::analyzer::{concept_term, reading_term, whole_pairs};
use crate::vocabulary::Standing;

/// What counts how much in a score, pairs of neighbouring characters counting 1.
/// Chosen by cross-validation over the judged queries; see `tests/golden/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Weights {
    /// Words in their dictionary form.
    pub words: f32,
    /// Ideas: of the thesaurus, in readings, and in what a case is.
    pub concepts: f32,
    /// The title.
    pub title: f32,
    /// What is planned, beside what was done.
    pub planned: f32,
    /// What is said to be missing, beside what was done.
    pub lacking: f32,
    /// How much of the query, by what it tells, a case meets: a case that meets all of
    /// it counts so much more than its terms alone.
    pub share: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            words: 0.5,
            concepts: 4.0,
            title: 0.3,
            planned: 0.3,
            lacking: 0.3,
            share: 1.0,
        }
    }
}

impl Weights {
    /// Every weight as much as the pairs.
    pub(super) fn even() -> Self {
        let mut even = Self::default();
        even.all_mut().into_iter().for_each(|it| *it = 1.0);
        even
    }

    /// Every weight, to be chosen.
    pub(super) fn all_mut(&mut self) -> [&mut f32; 6] {
        [
            &mut self.words,
            &mut self.concepts,
            &mut self.title,
            &mut self.planned,
            &mut self.lacking,
            &mut self.share,
        ]
    }

    fn of(&self, standing: Standing) -> f32 {
        match standing {
            Standing::Done => 1.0,
            Standing::Planned => self.planned,
            Standing::Lacking => self.lacking,
        }
    }
}

/// A case that is listed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Listed {
    /// Its number in the collection.
    pub(super) number: usize,
    pub(super) score: f32,
    /// How many parts it meets.
    pub(super) met: usize,
    /// In what state it says them; none without words, or where it says none.
    pub(super) standing: Option<Standing>,
}

/// The cases that meet a part of the words, or nearly; filters are not yet applied.
pub(super) fn matching(meaning: &Meaning, query: &Query, every: &Cases) -> Cases {
    let mut cases = every.clone();
    if !meaning.parts.is_empty() {
        cases.clear();
    }
    for part in &meaning.parts {
        cases.union_with(&part.met(query.part));
        if query.part.is_none() {
            cases.union_with(&part.wider);
            cases.union_with(&part.alike);
        }
    }
    for part in &meaning.parts {
        if part.demanded || query.all {
            cases.intersect_with(&part.met(query.part));
        }
    }
    if let Some(excluded) = &meaning.excluded {
        cases.difference_with(excluded);
    }
    cases
}

/// The cases in the order of how well they answer: the `first` of them, the others
/// behind in none.
pub(super) fn rank(
    answer: &Answer,
    lookup: &Lookup,
    weights: &Weights,
    first: usize,
) -> Result<Vec<Listed>, SearchError> {
    let Answer { query, meaning, .. } = answer;
    let mut scores = scores(meaning, query, lookup, weights)?;
    answer.deadline.check()?;
    let mut met = vec![0; lookup.len()];
    let mut shares = vec![0.0; lookup.len()];
    let idfs: Vec<f32> = meaning
        .parts
        .iter()
        .map(|part| part.idf(lookup.len()))
        .collect();
    let told: f32 = idfs.iter().sum();
    let mut standings = vec![None; lookup.len()];
    for (part, idf) in meaning.parts.iter().zip(idfs) {
        for number in part.met(query.part).ones() {
            met[number] += 1;
        }
        for number in part.told(query.part).ones() {
            shares[number] += idf / told;
        }
        for number in part.are.ones() {
            scores[number] += weights.concepts * idf;
        }
        // Where a case lies is nothing that it did or lacks.
        let said = !part.ways.contains(&Way::Fact);
        let asked = |it: &&Standing| said && query.part.is_none_or(|part| part == **it);
        for &standing in Standing::ALL.iter().filter(asked) {
            for number in part.cases[standing as usize].ones() {
                let best = standings[number].get_or_insert(standing);
                *best = standing.min(*best);
            }
        }
    }
    let mut listed: Vec<Listed> = answer
        .cases
        .ones()
        .map(|number| Listed {
            number,
            score: scores[number] * (1.0 + weights.share * shares[number]),
            met: met[number],
            standing: standings[number],
        })
        .collect();
    let of = meaning.parts.len();
    let told_last = !meaning.lacks && query.part.is_none();
    let after = |it: &Listed| {
        let lacks = told_last && it.standing == Some(Standing::Lacking);
        let near = of == 1 && it.met == 0;
        (near, shares[it.number] == 0.0, lacks)
    };
    let order = |one: &Listed, other: &Listed| {
        after(one)
            .cmp(&after(other))
            .then(other.score.total_cmp(&one.score))
            .then(one.number.cmp(&other.number))
    };
    let first = first.min(listed.len());
    if first < listed.len() {
        listed.select_nth_unstable_by(first, order);
    }
    listed[..first].sort_unstable_by(order);
    Ok(listed)
}

/// The cases' scores by the terms of the query.
fn scores(
    meaning: &Meaning,
    query: &Query,
    lookup: &Lookup,
    weights: &Weights,
) -> Result<Vec<f32>, SearchError> {
    let pairs = meaning.typed.iter().flat_map(|text| whole_pairs(text));
    let pairs: BTreeSet<&str> = pairs.map(|(_, pair)| pair).collect();
    let words: BTreeSet<&String> = meaning.words.iter().collect();
    let ways = || meaning.parts.iter().flat_map(|part| &part.ways);
    let mut said: Vec<(FieldName, String, f32)> = Vec::new();
    let mut say = |name, text: &str, boost| said.push((name, text.to_owned(), boost));
    for &standing in Standing::ALL {
        if query.part.is_some_and(|part| part != standing) {
            continue;
        }
        let counts = weights.of(standing);
        for pair in &pairs {
            say(FieldName::Pairs(standing), pair, counts);
        }
        for word in &words {
            say(FieldName::Words(standing), word, weights.words * counts);
        }
        for way in ways() {
            if let Way::Concept(concept, weight) = way {
                let boost = weights.concepts * weight * counts;
                say(
                    FieldName::Concepts(standing),
                    &concept_term(*concept),
                    boost,
                );
            }
        }
    }
    for pair in &pairs {
        say(FieldName::Title, pair, weights.title);
    }
    for way in ways() {
        if let Way::Reading(kana, written) = way {
            say(
                FieldName::Readings,
                &reading_term(kana, written),
                weights.concepts,
            );
        }
    }
    lookup.scores(&said, MAX_CLAUSES * Standing::ALL.len())
}

#[cfg(test)]
mod tests {
    use super::super::part::Part;
    use super::*;

    /// Of six cases.
    fn cases(numbers: &[usize]) -> Cases {
        let mut cases = Cases::with_capacity(6);
        cases.extend(numbers.iter().copied());
        cases
    }

    /// A part that some cases did and others lack.
    fn part(did: &[usize], lack: &[usize]) -> Part {
        Part {
            typed: String::new(),
            ways: Vec::new(),
            demanded: false,
            are: cases(&[]),
            cases: vec![cases(did), cases(&[]), cases(lack)],
            wider: cases(&[]),
            alike: cases(&[]),
        }
    }

    fn matching(parts: Vec<Part>, query: &Query) -> Vec<usize> {
        let meaning = Meaning {
            parts,
            excluded: Some(cases(&[5])),
            ..Meaning::default()
        };
        let every = cases(&[0, 1, 2, 3, 4, 5]);
        super::matching(&meaning, query, &every).ones().collect()
    }

    #[test]
    fn any_part_lists_a_case_unless_more_is_wanted() {
        let two = || vec![part(&[0, 1, 5], &[2]), part(&[1], &[2, 3])];
        let query = Query::default;
        assert_eq!(matching(Vec::new(), &query()), [0, 1, 2, 3, 4]);
        assert_eq!(matching(two(), &query()), [0, 1, 2, 3]);
        let all = Query {
            all: true,
            ..query()
        };
        assert_eq!(matching(two(), &all), [1, 2]);
        let mut demanding = two();
        demanding[0].demanded = true;
        assert_eq!(matching(demanding, &query()), [0, 1, 2]);
        let lacking = Query {
            part: Some(Standing::Lacking),
            ..query()
        };
        assert_eq!(matching(two(), &lacking), [2, 3]);
    }

    #[test]
    fn where_a_case_lies_holds_for_whatever_it_says() {
        let mut place = part(&[], &[]);
        place.are = cases(&[2, 4]);
        let lacking = Query {
            part: Some(Standing::Lacking),
            all: true,
            ..Query::default()
        };
        assert_eq!(matching(vec![place, part(&[4], &[2, 3])], &lacking), [2]);
    }

    #[test]
    fn what_is_alike_is_listed_unless_all_is_wanted() {
        let mut nowhere = part(&[], &[]);
        nowhere.alike = cases(&[3]);
        assert_eq!(matching(vec![nowhere], &Query::default()), [3]);
        let mut nowhere = part(&[], &[]);
        nowhere.alike = cases(&[3]);
        let all = Query {
            all: true,
            ..Query::default()
        };
        assert!(matching(vec![nowhere], &all).is_empty());
    }
}
