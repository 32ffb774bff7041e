//! A count is the length of the list behind it, wherever it stands.
//!
//! The pages are walked as they are: whatever number of 件 stands in a link to a
//! list, or right after it, must be what the list holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::site::{ask, encoded, get, read, read_json};

/// Addresses with words, filters and both.
fn questions() -> Vec<String> {
    let q = |text: &str| format!("q={}", encoded(text));
    vec![
        String::new(),
        "pref=03".to_owned(),
        q("研修"),
        format!("{}&pop=1000-10000", q("研修")),
        format!("item={}&aging=unknown&aging=25-30", encoded("カ")),
        format!("{}&all=1", q("看取り 研修")),
        format!("{}&part=issues", q("研修")),
    ]
}

async fn search(question: &str) -> Value {
    let answer = ask(&format!("/api/v1/search?{question}"), &[]).await;
    assert_eq!(answer.status.as_u16(), 200, "{question}: {}", answer.body);
    answer.json()
}

/// A link with the number of 件 that stands in it or right after it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Counted {
    address: String,
    count: usize,
}

/// The links of a page to a list that tell how long it is.
fn counted(page: &str) -> Vec<Counted> {
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?s)<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>"#).unwrap());
    static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^>]*>").unwrap());
    static COUNT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"([\d,]+)\s*件").unwrap());
    // Only what belongs to the link: a bracket, or a number of its own.
    static AFTER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[\s　（]*([\d,]+)\s*件").unwrap());
    let mut found = Vec::new();
    for link in LINK.captures_iter(page) {
        let address = link[1].replace("&amp;", "&");
        let is_list = address == "/"
            || ["/?", "/prefectures/", "/models/", "/items/", "/needs/"]
                .iter()
                .any(|start| address.starts_with(start));
        if !is_list {
            continue;
        }
        let end = link.get(0).unwrap().end();
        let inside = TAG.replace_all(&link[2], "");
        let after = page[end..].split("<a ").next().unwrap_or_default();
        let after = TAG.replace_all(after, "");
        let count = COUNT.captures(&inside).or_else(|| AFTER.captures(&after));
        if let Some(count) = count {
            let count = count[1].replace(',', "").parse().unwrap();
            found.push(Counted { address, count });
        }
    }
    found
}

/// How many cases the list at an address holds.
async fn length(address: &str) -> usize {
    let json = match address.strip_prefix("/?") {
        Some(question) => read_json(&format!("/search?{question}")).await,
        None if address == "/" => read_json("/search").await,
        None => read_json(address).await,
    };
    let lengths = ["total", "count", "issues"];
    let length = lengths.iter().find_map(|name| json[name].as_u64());
    length.unwrap_or_else(|| panic!("{address}: {json}")) as usize
}

#[tokio::test]
async fn every_number_beside_a_link_is_the_length_of_its_list() {
    let q = |text: &str| format!("/?q={}", encoded(text));
    let mut pages = vec![
        "/".to_owned(),
        "/prefectures".to_owned(),
        "/models".to_owned(),
        "/items".to_owned(),
        "/needs".to_owned(),
        "/needs/home-doctors".to_owned(),
        "/needs/disaster".to_owned(),
        format!("/prefectures?show={}", encoded("エ")),
        format!("/items/%E3%82%A8?lead={}", encoded("医師会")),
        "/towns".to_owned(),
        "/tables".to_owned(),
        "/about".to_owned(),
        "/help".to_owned(),
        "/survey".to_owned(),
        "/prefectures/03".to_owned(),
        "/prefectures/31".to_owned(),
        "/items/%E3%82%A8".to_owned(),
        "/items/%E3%82%A8?pop=10000-30000".to_owned(),
        format!("/items/{}", encoded("看取り")),
        "/models/B2".to_owned(),
        format!("/models/{}", encoded("あ1")),
        // Ways on: a filter for a word, another spelling, a filter or word less.
        q("四国の看取り"),
        q("人口1万人以下の町で看取り"),
        q("訪門看護"),
        q("看取り 水防団"),
        q("看取り 研修 訪問看護"),
        q("「水防団」 研修"),
        format!("{}&pref=03&pop=300000-", q("離島")),
        format!("{}&part=issues", q("訪問看護")),
        format!("{}&all=1", q("看取り 研修")),
        // Nothing listed: larger steps, a near spelling.
        format!("{}&all=1&pref=03", q("訪門看護")),
        format!("{}&all=1", q("看取り 水防団")),
        format!("{}&pref=47&part=planned", q("タブレット")),
        format!("{}&exact=1&pref=47&part=issues", q("みとり")),
    ];
    let towns = format!("/?q={}&pref=03&item={}", encoded("研修"), encoded("カ"));
    pages.push(towns);
    // Each number once, with a page that it stands on.
    let mut numbers: BTreeMap<Counted, String> = BTreeMap::new();
    let mut without = BTreeSet::new();
    for page in pages {
        let answer = read(&page).await;
        assert_eq!(answer.status.as_u16(), 200, "{page}");
        let of_page = counted(&answer.body);
        if of_page.is_empty() {
            without.insert(page.clone());
        }
        for number in of_page {
            numbers.entry(number).or_insert_with(|| page.clone());
        }
    }
    for (number, page) in &numbers {
        assert_eq!(
            length(&number.address).await,
            number.count,
            "{} on {page}",
            number.address
        );
    }
    assert!(numbers.len() > 150, "only {} numbers", numbers.len());
    for page in ["/prefectures", "/items", "/about", "/prefectures/31"] {
        assert!(!without.contains(page), "{page} tells no number");
    }
}

#[tokio::test]
async fn a_facets_count_is_the_length_of_its_list() {
    let q = format!("q={}", encoded("研修 看取り"));
    for question in [
        String::new(),
        q.clone(),
        format!("{q}&all=1"),
        format!("{q}&part=issues"),
    ] {
        let results = search(&question).await;
        let facets = results["facets"].as_object().unwrap();
        assert_eq!(facets.len(), 11);
        for (name, values) in facets {
            for value in values.as_array().unwrap() {
                let chosen = encoded(value["value"].as_str().unwrap());
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
async fn a_completion_s_count_is_the_length_of_its_list() {
    for typed in ["み", "訪", "研修　た"] {
        let answer = read_json(&format!("/suggest?limit=20&q={}", encoded(typed))).await;
        for completion in answer["suggestions"].as_array().unwrap() {
            if completion["kind"] == "term" {
                let text = completion["text"].as_str().unwrap();
                let total = length(&format!("/?q={}", encoded(text))).await;
                assert_eq!(completion["note"], format!("{total}件"), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn every_form_of_a_list_holds_the_same_cases() {
    for question in questions() {
        let results = search(&question).await;
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
