//! Cases by prefecture: the map, shaded by what the cases carry, and where to look when
//! a prefecture has none.

use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::own_town::OwnTown;
use crate::record::CaseSummary;
use crate::search::{FacetName, Query};
use crate::vocabulary::{Item, Model, Prefecture, Region, Scene, one_of};

/// What the map can be shaded by; the codes of the three never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shading {
    /// 事業項目
    Item(Item),
    /// 場面
    Scene(Scene),
    /// 連携モデル
    Model(Model),
}

impl Shading {
    /// What has this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Item::from_code(code)
            .map(Self::Item)
            .or_else(|| Scene::from_code(code).map(Self::Scene))
            .or_else(|| Model::from_code(code).map(Self::Model))
    }

    /// The code, as it stands in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Item(item) => item.code(),
            Self::Scene(scene) => scene.code(),
            Self::Model(model) => model.code(),
        }
    }

    /// The words that the page shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Item(item) => item.label(),
            Self::Scene(scene) => scene.label(),
            Self::Model(model) => model.label(),
        }
    }

    /// The facet that it is a value of.
    pub const fn facet(self) -> FacetName {
        match self {
            Self::Item(_) => FacetName::Item,
            Self::Scene(_) => FacetName::Scene,
            Self::Model(_) => FacetName::Model,
        }
    }

    /// The search for the cases of a prefecture that carry it.
    pub fn query(self, prefecture: Prefecture) -> Query {
        let query = Query::default().with(FacetName::Pref, prefecture.code());
        query.with(self.facet(), self.code())
    }

    /// Whether a case carries it.
    pub fn is_carried_by(self, case: &CaseSummary) -> bool {
        match self {
            Self::Item(item) => case.items.contains(&item),
            Self::Scene(scene) => case.scenes.contains(&scene),
            Self::Model(model) => case.models.contains(&model),
        }
    }
}

impl PartialSchema for Shading {
    fn schema() -> RefOr<Schema> {
        let items = Item::ALL.iter().map(|it| it.code());
        let scenes = Scene::ALL.iter().map(|it| it.code());
        one_of(
            items
                .chain(scenes)
                .chain(Model::ALL.iter().map(|it| it.code())),
        )
    }
}

impl ToSchema for Shading {}

/// Which prefectures border on which, by codes, each pair once; the sea crossings
/// by bridge, tunnel or ferry line stand for a border.
const BORDERS: &[(&str, &[&str])] = &[
    ("01", &["02"]),
    ("02", &["03", "05"]),
    ("03", &["04", "05"]),
    ("04", &["05", "06", "07"]),
    ("05", &["06"]),
    ("06", &["07", "15"]),
    ("07", &["08", "09", "10", "15"]),
    ("08", &["09", "11", "12"]),
    ("09", &["10", "11"]),
    ("10", &["11", "15", "20"]),
    ("11", &["12", "13", "19", "20"]),
    ("12", &["13"]),
    ("13", &["14", "19"]),
    ("14", &["19", "22"]),
    ("15", &["16", "20"]),
    ("16", &["17", "20", "21"]),
    ("17", &["18", "21"]),
    ("18", &["21", "25", "26"]),
    ("19", &["20", "22"]),
    ("20", &["21", "22", "23"]),
    ("21", &["23", "24", "25"]),
    ("22", &["23"]),
    ("23", &["24"]),
    ("24", &["25", "26", "29", "30"]),
    ("25", &["26"]),
    ("26", &["27", "28", "29"]),
    ("27", &["28", "29", "30"]),
    ("28", &["31", "33", "36"]),
    ("29", &["30"]),
    ("31", &["32", "33", "34"]),
    ("32", &["34", "35"]),
    ("33", &["34", "37"]),
    ("34", &["35", "38"]),
    ("35", &["40"]),
    ("36", &["37", "38", "39"]),
    ("37", &["38"]),
    ("38", &["39"]),
    ("40", &["41", "43", "44"]),
    ("41", &["42"]),
    ("43", &["44", "45", "46"]),
    ("44", &["45"]),
    ("45", &["46"]),
    ("46", &["47"]),
];

/// A prefecture with its cases.
#[derive(Clone, Debug)]
pub struct PrefectureCases<'a> {
    /// The prefecture.
    pub prefecture: Prefecture,
    /// Its cases, in their own order.
    pub cases: Vec<&'a CaseSummary>,
}

impl<'a> PrefectureCases<'a> {
    /// Its cases that carry what the map is shaded by.
    pub fn carrying(&self, shading: Shading) -> Vec<&'a CaseSummary> {
        let cases = self.cases.iter().copied();
        cases.filter(|case| shading.is_carried_by(case)).collect()
    }

    /// The same, nearest to the own town first, where one is known.
    #[must_use]
    pub fn nearest_first(mut self, home: Option<&OwnTown>) -> Self {
        OwnTown::nearest_first(home, &mut self.cases, |case| case);
        self
    }
}

/// A region with its prefectures.
#[derive(Clone, Debug)]
pub struct RegionCases<'a> {
    /// The region.
    pub region: Region,
    /// Its prefectures from north to south, those without a case included.
    pub prefectures: Vec<PrefectureCases<'a>>,
}

impl RegionCases<'_> {
    /// How many cases the region has.
    pub fn count(&self) -> usize {
        self.prefectures.iter().map(|it| it.cases.len()).sum()
    }
}

/// Every region with its prefectures and their cases.
pub fn by_region(cases: &[CaseSummary]) -> Vec<RegionCases<'_>> {
    Region::ALL
        .iter()
        .map(|&region| RegionCases {
            region,
            prefectures: Prefecture::ALL
                .iter()
                .filter(|prefecture| prefecture.region() == region)
                .map(|&prefecture| in_prefecture(cases, prefecture))
                .collect(),
        })
        .collect()
}

/// A prefecture's cases.
pub fn in_prefecture(cases: &[CaseSummary], prefecture: Prefecture) -> PrefectureCases<'_> {
    PrefectureCases {
        prefecture,
        cases: cases
            .iter()
            .filter(|case| case.prefecture_term() == Some(prefecture))
            .collect(),
    }
}

/// The prefectures that border on one, from north to south.
pub fn neighbours(prefecture: Prefecture) -> Vec<Prefecture> {
    let code = prefecture.code();
    Prefecture::ALL
        .iter()
        .copied()
        .filter(|other| borders(code, other.code()) || borders(other.code(), code))
        .collect()
}

fn borders(one: &str, other: &str) -> bool {
    BORDERS
        .iter()
        .any(|(code, others)| *code == one && others.contains(&other))
}

/// The nearest prefectures that have cases, by the number of borders crossed;
/// all those at the least number.
pub fn nearest_with_cases(cases: &[CaseSummary], from: Prefecture) -> Vec<PrefectureCases<'_>> {
    let mut reached = vec![from];
    let mut frontier = vec![from];
    while !frontier.is_empty() {
        let mut next = Vec::new();
        for &prefecture in &frontier {
            for neighbour in neighbours(prefecture) {
                if !reached.contains(&neighbour) {
                    reached.push(neighbour);
                    next.push(neighbour);
                }
            }
        }
        next.sort_unstable();
        let found: Vec<_> = next
            .iter()
            .map(|&prefecture| in_prefecture(cases, prefecture))
            .filter(|it| !it.cases.is_empty())
            .collect();
        if !found.is_empty() {
            return found;
        }
        frontier = next;
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_hold_both_ways_and_leave_no_prefecture_alone() {
        for &prefecture in Prefecture::ALL {
            let neighbours = neighbours(prefecture);
            assert!(!neighbours.is_empty(), "{prefecture}");
            assert!(!neighbours.contains(&prefecture), "{prefecture}");
        }
        assert_eq!(
            super::neighbours(Prefecture::Kagawa),
            [
                Prefecture::Okayama,
                Prefecture::Tokushima,
                Prefecture::Ehime
            ]
        );
        assert_eq!(super::neighbours(Prefecture::Nagano).len(), 8);
    }

    #[test]
    fn without_any_case_there_is_no_nearest() {
        assert!(nearest_with_cases(&[], Prefecture::Tokyo).is_empty());
    }
}
