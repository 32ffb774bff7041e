//! `GET` the JSON and the CSV.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum::{Json, Router};
use serde::Serialize;

use super::App;
use super::fault::{self, Fault};
use super::overview_api;
use super::params::{self, Params};
use crate::export::{self, Format};
use crate::overview::source_text::{self, TextPage};
use crate::overview::sources::{self, SourceCases};
use crate::record::Case;
use crate::report::Report;
use crate::search::{FacetMap, Query, Results, Typeahead};

/// How many completions are given unless told, and at most.
const SUGGESTIONS: (usize, usize) = (8, 20);

/// The addresses under `/api/v1`, each with its handler; `openapi.json` describes
/// the same ones.
fn handlers() -> Vec<(&'static str, MethodRouter<App>)> {
    vec![
        ("/search", get(search)),
        ("/cases", get(cases)),
        ("/cases/{id}", get(case)),
        ("/suggest", get(suggest)),
        ("/facets", get(facets)),
        ("/sources", get(all_sources)),
        ("/sources/{id}", get(source)),
        ("/check", get(check)),
        ("/openapi.json", get(openapi)),
    ]
}

/// The API's router.
pub(super) fn routes() -> Router<App> {
    handlers()
        .into_iter()
        .chain(overview_api::handlers())
        .fold(Router::new(), |router, (path, handler)| {
            router.route(path, handler)
        })
        .layer(from_fn(fault::require_json))
}

/// `GET /api/v1/search`
async fn search(State(app): State<App>, params: Params) -> Result<Json<Results>, Fault> {
    let query = params.query(&app.engine)?;
    Ok(Json(app.search(query).await?))
}

/// A page of whole cases.
#[derive(Serialize)]
struct CasesResponse<'a> {
    query: &'a Query,
    total: usize,
    page: usize,
    per_page: usize,
    cases: Vec<&'a Case>,
}

/// `GET /api/v1/cases`
async fn cases(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    let query = params.query(&app.engine)?;
    let results = app.search(query).await?;
    let cases = listed(&app, &results)?;
    let response = CasesResponse {
        query: &results.query,
        total: results.total,
        page: results.query.page,
        per_page: results.query.per_page,
        cases: cases.iter().map(Arc::as_ref).collect(),
    };
    Ok(Json(response).into_response())
}

/// `GET /api/v1/cases/{id}`
async fn case(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Fault> {
    let case = app.engine.case(&id)?.ok_or(Fault::NoCase(id))?;
    Ok(Json(case.as_ref()).into_response())
}

#[derive(Serialize)]
struct SuggestResponse {
    suggestions: Vec<Typeahead>,
}

/// `GET /api/v1/suggest?q=…&limit=…`
async fn suggest(State(app): State<App>, params: Params) -> Result<Json<SuggestResponse>, Fault> {
    let (usual, most) = SUGGESTIONS;
    let limit = params.whole("limit", 1..=most)?.unwrap_or(usual);
    let typed = params.get("q").unwrap_or_default().to_owned();
    let suggestions = app
        .ask(move |engine| engine.suggest(&typed, limit))
        .await??;
    Ok(Json(SuggestResponse { suggestions }))
}

/// `GET /api/v1/facets`: the facets of a search alone.
async fn facets(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct FacetsResponse<'a> {
        query: &'a Query,
        total: usize,
        facets: FacetMap<'a>,
    }
    let query = params.query(&app.engine)?;
    let results = app.search(query).await?;
    let response = FacetsResponse {
        query: &results.query,
        total: results.total,
        facets: FacetMap(&results.facets),
    };
    Ok(Json(response).into_response())
}

#[derive(Serialize)]
struct SourcesResponse<'a> {
    sources: Vec<SourceCases<'a>>,
}

/// `GET /api/v1/sources`
async fn all_sources(State(app): State<App>) -> Response {
    let sources = sources::all(app.engine.sources(), app.engine.summaries());
    Json(SourcesResponse { sources }).into_response()
}

/// `GET /api/v1/sources/{id}`: a page of a source's text.
async fn source(
    State(app): State<App>,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct SourceResponse<'a> {
        source: SourceCases<'a>,
        #[serde(flatten)]
        text: TextPage<'a>,
    }
    let response = SourceResponse {
        source: SourceCases::new(params::source(&app.engine, &id)?, app.engine.summaries()),
        text: source_text::page(app.engine.text(&id), params.text_page()?),
    };
    Ok(Json(response).into_response())
}

/// `GET /api/v1/check`: the editor's report.
async fn check(State(app): State<App>) -> Json<Report> {
    Json(app.engine.report().clone())
}

/// `GET /api/v1/openapi.json`
async fn openapi() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/json")],
        include_str!("openapi.json"),
    )
}

/// `GET /export.csv`: every case of the filtered list, in its order.
pub(super) async fn export(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    let query = params.query(&app.engine)?;
    let body = app
        .ask(move |engine| {
            let mut body = Vec::new();
            let cases = engine.matching(&query)?;
            export::write(Format::Csv, cases, engine.sources(), &mut body).map_err(|error| {
                tracing::error!(%error, "the CSV cannot be written");
                Fault::Internal
            })?;
            Ok::<_, Fault>(body)
        })
        .await??;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"renkei.csv\"",
        ),
    ];
    Ok((headers, body).into_response())
}

/// The whole cases behind a page of hits.
fn listed(app: &App, results: &Results) -> Result<Vec<Arc<Case>>, Fault> {
    let hits = results.hits.iter();
    let cases = hits.filter_map(|hit| app.engine.case(&hit.case.id).transpose());
    Ok(cases.collect::<Result<_, _>>()?)
}

#[derive(Serialize)]
struct Health<'a> {
    status: &'static str,
    cases: usize,
    data: &'a str,
}

/// `GET /healthz`: the program runs.
pub(super) async fn healthz(State(app): State<App>) -> Response {
    Json(health(&app, "ok")).into_response()
}

/// `GET /readyz`: the index answers, and with every case.
pub(super) async fn readyz(State(app): State<App>) -> Result<Response, Fault> {
    let cases = app.engine.summaries().len();
    if app.search(Query::default()).await?.total != cases {
        return Err(Fault::NotReady);
    }
    Ok(Json(health(&app, "ready")).into_response())
}

fn health<'a>(app: &'a App, status: &'static str) -> Health<'a> {
    Health {
        status,
        cases: app.engine.summaries().len(),
        data: app.engine.edition(),
    }
}
