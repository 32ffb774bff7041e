//! `GET` the pages beside the search as JSON.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::overview::{compared, in_bands, model, of_models, prefecture, sorting, topic};
use super::params::Params;
use crate::comparable::{Aspect, Profile, Ranked, Weights};
use crate::gazetteer::Municipality;
use crate::overview::diagram;
use crate::overview::models::{self, Carrier, ModelCases};
use crate::overview::places::{self, PrefectureCases};
use crate::overview::tables;
use crate::overview::topics::{self, Row};
use crate::overview::towns::{self, TownsQuery};
use crate::record::{Case, CaseSummary, MunicipalityRef, Ordering, PrefectureRef, Record, Survey};
use crate::search::FacetValue;
use crate::vocabulary::{Basis, Model};

/// The addresses under `/api/v1`, each with its handler.
pub(super) fn handlers() -> Vec<(&'static str, MethodRouter<App>)> {
    vec![
        ("/comparable", get(comparable)),
        ("/prefectures", get(all_prefectures)),
        ("/prefectures/{code}", get(one_prefecture)),
        ("/models", get(all_models)),
        ("/models/{code}", get(one_model)),
        ("/items", get(all_topics)),
        ("/items/{code}", get(one_topic)),
        ("/tables", get(all_tables)),
        ("/survey", get(surveys)),
        ("/compare", get(compare)),
    ]
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
async fn comparable(State(app): State<App>, params: Params) -> Result<Response, Fault> {
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

#[derive(Serialize)]
struct PrefectureEntry {
    #[serde(flatten)]
    prefecture: PrefectureRef,
    count: usize,
}

impl From<&PrefectureCases<'_>> for PrefectureEntry {
    fn from(it: &PrefectureCases) -> Self {
        Self {
            prefecture: it.prefecture.into(),
            count: it.cases.len(),
        }
    }
}

/// `GET /api/v1/prefectures`
async fn all_prefectures(State(app): State<App>) -> Response {
    #[derive(Serialize)]
    struct RegionEntry {
        code: &'static str,
        name: &'static str,
        count: usize,
        prefectures: Vec<PrefectureEntry>,
    }
    #[derive(Serialize)]
    struct PrefecturesResponse {
        regions: Vec<RegionEntry>,
    }
    let regions = places::by_region(app.engine.summaries())
        .iter()
        .map(|it| RegionEntry {
            code: it.region.code(),
            name: it.region.label(),
            count: it.count(),
            prefectures: it.prefectures.iter().map(Into::into).collect(),
        })
        .collect();
    Json(PrefecturesResponse { regions }).into_response()
}

/// `GET /api/v1/prefectures/{code}`
async fn one_prefecture(
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct PrefectureResponse<'a> {
        #[serde(flatten)]
        own: PrefectureEntry,
        cases: Vec<&'a CaseSummary>,
        neighbours: Vec<PrefectureEntry>,
    }
    let prefecture = prefecture(&code)?;
    let cases = app.engine.summaries();
    let own = places::in_prefecture(cases, prefecture);
    let response = PrefectureResponse {
        own: (&own).into(),
        cases: own.cases,
        neighbours: places::neighbours(prefecture)
            .into_iter()
            .map(|it| (&places::in_prefecture(cases, it)).into())
            .collect(),
    };
    Ok(Json(response).into_response())
}

#[derive(Serialize)]
struct ModelEntry<'a> {
    code: Model,
    label: &'static str,
    tree: &'static str,
    summary: &'static str,
    count: usize,
    printed: Vec<Carrier<'a>>,
    inferred: Vec<Carrier<'a>>,
}

impl<'a> From<ModelCases<'a>> for ModelEntry<'a> {
    fn from(it: ModelCases<'a>) -> Self {
        Self {
            code: it.model,
            label: it.model.label(),
            tree: it.model.tree().label(),
            summary: diagram::diagram(it.model).summary,
            count: it.count(),
            printed: it.printed,
            inferred: it.inferred,
        }
    }
}

/// `GET /api/v1/models`
async fn all_models(State(app): State<App>) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct ModelsResponse<'a> {
        models: Vec<ModelEntry<'a>>,
    }
    let cases = app.cases(of_models(Model::ALL)).await?;
    let models = models::all(&cases).into_iter().map(Into::into).collect();
    Ok(Json(ModelsResponse { models }).into_response())
}

/// `GET /api/v1/models/{code}`
async fn one_model(State(app): State<App>, Path(code): Path<String>) -> Result<Response, Fault> {
    let model = model(&code)?;
    let cases = app.cases(of_models(&[model])).await?;
    let entry = models::of_model(&cases, model);
    Ok(Json(ModelEntry::from(entry)).into_response())
}

#[derive(Serialize)]
struct TopicEntry {
    code: &'static str,
    label: &'static str,
    facet: &'static str,
    count: usize,
    pop: Vec<FacetValue>,
}

impl From<Row> for TopicEntry {
    fn from(row: Row) -> Self {
        Self {
            code: row.topic.code(),
            label: row.topic.label(),
            facet: row.topic.facet().parameter(),
            count: row.total,
            pop: row.cells.into_iter().map(|cell| cell.band).collect(),
        }
    }
}

/// `GET /api/v1/items`
async fn all_topics(State(app): State<App>) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct TopicsResponse {
        items: Vec<TopicEntry>,
    }
    let items = app
        .topic_rows()
        .await?
        .into_iter()
        .map(Into::into)
        .collect();
    Ok(Json(TopicsResponse { items }).into_response())
}

/// `GET /api/v1/items/{code}`
async fn one_topic(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct PartEntry<'a> {
        basis: Basis,
        evidence: &'a str,
        lines: [usize; 2],
        devices: Vec<&'a Record>,
        case: CaseSummary,
    }
    #[derive(Serialize)]
    struct TopicResponse<'a> {
        #[serde(flatten)]
        topic: TopicEntry,
        total: usize,
        cases: Vec<PartEntry<'a>>,
    }
    let topic = topic(&code)?;
    let chosen = params.query(&app.engine)?.filters.pop;
    let (total, bands) = app.bands(topic.filters()).await?;
    let whole = app.cases(in_bands(topic, &chosen)).await?;
    let cases: Vec<PartEntry> = topics::parts(&whole, topic)
        .into_iter()
        .map(|part| PartEntry {
            basis: part.evidence.basis,
            evidence: part.evidence.words,
            lines: part.evidence.origin.lines,
            devices: part.devices,
            case: part.case,
        })
        .collect();
    let response = TopicResponse {
        topic: Row::new(topic, total, bands).into(),
        total: cases.len(),
        cases,
    };
    Ok(Json(response).into_response())
}

/// `GET /api/v1/tables`
async fn all_tables(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct TablesResponse<'a> {
        sort: String,
        cases: Vec<&'a CaseSummary>,
        orderings: &'a [Ordering],
    }
    let sorting = sorting(&params)?;
    let response = TablesResponse {
        sort: sorting.to_string(),
        cases: tables::sorted(app.engine.summaries(), sorting),
        orderings: app.engine.orderings(),
    };
    Ok(Json(response).into_response())
}

/// `GET /api/v1/survey`
async fn surveys(State(app): State<App>) -> Response {
    #[derive(Serialize)]
    struct SurveyResponse<'a> {
        surveys: &'a [Survey],
    }
    let surveys = app.engine.surveys();
    Json(SurveyResponse { surveys }).into_response()
}

/// `GET /api/v1/compare?case=…&case=…`
async fn compare(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct CompareResponse<'a> {
        cases: Vec<&'a Case>,
        left_out: Vec<&'a CaseSummary>,
        unknown: Vec<String>,
    }
    let asked = compared(&params, &app.engine)?;
    let response = CompareResponse {
        cases: asked.cases.iter().map(Arc::as_ref).collect(),
        left_out: asked.left_out,
        unknown: asked.unknown,
    };
    Ok(Json(response).into_response())
}
