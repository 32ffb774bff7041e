//! The CSV of a filtered list.

use crate::site::{ask, get};

#[tokio::test]
async fn the_file_opens_in_excel_and_holds_the_whole_list() {
    let answer = get("/export.csv?per_page=1&page=2").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        answer
            .header("content-disposition")
            .starts_with("attachment")
    );
    let text = answer
        .body
        .strip_prefix('\u{feff}')
        .expect("a byte order mark");
    assert!(
        text.split_inclusive('\n')
            .all(|line| line.ends_with("\r\n"))
    );
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(text.as_bytes())
        .into_records()
        .map(Result::unwrap)
        .collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[0].iter().any(|cell| cell == "1941"));
}

#[tokio::test]
async fn a_cell_that_looks_like_a_formula_is_text() {
    let answer = get("/export.csv").await;
    let reader = csv::Reader::from_reader(answer.body.as_bytes());
    for record in reader.into_records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(['=', '+', '@']), "{cell}");
        }
    }
}

#[tokio::test]
async fn a_wrong_filter_is_no_file() {
    let answer = ask("/export.csv?item=x", &[("accept", "application/json")]).await;
    assert_eq!(answer.status.as_u16(), 400);
    assert_eq!(answer.json()["error"]["code"], "bad-parameter");
}
