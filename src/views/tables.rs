//! All cases in one table, in the order of any of its columns.

use std::cmp::Ordering;
use std::fmt;

use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::own_town::OwnTown;
use crate::record::{CaseSummary, Fact};
use crate::vocabulary::one_of;

/// A column that the table can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 都道府県・市町村
    Place,
    /// 人口
    Population,
    /// 65歳以上人口
    Population65,
    /// 高齢化率
    Aging,
    /// 75歳以上人口
    Population75,
    /// 75歳以上の割合
    Aging75,
    /// 面積
    Area,
    /// わが町との近さ
    Near,
}

impl Column {
    /// Every column, from left to right.
    pub const ALL: [Self; 8] = [
        Self::Place,
        Self::Population,
        Self::Population65,
        Self::Aging,
        Self::Population75,
        Self::Aging75,
        Self::Area,
        Self::Near,
    ];

    /// The value in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Population => "population",
            Self::Population65 => "population-65",
            Self::Aging => "aging",
            Self::Population75 => "population-75",
            Self::Aging75 => "aging-75",
            Self::Area => "area",
            Self::Near => "near",
        }
    }

    /// The words that the page shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Place => "地域",
            Self::Population => "人口",
            Self::Population65 => "65歳以上人口",
            Self::Aging => "高齢化率（65歳以上）",
            Self::Population75 => "75歳以上人口",
            Self::Aging75 => "高齢化率（75歳以上）",
            Self::Area => "面積",
            Self::Near => "わが町との近さ",
        }
    }

    /// The case's figures in this column, of a joint entry each town's too; none where
    /// none is printed, or no own town is known.
    fn figures(self, case: &CaseSummary, home: Option<&OwnTown>) -> Vec<f64> {
        let whole = |fact: &Option<Fact<u64>>| fact.iter().map(|it| it.value as f64).collect();
        let decimal = |fact: &Option<Fact<f64>>| fact.iter().map(|it| it.value).collect();
        match self {
            Self::Place => Vec::new(),
            Self::Population => case.populations(),
            Self::Population65 => whole(&case.population_65),
            Self::Aging => case.aging_rates(),
            Self::Population75 => whole(&case.population_75),
            Self::Aging75 => decimal(&case.aging_rate_75),
            Self::Area => case.areas(),
            Self::Near => {
                let measured = home.and_then(|home| home.measure(case));
                measured.iter().map(|it| it.comparison.distance).collect()
            }
        }
    }

    /// The figure by which a case stands in an order: the first of its figures in it.
    fn first(self, case: &CaseSummary, home: Option<&OwnTown>, descending: bool) -> Option<f64> {
        let figures = self.figures(case, home).into_iter();
        if descending {
            figures.max_by(f64::total_cmp)
        } else {
            figures.min_by(f64::total_cmp)
        }
    }
}

/// An order of the table: `population-desc`, `place-asc` in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorting {
    /// By which column.
    pub column: Column,
    /// The largest first.
    pub descending: bool,
}

impl Default for Sorting {
    fn default() -> Self {
        Self {
            column: Column::Place,
            descending: false,
        }
    }
}

impl fmt::Display for Sorting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = if self.descending { "desc" } else { "asc" };
        write!(f, "{}-{direction}", self.column.code())
    }
}

impl PartialSchema for Sorting {
    fn schema() -> RefOr<Schema> {
        one_of(Self::all().map(|order| order.to_string()))
    }
}

impl ToSchema for Sorting {}

impl Sorting {
    /// Every order.
    pub fn all() -> impl Iterator<Item = Self> {
        Column::ALL
            .into_iter()
            .flat_map(|column| [false, true].map(|descending| Self { column, descending }))
    }

    /// Reads an order as it stands in an address.
    pub fn parse(text: &str) -> Option<Self> {
        Self::all().find(|sorting| sorting.to_string() == text)
    }

    /// The order that a column's title leads to: the other way round where the
    /// table is in its order already, else the largest first, places from north, the nearest first.
    #[must_use]
    pub fn toggled(self, column: Column) -> Self {
        Self {
            column,
            descending: if self.column == column {
                !self.descending
            } else {
                !matches!(column, Column::Place | Column::Near)
            },
        }
    }
}

/// The cases in an order; those without the figure last either way.
pub fn sorted<'a>(
    cases: &'a [CaseSummary],
    sorting: Sorting,
    home: Option<&OwnTown>,
) -> Vec<&'a CaseSummary> {
    let mut cases: Vec<(Option<f64>, &CaseSummary)> = cases
        .iter()
        .map(|case| (sorting.column.first(case, home, sorting.descending), case))
        .collect();
    cases.sort_by(|(figure, one), (another, other)| {
        let by_place = place(one).cmp(&place(other));
        match (figure, another) {
            (Some(one), Some(other)) if sorting.descending => other.total_cmp(one),
            (Some(one), Some(other)) => one.total_cmp(other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) if sorting.column == Column::Place && sorting.descending => {
                by_place.reverse()
            }
            (None, None) => by_place,
        }
    });
    cases.into_iter().map(|(_, case)| case).collect()
}

/// From north to south; cases without a town last.
fn place(case: &CaseSummary) -> (bool, Option<&str>, Option<&str>) {
    let prefecture = case.prefecture.as_ref().map(|it| it.code.as_str());
    let town = case.municipalities.first().map(|it| it.code.as_str());
    (prefecture.is_none(), prefecture, town)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reproduces_its_order() {
        for sorting in Sorting::all() {
            assert_eq!(Sorting::parse(&sorting.to_string()), Some(sorting));
        }
        assert_eq!(Sorting::parse("population"), None);
    }

    #[test]
    fn a_title_turns_its_own_order_round() {
        let sorting = Sorting::default().toggled(Column::Aging);
        assert_eq!(sorting.to_string(), "aging-desc");
        assert_eq!(sorting.toggled(Column::Aging).to_string(), "aging-asc");
        assert_eq!(sorting.toggled(Column::Place).to_string(), "place-asc");
    }
}
