//! `GET /compare?case=…&case=…`, the picked cases side by side, and its JSON.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::params::Params;
use crate::record::{Case, CaseSummary};
use crate::search::Engine;
use crate::templates::{ComparePage, shell};
use crate::views::compare as sheet;
use crate::visit::{MAX_PICKS, Picks};

/// `GET /compare?case=…&case=…`
pub(super) async fn page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let engine = &app.engine;
    let asked = compared(&params, engine)?;
    let sheet = sheet::sheet(&asked.cases);
    let mut proposals: Vec<&CaseSummary> = Vec::new();
    for id in sheet.cases.iter().flat_map(|case| &case.similar) {
        if let Some(case) = engine.summary(id) {
            let listed = asked.heads.iter().chain(&proposals);
            if !listed.into_iter().any(|it| it.id == case.id) {
                proposals.push(case);
            }
        }
    }
    let picked = sheet.cases.iter().map(|case| case.id.clone());
    let visit = params.visit(&app).with_picks(Picks::new(picked));
    Ok(shell(
        &ComparePage {
            sources: sheet
                .cases
                .iter()
                .map(|case| engine.source(&case.source))
                .collect(),
            visit: &visit,
            sheet,
            heads: asked.heads,
            unknown: asked.unknown,
            left_out: asked.left_out,
            proposals,
        },
        &visit,
    ))
}

/// `GET /api/v1/compare?case=…&case=…`
pub(super) async fn json(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct CompareResponse<'a> {
        cases: Vec<&'a Case>,
        left_out: Vec<&'a CaseSummary>,
        unknown: Vec<String>,
    }
    let asked = compared(&params, &app.engine)?;
    let response = CompareResponse {
        cases: asked.cases.iter().map(Arc::as_ref).collect(),
        left_out: asked.left_out,
        unknown: asked.unknown,
    };
    Ok(Json(response).into_response())
}

/// The cases that are asked to stand side by side.
struct Compared<'a> {
    /// Those that do, in short.
    heads: Vec<&'a CaseSummary>,
    /// The same, whole.
    cases: Vec<Arc<Case>>,
    /// Those that have no room.
    left_out: Vec<&'a CaseSummary>,
    /// The ids that are no cases.
    unknown: Vec<String>,
}

/// Reads `case=…&case=…`, each case once.
fn compared<'a>(params: &Params, engine: &'a Engine) -> Result<Compared<'a>, Fault> {
    let mut heads: Vec<&CaseSummary> = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    for id in params.all("case") {
        match engine.summary(id) {
            Some(case) if heads.iter().all(|it| it.id != case.id) => heads.push(case),
            Some(_) => {}
            None => unknown.push(id.to_owned()),
        }
    }
    let left_out = heads.split_off(heads.len().min(MAX_PICKS));
    let cases = heads
        .iter()
        .filter_map(|it| engine.case(&it.id).transpose())
        .collect::<Result<_, _>>()?;
    Ok(Compared {
        heads,
        cases,
        left_out,
        unknown,
    })
}
