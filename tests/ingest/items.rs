//! 事業項目 per case against a table that was written by reading whole cases
//! (`tests/data/items.tsv`): an item counts where the case describes doing it.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::corpus::{CORPUS, table};

#[derive(Deserialize)]
struct Row {
    id: String,
    items: String,
}

/// Harmonic mean of precision and recall.
fn f1(both: usize, got: usize, wanted: usize) -> f64 {
    if got + wanted == 0 {
        1.0
    } else {
        2.0 * both as f64 / (got + wanted) as f64
    }
}

#[test]
fn items_agree_with_what_a_reader_found() {
    let (mut both, mut got, mut wanted) = (0, 0, 0);
    let mut of_cases = Vec::new();
    let table: Vec<Row> = table("tests/data/items.tsv");
    for row in table.iter().filter(|row| row.id.starts_with("sp-")) {
        let case = CORPUS
            .cases
            .iter()
            .find(|case| case.id == row.id)
            .unwrap_or_else(|| panic!("{} is not there", row.id));
        let found: BTreeSet<&str> = case.items.iter().map(|tag| tag.code.code()).collect();
        let reader: BTreeSet<&str> = row.items.split(',').filter(|it| !it.is_empty()).collect();
        let shared = found.intersection(&reader).count();
        of_cases.push(f1(shared, found.len(), reader.len()));
        both += shared;
        got += found.len();
        wanted += reader.len();
    }
    let overall = f1(both, got, wanted);
    let mean = of_cases.iter().sum::<f64>() / of_cases.len() as f64;
    println!(
        "{} cases: F1 {overall:.3}, mean of the cases' F1 {mean:.3}",
        of_cases.len()
    );
    assert!(of_cases.len() >= 30);
    assert!(overall >= 0.95, "F1 {overall:.3}");
    assert!(mean >= 0.90, "mean of the cases' F1 {mean:.3}");
}

#[test]
fn every_tag_says_what_it_rests_on() {
    for case in &CORPUS.cases {
        let tags = case
            .items
            .iter()
            .chain(&case.planned.items)
            .map(|tag| (tag.code.code(), &tag.evidence, tag.lines));
        for (code, evidence, lines) in tags {
            assert!(!evidence.is_empty(), "{} {code}", case.id);
            let in_case = case
                .lines
                .iter()
                .any(|passage| (passage[0]..=passage[1]).contains(&lines[0]));
            assert!(in_case, "{} {code}: line {}", case.id, lines[0]);
        }
        for planned in &case.planned.items {
            let is_done = case.items.iter().any(|tag| tag.code == planned.code);
            assert!(
                !is_done,
                "{}: {} is done and planned",
                case.id, planned.code
            );
        }
    }
}
