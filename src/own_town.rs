//! The officer's own town: which municipality it is, what is counted there, and how
//! near a case's town lies to it.
//!
//! A plain value; how the town was told, and which pages show it, is not known here.

use crate::comparable::{self, Order, Profile, Ranked, Weights};
use crate::gazetteer::Municipality;
use crate::record::CaseSummary;
use crate::statistics::{Municipal, Statistics};

/// A municipality with its official figures.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnTown {
    /// The municipality.
    pub municipality: Municipality,
    /// What is counted there; none for wards made since.
    pub figures: Option<Municipal>,
}

impl OwnTown {
    /// A municipality with what the statistics say of it.
    pub fn new(municipality: &Municipality, statistics: &Statistics) -> Self {
        Self {
            municipality: municipality.clone(),
            figures: statistics.of(&municipality.code).cloned(),
        }
    }

    /// 「南伊勢町」
    pub fn name(&self) -> &str {
        &self.municipality.name
    }

    /// 「三重県南伊勢町」
    pub fn full_name(&self) -> String {
        self.municipality.full_name()
    }

    /// The figures that towns are compared by.
    pub fn profile(&self) -> Profile {
        Profile {
            prefecture: Some(self.municipality.prefecture),
            ..self.figures.as_ref().map(Profile::from).unwrap_or_default()
        }
    }

    /// Whether a case is about this town.
    pub fn is_of(&self, case: &CaseSummary) -> bool {
        let code = &self.municipality.code;
        case.municipalities.iter().any(|it| it.code == *code)
    }

    /// How near a case's town lies; none where no figure of both is known.
    pub fn measure<'a>(&self, case: &'a CaseSummary) -> Option<Ranked<'a>> {
        comparable::measure(&self.profile(), case, Weights::default())
    }

    /// Puts cases into the order of their nearness to a town, where one is known; what
    /// is equally near keeps its order.
    pub fn nearest_first<T>(
        home: Option<&Self>,
        cases: &mut [T],
        summary: impl Fn(&T) -> &CaseSummary,
    ) {
        if let Some(own) = home.map(Self::profile) {
            cases.sort_by_cached_key(|it| Order::of(&own, summary(it)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    fn town(code: &str) -> OwnTown {
        let gazetteer = Gazetteer::built_in().unwrap();
        let statistics = Statistics::built_in().unwrap();
        OwnTown::new(gazetteer.by_code(code).unwrap(), &statistics)
    }

    #[test]
    fn every_municipality_is_a_town_with_or_without_figures() {
        let gazetteer = Gazetteer::built_in().unwrap();
        let statistics = Statistics::built_in().unwrap();
        let towns = gazetteer.iter().map(|it| OwnTown::new(it, &statistics));
        let with_figures = towns.filter(|town| {
            let profile = town.profile();
            profile.population.is_some() && profile.aging_rate.is_some()
        });
        assert!(with_figures.count() > 1_890);
    }

    #[test]
    fn a_town_without_people_has_no_rate() {
        let profile = town("075469").profile();
        assert_eq!((profile.population, profile.aging_rate), (Some(0), None));
        assert!(profile.area_km2.is_some());
    }
}
