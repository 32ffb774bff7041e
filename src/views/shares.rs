//! How many of the cases of a class carry something: 3 of 7, 43 %. Tables of such
//! shares say the same of every class, however many cases it has.

use serde::Serialize;
use utoipa::ToSchema;

use crate::search::{FacetName, FacetValue, Range, Results};

/// A class of cases, such as a population band, and how many of them carry something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Share {
    /// The class as the facet has it, with how many of its cases carry it.
    #[serde(flatten)]
    pub class: FacetValue,
    /// How many cases the class has.
    pub of: usize,
    /// Where none of them carries it: the place in the row of the nearest class in
    /// which one does.
    #[serde(skip)]
    pub nearest: Option<usize>,
}

impl Share {
    /// In whole percent; none for a class without a case.
    pub fn percent(&self) -> Option<usize> {
        (self.of > 0).then(|| (200 * self.class.count + self.of) / (2 * self.of))
    }

    /// Its [`level`].
    pub fn level(&self) -> usize {
        level(self.class.count, self.of)
    }
}

/// The values of a facet with the counts of what is listed.
pub fn classes(results: &Results, name: FacetName) -> Vec<FacetValue> {
    let facet = results.facets.0.iter().find(|facet| facet.name == name);
    facet.map_or_else(Vec::new, |facet| facet.values.clone())
}

/// The level of a share: 0 for none, then 1 to 4 by quarters.
pub fn level(count: usize, of: usize) -> usize {
    if count == 0 || of == 0 {
        return 0;
    }
    (4 * count / of + 1).min(4)
}

/// The shares of the classes, `carrying` being counted among the cases at hand and
/// `all` among every case, both in the facet's order.
pub fn shares(carrying: Vec<FacetValue>, all: &[FacetValue]) -> Vec<Share> {
    let mut shares: Vec<Share> = carrying
        .into_iter()
        .map(|class| Share {
            of: all
                .iter()
                .find(|it| it.value == class.value)
                .map_or(0, |it| it.count),
            class,
            nearest: None,
        })
        .collect();
    let nearest: Vec<Option<usize>> = (0..shares.len())
        .map(|place| nearest(&shares, place))
        .collect();
    for (share, nearest) in shares.iter_mut().zip(nearest) {
        share.nearest = nearest;
    }
    shares
}

/// Classes that are ranges lie beside one another; others have no nearest.
fn nearest(shares: &[Share], from: usize) -> Option<usize> {
    let is_range = |place: usize| {
        let range = Range::parse(&shares.get(place)?.class.value)?;
        (range != Range::Unknown).then_some(())
    };
    is_range(from)?;
    let carried = |place: usize| shares.get(place).is_some_and(|it| it.class.count > 0);
    if carried(from) {
        return None;
    }
    (0..shares.len())
        .filter(|&place| carried(place) && is_range(place).is_some())
        .min_by_key(|&place| place.abs_diff(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(value: &str, count: usize) -> FacetValue {
        FacetValue {
            value: value.to_owned(),
            label: value.to_owned(),
            count,
            selected: false,
        }
    }

    fn row(carrying: &[(&str, usize, usize)]) -> Vec<Share> {
        let of = |of: fn(&(&str, usize, usize)) -> usize| -> Vec<FacetValue> {
            carrying.iter().map(|it| class(it.0, of(it))).collect()
        };
        shares(of(|it| it.1), &of(|it| it.2))
    }

    #[test]
    fn the_same_share_has_the_same_level_whatever_the_class() {
        let row = row(&[("-5000", 3, 7), ("5000-", 0, 9), ("unknown", 2, 2)]);
        let told: Vec<_> = row.iter().map(|it| (it.percent(), it.level())).collect();
        assert_eq!(told, [(Some(43), 2), (Some(0), 0), (Some(100), 4)]);
        let shares = [(1, 8), (2, 8), (3, 8), (4, 8), (6, 8), (8, 8)];
        let levels = shares.map(|(count, of)| {
            let of = [("-1", count, of)];
            self::row(&of)[0].level()
        });
        assert_eq!(levels, [1, 2, 2, 3, 4, 4]);
        assert_eq!(self::row(&[("-1", 0, 0)])[0].percent(), None);
    }

    #[test]
    fn an_empty_band_points_to_the_nearest_with_cases() {
        let bands = [
            ("-5000", 0, 1),
            ("5000-10000", 0, 2),
            ("10000-", 3, 4),
            ("unknown", 1, 1),
        ];
        let nearest: Vec<Option<usize>> = row(&bands).iter().map(|it| it.nearest).collect();
        assert_eq!(nearest, [Some(2), Some(2), None, None]);
    }

    #[test]
    fn what_nobody_carries_and_what_is_no_range_points_nowhere() {
        let bands = row(&[("-5000", 0, 1), ("5000-", 0, 1), ("unknown", 2, 2)]);
        assert!(bands.iter().all(|it| it.nearest.is_none()));
        let leads = row(&[("行政", 0, 1), ("医師会", 2, 2)]);
        assert!(leads.iter().all(|it| it.nearest.is_none()));
    }
}
