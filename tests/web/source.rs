//! A source's text: every line with its anchor, the quoted ones marked.

use axum::http::StatusCode;
use serde_json::Value;

use crate::site::{ask_of, corpus_site, get, read, read_json};

/// The addresses of sources' texts that a page links to.
fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"/sources/").skip(1);
    links
        .filter_map(|rest| rest.split('"').next())
        .map(|rest| format!("/sources/{rest}").replace("&amp;", "&"))
        .collect()
}

async fn all_sources() -> Vec<Value> {
    let sources = read_json("/sources").await["sources"].clone();
    sources.as_array().unwrap().clone()
}

#[tokio::test]
async fn every_line_stands_on_one_page_with_its_anchor() {
    for source in all_sources().await {
        let id = source["id"].as_str().unwrap();
        let file = source["file"].as_str().unwrap();
        let printed = std::fs::read_to_string(format!("corpus/{file}")).unwrap();
        let pages = read_json(&format!("/sources/{id}")).await["pages"]
            .as_u64()
            .unwrap();
        let mut line = 0;
        for page in 1..=pages {
            let answer = read(&format!("/sources/{id}?page={page}")).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.body.len() < 1_000_000, "{id} {page}");
            while answer.body.contains(&format!("id=\"L{}\"", line + 1)) {
                line += 1;
            }
        }
        // What is withheld at the end is no line any more.
        let lines = printed.lines().count();
        assert!(
            (lines - 1..=lines).contains(&line),
            "{id}: {line} of {lines}"
        );
    }
}

#[tokio::test]
async fn evidence_leads_to_the_lines_that_it_quotes() {
    for case in ["sp-014371", "ms-221007", "gp-082317"] {
        let page = read(&format!("/cases/{case}")).await.body;
        let links = links(&page);
        assert!(links.len() > 5, "{case}");
        for link in links {
            let (address, anchor) = link.split_once('#').unwrap();
            let answer = read(address).await;
            assert_eq!(answer.status, StatusCode::OK, "{link}");
            let anchored = answer.body.split(&format!("id=\"{anchor}\"")).nth(1);
            let anchored = anchored.unwrap_or_else(|| panic!("{link}"));
            let words = anchored.trim_start_matches('>');
            let words = words.strip_prefix("<h2>").unwrap_or(words);
            assert!(words.starts_with("<mark>"), "{link}");
        }
    }
    let case = read_json("/cases/sp-014371").await;
    let fact = &case["population"];
    let [from, to] = [&fact["lines"][0], &fact["lines"][1]];
    let text = read_json(&format!("/sources/smart-practices-h29?from={from}&to={to}")).await;
    assert_eq!(text["quoted"], fact["lines"]);
    let quoted = text["lines"].as_array().unwrap().iter();
    let quoted: String = quoted
        .filter(|it| (from.as_u64()..=to.as_u64()).contains(&it["line"].as_u64()))
        .map(|it| it["text"].as_str().unwrap())
        .collect();
    assert!(quoted.contains("1,941"), "{quoted}");
}

#[tokio::test]
async fn a_misprint_stands_as_printed() {
    let report = read_json("/check").await;
    let corrections = report["corrections"].as_array().unwrap();
    assert!(!corrections.is_empty());
    for misprint in corrections {
        let (source, line) = (misprint["source"].as_str().unwrap(), &misprint["line"]);
        let text = read_json(&format!("/sources/{source}?from={line}")).await;
        let mut lines = text["lines"].as_array().unwrap().iter();
        let found = lines.find(|it| it["line"] == *line).unwrap();
        let printed = misprint["printed"].as_str().unwrap();
        assert!(
            found["text"].as_str().unwrap().contains(printed),
            "{misprint}"
        );
    }
}

#[tokio::test]
async fn people_read_titles_and_not_the_names_of_files() {
    for address in ["/about/check", "/cases/sp-362051", "/survey", "/tables"] {
        let page = read(address).await.body;
        let mut words = String::new();
        for part in page.split('<').skip(1) {
            words.push_str(part.split_once('>').map_or("", |(_, words)| words));
            words.push('\n');
        }
        for name in ["smart-practices", "home-care-model", "group-plan-"] {
            assert!(!words.contains(name), "{address} says {name}");
        }
        assert!(words.contains("原文"), "{address}");
    }
}

#[tokio::test]
async fn what_is_withheld_is_blank_and_said_to_be() {
    let page = read("/sources/group-plan-ibaraki-r4-sakuragawa").await.body;
    assert!(page.contains("空白にしています"));
    let page = read("/sources/smart-practices-h29").await.body;
    assert!(!page.contains("空白にしています"));
}

#[tokio::test]
async fn what_is_no_source_or_line_is_told() {
    let answer = ask_of(&corpus_site(), "/sources/none", &[("accept", "text/html")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    for asked in ["from=0", "from=x", "page=0", "to=-1"] {
        let address = format!("/sources/smart-practices-h29?{asked}");
        let answer = ask_of(&corpus_site(), &address, &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{asked}");
    }
    // A source of which no text was kept.
    let answer = get("/sources/write-ups").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("このページに文字はありません"));
}

#[tokio::test]
async fn people_read_the_sheet_where_it_is_known_and_unfold_what_stands_in_figures() {
    let page = get("/cases/sp-014371").await.body;
    assert!(page.contains(">3枚目<"));
    assert!(page.contains("1〜3枚目、"));
    let folded = "<details><summary>図・表の文字</summary><ul><li>図の一</li><li>図の二</li></ul>";
    assert!(page.contains(folded));
    let page = get("/cases/sp-032069").await.body;
    assert!(!page.contains("枚目") && !page.contains("図・表の文字"));
}
