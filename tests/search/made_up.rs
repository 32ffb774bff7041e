//! Small made-up collections, indexed in a folder of their own.

use renkei::collection::Collection;
use renkei::digest::Digest;
use renkei::record::{Case, Fact, MunicipalityRef, Planned, Record};
use renkei::search::{Engine, Query, Results};
use renkei::vocabulary::{CaseKind, Prefecture, RecordKind};

/// A thesaurus of a few ideas, so that what is tested does not hang on the one that
/// the program comes with.
const THESAURUS: &str = "concept,term,weight,topic,note
看取り,看取り,1,,
看取り,看とり,1,,
看取り,終末期,0.6,,
看取り,最期,0.3,,
訪問看護,訪問看護,1,,
訪問看護,訪看,1,,
訪問診療,訪問診療,1,,
医師会,医師会,1,,
歯科医師会,歯科医師会,1,,
研修,研修,1,,
研修,勉強会,1,,
人生会議,人生会議,1,,
人生会議,ACP,1,,
退院支援ルール,退院支援ルール,1,,
";

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
        unread: Vec::new(),
        counted: Vec::new(),
        items: Vec::new(),
        scenes: Vec::new(),
        models: Vec::new(),
        ict_tools: Vec::new(),
        leads: Vec::new(),
        digest: Digest::default(),
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
        figure_text: String::new(),
        page: None,
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

/// The same case with so many inhabitants.
pub(crate) fn of_size(mut case: Case, people: u64) -> Case {
    case.population = Some(Fact {
        value: people,
        as_of: None,
        printed: format!("{people}人"),
        lines: [1, 1],
        corrected: None,
    });
    case
}

/// The same case with so many of a hundred aged 65 or more.
pub(crate) fn of_rate(mut case: Case, percent: f64) -> Case {
    case.aging_rate = Some(Fact {
        value: percent,
        as_of: None,
        printed: format!("{percent}％"),
        lines: [1, 1],
        corrected: None,
    });
    case
}

/// A case that says this in a record of one kind.
pub(crate) fn case_of(id: &str, kind: RecordKind, text: &str) -> Case {
    let mut case = case(id, text);
    case.records[0].kind = kind;
    case
}

/// An engine over these cases, with [`THESAURUS`].
pub(crate) fn engine(cases: Vec<Case>) -> Engine {
    with_thesaurus(THESAURUS, cases)
}

/// An engine over these cases with the thesaurus that the program comes with.
pub(crate) fn shipped(cases: Vec<Case>) -> Engine {
    let thesaurus = std::fs::read_to_string("index/thesaurus.csv").unwrap();
    with_thesaurus(&thesaurus, cases)
}

fn with_thesaurus(thesaurus: &str, cases: Vec<Case>) -> Engine {
    let collection = Collection {
        cases,
        ..Collection::default()
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("thesaurus.csv"), thesaurus).unwrap();
    let index = folder.path().join("data");
    renkei::index::write(collection, &index).unwrap();
    Engine::open(&index).unwrap()
}

/// Cases that say only this, with ids `a`, `b` …
pub(crate) fn cases(texts: &[&str]) -> Vec<Case> {
    let ids = ('a'..='z').map(String::from);
    let cases = texts.iter().zip(ids);
    cases.map(|(text, id)| case(&id, text)).collect()
}

/// An engine over cases that say only this, with ids `a`, `b` …
pub(crate) fn saying(texts: &[&str]) -> Engine {
    engine(cases(texts))
}

/// The answer to what is typed.
pub(crate) fn ask(engine: &Engine, text: &str) -> Results {
    engine.search(&typed(text)).unwrap()
}

/// The ids of the cases that are listed for what is typed, in no order.
pub(crate) fn found(engine: &Engine, text: &str) -> Vec<String> {
    let cases = engine.matching(&typed(text)).unwrap();
    let mut ids: Vec<String> = cases.iter().map(|case| case.id.clone()).collect();
    ids.sort_unstable();
    ids
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
