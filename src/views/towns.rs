//! 「わが町に似た町」 as it stands in an address: figures that are typed, how much
//! each aspect counts, and which cases come into question.
//!
//! `TownsQuery::from_pairs` and `TownsQuery::to_pairs` are each other's inverse.

use utoipa::ToSchema;

use super::shares::classes;
use crate::comparable::{self, Aspect, Profile, Ranking, Weights};
use crate::own_town::OwnTown;
use crate::record::CaseSummary;
use crate::search::{Engine, FacetName, FacetValue, ParameterError, Query, Range, SearchError};
use crate::text;
use crate::vocabulary::{CaseKind, Item, Prefecture};

/// The most inhabitants that a town is taken to have.
const MAX_POPULATION: u64 = 20_000_000;
/// The largest area that a town is taken to have, in square kilometres.
const MAX_AREA: f64 = 100_000.0;
/// The smallest; less is no town, and as good as no area.
const MIN_AREA: f64 = 0.01;

/// What is asked about one's own town, which the visit carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TownsQuery {
    /// The figures as typed (`population`, `aging_rate`, `area`), which stand for the
    /// town's own, and the prefecture (`pref`).
    pub typed: Profile,
    /// How much each aspect counts (`w_population` …).
    pub weights: Weights,
    /// How near the cases must lie (`within`).
    pub within: Within,
    /// What kind of entry they must be (`kind`).
    pub kind: Option<CaseKind>,
    /// What they must be about (`item`).
    pub item: Option<Item>,
    /// Their population (`pop`).
    pub pop: Option<Range>,
}

/// How near to one's own town a case must lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToSchema)]
#[schema(rename_all = "lowercase")]
pub enum Within {
    /// Anywhere.
    #[default]
    Country,
    /// In the same region.
    Region,
    /// In the same prefecture.
    Prefecture,
}

impl Within {
    /// Every choice, in the page's order.
    pub const ALL: [Self; 3] = [Self::Country, Self::Region, Self::Prefecture];

    /// The value in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::Prefecture => "prefecture",
        }
    }

    /// The words that the page shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Country => "全国",
            Self::Region => "同じ地方だけ",
            Self::Prefecture => "同じ都道府県だけ",
        }
    }
}

/// The parameter of an aspect's weight.
pub const fn weight_parameter(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Population => "w_population",
        Aspect::Aging => "w_aging",
        Aspect::Density => "w_density",
        Aspect::Region => "w_region",
    }
}

impl TownsQuery {
    /// Reads the parameters of an address. Empty values are left out, as a form
    /// sends them.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, ParameterError> {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let error = |hint: &str| ParameterError {
                parameter: name.to_owned(),
                value: value.to_owned(),
                hint: hint.to_owned(),
            };
            if let Some(aspect) = Aspect::ALL
                .into_iter()
                .find(|&it| weight_parameter(it) == name)
            {
                *query.weights.of_mut(aspect) = value
                    .parse()
                    .ok()
                    .filter(|&weight| weight <= Weights::MAX)
                    .ok_or_else(|| error("重みは 0 から 3 の数で指定してください"))?;
                continue;
            }
            match name {
                "population" => {
                    let figure = figure(value, "人")
                        .filter(|&it| it >= 1.0 && it <= MAX_POPULATION as f64)
                        .ok_or_else(|| {
                            error("人口は 13000 のように、1 以上の数で指定してください")
                        })?;
                    query.typed.population = Some(figure as u64);
                }
                "aging_rate" => {
                    let figure = figure(value, "%")
                        .filter(|it| (0.0..=100.0).contains(it))
                        .ok_or_else(|| {
                            error("高齢化率は 35.2 のように、0 から 100 の数で指定してください")
                        })?;
                    query.typed.aging_rate = Some(figure);
                }
                "area" => {
                    let figure = figure(value, "km2")
                        .filter(|it| (MIN_AREA..=MAX_AREA).contains(it))
                        .ok_or_else(|| {
                            error("面積は 158.7 のように、0.01 以上の数（km²）で指定してください")
                        })?;
                    query.typed.area_km2 = Some(figure);
                }
                "pref" => {
                    let prefecture = Prefecture::from_code(value)
                        .or_else(|| Prefecture::from_name(value))
                        .ok_or_else(|| {
                            error("都道府県は 01 から 47 の2桁の番号で指定してください")
                        })?;
                    query.typed.prefecture = Some(prefecture);
                }
                "within" => {
                    query.within = Within::ALL
                        .into_iter()
                        .find(|within| within.code() == value)
                        .ok_or_else(|| {
                            error("範囲は country・region・prefecture のどれかで指定してください")
                        })?;
                }
                "kind" => {
                    query.kind = Some(CaseKind::from_code(value).ok_or_else(|| {
                        error("種別は smart-practice・model-survey・group-plan のどれかで指定してください")
                    })?);
                }
                "item" => {
                    query.item = Some(Item::from_code(value).ok_or_else(|| {
                        error(
                            "事業項目は ア・イ・ウ・エ・オ・カ・キ・ク のどれかで指定してください",
                        )
                    })?);
                }
                "pop" => {
                    query.pop = Some(
                        Range::parse(value)
                            .ok_or_else(|| error("人口は 5000-20000 のように指定してください"))?,
                    );
                }
                _ => {}
            }
        }
        Ok(query)
    }

    /// The parameters that stand for this query; defaults are left out.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |name: &'static str, value: Option<String>| {
            pairs.extend(value.map(|value| (name, value)));
        };
        add("population", self.typed.population.map(|it| it.to_string()));
        add("aging_rate", self.typed.aging_rate.map(|it| it.to_string()));
        add("area", self.typed.area_km2.map(|it| it.to_string()));
        add("pref", self.typed.prefecture.map(|it| it.to_string()));
        for aspect in Aspect::ALL {
            let weight = self.weights.of(aspect);
            let changed = weight != Weights::default().of(aspect);
            add(
                weight_parameter(aspect),
                changed.then(|| weight.to_string()),
            );
        }
        let within = Some(self.within).filter(|&it| it != Within::default());
        add("within", within.map(|it| it.code().to_owned()));
        add("kind", self.kind.map(|it| it.to_string()));
        add("item", self.item.map(|it| it.to_string()));
        add("pop", self.pop.map(|it| it.to_string()));
        pairs
    }

    /// The same question to all cases.
    #[must_use]
    pub fn anywhere(&self) -> Self {
        Self {
            within: Within::default(),
            kind: None,
            item: None,
            pop: None,
            ..self.clone()
        }
    }

    /// The same question with every aspect counting as usual.
    #[must_use]
    pub fn evenly(&self) -> Self {
        Self {
            weights: Weights::default(),
            ..self.clone()
        }
    }

    /// Whether a figure to measure by is given.
    pub fn is_asked(&self) -> bool {
        self.typed.population.is_some() || self.typed.aging_rate.is_some()
    }

    /// Whether every aspect is left out.
    pub fn weighs_nothing(&self) -> bool {
        Aspect::ALL
            .into_iter()
            .all(|aspect| self.weights.of(aspect) == 0)
    }

    /// The figures to compare with: what is typed, else what is counted in the town.
    fn profile(&self, home: Option<&OwnTown>) -> Profile {
        let counted = home.map(OwnTown::profile).unwrap_or_default();
        let typed = &self.typed;
        Profile {
            population: typed.population.or(counted.population),
            aging_rate: typed.aging_rate.or(counted.aging_rate),
            area_km2: typed.area_km2.or(counted.area_km2),
            prefecture: counted.prefecture.or(typed.prefecture),
        }
    }

    /// Whether a case comes into question for a town in this prefecture.
    pub fn admits(&self, case: &CaseSummary, home: Option<Prefecture>) -> bool {
        let near = match (self.within, home) {
            (Within::Country, _) | (_, None) => true,
            (Within::Region, Some(home)) => case.region() == Some(home.region()),
            (Within::Prefecture, Some(home)) => case.prefecture_term() == Some(home),
        };
        near && self.kind.is_none_or(|kind| case.kind == kind)
            && self.item.is_none_or(|item| case.items.contains(&item))
            && self.pop.is_none_or(|pop| pop.holds(&case.populations()))
    }
}

/// The answer: the cases in the order of their distance from one's own town.
#[derive(Clone, Debug)]
pub struct Towns<'a> {
    /// The figures that are compared: as typed, else the town's own.
    pub own: Profile,
    /// The cases of one's own town.
    pub of_home: Vec<&'a CaseSummary>,
    /// The cases that come into question, one's own town's left out.
    pub cases: Vec<&'a CaseSummary>,
    /// The same in the order of their distance; empty where nothing is asked.
    pub ranking: Ranking<'a>,
}

/// Answers what is asked about one's own town.
pub fn answer<'a>(
    query: &TownsQuery,
    home: Option<&OwnTown>,
    cases: &'a [CaseSummary],
) -> Towns<'a> {
    let own = query.profile(home);
    let is_of_home = |case: &&CaseSummary| home.is_some_and(|home| home.is_of(case));
    let (of_home, others): (Vec<&CaseSummary>, Vec<&CaseSummary>) =
        cases.iter().partition(is_of_home);
    let admitted: Vec<&CaseSummary> = others
        .into_iter()
        .filter(|case| query.admits(case, own.prefecture))
        .collect();
    let ranking = if home.is_some() || query.is_asked() {
        comparable::rank(&own, admitted.iter().copied(), query.weights)
    } else {
        Ranking::default()
    };
    Towns {
        own,
        of_home,
        cases: admitted,
        ranking,
    }
}

/// The population bands to choose a range from.
pub fn bands(engine: &Engine) -> Result<Vec<FacetValue>, SearchError> {
    let every = Query {
        per_page: 1,
        ..Query::default()
    };
    let mut bands = classes(&engine.search(&every)?, FacetName::Pop);
    bands.retain(|band| Range::parse(&band.value) != Some(Range::Unknown));
    Ok(bands)
}

/// A figure as an officer types it: 「13,000」, 「１３０００人」, 「35.2％」.
fn figure(typed: &str, unit: &str) -> Option<f64> {
    let folded = text::fold(typed).replace([',', ' '], "");
    let figure: f64 = folded.trim_end_matches(unit).parse().ok()?;
    figure.is_finite().then_some(figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reproduces_its_query() {
        let pairs = [
            ("population", "13000"),
            ("aging_rate", "35.5"),
            ("area", "158.7"),
            ("pref", "01"),
            ("w_population", "3"),
            ("w_region", "0"),
            ("within", "region"),
            ("kind", "smart-practice"),
            ("item", "エ"),
            ("pop", "5000-20000"),
        ];
        let query = TownsQuery::from_pairs(pairs).unwrap();
        let back = query.to_pairs();
        let back: Vec<(&str, &str)> = back.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(back, pairs);
        assert_eq!(TownsQuery::from_pairs(back).unwrap(), query);
        assert!(TownsQuery::default().to_pairs().is_empty());
    }

    #[test]
    fn figures_are_read_as_officers_type_them() {
        let query = TownsQuery::from_pairs([
            ("population", "１３，０００人"),
            ("aging_rate", "35.2％"),
            ("area", "158.7㎢"),
        ])
        .unwrap();
        assert_eq!(query.typed.population, Some(13_000));
        assert_eq!(query.typed.aging_rate, Some(35.2));
        assert_eq!(query.typed.area_km2, Some(158.7));
    }

    #[test]
    fn a_value_that_means_nothing_is_named() {
        for (name, value) in [
            ("population", "多い"),
            ("population", "0"),
            ("population", "-3"),
            ("aging_rate", "101"),
            ("aging_rate", "NaN"),
            ("area", "inf"),
            ("area", "5e-324"),
            ("w_aging", "4"),
            ("within", "x"),
            ("pref", "48"),
            ("kind", "x"),
            ("item", "ケ"),
            ("pop", "x"),
        ] {
            let error = TownsQuery::from_pairs([(name, value)]).unwrap_err();
            assert_eq!(
                (error.parameter.as_str(), error.value.as_str()),
                (name, value)
            );
        }
    }
}
