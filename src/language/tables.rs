//! The tables that an index is made with, found and kept together: the user dictionary
//! and the thesaurus that texts are cut by, and the needs that are asked by them.

use std::fs;
use std::io;
use std::path::Path;

use super::analyzer::Analyzer;
use super::dictionary::{DictionaryError, USER_DICTIONARY, UserDictionary};
use super::needs::{NEEDS, Needs};
use super::table::TableError;
use super::thesaurus::{THESAURUS, Thesaurus};

/// The tables as read.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) words: UserDictionary,
    pub(crate) thesaurus: Thesaurus,
    pub(crate) needs: Needs,
}

impl Tables {
    /// The tables in a folder; one that is not there is the one that the program was
    /// built with.
    pub(crate) fn load(folder: &Path) -> Result<Self, TableError> {
        Ok(Self {
            words: UserDictionary::load(folder)?,
            thesaurus: Thesaurus::load(folder)?,
            needs: Needs::load(folder)?,
        })
    }

    /// Writes them as they were read.
    pub(crate) fn write(&self, folder: &Path) -> io::Result<()> {
        fs::write(folder.join(USER_DICTIONARY), &self.words.bytes)?;
        fs::write(folder.join(THESAURUS), &self.thesaurus.bytes)?;
        fs::write(folder.join(NEEDS), &self.needs.bytes)
    }

    /// The analyzer that cuts by them.
    pub(crate) fn into_analyzer(self) -> Result<Analyzer, DictionaryError> {
        Analyzer::new(&self.words, self.thesaurus)
    }
}
