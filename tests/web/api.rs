//! The JSON addresses, and their description.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::Value;

use crate::site::{ask, encoded, get, read_json};

async fn json(address: &str) -> Value {
    let answer = ask(address, &[("accept", "application/json")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json");
    answer.json()
}

#[tokio::test]
async fn a_search_answers_with_its_query_hits_and_facets() {
    let results = json("/api/v1/search?per_page=2").await;
    assert_eq!(results["total"], 3);
    assert_eq!(results["hits"].as_array().unwrap().len(), 2);
    assert_eq!(results["query"]["per_page"], 2);
    assert!(results["facets"].is_object());
    assert!(results["took_ms"].is_number());
    assert_eq!(results["hits"][0]["case"]["prefecture"]["name"], "北海道");
}

#[tokio::test]
async fn every_case_is_listed_once_over_the_pages() {
    let mut ids = BTreeSet::new();
    for page in 1..=3 {
        let list = json(&format!("/api/v1/cases?per_page=1&page={page}")).await;
        assert_eq!(list["total"], 3);
        for case in list["cases"].as_array().unwrap() {
            assert!(ids.insert(case["id"].as_str().unwrap().to_owned()));
            assert!(case["records"][0]["text"].is_string());
        }
    }
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn a_case_says_where_its_figures_stand() {
    let case = json("/api/v1/cases/sp-014371").await;
    assert_eq!(case["population"]["value"], 1941);
    assert_eq!(case["population"]["lines"], serde_json::json!([611, 611]));
    assert_eq!(
        json("/api/v1/cases/sp-033669").await["population"],
        Value::Null
    );
}

#[tokio::test]
async fn sources_come_with_their_terms_and_counts() {
    let sources = json("/api/v1/sources").await;
    assert_eq!(sources["sources"][0]["cases"], 3);
    assert_eq!(
        sources["sources"][0]["licence"],
        "出典の記載により利用できる"
    );
}

#[tokio::test]
async fn the_program_says_that_it_runs_and_is_ready() {
    assert_eq!(json("/healthz").await["status"], "ok");
    assert_eq!(json("/readyz").await["status"], "ready");
}

/// The properties that an object of this schema always has, those of its parts included.
fn required(description: &Value, schema: &str) -> BTreeSet<String> {
    let schema = &description["components"]["schemas"][schema];
    let parts = schema["allOf"].as_array().into_iter().flatten();
    let mut names = BTreeSet::new();
    for part in std::iter::once(schema).chain(parts) {
        let own = part["required"].as_array().into_iter().flatten();
        names.extend(own.map(|name| name.as_str().unwrap().to_owned()));
        if let Some(other) = part["$ref"].as_str() {
            names.extend(required(description, other.rsplit('/').next().unwrap()));
        }
    }
    names
}

#[tokio::test]
async fn every_described_address_answers_and_every_reference_resolves() {
    let description = json("/api/v1/openapi.json").await;
    for (path, methods) in description["paths"].as_object().unwrap() {
        let parameters = methods["get"]["parameters"].as_array();
        let code = parameters
            .into_iter()
            .flatten()
            .find(|it| it["name"] == "code")
            .map_or("", |it| it["example"].as_str().unwrap());
        let address = format!("/api/v1{path}")
            .replace("/sources/{id}", "/sources/write-ups")
            .replace("{id}", "sp-032069")
            .replace("{code}", &code.replace('エ', "%E3%82%A8"));
        let given = json(&address).await;
        let schema = &methods["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        if let Some(name) = schema["$ref"].as_str() {
            for name in required(&description, name.rsplit('/').next().unwrap()) {
                assert!(given.get(&name).is_some(), "{path}: {name}");
            }
        }
    }
    let text = description.to_string();
    for reference in text.split("\"#/").skip(1) {
        let pointer = format!("/{}", reference.split('"').next().unwrap());
        assert!(description.pointer(&pointer).is_some(), "{pointer}");
    }
}

/// Each parameter of a search is described, with every value that a choice has.
#[tokio::test]
async fn every_parameter_of_a_search_is_described() {
    let description = json("/api/v1/openapi.json").await;
    let every = [
        "q", "pref", "region", "pop", "aging", "model", "item", "scene", "ict", "lead", "source",
        "kind", "sort", "page", "per_page", "exact", "all", "part", "home",
    ];
    for path in ["/search", "/cases", "/facets"] {
        let parameters = &description["paths"][path]["get"]["parameters"];
        let named: BTreeSet<&str> = parameters
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert_eq!(named, BTreeSet::from(every), "{path}");
        for parameter in parameters.as_array().unwrap() {
            let schema = &parameter["schema"];
            let values = schema["enum"]
                .as_array()
                .or(schema["items"]["enum"].as_array());
            for value in values.into_iter().flatten() {
                let (name, value) = (parameter["name"].as_str().unwrap(), value.as_str().unwrap());
                json(&format!("/api/v1/search?{name}={}", encoded(value))).await;
            }
        }
    }
}

/// Whoever builds on it reads the description's page, and may try every address there.
#[tokio::test]
async fn the_page_of_the_api_names_every_address_and_its_examples_answer() {
    let description = json("/api/v1/openapi.json").await;
    let page = get("/api").await.body;
    for path in description["paths"].as_object().unwrap().keys() {
        assert!(page.contains(&format!("<code>{path}</code>")), "{path}");
    }
    let examples: Vec<&str> = page
        .split("例：<a href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(
        examples.len(),
        description["paths"].as_object().unwrap().len()
    );
    for example in examples {
        json(&example.replace("&amp;", "&")).await;
    }
}

#[tokio::test]
async fn an_own_town_that_is_no_number_is_refused() {
    for asked in ["home=none", "home=24472", "home=244724&home=014371"] {
        let answer = ask(&format!("/api/v1/tables?{asked}"), &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{asked}");
        assert_eq!(answer.json()["error"]["code"], "bad-parameter", "{asked}");
    }
    json("/api/v1/tables?home=244724").await;
}

#[tokio::test]
async fn any_sites_script_may_read_answers_and_errors() {
    let origin = ("origin", "https://example.jp");
    for address in [
        "/api/v1/cases/sp-014371",
        "/api/v1/cases/none",
        "/api/v1/search?page=0",
    ] {
        let answer = ask(address, &[origin]).await;
        assert_eq!(
            answer.header("access-control-allow-origin"),
            "*",
            "{address}"
        );
    }
    let page = ask("/", &[origin]).await;
    assert_eq!(page.header("access-control-allow-origin"), "");
}

/// The description's required properties are those that the API gives.
#[tokio::test]
async fn what_is_described_is_what_is_given() {
    let description = json("/api/v1/openapi.json").await;
    let required = |schema: &str| required(&description, schema);
    let given = |value: &Value| -> BTreeSet<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let case = json("/api/v1/cases/sp-032069").await;
    let results = json("/api/v1/search").await;
    assert_eq!(given(&case), required("Case"));
    assert_eq!(given(&case["records"][0]), required("Record"));
    assert_eq!(given(&case["items"][0]), required("Tag_Item"));
    assert_eq!(given(&results), required("Results"));
    let hit = &results["hits"][0];
    assert_eq!(given(hit), required("Hit"));
    assert_eq!(given(&hit["case"]), required("CaseSummary"));
    assert_eq!(given(&hit["snippets"][0]), required("Snippet"));
    assert_eq!(given(&results["query"]), required("Query"));
    assert_eq!(given(&json("/api/v1/check").await), required("Report"));
    // A slip of the pen: 訪問看護 was meant.
    let near = read_json(&format!("/search?all=1&q={}", encoded("訪門看護"))).await;
    assert_eq!(given(&near["relaxed"]), required("Relaxed"), "{near}");
    assert_eq!(given(&near["suggestions"][0]), required("Suggestion"));
}

#[tokio::test]
async fn every_page_names_its_json_sibling() {
    for address in [
        "/",
        "/?pref=03",
        "/cases/sp-032069",
        "/about",
        "/about/check",
        "/towns?population=13000",
        "/prefectures",
        "/prefectures/03",
        "/models",
        "/models/B2",
        "/needs",
        "/needs/home-doctors",
        "/api",
        "/own-town?town=x",
        "/items",
        "/items/%E3%82%A8",
        "/tables?sort=aging-desc",
        "/survey",
        "/sources/write-ups",
        "/compare?case=sp-032069",
    ] {
        let page = get(address).await.body;
        let link = page
            .split("<link rel=\"alternate\" type=\"application/json\" href=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_else(|| panic!("{address} names none"));
        json(&link.replace("&amp;", "&")).await;
    }
}

#[tokio::test]
async fn what_is_typed_is_completed() {
    let found = json("/api/v1/suggest?q=%E5%8C%97&limit=1").await;
    let found = found["suggestions"].as_array().unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["kind"], "town");
    assert!(found[0]["text"].as_str().unwrap().starts_with('北'));
    assert_eq!(
        json("/api/v1/suggest").await["suggestions"],
        serde_json::json!([])
    );
}
