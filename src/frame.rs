//! Where a case stands in the frame that the project has had since 2021.
//!
//! Read from the case's items and sections; how it is shown is not known here.

use crate::record::Case;
use crate::vocabulary::{Item, Phase, RecordKind};

/// A phase that a case tells of, with its items in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseItems {
    /// The phase.
    pub phase: Phase,
    /// The items; none for the review, which has none of its own.
    pub items: Vec<Item>,
}

/// The phases that a case tells of, in their order; of a review where a section says
/// what came of the effort.
pub fn phases(case: &Case) -> Vec<PhaseItems> {
    let mut records = case.records.iter();
    let reviewed = records
        .any(|record| record.kind == RecordKind::Evaluation && !record.text.trim().is_empty());
    let of = |&phase: &Phase| {
        let items = case.items.iter().map(|tag| tag.code);
        let items: Vec<Item> = items.filter(|item| item.phase() == phase).collect();
        let told = !items.is_empty() || (phase == Phase::Review && reviewed);
        told.then_some(PhaseItems { phase, items })
    };
    Phase::ALL.iter().filter_map(of).collect()
}
