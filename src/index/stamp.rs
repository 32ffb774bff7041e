//! What an index was made from, so that a stale one is known and built again, and
//! what its files are, so that a damaged one is.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::seal::Seal;
use crate::corpus::{Corpus, hex};
use crate::language::dictionary;
use crate::language::tables::Tables;

/// The layout of the index folder.
const FORMAT: u32 = 7;
const FILE: &str = "stamp.json";

/// Stands in a generation, written last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    format: u32,
    /// None where the cases came from elsewhere than a corpus.
    pub(super) made_from: Option<MadeFrom>,
    pub(crate) seal: Seal,
}

/// Everything that decides what an index holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MadeFrom {
    /// The program's version, the digest of its code that reads the corpus and cuts its
    /// text, and the compiled dictionary's version.
    program: [String; 3],
    /// The user dictionary's digest.
    user_dictionary: String,
    /// The thesaurus's digest.
    thesaurus: String,
    /// The table of needs' digest.
    needs: String,
    /// The corpus files' digest.
    corpus: String,
}

impl MadeFrom {
    /// What an index would be made from now.
    pub(super) fn of(corpus: &Corpus, tables: &Tables) -> io::Result<Self> {
        let digest = |table: &[u8]| hex(&Sha256::digest(table));
        Ok(Self {
            program: [
                env!("CARGO_PKG_VERSION"),
                env!("RENKEI_CODE"),
                dictionary::VERSION,
            ]
            .map(str::to_owned),
            user_dictionary: digest(&tables.words.bytes),
            thesaurus: digest(&tables.thesaurus.bytes),
            needs: digest(&tables.needs.bytes),
            corpus: corpus.digest()?,
        })
    }

    /// What is another now than when that index was made; none where nothing is.
    pub(super) fn difference(&self, made: &Self) -> Option<&'static str> {
        if self == made {
            return None;
        }
        Some(if self.corpus != made.corpus {
            "the corpus was changed"
        } else if self.thesaurus != made.thesaurus {
            "the thesaurus was changed"
        } else if self.user_dictionary != made.user_dictionary {
            "the user dictionary was changed"
        } else if self.needs != made.needs {
            "the table of needs was changed"
        } else {
            "it was made by another version of the program"
        })
    }
}

impl Stamp {
    /// The stamp of a generation whose files are written and sealed.
    pub(super) fn new(made_from: Option<MadeFrom>, seal: Seal) -> Self {
        Self {
            format: FORMAT,
            made_from,
            seal,
        }
    }

    /// The stamp in a generation; an error says why there is none to go by.
    pub(crate) fn read(generation: &Path) -> Result<Self, String> {
        let problem = |error: &dyn std::fmt::Display| format!("{FILE}: {error}");
        let bytes = fs::read(generation.join(FILE)).map_err(|error| problem(&error))?;
        let stamp: Self = serde_json::from_slice(&bytes).map_err(|error| problem(&error))?;
        if stamp.format != FORMAT {
            return Err("it was made by another version of the program".to_owned());
        }
        Ok(stamp)
    }

    pub(super) fn write(&self, generation: &Path) -> io::Result<()> {
        let mut file = File::create(generation.join(FILE))?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_is_told() {
        let of = |needs: &str| MadeFrom {
            program: ["1", "2", "3"].map(str::to_owned),
            user_dictionary: String::new(),
            thesaurus: String::new(),
            needs: needs.to_owned(),
            corpus: String::new(),
        };
        assert_eq!(of("old").difference(&of("old")), None);
        let difference = of("new").difference(&of("old"));
        assert_eq!(difference, Some("the table of needs was changed"));
    }
}
