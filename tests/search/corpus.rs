//! The corpus, indexed once for all tests.

use std::path::Path;
use std::sync::OnceLock;

use renkei::corpus::Corpus;
use renkei::gazetteer::Gazetteer;
use renkei::search::Engine;

/// An engine over the corpus.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let corpus = Corpus::open(Path::new("corpus")).unwrap();
        let gazetteer = Gazetteer::load(Path::new("corpus")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("data");
        renkei::index::build(&corpus, &gazetteer, &index).unwrap();
        Engine::open(&index).unwrap()
    })
}
