//! From documents to cases: splitting, facts, tags and withholding.
//!
//! Knows how each kind of source is laid out and nothing of how cases are indexed
//! or shown. Every kind goes one way: lines → sections → records, facts and tags →
//! `withhold`.

use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, Source};
use crate::gazetteer::Gazetteer;
use crate::record::{Case, Ordering};

mod report;
#[allow(dead_code)] // until the first kind of source is read
mod section;

pub use report::{Doubt, Report, SourceReport, Withheld};

/// Everything that the corpus says, ready to be indexed and shown.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Collection {
    /// The sources that were read.
    pub sources: Vec<Source>,
    /// Their cases, in the order of sources and of entries in them.
    pub cases: Vec<Case>,
    /// The survey report's orderings of its regions, as printed.
    pub orderings: Vec<Ordering>,
    /// What was found, missing, doubtful, corrected and withheld.
    pub report: Report,
}

/// Reads every source of the corpus. A source that cannot be read is an error in
/// the report; the others are read all the same.
pub fn ingest(corpus: &Corpus, _gazetteer: &Gazetteer) -> Collection {
    let mut collection = Collection::default();
    for fault in corpus.faults() {
        collection.report.errors.push(fault.to_string());
    }
    for source in corpus.sources() {
        match corpus.read(source) {
            Err(error) => collection.report.errors.push(error.to_string()),
            Ok(document) => {
                collection.sources.push(document.source);
            }
        }
    }
    collection
}
