//! One built index: its files, how they are written from cases and read back.
//!
//! Cases come one after another and none is kept, so that a collection of any size
//! is built in the memory of a few. Which generation is current is not known here.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelBridge, ParallelIterator};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tantivy::directory::MmapDirectory;
use tantivy::indexer::NoMergePolicy;
use tantivy::{Directory, Index, IndexWriter, TantivyDocument, TantivyError};

use super::read_only;
use super::schema::{Fields, text_of, title_text};
use super::tokenizer;
use crate::corpus::Source;
use crate::language::analyzer::{Analyzer, concept_term, readings, words};
use crate::language::compact::{Compact, compact};
use crate::language::thesaurus::Mark;
use crate::record::{Case, CaseSummary, Ordering, Survey};
use crate::report::Report;
use crate::vocabulary::Standing;

/// The files of a generation.
const CORPUS: &str = "corpus.json";
const SUMMARIES: &str = "summaries.jsonl";
const TANTIVY: &str = "tantivy";

/// What a writing thread may keep in memory, in bytes, before it writes it out.
const THREAD_MEMORY: usize = 96 << 20;
/// From how many cases on each thread merges a part of its own: a search asks every
/// part, which costs little beside what a large one costs.
const LARGE: usize = 10_000;

/// What the corpus says beside its cases.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct About {
    pub(crate) sources: Vec<Source>,
    /// By a source's id, its text as it may be shown.
    pub(crate) texts: BTreeMap<String, String>,
    pub(crate) surveys: Vec<Survey>,
    pub(crate) orderings: Vec<Ordering>,
    pub(crate) report: Report,
    /// A short digest of everything that was read; the same for the same data.
    pub(crate) edition: String,
    /// Errors of the report that nobody has accepted yet.
    pub(crate) concerns: Vec<String>,
}

/// A generation as it is read back.
pub(crate) struct Opened {
    pub(crate) about: About,
    /// In the collection's order.
    pub(crate) summaries: Vec<CaseSummary>,
    pub(crate) index: Index,
}

/// Why a generation cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GenerationError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("{file}: {source}")]
    Json {
        file: &'static str,
        source: serde_json::Error,
    },
    #[error(transparent)]
    Library(#[from] tantivy::TantivyError),
    #[error("it was made by another version of the program")]
    Version,
}

/// How much was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    /// How many cases.
    pub cases: usize,
    /// How many records they have.
    pub records: usize,
}

/// Writes cases into an empty folder. `done` is told the number of each case once it
/// is handed on.
pub(crate) fn write(
    folder: &Path,
    analyzer: &Analyzer,
    mut about: About,
    cases: impl Iterator<Item = Case> + Send,
    mut done: impl FnMut(usize) + Send,
) -> Result<Written, GenerationError> {
    let fields = Fields::new();
    let tantivy = folder.join(TANTIVY);
    fs::create_dir(&tantivy)?;
    let index = Index::create_in_dir(&tantivy, fields.schema.clone())?;
    tokenizer::register(index.tokenizers());
    let threads = rayon::current_num_threads();
    let mut writer: IndexWriter =
        index.writer_with_num_threads(threads, threads * THREAD_MEMORY)?;
    // One merge at the end instead of many on the way.
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let mut summaries = BufWriter::new(File::create(folder.join(SUMMARIES))?);
    let mut digest = Sha256::new();
    let mut written = Written::default();
    let cases = cases.map(|case| {
        let json = to_json(SUMMARIES, &case)?;
        digest.update(&json);
        writeln!(
            summaries,
            "{}",
            to_json(SUMMARIES, &CaseSummary::from(&case))?
        )?;
        let number = written.cases;
        written.cases += 1;
        written.records += case.records.len();
        done(written.cases);
        Ok::<_, GenerationError>((number, case, json))
    });
    // Each core takes the next case when it is done with one.
    cases.par_bridge().try_for_each(|case| {
        let (number, case, json) = case?;
        let mut document = document(&case, &fields, analyzer);
        document.add_u64(fields.number, number as u64);
        document.add_text(fields.case, json);
        writer.add_document(document)?;
        Ok::<_, GenerationError>(())
    })?;
    writer.commit()?;
    let segments = index.searchable_segment_ids()?;
    let parts = if written.cases < LARGE { 1 } else { threads };
    let merges: Vec<_> = segments
        .chunks(segments.len().div_ceil(parts).max(2))
        .filter(|part| part.len() > 1)
        .map(|part| writer.merge(part))
        .collect();
    for merge in merges {
        merge.wait()?;
    }
    writer.wait_merging_threads()?;
    summaries.flush()?;
    digest.update(to_json(CORPUS, &about)?);
    let digest = digest.finalize();
    about.edition = crate::corpus::hex(&digest[..4]);
    fs::write(folder.join(CORPUS), to_json(CORPUS, &about)?)?;
    remove_locks(&tantivy)?;
    Ok(written)
}

/// Takes the library's lock files away: who opens a generation locks nothing.
fn remove_locks(tantivy: &Path) -> io::Result<()> {
    for entry in fs::read_dir(tantivy)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "lock") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Reads a generation back.
pub(crate) fn open(folder: &Path) -> Result<Opened, GenerationError> {
    let about = from_json(CORPUS, &fs::read(folder.join(CORPUS))?)?;
    // Mapped, the text needs no memory beside what is read from it.
    let files = MmapDirectory::open(folder).map_err(TantivyError::from)?;
    let file = files.open_read(Path::new(SUMMARIES));
    let summaries = summaries(&file.map_err(TantivyError::from)?.read_bytes()?)?;
    let index = read_only::open(&folder.join(TANTIVY))?;
    if index.schema() != Fields::new().schema {
        return Err(GenerationError::Version);
    }
    Ok(Opened {
        about,
        summaries,
        index,
    })
}

/// Reads the summaries, a line each, on every core.
fn summaries(json: &[u8]) -> Result<Vec<CaseSummary>, GenerationError> {
    let lines = json.split(|byte| *byte == b'\n');
    let lines: Vec<&[u8]> = lines.filter(|line| !line.is_empty()).collect();
    let read = lines.par_iter().map(|line| {
        let case: CaseSummary = from_json(SUMMARIES, line)?;
        // Lists that grew as they were read have room to spare; a copy has none.
        Ok(case.clone())
    });
    // Results first: a list that may end early is put together from parts, copied twice.
    let read: Vec<Result<_, _>> = read.collect();
    read.into_iter().collect()
}

fn to_json(file: &'static str, value: &impl Serialize) -> Result<String, GenerationError> {
    serde_json::to_string(value).map_err(|source| GenerationError::Json { file, source })
}

fn from_json<T: DeserializeOwned>(file: &'static str, bytes: &[u8]) -> Result<T, GenerationError> {
    serde_json::from_slice(bytes).map_err(|source| GenerationError::Json { file, source })
}

/// The terms of a case in every field.
fn document(case: &Case, fields: &Fields, analyzer: &Analyzer) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    // The title stands in the text of what was done as well.
    document.add_text(fields.title, compact(&title_text(case)));
    let mut read = Vec::new();
    for &standing in Standing::ALL {
        let text = Compact::new(&text_of(case, standing));
        let morphemes = analyzer.morphemes(&text.folded);
        let of_text = fields.text(standing);
        let marks = analyzer.marks(&text.text);
        let said = |mark: &Mark| concept_term(mark.concept);
        let told = marks.iter().filter(|mark| !mark.hidden);
        document.add_text(of_text.concepts, joined(told.map(said)));
        document.add_text(of_text.said, joined(marks.iter().map(said)));
        document.add_text(of_text.words, joined(words(&morphemes)));
        document.add_text(of_text.pairs, text.text);
        read.extend(readings(&morphemes));
    }
    document.add_text(fields.readings, joined(read));
    document
}

fn joined(terms: impl IntoIterator<Item: AsRef<str>>) -> String {
    let mut joined = String::new();
    for term in terms {
        joined.push_str(term.as_ref());
        joined.push(' ');
    }
    joined
}
