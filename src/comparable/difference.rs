//! How one town differs from another in one aspect, and how that is said.

use super::{AGING_POINTS, Aspect, DENSITY_RATIO, POPULATION_RATIO, Profile};
use crate::vocabulary::Prefecture;

/// How another town differs from one's own in one aspect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Difference {
    /// The other's population over one's own.
    Population(f64),
    /// The other's aging rate less one's own, in points.
    Aging(f64),
    /// The other's density over one's own.
    Density(f64),
    /// Where the other lies.
    Region(Whereabouts),
}

/// Where another town lies, seen from one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// In the same prefecture.
    SamePrefecture(Prefecture),
    /// In the same region.
    SameRegion(Prefecture),
    /// In another region.
    Elsewhere(Prefecture),
}

impl Difference {
    /// How the second town differs from the first; none where either is unknown.
    pub(super) fn between(own: &Profile, other: &Profile, aspect: Aspect) -> Option<Self> {
        Some(match aspect {
            Aspect::Population => Self::Population(other.inhabitants()? / own.inhabitants()?),
            Aspect::Aging => Self::Aging(other.aging_rate? - own.aging_rate?),
            Aspect::Density => Self::Density(other.density()? / own.density()?),
            Aspect::Region => {
                let (own, other) = (own.prefecture?, other.prefecture?);
                Self::Region(if own == other {
                    Whereabouts::SamePrefecture(other)
                } else if own.region() == other.region() {
                    Whereabouts::SameRegion(other)
                } else {
                    Whereabouts::Elsewhere(other)
                })
            }
        })
    }

    /// What they differ in.
    pub fn aspect(self) -> Aspect {
        match self {
            Self::Population(_) => Aspect::Population,
            Self::Aging(_) => Aspect::Aging,
            Self::Density(_) => Aspect::Density,
            Self::Region(_) => Aspect::Region,
        }
    }

    /// Its size on the common scale: 0 the same, 1 a clear difference.
    pub fn size(self) -> f64 {
        match self {
            Self::Population(ratio) => ratio.log(POPULATION_RATIO).abs(),
            Self::Aging(points) => points.abs() / AGING_POINTS,
            Self::Density(ratio) => ratio.log(DENSITY_RATIO).abs(),
            Self::Region(Whereabouts::Elsewhere(_)) => 1.0,
            Self::Region(_) => 0.0,
        }
    }

    /// As the page says it: 「人口は約1.2倍」「高齢化率は0.8ポイント高い」「同じ東北地方」.
    pub fn words(self) -> String {
        match self {
            Self::Population(ratio) => format!("人口は{}", times(ratio)),
            Self::Density(ratio) => format!("人口密度は{}", times(ratio)),
            Self::Aging(points) if points.abs() < 0.05 => "高齢化率は同じ".to_owned(),
            Self::Aging(points) => {
                let side = if points > 0.0 { "高い" } else { "低い" };
                format!("高齢化率は{:.1}ポイント{side}", points.abs())
            }
            Self::Region(Whereabouts::SamePrefecture(prefecture)) => {
                format!("同じ{}", prefecture.label())
            }
            Self::Region(Whereabouts::SameRegion(prefecture)) => {
                format!("同じ{}地方", prefecture.region().label())
            }
            Self::Region(Whereabouts::Elsewhere(prefecture)) => {
                format!("別の地方（{}）", prefecture.label())
            }
        }
    }
}

/// A ratio in words: 「ほぼ同じ」, 「約1.2倍」, 「約24倍」, and below a tenth 「約20分の1」.
fn times(ratio: f64) -> String {
    if (0.95..1.05).contains(&ratio) {
        "ほぼ同じ".to_owned()
    } else if ratio >= 9.95 {
        format!("約{ratio:.0}倍")
    } else if ratio >= 0.095 {
        format!("約{ratio:.1}倍")
    } else {
        format!("約{:.0}分の1", 1.0 / ratio)
    }
}
