//! The index is built when it is missing or stale, and swapped in whole.

use std::fs;
use std::path::Path;

use renkei::corpus::Corpus;
use renkei::gazetteer::Gazetteer;
use renkei::index::{IndexError, Outcome, ensure};
use renkei::search::Engine;

use crate::made_up::{case, typed};

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

fn ensured(corpus: &Path, index: &Path) -> Result<Outcome, IndexError> {
    let corpus = Corpus::open(corpus).unwrap();
    ensure(&corpus, &Gazetteer::built_in().unwrap(), index, &mut |_| {})
}

#[test]
fn an_index_is_built_once_until_something_it_is_made_from_changes() {
    let corpus = corpus_folder();
    let home = tempfile::tempdir().unwrap();
    let index = home.path().join("data");
    assert!(matches!(
        ensured(corpus.path(), &index).unwrap(),
        Outcome::Built { .. }
    ));
    assert_eq!(ensured(corpus.path(), &index).unwrap(), Outcome::Fresh);

    let words = "surface,part_of_speech,reading\n北上,固有名詞,きたかみ\n";
    fs::write(home.path().join("user-dictionary.csv"), words).unwrap();
    assert!(matches!(
        ensured(corpus.path(), &index).unwrap(),
        Outcome::Built { .. }
    ));

    let text = fs::read_to_string(corpus.path().join("a.txt")).unwrap();
    fs::write(corpus.path().join("a.txt"), text + "講演会を開いた。\n").unwrap();
    assert!(matches!(
        ensured(corpus.path(), &index).unwrap(),
        Outcome::Built { .. }
    ));
    assert_eq!(ensured(corpus.path(), &index).unwrap(), Outcome::Fresh);
}

#[test]
fn who_has_the_old_index_open_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let collection = |text: &str| renkei::collection::Collection {
        cases: vec![case("a", text)],
        ..Default::default()
    };
    renkei::index::write(&collection("看取りを支える。"), folder.path()).unwrap();
    let old = Engine::open(folder.path()).unwrap();
    renkei::index::write(&collection("講演会を開く。"), folder.path()).unwrap();
    let new = Engine::open(folder.path()).unwrap();
    assert_eq!(old.search(&typed("看取り")).total, 1);
    assert_eq!(new.search(&typed("看取り")).total, 0);
    assert_eq!(new.search(&typed("講演会")).total, 1);
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

    fs::write(home.path().join("synonyms.csv"), "term,group\n訪看,a\n,\n").unwrap();
    let index = home.path().join("data");
    ensured(corpus.path(), &index).unwrap();
    let error = Engine::open(&index).unwrap_err().to_string();
    assert!(error.contains("synonyms.csv:3"), "{error}");
}
