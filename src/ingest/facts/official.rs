//! What official statistics count in an entry's municipalities, and what that says of a
//! printed figure: that it cannot be theirs, or that it can hardly be anything else.
//!
//! Knows values only; where they are printed is read elsewhere.

use crate::record::{FactName, MunicipalityRef};
use crate::statistics::{Municipal, Statistics};

use super::super::numbers;

/// Between the censuses of 2015 and 2020 no municipality but those of the nuclear
/// accident changed by more than 26 %; a little more, for documents lie within some
/// six years of the statistics.
const POPULATION_FACTOR: f64 = 1.35;
/// The same of the aging rate, in points: the fastest age by one a year.
const AGING_POINTS: f64 = 6.0;
/// Surveys since have moved areas by less; mergers by more.
const AREA_SHARE: f64 = 0.04;
/// A figure so near is the municipality's, if its unit and words allow it.
const VOUCHED_FACTOR: f64 = 1.15;
const VOUCHED_AREA: f64 = 0.01;

/// The official figures of a case's municipalities together.
#[derive(Clone, Debug, Default)]
pub(in crate::ingest) struct Official {
    population: Option<f64>,
    population_65: Option<f64>,
    population_75: Option<f64>,
    area: Option<f64>,
}

impl Official {
    pub(in crate::ingest) fn of(towns: &[MunicipalityRef], statistics: &Statistics) -> Self {
        let rows: Option<Vec<&Municipal>> =
            towns.iter().map(|town| statistics.of(&town.code)).collect();
        let Some(rows) = rows.filter(|rows| !rows.is_empty()) else {
            return Self::default();
        };
        let sum = |value: &dyn Fn(&Municipal) -> Option<f64>| {
            rows.iter().map(|row| value(row)).sum::<Option<f64>>()
        };
        let counts_people = rows.iter().all(|row| is_steady(row));
        let people = |value: &dyn Fn(&Municipal) -> Option<u64>| {
            sum(&|row| value(row).map(|it| it as f64)).filter(|_| counts_people)
        };
        Self {
            population: people(&|row| row.population),
            population_65: people(&|row| row.population_65),
            population_75: people(&|row| row.population_75_counted),
            area: sum(&|row| row.area_km2),
        }
    }

    /// Why the statistics contradict a figure.
    pub(in crate::ingest) fn contradicts(&self, fact: FactName, value: f64) -> Option<String> {
        let is_far = |official: Option<f64>| {
            official.filter(|it| *it > value * POPULATION_FACTOR || value > it * POPULATION_FACTOR)
        };
        let rate = |part: Option<f64>| {
            let rate = part? * 100.0 / self.population?;
            ((rate - value).abs() > AGING_POINTS).then_some(rate)
        };
        let census =
            |official: f64| format!("値{value}が令和2年国勢調査の{official:.0}人と離れている");
        let census_rate =
            |official: f64| format!("値{value}％が令和2年国勢調査の{official:.1}％と離れている");
        match fact {
            FactName::Population => is_far(self.population).map(census),
            FactName::Population65 => is_far(self.population_65).map(census),
            FactName::Population75 => is_far(self.population_75).map(census),
            FactName::AgingRate => rate(self.population_65).map(census_rate),
            FactName::AgingRate75 => rate(self.population_75).map(census_rate),
            FactName::Area => self
                .area
                .filter(|area| (area - value).abs() > AREA_SHARE * area)
                .map(|area| {
                    format!("値{value}㎢が全国都道府県市区町村別面積調の{area}㎢と離れている")
                }),
        }
    }

    /// Whether a text prints the area.
    pub(in crate::ingest) fn has_area(&self, text: &str) -> bool {
        let mut figures = numbers::figures(text).into_iter();
        figures.any(|figure| self.is_exact_area(figure.value))
    }

    /// Whether the figure is the area to the last digit.
    pub(super) fn is_exact_area(&self, value: f64) -> bool {
        self.area.is_some_and(|area| (value - area).abs() < 0.005)
    }

    /// Whether the figure is the area.
    pub(in crate::ingest) fn is_area(&self, value: f64) -> bool {
        self.area
            .is_some_and(|area| (value - area).abs() <= 0.004 * area)
    }

    /// Whether the statistics speak for a figure: it is as near as a municipality's own
    /// is a few years before or after, and an area nearly the same.
    pub(in crate::ingest) fn vouches(&self, fact: FactName, value: f64) -> bool {
        match fact {
            FactName::Population => self.population.is_some_and(|official| {
                value <= official * VOUCHED_FACTOR && official <= value * VOUCHED_FACTOR
            }),
            FactName::AgingRate => {
                self.population_65.is_some() && self.contradicts(fact, value).is_none()
            }
            FactName::Area => self
                .area
                .is_some_and(|area| (area - value).abs() <= VOUCHED_AREA * area),
            FactName::Population65 | FactName::Population75 | FactName::AgingRate75 => false,
        }
    }
}

/// Whether people stayed from one census to the next: not so around the nuclear
/// accident, where registers and censuses differ.
fn is_steady(row: &Municipal) -> bool {
    match (row.population, row.population_2015) {
        (Some(now), Some(before)) => {
            let (now, before) = (now as f64, before as f64);
            now > 0.0 && now < before * POPULATION_FACTOR && before < now * POPULATION_FACTOR
        }
        (Some(now), None) => now > 0,
        _ => false,
    }
}
