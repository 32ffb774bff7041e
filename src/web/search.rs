//! `GET /`, the search, and the JSON of its list, its facets and its completions.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::params::Params;
use crate::address;
use crate::search::{FacetMap, Query, Results, Typeahead};
use crate::templates::{SearchPage, shell};

/// How many completions are given unless told, and at most.
const SUGGESTIONS: (usize, usize) = (8, 20);

/// `GET /`
pub(super) async fn page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let query = params.query(&app)?;
    let visit = params.visit(&app);
    let results = app.search(&query)?;
    Ok(shell(
        &SearchPage {
            results: &results,
            picking: app.picking(&visit, |visit| address::search(&query, visit)),
            cases: app.engine.summaries().len(),
            needs: app.engine.needs(),
        },
        &visit,
    ))
}

/// `GET /api/v1/search`
pub(super) async fn json(State(app): State<App>, params: Params) -> Result<Json<Results>, Fault> {
    let query = params.query(&app)?;
    Ok(Json(app.search(&query)?))
}

#[derive(Serialize)]
pub(super) struct SuggestResponse {
    suggestions: Vec<Typeahead>,
}

/// `GET /api/v1/suggest?q=…&limit=…`
pub(super) async fn suggest(
    State(app): State<App>,
    params: Params,
) -> Result<Json<SuggestResponse>, Fault> {
    let (usual, most) = SUGGESTIONS;
    let limit = params.whole("limit", 1..=most)?.unwrap_or(usual);
    let typed = params.get("q").unwrap_or_default();
    let suggestions = app.engine.suggest(typed, limit)?;
    Ok(Json(SuggestResponse { suggestions }))
}

/// `GET /api/v1/facets`: the facets of a search alone.
pub(super) async fn facets(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct FacetsResponse<'a> {
        query: &'a Query,
        total: usize,
        facets: FacetMap<'a>,
    }
    let query = params.query(&app)?;
    let results = app.search(&query)?;
    let response = FacetsResponse {
        query: &results.query,
        total: results.total,
        facets: FacetMap(&results.facets),
    };
    Ok(Json(response).into_response())
}
