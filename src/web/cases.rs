//! `GET /cases/{id}`, one case, and the JSON of cases.

use std::sync::Arc;

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::App;
use super::ask::Ask;
use super::fault::Fault;
use super::parameters;
use crate::address;
use crate::comparable::{Weights, rank_beside};
use crate::record::{Case, CaseSummary};
use crate::search::{Engine, Query, Results};
use crate::templates::CasePage;

/// `GET /cases/{id}`
pub(super) async fn page(ask: Ask, Path(id): Path<String>) -> Result<Response, Fault> {
    let engine = &ask.app.engine;
    // Links to a survey from when it was shown as a case.
    if engine.surveys().iter().any(|survey| survey.id == id) {
        return Ok(Redirect::permanent(&address::SURVEY.to_string()).into_response());
    }
    let case = engine.case(&id)?.ok_or(Fault::NoCase(id))?;
    let neighbours = engine
        .summaries()
        .iter()
        .filter(|other| {
            other.id != case.id && other.prefecture.is_some() && other.prefecture == case.prefecture
        })
        .collect();
    let doubts = engine.report().sources.iter().flat_map(|it| &it.doubts);
    let doubts = doubts.filter(|it| it.case.as_ref() == Some(&case.id));
    let page = ask.show(&CasePage {
        case: &case,
        source: engine.source(&case.source),
        similar: similar(engine, &case),
        neighbours,
        doubts: doubts.collect(),
        visit: &ask.visit,
    });
    Ok(page.into_response())
}

/// The most comparable cases, each with how it differs in words.
fn similar<'a>(engine: &'a Engine, case: &Case) -> Vec<(&'a CaseSummary, String)> {
    let nearest = case.similar.iter().filter_map(|id| engine.summary(id));
    rank_beside(&CaseSummary::from(case), nearest, Weights::default())
        .ranked
        .into_iter()
        .map(|ranked| {
            let words = ranked.comparison.reasons().join("、");
            (ranked.case, format!("{words}（{}）", ranked.town.basis()))
        })
        .collect()
}

/// A page of whole cases.
#[derive(Serialize, ToSchema)]
pub(super) struct CasesResponse<'a> {
    query: &'a Query,
    total: usize,
    page: usize,
    per_page: usize,
    cases: Vec<&'a Case>,
}

/// `GET /api/v1/cases`
#[utoipa::path(get, path = "/cases", operation_id = "cases",
    summary = "事例の全文の一覧",
    params(parameters::Words, parameters::Narrowing, parameters::Listing, parameters::Home),
    responses((status = 200, description = "当てはまる事例", body = CasesResponse)))]
pub(super) async fn json(ask: Ask) -> Result<Response, Fault> {
    let results = ask.app.search(&ask.query()?)?;
    let cases = listed(&ask.app, &results)?;
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
#[utoipa::path(get, path = "/cases/{id}", operation_id = "case",
    summary = "1件の事例",
    params(("id" = String, Path, description = "事例の番号")),
    responses((status = 200, description = "事例の全文、数値、分類と、その根拠", body = Case)))]
pub(super) async fn one_json(ask: Ask, Path(id): Path<String>) -> Result<Response, Fault> {
    let case = ask.app.engine.case(&id)?.ok_or(Fault::NoCase(id))?;
    Ok(Json(case.as_ref()).into_response())
}

/// The whole cases behind a page of hits.
fn listed(app: &App, results: &Results) -> Result<Vec<Arc<Case>>, Fault> {
    let hits = results.hits.iter();
    let cases = hits.filter_map(|hit| app.engine.case(&hit.case.id).transpose());
    Ok(cases.collect::<Result<_, _>>()?)
}
