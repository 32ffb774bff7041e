//! `GET /export.csv`: every case of the filtered list, in its order.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::App;
use super::fault::Fault;
use super::params::Params;
use crate::export::{self, Format};

/// `GET /export.csv`: every case of the filtered list, in its order.
pub(super) async fn csv(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    let query = params.query(&app)?;
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
