//! A cell of the page as it is read, with its place among the others. What stands in it
//! is not looked at here.

use crate::record::FactName;

use super::segments::Segment;
use super::units::Unit;
use super::{Certainty, Printed};

/// A cell that is being read.
#[derive(Clone, Copy)]
pub(super) struct Cell<'s> {
    pub(super) segment: &'s Segment,
    pub(super) index: usize,
    /// How many figures, or dashes for them, its only label has.
    pub(super) width: usize,
}

impl Cell<'_> {
    /// A figure that stands in it, of which nothing else is known.
    pub(super) fn printed(self, label: FactName, value: f64, unit: Unit) -> Printed {
        Printed {
            label,
            value,
            town: None,
            is_total: false,
            is_projected: false,
            certainty: Certainty::Direct,
            is_confirmed: false,
            unit,
            as_of: None,
            note: None,
            origin: self.segment.origin,
            segment: self.index,
            words: self.segment.words.clone(),
            lines: self.segment.lines,
        }
    }

    /// The column of the page that it stands in: the first, or another.
    pub(super) fn column(&self) -> usize {
        self.segment.cell.min(1)
    }
}
