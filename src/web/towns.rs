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
use crate::comparable::{Aspect, Profile, Ranked, Weights};
use crate::gazetteer::Municipality;
use crate::record::{CaseSummary, MunicipalityRef, PrefectureRef};
use crate::search::{Filters, Range};
use crate::templates::{TownsPage, shell};
use crate::views::towns::{self, TownsQuery};

/// `GET /towns`
pub(super) async fn page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let query = TownsQuery::from_pairs(params.pairs())?;
    let visit = params.visit(&app);
    let bands = app.bands(Filters::default()).await?.1;
    Ok(shell(
        &TownsPage {
            query: &query,
            answer: towns::answer(&query, app.engine.summaries(), &app.gazetteer),
            bands: bands
                .into_iter()
                .filter(|band| Range::parse(&band.value) != Some(Range::Unknown))
                .collect(),
            picking: app.picking(&visit, |visit| address::towns(&query, visit)),
        },
        &visit,
    ))
}

/// A town to choose or the one that was found.
#[derive(Serialize)]
struct TownEntry {
    prefecture: PrefectureRef,
    #[serde(flatten)]
    municipality: MunicipalityRef,
}

impl From<&Municipality> for TownEntry {
    fn from(town: &Municipality) -> Self {
        Self {
            prefecture: town.prefecture.into(),
            municipality: town.into(),
        }
    }
}

#[derive(Serialize)]
struct ComparableEntry<'a> {
    rank: usize,
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
        choices: Vec<TownEntry>,
        own: Profile,
        weights: Weights,
        total: usize,
        cases: Vec<ComparableEntry<'a>>,
        without_figures: Vec<&'a CaseSummary>,
    }
    let query = TownsQuery::from_pairs(params.pairs())?;
    let answer = towns::answer(&query, app.engine.summaries(), &app.gazetteer);
    let response = ComparableResponse {
        town: answer.town.as_ref().map(|(town, _)| (*town).into()),
        choices: answer.choices.into_iter().map(Into::into).collect(),
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
