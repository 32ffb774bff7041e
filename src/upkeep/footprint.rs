//! What can be seen of corpus, tables and index without reading them, so that a change
//! is noticed soon and at next to no cost.
//!
//! Names, sizes and times of change: they are looked at again and again instead of
//! being announced by the system, because announcements do not come over network shares.
//! What a change means is not known here.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::index::{self, tables_folder};

/// How things looked at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    files: BTreeMap<PathBuf, (u64, Option<SystemTime>)>,
    /// The folder of the current index.
    generation: Option<PathBuf>,
}

impl Footprint {
    /// Of the index in a folder alone.
    pub(super) fn of_index(index: &Path) -> Self {
        Self {
            files: BTreeMap::new(),
            generation: index::current(index).ok().flatten(),
        }
    }

    /// Of the index in a folder and of what it is made from.
    pub(super) fn of(corpus: Option<&Path>, index: &Path) -> Self {
        let mut footprint = Self::of_index(index);
        // A folder that is gone looks empty; what that means is found when it is read.
        let _ = footprint.add_tables(tables_folder(index));
        if let Some(corpus) = corpus {
            let _ = footprint.add_folder(corpus);
        }
        footprint
    }

    /// The same with another index in use.
    pub(super) fn with_generation(self, generation: &Path) -> Self {
        Self {
            generation: Some(generation.to_owned()),
            ..self
        }
    }

    fn add_tables(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|it| it == "csv") {
                self.add_file(path);
            }
        }
        Ok(())
    }

    fn add_folder(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                self.add_folder(&entry.path())?;
            } else {
                self.add_file(entry.path());
            }
        }
        Ok(())
    }

    fn add_file(&mut self, path: PathBuf) {
        if let Ok(metadata) = fs::metadata(&path) {
            let seen = (metadata.len(), metadata.modified().ok());
            self.files.insert(path, seen);
        }
    }
}
