//! The orderings as printed, and the table of all cases.

use axum::http::StatusCode;

use crate::site::{read, read_json};

/// The rows of the report's orderings, from its text.
fn printed() -> Vec<Vec<String>> {
    let report = std::fs::read_to_string("corpus/home-care-model-survey-h29.txt").unwrap();
    report
        .lines()
        .map(|line| {
            line.split('\t')
                .map(str::trim)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|cells| cells.len() == 7 && cells[1].ends_with('人'))
        .collect()
}

#[tokio::test]
async fn the_orderings_are_the_printed_ones_row_by_row() {
    let answer = read_json("/tables").await;
    let orderings = answer["orderings"].as_array().unwrap();
    assert_eq!(orderings.len(), 5);
    let rows: Vec<Vec<String>> = orderings
        .iter()
        .flat_map(|it| it["table"]["rows"].as_array().unwrap())
        .map(|row| serde_json::from_value(row.clone()).unwrap())
        .collect();
    assert_eq!(rows, printed());
    let page = read("/tables").await.body;
    let mut rest = page.as_str();
    for row in &rows {
        for cell in row {
            let cell = cell.replace('&', "&amp;");
            let place = rest
                .find(&format!(">{cell}<"))
                .unwrap_or_else(|| panic!("{cell}"));
            rest = rest.split_at(place).1;
        }
    }
}

#[tokio::test]
async fn every_row_of_an_ordering_leads_to_its_region() {
    let answer = read_json("/tables").await;
    for ordering in answer["orderings"].as_array().unwrap() {
        for id in ordering["cases"].as_array().unwrap() {
            let case = read_json(&format!("/cases/{}", id.as_str().unwrap())).await;
            assert_eq!(case["kind"], "model-survey");
        }
    }
}

#[tokio::test]
async fn all_cases_are_sorted_by_any_column_with_the_unknown_last() {
    for (sort, figure) in [
        ("population-desc", "population"),
        ("aging-asc", "aging_rate"),
    ] {
        let answer = read_json(&format!("/tables?sort={sort}")).await;
        let figures: Vec<Option<f64>> = answer["cases"]
            .as_array()
            .unwrap()
            .iter()
            .map(|case| {
                // A joint entry stands where the first of its towns does.
                let towns = case["municipalities"].as_array().unwrap();
                let is_own = |it: &&serde_json::Value| {
                    let name = &it["municipality"];
                    towns.iter().any(|town| town["name"] == *name)
                };
                let parts = case["parts"].as_array().unwrap().iter().filter(is_own);
                let parts = parts.filter_map(|it| it[figure].as_f64());
                let figures = case[figure]["value"].as_f64().into_iter().chain(parts);
                if sort.ends_with("asc") {
                    figures.min_by(f64::total_cmp)
                } else {
                    figures.max_by(f64::total_cmp)
                }
            })
            .collect();
        let known: Vec<f64> = figures.iter().copied().map_while(|it| it).collect();
        assert_eq!(known.len(), figures.iter().flatten().count(), "{sort}");
        if sort.ends_with("asc") {
            assert!(known.is_sorted());
        } else {
            assert!(known.iter().rev().is_sorted());
        }
    }
    let page = read("/tables?sort=aging-desc").await.body;
    assert!(page.contains("小国町 7,283人<br>南小国町 4,127人"));
    assert_eq!(page.matches("aria-sort=").count(), 1);
    assert!(page.contains("aria-sort=\"descending\""));
    assert!(page.contains("/tables?sort=aging-asc#all-cases"));
    let answer = read("/tables?sort=x").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("population-desc"));
}
