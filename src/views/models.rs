//! Cases by connection model, with the words that support it.

pub mod diagram;

use std::sync::Arc;

use serde::Serialize;
use utoipa::ToSchema;

use super::items::Evidence;
use super::shares::{Share, classes, shares};
use crate::own_town::OwnTown;
use crate::record::{Case, CaseSummary, Tag};
use crate::search::{Engine, FacetName, Filters, Query, SearchError};
use crate::vocabulary::{Basis, Model};

/// A model with the cases that carry it.
#[derive(Clone, Debug)]
pub struct ModelCases<'a> {
    /// The model.
    pub model: Model,
    /// The regions that the report itself lists under it.
    pub printed: Vec<Carrier<'a>>,
    /// The write-ups that describe the same in their own words.
    pub inferred: Vec<Carrier<'a>>,
}

/// A model with its shares of the cases of each size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Sizes {
    /// The model.
    pub model: Model,
    /// By population band.
    pub shares: Vec<Share>,
}

/// Every model with its shares of the cases of each size.
pub fn sizes(engine: &Engine) -> Result<Vec<Sizes>, SearchError> {
    let counted = |filters| {
        let query = Query {
            filters,
            per_page: 1,
            ..Query::default()
        };
        let results = engine.search(&query)?;
        Ok::<_, SearchError>(classes(&results, FacetName::Pop))
    };
    let all = counted(Filters::default())?;
    let of = |&model: &Model| {
        let shares = shares(counted(carrying(&[model]))?, &all);
        Ok(Sizes { model, shares })
    };
    Model::ALL.iter().map(of).collect()
}

/// The filter for the cases that carry one of these models.
pub fn carrying(models: &[Model]) -> Filters {
    Filters::of(FacetName::Model, models)
}

/// A case with the tag that it carries a model by.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Carrier<'a> {
    /// The case's tag.
    #[serde(flatten)]
    pub tag: &'a Tag<Model>,
    /// The case in short.
    pub case: CaseSummary,
    /// The words that the tag stands on.
    #[serde(skip)]
    pub evidence: Evidence<'a>,
}

impl ModelCases<'_> {
    /// How many cases carry the model.
    pub fn count(&self) -> usize {
        self.printed.len() + self.inferred.len()
    }

    /// The same, nearest to the own town first; without one the smallest first, those
    /// that print no population last.
    #[must_use]
    pub fn in_order(mut self, home: Option<&OwnTown>) -> Self {
        for carriers in [&mut self.printed, &mut self.inferred] {
            carriers.sort_by_key(|it| {
                let population = it.case.population.as_ref();
                population.map_or(u64::MAX, |fact| fact.value)
            });
            OwnTown::nearest_first(home, carriers, |it| &it.case);
        }
        self
    }
}

/// A model's cases among these.
pub fn of_model(cases: &[Arc<Case>], model: Model) -> ModelCases<'_> {
    let (printed, inferred) = cases
        .iter()
        .filter_map(|case| {
            let tag = case.models.iter().find(|tag| tag.code == model)?;
            Some(Carrier {
                tag,
                evidence: Evidence::of(case, tag),
                case: CaseSummary::from(case.as_ref()),
            })
        })
        .partition(|carrier| carrier.tag.basis == Basis::Printed);
    ModelCases {
        model,
        printed,
        inferred,
    }
}

/// Every model with its cases, in the report's order.
pub fn all<'a>(cases: &'a [Arc<Case>], home: Option<&OwnTown>) -> Vec<ModelCases<'a>> {
    Model::ALL
        .iter()
        .map(|&model| of_model(cases, model).in_order(home))
        .collect()
}
