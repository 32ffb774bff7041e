//! The JSON API: its addresses, each with the handler of its page, and its description.

use axum::Router;
use axum::http::header;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};

use super::{
    App, about, cases, compare, fault, items, models, needs, own_town, prefectures, search,
    sources, survey, tables, towns,
};

/// The addresses under `/api/v1`, each with its handler; `openapi.json` describes
/// the same ones.
fn handlers() -> [(&'static str, MethodRouter<App>); 22] {
    [
        ("/search", get(search::json)),
        ("/suggest", get(search::suggest)),
        ("/facets", get(search::facets)),
        ("/cases", get(cases::json)),
        ("/cases/{id}", get(cases::one_json)),
        ("/sources", get(sources::json)),
        ("/sources/{id}", get(sources::one_json)),
        ("/check", get(about::check_json)),
        ("/municipalities", get(own_town::json)),
        ("/comparable", get(towns::json)),
        ("/prefectures", get(prefectures::json)),
        ("/prefectures/{code}", get(prefectures::one_json)),
        ("/models", get(models::json)),
        ("/models/{code}", get(models::one_json)),
        ("/needs", get(needs::json)),
        ("/needs/{code}", get(needs::one_json)),
        ("/items", get(items::json)),
        ("/items/{code}", get(items::one_json)),
        ("/tables", get(tables::json)),
        ("/survey", get(survey::json)),
        ("/compare", get(compare::json)),
        ("/openapi.json", get(openapi)),
    ]
}

/// The API's router.
pub(super) fn routes() -> Router<App> {
    handlers()
        .into_iter()
        .fold(Router::new(), |router, (path, handler)| {
            router.route(path, handler)
        })
        .layer(from_fn(fault::require_json))
}

/// `GET /api/v1/openapi.json`
pub(super) async fn openapi() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/json")],
        include_str!("openapi.json"),
    )
}
