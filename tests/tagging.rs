//! Tags of single sentences that someone wrote who had not read the rules
//! (`tests/data/sentences`), each under 取り組み内容 of an otherwise plain write-up.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use renkei::corpus::{Document, Source, SourceKind};
use renkei::gazetteer::Gazetteer;
use renkei::ingest::ingest_document;
use renkei::record::Case;
use serde::Deserialize;

fn folder() -> PathBuf {
    std::env::var("SENTENCES").map_or_else(
        |_| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sentences"),
        PathBuf::from,
    )
}

fn sets() -> Vec<String> {
    std::env::var("SETS").map_or_else(
        |_| vec!["a".into(), "b".into()],
        |sets| sets.split(',').map(str::to_owned).collect(),
    )
}

fn case(sentence: &str, gazetteer: &Gazetteer) -> Case {
    let text = format!(
        "スマートプラクティス 岩手県花巻市\n\n岩手県花巻市の取り組み\n\n市区町村の基本情報\n人口 97,000人\n\n取り組み内容\n\n{sentence}\n"
    );
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
    ingest_document(Document { source, text }, gazetteer)
        .cases
        .remove(0)
}

#[derive(Deserialize)]
struct OfItem {
    text: String,
    item: String,
    state: String,
}

#[test]
fn items() {
    let gazetteer = Gazetteer::built_in().unwrap();
    let verbose = std::env::var("VERBOSE").is_ok();
    for set in sets() {
        let path = folder().join(format!("set-{set}.json"));
        let rows: Vec<OfItem> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let mut counts = std::collections::BTreeMap::new();
        for row in rows {
            let case = case(&row.text, &gazetteer);
            let done: Vec<&str> = case.items.iter().map(|it| it.code.code()).collect();
            let planned: Vec<&str> = case.planned.items.iter().map(|it| it.code.code()).collect();
            let is_done = done.contains(&row.item.as_str());
            let is_planned = planned.contains(&row.item.as_str());
            let count = counts.entry(row.state.clone()).or_insert((0, 0, 0, 0));
            count.0 += 1;
            count.1 += usize::from(is_done);
            count.2 += usize::from(is_planned);
            count.3 += usize::from(!done.is_empty());
            if verbose && (is_done != (row.state == "done")) {
                println!(
                    "{} {} done {done:?} planned {planned:?} {}",
                    row.state, row.item, row.text
                );
            }
        }
        for (state, (all, done, planned, any)) in counts {
            println!(
                "{set} {state}: {all}, tagged done {done}, planned {planned}, with any item {any}"
            );
        }
    }
}

#[derive(Deserialize)]
struct OfModel {
    text: String,
    model: Option<String>,
    state: String,
}

#[test]
fn models() {
    let gazetteer = Gazetteer::built_in().unwrap();
    let verbose = std::env::var("VERBOSE").is_ok();
    for set in sets() {
        let path = folder().join(format!("models-{set}.json"));
        let rows: Vec<OfModel> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let (mut wanted, mut found, mut extra, mut wrong, mut others) = (0, 0, 0, 0, 0);
        for row in rows {
            let case = case(&row.text, &gazetteer);
            let got: Vec<&str> = case.models.iter().map(|it| it.code.code()).collect();
            let real = row.state == "done" && row.model.is_some();
            if real {
                let is_found = row.model.as_deref().is_some_and(|it| got.contains(&it));
                wanted += 1;
                found += usize::from(is_found);
                extra += got.len() - usize::from(is_found);
                if verbose && (!is_found || got.len() > 1) {
                    println!("{:?} got {got:?} {}", row.model, row.text);
                }
            } else {
                others += 1;
                wrong += usize::from(!got.is_empty());
                if verbose && !got.is_empty() {
                    println!("NOT {:?} {} got {got:?} {}", row.model, row.state, row.text);
                }
            }
        }
        println!(
            "{set} models: {found} of {wanted} found, {extra} beside them; {wrong} of {others} that are none"
        );
    }
}

#[derive(Deserialize)]
struct OfTags {
    text: String,
    scenes: Vec<String>,
    leads: Vec<String>,
    ict: Vec<String>,
}

#[test]
fn scenes_leads_and_tools() {
    let gazetteer = Gazetteer::built_in().unwrap();
    let verbose = std::env::var("VERBOSE").is_ok();
    for set in sets() {
        let path = folder().join(format!("tags-{set}.json"));
        let rows: Vec<OfTags> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let mut counts = [[0_usize; 3]; 3];
        for row in rows {
            let case = case(&row.text, &gazetteer);
            let set = |codes: Vec<String>| codes.into_iter().collect::<BTreeSet<String>>();
            let got = [
                set(case
                    .scenes
                    .iter()
                    .map(|it| it.code.code().to_owned())
                    .collect()),
                set(case
                    .leads
                    .iter()
                    .filter(|it| it.evidence != "岩手県花巻市")
                    .map(|it| it.code.code().to_owned())
                    .collect()),
                set(case.ict_tools.iter().map(|it| it.code.clone()).collect()),
            ];
            let wanted = [set(row.scenes), set(row.leads), set(row.ict)];
            for (index, (got, wanted)) in got.iter().zip(&wanted).enumerate() {
                let both = if index == 2 {
                    got.len().min(wanted.len())
                } else {
                    got.intersection(wanted).count()
                };
                counts[index][0] += both;
                counts[index][1] += got.len();
                counts[index][2] += wanted.len();
                if verbose && got != wanted && !(index == 2 && got.len() == wanted.len()) {
                    println!("{index} wanted {wanted:?} got {got:?} {}", row.text);
                }
            }
        }
        for (name, [both, got, wanted]) in ["scenes", "leads", "ict"].iter().zip(counts) {
            println!("{set} {name}: precision {both}/{got}, recall {both}/{wanted}");
        }
    }
}
