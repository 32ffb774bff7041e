//! 「わが町に似た町」: how far apart two towns are, and which cases lie nearest.
//!
//! A pure function of figures: four aspects are measured, each on a scale on which
//! 1 is a difference that an officer would call clear (twice the population, five
//! points of the aging rate, four times the density, another region), and the
//! distance is their weighted mean. Like is compared with like: a case's towns stand
//! with the official figures of the year that the own town's are of, and only where
//! there are none with what their document prints. An aspect that is unknown is never
//! guessed and never counts as near: it counts as much as the mean of the others, and
//! at least one and a half clear differences.
//!
//! Knows cases as plain values; nothing of how they are found, indexed or shown.

use serde::Serialize;
use utoipa::ToSchema;

use crate::record::{Case, CaseSummary};
use crate::statistics::Municipal;
use crate::vocabulary::Prefecture;

mod difference;
mod nearest;
mod town;

pub use difference::{Difference, Whereabouts};
pub use town::{Town, towns};

/// How many times the population makes a difference of 1.
const POPULATION_RATIO: f64 = 2.0;
/// How many points of the aging rate make a difference of 1.
const AGING_POINTS: f64 = 5.0;
/// How many times the density makes a difference of 1.
const DENSITY_RATIO: f64 = 4.0;
/// The least that an aspect counts where it is unknown: as much as two towns differ
/// that nobody would call near.
const UNKNOWN: f64 = 1.5;
/// How many cases [`fill_similar`] names.
const SIMILAR: usize = 5;

/// What two towns are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// 人口
    Population,
    /// 高齢化率
    Aging,
    /// 人口密度
    Density,
    /// 地方
    Region,
}

impl Aspect {
    /// Every aspect, in the page's order.
    pub const ALL: [Self; 4] = [Self::Population, Self::Aging, Self::Density, Self::Region];

    /// The words that the page shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Population => "人口",
            Self::Aging => "高齢化率",
            Self::Density => "人口密度",
            Self::Region => "地方",
        }
    }
}

/// How much each aspect counts, from 0 (not at all) to [`Weights::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Weights {
    /// 人口
    pub population: u8,
    /// 高齢化率
    pub aging: u8,
    /// 人口密度
    pub density: u8,
    /// 地方
    pub region: u8,
}

impl Weights {
    /// The heaviest weight.
    pub const MAX: u8 = 3;

    /// How much this aspect counts.
    pub const fn of(self, aspect: Aspect) -> u8 {
        match aspect {
            Aspect::Population => self.population,
            Aspect::Aging => self.aging,
            Aspect::Density => self.density,
            Aspect::Region => self.region,
        }
    }

    /// The weight of this aspect, to be set.
    pub const fn of_mut(&mut self, aspect: Aspect) -> &mut u8 {
        match aspect {
            Aspect::Population => &mut self.population,
            Aspect::Aging => &mut self.aging,
            Aspect::Density => &mut self.density,
            Aspect::Region => &mut self.region,
        }
    }

    /// These without the aspects that are unknown of a town.
    #[must_use]
    pub fn restricted_to(mut self, profile: &Profile) -> Self {
        for aspect in Aspect::ALL {
            if !profile.knows(aspect) {
                *self.of_mut(aspect) = 0;
            }
        }
        self
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            population: 2,
            aging: 2,
            density: 1,
            region: 1,
        }
    }
}

/// What is known of a town.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Profile {
    /// Inhabitants.
    #[schema(required)]
    pub population: Option<u64>,
    /// Percentage aged 65 or more.
    #[schema(required)]
    pub aging_rate: Option<f64>,
    /// Area in square kilometres.
    #[schema(required)]
    pub area_km2: Option<f64>,
    /// Where it lies.
    #[serde(rename = "pref")]
    #[schema(required)]
    pub prefecture: Option<Prefecture>,
}

impl From<&Municipal> for Profile {
    fn from(counted: &Municipal) -> Self {
        Self {
            population: counted.population,
            aging_rate: counted.aging_rate(),
            area_km2: counted.area_km2,
            prefecture: counted.prefecture(),
        }
    }
}

impl Profile {
    /// Inhabitants per square kilometre.
    pub fn density(&self) -> Option<f64> {
        let area = self.area_km2.filter(|&area| area > 0.0)?;
        Some(self.inhabitants()? / area)
    }

    /// Whether the aspect is known.
    pub fn knows(&self, aspect: Aspect) -> bool {
        match aspect {
            Aspect::Population => self.inhabitants().is_some(),
            Aspect::Aging => self.aging_rate.is_some(),
            Aspect::Density => self.density().is_some(),
            Aspect::Region => self.prefecture.is_some(),
        }
    }

    /// Where the town stands on an aspect's scale; none where that is unknown. The
    /// size of a difference is the distance of two coordinates, that of two regions
    /// 1 at most.
    fn coordinate(&self, aspect: Aspect) -> Option<f64> {
        match aspect {
            Aspect::Population => self.inhabitants().map(|it| it.log(POPULATION_RATIO)),
            Aspect::Aging => self.aging_rate.map(|it| it / AGING_POINTS),
            Aspect::Density => self.density().map(|it| it.log(DENSITY_RATIO)),
            Aspect::Region => self.prefecture.map(|it| f64::from(it.region() as u8)),
        }
    }

    fn inhabitants(&self) -> Option<f64> {
        self.population
            .filter(|&population| population > 0)
            .map(|population| population as f64)
    }
}

/// The result of comparing two towns.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// 0 for the same figures; 1 for a clear difference all over.
    pub distance: f64,
    /// The aspects that count and are known on both sides, in the page's order.
    pub differences: Vec<Difference>,
    /// The aspects that count and are unknown on either side.
    pub missing: Vec<Aspect>,
}

impl Comparison {
    /// Compares two towns by the aspects that have a weight; none where no figure
    /// of those is known on both sides. Two towns are as far apart one way as the
    /// other.
    pub fn between(own: &Profile, other: &Profile, weights: Weights) -> Option<Self> {
        let mut differences = Vec::new();
        let mut missing = Vec::new();
        let (mut known, mut unknown, mut sum) = (0.0, 0.0, 0.0);
        for aspect in Aspect::ALL {
            let weight = f64::from(weights.of(aspect));
            if weight == 0.0 {
                continue;
            }
            if let Some(difference) = Difference::between(own, other, aspect) {
                sum += weight * difference.size();
                known += weight;
                differences.push(difference);
            } else {
                unknown += weight;
                missing.push(aspect);
            }
        }
        let measured = differences
            .iter()
            .any(|difference| !matches!(difference, Difference::Region(_)));
        if !measured {
            return None;
        }
        let mean: f64 = sum / known;
        Some(Self {
            distance: (sum + unknown * mean.max(UNKNOWN)) / (known + unknown),
            differences,
            missing,
        })
    }

    /// The aspects that cannot be compared, in words: 「高齢化率・人口密度は数値なし」.
    pub fn lacks(&self) -> Option<String> {
        let labels: Vec<&str> = self.missing.iter().map(|it| it.label()).collect();
        (!labels.is_empty()).then(|| format!("{}は数値なし", labels.join("・")))
    }

    /// Why the towns are near, in words; that they lie far apart is no reason.
    pub fn reasons(&self) -> Vec<String> {
        self.differences
            .iter()
            .filter(|it| !matches!(it, Difference::Region(Whereabouts::Elsewhere(_))))
            .map(|it| it.words())
            .collect()
    }

    /// From 100 (the same figures) down, halved by every 1 of distance.
    pub fn closeness(&self) -> f64 {
        100.0 * (-self.distance).exp2()
    }

    /// How near the towns are, in a word.
    pub fn degree(&self) -> Degree {
        Degree::ALL
            .into_iter()
            .find(|degree| self.distance <= degree.limit())
            .unwrap_or(Degree::Far)
    }
}

/// How near two towns are, as one says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Degree {
    /// とても近い
    VeryNear,
    /// 近い
    Near,
    /// やや近い
    RatherNear,
    /// 違いが大きい
    Far,
}

impl Degree {
    /// Every degree, nearest first.
    pub const ALL: [Self; 4] = [Self::VeryNear, Self::Near, Self::RatherNear, Self::Far];

    /// The largest distance that is still called so.
    pub const fn limit(self) -> f64 {
        match self {
            Self::VeryNear => 0.4,
            Self::Near => 0.7,
            Self::RatherNear => 1.1,
            Self::Far => f64::INFINITY,
        }
    }

    /// The words that the page shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::VeryNear => "とても近い",
            Self::Near => "近い",
            Self::RatherNear => "やや近い",
            Self::Far => "違いが大きい",
        }
    }
}

/// A case with its distance from one's own town.
#[derive(Clone, Debug)]
pub struct Ranked<'a> {
    /// The case.
    pub case: &'a CaseSummary,
    /// Its town that lies nearest.
    pub town: Town<'a>,
    /// How it compares.
    pub comparison: Comparison,
}

/// Cases by their distance from one's own town.
#[derive(Clone, Debug, Default)]
pub struct Ranking<'a> {
    /// Nearest first.
    pub ranked: Vec<Ranked<'a>>,
    /// The cases of which none of the figures compared is known, in their own order.
    pub unmeasured: Vec<&'a CaseSummary>,
}

/// Ranks cases by their distance from one's own town. What is unknown of one's own
/// town is left out of the comparison, the weights of the rest standing for all.
pub fn rank<'a>(
    own: &Profile,
    cases: impl IntoIterator<Item = &'a CaseSummary>,
    weights: Weights,
) -> Ranking<'a> {
    rank_all(&[*own], cases, weights)
}

/// How far a case lies from one's own town; none where no figure of both is known.
pub fn measure<'a>(own: &Profile, case: &'a CaseSummary, weights: Weights) -> Option<Ranked<'a>> {
    nearest_part(&[(own, weights.restricted_to(own))], case)
}

/// The place of a case among others by its distance from one's own town; those that
/// cannot be measured come last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order(u64);

impl Order {
    /// By the usual weights.
    pub fn of(own: &Profile, case: &CaseSummary) -> Self {
        let measured = measure(own, case, Weights::default());
        // A distance is never below nought, so that its bits are in its order.
        Self(measured.map_or(u64::MAX, |it| it.comparison.distance.to_bits()))
    }
}

/// How near a case lies, as an answer tells it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Nearness {
    /// In a word.
    pub degree: Degree,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// What cannot be compared, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacking: Option<String>,
    /// The town of a joint entry whose figures were taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Whose figures of which year were compared, in words.
    pub basis: String,
}

impl Nearness {
    /// How near a case lies to one's own town by the usual weights.
    pub fn of(own: &Profile, case: &CaseSummary) -> Option<Self> {
        let measured = measure(own, case, Weights::default())?;
        Some(Self::from(&measured))
    }
}

impl From<&Ranked<'_>> for Nearness {
    fn from(ranked: &Ranked) -> Self {
        Self {
            degree: ranked.comparison.degree(),
            reasons: ranked.comparison.reasons(),
            lacking: ranked.comparison.lacks(),
            part: ranked.town.part.map(str::to_owned),
            basis: ranked.town.basis(),
        }
    }
}

/// Ranks other cases by their distance from a case; of a joint entry, from
/// whichever of its towns lies nearest.
pub fn rank_beside<'a>(
    case: &CaseSummary,
    others: impl IntoIterator<Item = &'a CaseSummary>,
    weights: Weights,
) -> Ranking<'a> {
    let own: Vec<Profile> = towns(case).iter().map(|it| it.profile).collect();
    rank_all(&own, others, weights)
}

fn rank_all<'a>(
    own: &[Profile],
    cases: impl IntoIterator<Item = &'a CaseSummary>,
    weights: Weights,
) -> Ranking<'a> {
    let own: Vec<(&Profile, Weights)> = own
        .iter()
        .map(|own| (own, weights.restricted_to(own)))
        .collect();
    let mut ranking = Ranking::default();
    for case in cases {
        let nearest = nearest_part(&own, case);
        match nearest {
            Some(ranked) => ranking.ranked.push(ranked),
            None => ranking.unmeasured.push(case),
        }
    }
    // The sort is stable: the same distance keeps the cases' own order.
    ranking.ranked.sort_by(by_distance);
    ranking
}

/// The towns of a case and of one's own that lie nearest to each other.
fn nearest_part<'a>(own: &[(&Profile, Weights)], case: &'a CaseSummary) -> Option<Ranked<'a>> {
    towns(case)
        .into_iter()
        .flat_map(|town| {
            own.iter().filter_map(move |(own, weights)| {
                let comparison = Comparison::between(own, &town.profile, *weights)?;
                Some(Ranked {
                    case,
                    town,
                    comparison,
                })
            })
        })
        .min_by(by_distance)
}

fn by_distance(one: &Ranked, other: &Ranked) -> std::cmp::Ordering {
    one.comparison
        .distance
        .total_cmp(&other.comparison.distance)
}

/// Fills in each case's nearest others, nearest first; those at the same distance
/// in the cases' own order.
pub fn fill_similar(cases: &mut [Case]) {
    let towns: Vec<Vec<Profile>> = cases
        .iter()
        .map(|case| {
            let case = CaseSummary::from(case);
            towns(&case).iter().map(|it| it.profile).collect()
        })
        .collect();
    let ids: Vec<String> = cases.iter().map(|case| case.id.clone()).collect();
    let nearest = nearest::nearest(&towns, Weights::default(), SIMILAR);
    for (case, nearest) in cases.iter_mut().zip(nearest) {
        case.similar = nearest
            .into_iter()
            .filter_map(|other| ids.get(other).cloned())
            .collect();
    }
}

#[cfg(test)]
mod tests;
