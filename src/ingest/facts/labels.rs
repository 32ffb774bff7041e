//! Labels that wait for their figures.

use crate::record::FactName;

use super::tokens::Figure;
use super::units::Unit;

/// How many cells further on a label's figure may stand.
pub(super) const FAR: usize = 12;
/// The same of a figure without a unit.
const NEAR: usize = 2;

/// Whether a label's figure can be taken, the worst last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    #[default]
    Clear,
    /// Words that are not known stand between it and its figure.
    Broken,
    /// Words make it another's.
    Others,
}

/// A label that waits for its figure.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    /// What it counts; none where that is nothing that a fact holds.
    pub(super) label: Option<FactName>,
    pub(super) state: State,
    /// Whether the statement names the town.
    pub(super) is_named: bool,
    /// 「(千人)」 behind it, and what that is worth.
    pub(super) unit: Option<(Unit, f64)>,
    pub(super) date: Option<String>,
    pub(super) note: Option<String>,
    /// The cell that it stands in.
    pub(super) segment: usize,
    /// Whether one of them was taken for the town.
    pub(super) is_read: bool,
}

impl Waiting {
    /// Whether a figure can be this label's, by its unit and where it stands.
    pub(super) fn fits(&self, figure: Figure, index: usize) -> bool {
        // A whole number alone may be the axis of a chart, and no share.
        let is_share = matches!(
            self.label,
            Some(FactName::AgingRate | FactName::AgingRate75)
        );
        let is_plain = is_share && figure.decimal.fract() == 0.0;
        let is_near = index <= self.segment + NEAR && !is_plain;
        let is_sure = figure.unit != Unit::Bare || self.unit.is_some() || index == self.segment;
        self.fits_column(figure) && (is_sure || is_near)
    }

    /// The same by its unit alone.
    pub(super) fn fits_column(&self, figure: Figure) -> bool {
        let measured = |label| measure(label, figure, self.unit).is_some();
        self.label.is_none_or(measured)
    }

    /// Whether a share in brackets behind its figure is the share of these people:
    /// 「65歳以上 4,743人（34.8％）」.
    pub(super) fn has_share(&self, figure: Figure) -> bool {
        let counts_old = [FactName::Population65, FactName::Population75].map(Some);
        figure.unit == Unit::Percent
            && counts_old.contains(&self.label)
            && self.state == State::Clear
    }

    /// Makes it worse, never better.
    pub(super) fn lower(&mut self, state: State) {
        self.state = self.state.max(state);
    }
}

/// A figure in people, percent or km², if its unit fits the label. 「75歳以上 23.6%」
/// is a rate.
pub(super) fn measure(
    label: FactName,
    figure: Figure,
    unit_of_label: Option<(Unit, f64)>,
) -> Option<(FactName, f64)> {
    use FactName::{AgingRate, AgingRate75, Area, Population, Population65, Population75};
    let (unit, factor) = match (figure.unit, unit_of_label) {
        (Unit::Bare, Some(of_label)) => of_label,
        (unit, _) => (unit, 1.0),
    };
    let value = figure.decimal * factor;
    // Of thousands no fraction of a person is left.
    let people = if factor > 1.0 {
        value.round()
    } else {
        figure.value
    };
    match (label, unit) {
        (Population | Population65 | Population75, Unit::People | Unit::Bare) => {
            Some((label, people))
        }
        (AgingRate | AgingRate75, Unit::Percent | Unit::Bare)
        | (Area, Unit::SquareKilometres | Unit::Bare) => Some((label, value)),
        (Population65, Unit::Percent) => Some((AgingRate, value)),
        (Population75, Unit::Percent) => Some((AgingRate75, value)),
        // Printed for km² where it is too small for a town.
        (Area, Unit::SquareMetres) if value < 100_000.0 => Some((label, value)),
        (Area, Unit::SquareMetres) => Some((label, value / 1e6)),
        _ => None,
    }
}

/// What a label counts with the words in brackets behind it: 「人口(65歳以上)」.
pub(super) fn refined(outer: FactName, inner: FactName) -> Option<FactName> {
    use FactName::{AgingRate, AgingRate75, Population, Population65, Population75};
    match (outer, inner) {
        (Population | Population65, Population65) => Some(Population65),
        (Population | Population75, Population75) => Some(Population75),
        (AgingRate, Population65) => Some(AgingRate),
        (AgingRate | AgingRate75, Population75) => Some(AgingRate75),
        _ => None,
    }
}
