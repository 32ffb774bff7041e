//! Every case's printed figures against a table that was written by reading the
//! document (`tests/data/facts.tsv`), exactly: names, population, aging rates, area,
//! the days they stand for, and each town's own in joint entries.

use renkei::record::{Case, Fact};
use serde::Deserialize;

use crate::corpus::{CORPUS, table};

/// A row of the table; an empty cell means that the figure is not printed.
#[derive(Deserialize)]
struct Row {
    id: String,
    codes: String,
    printed_name: String,
    population: Option<u64>,
    population_as_of: String,
    aging_rate: Option<f64>,
    aging_rate_as_of: String,
    aging_rate_75: Option<f64>,
    area_km2: Option<f64>,
    area_as_of: String,
    parts: String,
}

fn value<T: Copy>(fact: Option<&Fact<T>>) -> Option<T> {
    fact.map(|fact| fact.value)
}

fn as_of<T>(fact: Option<&Fact<T>>) -> String {
    fact.and_then(|fact| fact.as_of.clone()).unwrap_or_default()
}

/// A case's figures in the table's words.
fn printed(case: &Case) -> String {
    let codes: Vec<&str> = case
        .municipalities
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    let parts: Vec<String> = case
        .parts
        .iter()
        .map(|part| {
            format!(
                "{}:{}:{}:{}",
                part.municipality,
                number(part.population.map(|people| people as f64)),
                number(part.aging_rate),
                number(part.area_km2)
            )
        })
        .collect();
    format!(
        "{} | {} | {:?} {} | {:?} {} | {:?} | {:?} {} | {}",
        codes.join("+"),
        case.printed_name,
        value(case.population.as_ref()),
        as_of(case.population.as_ref()),
        value(case.aging_rate.as_ref()),
        as_of(case.aging_rate.as_ref()),
        value(case.aging_rate_75.as_ref()),
        value(case.area_km2.as_ref()),
        as_of(case.area_km2.as_ref()),
        parts.join(";"),
    )
}

fn wanted(row: &Row) -> String {
    format!(
        "{} | {} | {:?} {} | {:?} {} | {:?} | {:?} {} | {}",
        row.codes,
        row.printed_name,
        row.population,
        row.population_as_of,
        row.aging_rate,
        row.aging_rate_as_of,
        row.aging_rate_75,
        row.area_km2,
        row.area_as_of,
        row.parts,
    )
}

#[test]
fn every_case_has_the_figures_that_the_document_prints() {
    let table: Vec<Row> = table("tests/data/facts.tsv");
    let cases: Vec<&Case> = CORPUS
        .cases
        .iter()
        .filter(|case| case.id.starts_with("sp-"))
        .collect();
    assert_eq!(cases.len(), table.len());
    let mut different = Vec::new();
    for row in &table {
        let got = cases
            .iter()
            .find(|case| case.id == row.id)
            .map(|case| printed(case));
        if got.as_ref() != Some(&wanted(row)) {
            different.push(format!(
                "{}\n  table: {}\n  read:  {got:?}",
                row.id,
                wanted(row)
            ));
        }
    }
    assert!(different.is_empty(), "\n{}", different.join("\n"));
}

#[test]
fn figures_stand_where_they_say() {
    let text = std::fs::read_to_string("corpus/smart-practices-h29.txt").unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    let mut checked = 0;
    for case in CORPUS
        .cases
        .iter()
        .filter(|case| case.id.starts_with("sp-"))
    {
        if let Some(fact) = &case.population {
            let passage = lines[fact.lines[0] - 1..fact.lines[1]].concat();
            let first: String = fact.printed.chars().take(6).collect();
            assert!(
                passage.contains(&first),
                "{}: {} in {passage}",
                case.id,
                fact.printed
            );
            checked += 1;
        }
    }
    assert!(checked > 60);
}

#[test]
fn corrections_say_what_is_printed_and_why() {
    assert_eq!(CORPUS.report.errors, Vec::<String>::new());
    let case = CORPUS
        .cases
        .iter()
        .find(|case| case.id == "sp-362051")
        .unwrap();
    let area = case.area_km2.as_ref().unwrap();
    assert!(area.printed.contains("144.14㎡"), "{}", area.printed);
    assert!(area.corrected.as_ref().unwrap().contains("単位"));
    let name = "「福島県須賀川市市」→「福島県須賀川市」";
    assert!(
        CORPUS
            .report
            .corrections
            .iter()
            .any(|it| it.to_string().contains(name))
    );
}
