//! Puts a document on the shelf: its text, its corrections and, last, its entry in the
//! manifest, by which it joins the corpus.
//!
//! Each file is written beside its place and moved there, so that none is ever half
//! there. What is interrupted before the manifest is written leaves a text that
//! `renkei check` names, and a corpus that reads as before. Two who add at once do so
//! one after the other.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::corpus::{Corpus, CorpusError, MANIFEST, Shelf, Source};
use crate::ingest::CORRECTIONS;

use super::details::{DetailError, is_id};
use super::preview::{Candidate, Obstacle};

/// Held by who writes into a corpus folder, and left there empty: who took it away
/// could take it from somebody who waits for it. Its dot says that it is no source.
const LOCK: &str = ".adding";

/// The corpus folder that documents are put into.
#[derive(Clone, Debug)]
pub struct Target {
    folder: PathBuf,
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// The folder.
    pub folder: PathBuf,
    /// Whether the folder was begun just now.
    pub begun: bool,
    /// The files, in the order they were written.
    pub files: Vec<PathBuf>,
}

/// Why a document cannot be put on the shelf.
#[derive(Debug, thiserror::Error)]
pub enum ShelveError {
    /// The corpus that it should join cannot be read.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// A file cannot be written.
    #[error("{}: 書き込めません: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file of that name is there and holds something else.
    #[error("{}: 別の内容のファイルがあります。別の名前（id）を指定してください", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Its id cannot stand in addresses and file names.
    #[error(transparent)]
    Detail(#[from] DetailError),
    /// It cannot join the corpus.
    #[error(transparent)]
    Obstacle(#[from] Obstacle),
    /// Another source has the id.
    #[error("「{id}」は別の資料の名前です。別の名前（id）を指定してください")]
    Taken {
        /// The id.
        id: String,
    },
    /// The manifest would not be one any more.
    #[error("{}: 書き足すと読めなくなるため、書き込みませんでした: {problem}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
}

impl Target {
    /// The given folder, or `corpus` where none is; one without a manifest is begun as
    /// a copy of the corpus in the program, so that nothing is lost when it is served.
    pub fn new(folder: Option<&Path>) -> Self {
        Self {
            folder: folder.unwrap_or(Path::new("corpus")).to_owned(),
        }
    }

    /// The corpus as it is before anything is written.
    pub fn corpus(&self) -> Result<Corpus, CorpusError> {
        if self.begins() {
            Corpus::built_in()
        } else {
            Corpus::open(&self.folder)
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the folder is begun with the next document.
    pub fn begins(&self) -> bool {
        !self.folder.join(MANIFEST).exists()
    }

    /// Keeps others from writing into the folder for as long as the file is held: who
    /// adds a document at the same time waits, and finds this one there.
    fn alone(&self) -> Result<File, ShelveError> {
        let path = self.folder.join(LOCK);
        let locked = fs::create_dir_all(&self.folder)
            .and_then(|()| File::options().append(true).create(true).open(&path))
            .and_then(|file| file.lock().map(|()| file));
        locked.map_err(unwritten(&path))
    }
}

/// What keeps a file from being written.
fn unwritten(path: &Path) -> impl Fn(io::Error) -> ShelveError {
    move |source| ShelveError::Write {
        path: path.to_owned(),
        source,
    }
}

/// Entries of the manifest or of the corrections, as tables of this name.
fn entries(name: &str, all: &[impl Serialize], path: &Path) -> Result<String, ShelveError> {
    toml::to_string(&BTreeMap::from([(name, all)])).map_err(|error| broken(path, &error))
}

/// Why a file would not be what it is any more.
fn broken(path: &Path, problem: &impl ToString) -> ShelveError {
    ShelveError::Broken {
        path: path.to_owned(),
        problem: problem.to_string(),
    }
}

/// Writes a candidate into the folder.
pub fn shelve(candidate: &Candidate, target: &Target) -> Result<Shelved, ShelveError> {
    let source = &candidate.source;
    if !is_id(&source.id) {
        return Err(DetailError::Id(source.id.clone()).into());
    }
    let _alone = target.alone()?;
    let begins = target.begins();
    let corpus = target.corpus()?;
    if let Some(obstacle) = candidate.obstacle(&corpus) {
        return Err(obstacle.into());
    }
    if corpus.sources().iter().any(|it| it.id == source.id) {
        let id = source.id.clone();
        return Err(ShelveError::Taken { id });
    }
    let text = target.folder.join(&source.file);
    if fs::read(&text).is_ok_and(|it| it != candidate.text.as_bytes()) {
        return Err(ShelveError::Exists { path: text });
    }
    let manifest = target.folder.join(MANIFEST);
    let before = read(corpus.shelf(), MANIFEST, &manifest)?;
    let after = with_entry(&before, source, &manifest)?;
    let corrections = corrected(&corpus, candidate, &target.folder)?;

    let mut shelved = Shelved {
        folder: target.folder.clone(),
        begun: begins,
        files: Vec::new(),
    };
    if begins {
        begin(&target.folder)?;
    }
    let mut files = vec![(text, candidate.text.clone())];
    files.extend(corrections);
    for (path, words) in files {
        write(&path, words.as_bytes())?;
        shelved.files.push(path);
    }
    write(&manifest, after.as_bytes())?;
    shelved.files.push(manifest);
    Ok(shelved)
}

/// A file as it stands on the shelf; empty where there is none.
fn read(shelf: &Shelf, name: &str, path: &Path) -> Result<String, ShelveError> {
    let text = shelf.text_beside(name).map_err(unwritten(path))?;
    Ok(text.unwrap_or_default())
}

/// The manifest with one more entry, its comments as they were.
fn with_entry(before: &str, source: &Source, path: &Path) -> Result<String, ShelveError> {
    let after = joined(before, &entries("source", &[source], path)?);
    let parsed: Result<toml::Table, _> = after.trim_start_matches('\u{feff}').parse();
    parsed.map_err(|error| broken(path, &error))?;
    Ok(after)
}

/// The file of corrections with the candidate's; none where it has none.
fn corrected(
    corpus: &Corpus,
    candidate: &Candidate,
    folder: &Path,
) -> Result<Option<(PathBuf, String)>, ShelveError> {
    if candidate.corrections.is_empty() {
        return Ok(None);
    }
    let path = folder.join(CORRECTIONS);
    let before = read(corpus.shelf(), CORRECTIONS, &path)?;
    let entries = entries("correction", &candidate.corrections, &path)?;
    // One that was interrupted before has written them already.
    if before.contains(&entries) {
        return Ok(None);
    }
    Ok(Some((path, joined(&before, &entries))))
}

fn joined(before: &str, entry: &str) -> String {
    match before.trim_end() {
        "" => entry.to_owned(),
        before => format!("{before}\n\n{entry}"),
    }
}

/// Begins a folder as a copy of the corpus in the program, its manifest last.
fn begin(folder: &Path) -> Result<(), ShelveError> {
    fs::create_dir_all(folder).map_err(unwritten(folder))?;
    let own = Shelf::BuiltIn;
    let names = own.names().into_iter().filter(|name| name != MANIFEST);
    for name in names {
        let path = folder.join(&name);
        let bytes = own.read(Path::new(&name)).map_err(unwritten(&path))?;
        match fs::read(&path) {
            Ok(there) if there == bytes => {}
            Ok(_) => return Err(ShelveError::Exists { path }),
            Err(_) => write(&path, &bytes)?,
        }
    }
    Ok(())
}

/// Writes a file beside its place and moves it there.
fn write(path: &Path, bytes: &[u8]) -> Result<(), ShelveError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = File::create(&beside)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|source| {
        // What is left over begins with a dot: nobody reads it.
        let _ = fs::remove_file(&beside);
        unwritten(path)(source)
    })
}
