//! A text read as a document of a kind, all in memory.

use std::sync::OnceLock;

use renkei::corpus::{Document, Source, SourceKind};
use renkei::gazetteer::Gazetteer;
use renkei::ingest::ingest_document;

/// Reads the text; whatever it is, there must be no panic.
pub fn read(kind: SourceKind, text: &str) {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    let gazetteer = GAZETTEER.get_or_init(|| Gazetteer::built_in().expect("the built-in list"));
    let source = Source::new("fuzz", kind);
    let text = text.to_owned();
    let _ = ingest_document(Document { source, text }, gazetteer);
}
