//! The orders that hits can be asked for in. How cases are ordered is `ranking`'s.

use serde::Serialize;
use utoipa::ToSchema;

/// The order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Best match first; without words nearest to the own town first, where that is
    /// known, else the order of the prefectures.
    #[default]
    Relevance,
    /// Fewest inhabitants first.
    PopulationAsc,
    /// Most inhabitants first.
    PopulationDesc,
    /// Lowest rate first.
    AgingAsc,
    /// Highest rate first.
    AgingDesc,
    /// From north to south.
    Prefecture,
    /// Nearest to the own town first; without one the usual order.
    Near,
}

impl Sort {
    /// Every order, as the page offers them.
    pub const ALL: &'static [Self] = &[
        Self::Relevance,
        Self::PopulationAsc,
        Self::PopulationDesc,
        Self::AgingAsc,
        Self::AgingDesc,
        Self::Prefecture,
        Self::Near,
    ];

    /// The value in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::PopulationAsc => "population-asc",
            Self::PopulationDesc => "population-desc",
            Self::AgingAsc => "aging-asc",
            Self::AgingDesc => "aging-desc",
            Self::Prefecture => "prefecture",
            Self::Near => "near",
        }
    }

    /// The words that the page shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Relevance => "関連の高い順",
            Self::PopulationAsc => "人口の少ない順",
            Self::PopulationDesc => "人口の多い順",
            Self::AgingAsc => "高齢化率の低い順",
            Self::AgingDesc => "高齢化率の高い順",
            Self::Prefecture => "都道府県順",
            Self::Near => "わが町に近い順",
        }
    }

    /// Reads an order; `population` and `aging` alone mean the largest first.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "population" => Some(Self::PopulationDesc),
            "aging" => Some(Self::AgingDesc),
            other => Self::ALL.iter().copied().find(|sort| sort.code() == other),
        }
    }
}
