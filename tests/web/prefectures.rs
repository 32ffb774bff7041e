//! The map and the prefectures.

use axum::http::StatusCode;

use crate::site::{encoded, read, read_json};

#[tokio::test]
async fn the_counts_are_those_of_the_lists_behind_them() {
    let answer = read_json("/prefectures").await;
    let page = read("/prefectures").await.body;
    let regions = answer["regions"].as_array().unwrap();
    let mut prefectures = 0;
    for region in regions {
        let in_region = read_json(&format!(
            "/search?region={}",
            region["code"].as_str().unwrap()
        ))
        .await;
        assert_eq!(region["count"], in_region["total"], "{}", region["name"]);
        for it in region["prefectures"].as_array().unwrap() {
            let code = it["code"].as_str().unwrap();
            let behind = read_json(&format!("/search?pref={code}")).await;
            assert_eq!(it["count"], behind["total"], "{code}");
            let link = format!("href=\"/prefectures/{code}\"");
            assert_eq!(
                page.matches(&link).count(),
                2,
                "on the map and in the list: {code}"
            );
            prefectures += 1;
        }
    }
    assert_eq!(prefectures, 47);
}

#[tokio::test]
async fn the_map_is_shaded_by_what_is_chosen_with_the_counts_of_the_lists() {
    for (parameter, code) in [("item", "エ"), ("scene", "看取り"), ("model", "あ1")] {
        let code = encoded(code);
        let answer = read_json(&format!("/prefectures?show={code}")).await;
        let page = read(&format!("/prefectures?show={code}")).await.body;
        let regions = answer["regions"].as_array().unwrap().iter();
        let prefectures = regions.flat_map(|region| region["prefectures"].as_array().unwrap());
        let mut carrying = 0;
        for it in prefectures {
            let prefecture = it["code"].as_str().unwrap();
            let address = format!("?pref={prefecture}&{parameter}={code}");
            let behind = read_json(&format!("/search{address}")).await;
            assert_eq!(it["carrying"], behind["total"], "{address}");
            let link = format!("\"/{}\"", address.replace('&', "&amp;"));
            let links = if it["carrying"] == 0 { 0 } else { 2 };
            assert_eq!(page.matches(&link).count(), links, "{address}");
            carrying += it["carrying"].as_u64().unwrap();
            for hit in behind["hits"].as_array().unwrap() {
                let town = format!("\"/cases/{}\"", hit["case"]["id"].as_str().unwrap());
                assert!(page.contains(&town), "{town}");
            }
        }
        let all = read_json(&format!("/search?{parameter}={code}")).await;
        assert_eq!(all["total"], carrying, "{code}");
    }
    let plain = read("/prefectures?show=").await;
    assert_eq!(plain.status, StatusCode::OK);
    let wrong = read("/prefectures?show=X").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_prefecture_without_a_case_says_so_and_points_on() {
    let answer = read_json("/prefectures").await;
    let prefectures = answer["regions"].as_array().unwrap().iter();
    let empty = prefectures
        .flat_map(|region| region["prefectures"].as_array().unwrap())
        .find(|it| it["count"] == 0)
        .expect("some prefecture has no case");
    let code = empty["code"].as_str().unwrap();
    let page = read(&format!("/prefectures/{code}")).await.body;
    assert!(page.contains("収めた資料にありません"));
    assert!(page.contains("href=\"/cases/"));
    assert!(page.contains("となりの都道府県"));
}

#[tokio::test]
async fn a_prefecture_lists_its_cases_and_keeps_the_picked_ones() {
    let answer = read_json("/prefectures/03").await;
    assert_eq!(answer["cases"].as_array().unwrap().len(), answer["count"]);
    let page = read("/prefectures/03?compare=sp-014371").await.body;
    assert!(page.contains("北上市"));
    assert!(page.contains("/prefectures/03?compare=sp-014371&amp;compare="));
    assert!(page.contains("/compare?case=sp-014371"));
}

#[tokio::test]
async fn what_is_no_prefecture_is_not_found() {
    for code in ["00", "48", "iwate", "3"] {
        let answer = read(&format!("/prefectures/{code}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{code}");
        assert!(answer.body.contains("01 から 47"), "{code}");
    }
}
