//! The sources, each with how many cases it holds.

use serde::Serialize;
use utoipa::ToSchema;

use crate::corpus::Source;
use crate::record::CaseSummary;

/// A source with how many cases it holds.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct SourceCases<'a> {
    /// The source.
    #[serde(flatten)]
    pub source: &'a Source,
    /// How many cases it holds.
    pub cases: usize,
}

impl<'a> SourceCases<'a> {
    /// A source with how many of the cases are its own.
    pub fn new(source: &'a Source, cases: &[CaseSummary]) -> Self {
        Self {
            source,
            cases: cases.iter().filter(|it| it.source == source.id).count(),
        }
    }
}

/// Every source, in the manifest's order.
pub fn all<'a>(sources: &'a [Source], cases: &[CaseSummary]) -> Vec<SourceCases<'a>> {
    let sources = sources.iter();
    sources.map(|it| SourceCases::new(it, cases)).collect()
}
