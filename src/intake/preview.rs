//! What would be read of a document, before anything of it is kept: the cases, each
//! figure beside its line, what is doubtful, and how much must not be published.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::clock;
use crate::collection::Collection;
use crate::corpus::{Corpus, Document, Source, SourceKind, hex};
use crate::gazetteer::Gazetteer;
use crate::ingest;
use crate::record::Case;
use crate::report::{Correction, Report};
use crate::vocabulary::Prefecture;

use super::blocks::HEADING;
use super::details::Details;
use super::extract::Extracted;
use super::kind::fitted;

/// A document that may join the corpus.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// How the manifest would describe it.
    pub source: Source,
    /// Its text.
    pub text: String,
    /// Misprints of it that the officer has put right.
    pub(super) corrections: Vec<Correction>,
}

/// Why a document cannot join the corpus.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Obstacle {
    /// A source has this very text already.
    #[error("同じ内容の資料「{title}」（{id}）が収められています")]
    Twin {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
    },
    /// Nobody has said who published it.
    #[error("発行者が分かりません")]
    NoPublisher,
    /// Nothing that can be searched for is read of it.
    #[error("事例が1件も読み取れません")]
    Empty,
}

/// Why something is no misprint of a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MisprintError {
    /// It is no line.
    #[error("「{0}」は行の番号ではありません")]
    Line(String),
    /// What is printed or why it is wrong is left out.
    #[error("印字されている語と、そう言える理由を書いてください")]
    Incomplete,
    /// The line does not hold what is said to be printed there.
    #[error("{line}行に「{printed}」はありません: {words}")]
    Absent {
        /// The line.
        line: usize,
        /// What is said to be printed there.
        printed: String,
        /// What is.
        words: String,
    },
}

/// How many lines of a document may name who published it.
const HEAD: usize = 30;

impl Candidate {
    /// The document with what it says of itself.
    pub fn new(
        extracted: &Extracted,
        path: &Path,
        kind: SourceKind,
        details: Details,
        corpus: &Corpus,
    ) -> Self {
        let text = fitted(&extracted.text, kind);
        let title = details
            .title
            .or_else(|| extracted.title.clone().filter(|title| is_title(title)))
            .or_else(|| first_line(&text))
            .or_else(|| only_town(&text, kind).map(|town| format!("{town}の取り組み")))
            .unwrap_or_else(|| stem(path));
        let day = clock::today();
        let id = details.id.unwrap_or_else(|| id(path, &day, &text, corpus));
        let publisher = details.publisher.or_else(|| publisher(&text, kind));
        let sum = hex(&Sha256::digest(text.as_bytes()));
        Self {
            source: Source {
                file: format!("{id}.txt").into(),
                id,
                kind,
                title,
                publisher: publisher.unwrap_or_default(),
                published: details.published,
                added: Some(day),
                url: details.url,
                licence: details.licence,
                sha256: Some(sum),
            },
            text,
            corrections: Vec::new(),
        }
    }

    /// Lets misprints of it be put right.
    pub fn correct(&mut self, corrections: impl IntoIterator<Item = Correction>) {
        let source = &self.source.id;
        let corrections = corrections.into_iter().map(|it| Correction {
            source: source.clone(),
            ..it
        });
        self.corrections.extend(corrections);
    }

    /// Why it cannot join the corpus, whatever is answered.
    pub fn obstacle(&self, corpus: &Corpus) -> Option<Obstacle> {
        let mut sources = corpus.sources().iter();
        let twin = sources.find(|it| it.sha256.is_some() && it.sha256 == self.source.sha256);
        if let Some(twin) = twin {
            return Some(Obstacle::Twin {
                id: twin.id.clone(),
                title: twin.title.clone(),
            });
        }
        self.source
            .publisher
            .is_empty()
            .then_some(Obstacle::NoPublisher)
    }

    /// What would be read of it.
    pub fn preview(&self, corpus: &Corpus, gazetteer: &Gazetteer) -> Preview {
        let document = Document {
            source: self.source.clone(),
            text: self.text.clone(),
        };
        let corrections = self.corrections.clone();
        Preview {
            source: self.source.clone(),
            read: ingest::ingest_in(corpus, document, corrections, gazetteer),
        }
    }
}

/// Titles of files that nobody gave one, by how they begin: programs write them.
const NO_TITLES: [&str; 6] = [
    "PowerPoint",
    "Microsoft",
    "無題",
    "Untitled",
    "スライド",
    "プレゼンテーション",
];

/// Whether a title is the document's: programs write others, and the form that towns
/// fill in is called the same in every town.
fn is_title(title: &str) -> bool {
    !title.contains("（記入用）") && !NO_TITLES.iter().any(|it| title.starts_with(it))
}

/// The first line that may be a title.
fn first_line(text: &str) -> Option<String> {
    // A label of the form is no title.
    let lines = text.lines().filter(|line| !line.starts_with(HEADING));
    let lines = lines.map(|line| line.trim().trim_start_matches(['#', '・', ' ']).trim());
    let mut lines = lines.filter(|line| (4..=60).contains(&line.chars().count()));
    lines
        .next()
        .filter(|line| is_title(line))
        .map(str::to_owned)
}

/// The town that a form is of, where it is of one.
fn only_town(text: &str, kind: SourceKind) -> Option<String> {
    let towns = match kind {
        SourceKind::WriteUp => ingest::towns(text),
        _ => Vec::new(),
    };
    <[String; 1]>::try_from(towns).ok().map(|[town]| town)
}

/// Who a document names as its publisher near its beginning.
fn publisher(text: &str, kind: SourceKind) -> Option<String> {
    if let Some(town) = only_town(text, kind) {
        return Some(town);
    }
    let head: String = text.lines().take(HEAD).collect();
    if head.contains("厚生労働省") {
        return Some("厚生労働省".to_owned());
    }
    let named = Prefecture::ALL
        .iter()
        .filter(|it| it.mentions(&head).next().is_some());
    let named: Vec<&Prefecture> = named.collect();
    match named.as_slice() {
        [only] => Some(only.label().to_owned()),
        _ => None,
    }
}

/// A file's name without its ending.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// A free id: the file's name as far as it can stand in addresses, else the day.
fn id(path: &Path, day: &str, text: &str, corpus: &Corpus) -> String {
    let stem = stem(path).to_ascii_lowercase();
    let parts = stem.split(|c: char| !c.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let plain = match parts.join("-") {
        plain if plain.len() < 3 => format!("added-{day}"),
        plain => plain,
    };
    // A text that was interrupted before it joined the manifest is taken up again.
    let is_free = |id: &str| {
        let there = corpus.shelf().read(Path::new(&format!("{id}.txt")));
        corpus.sources().iter().all(|source| source.id != id)
            && there.map_or(true, |there| there == text.as_bytes())
    };
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    let mut ids = std::iter::once(plain.clone()).chain(numbered);
    ids.find(|id| is_free(id)).unwrap_or(plain)
}

/// What would be read of a document.
#[derive(Clone, Debug)]
pub struct Preview {
    source: Source,
    read: Collection,
}

impl Preview {
    /// The cases that it would give.
    pub fn cases(&self) -> &[Case] {
        &self.read.cases
    }

    /// How the manifest would describe it.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What was read, missing, doubtful and left out of it.
    pub fn report(&self) -> &Report {
        &self.read.report
    }

    /// Its text as it would be shown; what must not be published is blank.
    pub fn text(&self) -> &str {
        self.read
            .texts
            .get(&self.source.id)
            .map_or("", String::as_str)
    }

    /// Why it cannot be searched for.
    pub fn obstacle(&self) -> Option<Obstacle> {
        let is_empty = self.read.cases.is_empty() && self.read.surveys.is_empty();
        is_empty.then_some(Obstacle::Empty)
    }

    /// A misprint put right: its line, what is printed there, what is meant and why.
    pub fn correction(
        &self,
        [line, printed, meant, reason]: [&str; 4],
    ) -> Result<Correction, MisprintError> {
        let number: usize = line
            .parse()
            .map_err(|_| MisprintError::Line(line.to_owned()))?;
        if printed.is_empty() || reason.is_empty() {
            return Err(MisprintError::Incomplete);
        }
        let words = self.line(number).unwrap_or_default();
        if !words.contains(printed) {
            return Err(MisprintError::Absent {
                line: number,
                printed: printed.to_owned(),
                words: words.trim().to_owned(),
            });
        }
        Ok(Correction {
            source: self.source.id.clone(),
            line: number,
            printed: printed.to_owned(),
            meant: meant.to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// A line of its text as it would be shown, from 1; what must not be published is
    /// blank.
    pub fn line(&self, number: usize) -> Option<&str> {
        self.text().split('\n').nth(number.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_of_tokyo_is_no_town_of_kyoto() {
        let text = "東京都府中市の在宅医療\n多職種の会議を毎月開いている。\n";
        let publisher = publisher(text, SourceKind::SmartPractice);
        assert_eq!(publisher.as_deref(), Some("東京都"));
    }
}
