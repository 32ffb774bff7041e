//! `GET /towns`, the comparable towns, and its JSON.

use axum::Json;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::fault::Fault;
use super::parameters;
use crate::address;
use crate::comparable::{Aspect, Degree, Profile, Ranked, Weights};
use crate::own_town::OwnTown;
use crate::record::{CaseSummary, MunicipalityRef, PrefectureRef};
use crate::statistics;
use crate::templates::TownsPage;
use crate::views::towns::{self, TownsQuery};

/// `GET /towns`
pub(super) async fn page(ask: Ask) -> Result<Markup, Fault> {
    let query = TownsQuery::from_pairs(ask.params.pairs())?;
    Ok(ask.show(&TownsPage {
        query: &query,
        answer: towns::answer(&query, ask.home(), ask.cases()),
        bands: ask.app.bands()?,
        picking: ask.picking(|visit| address::towns(&query, visit)),
    }))
}

/// One's own town, with the year of its figures.
#[derive(Serialize, ToSchema)]
struct TownEntry {
    prefecture: PrefectureRef,
    #[serde(flatten)]
    municipality: MunicipalityRef,
    year: u16,
    credit: &'static str,
}

impl From<&OwnTown> for TownEntry {
    fn from(town: &OwnTown) -> Self {
        Self {
            prefecture: town.municipality.prefecture.into(),
            municipality: (&town.municipality).into(),
            year: statistics::YEAR,
            credit: statistics::CREDIT,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct ComparableEntry<'a> {
    rank: usize,
    degree: Degree,
    closeness: f64,
    distance: f64,
    reasons: Vec<String>,
    missing: Vec<&'static str>,
    #[schema(required)]
    part: Option<&'a str>,
    /// Whose figures of which year were compared, in words.
    basis: String,
    figures: Profile,
    case: &'a CaseSummary,
}

impl<'a> ComparableEntry<'a> {
    fn new(place: usize, ranked: &Ranked<'a>) -> Self {
        let comparison = &ranked.comparison;
        Self {
            rank: place + 1,
            degree: comparison.degree(),
            closeness: (comparison.closeness() * 10.0).round() / 10.0,
            distance: comparison.distance,
            reasons: comparison.reasons(),
            missing: comparison
                .missing
                .iter()
                .copied()
                .map(Aspect::label)
                .collect(),
            part: ranked.town.part,
            basis: ranked.town.basis(),
            figures: ranked.town.profile,
            case: ranked.case,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(super) struct ComparableResponse<'a> {
    /// The own town, where one is told.
    #[schema(required)]
    town: Option<TownEntry>,
    /// The figures that were compared.
    own: Profile,
    weights: Weights,
    total: usize,
    /// Nearest first.
    cases: Vec<ComparableEntry<'a>>,
    /// Those of which no figure to compare is known.
    without_figures: Vec<&'a CaseSummary>,
}

/// `GET /api/v1/comparable`
#[utoipa::path(get, path = "/comparable", operation_id = "comparable",
    summary = "わが町に似た町",
    params(parameters::Home, parameters::Comparing),
    responses((status = 200, description = "近い順の事例と、その理由", body = ComparableResponse)))]
pub(super) async fn json(ask: Ask) -> Result<Response, Fault> {
    let query = TownsQuery::from_pairs(ask.params.pairs())?;
    let answer = towns::answer(&query, ask.home(), ask.cases());
    let response = ComparableResponse {
        town: ask.home().map(Into::into),
        own: answer.own,
        weights: query.weights,
        total: answer.ranking.ranked.len(),
        cases: answer
            .ranking
            .ranked
            .iter()
            .enumerate()
            .map(|(place, ranked)| ComparableEntry::new(place, ranked))
            .collect(),
        without_figures: answer.ranking.unmeasured,
    };
    Ok(Json(response).into_response())
}
