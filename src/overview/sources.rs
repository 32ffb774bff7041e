//! The sources, each with how many cases it holds.

use serde::Serialize;

use crate::corpus::Source;
use crate::record::CaseSummary;

/// A source with how many cases it holds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SourceCases<'a> {
    /// The source.
    #[serde(flatten)]
    pub source: &'a Source,
    /// How many cases it holds.
    pub cases: usize,
}

/// Every source, in the manifest's order.
pub fn all<'a>(sources: &'a [Source], cases: &[CaseSummary]) -> Vec<SourceCases<'a>> {
    sources
        .iter()
        .map(|source| SourceCases {
            source,
            cases: cases.iter().filter(|it| it.source == source.id).count(),
        })
        .collect()
}
