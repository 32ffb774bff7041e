//! Builds an index: cases are written to a new generation that takes the old one's
//! place when it is whole.

use std::io;
use std::path::{Path, PathBuf};

use super::folder::{self, Generation};
use super::generation::{self, About, GenerationError, Written};
use super::seal::Seal;
use super::stamp::{MadeFrom, Stamp};
use crate::collection::Collection;
use crate::corpus::Corpus;
use crate::gazetteer::Gazetteer;
use crate::ingest;
use crate::language::dictionary::DictionaryError;
use crate::language::tables::Tables;
use crate::record::Case;

/// Why an index cannot be built. Each message names the folder and the next step.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The folder cannot be written to.
    #[error("{}: cannot be written: {source}; {}", path.display(), next_step(source))]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A corpus file cannot be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Corpus {
        /// The corpus folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The dictionary cannot be used.
    #[error(transparent)]
    Dictionary(#[from] DictionaryError),
    /// The index library gave up.
    #[error("{}: cannot be indexed: {problem}; remove the folder and run `renkei index`", path.display())]
    Library {
        /// The folder.
        path: PathBuf,
        /// What the library said.
        problem: String,
    },
}

/// What to do about a folder that cannot be written to.
fn next_step(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free some space or name another folder with --index"
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands in its place; name another folder with --index"
        }
        _ => "make it writable or name another folder with --index",
    }
}

/// How far the building is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Cases indexed.
    pub done: usize,
    /// Cases in all.
    pub total: usize,
}

/// How the index in a folder stands to what it would be made from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was made from the same things. Whether its files are whole is found when it
    /// is opened.
    Fresh,
    /// It is another, for this reason.
    Stale(&'static str),
    /// There is none to go by.
    Missing,
}

/// An index about to be built.
#[derive(Debug)]
pub struct Plan {
    folder: PathBuf,
    tables: Tables,
    /// None where the cases come from elsewhere than a corpus.
    made_from: Option<MadeFrom>,
}

impl Plan {
    /// For the index in `folder`, from the corpus and the tables as they are now.
    pub fn new(corpus: &Corpus, folder: &Path) -> Result<Self, IndexError> {
        let mut plan = Self::of_no_corpus(folder)?;
        let made_from =
            MadeFrom::of(corpus, &plan.tables).map_err(|source| IndexError::Corpus {
                path: corpus.folder().to_owned(),
                source,
            })?;
        plan.made_from = Some(made_from);
        Ok(plan)
    }

    fn of_no_corpus(folder: &Path) -> Result<Self, IndexError> {
        Ok(Self {
            folder: folder.to_owned(),
            tables: Tables::load(tables_folder(folder)).map_err(DictionaryError::from)?,
            made_from: None,
        })
    }

    /// How the index that stands in the folder compares.
    pub fn state(&self) -> State {
        let current = folder::current(&self.folder).ok().flatten();
        let made = current
            .and_then(|it| Stamp::read(&it).ok())
            .and_then(|stamp| stamp.made_from);
        let compared = self.made_from.as_ref().zip(made);
        compared.map_or(State::Missing, |(now, made)| {
            now.difference(&made).map_or(State::Fresh, State::Stale)
        })
    }

    /// Builds it of a collection, whatever stands in the folder. `concerns` are the
    /// errors in its report that nobody has accepted.
    pub fn build(
        self,
        collection: Collection,
        concerns: Vec<String>,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Written, IndexError> {
        let total = collection.cases.len();
        let about = About {
            sources: collection.sources,
            texts: collection.texts,
            surveys: collection.surveys,
            orderings: collection.orderings,
            report: collection.report,
            edition: String::new(),
            concerns,
        };
        self.write(about, collection.cases.into_iter(), &mut |done| {
            progress(Progress { done, total });
        })
    }

    fn write(
        self,
        about: About,
        cases: impl Iterator<Item = Case> + Send,
        done: &mut (dyn FnMut(usize) + Send),
    ) -> Result<Written, IndexError> {
        let unwritable = |source| IndexError::Folder {
            path: self.folder.clone(),
            source,
        };
        let generation = Generation::begin(&self.folder).map_err(unwritable)?;
        let path = generation.path();
        self.tables.write(path).map_err(unwritable)?;
        let analyzer = self.tables.into_analyzer()?;
        let written =
            generation::write(path, &analyzer, about, cases, done).map_err(
                |error| match error {
                    GenerationError::Io(error) => unwritable(error),
                    GenerationError::Library(tantivy::TantivyError::IoError(error)) => {
                        unwritable(io::Error::new(error.kind(), error.to_string()))
                    }
                    other => IndexError::Library {
                        path: self.folder.clone(),
                        problem: other.to_string(),
                    },
                },
            )?;
        let seal = Seal::set(path).map_err(unwritable)?;
        Stamp::new(self.made_from, seal)
            .write(path)
            .map_err(unwritable)?;
        generation.finish().map_err(unwritable)?;
        Ok(written)
    }
}

/// Builds the index in `folder`, whatever stands there.
pub fn build(corpus: &Corpus, gazetteer: &Gazetteer, folder: &Path) -> Result<Written, IndexError> {
    let collection = ingest::ingest(corpus, gazetteer);
    Plan::new(corpus, folder)?.build(collection, Vec::new(), &mut |_| {})
}

/// Builds the index of a collection that was read already, whatever stands in
/// `folder`; it counts as made from no corpus.
pub fn write(collection: Collection, folder: &Path) -> Result<Written, IndexError> {
    Plan::of_no_corpus(folder)?.build(collection, Vec::new(), &mut |_| {})
}

/// The same of cases that come one after another, none of them kept in memory.
pub fn write_cases(
    cases: impl Iterator<Item = Case> + Send,
    folder: &Path,
) -> Result<Written, IndexError> {
    Plan::of_no_corpus(folder)?.write(About::default(), cases, &mut |_| {})
}

/// The folder that an index folder's tables are looked for in: the one it lies in.
pub fn tables_folder(folder: &Path) -> &Path {
    folder.parent().unwrap_or(folder)
}
