//! The choice of the own town: what a typed name leads to, or the towns of a
//! prefecture, each with its inhabitants.

use serde::Serialize;
use utoipa::ToSchema;

use crate::gazetteer::{Gazetteer, Lookup, Municipality};
use crate::record::{MunicipalityRef, PrefectureRef};
use crate::statistics::Statistics;
use crate::vocabulary::Prefecture;

/// The towns to choose from.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What was typed.
    pub typed: String,
    /// The prefecture whose towns are listed.
    pub prefecture: Option<Prefecture>,
    /// How the towns came to be offered.
    pub offer: Offer,
    /// The towns.
    pub towns: Vec<Town>,
}

/// How towns come to be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// Nothing was asked, or nothing is like it.
    Nothing,
    /// They bear the name or begin so, or lie in the prefecture.
    Fitting,
    /// They are spelt nearly so.
    Near,
}

/// A town to choose, as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Town {
    /// Its prefecture.
    pub prefecture: PrefectureRef,
    /// Its code, name and reading.
    #[serde(flatten)]
    pub municipality: MunicipalityRef,
    /// Its inhabitants in 2020, where they are known.
    #[schema(required)]
    pub population: Option<u64>,
}

impl Town {
    fn new(town: &Municipality, statistics: &Statistics) -> Self {
        Self {
            prefecture: town.prefecture.into(),
            municipality: town.into(),
            population: statistics.of(&town.code).and_then(|it| it.population),
        }
    }

    /// 「三重県南伊勢町」
    pub fn full_name(&self) -> String {
        format!("{}{}", self.prefecture.name, self.municipality.name)
    }
}

impl Choice {
    /// The towns that a look-up leads to.
    pub fn of(typed: &str, lookup: Lookup, statistics: &Statistics) -> Self {
        let (offer, towns) = match lookup {
            Lookup::Found(town) => (Offer::Fitting, vec![town]),
            Lookup::Choices(towns) => (Offer::Fitting, towns),
            Lookup::Near(towns) => (Offer::Near, towns),
            Lookup::Unknown => (Offer::Nothing, Vec::new()),
        };
        let towns = towns.into_iter().map(|it| Town::new(it, statistics));
        Self {
            typed: typed.to_owned(),
            prefecture: None,
            offer,
            towns: towns.collect(),
        }
    }

    /// The towns of a prefecture, in the order of their codes.
    pub fn within(prefecture: Prefecture, gazetteer: &Gazetteer, statistics: &Statistics) -> Self {
        let towns = gazetteer.iter().filter(|it| it.prefecture == prefecture);
        Self {
            typed: String::new(),
            prefecture: Some(prefecture),
            offer: Offer::Fitting,
            towns: towns.map(|it| Town::new(it, statistics)).collect(),
        }
    }
}
