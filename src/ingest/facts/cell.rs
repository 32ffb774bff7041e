//! A cell of the page as it is read, with its place among the others. What stands in it
//! is not looked at here.

use super::segments::Segment;

/// A cell that is being read.
#[derive(Clone, Copy)]
pub(super) struct Cell<'s> {
    pub(super) segment: &'s Segment,
    pub(super) index: usize,
    /// How many figures its only label has.
    pub(super) width: usize,
}

impl Cell<'_> {
    /// The column of the page that it stands in: the first, or another.
    pub(super) fn column(&self) -> usize {
        self.segment.cell.min(1)
    }
}
