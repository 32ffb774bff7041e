//! Slide decks, hand-outs and collections that someone wrote who had not read the
//! rules (`tests/data/decks`), as `pdftotext` and `pdftotext -layout` give them: which
//! entries are found, and which of their figures, items and models.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use renkei::corpus::{Document, Source, SourceKind};
use renkei::gazetteer::Gazetteer;
use renkei::ingest::ingest_document;
use renkei::record::Case;
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    deck: String,
    municipalities: Vec<String>,
    prefecture: String,
    population: Option<f64>,
    aging_rate: Option<f64>,
    area_km2: Option<f64>,
    items_done: Vec<String>,
    items_arguable: Vec<String>,
    models: Vec<String>,
    models_arguable: Vec<String>,
}

/// What was right, wrong and left empty.
#[derive(Debug, Default)]
struct Count {
    right: usize,
    wrong: usize,
    empty: usize,
}

impl Count {
    fn add(&mut self, got: Option<f64>, wanted: Option<f64>) {
        match (got, wanted) {
            (Some(got), Some(wanted)) if (got - wanted).abs() < 0.005 => self.right += 1,
            (Some(_), _) => self.wrong += 1,
            (None, Some(_)) => self.empty += 1,
            (None, None) => {}
        }
    }

    fn share(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong + self.empty).max(1) as f64
    }
}

fn folder() -> PathBuf {
    std::env::var("DECKS").map_or_else(
        |_| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/decks"),
        PathBuf::from,
    )
}

fn cases(text: String, gazetteer: &Gazetteer) -> Vec<Case> {
    let source = Source {
        id: "made-up".into(),
        kind: SourceKind::SmartPractice,
        file: "made-up.txt".into(),
        title: "作例".into(),
        publisher: "作例".into(),
        published: None,
        added: None,
        url: None,
        licence: None,
        sha256: None,
    };
    ingest_document(Document { source, text }, gazetteer).cases
}

fn measure(expected: &str) {
    let gazetteer = Gazetteer::built_in().unwrap();
    let verbose = std::env::var("VERBOSE").is_ok();
    let rows = fs::read_to_string(folder().join(expected)).unwrap();
    let rows: Vec<Expected> = serde_json::from_str(&rows).unwrap();
    let decks: BTreeSet<&str> = rows.iter().map(|row| row.deck.as_str()).collect();
    for layout in ["raw", "lay"] {
        let (mut entries, mut extra, mut figures) = (Count::default(), 0, Count::default());
        let mut items = [0_usize; 3];
        let mut models = [0_usize; 3];
        for deck in &decks {
            let path = folder().join(format!("{deck}.{layout}.txt"));
            let mut cases = cases(fs::read_to_string(path).unwrap(), &gazetteer);
            for row in rows.iter().filter(|row| row.deck == *deck) {
                let found = cases.iter().position(|case| {
                    let codes: Vec<&String> =
                        case.municipalities.iter().map(|it| &it.code).collect();
                    codes == row.municipalities.iter().collect::<Vec<_>>()
                });
                let Some(index) = found else {
                    entries.empty += 1;
                    if verbose {
                        println!("{deck} {layout}: {:?} not found", row.municipalities);
                    }
                    continue;
                };
                let case = cases.remove(index);
                entries.right += 1;
                assert_eq!(case.prefecture.as_ref().unwrap().code, row.prefecture);
                let got = [
                    (
                        case.population.as_ref().map(|it| it.value as f64),
                        row.population,
                    ),
                    (case.aging_rate.as_ref().map(|it| it.value), row.aging_rate),
                    (case.area_km2.as_ref().map(|it| it.value), row.area_km2),
                ];
                for (got, wanted) in got {
                    if verbose && got != wanted {
                        println!(
                            "{deck} {layout} {}: got {got:?} wanted {wanted:?}",
                            case.title
                        );
                    }
                    figures.add(got, wanted);
                }
                let set = |codes: &[String]| codes.iter().cloned().collect::<BTreeSet<String>>();
                let got: BTreeSet<String> =
                    case.items.iter().map(|it| it.code.code().into()).collect();
                let got: BTreeSet<String> =
                    got.difference(&set(&row.items_arguable)).cloned().collect();
                let wanted = set(&row.items_done);
                if verbose && got != wanted {
                    println!(
                        "{deck} {layout} {}: items beside {:?}, missing {:?}",
                        case.title,
                        got.difference(&wanted).collect::<Vec<_>>(),
                        wanted.difference(&got).collect::<Vec<_>>()
                    );
                    for tag in case
                        .items
                        .iter()
                        .filter(|it| !wanted.contains(it.code.code()))
                    {
                        println!("    {} {}", tag.code, tag.evidence);
                    }
                }
                items[0] += got.intersection(&wanted).count();
                items[1] += got.len();
                items[2] += wanted.len();
                let got: BTreeSet<String> =
                    case.models.iter().map(|it| it.code.code().into()).collect();
                let got: BTreeSet<String> = got
                    .difference(&set(&row.models_arguable))
                    .cloned()
                    .collect();
                let wanted = set(&row.models);
                if verbose && got != wanted {
                    println!(
                        "{deck} {layout} {}: models {got:?} wanted {wanted:?}",
                        case.title
                    );
                    for tag in case
                        .models
                        .iter()
                        .filter(|it| !wanted.contains(it.code.code()))
                    {
                        println!("    {} {}", tag.code, tag.evidence);
                    }
                }
                models[0] += got.intersection(&wanted).count();
                models[1] += got.len();
                models[2] += wanted.len();
            }
            extra += cases.len();
            if verbose {
                for case in &cases {
                    println!("{deck} {layout} {}: {:?} beside", case.title, case.lines);
                }
            }
        }
        println!(
            "{expected} {layout}: entries {}/{} and {extra} beside them; figures {figures:?}; items precision {}/{} recall {}/{}; models precision {}/{} recall {}/{}",
            entries.right,
            entries.right + entries.empty,
            items[0],
            items[1],
            items[0],
            items[2],
            models[0],
            models[1],
            models[0],
            models[2],
        );
        let _ = figures.share();
    }
}

#[test]
fn decks() {
    for expected in std::env::var("EXPECTED")
        .unwrap_or_else(|_| "expected.json".into())
        .split(',')
    {
        measure(expected);
    }
}
