//! What it is worth how a case meets an idea.
//!
//! A worth comes from the case's own text and from how many cases meet the idea,
//! never from how many others there are or how long they are; so a document that
//! has nothing to do with a query changes nothing in its answer.
//!
//! The weights were chosen by measuring; `tests/golden/README.md` has what was
//! tried.

use std::collections::BTreeMap;

use super::matching::{Lookup, Matcher};
use super::plan::{Idea, Level};
use crate::index::schema::Part;
use crate::text;
use crate::vocabulary::RecordKind;

/// How soon more of the same word in a passage stops counting, as BM25's k1.
const SATURATION: f32 = 1.2;
/// How much more a heading counts than text, a case's title, and its tags.
const HEADING: f32 = 1.5;
const TITLE: f32 = 3.0;
const TAGS: f32 = 2.0;
/// What a record adds to the best one, and each further one to that.
const DAMPING: f32 = 0.5;
/// What all records together are worth beside the best ones, how soon more of
/// them stops counting, and how often a word in a heading counts there.
const WHOLE: f32 = 4.0;
const WHOLE_SATURATION: f32 = 6.0;
const WHOLE_HEADING: f32 = 2.0;
/// What looking alike is worth beside that.
const RESEMBLANCE: f32 = 1.0;
/// The sum that makes half of what a level allows.
const PIVOT: f32 = 10.0;

/// How a case meets one idea.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    /// The best of the forms that matched.
    pub(super) level: Level,
    /// Only within other words: 医師会 in 歯科医師会.
    pub(super) in_word: bool,
    /// What it is worth, from 0 to 1, among the cases of its level.
    pub(super) worth: f32,
    /// Worth by record.
    pub(super) records: BTreeMap<usize, f32>,
    /// Where it stands, by passage.
    pub(super) places: BTreeMap<usize, Vec<u32>>,
    /// The forms that matched, as places in the idea.
    pub(super) forms: Vec<usize>,
}

impl Evidence {
    /// The worth within the band that the level's worths lie in: nothing lifts a
    /// case over one that meets the idea by a better level.
    pub(super) fn banded_worth(&self) -> f32 {
        let (low, high) = match (self.level, self.in_word) {
            (Level::Town, _) => (10.0, 11.0),
            (Level::Prefecture, _) => (9.0, 10.0),
            (Level::Written, false) => (5.0, 9.0),
            (Level::Written, true) => (4.0, 5.0),
            (Level::Reading, _) => (2.8, 4.0),
            (Level::Synonym, _) => (1.6, 2.8),
            (Level::Partial, _) => (0.8, 1.6),
            (Level::Near, _) => (0.2, 0.8),
        };
        low + (high - low) * self.worth
    }

    /// The worth as part of a sentence, where what the case says about an idea
    /// counts more than the words it uses.
    pub(super) fn loose_worth(&self) -> f32 {
        let factor = match self.level {
            Level::Town | Level::Prefecture | Level::Written => 5.0,
            Level::Reading | Level::Synonym => 4.0,
            Level::Partial => 2.5,
            Level::Near => 1.0,
        };
        factor * self.worth
    }
}

/// What was found of a case so far.
#[derive(Default)]
struct Found {
    level: Option<(Level, bool)>,
    forms: Vec<usize>,
    counts: BTreeMap<usize, f32>,
    places: BTreeMap<usize, Vec<u32>>,
}

/// How each case meets an idea.
pub(super) fn evidence(idea: &Idea, lookup: &Lookup) -> BTreeMap<usize, Evidence> {
    let mut found: BTreeMap<usize, Found> = BTreeMap::new();
    for (index, form) in idea.forms.iter().enumerate() {
        for it in lookup.find(&form.pattern).iter() {
            let Some(passage) = lookup.passages().get(it.passage) else {
                continue;
            };
            let of_case = found.entry(passage.case).or_default();
            of_case.level = of_case.level.max(Some((form.level, it.at_word)));
            if !of_case.forms.contains(&index) {
                of_case.forms.push(index);
            }
            *of_case.counts.entry(it.passage).or_default() += form_weight(form.level) * it.count;
            if !it.places.is_empty() {
                let places = of_case.places.entry(it.passage).or_default();
                places.extend(&it.places);
            }
        }
    }
    let resemblance = lookup.resemblance(&text::fold(&idea.typed));
    found
        .into_iter()
        .filter_map(|(case, found)| {
            let (level, at_word) = found.level?;
            let (sum, records) = sum(&found.counts, lookup);
            let alike = resemblance.get(&case).copied().unwrap_or(0.0);
            let sum = sum + RESEMBLANCE * alike;
            let evidence = Evidence {
                level,
                in_word: !at_word,
                worth: sum / (sum + PIVOT),
                records,
                places: found.places,
                forms: found.forms,
            };
            Some((case, evidence))
        })
        .collect()
}

/// What the counts in a case's passages are worth together, and in each record.
fn sum(counts: &BTreeMap<usize, f32>, matcher: &Matcher) -> (f32, BTreeMap<usize, f32>) {
    let mut records: BTreeMap<usize, f32> = BTreeMap::new();
    let (mut own, mut all, mut length) = (0.0, 0.0, 0.0);
    for (&number, &count) in counts {
        let Some(passage) = matcher.passages().get(number) else {
            continue;
        };
        length = matcher.relative_length(passage.case);
        let saturated = count / (count + SATURATION);
        let kind = kind_weight(passage.kind);
        match (passage.part, passage.record) {
            (Part::Title, _) => own += TITLE * saturated,
            (Part::Tags, _) => own += TAGS * saturated,
            (Part::Heading, Some(record)) => {
                all += WHOLE_HEADING * kind * count;
                *records.entry(record).or_default() += HEADING * kind * saturated;
            }
            (_, Some(record)) => {
                all += kind * count;
                *records.entry(record).or_default() += kind * saturated;
            }
            _ => {}
        }
    }
    let mut worths: Vec<f32> = records.values().copied().collect();
    worths.sort_by(f32::total_cmp);
    let best = worths
        .iter()
        .fold(0.0, |others, worth| worth + DAMPING * others);
    let norm = 0.5 + 0.5 * length;
    let whole = WHOLE * all / (all + WHOLE_SATURATION * norm);
    (own + best + whole, records)
}

/// What one occurrence counts, by how the form came about.
fn form_weight(level: Level) -> f32 {
    match level {
        Level::Town | Level::Prefecture | Level::Written => 1.0,
        Level::Partial | Level::Near => 0.8,
        Level::Reading | Level::Synonym => 0.7,
    }
}

/// How much a record of this kind says about what a case did.
fn kind_weight(kind: RecordKind) -> f32 {
    match kind {
        RecordKind::Features => 1.3,
        RecordKind::Activities | RecordKind::Devices | RecordKind::Survey => 1.0,
        RecordKind::Evaluation | RecordKind::Other => 0.8,
        RecordKind::Policy => 0.6,
        RecordKind::Issues => 0.5,
        RecordKind::Profile | RecordKind::Figures => 0.4,
    }
}
