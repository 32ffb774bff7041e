//! 事業項目 and 場面 by size and by who leads, and what each case did about one of them.

use std::sync::Arc;

use super::shares::{Share, classes, shares};
use crate::record::{Case, CaseSummary, Origin, Record, Tag};
use crate::search::{Engine, FacetName, FacetValue, Filters, Query, SearchError, Sort};
use crate::vocabulary::{Basis, Item, Phase, RecordKind, Scene};

/// How many cases a page of a topic shows.
pub const PER_PAGE: usize = 10;

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

    /// Where an item stands in the frame of 2021; the scenes run through all of it.
    pub const fn phase(self) -> Option<Phase> {
        match self {
            Self::Item(item) => Some(item.phase()),
            Self::Scene(_) => None,
        }
    }

    /// The facet that the topic is a value of.
    pub const fn facet(self) -> FacetName {
        match self {
            Self::Item(_) => FacetName::Item,
            Self::Scene(_) => FacetName::Scene,
        }
    }

    /// The query with the topic for one more filter.
    #[must_use]
    pub fn narrow(self, query: &Query) -> Query {
        let mut query = query.clone();
        let code = match self {
            Self::Item(item) => item.code(),
            Self::Scene(scene) => scene.code(),
        };
        query.filters = query.filters.and(Filters::of(self.facet(), [code]));
        query
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

/// A topic with its shares of the cases of each size and of each body that leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The topic.
    pub topic: Topic,
    /// How many cases are about it.
    pub total: usize,
    /// By population band.
    pub sizes: Vec<Share>,
    /// By who leads.
    pub leads: Vec<Share>,
}

/// Every topic with its shares of every class of the cases.
pub fn rows(engine: &Engine) -> Result<Vec<Row>, SearchError> {
    let every = Query {
        per_page: 1,
        ..Query::default()
    };
    let all = engine.search(&every)?;
    let (of_sizes, of_leads) = (
        classes(&all, FacetName::Pop),
        classes(&all, FacetName::Lead),
    );
    let row = |topic: Topic| {
        let results = engine.search(&topic.narrow(&every))?;
        Ok(Row {
            topic,
            total: results.total,
            sizes: shares(classes(&results, FacetName::Pop), &of_sizes),
            leads: shares(classes(&results, FacetName::Lead), &of_leads),
        })
    };
    Topic::all().map(row).collect()
}

/// A page of the cases that are about a topic.
#[derive(Clone, Debug)]
pub struct TopicCases {
    /// The topic.
    pub topic: Topic,
    /// What they are narrowed and ordered by.
    pub query: Query,
    /// How many there are on all pages.
    pub total: usize,
    /// By population band.
    pub sizes: Vec<FacetValue>,
    /// By who leads.
    pub leads: Vec<FacetValue>,
    /// The page's cases.
    pub cases: Vec<Arc<Case>>,
}

impl TopicCases {
    /// The number of the last page.
    pub fn last(&self) -> usize {
        self.total.div_ceil(PER_PAGE)
    }

    /// What the page's cases did about the topic.
    pub fn parts(&self) -> Vec<Part<'_>> {
        parts(&self.cases, self.topic)
    }
}

/// A page of a topic's cases: the nearest to the own town or the smallest first, unless
/// the query tells another order.
pub fn of_topic(engine: &Engine, topic: Topic, query: Query) -> Result<TopicCases, SearchError> {
    let asked = Query {
        sort: match query.sort {
            Sort::Relevance if query.home.is_none() => Sort::PopulationAsc,
            sort => sort,
        },
        per_page: PER_PAGE,
        ..topic.narrow(&query)
    };
    let results = engine.search(&asked)?;
    let hits = results.hits.iter();
    let cases: Result<Vec<_>, _> = hits.map(|hit| engine.case(&hit.case.id)).collect();
    Ok(TopicCases {
        topic,
        query,
        total: results.total,
        sizes: classes(&results, FacetName::Pop),
        leads: classes(&results, FacetName::Lead),
        cases: cases?.into_iter().flatten().collect(),
    })
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

/// What the cases did about a topic, in their order; those that are not about it are
/// left out.
fn parts(cases: &[Arc<Case>], topic: Topic) -> Vec<Part<'_>> {
    cases
        .iter()
        .filter_map(|case| {
            Some(Part {
                case: CaseSummary::from(case.as_ref()),
                evidence: topic.evidence(case)?,
                devices: devices(case, topic),
            })
        })
        .collect()
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

    #[test]
    fn topics_are_named_by_their_codes() {
        assert_eq!(Topic::all().count(), 12);
        for topic in Topic::all() {
            assert_eq!(Topic::from_code(topic.code()), Some(topic));
        }
        assert_eq!(Topic::from_code("ケ"), None);
    }
}
