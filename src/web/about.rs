//! `GET` what the site is, how to use it and where its content comes from.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use maud::Markup;

use super::App;
use super::params::Params;
use crate::report::Report;
use crate::templates::{AboutPage, CheckPage, DictionaryPage, HelpPage, LicencesPage, shell};
use crate::views::about as sources;

/// `GET /help`
pub(super) async fn help(State(app): State<App>, params: Params) -> Markup {
    let visit = params.visit(&app);
    shell(&HelpPage, &visit)
}

/// `GET /about`
pub(super) async fn page(State(app): State<App>, params: Params) -> Markup {
    let visit = params.visit(&app);
    let engine = &app.engine;
    shell(
        &AboutPage {
            sources: sources::all(engine.sources(), engine.summaries()),
            cases: engine.summaries().len(),
            surveys: engine.surveys().len(),
            report: engine.report(),
        },
        &visit,
    )
}

/// `GET /about/check`
pub(super) async fn check(State(app): State<App>, params: Params) -> Markup {
    let visit = params.visit(&app);
    let engine = &app.engine;
    let report = engine.report();
    let doubted = report.sources.iter().flat_map(|source| &source.doubts);
    shell(
        &CheckPage {
            sources: engine.sources(),
            report,
            concerns: &app.concerns,
            cases: doubted
                .filter_map(|doubt| doubt.case.as_deref())
                .filter_map(|id| Some((id, engine.summary(id)?)))
                .collect::<HashMap<_, _>>(),
        },
        &visit,
    )
}

/// `GET /api/v1/check`: the editor's report.
pub(super) async fn check_json(State(app): State<App>) -> Json<Report> {
    Json(app.engine.report().clone())
}

/// `GET /about/dictionary`
pub(super) async fn dictionary(State(app): State<App>, params: Params) -> Markup {
    let visit = params.visit(&app);
    shell(
        &DictionaryPage {
            terms: crate::language::DICTIONARY_TERMS,
        },
        &visit,
    )
}

/// `GET /about/licences`
pub(super) async fn licences(State(app): State<App>, params: Params) -> Markup {
    let visit = params.visit(&app);
    shell(
        &LicencesPage {
            notices: include_str!(concat!(env!("OUT_DIR"), "/notices.txt")),
        },
        &visit,
    )
}

/// `GET /about/sbom.json`
pub(super) async fn sbom() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/vnd.cyclonedx+json")],
        include_str!(concat!(env!("OUT_DIR"), "/sbom.json")),
    )
}
