//! The index is built when it is missing or stale, and swapped in whole.

use std::fs;
use std::path::Path;

use renkei::search::{Engine, Weights};
use renkei::upkeep::{Upkeep, UpkeepError};

use crate::made_up::{ask, case};

/// A corpus folder with one write-up.
fn corpus_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("corpus.toml"),
        "[[source]]\nid=\"a\"\nkind=\"smart-practice\"\nfile=\"a.txt\"\ntitle=\"t\"\npublisher=\"p\"\n",
    )
    .unwrap();
    let text =
        "岩手県北上市\nスマートプラクティス 岩手県北上市\n取り組み内容\n看取りの研修を開いた。\n";
    fs::write(folder.path().join("a.txt"), text).unwrap();
    folder
}

/// Whether the index had to be built.
fn ensured(corpus: &Path, index: &Path) -> Result<bool, UpkeepError> {
    let upkeep = Upkeep {
        corpus: Some(corpus.to_owned()),
        begun: None,
        index: index.to_owned(),
        accept: true,
        read_only: false,
    };
    Ok(upkeep.open(&mut |_| {})?.built)
}

#[test]
fn an_index_is_built_once_until_something_it_is_made_from_changes() {
    let corpus = corpus_folder();
    let home = tempfile::tempdir().unwrap();
    let index = home.path().join("data");
    assert!(ensured(corpus.path(), &index).unwrap());
    assert!(!ensured(corpus.path(), &index).unwrap());

    for (table, rows) in [
        (
            "user-dictionary.csv",
            "surface,part_of_speech,reading\n北上,固有名詞,きたかみ\n",
        ),
        (
            "thesaurus.csv",
            "concept,term,weight,topic,note\n見送り,看取り,1,,\n見送り,旅立ち,1,,\n",
        ),
    ] {
        fs::write(home.path().join(table), rows).unwrap();
        assert!(ensured(corpus.path(), &index).unwrap(), "{table}");
        assert!(!ensured(corpus.path(), &index).unwrap());
    }
    // Queries are read with the table that the texts were read with.
    assert_eq!(ask(&Engine::open(&index).unwrap(), "旅立ち").total, 1);

    let text = fs::read_to_string(corpus.path().join("a.txt")).unwrap();
    fs::write(corpus.path().join("a.txt"), text + "講演会を開いた。\n").unwrap();
    assert!(ensured(corpus.path(), &index).unwrap());
    assert!(!ensured(corpus.path(), &index).unwrap());
}

#[test]
fn an_index_answers_by_the_thesaurus_it_was_built_with() {
    let corpus = corpus_folder();
    let home = tempfile::tempdir().unwrap();
    let index = home.path().join("data");
    let table = home.path().join("thesaurus.csv");
    fs::write(
        &table,
        "concept,term,weight,topic,note\n看取り,看取り,1,,\n看取り,旅立ち,1,,\n",
    )
    .unwrap();
    ensured(corpus.path(), &index).unwrap();
    // The table is changed beside an index that is in use: what a concept's number
    // means must not change under it.
    let other =
        "concept,term,weight,topic,note\n研修,旅立ち,1,,\n研修,研修,1,,\n看取り,看取り,1,,\n";
    fs::write(&table, other).unwrap();
    let engine = Engine::open(&index).unwrap();
    let marked = |text: &str| ask(&engine, text).hits[0].snippets[0].html.clone();
    assert_eq!(marked("旅立ち"), "<mark>看取り</mark>の研修を開いた。");
    ensured(corpus.path(), &index).unwrap();
    let engine = Engine::open(&index).unwrap();
    let marked = |text: &str| ask(&engine, text).hits[0].snippets[0].html.clone();
    assert_eq!(marked("旅立ち"), "看取りの<mark>研修</mark>を開いた。");
}

#[test]
fn what_a_crash_leaves_behind_is_never_answered_from() {
    let corpus = corpus_folder();
    let home = tempfile::tempdir().unwrap();
    let index = home.path().join("data");
    ensured(corpus.path(), &index).unwrap();
    let current = fs::read_to_string(index.join("current")).unwrap();

    // A build that stopped half-way: its generation stands there, unnamed.
    let half = index.join("generation-9");
    fs::create_dir_all(half.join("tantivy")).unwrap();
    fs::write(half.join("summaries.jsonl"), "{").unwrap();
    fs::write(index.join("current.new"), "generation-9").unwrap();
    assert_eq!(ask(&Engine::open(&index).unwrap(), "看取り").total, 1);
    assert!(!ensured(corpus.path(), &index).unwrap());
    assert_eq!(fs::read_to_string(index.join("current")).unwrap(), current);

    // A name that leads nowhere, or out of the folder: built again, never followed.
    for name in ["", "generation-7", "../elsewhere", "\u{0}"] {
        fs::write(index.join("current"), name).unwrap();
        assert!(Engine::open(&index).is_err(), "{name:?}");
        assert!(ensured(corpus.path(), &index).unwrap(), "{name:?}");
        assert_eq!(ask(&Engine::open(&index).unwrap(), "看取り").total, 1);
    }
    assert!(!half.exists(), "what is left over is cleared away");
}

/// Every file of a generation, its stamp included.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let (folders, mut files): (Vec<_>, Vec<_>) = entries.partition(|it| it.is_dir());
    files.extend(folders.iter().flat_map(|it| self::files(it)));
    files.sort();
    files
}

#[test]
fn a_damaged_index_is_an_error_and_not_a_wrong_answer() {
    let corpus = corpus_folder();
    let home = tempfile::tempdir().unwrap();
    let index = home.path().join("data");
    ensured(corpus.path(), &index).unwrap();
    let generation = index.join(fs::read_to_string(index.join("current")).unwrap());
    let files = files(&generation);
    assert!(files.len() > 8, "{files:?}");
    for file in files {
        let whole = fs::read(&file).unwrap();
        let mut damages = vec![None];
        if !whole.is_empty() {
            let mut turned = whole.clone();
            let place = fastrand::usize(..turned.len());
            turned[place] ^= 1 << fastrand::u8(..8);
            let half = whole[..whole.len() / 2].to_vec();
            damages.extend([Some(Vec::new()), Some(half)]);
            // Where the stamp says what it was made from, another word makes it stale.
            if !file.ends_with("stamp.json") {
                damages.push(Some(turned));
            }
        }
        for damage in damages {
            match &damage {
                Some(bytes) => fs::write(&file, bytes).unwrap(),
                None => fs::remove_file(&file).unwrap(),
            }
            let error = Engine::open(&index)
                .expect_err(&format!("{file:?}"))
                .to_string();
            assert!(error.contains("renkei index"), "{file:?}: {error}");
            fs::write(&file, &whole).unwrap();
        }
    }
    assert!(Engine::open(&index).is_ok());
}

#[test]
fn a_sample_finds_damage_in_an_index_that_is_in_use() {
    let corpus = corpus_folder();
    let home = tempfile::tempdir().unwrap();
    let index = home.path().join("data");
    ensured(corpus.path(), &index).unwrap();
    let generation = index.join(fs::read_to_string(index.join("current")).unwrap());
    let engine = Engine::open(&index).unwrap();
    engine.prove_a_part().unwrap();
    fs::write(generation.join("summaries.jsonl"), "{}").unwrap();
    let found = (0..1000).any(|_| engine.prove_a_part().is_err());
    assert!(found);
    fs::remove_dir_all(generation).unwrap();
    engine.prove_a_part().unwrap();
}

#[cfg(unix)]
#[test]
fn an_index_is_opened_without_a_write() {
    use std::os::unix::fs::PermissionsExt;
    let corpus = corpus_folder();
    let home = tempfile::tempdir().unwrap();
    let index = home.path().join("data");
    ensured(corpus.path(), &index).unwrap();
    let generation = index.join(fs::read_to_string(index.join("current")).unwrap());
    let tantivy = generation.join("tantivy");
    let state = || {
        let mut names = files(&index);
        names.push(tantivy.clone());
        let changed = |it: &Path| fs::metadata(it).unwrap().modified().unwrap();
        names
            .into_iter()
            .map(|it| (changed(&it), it))
            .collect::<Vec<_>>()
    };
    let before = state();
    for file in files(&index) {
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        let folder = fs::metadata(file.parent().unwrap()).unwrap();
        let readable = folder.permissions().mode() & 0o444;
        assert_eq!(mode & readable, readable, "{file:?}");
    }
    assert_eq!(ask(&Engine::open(&index).unwrap(), "看取り").total, 1);
    assert_eq!(state(), before);
}

#[test]
fn who_has_the_old_index_open_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let collection = |text: &str| renkei::collection::Collection {
        cases: vec![case("a", text)],
        ..Default::default()
    };
    renkei::index::write(collection("看取りを支える。"), folder.path()).unwrap();
    let old = Engine::open(folder.path()).unwrap();
    renkei::index::write(collection("講演会を開く。"), folder.path()).unwrap();
    let new = Engine::open(folder.path()).unwrap();
    assert_eq!(ask(&old, "看取り").total, 1);
    assert_eq!(ask(&new, "看取り").total, 0);
    assert_eq!(ask(&new, "講演会").total, 1);
}

#[test]
fn what_cannot_be_written_or_read_is_named_with_the_next_step() {
    let corpus = corpus_folder();
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let error = ensured(corpus.path(), &file).unwrap_err().to_string();
    assert!(
        error.contains("file: cannot be written") && error.contains("--index"),
        "{error}"
    );

    let empty = home.path().join("empty");
    let error = Engine::open(&empty).unwrap_err().to_string();
    assert!(error.contains("renkei index"), "{error}");

    let table = "concept,term,weight,topic,note\n看取り,看取り,2,,\n";
    fs::write(home.path().join("thesaurus.csv"), table).unwrap();
    let error = ensured(corpus.path(), &home.path().join("data"));
    let error = error.unwrap_err().to_string();
    assert!(error.contains("thesaurus.csv:2: 「2」"), "{error}");
}

/// What `/readyz` asks.
#[test]
fn every_case_is_found_by_its_title() {
    let engine = crate::corpus::engine();
    let missed = engine.summaries().iter().filter(|case| {
        let query = renkei::search::Query {
            text: case.title.clone(),
            ..Default::default()
        };
        let listed = engine.listed(&query, &Weights::default()).unwrap();
        !listed.contains(&case.id.as_str())
    });
    let missed: Vec<&str> = missed.map(|case| case.title.as_str()).collect();
    assert!(missed.is_empty(), "{missed:?}");
}
