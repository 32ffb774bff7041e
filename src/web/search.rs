//! `GET /`, the search, and the JSON of its list, its facets and its completions.

use axum::Json;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::fault::Fault;
use super::parameters;
use crate::address;
use crate::search::{FacetMap, Query, Results, Typeahead};
use crate::templates::SearchPage;

/// How many completions are given unless told, and at most.
const SUGGESTIONS: (usize, usize) = (8, 20);

/// `GET /`
pub(super) async fn page(ask: Ask) -> Result<Markup, Fault> {
    let query = ask.query()?;
    let results = ask.app.search(&query)?;
    Ok(ask.show(&SearchPage {
        results: &results,
        picking: ask.picking(|visit| address::search(&query, visit)),
        cases: ask.cases().len(),
        needs: ask.app.engine.needs(),
    }))
}

/// `GET /api/v1/search`
#[utoipa::path(get, path = "/search", operation_id = "search",
    summary = "事例を探す",
    params(parameters::Words, parameters::Narrowing, parameters::Listing, parameters::Home),
    responses((status = 200, description = "当てはまる事例と件数", body = Results)))]
pub(super) async fn json(ask: Ask) -> Result<Json<Results>, Fault> {
    Ok(Json(ask.app.search(&ask.query()?)?))
}

#[derive(Serialize, ToSchema)]
pub(super) struct SuggestResponse {
    suggestions: Vec<Typeahead>,
}

/// `GET /api/v1/suggest?q=…&limit=…`
#[utoipa::path(get, path = "/suggest", operation_id = "suggest",
    summary = "入力の候補",
    params(parameters::Typing),
    responses((status = 200, description = "候補。市町村が先", body = SuggestResponse)))]
pub(super) async fn suggest(ask: Ask) -> Result<Json<SuggestResponse>, Fault> {
    let (usual, most) = SUGGESTIONS;
    let limit = ask.params.whole("limit", 1..=most)?.unwrap_or(usual);
    let typed = ask.params.get("q").unwrap_or_default();
    let suggestions = ask.app.engine.suggest(typed, limit)?;
    Ok(Json(SuggestResponse { suggestions }))
}

#[derive(Serialize, ToSchema)]
pub(super) struct FacetsResponse<'a> {
    query: &'a Query,
    total: usize,
    facets: &'a FacetMap,
}

/// `GET /api/v1/facets`: the facets of a search alone.
#[utoipa::path(get, path = "/facets", operation_id = "facets",
    summary = "絞り込みの値と件数",
    params(parameters::Words, parameters::Narrowing, parameters::Listing, parameters::Home),
    responses((status = 200, description = "欄ごとの値", body = FacetsResponse)))]
pub(super) async fn facets(ask: Ask) -> Result<Response, Fault> {
    let results = ask.app.search(&ask.query()?)?;
    let response = FacetsResponse {
        query: &results.query,
        total: results.total,
        facets: &results.facets,
    };
    Ok(Json(response).into_response())
}
