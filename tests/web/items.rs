//! 事業項目 and 場面.

use axum::http::StatusCode;

use crate::site::{encoded, read, read_json};

#[tokio::test]
async fn every_cell_is_the_count_of_the_list_that_it_leads_to() {
    let answer = read_json("/items").await;
    let topics = answer["items"].as_array().unwrap();
    assert_eq!(topics.len(), 12);
    let page = read("/items").await.body;
    for topic in topics {
        let facet = topic["facet"].as_str().unwrap();
        let code = encoded(topic["code"].as_str().unwrap());
        let all = read_json(&format!("/search?{facet}={code}")).await;
        assert_eq!(topic["count"], all["total"]);
        for band in topic["pop"].as_array().unwrap() {
            let band_code = band["value"].as_str().unwrap();
            let address = format!("?{facet}={code}&pop={band_code}");
            let behind = read_json(&format!("/search{address}")).await;
            assert_eq!(band["count"], behind["total"], "{address}");
            if band["count"] != 0 {
                assert!(
                    page.contains(&format!("/{}", address.replace('&', "&amp;"))),
                    "{address}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_topic_narrows_by_population_band() {
    let all = read_json("/items/%E3%82%A8").await;
    let cases = all["cases"].as_array().unwrap();
    assert_eq!(all["count"], cases.len());
    assert!(
        cases
            .iter()
            .all(|it| !it["evidence"].as_str().unwrap().is_empty())
    );
    let band = all["pop"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["count"] != 0)
        .unwrap();
    let value = band["value"].as_str().unwrap();
    let narrowed = read_json(&format!("/items/%E3%82%A8?pop={value}")).await;
    assert_eq!(narrowed["total"], band["count"]);
    let page = read(&format!("/items/%E3%82%A8?pop={value}")).await.body;
    assert_eq!(page.matches("class=\"entry\"").count(), band["count"]);
}

#[tokio::test]
async fn a_scene_has_a_page_as_an_item_has() {
    let page = read(&format!("/items/{}", encoded("看取り"))).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<h1>看取り</h1>"));
}

#[tokio::test]
async fn what_is_no_topic_is_not_found_and_what_is_no_band_is_refused() {
    let answer = read(&format!("/items/{}", encoded("ケ"))).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("ア・イ・ウ"));
    let answer = read("/items/%E3%82%A8?pop=x").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
