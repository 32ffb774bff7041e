//! 「うちの町に似た町」.

use axum::http::StatusCode;

use crate::site::{read, read_json};

/// 「北竜町」
const HOKURYU: &str = "%E5%8C%97%E7%AB%9C%E7%94%BA";

#[tokio::test]
async fn two_numbers_lead_to_a_ranked_list_with_reasons() {
    let answer = read_json("/comparable?population=13000&aging_rate=35").await;
    let cases = answer["cases"].as_array().unwrap();
    assert_eq!(answer["total"], cases.len());
    let distances: Vec<f64> = cases
        .iter()
        .map(|it| it["distance"].as_f64().unwrap())
        .collect();
    assert!(distances.is_sorted());
    assert!(cases.iter().all(|it| it["case"]["kind"] != "survey"));
    let first = &cases[0];
    assert!(!first["reasons"].as_array().unwrap().is_empty());
    let page = read("/towns?population=13000&aging_rate=35").await.body;
    for reason in first["reasons"].as_array().unwrap() {
        assert!(page.contains(reason.as_str().unwrap()));
    }
}

#[tokio::test]
async fn a_town_of_the_corpus_brings_its_own_figures_and_is_not_its_own_neighbour() {
    let answer = read_json(&format!("/comparable?town={HOKURYU}")).await;
    assert_eq!(answer["town"]["code"], "014371");
    assert_eq!(answer["own"]["population"], 1941);
    assert_eq!(answer["own"]["pref"], "01");
    for it in answer["cases"].as_array().unwrap() {
        let towns = it["case"]["municipalities"].as_array().unwrap();
        assert!(towns.iter().all(|town| town["code"] != "014371"));
    }
    let typed = read_json(&format!("/comparable?town={HOKURYU}&population=50000")).await;
    assert_eq!(typed["own"]["population"], 50000);
}

#[tokio::test]
async fn towns_of_one_name_are_offered_to_choose_from() {
    let answer = read_json("/comparable?town=%E5%BA%9C%E4%B8%AD%E5%B8%82").await;
    let choices = answer["choices"].as_array().unwrap();
    let prefectures: Vec<&str> = choices
        .iter()
        .map(|it| it["prefecture"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(prefectures, ["東京都", "広島県"]);
    let page = read("/towns?town=%E5%BA%9C%E4%B8%AD%E5%B8%82").await.body;
    assert!(page.contains("はどの町ですか"));
    assert!(page.contains("/towns?town=342084"));
}

#[tokio::test]
async fn what_cannot_be_compared_is_explained() {
    for (address, words) in [
        ("/towns", "図と同じ内容の表"),
        (
            "/towns?town=%E6%9E%B6%E7%A9%BA%E5%B8%82",
            "見つかりませんでした",
        ),
        // A town without a case, by its name alone.
        ("/towns?town=342084", "人口か高齢化率を入れてください"),
        (
            "/towns?population=9000&w_population=0&w_aging=0&w_density=0&w_region=0",
            "比べる数値がありません",
        ),
        (
            "/towns?population=9000&pop=99999999-",
            "この範囲に事例はありません",
        ),
    ] {
        let answer = read(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert!(answer.body.contains(words), "{address}: {words}");
    }
    let answer = read("/towns?population=-1").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("13000 のように"));
}

#[tokio::test]
async fn restrictions_hold_for_every_case() {
    let base = "/comparable?population=50000&pref=03";
    let near = read_json(&format!("{base}&within=prefecture")).await;
    for it in near["cases"].as_array().unwrap() {
        assert_eq!(it["case"]["prefecture"]["code"], "03");
    }
    assert!(near["total"].as_u64().unwrap() > 0);
    let narrowed = read_json(&format!(
        "{base}&item=%E3%82%A8&kind=smart-practice&pop=10000-30000"
    ))
    .await;
    for it in narrowed["cases"].as_array().unwrap() {
        let case = &it["case"];
        assert_eq!(case["kind"], "smart-practice");
        let people = case["population"]["value"].as_u64().unwrap();
        assert!((10_000..30_000).contains(&people));
        assert!(
            case["items"]
                .as_array()
                .unwrap()
                .iter()
                .any(|it| it == "エ")
        );
    }
}

#[tokio::test]
async fn every_point_of_the_plot_is_a_named_link_and_a_row_of_the_table() {
    let page = read("/towns?population=13000&aging_rate=35").await.body;
    let plot = page.split("<svg class=\"plot\"").nth(1).unwrap();
    let plot = plot.split("</svg>").next().unwrap();
    let table = page.split("id=\"towns-table\"").nth(1).unwrap();
    let points: Vec<&str> = plot.split("<a href=\"").skip(1).collect();
    assert!(points.len() > 60);
    for point in points {
        let address = point.split('"').next().unwrap();
        assert!(table.contains(&format!("href=\"{address}\"")), "{address}");
        assert!(point.contains("aria-label=\"") && point.contains("人、高齢化率"));
    }
    assert!(!plot.contains("style="));
}
