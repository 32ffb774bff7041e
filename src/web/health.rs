//! `GET` whether the program runs and whether what it answers can be trusted.

use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::Serialize;

use super::App;
use super::fault::Rendered;

/// How the program is, is only true now.
const NOW: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

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

/// `GET /healthz`: the program runs.
pub(super) async fn healthz(State(app): State<App>) -> Response {
    (NOW, Json(health(&app, "ok", &[]))).into_response()
}

/// `GET /readyz`: the index is whole as far as a sample tells, it answers a real
/// query, and there is nothing that the maintainer must look at.
pub(super) async fn readyz(State(app): State<App>) -> Response {
    let mut reasons = app.concerns.to_vec();
    if let Err(error) = app.engine.prove_a_part() {
        tracing::error!(%error, "the index in use is damaged");
        reasons.push(error.to_string());
    }
    if reasons.is_empty() {
        return (NOW, Json(health(&app, "ready", &reasons))).into_response();
    }
    let health = Json(health(&app, "not-ready", &reasons));
    (
        StatusCode::SERVICE_UNAVAILABLE,
        NOW,
        Extension(Rendered),
        health,
    )
        .into_response()
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
