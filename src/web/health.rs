//! `GET` whether the program runs and whether what it answers can be trusted.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;

use super::App;
use crate::search::Engine;

#[derive(Serialize)]
struct Health<'a> {
    status: &'static str,
    version: &'static str,
    cases: usize,
    data: &'a str,
    /// What the maintainer must look at.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    reasons: &'a [String],
}

/// The addresses for those who watch over the program. They answer in one form,
/// errors too.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
}

/// `GET /healthz`: the program runs.
async fn healthz(State(app): State<App>) -> Response {
    Json(health(&app, "ok", &[])).into_response()
}

/// `GET /readyz`: the index is whole as far as a sample tells, it answers a real
/// query, and there is nothing that the maintainer must look at.
async fn readyz(State(app): State<App>) -> Response {
    let mut reasons = app.concerns.to_vec();
    match app.ask(Engine::prove_a_part).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            tracing::error!(%error, "the index in use is damaged");
            reasons.push(error.to_string());
        }
        Err(_) => reasons.push("no question is answered at the moment".to_owned()),
    }
    if reasons.is_empty() {
        return Json(health(&app, "ready", &reasons)).into_response();
    }
    let health = Json(health(&app, "not-ready", &reasons));
    (StatusCode::SERVICE_UNAVAILABLE, health).into_response()
}

fn health<'a>(app: &'a App, status: &'static str, reasons: &'a [String]) -> Health<'a> {
    Health {
        status,
        version: env!("CARGO_PKG_VERSION"),
        cases: app.engine.summaries().len(),
        data: app.engine.edition(),
        reasons,
    }
}
