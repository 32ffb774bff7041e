//! A count is the length of the list behind it, wherever it stands.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::site::{ask, get};

/// Addresses with words, filters and both; the values percent-encoded.
const QUESTIONS: [&str; 5] = [
    "",
    "pref=03",
    "q=%E7%A0%94%E4%BF%AE",
    "q=%E7%A0%94%E4%BF%AE&pop=1000-10000",
    "item=%E3%82%AB&aging=unknown&aging=25-30",
];

async fn search(question: &str) -> Value {
    let answer = ask(&format!("/api/v1/search?{question}"), &[]).await;
    assert_eq!(answer.status.as_u16(), 200, "{question}: {}", answer.body);
    answer.json()
}

#[tokio::test]
async fn a_facets_count_is_the_length_of_its_list() {
    let unfiltered = ["", "q=%E7%A0%94%E4%BF%AE"];
    for question in unfiltered {
        let results = search(question).await;
        let facets = results["facets"].as_object().unwrap();
        assert_eq!(facets.len(), 11);
        for (name, values) in facets {
            for value in values.as_array().unwrap() {
                let chosen = value["value"].as_str().unwrap();
                let chosen = utf8_percent_encode(chosen, NON_ALPHANUMERIC);
                let list = search(&format!("{question}&{name}={chosen}")).await;
                assert_eq!(
                    list["total"], value["count"],
                    "{name} {value} of {question}"
                );
            }
        }
    }
}

#[tokio::test]
async fn every_form_of_a_list_holds_the_same_cases() {
    for question in QUESTIONS {
        let results = search(question).await;
        let total = results["total"].as_u64().unwrap() as usize;
        assert_eq!(
            results["hits"].as_array().unwrap().len(),
            total,
            "{question}"
        );

        let cases = ask(&format!("/api/v1/cases?{question}"), &[]).await.json();
        let ids = |list: &Value, pointer: &str| -> Vec<String> {
            let list = list.as_array().unwrap();
            let id = |entry: &Value| entry.pointer(pointer).unwrap().as_str().unwrap().to_owned();
            list.iter().map(id).collect()
        };
        let listed = ids(&results["hits"], "/case/id");
        assert_eq!(ids(&cases["cases"], "/id"), listed, "{question}");

        let csv = get(&format!("/export.csv?{question}")).await.body;
        let rows: Vec<String> = csv::Reader::from_reader(csv.as_bytes())
            .into_records()
            .map(|row| row.unwrap()[0].to_owned())
            .collect();
        assert_eq!(rows, listed, "{question}");

        let page = get(&format!("/?{question}")).await.body;
        assert_eq!(
            page.matches("<h3><a href=\"/cases/").count(),
            total,
            "{question}"
        );
        if total > 0 {
            assert!(
                page.contains(&format!("<strong>{total}件</strong>")),
                "{question}"
            );
        }
    }
}

#[tokio::test]
async fn the_form_offers_the_facets_values_and_keeps_what_is_chosen() {
    let results = search("pref=03").await;
    let page = get("/?pref=03").await.body;
    for value in results["facets"]["item"].as_array().unwrap() {
        let value = value["value"].as_str().unwrap();
        assert!(
            page.contains(&format!("name=\"item\" value=\"{value}\"")),
            "{value}"
        );
    }
    assert!(page.contains("name=\"pref\" value=\"03\" checked"));
    assert!(
        page.contains("name=\"pref\" value=\"01\">"),
        "siblings stay visible"
    );
}
