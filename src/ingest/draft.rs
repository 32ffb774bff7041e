//! What reading a document yields before it becomes cases: names, facts and
//! sections, without ids and inferred tags.
//!
//! The form that every kind of source is brought into; how a document is laid out
//! is not known here.

use std::collections::BTreeMap;

use crate::record::{Fact, FactName, Lines, MunicipalityRef, Ordering, Part, Planned, Tag, Unread};
use crate::vocabulary::{Basis, CaseKind, Item, Lead, Model, Prefecture, Scene};

use super::section::Section;
use crate::report::{Correction, Release, Withheld};

/// Everything that was read from one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reading {
    /// The text as it may be shown: what must not be published is gone, misprints stay.
    pub(super) text: String,
    /// Its entries, in the document's order.
    pub(super) drafts: Vec<Draft>,
    /// The surveys that it reports.
    pub(super) surveys: Vec<DraftSurvey>,
    /// The survey report's orderings of its regions. Their `cases` are filled by
    /// the reader as indices into `drafts`, see [`DraftOrdering`].
    pub(super) orderings: Vec<DraftOrdering>,
    /// What was left out because it must not be published.
    pub(super) withheld: Withheld,
    /// What a person should look at, beyond what is said about single entries.
    pub(super) remarks: Vec<Remark>,
    /// Misprints that were put right, as the page shows them.
    pub(super) corrections: Vec<Correction>,
    /// Lines whose figures an editor let through.
    pub(super) releases: Vec<Release>,
    /// What kept a part of the document from being read.
    pub(super) errors: Vec<String>,
}

/// An ordering whose rows point at drafts, which have no ids yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DraftOrdering {
    /// The ordering; its `source` and `cases` are filled when ids are given.
    pub(super) ordering: Ordering,
    /// For each row, the draft that it is about.
    pub(super) drafts: Vec<Option<usize>>,
}

/// A survey, which has no id yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DraftSurvey {
    /// Its title.
    pub(super) title: String,
    /// Its questions, and its method and caveats beside them.
    pub(super) sections: Vec<Section>,
    /// The passages it was read from.
    pub(super) lines: Vec<Lines>,
}

/// One entry of a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// What it is an entry of.
    pub(super) kind: CaseKind,
    /// Its own title; where it has none, the place and what it is.
    pub(super) title: String,
    /// The name as printed, misprints included.
    pub(super) printed_name: String,
    /// The line that it is printed on, where that is known.
    pub(super) printed_at: Option<usize>,
    /// The first municipality's prefecture.
    pub(super) prefecture: Option<Prefecture>,
    /// The municipalities it is about, in the document's order.
    pub(super) municipalities: Vec<MunicipalityRef>,
    /// Its printed figures.
    pub(super) facts: Facts,
    /// Figures that are printed and could not be read.
    pub(super) unread: Vec<Unread>,
    /// Tags that the document itself gives, or that only its layout shows.
    pub(super) tags: Tags,
    /// Its sections, in reading order.
    pub(super) sections: Vec<Section>,
    /// The passages it was read from.
    pub(super) lines: Vec<Lines>,
    /// What a person should look at.
    pub(super) remarks: Vec<Remark>,
}

impl Draft {
    /// An entry with a name and nothing read yet.
    pub(super) fn new(kind: CaseKind, title: String, printed_name: String) -> Self {
        Self {
            kind,
            title,
            printed_name,
            printed_at: None,
            prefecture: None,
            municipalities: Vec::new(),
            facts: Facts::default(),
            unread: Vec::new(),
            tags: Tags::default(),
            sections: Vec::new(),
            lines: Vec::new(),
            remarks: Vec::new(),
        }
    }
}

/// The printed figures of an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// What is told of all its towns together.
    pub(super) stated: BTreeMap<FactName, Fact<f64>>,
    /// The single towns of a joint entry.
    pub(super) parts: Vec<DraftPart>,
}

/// One town's own figures in a joint entry.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DraftPart {
    pub(super) municipality: String,
    pub(super) values: BTreeMap<FactName, f64>,
    pub(super) lines: Lines,
}

impl Facts {
    /// Whether the fact was read.
    pub(super) fn has(&self, fact: FactName) -> bool {
        self.stated.contains_key(&fact)
    }

    /// Its value, if it was read.
    pub(super) fn value(&self, fact: FactName) -> Option<f64> {
        self.stated.get(&fact).map(|it| it.value)
    }

    /// Whether it was read for single towns of a joint entry.
    pub(super) fn is_in_parts(&self, fact: FactName) -> bool {
        self.parts.iter().any(|it| it.values.contains_key(&fact))
    }

    /// Takes what is measured for a case.
    pub(super) fn take(&mut self, fact: FactName) -> Option<Fact<f64>> {
        self.stated.remove(&fact)
    }

    /// Takes what is counted for a case.
    pub(super) fn take_count(&mut self, fact: FactName) -> Option<Fact<u64>> {
        let fact = self.take(fact)?;
        Some(Fact {
            value: fact.value as u64,
            as_of: fact.as_of,
            printed: fact.printed,
            lines: fact.lines,
            corrected: fact.corrected,
        })
    }
}

impl From<DraftPart> for Part {
    fn from(part: DraftPart) -> Self {
        let value = |fact: FactName| part.values.get(&fact).copied();
        Self {
            population: value(FactName::Population).map(|it| it as u64),
            aging_rate: value(FactName::AgingRate),
            area_km2: value(FactName::Area),
            municipality: part.municipality,
            lines: part.lines,
        }
    }
}

/// The controlled terms of an entry, as in [`crate::record::Case`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tags {
    pub(super) items: Vec<Tag<Item>>,
    pub(super) scenes: Vec<Tag<Scene>>,
    pub(super) models: Vec<Tag<Model>>,
    pub(super) ict_tools: Vec<Tag<String>>,
    pub(super) leads: Vec<Tag<Lead>>,
    pub(super) planned: Planned,
}

/// A term that the document itself gives.
pub(super) fn printed<T>(code: T, evidence: impl Into<String>, lines: Lines) -> Tag<T> {
    Tag {
        code,
        basis: Basis::Printed,
        evidence: evidence.into(),
        lines,
        by: None,
    }
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    /// The line it is about, where there is one.
    pub(super) line: Option<usize>,
    /// As the page shows it: 「高齢化率の印字なし」.
    pub(super) message: String,
}

impl Remark {
    /// About the line, where there is one.
    pub(super) fn new(line: impl Into<Option<usize>>, message: impl Into<String>) -> Self {
        Self {
            line: line.into(),
            message: message.into(),
        }
    }
}
