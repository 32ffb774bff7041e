//! Builds an index: cases are written to a new generation that takes the old one's
//! place when it is whole.

use std::io;
use std::path::{Path, PathBuf};

use super::folder::{self, Builder};
use super::generation::{self, About, GenerationError};
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

/// What became of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was built.
    Built {
        /// How many cases it holds.
        cases: usize,
        /// How many records.
        records: usize,
    },
    /// It was made from the same things already.
    Fresh,
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

/// What an index is about to be made from.
#[derive(Debug)]
pub struct Plan {
    folder: PathBuf,
    tables: Tables,
    made_from: MadeFrom,
}

impl Plan {
    /// For the index in `folder`, from the corpus and the tables as they are now.
    pub fn new(corpus: &Corpus, folder: &Path) -> Result<Self, IndexError> {
        let tables = tables(folder)?;
        let made_from = MadeFrom::of(corpus, &tables).map_err(|source| IndexError::Corpus {
            path: corpus.folder().to_owned(),
            source,
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            tables,
            made_from,
        })
    }

    /// How the index that stands in the folder compares.
    pub fn state(&self) -> State {
        let current = folder::current(&self.folder).ok().flatten();
        let made = current
            .and_then(|it| Stamp::read(&it).ok())
            .and_then(|stamp| stamp.made_from);
        made.map_or(State::Missing, |made| {
            self.made_from
                .difference(&made)
                .map_or(State::Fresh, State::Stale)
        })
    }

    /// Builds it of a collection, whatever stands in the folder. `concerns` are the
    /// errors in its report that nobody has accepted.
    pub fn build(
        self,
        collection: Collection,
        concerns: Vec<String>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Outcome, IndexError> {
        let total = collection.cases.len();
        let (mut about, cases) = parts(collection);
        about.concerns = concerns;
        let job = Job {
            folder: &self.folder,
            tables: self.tables,
            made_from: Some(self.made_from),
        };
        job.run(about, cases.into_iter(), &mut |done| {
            progress(Progress { done, total });
        })
    }
}

/// Builds the index in `folder` unless the one there was made from the same
/// corpus, tables and program.
pub fn ensure(
    corpus: &Corpus,
    gazetteer: &Gazetteer,
    folder: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<Outcome, IndexError> {
    match Plan::new(corpus, folder)?.state() {
        State::Fresh => Ok(Outcome::Fresh),
        State::Stale(_) | State::Missing => build(corpus, gazetteer, folder, progress),
    }
}

/// Builds the index in `folder`, whatever stands there.
pub fn build(
    corpus: &Corpus,
    gazetteer: &Gazetteer,
    folder: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<Outcome, IndexError> {
    let collection = ingest::ingest(corpus, gazetteer);
    Plan::new(corpus, folder)?.build(collection, Vec::new(), progress)
}

/// The folder that an index folder's tables are looked for in: the one it lies in.
pub fn tables_folder(folder: &Path) -> &Path {
    folder.parent().unwrap_or(folder)
}

fn tables(folder: &Path) -> Result<Tables, IndexError> {
    Ok(Tables::load(tables_folder(folder)).map_err(DictionaryError::from)?)
}

fn unwritable(folder: &Path) -> impl Fn(io::Error) -> IndexError {
    move |source| IndexError::Folder {
        path: folder.to_owned(),
        source,
    }
}

fn parts(collection: Collection) -> (About, Vec<Case>) {
    let about = About {
        sources: collection.sources,
        texts: collection.texts,
        surveys: collection.surveys,
        orderings: collection.orderings,
        report: collection.report,
        edition: String::new(),
        concerns: Vec::new(),
    };
    (about, collection.cases)
}

/// Builds the index of a collection that was read already, whatever stands in
/// `folder`; it counts as stale for [`ensure`].
pub fn write(collection: &Collection, folder: &Path) -> Result<Outcome, IndexError> {
    let (about, cases) = parts(collection.clone());
    write_all(about, cases.into_iter(), folder)
}

/// The same of cases that come one after another, none of them kept in memory.
pub fn write_cases(
    cases: impl Iterator<Item = Case>,
    folder: &Path,
) -> Result<Outcome, IndexError> {
    write_all(About::default(), cases, folder)
}

fn write_all(
    about: About,
    cases: impl Iterator<Item = Case>,
    folder: &Path,
) -> Result<Outcome, IndexError> {
    let job = Job {
        folder,
        tables: tables(folder)?,
        made_from: None,
    };
    job.run(about, cases, &mut |_| {})
}

/// An index about to be built.
struct Job<'a> {
    folder: &'a Path,
    tables: Tables,
    made_from: Option<MadeFrom>,
}

impl Job<'_> {
    fn run(
        self,
        about: About,
        cases: impl Iterator<Item = Case>,
        done: &mut dyn FnMut(usize),
    ) -> Result<Outcome, IndexError> {
        let unwritable = unwritable(self.folder);
        let builder = Builder::new(self.folder).map_err(&unwritable)?;
        let generation = builder.begin().map_err(&unwritable)?;
        let path = generation.path();
        self.tables.write(path).map_err(&unwritable)?;
        let analyzer = self.tables.into_analyzer()?;
        let written =
            generation::write(path, &analyzer, about, cases, done).map_err(
                |error| match error {
                    GenerationError::Io(error) => unwritable(error),
                    GenerationError::Library(tantivy::TantivyError::IoError(error)) => {
                        unwritable(io::Error::new(error.kind(), error.to_string()))
                    }
                    other => IndexError::Library {
                        path: self.folder.to_owned(),
                        problem: other.to_string(),
                    },
                },
            )?;
        let seal = Seal::set(path).map_err(&unwritable)?;
        Stamp::new(self.made_from, seal)
            .write(path)
            .map_err(&unwritable)?;
        builder.finish(generation).map_err(&unwritable)?;
        Ok(Outcome::Built {
            cases: written.cases,
            records: written.records,
        })
    }
}
