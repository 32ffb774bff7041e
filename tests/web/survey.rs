//! The survey of clinics.

use crate::site::{get, read, read_json};

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
    // Counts of answers are drawn against all that answered.
    assert!(page.contains("右端は回答した124診療所"));
    assert!(page.contains("訪問するための時間が確保できない"));
    assert!(!page.contains(" style="));
}

#[tokio::test]
async fn a_corpus_without_a_survey_says_so() {
    let page = get("/survey").await.body;
    assert!(page.contains("アンケートはありません"));
}
