//! The JSON API: its addresses, each with the handler of its page, and the description
//! that is made of the handlers and of the types that they answer with. `GET /api`
//! shows the description to people.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde_json::{Map, Value, json};
use tower_http::cors::{Any, CorsLayer};
use utoipa::PartialSchema;
use utoipa::openapi::{Content, Info, Ref, ResponseBuilder, Server};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::App;
use super::ask::Ask;
use super::fault::{self, ErrorBody, Fault};
use super::params::Params;
use super::{
    about, cases, compare, items, models, needs, own_town, prefectures, search, sources, survey,
    tables, towns,
};
use crate::address;
use crate::search::{Engine, ParameterError};
use crate::templates::ApiPage;
use crate::views::api;
use crate::visit::HOME;

/// What every answer may be instead of what was asked for.
const ERRORS: [(&str, &str); 4] = [
    ("400", "条件かアドレスに誤りがある"),
    ("404", "その番号・記号のものがない"),
    ("406", "JSON を受け取れない要求"),
    (
        "503",
        "混み合っているか、時間内に答えられない。Retry-After 秒後にもう一度",
    ),
];

/// The addresses under `/api/v1`, each described beside its handler.
fn described() -> OpenApiRouter<App> {
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

/// The description, OpenAPI 3.1.
static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    let mut description = described().into_openapi();
    description.info = Info::builder()
        .title("renkei")
        .version("1")
        .description(Some(
            "在宅医療・介護連携の事例を検索する API。すべて GET、JSON（UTF-8）。誤りは {\"error\":{\"code\",\"message\",\"hint\"}} で返します。",
        ))
        .build();
    description.servers = Some(vec![Server::new(address::api(""))]);
    let components = description.components.get_or_insert_default();
    components
        .schemas
        .insert("Error".to_owned(), ErrorBody::schema());
    for (path, item) in &mut description.paths.paths {
        let Some(operation) = &mut item.get else {
            continue;
        };
        // Taken from the handlers' comments, which are for their readers.
        operation.description = None;
        for (status, words) in ERRORS {
            if status == "404" && !path.contains('{') {
                continue;
            }
            let body = Content::new(Some(Ref::from_schema_name("Error")));
            let response = ResponseBuilder::new()
                .description(words)
                .content("application/json", body);
            let responses = &mut operation.responses.responses;
            responses.insert(status.to_owned(), response.build().into());
        }
    }
    let mut description = serde_json::to_value(description).unwrap_or_default();
    // A file that is read must hold nothing else; an answer may come to hold more.
    let schemas = description["components"]["schemas"].as_object_mut();
    for schema in schemas.into_iter().flat_map(Map::values_mut) {
        if schema["additionalProperties"] == false {
            schema["additionalProperties"] = json!(true);
        }
    }
    // What is left blank in a form counts as not asked.
    for parameter in parameters(&mut description).filter(|it| it["in"] == "query") {
        parameter["allowEmptyValue"] = json!(true);
    }
    description
});

/// Every parameter of every address.
fn parameters(description: &mut Value) -> impl Iterator<Item = &mut Value> {
    let paths = description["paths"].as_object_mut();
    paths
        .into_iter()
        .flat_map(Map::values_mut)
        .filter_map(|path| path.pointer_mut("/get/parameters")?.as_array_mut())
        .flatten()
}

/// The description, with the values that only the collection knows.
fn description(engine: &Engine) -> Value {
    let mut description = DESCRIPTION.clone();
    let sources: Vec<&str> = engine.sources().iter().map(|it| it.id.as_str()).collect();
    let tools = engine.summaries().iter().flat_map(|case| &case.ict_tools);
    let tools: BTreeSet<&String> = tools.collect();
    for parameter in parameters(&mut description) {
        match parameter["name"].as_str() {
            Some("source") => parameter["schema"]["items"]["enum"] = json!(sources),
            Some("ict") => parameter["schema"]["items"]["enum"] = json!(tools),
            _ => {}
        }
    }
    description
}

/// `GET /api/v1/openapi.json`
#[utoipa::path(get, path = "/openapi.json", operation_id = "openapi",
    summary = "この API の記述",
    responses((status = 200, description = "OpenAPI 3.1", body = Value)))]
pub(super) async fn openapi(ask: Ask) -> Response {
    axum::Json(description(&ask.app.engine)).into_response()
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
        endpoints: api::endpoints(&description(engine), &ids),
    })
}
