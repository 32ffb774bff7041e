//! Small made-up collections, indexed in a folder of their own.

use renkei::collection::Collection;
use renkei::record::{Case, MunicipalityRef, Planned, Record};
use renkei::report::Report;
use renkei::search::{Engine, Query, Results};
use renkei::vocabulary::{CaseKind, Prefecture, RecordKind};

/// A case that says this in its activities.
pub(crate) fn case(id: &str, text: &str) -> Case {
    Case {
        id: id.to_owned(),
        source: "made-up".to_owned(),
        kind: CaseKind::SmartPractice,
        title: "概要".to_owned(),
        printed_name: String::new(),
        prefecture: None,
        municipalities: Vec::new(),
        population: None,
        population_65: None,
        aging_rate: None,
        population_75: None,
        aging_rate_75: None,
        area_km2: None,
        parts: Vec::new(),
        items: Vec::new(),
        scenes: Vec::new(),
        models: Vec::new(),
        ict_tools: Vec::new(),
        leads: Vec::new(),
        planned: Planned::default(),
        lines: vec![[1, 2]],
        records: vec![record(id, 1, RecordKind::Activities, text)],
        similar: Vec::new(),
    }
}

/// A record of a case.
pub(crate) fn record(case: &str, number: usize, kind: RecordKind, text: &str) -> Record {
    Record {
        id: format!("{case}-{number}"),
        kind,
        heading: "本文".to_owned(),
        text: text.to_owned(),
        lines: [1, 2],
        items: Vec::new(),
        figures: Vec::new(),
        tables: Vec::new(),
    }
}

/// The same case, about this town.
pub(crate) fn of_town(mut case: Case, prefecture: Prefecture, name: &str, kana: &str) -> Case {
    case.prefecture = Some(prefecture.into());
    case.title = format!("{name}の取り組み");
    name.clone_into(&mut case.printed_name);
    case.municipalities = vec![MunicipalityRef {
        code: "000000".to_owned(),
        name: name.to_owned(),
        kana: kana.to_owned(),
    }];
    case
}

/// An engine over these cases.
pub(crate) fn engine(cases: Vec<Case>) -> Engine {
    let collection = Collection {
        sources: Vec::new(),
        cases,
        orderings: Vec::new(),
        report: Report::default(),
    };
    let folder = tempfile::tempdir().unwrap();
    renkei::index::write(&collection, folder.path()).unwrap();
    Engine::open(folder.path()).unwrap()
}

/// An engine over cases that say only this, with ids `a`, `b` …
pub(crate) fn saying(texts: &[&str]) -> Engine {
    let ids = "abcdefghijklmnopqrstuvwxyz".chars();
    let cases = texts.iter().zip(ids);
    engine(
        cases
            .map(|(text, id)| case(&id.to_string(), text))
            .collect(),
    )
}

/// What is typed, and nothing else.
pub(crate) fn typed(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::default()
    }
}

/// The ids of the hits, in their order.
pub(crate) fn ids(results: &Results) -> Vec<&str> {
    results
        .hits
        .iter()
        .map(|hit| hit.case.id.as_str())
        .collect()
}
