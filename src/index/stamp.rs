//! What an index was made from, so that a stale one is known and built again.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::language::dictionary;
use crate::language::tables::Tables;

/// The layout of the index folder.
const FORMAT: u32 = 5;
const FILE: &str = "stamp.json";

/// What an index was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    format: u32,
    /// The program's version.
    program: String,
    /// The digest of the code that reads the corpus and cuts its text.
    code: String,
    /// The compiled dictionary.
    dictionary: String,
    /// The user dictionary's digest.
    user_dictionary: String,
    /// The thesaurus's digest.
    thesaurus: String,
    /// The table of needs' digest.
    needs: String,
    /// The corpus files' digest.
    corpus: String,
}

impl Stamp {
    /// The stamp of an index made from these now.
    pub(super) fn of(corpus: &Corpus, tables: &Tables) -> std::io::Result<Self> {
        Ok(Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            code: env!("RENKEI_CODE").to_owned(),
            dictionary: dictionary::VERSION.to_owned(),
            user_dictionary: tables.words.digest(),
            thesaurus: tables.thesaurus.digest(),
            needs: tables.needs.digest(),
            corpus: corpus.digest()?,
        })
    }

    /// The stamp of the index in a folder; none where it cannot be read, which
    /// makes the index stale.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(FILE)).ok()?).ok()
    }

    pub(super) fn write(&self, folder: &Path) -> std::io::Result<()> {
        fs::write(folder.join(FILE), serde_json::to_vec_pretty(self)?)
    }
}
