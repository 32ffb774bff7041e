//! Addresses stay as they are when the manifest changes around their source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use renkei::corpus::Corpus;
use renkei::gazetteer::Gazetteer;
use renkei::ingest::ingest;

const MANIFEST: &str = "corpus/corpus.toml";

/// The ids of cases and surveys by source, as a corpus with this manifest gives them.
fn ids(manifest: &str) -> BTreeMap<String, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir("corpus").unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    fs::write(folder.path().join("corpus.toml"), manifest).unwrap();
    let collection = ingest(&Corpus::open(folder.path()).unwrap(), &gazetteer());
    assert_eq!(collection.report.errors, Vec::<String>::new());
    let cases = collection.cases.into_iter().map(|it| (it.source, it.id));
    let surveys = collection.surveys.into_iter().map(|it| (it.source, it.id));
    let mut ids: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (source, id) in cases.chain(surveys) {
        ids.entry(source).or_default().push(id);
    }
    ids
}

fn gazetteer() -> Gazetteer {
    Gazetteer::load(Path::new("corpus")).unwrap()
}

#[test]
fn sources_in_another_order_and_new_ones_in_front_change_no_address() {
    let manifest = fs::read_to_string(MANIFEST).unwrap();
    let published = ids(&manifest);
    assert!(published["smart-practices-h29"].contains(&"sp-014371".to_owned()));
    assert!(published["home-care-model-survey-h29"].contains(&"ms-survey".to_owned()));

    let entries: Vec<&str> = manifest.split("[[source]]").skip(1).collect();
    let mut changed = String::new();
    // The same documents under other names: every one of their ids is taken.
    for entry in &entries {
        let named = entry.replacen("id = \"", "id = \"a-", 1);
        let undated: Vec<&str> = named
            .lines()
            .filter(|it| !it.starts_with("added"))
            .collect();
        let undated = undated
            .join("\n")
            .replace("published = \"2018-03\"", "published = \"2001\"");
        changed.extend(["[[source]]", &undated, "\n"]);
    }
    for entry in entries.iter().rev() {
        changed.extend(["[[source]]", entry, "\n"]);
    }
    let around = ids(&changed);
    assert_eq!(around.len(), 2 * published.len());
    for (source, ids) in &published {
        assert_eq!(&around[source], ids);
        assert_eq!(around[&format!("a-{source}")].len(), ids.len());
    }
    let all: Vec<&String> = around.values().flatten().collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
}
