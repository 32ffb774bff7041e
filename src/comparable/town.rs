//! The towns of a case, with the figures that they are compared by.

use super::{Aspect, Profile};
use crate::record::CaseSummary;
use crate::statistics;

/// A town of a case, with the figures that it is compared by.
#[derive(Clone, Copy, Debug)]
pub struct Town<'a> {
    /// Its name, where a joint entry has several.
    pub part: Option<&'a str>,
    /// The figures.
    pub profile: Profile,
    /// Whether they are the official statistics', not the document's.
    pub counted: bool,
}

impl Town<'_> {
    /// What is compared, in words: 「小国町の2020年の統計で比較」.
    pub fn basis(&self) -> String {
        let whose = self
            .part
            .map_or_else(String::new, |part| format!("{part}の"));
        if self.counted {
            format!("{whose}{}年の統計で比較", statistics::YEAR)
        } else {
            format!("{whose}資料の数値で比較")
        }
    }
}

/// The towns of a case: each with what is counted in it, else what is printed of all
/// and of each of them.
pub fn towns(case: &CaseSummary) -> Vec<Town<'_>> {
    let is_joint = case.municipalities.len() > 1;
    let name = |code: &str| case.municipalities.iter().find(|it| it.code == code);
    let counted = case.counted.iter().map(|town| Town {
        part: name(&town.code)
            .filter(|_| is_joint)
            .map(|it| it.name.as_str()),
        profile: town.into(),
        counted: true,
    });
    let counted: Vec<Town> = counted
        .filter(|it| it.profile.knows(Aspect::Population))
        .collect();
    if counted.is_empty() {
        printed(case).collect()
    } else {
        counted
    }
}

/// What the document prints: of all, and in a joint entry of each town.
fn printed(case: &CaseSummary) -> impl Iterator<Item = Town<'_>> {
    let prefecture = case.prefecture_term();
    let town = |part, profile| Town {
        part,
        profile,
        counted: false,
    };
    let whole = Profile {
        population: case.population.as_ref().map(|fact| fact.value),
        aging_rate: case.aging_rate.as_ref().map(|fact| fact.value),
        area_km2: case.area_km2.as_ref().map(|fact| fact.value),
        prefecture,
    };
    let parts = case.parts.iter().map(move |part| {
        let profile = Profile {
            population: part.population,
            aging_rate: part.aging_rate,
            area_km2: part.area_km2,
            prefecture,
        };
        town(Some(part.municipality.as_str()), profile)
    });
    std::iter::once(town(None, whole)).chain(parts)
}
