//! The connection models.

use axum::http::StatusCode;

use crate::site::{encoded, read, read_json};

#[tokio::test]
async fn every_model_has_its_diagram_and_the_count_of_the_list_behind_it() {
    let answer = read_json("/models").await;
    let models = answer["models"].as_array().unwrap();
    assert_eq!(models.len(), 19);
    let page = read("/models").await.body;
    assert_eq!(page.matches("<svg class=\"diagram\" ").count(), 19);
    for model in models {
        let code = model["code"].as_str().unwrap();
        let behind = read_json(&format!("/search?model={}", encoded(code))).await;
        assert_eq!(model["count"], behind["total"], "{code}");
        assert!(page.contains(model["summary"].as_str().unwrap()), "{code}");
        for carrier in model["printed"].as_array().unwrap() {
            assert_eq!(carrier["case"]["kind"], "model-survey", "{code}");
        }
    }
}

#[tokio::test]
async fn every_share_of_a_size_is_the_list_that_it_leads_to() {
    let answer = read_json("/models").await;
    let page = read("/models").await.body;
    for model in answer["sizes"].as_array().unwrap() {
        let code = encoded(model["model"].as_str().unwrap());
        for share in model["shares"].as_array().unwrap() {
            if share["count"] == 0 {
                continue;
            }
            let address = format!("/models/{code}?pop={}", share["value"].as_str().unwrap());
            assert!(page.contains(&format!("\"{address}\"")), "{address}");
            let behind = read_json(&address).await;
            assert_eq!(behind["count"], share["count"], "{address}");
        }
    }
}

#[tokio::test]
async fn the_index_leads_to_every_model_of_both_trees() {
    let page = read("/models").await.body;
    let index = page.split("class=\"model-index\"").nth(1).unwrap();
    let index = index.split("</nav>").next().unwrap();
    assert_eq!(index.matches("<svg class=\"glyph\"").count(), 19);
    for model in read_json("/models").await["models"].as_array().unwrap() {
        let address = format!("/models/{}", encoded(model["code"].as_str().unwrap()));
        assert!(index.contains(&format!("\"{address}\"")), "{address}");
    }
}

#[tokio::test]
async fn the_mediators_stand_as_printed() {
    let page = read("/models").await.body;
    for words in [
        "チームかまいし",
        "うすき石仏ねっと",
        "コーディネーター医師が仲介",
        "看取り当番医制",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_model_shows_the_words_that_each_case_stands_on() {
    let code = encoded("あ1");
    let answer = read_json(&format!("/models/{code}")).await;
    let page = read(&format!("/models/{code}")).await.body;
    let carriers = ["printed", "inferred"].map(|list| answer[list].as_array().unwrap());
    assert!(carriers.iter().all(|list| !list.is_empty()));
    for carrier in carriers.into_iter().flatten() {
        let words = carrier["evidence"].as_str().unwrap();
        assert!(!words.is_empty());
        assert!(
            page.contains(
                &words
                    .replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('>', "&gt;")
                    .replace('"', "&quot;")
            ),
            "{words}"
        );
    }
}

#[tokio::test]
async fn what_is_no_model_is_not_found() {
    for code in ["Z", "b1", "%E3%81%82"] {
        let answer = read(&format!("/models/{code}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{code}");
        assert!(answer.body.contains("のどれかです"), "{code}");
    }
}
