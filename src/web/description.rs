//! The description of the API (`OpenAPI` 3.1): made of the handlers and of the types that
//! they answer with, and of what holds for all of them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use utoipa::PartialSchema;
use utoipa::openapi::{Content, Info, Ref, ResponseBuilder, Server};

use super::api;
use super::fault::ErrorBody;
use crate::address;
use crate::search::Engine;

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

/// What is the same for every collection.
static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    let mut description = api::described().into_openapi();
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
pub(super) fn of(engine: &Engine) -> Value {
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
