//! What the ingester found, missed and doubted: the editor's report behind
//! `renkei check` and its page.
//!
//! Holds counts and messages only, never a withheld figure.

use serde::{Deserialize, Serialize};

use crate::record::Case;

/// The report on a whole corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What kept a source, or a part of one, from being read. Any makes `check` fail.
    pub errors: Vec<String>,
    /// One for each source that was read.
    pub sources: Vec<SourceReport>,
    /// Corrections that were applied, as the page shows them.
    pub corrections: Vec<String>,
}

/// The report on one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceReport {
    /// The source's id in the manifest.
    pub source: String,
    /// How many cases it holds.
    pub cases: usize,
    /// How many records.
    pub records: usize,
    /// How many facts (population, aging rate, area …).
    pub facts: usize,
    /// How many tags.
    pub tags: usize,
    /// What was left out because it must not be published.
    pub withheld: Withheld,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
}

impl SourceReport {
    /// Counts a case that the source holds.
    pub(super) fn count(&mut self, case: &Case) {
        self.cases += 1;
        self.records += case.records.len();
        self.facts += [
            case.population.is_some(),
            case.population_65.is_some(),
            case.aging_rate.is_some(),
            case.population_75.is_some(),
            case.aging_rate_75.is_some(),
            case.area_km2.is_some(),
        ]
        .into_iter()
        .filter(|&printed| printed)
        .count();
        self.tags += case.items.len()
            + case.scenes.len()
            + case.models.len()
            + case.ict_tools.len()
            + case.leads.len();
    }
}

/// Counts of what must not be published and was left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// Rows of single medical institutions (the form's items 1 and 2).
    pub institution_rows: usize,
    /// Tables of deaths (item 3).
    pub death_tables: usize,
}

/// Something in a case that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// The case; none where the doubt is about the source itself.
    pub case: Option<String>,
    /// The line it is about, where there is one.
    pub line: Option<usize>,
    /// What is missing or doubtful, as the page shows it: 「高齢化率の印字なし」.
    pub message: String,
}
