//! The survey of clinics, which is no case.

use axum::http::StatusCode;

use crate::site::{ask_of, corpus_site, encoded, get, read, read_json};

#[tokio::test]
async fn every_question_stands_with_its_figures_and_the_report_s_own_caveat() {
    let answer = read_json("/survey").await;
    let page = read("/survey").await.body;
    let mut questions = 0;
    for survey in answer["surveys"].as_array().unwrap() {
        for record in survey["records"].as_array().unwrap() {
            let id = record["id"].as_str().unwrap();
            if record["kind"] == "survey" {
                assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
                questions += 1;
            }
        }
    }
    assert!(questions > 20);
    assert!(page.contains("一般的な診療所の平均として数値を見ることはできない"));
    // Only who answered is drawn: it alone sums up to a printed total.
    assert_eq!(page.matches("<table class=\"chart\"").count(), 1);
    assert!(page.contains("（n=124診療所）"));
    // What clinics cannot do stays in the sentence that says so.
    assert!(page.contains("診療所が対応不可としている"));
    assert!(!page.contains("<th scope=\"row\">(7)腹膜透析</th>"));
    assert!(page.contains("訪問するための時間が確保できない"));
    assert!(!page.contains(" style="));
}

#[tokio::test]
async fn a_corpus_without_a_survey_says_so() {
    let page = get("/survey").await.body;
    assert!(page.contains("アンケートはありません"));
}

#[tokio::test]
async fn the_survey_is_told_beside_the_cases_and_is_none_of_them() {
    let all = read_json("/search").await;
    let everything = all.to_string();
    assert!(!everything.contains("ms-survey"));
    assert_eq!(all["surveys"], serde_json::json!([]));
    let kinds = all["facets"]["kind"].as_array().unwrap();
    let of_kinds: u64 = kinds.iter().map(|it| it["count"].as_u64().unwrap()).sum();
    assert_eq!(all["total"], of_kinds);

    // Words that only the survey has, and words that cases have too.
    for words in ["腹膜透析", "看取り", "往診 意向"] {
        let results = read_json(&format!("/search?q={}", encoded(words))).await;
        let survey = &results["surveys"][0];
        assert_eq!(survey["id"], "ms-survey", "{words}");
        assert!(
            survey["snippets"][0]["html"]
                .as_str()
                .unwrap()
                .contains("<mark>"),
            "{words}"
        );
        let record = survey["snippets"][0]["record"].as_str().unwrap();
        let page = read(&format!("/?q={}", encoded(words))).await.body;
        assert!(
            page.contains("アンケート調査にも、検索した語の記載があります"),
            "{words}"
        );
        assert!(page.contains(&format!("href=\"/survey#{record}\"")));
        assert!(!page.contains("/cases/ms-survey") && !page.contains("compare=ms-survey"));
    }
}

#[tokio::test]
async fn who_asks_for_some_towns_or_efforts_is_not_told_of_the_survey() {
    for narrowed in ["pref=03", "part=done", "source=home-care-model-survey-h29"] {
        let question = format!("/search?q={}&{narrowed}", encoded("看取り"));
        let surveys = &read_json(&question).await["surveys"];
        assert_eq!(*surveys, serde_json::json!([]), "{narrowed}");
    }
    // Nor one whose words it does not all have.
    let question = format!("/search?q={}", encoded("看取り 水防団"));
    assert_eq!(read_json(&question).await["surveys"], serde_json::json!([]));
}

/// What only says something alike is not what was searched for, nor is what was excluded.
#[tokio::test]
async fn the_survey_is_told_only_where_the_words_stand_in_it() {
    for (words, told) in [
        ("情報共有", true),
        // The reading of what stands there.
        ("たいいんしえん", true),
        ("情報共有 -看取り", false),
        ("医師会が協力してくれない", false),
        ("福井県", false),
        ("の", false),
    ] {
        let results = read_json(&format!("/search?q={}", encoded(words))).await;
        let surveys = results["surveys"].as_array().unwrap();
        assert_eq!(!surveys.is_empty(), told, "{words}");
    }
}

#[tokio::test]
async fn a_link_to_the_survey_as_a_case_leads_to_its_page() {
    let answer = ask_of(&corpus_site(), "/cases/ms-survey", &[]).await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), "/survey");
}
