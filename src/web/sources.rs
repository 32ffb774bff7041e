//! `GET /sources/{id}`, a source's text as read, and the JSON of the sources.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::params::{self, Params};
use crate::templates::{SourcePage, shell};
use crate::views::about::{self as sources, SourceCases};
use crate::views::source::{self as source_text, TextPage};

/// `GET /sources/{id}`
pub(super) async fn page(
    State(app): State<App>,
    Path(id): Path<String>,
    params: Params,
) -> Result<Markup, Fault> {
    let engine = &app.engine;
    let source = params::source(engine, &id)?;
    let reports = &engine.report().sources;
    let report = reports.iter().find(|report| report.source == id);
    let visit = params.visit(&app);
    Ok(shell(
        &SourcePage {
            source,
            text: source_text::page(engine.text(&id), params.text_page()?),
            withheld: report
                .map(|report| report.withheld.clone())
                .unwrap_or_default(),
        },
        &visit,
    ))
}

#[derive(Serialize)]
struct SourcesResponse<'a> {
    sources: Vec<SourceCases<'a>>,
}

/// `GET /api/v1/sources`
pub(super) async fn json(State(app): State<App>) -> Response {
    let sources = sources::all(app.engine.sources(), app.engine.summaries());
    Json(SourcesResponse { sources }).into_response()
}

/// `GET /api/v1/sources/{id}`: a page of a source's text.
pub(super) async fn one_json(
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
