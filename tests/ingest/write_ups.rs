//! Write-ups that no rule was made for: made-up documents with other names, orders
//! and formats, read through a corpus folder of their own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use renkei::collection::Collection;
use renkei::record::{Case, Fact};
use serde::Deserialize;

use crate::corpus::read_folder;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/write-ups");

#[derive(Deserialize)]
struct Expectations {
    case: Vec<Expected>,
}

/// What a case must say; what is left out is not looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    file: String,
    id: String,
    title: Option<String>,
    printed_name: Option<String>,
    municipalities: Option<Vec<String>>,
    population: Option<u64>,
    population_as_of: Option<String>,
    aging_rate: Option<f64>,
    aging_rate_as_of: Option<String>,
    area_km2: Option<f64>,
    area_as_of: Option<String>,
    #[serde(default)]
    parts: Vec<(String, u64)>,
    kinds: Option<Vec<String>>,
    #[serde(default)]
    headings: Vec<String>,
    #[serde(default)]
    items: Vec<String>,
    #[serde(default)]
    planned: Vec<String>,
    #[serde(default)]
    scenes: Vec<String>,
    #[serde(default)]
    models: Vec<String>,
    #[serde(default)]
    ict_tools: Vec<String>,
    #[serde(default)]
    leads: Vec<String>,
    #[serde(default)]
    figures: Vec<(String, f64)>,
    features: Option<String>,
    issues: Option<String>,
    #[serde(default)]
    holds: Vec<String>,
    #[serde(default)]
    lacks: Vec<String>,
}

/// A corpus folder with only the manifest and one text.
fn read(file: &str) -> Collection {
    let text = fs::read(Path::new(FOLDER).join(file)).unwrap();
    let manifest = format!(
        "[[source]]\nid=\"made-up\"\nkind=\"smart-practice\"\nfile=\"{file}\"\ntitle=\"t\"\npublisher=\"p\"\n"
    );
    read_folder([("corpus.toml", manifest.as_bytes()), (file, &text)])
}

fn value<T: Copy>(fact: Option<&Fact<T>>) -> Option<T> {
    fact.map(|fact| fact.value)
}

fn as_of<T>(fact: Option<&Fact<T>>) -> Option<String> {
    fact.and_then(|fact| fact.as_of.clone())
}

/// What differs from what is expected, in words.
#[allow(clippy::float_cmp)] // the same digits parse to the same value
fn differences(expected: &Expected, case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, is_same: bool, got: String| {
        if !is_same {
            found.push(format!("{}: {what} is {got}", expected.id));
        }
    };
    let codes: Vec<&str> = case
        .municipalities
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    if let Some(municipalities) = &expected.municipalities {
        differ(
            "municipalities",
            codes == *municipalities,
            format!("{codes:?}"),
        );
    }
    if let Some(name) = &expected.printed_name {
        differ(
            "printed_name",
            case.printed_name == *name,
            case.printed_name.clone(),
        );
    }
    if let Some(title) = &expected.title {
        differ("title", case.title == *title, case.title.clone());
    }
    let population = value(case.population.as_ref());
    differ(
        "population",
        population == expected.population,
        format!("{population:?}"),
    );
    let aging = value(case.aging_rate.as_ref());
    differ(
        "aging_rate",
        expected.aging_rate.is_none() || aging == expected.aging_rate,
        format!("{aging:?}"),
    );
    let area = value(case.area_km2.as_ref());
    differ(
        "area_km2",
        expected.area_km2.is_none() || area == expected.area_km2,
        format!("{area:?}"),
    );
    for (what, want, got) in [
        (
            "population as of",
            &expected.population_as_of,
            as_of(case.population.as_ref()),
        ),
        (
            "aging rate as of",
            &expected.aging_rate_as_of,
            as_of(case.aging_rate.as_ref()),
        ),
        (
            "area as of",
            &expected.area_as_of,
            as_of(case.area_km2.as_ref()),
        ),
    ] {
        differ(what, want.is_none() || *want == got, format!("{got:?}"));
    }
    for (name, people) in &expected.parts {
        let part = case.parts.iter().find(|part| part.municipality == *name);
        let got = part.and_then(|part| part.population);
        differ(name, got == Some(*people), format!("{got:?}"));
    }
    let kinds: Vec<&str> = case
        .records
        .iter()
        .map(|record| record.kind.code())
        .collect();
    if let Some(wanted) = &expected.kinds {
        differ("kinds", kinds == *wanted, format!("{kinds:?}"));
    }
    let headings: Vec<&str> = case.records.iter().map(|it| it.heading.as_str()).collect();
    for heading in &expected.headings {
        differ(
            heading,
            headings.contains(&heading.as_str()),
            format!("{headings:?}"),
        );
    }
    let tags: BTreeMap<&str, (&Vec<String>, Vec<String>)> = BTreeMap::from([
        (
            "items",
            (
                &expected.items,
                case.items.iter().map(|it| it.code.to_string()).collect(),
            ),
        ),
        (
            "planned",
            (
                &expected.planned,
                case.planned
                    .items
                    .iter()
                    .map(|it| it.code.to_string())
                    .collect(),
            ),
        ),
        (
            "scenes",
            (
                &expected.scenes,
                case.scenes.iter().map(|it| it.code.to_string()).collect(),
            ),
        ),
        (
            "models",
            (
                &expected.models,
                case.models.iter().map(|it| it.code.to_string()).collect(),
            ),
        ),
        (
            "ict_tools",
            (
                &expected.ict_tools,
                case.ict_tools.iter().map(|it| it.code.clone()).collect(),
            ),
        ),
        (
            "leads",
            (
                &expected.leads,
                case.leads.iter().map(|it| it.code.to_string()).collect(),
            ),
        ),
    ]);
    for (what, (wanted, got)) in tags {
        let all = wanted.iter().all(|term| got.contains(term));
        differ(what, all, format!("{got:?}, not {wanted:?}"));
    }
    for (label, figure) in &expected.figures {
        let holds = case
            .records
            .iter()
            .flat_map(|record| &record.figures)
            .any(|it| it.label == *label && it.value == *figure);
        differ(label, holds, "not among the figures".to_owned());
    }
    for (kind, wanted) in [
        ("features", &expected.features),
        ("issues", &expected.issues),
    ] {
        let text = case
            .records
            .iter()
            .find(|record| record.kind.code() == kind)
            .map(|record| record.text.clone());
        differ(
            kind,
            wanted.is_none() || *wanted == text,
            format!("{text:?}"),
        );
    }
    let text: String = case
        .records
        .iter()
        .map(|record| record.text.clone() + "\n")
        .collect();
    for words in &expected.holds {
        differ(words, text.contains(words), "missing".to_owned());
    }
    for words in &expected.lacks {
        differ(words, !text.contains(words), "there".to_owned());
    }
    found
}

#[test]
fn made_up_write_ups_are_read_as_a_person_reads_them() {
    let expectations = fs::read_to_string(Path::new(FOLDER).join("expected.toml")).unwrap();
    let expectations: Expectations = toml::from_str(&expectations).unwrap();
    let mut read_files: BTreeMap<&str, Collection> = BTreeMap::new();
    let mut found = Vec::new();
    for expected in &expectations.case {
        let collection = read_files
            .entry(&expected.file)
            .or_insert_with(|| read(&expected.file));
        match collection.cases.iter().find(|case| case.id == expected.id) {
            Some(case) => found.extend(differences(expected, case)),
            None => found.push(format!(
                "{}: not among {:?}",
                expected.id,
                collection
                    .cases
                    .iter()
                    .map(|case| &case.id)
                    .collect::<Vec<_>>()
            )),
        }
    }
    for (file, collection) in &read_files {
        let wanted = expectations
            .case
            .iter()
            .filter(|it| it.file == *file)
            .count();
        if collection.cases.len() != wanted {
            let ids: Vec<&str> = collection
                .cases
                .iter()
                .map(|case| case.id.as_str())
                .collect();
            found.push(format!("{file}: {ids:?}"));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
