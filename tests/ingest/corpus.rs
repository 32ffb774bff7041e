//! The gazetteer and the corpus, each read once for all tests, the tables that they are
//! held to, and made-up documents read in a folder of their own.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use renkei::collection::Collection;
use renkei::corpus::{Corpus, Document, Source, SourceKind};
use renkei::gazetteer::Gazetteer;
use renkei::ingest::{ingest, ingest_document};
use serde::de::DeserializeOwned;

pub(crate) static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::built_in().unwrap());

/// What the published documents say.
pub(crate) static CORPUS: LazyLock<Collection> = LazyLock::new(|| {
    let folder = Path::new("corpus");
    ingest(
        &Corpus::open(folder).unwrap(),
        &Gazetteer::load(folder).unwrap(),
    )
});

/// Reads a corpus folder that holds these files, each with its name.
pub(crate) fn read_folder<const N: usize>(files: [(&str, &[u8]); N]) -> Collection {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    ingest(&Corpus::open(folder.path()).unwrap(), &GAZETTEER)
}

/// Reads one made-up text.
pub(crate) fn read_text(kind: SourceKind, text: impl Into<String>) -> Collection {
    let source = Source::new("made-up", kind);
    let text = text.into();
    ingest_document(Document { source, text }, &GAZETTEER)
}

/// The rows of a table that was written by reading the corpus.
pub(crate) fn table<T: DeserializeOwned>(path: &str) -> Vec<T> {
    csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .from_path(path)
        .unwrap()
        .deserialize()
        .map(Result::unwrap)
        .collect()
}
