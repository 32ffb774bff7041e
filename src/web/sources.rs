//! `GET /sources/{id}`, a source's text as read, and the JSON of the sources.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::fault::Fault;
use super::{parameters, params};
use crate::templates::SourcePage;
use crate::views::about::{self as sources, SourceCases};
use crate::views::source::{self as source_text, TextPage};

/// `GET /sources/{id}`
pub(super) async fn page(ask: Ask, Path(id): Path<String>) -> Result<Markup, Fault> {
    let engine = &ask.app.engine;
    let source = params::source(engine, &id)?;
    let reports = &engine.report().sources;
    let report = reports.iter().find(|report| report.source == id);
    Ok(ask.show(&SourcePage {
        source,
        text: source_text::page(engine.text(&id), ask.params.text_page()?),
        withheld: report
            .map(|report| report.withheld.clone())
            .unwrap_or_default(),
    }))
}

#[derive(Serialize, ToSchema)]
pub(super) struct SourcesResponse<'a> {
    sources: Vec<SourceCases<'a>>,
}

/// `GET /api/v1/sources`
#[utoipa::path(get, path = "/sources", operation_id = "sources",
    summary = "資料の一覧",
    responses((status = 200, description = "資料と利用条件", body = SourcesResponse)))]
pub(super) async fn json(ask: Ask) -> Response {
    let sources = sources::all(ask.app.engine.sources(), ask.cases());
    Json(SourcesResponse { sources }).into_response()
}

#[derive(Serialize, ToSchema)]
pub(super) struct SourceResponse<'a> {
    source: SourceCases<'a>,
    #[serde(flatten)]
    text: TextPage<'a>,
}

/// `GET /api/v1/sources/{id}`: a page of a source's text.
#[utoipa::path(get, path = "/sources/{id}", operation_id = "source",
    summary = "資料の原文。公表しないと定められている行は空",
    params(("id" = String, Path, description = "資料の番号（/sources の id）"), parameters::TextLines),
    responses((status = 200, description = "原文の1ページ", body = SourceResponse)))]
pub(super) async fn one_json(ask: Ask, Path(id): Path<String>) -> Result<Response, Fault> {
    let engine = &ask.app.engine;
    let response = SourceResponse {
        source: SourceCases::new(params::source(engine, &id)?, ask.cases()),
        text: source_text::page(engine.text(&id), ask.params.text_page()?),
    };
    Ok(Json(response).into_response())
}
