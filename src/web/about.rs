//! `GET` what the site is, how to use it and where its content comes from.

use std::collections::HashMap;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::Markup;

use super::ask::Ask;
use crate::report::Report;
use crate::templates::{AboutPage, CheckPage, DictionaryPage, HelpPage, LicencesPage};
use crate::views::about as sources;

/// `GET /help`
pub(super) async fn help(ask: Ask) -> Markup {
    ask.show(&HelpPage)
}

/// `GET /about`
pub(super) async fn page(ask: Ask) -> Markup {
    let engine = &ask.app.engine;
    ask.show(&AboutPage {
        sources: sources::all(engine.sources(), ask.cases()),
        cases: ask.cases().len(),
        surveys: engine.surveys().len(),
        report: engine.report(),
    })
}

/// `GET /about/check`
pub(super) async fn check(ask: Ask) -> Markup {
    let engine = &ask.app.engine;
    let report = engine.report();
    let doubted = report.sources.iter().flat_map(|source| &source.doubts);
    ask.show(&CheckPage {
        sources: engine.sources(),
        report,
        concerns: &ask.app.concerns,
        cases: doubted
            .filter_map(|doubt| doubt.case.as_deref())
            .filter_map(|id| Some((id, engine.summary(id)?)))
            .collect::<HashMap<_, _>>(),
    })
}

/// `GET /api/v1/check`: the editor's report.
#[utoipa::path(get, path = "/check", operation_id = "check",
    summary = "読み取りの点検結果",
    responses((status = 200, description = "件数、除いたもの、確かめが要るところ", body = Report)))]
pub(super) async fn check_json(ask: Ask) -> Response {
    Json(ask.app.engine.report()).into_response()
}

/// `GET /about/dictionary`
pub(super) async fn dictionary(ask: Ask) -> Markup {
    ask.show(&DictionaryPage {
        terms: crate::language::DICTIONARY_TERMS,
    })
}

/// `GET /about/licences`
pub(super) async fn licences(ask: Ask) -> Markup {
    ask.show(&LicencesPage {
        notices: include_str!(concat!(env!("OUT_DIR"), "/notices.txt")),
    })
}

/// `GET /about/sbom.json`
pub(super) async fn sbom() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/vnd.cyclonedx+json")],
        include_str!(concat!(env!("OUT_DIR"), "/sbom.json")),
    )
}
