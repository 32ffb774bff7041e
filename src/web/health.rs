//! `GET` whether the program runs and whether it answers.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::App;
use super::fault::Fault;
use crate::search::Query;

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
