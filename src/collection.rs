//! Everything that a corpus says: what the ingester hands to the index.
//!
//! A plain value; how it is read, kept or shown is not known here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::corpus::Source;
use crate::record::{Case, Ordering, Survey};
use crate::report::Report;

/// Everything that the corpus says, ready to be indexed and shown.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Collection {
    /// The sources that were read.
    pub sources: Vec<Source>,
    /// By a source's id, its text as it may be shown: what must not be published is
    /// gone, line by line, and misprints stay.
    pub texts: BTreeMap<String, String>,
    /// Their cases, in the order of sources and of entries in them.
    pub cases: Vec<Case>,
    /// The surveys that sources report.
    pub surveys: Vec<Survey>,
    /// The survey report's orderings of its regions, as printed.
    pub orderings: Vec<Ordering>,
    /// What was found, missing, doubtful, corrected and withheld.
    pub report: Report,
}
