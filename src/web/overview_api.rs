//! `GET` the pages beside the search as JSON.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::overview::{compared, model, prefecture, sorting, topic};
use super::params::Params;
use crate::comparable::{Aspect, Profile, Ranked, Weights};
use crate::gazetteer::Municipality;
use crate::overview::diagram;
use crate::overview::models::{self, ModelCases};
use crate::overview::places::{self, PrefectureCases};
use crate::overview::survey;
use crate::overview::tables;
use crate::overview::topics::{self, Row};
use crate::overview::towns::{self, TownsQuery};
use crate::record::{Case, MunicipalityRef, Ordering, PrefectureRef, Record, Tag};
use crate::search::{CaseSummary, FacetValue};
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

fn summaries(cases: &[&Case]) -> Vec<CaseSummary> {
    cases.iter().map(|case| CaseSummary::from(*case)).collect()
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
struct ComparableEntry {
    rank: usize,
    closeness: f64,
    distance: f64,
    reasons: Vec<String>,
    missing: Vec<&'static str>,
    part: Option<String>,
    figures: Profile,
    case: CaseSummary,
}

impl ComparableEntry {
    fn new(place: usize, ranked: &Ranked) -> Self {
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
            part: ranked.part.map(str::to_owned),
            figures: ranked.profile,
            case: CaseSummary::from(ranked.case),
        }
    }
}

/// `GET /api/v1/comparable`
async fn comparable(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct ComparableResponse {
        town: Option<TownEntry>,
        choices: Vec<TownEntry>,
        own: Profile,
        weights: Weights,
        total: usize,
        cases: Vec<ComparableEntry>,
        without_figures: Vec<CaseSummary>,
    }
    let query = TownsQuery::from_pairs(params.pairs())?;
    let answer = towns::answer(&query, &app.engine.collection().cases, &app.gazetteer);
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
        without_figures: summaries(&answer.ranking.unmeasured),
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
    let regions = places::by_region(&app.engine.collection().cases)
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
    struct PrefectureResponse {
        #[serde(flatten)]
        own: PrefectureEntry,
        cases: Vec<CaseSummary>,
        neighbours: Vec<PrefectureEntry>,
    }
    let prefecture = prefecture(&code)?;
    let cases = &app.engine.collection().cases;
    let own = places::in_prefecture(cases, prefecture);
    let response = PrefectureResponse {
        cases: summaries(&own.cases),
        own: (&own).into(),
        neighbours: places::neighbours(prefecture)
            .into_iter()
            .map(|it| (&places::in_prefecture(cases, it)).into())
            .collect(),
    };
    Ok(Json(response).into_response())
}

/// A case with the tag that it carries a model by.
#[derive(Serialize)]
struct CarrierEntry<'a> {
    #[serde(flatten)]
    tag: &'a Tag<Model>,
    case: CaseSummary,
}

#[derive(Serialize)]
struct ModelEntry<'a> {
    code: Model,
    label: &'static str,
    tree: &'static str,
    summary: &'static str,
    count: usize,
    printed: Vec<CarrierEntry<'a>>,
    inferred: Vec<CarrierEntry<'a>>,
}

impl<'a> From<ModelCases<'a>> for ModelEntry<'a> {
    fn from(it: ModelCases<'a>) -> Self {
        let carriers = |carriers: &[models::Carrier<'a>]| {
            carriers
                .iter()
                .map(|carrier| CarrierEntry {
                    tag: carrier.tag,
                    case: CaseSummary::from(carrier.case),
                })
                .collect()
        };
        Self {
            code: it.model,
            label: it.model.label(),
            tree: it.model.tree().label(),
            summary: diagram::diagram(it.model).summary,
            count: it.count(),
            printed: carriers(&it.printed),
            inferred: carriers(&it.inferred),
        }
    }
}

/// `GET /api/v1/models`
async fn all_models(State(app): State<App>) -> Response {
    #[derive(Serialize)]
    struct ModelsResponse<'a> {
        models: Vec<ModelEntry<'a>>,
    }
    let models = models::all(&app.engine.collection().cases)
        .into_iter()
        .map(Into::into)
        .collect();
    Json(ModelsResponse { models }).into_response()
}

/// `GET /api/v1/models/{code}`
async fn one_model(State(app): State<App>, Path(code): Path<String>) -> Result<Response, Fault> {
    let entry = models::of_model(&app.engine.collection().cases, model(&code)?);
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
    let cases: Vec<PartEntry> = topics::parts(&app.engine.collection().cases, topic, &chosen)
        .into_iter()
        .map(|part| PartEntry {
            basis: part.evidence.basis,
            evidence: part.evidence.words,
            lines: part.evidence.lines,
            devices: part.devices,
            case: CaseSummary::from(part.case),
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
        cases: Vec<CaseSummary>,
        orderings: &'a [Ordering],
    }
    let sorting = sorting(&params)?;
    let collection = app.engine.collection();
    let response = TablesResponse {
        sort: sorting.to_string(),
        cases: summaries(&tables::sorted(&collection.cases, sorting)),
        orderings: &collection.orderings,
    };
    Ok(Json(response).into_response())
}

/// `GET /api/v1/survey`
async fn surveys(State(app): State<App>) -> Response {
    #[derive(Serialize)]
    struct SurveyResponse<'a> {
        surveys: Vec<&'a Case>,
    }
    let surveys = survey::surveys(&app.engine.collection().cases)
        .into_iter()
        .map(|survey| survey.case)
        .collect();
    Json(SurveyResponse { surveys }).into_response()
}

/// `GET /api/v1/compare?case=…&case=…`
async fn compare(State(app): State<App>, params: Params) -> Response {
    #[derive(Serialize)]
    struct CompareResponse<'a> {
        cases: Vec<&'a Case>,
        left_out: Vec<CaseSummary>,
        unknown: Vec<String>,
    }
    let asked = compared(&params, &app.engine);
    Json(CompareResponse {
        cases: asked.cases,
        left_out: summaries(&asked.left_out),
        unknown: asked.unknown,
    })
    .into_response()
}
