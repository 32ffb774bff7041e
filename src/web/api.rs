//! The JSON API: its addresses, each with the handler of its page, and who may ask them.
//! Its description is shown to programs and, at `GET /api`, to people.

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use tower_http::cors::{Any, CorsLayer};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::App;
use super::ask::Ask;
use super::description;
use super::fault::{self, Fault};
use super::params::Params;
use super::{
    about, cases, compare, items, models, needs, own_town, prefectures, search, sources, survey,
    tables, towns,
};
use crate::search::ParameterError;
use crate::templates::ApiPage;
use crate::views::api;
use crate::visit::HOME;

/// The addresses under `/api/v1`, each described beside its handler.
pub(super) fn described() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(search::json))
        .routes(routes!(search::facets))
        .routes(routes!(search::suggest))
        .routes(routes!(cases::json))
        .routes(routes!(cases::one_json))
        .routes(routes!(own_town::json))
        .routes(routes!(towns::json))
        .routes(routes!(needs::json))
        .routes(routes!(needs::one_json))
        .routes(routes!(prefectures::json))
        .routes(routes!(prefectures::one_json))
        .routes(routes!(models::json))
        .routes(routes!(models::one_json))
        .routes(routes!(items::json))
        .routes(routes!(items::one_json))
        .routes(routes!(compare::json))
        .routes(routes!(tables::json))
        .routes(routes!(survey::json))
        .routes(routes!(sources::json))
        .routes(routes!(sources::one_json))
        .routes(routes!(about::check_json))
        .routes(routes!(openapi))
}

/// The API's router. Any site's script may read it: what it holds is public.
pub(super) fn routes() -> Router<App> {
    let (router, _) = described().split_for_parts();
    let reading = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::IF_NONE_MATCH])
        .expose_headers([header::ETAG, header::RETRY_AFTER]);
    router
        .layer(from_fn(fault::require_json))
        .layer(from_fn(one_home))
        .layer(reading)
}

/// Refuses an own town that is no town's number. Pages show what they can without one,
/// as what a device has kept may be old; a program is to be told.
async fn one_home(params: Params, request: Request, next: Next) -> Result<Response, Fault> {
    let homes: Vec<&str> = params.all(HOME).collect();
    let is_number = |home: &str| home.len() == 6 && home.bytes().all(|it| it.is_ascii_digit());
    match homes[..] {
        [] => {}
        [home] if is_number(home) => {}
        _ => {
            return Err(Fault::Parameter(ParameterError {
                parameter: HOME.to_owned(),
                value: homes.join("、"),
                hint: "わが町は、6桁の番号1つで指定してください".to_owned(),
            }));
        }
    }
    Ok(next.run(request).await)
}

/// `GET /api/v1/openapi.json`
#[utoipa::path(get, path = "/openapi.json", operation_id = "openapi",
    summary = "この API の記述",
    responses((status = 200, description = "OpenAPI 3.1", body = Value)))]
pub(super) async fn openapi(ask: Ask) -> Response {
    axum::Json(description::of(&ask.app.engine)).into_response()
}

/// `GET /api`: the same to be read.
pub(super) async fn page(ask: Ask) -> Markup {
    let engine = &ask.app.engine;
    let ids = api::Ids {
        cases: engine
            .summaries()
            .iter()
            .map(|case| case.id.as_str())
            .collect(),
        source: engine.sources().first().map(|source| source.id.as_str()),
    };
    ask.show(&ApiPage {
        endpoints: api::endpoints(&description::of(engine), &ids),
    })
}
