//! 困りごと.

use axum::http::StatusCode;

use crate::site::{encoded, read, read_json};

#[tokio::test]
async fn every_count_is_that_of_the_search_that_it_leads_to() {
    let answer = read_json("/needs").await;
    let needs = answer["needs"].as_array().unwrap();
    assert!(needs.len() >= 14);
    let doors = read("/needs").await.body;
    for need in needs {
        let code = need["code"].as_str().unwrap();
        assert!(doors.contains(need["title"].as_str().unwrap()), "{code}");
        let page = read(&format!("/needs/{code}")).await;
        assert_eq!(page.status, StatusCode::OK, "{code}");
        for (words, count, part) in [("issue", "issues", "issues"), ("answer", "done", "done")] {
            let words = encoded(need[words].as_str().unwrap());
            let address = format!("?q={words}&part={part}");
            let behind = read_json(&format!("/search{address}")).await;
            assert_eq!(behind["total"], need[count], "{code}: {count}");
            if need[count] != 0 {
                let link = format!("\"/{}\"", address.replace('&', "&amp;"));
                assert!(page.body.contains(&link), "{code}: {link}");
            }
        }
    }
}

#[tokio::test]
async fn every_case_is_listed_once_and_quotes_what_it_names_as_an_issue() {
    let need = read_json("/needs/residents").await;
    let per_page = need["per_page"].as_u64().unwrap();
    let pages = need["issues"].as_u64().unwrap().div_ceil(per_page);
    let mut ids = Vec::new();
    for page in 1..=pages {
        let need = read_json(&format!("/needs/residents?page={page}")).await;
        for told in need["cases"].as_array().unwrap() {
            ids.push(told["case"]["id"].to_string());
            let quotes = told["issue"].as_array().unwrap();
            assert!(!quotes.is_empty(), "{told}");
            for quote in quotes {
                assert_eq!(quote["standing"], "issues");
                assert!(quote["html"].as_str().unwrap().contains("<mark>"));
            }
            for quote in told["answer"].as_array().unwrap() {
                assert_eq!(quote["standing"], "done");
            }
        }
    }
    assert_eq!(need["issues"], ids.len());
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(need["issues"], ids.len());
}

#[tokio::test]
async fn who_tells_what_was_done_comes_first() {
    let need = read_json("/needs/home-doctors").await;
    let cases = need["cases"].as_array().unwrap();
    assert!(!cases[0]["answer"].as_array().unwrap().is_empty());
    let named: Vec<_> = cases.iter().map(|it| it["case"]["id"].clone()).collect();
    for other in need["others"].as_array().unwrap() {
        assert!(!named.contains(&other["case"]["id"]));
        assert!(other["issue"].as_array().unwrap().is_empty());
        assert!(!other["answer"].as_array().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_need_that_nobody_names_says_so_and_shows_who_did_something() {
    let need = read_json("/needs/disaster").await;
    assert_eq!(need["issues"], 0);
    assert!(!need["others"].as_array().unwrap().is_empty());
    let page = read("/needs/disaster").await.body;
    assert!(page.contains("これを課題に書いた町は、収めた資料にありません"));
}

#[tokio::test]
async fn what_is_no_need_is_not_found_and_a_page_too_far_is_empty() {
    let answer = read("/needs/none").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("在宅医が少ない"));
    let page = read("/needs/staff?page=999").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("1ページ目から見る"));
    let answer = read("/needs/staff?page=0").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_need_that_is_typed_leads_to_its_page() {
    let asked = |words: &str| format!("/?q={}", encoded(words));
    let lacking = read(&asked("医師会が協力してくれない")).await.body;
    assert!(lacking.contains("困りごと「<a href=\"/needs/medical-association\">"));
    let done = read(&asked("医師会 委託")).await.body;
    assert!(!done.contains("困りごと「<a"));
}
