//! Cases side by side.

use axum::http::StatusCode;

use crate::site::{read, read_json};

const FIVE: [&str; 5] = [
    "sp-014371",
    "sp-032069",
    "ms-032115",
    "gp-082317",
    "sp-434248",
];

fn address(ids: &[&str]) -> String {
    let pairs: Vec<String> = ids.iter().map(|id| format!("case={id}")).collect();
    format!("/compare?{}", pairs.join("&"))
}

fn columns(page: &str) -> usize {
    page.split("<thead>").nth(1).map_or(0, |rest| {
        rest.split("</thead>")
            .next()
            .unwrap()
            .matches("/cases/")
            .count()
    })
}

#[tokio::test]
async fn none_to_four_cases_stand_side_by_side() {
    for count in [0, 1, 4] {
        let answer = read(&address(&FIVE[..count])).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(columns(&answer.body), count);
        assert_eq!(answer.body.matches("出典：").count(), count);
        assert!(!answer.body.contains("次の事例は除きました"));
    }
    let page = read("/compare").await.body;
    assert!(page.contains("4件まで選べます"));
}

#[tokio::test]
async fn a_fifth_case_and_an_unknown_one_are_named_and_left_out() {
    let page = read(&address(&FIVE)).await.body;
    assert_eq!(columns(&page), 4);
    assert!(page.contains("次の事例は除きました"));
    assert!(page.contains("小国町"));
    let page = read("/compare?case=sp-014371&case=none&case=sp-014371")
        .await
        .body;
    assert_eq!(columns(&page), 1);
    assert!(page.contains("除きました：none"));
    let answer = read_json("/compare?case=sp-014371&case=none").await;
    assert_eq!(answer["cases"].as_array().unwrap().len(), 1);
    assert_eq!(answer["unknown"][0], "none");
}

#[tokio::test]
async fn each_column_can_be_taken_away_and_the_nearest_be_added() {
    let page = read(&address(&FIVE[..2])).await.body;
    assert!(page.contains("href=\"/compare?case=sp-032069\""));
    assert!(page.contains("href=\"/compare?case=sp-014371&amp;case=sp-032069&amp;case="));
}

#[tokio::test]
async fn every_row_has_a_cell_for_every_case() {
    let page = read(&address(&FIVE[..4])).await.body;
    let table = page.split("<tbody>").skip(1);
    for group in table {
        let rows = group.split("<tr>").skip(1);
        for row in rows {
            let row = row.split("</tr>").next().unwrap();
            assert_eq!(row.matches("<td>").count(), 4, "{row}");
        }
    }
}
