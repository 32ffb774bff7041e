//! Chooses the sentences that say a case in short.
//!
//! One model for all parts: a sentence may stand for a part by the record it is in and
//! by its manner; of those, the one that tells most of what the case is about comes
//! first, then what adds most to it. A word tells more the more often the case says it
//! and the fewer cases do. Sentences stand as they are written, or not at all.

use std::collections::{HashMap, HashSet};

use crate::corpus::Source;
use crate::digest::{Digest, Quote};
use crate::record::Case;
use crate::vocabulary::{CaseKind, RecordKind, Standing};

use super::tags::{Manner, Statement};

mod dated;

/// How many characters a part may have; its first sentence may be longer.
const BUDGET: usize = 160;
/// The most sentences of a part.
const SENTENCES: usize = 3;
/// In characters: what is shorter is worth no more for it, what is longer worth less.
const SHORT: f32 = 40.0;
const LONG: f32 = 120.0;
/// How fast a sentence's worth falls with each sentence before it in its record.
const FADES: f32 = 0.12;
/// How fast it falls with each record of the same kind before its own.
const LATER: f32 = 0.4;
/// What a sentence is worth that leans on what stands beside it, speaks in general or
/// complains where it should tell a deed.
const WEAK: f32 = 0.5;

/// Gives each case its digest, from what its text states.
pub(super) fn fill(cases: &mut [Case], stated: &[Vec<Statement>], sources: &[Source]) {
    let mut known_by: HashMap<&str, usize> = HashMap::new();
    for statements in stated {
        let words: HashSet<&str> = words(statements).collect();
        for word in words {
            *known_by.entry(word).or_default() += 1;
        }
    }
    let all = stated.len() as f32;
    for (case, statements) in cases.iter_mut().zip(stated) {
        let mut weights: HashMap<&str, f32> = HashMap::new();
        for word in words(statements) {
            *weights.entry(word).or_default() += 1.0;
        }
        for (word, weight) in &mut weights {
            let cases = known_by.get(word).copied().unwrap_or(1) as f32;
            *weight = weight.sqrt() * (1.0 + all / cases).ln();
        }
        let source = sources.iter().find(|source| source.id == case.source);
        case.digest = Chooser {
            case,
            statements,
            weights,
            used: HashSet::new(),
        }
        .digest(source);
    }
}

fn words(statements: &[Statement]) -> impl Iterator<Item = &str> {
    let all = statements.iter().flat_map(|it| &it.words);
    all.map(String::as_str)
}

/// A part of the digest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Need,
    Did,
    Devices,
    Results,
}

struct Chooser<'a> {
    case: &'a Case,
    statements: &'a [Statement],
    weights: HashMap<&'a str, f32>,
    /// The statements that stand in a part already, by number.
    used: HashSet<usize>,
}

impl Chooser<'_> {
    fn digest(mut self, source: Option<&Source>) -> Digest {
        let subtitle = self.subtitle();
        let need = self.part(Part::Need);
        let did = self.part(Part::Did);
        let devices = self.part(Part::Devices);
        let results = self.part(Part::Results);
        let year = dated::year(source, self.statements);
        let timeline = dated::timeline(self.statements, year, |it| self.quote(it));
        Digest {
            since: dated::since(self.statements, year, |it| self.quote(it)),
            year,
            timeline: if timeline.len() < dated::FEWEST { Vec::new() } else { timeline },
            subtitle,
            need,
            did,
            devices,
            results,
        }
    }

    /// What the entry says of itself first, or the title that the report gives it.
    fn subtitle(&mut self) -> Option<Quote> {
        if self.case.kind == CaseKind::ModelSurvey {
            return Some(Quote {
                text: self.case.title.clone(),
                record: None,
                lines: self.case.lines.first().copied().unwrap_or_default(),
            });
        }
        let features = || {
            let all = self.statements.iter().enumerate();
            all.filter(|(_, it)| self.kind(it) == RecordKind::Features && it.is_text)
        };
        let whole = features().find(|(_, it)| it.is_whole);
        let (index, it) = whole.or_else(|| features().next())?;
        let quote = self.quote(it);
        self.used.insert(index);
        Some(quote)
    }

    /// The sentences of a part, the most telling first.
    fn part(&mut self, part: Part) -> Vec<Quote> {
        let fits: Vec<(usize, f32)> = self
            .statements
            .iter()
            .enumerate()
            .filter(|(index, it)| it.is_whole && !self.used.contains(index))
            .map(|(index, it)| (index, self.fit(part, it) * self.place(index)))
            .filter(|(_, fit)| *fit > 0.0)
            .collect();
        let mut told: HashSet<&str> = HashSet::new();
        let mut chosen: Vec<usize> = Vec::new();
        let mut length = 0;
        while chosen.len() < SENTENCES {
            let room = BUDGET.saturating_sub(length);
            let next = fits
                .iter()
                .filter(|(index, _)| !chosen.contains(index))
                .filter_map(|(index, fit)| {
                    let it = self.statements.get(*index)?;
                    let short = chosen.is_empty() || it.text.chars().count() <= room;
                    short.then(|| (*index, fit * self.worth(it, &told)))
                })
                .max_by(|one, other| one.1.total_cmp(&other.1));
            let Some((index, worth)) = next else { break };
            let Some(it) = self.statements.get(index) else { break };
            if worth <= 0.0 {
                break;
            }
            told.extend(it.words.iter().map(String::as_str));
            length += it.text.chars().count();
            chosen.push(index);
        }
        self.used.extend(&chosen);
        chosen
            .iter()
            .filter_map(|&index| self.statements.get(index))
            .map(|it| self.quote(it))
            .collect()
    }

    /// How well a sentence may stand for a part; 0 where it may not.
    fn fit(&self, part: Part, it: &Statement) -> f32 {
        use RecordKind::{Activities, Devices, Evaluation, Features, Figures, Issues, Other, Policy};
        let kind = self.kind(it);
        let is_done = matches!(it.manner, Manner::Deed | Manner::Outcome | Manner::General);
        let is_told = is_done && it.is_own && it.around == Some(Standing::Done);
        let is_deed = is_told && !it.defines;
        let is_wanting = it.manner == Manner::Want;
        let weak = |is_weak: bool| if is_weak { WEAK } else { 1.0 };
        match (part, kind) {
            (Part::Need, Issues) => weak(!is_wanting && !it.complains && it.text.ends_with('。')),
            (Part::Need, Policy | Devices) => 0.0,
            (Part::Need, _) if is_wanting && it.is_own => 0.2,
            (Part::Did, Activities) if is_deed => weak(it.manner == Manner::General),
            (Part::Did, Features) if is_deed && self.case.kind == CaseKind::ModelSurvey => 1.0,
            (Part::Did, Features) if is_deed => 0.5,
            (Part::Did, Devices | Other) if is_deed => 0.2,
            (Part::Devices, Devices) if !is_wanting && it.manner != Manner::Over && it.is_own => {
                weak(matches!(it.manner, Manner::Outcome | Manner::Plan))
                    * weak(it.complains || it.defines)
            }
            (Part::Results, Evaluation) if is_done => 1.0,
            (Part::Results, Activities | Devices | Features | Other) if is_told => {
                match it.manner {
                    _ if it.is_result => 1.0,
                    Manner::Outcome => 1.0,
                    _ => if it.counts { 0.4 } else { 0.0 },
                }
            }
            (Part::Results, Figures) if it.counts => 0.4,
            _ => 0.0,
        }
    }

    /// What a sentence tells that was not told yet, by the room that it takes.
    fn worth(&self, it: &Statement, told: &HashSet<&str>) -> f32 {
        let new = it.words.iter().map(String::as_str);
        let new = new.filter(|word| !told.contains(word));
        let sum: f32 = new.filter_map(|word| self.weights.get(word)).sum();
        let length = it.text.chars().count() as f32;
        let leans = if it.leans { WEAK } else { 1.0 };
        leans * sum / length.max(SHORT).sqrt() * (LONG / length).min(1.0).powi(2)
    }

    /// How much its place in the record counts, and the record's among its kind.
    fn place(&self, index: usize) -> f32 {
        let Some(it) = self.statements.get(index) else {
            return 0.0;
        };
        let before = self.statements.iter().take(index);
        let before = before.filter(|other| other.section == it.section && other.is_whole);
        let records = self.case.records.iter().take(it.section);
        let earlier = records.filter(|record| record.kind == self.kind(it));
        1.0 / ((1.0 + FADES * before.count() as f32) * (1.0 + LATER * earlier.count() as f32))
    }

    fn kind(&self, it: &Statement) -> RecordKind {
        let record = self.case.records.get(it.section);
        record.map_or(RecordKind::Other, |record| record.kind)
    }

    fn quote(&self, it: &Statement) -> Quote {
        Quote {
            text: it.text.clone(),
            record: self.case.records.get(it.section).map(|it| it.id.clone()),
            lines: it.lines,
        }
    }
}
