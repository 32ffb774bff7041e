//! Builds an index: cases are read, analyzed and written to a new generation that
//! takes the old one's place when it is whole.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::tokenizer::{PreTokenizedString, Token as TantivyToken};
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::analyzer::{Analyzer, Role, Token};
use super::dictionary::{DictionaryError, USER_DICTIONARY, UserDictionary};
use super::folder::{self, Builder};
use super::schema::{Fields, passages};
use super::stamp::Stamp;
use crate::collection::Collection;
use crate::corpus::Corpus;
use crate::gazetteer::Gazetteer;
use crate::ingest;
use crate::text;

/// The files of a generation.
pub(crate) const COLLECTION: &str = "collection.json";
pub(crate) const LEXICON: &str = "lexicon.json";
pub(crate) const TANTIVY: &str = "tantivy";

/// What the writer may keep in memory, in bytes. The corpus fits many times, so
/// that one segment comes out.
const WRITER_MEMORY: usize = 64 << 20;

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
    /// Passages indexed.
    pub done: usize,
    /// Passages in all.
    pub total: usize,
}

/// A word of the corpus, for spelling variants, near spellings and completion.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LexiconEntry {
    /// As folded.
    pub(crate) surface: String,
    /// Hiragana, folded; none for letters and unknown kanji.
    pub(crate) reading: Option<String>,
    /// How many cases have it.
    pub(crate) cases: usize,
}

/// Builds the index in `folder` unless the one there was made from the same
/// corpus, dictionaries and program.
pub fn ensure(
    corpus: &Corpus,
    gazetteer: &Gazetteer,
    folder: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<Outcome, IndexError> {
    make(corpus, gazetteer, folder, progress, false)
}

/// Builds the index in `folder`, whatever stands there.
pub fn build(
    corpus: &Corpus,
    gazetteer: &Gazetteer,
    folder: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<Outcome, IndexError> {
    make(corpus, gazetteer, folder, progress, true)
}

fn make(
    corpus: &Corpus,
    gazetteer: &Gazetteer,
    folder: &Path,
    progress: &mut dyn FnMut(Progress),
    anew: bool,
) -> Result<Outcome, IndexError> {
    let words = user_dictionary(folder)?;
    let stamp = stamp(corpus, &words)?;
    let is_fresh = || {
        let current = folder::current(folder).ok().flatten();
        !anew && current.is_some_and(|it| Stamp::read(&it).as_ref() == Some(&stamp))
    };
    if is_fresh() {
        return Ok(Outcome::Fresh);
    }
    let builder = Builder::new(folder).map_err(unwritable(folder))?;
    // Another process may have built it while this one waited.
    if is_fresh() {
        return Ok(Outcome::Fresh);
    }
    let collection = ingest::ingest(corpus, gazetteer);
    Job {
        builder: &builder,
        folder,
        words: &words,
        stamp: Some(&stamp),
    }
    .run(&collection, progress)
}

/// The folder that an index folder's tables are looked for in: the one it lies in.
pub(crate) fn tables_folder(folder: &Path) -> &Path {
    folder.parent().unwrap_or(folder)
}

fn user_dictionary(folder: &Path) -> Result<UserDictionary, IndexError> {
    Ok(UserDictionary::load(tables_folder(folder)).map_err(DictionaryError::from)?)
}

fn stamp(corpus: &Corpus, words: &UserDictionary) -> Result<Stamp, IndexError> {
    Stamp::of(corpus, words).map_err(|source| IndexError::Corpus {
        path: corpus.folder().to_owned(),
        source,
    })
}

fn unwritable(folder: &Path) -> impl Fn(io::Error) -> IndexError {
    move |source| IndexError::Folder {
        path: folder.to_owned(),
        source,
    }
}

/// Builds the index of a collection that was read already, whatever stands in
/// `folder`; it counts as stale for [`ensure`].
pub fn write(collection: &Collection, folder: &Path) -> Result<Outcome, IndexError> {
    let words = user_dictionary(folder)?;
    let builder = Builder::new(folder).map_err(unwritable(folder))?;
    Job {
        builder: &builder,
        folder,
        words: &words,
        stamp: None,
    }
    .run(collection, &mut |_| {})
}

/// An index about to be built.
struct Job<'a> {
    builder: &'a Builder,
    folder: &'a Path,
    words: &'a UserDictionary,
    stamp: Option<&'a Stamp>,
}

impl Job<'_> {
    fn run(
        &self,
        collection: &Collection,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Outcome, IndexError> {
        let analyzer = Analyzer::new(self.words)?;
        let unwritable = unwritable(self.folder);
        let generation = self.builder.begin().map_err(&unwritable)?;
        write_generation(&generation, collection, &analyzer, progress).map_err(
            |error| match error {
                tantivy::TantivyError::IoError(error) => {
                    unwritable(io::Error::new(error.kind(), error.to_string()))
                }
                other => IndexError::Library {
                    path: self.folder.to_owned(),
                    problem: other.to_string(),
                },
            },
        )?;
        fs::write(generation.join(USER_DICTIONARY), &self.words.bytes).map_err(&unwritable)?;
        if let Some(stamp) = self.stamp {
            stamp.write(&generation).map_err(&unwritable)?;
        }
        self.builder.finish(&generation).map_err(&unwritable)?;
        Ok(Outcome::Built {
            cases: collection.cases.len(),
            records: collection.cases.iter().map(|case| case.records.len()).sum(),
        })
    }
}

fn write_generation(
    generation: &Path,
    collection: &Collection,
    analyzer: &Analyzer,
    progress: &mut dyn FnMut(Progress),
) -> tantivy::Result<()> {
    let fields = Fields::new();
    let tantivy = generation.join(TANTIVY);
    fs::create_dir(&tantivy)?;
    let index = Index::create_in_dir(&tantivy, fields.schema.clone())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_MEMORY)?;
    let passages: Vec<_> = passages(&collection.cases).collect();
    let total = passages.len();
    for (number, (_, text)) in passages.into_iter().enumerate() {
        let analysis = analyzer.analyze(&text);
        let mut document = TantivyDocument::default();
        document.add_u64(fields.passage, number as u64);
        for (field, tokens) in [
            (fields.words, analysis.words),
            (fields.grams, analysis.grams),
            (fields.reading, analysis.reading),
        ] {
            document.add_pre_tokenized_text(field, pre_tokenized(tokens));
        }
        writer.add_document(document)?;
        progress(Progress {
            done: number + 1,
            total,
        });
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    fs::write(
        generation.join(COLLECTION),
        serde_json::to_vec(collection).map_err(io::Error::from)?,
    )?;
    fs::write(
        generation.join(LEXICON),
        serde_json::to_vec(&lexicon(collection, analyzer)).map_err(io::Error::from)?,
    )?;
    Ok(())
}

fn pre_tokenized(tokens: Vec<Token>) -> PreTokenizedString {
    PreTokenizedString {
        text: String::new(),
        tokens: tokens
            .into_iter()
            .map(|token| TantivyToken {
                position: token.position,
                position_length: 1,
                text: token.text,
                ..TantivyToken::default()
            })
            .collect(),
    }
}

/// The nouns and predicates of the cases' texts with their readings.
fn lexicon(collection: &Collection, analyzer: &Analyzer) -> Vec<LexiconEntry> {
    /// The reading met first, how many cases, and the last of them.
    type Seen = (Option<String>, usize, usize);
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for (passage, text) in passages(&collection.cases) {
        for morpheme in analyzer.morphemes(&text::fold(&text)) {
            let searchable = matches!(morpheme.role, Role::Noun | Role::Predicate)
                && morpheme.surface.chars().nth(1).is_some();
            if searchable {
                let entry =
                    seen.entry(morpheme.surface)
                        .or_insert((morpheme.reading, 0, usize::MAX));
                if entry.2 != passage.case {
                    (entry.1, entry.2) = (entry.1 + 1, passage.case);
                }
            }
        }
    }
    seen.into_iter()
        .map(|(surface, (reading, cases, _))| LexiconEntry {
            surface,
            reading,
            cases,
        })
        .collect()
}
