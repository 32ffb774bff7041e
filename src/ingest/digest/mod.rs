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
use crate::vocabulary::{CaseKind, RecordKind};

use super::tags::Statement;
use fit::Role;

mod dated;
mod fit;
mod heads;

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
const LATER: f32 = 0.6;
/// The same of 課題: a second one tells what is left (今後の課題).
const LEFT: f32 = 10.0;
/// The least that a further sentence must be worth, of what the first one is.
const LEAST: f32 = 0.2;

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
        // A town's own name tells nothing of it.
        let is_name = |word: &&str| case.municipalities.iter().any(|it| it.name.contains(*word));
        for word in words(statements).filter(|word| !is_name(word)) {
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
            kinds: heads::kinds(case, statements),
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

struct Chooser<'a> {
    case: &'a Case,
    statements: &'a [Statement],
    /// The kind of what each statement is told under.
    kinds: Vec<RecordKind>,
    /// What each word tells.
    weights: HashMap<&'a str, f32>,
    /// The statements that stand in a part already, by number.
    used: HashSet<usize>,
}

impl Chooser<'_> {
    fn digest(mut self, source: Option<&Source>) -> Digest {
        let subtitle = self.subtitle();
        let need = self.part(&[Role::Need, Role::Want]);
        let did = self.part(&[Role::Deed, Role::Effort, Role::Feat]);
        let devices = self.part(&[Role::Device, Role::Success]);
        // An entry may sum itself up with what came of it.
        self.used.retain(|index| Some(*index) != subtitle);
        let results = self.part(&[Role::Result, Role::Finding]);
        let year = dated::year(source, self.statements);
        let quote = |it: &Statement| self.quote(it);
        Digest {
            subtitle: match subtitle.and_then(|index| self.statements.get(index)) {
                Some(it) => Some(quote(it)),
                None => self.title(),
            },
            need,
            did,
            devices,
            results,
            since: dated::since(self.statements, year, quote),
            timeline: dated::timeline(self.statements, year, quote),
            year,
        }
    }

    /// The title that a report gives the case.
    fn title(&self) -> Option<Quote> {
        let is_given = self.case.kind == CaseKind::ModelSurvey;
        is_given.then(|| Quote {
            text: self.case.title.clone(),
            record: None,
            lines: self.case.lines.first().copied().unwrap_or_default(),
        })
    }

    /// What the entry says of itself first, by number; what can stand alone is better,
    /// and what tells more than what something is.
    fn subtitle(&mut self) -> Option<usize> {
        if self.case.kind == CaseKind::ModelSurvey {
            return None;
        }
        let features = self.statements.iter().enumerate();
        let features = features.filter(|(index, it)| {
            self.kind(*index) == RecordKind::Features && it.is_text && !it.points
        });
        let index = features
            .min_by_key(|(_, it)| (!it.is_whole, it.defines || it.leans))
            .map(|(index, _)| index)?;
        self.used.insert(index);
        Some(index)
    }

    /// The sentences for the first of these roles that any may stand for, the most
    /// telling first.
    fn part(&mut self, roles: &[Role]) -> Vec<Quote> {
        let chosen = roles
            .iter()
            .map(|role| self.choose(*role))
            .find(|chosen| !chosen.is_empty())
            .unwrap_or_default();
        self.used.extend(&chosen);
        chosen
            .iter()
            .filter_map(|&index| self.statements.get(index))
            .map(|it| self.quote(it))
            .collect()
    }

    fn choose(&self, role: Role) -> Vec<usize> {
        let fits: Vec<(usize, &Statement, f32)> = self
            .statements
            .iter()
            .enumerate()
            .filter(|(index, it)| !self.used.contains(index) && !self.is_told(it))
            .filter(|(_, it)| role != Role::Need || self.is_of_issues(it))
            .map(|(index, it)| {
                (
                    index,
                    it,
                    fit::fit(role, it, self.kind(index)) * self.place(index),
                )
            })
            .filter(|(_, _, fit)| *fit > 0.0)
            .collect();
        let mut told: HashSet<&str> = HashSet::new();
        let mut chosen: Vec<usize> = Vec::new();
        let (mut length, mut least) = (0, 0.0);
        while chosen.len() < SENTENCES {
            let room = BUDGET.saturating_sub(length);
            let next = fits
                .iter()
                .filter(|(index, it, _)| {
                    let is_short = chosen.is_empty() || it.text.chars().count() <= room;
                    is_short && !chosen.contains(index)
                })
                .map(|(index, it, fit)| (*index, it, fit * self.worth(it, &told)))
                .max_by(|one, other| one.2.total_cmp(&other.2));
            let Some((index, it, worth)) = next.filter(|it| it.2 > least) else {
                break;
            };
            if chosen.is_empty() {
                least = LEAST * worth;
            }
            told.extend(it.words.iter().map(String::as_str));
            length += it.text.chars().count();
            chosen.push(index);
        }
        chosen
    }

    /// Whether a sentence stands in a record of its own for what is wanting.
    fn is_of_issues(&self, it: &Statement) -> bool {
        let record = self.case.records.get(it.section);
        record.is_some_and(|record| record.kind == RecordKind::Issues)
    }

    /// Whether a part has a sentence of the same words.
    fn is_told(&self, it: &Statement) -> bool {
        let mut used = self
            .used
            .iter()
            .filter_map(|&used| self.statements.get(used));
        used.any(|used| used.text == it.text)
    }

    /// What a sentence tells that was not told yet, by the room that it takes.
    fn worth(&self, it: &Statement, told: &HashSet<&str>) -> f32 {
        let new = it.words.iter().map(String::as_str);
        let new = new.filter(|word| !told.contains(word));
        let sum: f32 = new.filter_map(|word| self.weights.get(word)).sum();
        let length = it.text.chars().count() as f32;
        sum / length.max(SHORT).sqrt() * (LONG / length).min(1.0).powi(2)
    }

    /// How much its place in the record counts, and the record's among its kind.
    fn place(&self, index: usize) -> f32 {
        let Some(it) = self.statements.get(index) else {
            return 0.0;
        };
        let before = self.statements.iter().take(index);
        let before = before.filter(|other| other.section == it.section && other.is_whole);
        let records = self.case.records.iter().take(it.section);
        let kind = self.kind(index);
        let earlier = records.filter(|record| record.kind == kind);
        let later = if kind == RecordKind::Issues {
            LEFT
        } else {
            LATER
        };
        1.0 / ((1.0 + FADES * before.count() as f32) * (1.0 + later * earlier.count() as f32))
    }

    fn kind(&self, index: usize) -> RecordKind {
        self.kinds.get(index).copied().unwrap_or(RecordKind::Other)
    }

    fn quote(&self, it: &Statement) -> Quote {
        Quote {
            text: it.text.clone(),
            record: self.case.records.get(it.section).map(|it| it.id.clone()),
            lines: it.lines,
        }
    }
}
