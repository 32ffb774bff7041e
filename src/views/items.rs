//! 事業項目 and 場面 over population bands, and what each case did about one of them.

use std::sync::Arc;

use crate::own_town::OwnTown;
use crate::record::{Case, CaseSummary, Origin, Record, Tag};
use crate::search::{FacetName, FacetValue, Filters, Range};
use crate::vocabulary::{Basis, Item, RecordKind, Scene};

/// What a case is about: an item of the project or a scene of care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// 事業項目
    Item(Item),
    /// 場面
    Scene(Scene),
}

impl Topic {
    /// Every topic, items first.
    pub fn all() -> impl Iterator<Item = Self> {
        let items = Item::ALL.iter().copied().map(Self::Item);
        items.chain(Scene::ALL.iter().copied().map(Self::Scene))
    }

    /// The topic with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Item::from_code(code)
            .map(Self::Item)
            .or_else(|| Scene::from_code(code).map(Self::Scene))
    }

    /// The code, as it stands in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Item(item) => item.code(),
            Self::Scene(scene) => scene.code(),
        }
    }

    /// The words that the page shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Item(item) => item.label(),
            Self::Scene(scene) => scene.label(),
        }
    }

    /// The facet that the topic is a value of.
    pub const fn facet(self) -> FacetName {
        match self {
            Self::Item(_) => FacetName::Item,
            Self::Scene(_) => FacetName::Scene,
        }
    }

    /// The filter for cases about the topic.
    pub fn filters(self) -> Filters {
        let mut filters = Filters::default();
        match self {
            Self::Item(item) => filters.item.push(item),
            Self::Scene(scene) => filters.scene.push(scene),
        }
        filters
    }

    /// The evidence that a case is about the topic.
    pub fn evidence(self, case: &Case) -> Option<Evidence<'_>> {
        match self {
            Self::Item(item) => Evidence::find(case, &case.items, &item),
            Self::Scene(scene) => Evidence::find(case, &case.scenes, &scene),
        }
    }
}

/// The words that a tag stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// Whether the document says so itself.
    pub basis: Basis,
    /// The document's own words.
    pub words: &'a str,
    /// Where they stand.
    pub origin: Origin<'a>,
}

impl<'a> Evidence<'a> {
    /// The evidence of a case's tag.
    pub fn of<T>(case: &'a Case, tag: &'a Tag<T>) -> Self {
        Self {
            basis: tag.basis,
            words: &tag.evidence,
            origin: case.origin(tag.lines),
        }
    }

    fn find<T: PartialEq>(case: &'a Case, tags: &'a [Tag<T>], code: &T) -> Option<Self> {
        let tag = tags.iter().find(|tag| tag.code == *code)?;
        Some(Self::of(case, tag))
    }
}

/// A topic over the population bands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The topic.
    pub topic: Topic,
    /// How many cases are about it.
    pub total: usize,
    /// One for each band.
    pub cells: Vec<Cell>,
}

/// A topic in a population band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The band, as the facet has it.
    pub band: FacetValue,
    /// Where the band has no case: the place in the row of the nearest that has.
    pub nearest: Option<usize>,
}

impl Row {
    /// A row from the counts of the population facet among the topic's cases.
    pub fn new(topic: Topic, total: usize, bands: Vec<FacetValue>) -> Self {
        let counts: Vec<usize> = bands.iter().map(|band| band.count).collect();
        let measured: Vec<bool> = bands
            .iter()
            .map(|band| Range::parse(&band.value) != Some(Range::Unknown))
            .collect();
        let nearest = |from: usize| {
            (0..counts.len())
                .filter(|&place| counts[place] > 0 && measured[place])
                .min_by_key(|&place| place.abs_diff(from))
        };
        let cells = bands
            .into_iter()
            .enumerate()
            .map(|(place, band)| Cell {
                nearest: (band.count == 0 && measured[place])
                    .then(|| nearest(place))
                    .flatten(),
                band,
            })
            .collect();
        Self {
            topic,
            total,
            cells,
        }
    }
}

/// A case's part in a topic.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// The case in short.
    pub case: CaseSummary,
    /// Why it is listed.
    pub evidence: Evidence<'a>,
    /// Its 工夫: those about the topic where the document says so, else all of them.
    pub devices: Vec<&'a Record>,
}

/// What the cases did about a topic, nearest to the own town first, where one is known;
/// those that are not about it are left out.
pub fn parts<'a>(cases: &'a [Arc<Case>], topic: Topic, home: Option<&OwnTown>) -> Vec<Part<'a>> {
    let mut parts: Vec<Part> = cases
        .iter()
        .filter_map(|case| {
            Some(Part {
                case: CaseSummary::from(case.as_ref()),
                evidence: topic.evidence(case)?,
                devices: devices(case, topic),
            })
        })
        .collect();
    OwnTown::nearest_first(home, &mut parts, |part| &part.case);
    parts
}

fn devices(case: &Case, topic: Topic) -> Vec<&Record> {
    let all = || {
        case.records
            .iter()
            .filter(|record| record.kind == RecordKind::Devices && !record.text.is_empty())
    };
    if let Topic::Item(item) = topic {
        let about: Vec<&Record> = all()
            .filter(|record| record.items.contains(&item))
            .collect();
        if !about.is_empty() {
            return about;
        }
    }
    all().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(value: &str, count: usize) -> FacetValue {
        FacetValue {
            value: value.to_owned(),
            label: value.to_owned(),
            count,
            selected: false,
        }
    }

    #[test]
    fn an_empty_band_points_to_the_nearest_with_cases() {
        let bands = vec![
            band("-5000", 0),
            band("5000-10000", 0),
            band("10000-", 3),
            band("unknown", 1),
        ];
        let row = Row::new(Topic::Item(Item::Issues), 4, bands);
        let nearest: Vec<Option<usize>> = row.cells.iter().map(|cell| cell.nearest).collect();
        assert_eq!(nearest, [Some(2), Some(2), None, None]);
    }

    #[test]
    fn a_topic_nobody_treats_points_nowhere() {
        let bands = vec![band("-5000", 0), band("5000-", 0), band("unknown", 2)];
        let row = Row::new(Topic::Scene(Scene::Emergency), 2, bands);
        assert!(row.cells.iter().all(|cell| cell.nearest.is_none()));
    }

    #[test]
    fn topics_are_named_by_their_codes() {
        assert_eq!(Topic::all().count(), 12);
        for topic in Topic::all() {
            assert_eq!(Topic::from_code(topic.code()), Some(topic));
        }
        assert_eq!(Topic::from_code("ケ"), None);
    }
}
