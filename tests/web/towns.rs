//! 「わが町に似た町」.

use axum::http::StatusCode;

use crate::site::{read, read_json};

/// 北竜町
const HOKURYU: &str = "014371";
/// 南伊勢町
const MINAMIISE: &str = "244724";

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
async fn the_own_town_brings_its_figures_of_2020_and_is_not_its_own_neighbour() {
    let answer = read_json(&format!("/comparable?home={HOKURYU}")).await;
    assert_eq!(answer["town"]["name"], "北竜町");
    assert_eq!(answer["town"]["year"], 2020);
    assert_eq!(answer["own"]["population"], 1724);
    assert_eq!(answer["own"]["pref"], "01");
    for it in answer["cases"].as_array().unwrap() {
        let towns = it["case"]["municipalities"].as_array().unwrap();
        assert!(towns.iter().all(|town| town["code"] != HOKURYU));
    }
    let typed = read_json(&format!("/comparable?home={HOKURYU}&population=50000")).await;
    assert_eq!(typed["own"]["population"], 50000);
    let page = read(&format!("/towns?home={HOKURYU}&population=50000")).await;
    assert!(page.body.contains("（入力した値）"));
}

/// A town's figures of 2020 are compared with another's of 2020, whatever its document
/// prints; that stays on the card.
#[tokio::test]
async fn both_towns_stand_with_the_figures_of_one_year() {
    let page = read(&format!("/towns?home={MINAMIISE}")).await.body;
    for compared in page.split("<details class=\"compared\">").skip(1) {
        let heads = compared.split("</thead>").next().unwrap();
        assert_eq!(heads.matches("<small>2020年</small>").count(), 2, "{heads}");
    }
    assert!(page.contains("2020年の統計で比較"));
    assert!(page.contains("国勢調査"));
    // 茂木町 has 11,891 people, 南伊勢町 10,989; the document prints more of it.
    let answer = read_json("/comparable?home=093432").await;
    let cases = answer["cases"].as_array().unwrap();
    let of = |code: &str| {
        let is_of = |it: &&serde_json::Value| it["case"]["municipalities"][0]["code"] == code;
        cases.iter().find(is_of).unwrap()
    };
    let case = of(MINAMIISE);
    assert_eq!(case["figures"]["population"], 10_989);
    assert_eq!(case["reasons"][0], "人口は約0.9倍");
    assert!(case["case"]["population"]["value"].as_u64().unwrap() > 12_000);
    // What a document does not print is known all the same.
    assert!(
        cases
            .iter()
            .all(|it| it["missing"] == serde_json::json!([]))
    );
}

#[tokio::test]
async fn how_nearness_is_measured_is_shown_by_an_example_that_adds_up() {
    let page = read(&format!("/towns?home={MINAMIISE}")).await.body;
    let method = page.split("id=\"method-heading\"").nth(1).unwrap();
    let table = method.split("</table>").next().unwrap();
    let figures: Vec<f64> = table
        .split("<td class=\"figure\">")
        .skip(1)
        .filter_map(|cell| {
            let cell = cell.trim_start_matches("<strong>");
            cell.split('<').next()?.parse().ok()
        })
        .collect();
    let [rows @ .., distance] = figures.as_slice() else {
        panic!("{table}");
    };
    let sum: f64 = rows.chunks(2).map(|row| row[0] * row[1]).sum();
    let weights: f64 = rows.chunks(2).map(|row| row[1]).sum();
    assert!((sum / weights - distance).abs() < 0.01, "{figures:?}");
}

#[tokio::test]
async fn what_cannot_be_compared_is_explained() {
    for (address, words) in [
        ("/towns", "わが町の名前"),
        // Nobody was counted there.
        ("/towns?home=075469", "2020年の人口が0人のため"),
        // A ward made since.
        ("/towns?home=221384", "2020年の人口の数値がないため"),
        (
            "/towns?population=9000&w_population=0&w_aging=0&w_density=0&w_region=0",
            "重みがすべて「考えない」のため",
        ),
        (
            "/towns?population=9000&pop=99999999-",
            "この範囲に事例はありません",
        ),
        (
            "/towns?population=9000",
            "面積が未入力のため、人口密度は比べていません",
        ),
    ] {
        let answer = read(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert!(answer.body.contains(words), "{address}: {words}");
        assert!(!answer.body.contains("NaN") && !answer.body.contains("inf"));
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
        let parts = case["parts"].as_array().unwrap().iter();
        let parts = parts.filter_map(|it| it["population"].as_u64());
        let mut people = case["population"]["value"]
            .as_u64()
            .into_iter()
            .chain(parts);
        assert!(people.any(|it| (10_000..30_000).contains(&it)));
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
    assert!(plot.matches("class=\"label\"").count() >= 5);
    assert!(points.len() > 60);
    for point in points {
        let address = point.split('"').next().unwrap();
        assert!(table.contains(&format!("href=\"{address}\"")), "{address}");
        assert!(point.contains("aria-label=\"") && point.contains("人、高齢化率"));
    }
    assert!(!plot.contains("style="));
}
