//! The corpus: the manifest of sources and their text, in a folder or in the program.
//!
//! Reads and checks files; what the text means is not known here.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

pub(crate) use shelf::Shelf;

mod shelf;

/// The manifest's file name in a corpus folder.
pub const MANIFEST: &str = "corpus.toml";

/// What ingest reads beside the sources.
const READ_BESIDE: [&str; 4] = [
    MANIFEST,
    "municipalities.csv",
    "statistics.csv",
    "corrections.toml",
];

/// The form that towns fill in, which is no source.
const TEMPLATE: &str = "template.md";

/// How a source is laid out, and so who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Write-ups of municipalities (スマートプラクティス).
    SmartPractice,
    /// The survey report of regions and their connection models.
    ModelSurvey,
    /// A prefecture's グループ化 plan form.
    GroupPlan,
    /// Many towns' slides or pages in a form of their own.
    CaseCollection,
    /// The form that any town can fill in, `template.md`.
    WriteUp,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::SmartPractice,
        Self::ModelSurvey,
        Self::GroupPlan,
        Self::CaseCollection,
        Self::WriteUp,
    ];

    /// As the manifest writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SmartPractice => "smart-practice",
            Self::ModelSurvey => "model-survey",
            Self::GroupPlan => "group-plan",
            Self::CaseCollection => "case-collection",
            Self::WriteUp => "write-up",
        }
    }

    /// As an officer calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::SmartPractice => "スマートプラクティスの様式",
            Self::ModelSurvey => "連携モデルの実態調査報告書",
            Self::GroupPlan => "グループ化推進事業の計画書",
            Self::CaseCollection => "市町村の事例集",
            Self::WriteUp => "記入用の様式、市町村ごとの一覧表",
        }
    }
}

/// One published document, as the manifest describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Short and stable; stands in addresses.
    pub id: String,
    /// How it is laid out.
    pub kind: SourceKind,
    /// The text file, relative to the corpus folder.
    #[schema(value_type = String)]
    pub file: PathBuf,
    /// The document's title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Year, month or day, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The day, month or year it joined the corpus, ISO 8601: who was there first
    /// keeps the short addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<String>,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What may be done with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// SHA-256 of the file in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

impl Source {
    /// A source of which no more is known than its id and its kind; its text lies in a
    /// file of its name.
    pub fn new(id: &str, kind: SourceKind) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            file: format!("{id}.txt").into(),
            title: String::new(),
            publisher: String::new(),
            published: None,
            added: None,
            url: None,
            licence: None,
            sha256: None,
        }
    }
}

/// A source with its text.
#[derive(Clone, Debug)]
pub struct Document {
    /// The manifest's entry.
    pub source: Source,
    /// The whole text.
    pub text: String,
}

/// What is wrong with the corpus. Each message names the file and the next step.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The manifest cannot be opened or read.
    #[error("{}: cannot be read: {source}; name the folder that holds {MANIFEST} with --corpus", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The manifest is not TOML.
    #[error("{}: is not valid TOML: {problem}", path.display())]
    Syntax {
        /// The manifest.
        path: PathBuf,
        /// Line, column and reason.
        problem: String,
    },
    /// An entry of the manifest is not a source.
    #[error("{}: source {number} ({id}): {problem}", path.display())]
    Entry {
        /// The manifest.
        path: PathBuf,
        /// The entry's place, from 1.
        number: usize,
        /// Its id, where it has one.
        id: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A source's file cannot be opened or read.
    #[error("{}: cannot be read: {source}; check `file` of source 「{id}」 in {MANIFEST}", path.display())]
    Read {
        /// The source.
        id: String,
        /// Its file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A source's file is not UTF-8.
    #[error("{}:{line}: is not UTF-8; save the text of source 「{id}」 as UTF-8", path.display())]
    Encoding {
        /// The source.
        id: String,
        /// Its file.
        path: PathBuf,
        /// The first line that is not.
        line: usize,
    },
    /// A source's file holds no text.
    #[error("{}: holds no text; extract the text of source 「{id}」 again", path.display())]
    Empty {
        /// The source.
        id: String,
        /// Its file.
        path: PathBuf,
    },
    /// A source's file is not the one the manifest vouches for.
    #[error("{}: sha256 is {found}, the manifest says {expected}; restore the file or update sha256 of source 「{id}」", path.display())]
    Checksum {
        /// The source.
        id: String,
        /// Its file.
        path: PathBuf,
        /// The manifest's sum.
        expected: String,
        /// The file's sum.
        found: String,
    },
}

/// A corpus, its manifest read.
#[derive(Debug)]
pub struct Corpus {
    shelf: Shelf,
    sources: Vec<Source>,
    faults: Vec<CorpusError>,
}

#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    source: Vec<toml::Table>,
}

impl Corpus {
    /// Reads the manifest of a corpus folder. An entry that is not a source is
    /// kept as a fault, so that the others can still be served.
    pub fn open(folder: &Path) -> Result<Self, CorpusError> {
        Self::on(Shelf::Folder(folder.to_owned()))
    }

    /// Reads the manifest of the corpus that the program was built with.
    pub fn built_in() -> Result<Self, CorpusError> {
        Self::on(Shelf::BuiltIn)
    }

    fn on(shelf: Shelf) -> Result<Self, CorpusError> {
        let path = shelf.folder().join(MANIFEST);
        let manifest = shelf
            .read(Path::new(MANIFEST))
            .map_err(|source| CorpusError::Manifest {
                path: path.clone(),
                source,
            })?;
        let syntax = |problem: String| CorpusError::Syntax {
            path: path.clone(),
            problem,
        };
        let manifest = String::from_utf8(manifest).map_err(|_| syntax("it is not UTF-8".into()))?;
        let manifest: Manifest = toml::from_str(manifest.trim_start_matches('\u{feff}'))
            .map_err(|error| syntax(error.to_string()))?;

        let mut sources: Vec<Source> = Vec::new();
        let mut faults = Vec::new();
        for (index, entry) in manifest.source.into_iter().enumerate() {
            let id = entry
                .get("id")
                .and_then(toml::Value::as_str)
                .unwrap_or("no id")
                .to_owned();
            let fault = |problem: String| CorpusError::Entry {
                path: path.clone(),
                number: index + 1,
                id: id.clone(),
                problem,
            };
            match entry.try_into::<Source>() {
                Err(error) => faults.push(fault(error.message().to_owned())),
                Ok(source) if sources.iter().any(|other| other.id == source.id) => {
                    faults.push(fault("this id stands for another source already".into()));
                }
                Ok(source) => sources.push(source),
            }
        }
        Ok(Self {
            shelf,
            sources,
            faults,
        })
    }

    /// The folder that the corpus was opened from, as messages call it.
    pub fn folder(&self) -> &Path {
        self.shelf.folder()
    }

    /// Where its files stand.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The sources that the manifest describes rightly, in its order.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The manifest's entries that are no sources.
    pub fn faults(&self) -> &[CorpusError] {
        &self.faults
    }

    /// Reads one source's text.
    pub fn read(&self, source: &Source) -> Result<Document, CorpusError> {
        let path = self.folder().join(&source.file);
        let id = source.id.clone();
        let bytes = match self.shelf.read(&source.file) {
            Ok(bytes) => bytes,
            Err(source) => return Err(CorpusError::Read { id, path, source }),
        };
        if let Some(expected) = &source.sha256 {
            let found = hex(&Sha256::digest(&bytes));
            if !found.eq_ignore_ascii_case(expected) {
                return Err(CorpusError::Checksum {
                    id,
                    path,
                    expected: expected.clone(),
                    found,
                });
            }
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = valid.split(|&byte| byte == b'\n').count();
                return Err(CorpusError::Encoding { id, path, line });
            }
        };
        if text.trim().is_empty() {
            return Err(CorpusError::Empty { id, path });
        }
        Ok(Document {
            source: source.clone(),
            text,
        })
    }

    /// The names of files in its folder that the manifest does not list and nothing
    /// reads.
    pub fn unlisted(&self) -> Vec<String> {
        let is_known = |name: &str| {
            READ_BESIDE.contains(&name)
                || name == TEMPLATE
                || name.starts_with('.')
                || self.sources.iter().any(|it| it.file == Path::new(name))
        };
        let mut names = self.shelf.names();
        names.retain(|name| !is_known(name));
        names
    }

    /// A digest of everything that the cases are made from: every file's name and
    /// bytes in the folder that the manifest names or that ingest reads beside it.
    pub fn digest(&self) -> io::Result<String> {
        let mut files: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
        let beside = READ_BESIDE.map(PathBuf::from);
        for file in self
            .sources
            .iter()
            .map(|source| &source.file)
            .chain(&beside)
        {
            match self.shelf.read(file) {
                Ok(bytes) => {
                    files.insert(file.clone(), bytes);
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        let mut hasher = Sha256::new();
        for (file, bytes) in files {
            hasher.update(file.to_string_lossy().as_bytes());
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        Ok(hex(&hasher.finalize()))
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(manifest: &str, files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(MANIFEST), manifest).unwrap();
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        folder
    }

    fn entry(id: &str, kind: &str, file: &str) -> String {
        format!(
            "[[source]]\nid=\"{id}\"\nkind=\"{kind}\"\nfile=\"{file}\"\ntitle=\"t\"\npublisher=\"p\"\n"
        )
    }

    #[test]
    fn a_wrong_kind_is_a_fault_and_the_others_are_served() {
        let manifest = entry("a", "smart-practise", "a.txt") + &entry("b", "group-plan", "b.txt");
        let folder = folder(&manifest, &[("b.txt", "本文".as_bytes())]);
        let corpus = Corpus::open(folder.path()).unwrap();
        let fault = corpus.faults()[0].to_string();
        assert!(fault.contains("source 1 (a)"), "{fault}");
        assert!(fault.contains("smart-practise"), "{fault}");
        assert!(corpus.read(&corpus.sources()[0]).is_ok());
    }

    #[test]
    fn text_that_cannot_be_read_is_named_with_its_reason() {
        let manifest = ["missing", "latin", "blank"]
            .map(|id| entry(id, "smart-practice", &format!("{id}.txt")))
            .concat();
        let folder = folder(
            &manifest,
            &[("latin.txt", b"ok\n\xff"), ("blank.txt", b" \n")],
        );
        let corpus = Corpus::open(folder.path()).unwrap();
        let errors: Vec<String> = corpus
            .sources()
            .iter()
            .map(|source| corpus.read(source).unwrap_err().to_string())
            .collect();
        assert!(
            errors[0].contains("missing.txt: cannot be read"),
            "{}",
            errors[0]
        );
        assert!(
            errors[1].contains("latin.txt:2: is not UTF-8"),
            "{}",
            errors[1]
        );
        assert!(
            errors[2].contains("blank.txt: holds no text"),
            "{}",
            errors[2]
        );
    }

    #[test]
    fn a_changed_file_does_not_pass_for_the_one_vouched_for() {
        let manifest = entry("a", "group-plan", "a.txt") + "sha256=\"00\"\n";
        let folder = folder(&manifest, &[("a.txt", "本文".as_bytes())]);
        let corpus = Corpus::open(folder.path()).unwrap();
        let error = corpus.read(&corpus.sources()[0]).unwrap_err();
        assert!(matches!(error, CorpusError::Checksum { .. }));
    }

    #[test]
    fn the_program_carries_its_own_corpus() {
        let folder = Corpus::open(Path::new("corpus")).unwrap();
        let built_in = Corpus::built_in().unwrap();
        assert_eq!(built_in.digest().unwrap(), folder.digest().unwrap());
        assert!(!built_in.sources().is_empty() && built_in.faults().is_empty());
        for source in built_in.sources() {
            built_in.read(source).unwrap();
        }
    }
}
