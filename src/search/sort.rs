//! The orders that hits can be asked for in. How cases are ordered is `ranking`'s.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The order of the hits.
    #[derive(Default)]
    Sort {
        /// Best match first; without words nearest to the own town first, where that is
        /// known, else the order of the prefectures.
        #[default]
        Relevance = "relevance", "関連度の高い順";
        /// Fewest inhabitants first.
        PopulationAsc = "population-asc", "人口の少ない順";
        /// Most inhabitants first.
        PopulationDesc = "population-desc", "人口の多い順";
        /// Lowest rate first.
        AgingAsc = "aging-asc", "高齢化率の低い順";
        /// Highest rate first.
        AgingDesc = "aging-desc", "高齢化率の高い順";
        /// From north to south.
        Prefecture = "prefecture", "都道府県順";
        /// Nearest to the own town first; without one the usual order.
        Near = "near", "わが町に近い順";
    }
}

impl Sort {
    /// Reads an order; `population` and `aging` alone mean the largest first.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "population" => Some(Self::PopulationDesc),
            "aging" => Some(Self::AgingDesc),
            other => Self::from_code(other),
        }
    }
}
