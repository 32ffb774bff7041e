//! `GET /towns`, the comparable towns, and its JSON.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::params::Params;
use crate::address;
use crate::comparable::{Aspect, Degree, Profile, Ranked, Weights};
use crate::own_town::OwnTown;
use crate::record::{CaseSummary, MunicipalityRef, PrefectureRef};
use crate::search::{Filters, Range};
use crate::statistics;
use crate::templates::{TownsPage, shell};
use crate::views::towns::{self, TownsQuery};

/// `GET /towns`
pub(super) async fn page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let query = TownsQuery::from_pairs(params.pairs())?;
    let visit = params.visit(&app);
    let bands = app.bands(Filters::default())?.1;
    Ok(shell(
        &TownsPage {
            query: &query,
            answer: towns::answer(&query, visit.home.as_deref(), app.engine.summaries()),
            bands: bands
                .into_iter()
                .filter(|band| Range::parse(&band.value) != Some(Range::Unknown))
                .collect(),
            picking: app.picking(&visit, |visit| address::towns(&query, visit)),
        },
        &visit,
    ))
}

/// One's own town, with the year of its figures.
#[derive(Serialize)]
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

#[derive(Serialize)]
struct ComparableEntry<'a> {
    rank: usize,
    degree: Degree,
    closeness: f64,
    distance: f64,
    reasons: Vec<String>,
    missing: Vec<&'static str>,
    part: Option<&'a str>,
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
            part: ranked.part,
            figures: ranked.profile,
            case: ranked.case,
        }
    }
}

/// `GET /api/v1/comparable`
pub(super) async fn json(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct ComparableResponse<'a> {
        town: Option<TownEntry>,
        own: Profile,
        weights: Weights,
        total: usize,
        cases: Vec<ComparableEntry<'a>>,
        without_figures: Vec<&'a CaseSummary>,
    }
    let query = TownsQuery::from_pairs(params.pairs())?;
    let home = params.visit(&app).home;
    let answer = towns::answer(&query, home.as_deref(), app.engine.summaries());
    let response = ComparableResponse {
        town: home.as_deref().map(Into::into),
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
