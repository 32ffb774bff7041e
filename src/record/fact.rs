//! A printed figure: its value, its words and its place, or why there is none. How it is
//! read is not known here.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Lines, LinesSchema};

/// A printed figure with where and how it is printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Fact<T> {
    /// The figure, in people, percent or square kilometres.
    pub value: T,
    /// The day, month or year it stands for, ISO 8601: `2017-04-01`, `2017-04`, `2017`.
    #[schema(required)]
    pub as_of: Option<String>,
    /// The document's own words.
    pub printed: String,
    /// Where they stand.
    #[schema(value_type = LinesSchema)]
    pub lines: Lines,
    /// Why the value differs from what is printed, where the document is in error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<String>,
}

/// A fact that a case may print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactName {
    /// Inhabitants.
    Population,
    /// Inhabitants aged 65 or more.
    #[serde(rename = "population_65")]
    Population65,
    /// Percentage aged 65 or more.
    AgingRate,
    /// Inhabitants aged 75 or more.
    #[serde(rename = "population_75")]
    Population75,
    /// Percentage aged 75 or more.
    #[serde(rename = "aging_rate_75")]
    AgingRate75,
    /// Square kilometres.
    #[serde(rename = "area_km2")]
    Area,
}

impl FactName {
    /// What pages and reports call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Population => "人口",
            Self::Population65 => "65歳以上人口",
            Self::AgingRate => "高齢化率",
            Self::Population75 => "75歳以上人口",
            Self::AgingRate75 => "75歳以上の割合",
            Self::Area => "面積",
        }
    }
}

/// A figure that is printed and could not be read, or that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Unread {
    /// The fact that stays empty.
    pub fact: FactName,
    /// The line that it is printed on.
    pub line: usize,
    /// Why, as the page shows it.
    pub reason: String,
}

impl Unread {
    /// What stands in a fact's place: 「複数市町村の合計のため採用せず（12行）」; none
    /// where it is not printed at all.
    pub fn words(unread: &[Self], fact: FactName) -> Option<String> {
        let found = unread.iter().find(|unread| unread.fact == fact)?;
        Some(format!("{}（{}行）", found.reason, found.line))
    }
}
