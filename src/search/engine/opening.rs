//! Opening an index: its files are proved, read and made ready for questions.
//!
//! Nothing is written and nothing locked. What is asked of it later is not known here.

use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use lru::LruCache;
use rayon::ThreadPoolBuilder;

use super::Engine;
use crate::gazetteer::Gazetteer;
use crate::index::folder;
use crate::index::generation;
use crate::index::stamp::Stamp;
use crate::language::Analyzer;
use crate::language::analyzer::{compact, fold_kana};
use crate::language::dictionary::UserWord;
use crate::language::tables::Tables;
use crate::language::thesaurus::ConceptId;
use crate::record::CaseSummary;
use crate::search::facets::Facets;
use crate::search::lookup::Lookup;
use crate::search::passages::Passages;
use crate::search::places::{Places, reading};
use crate::search::spelling::Spellings;
use crate::search::suggest::Completions;
use crate::vocabulary::Standing;

/// How many cases are kept ready for reading: what half a dozen questions show, in some
/// 100 kB each.
const KEPT: NonZero<usize> = NonZero::new(128).unwrap();
/// How long the proof of an index's files may take when it is opened: a start is not
/// held up for more, and within it gigabytes are read.
const VERIFYING: Duration = Duration::from_secs(5);
/// Why an index cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}; build it with `renkei index`", path.display())]
pub struct OpenError {
    /// The index folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: String,
}

impl Engine {
    /// Opens the index in a folder, after its files have proved to be those that were
    /// written.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let error = |problem| OpenError {
            path: folder.to_owned(),
            problem,
        };
        let current = || {
            folder::current(folder)
                .map_err(|it| error(it.to_string()))?
                .ok_or_else(|| error("there is no index".to_owned()))
        };
        let generation = current()?;
        Self::open_generation(&generation).or_else(|problem| {
            // A new index may have taken the old one's place just now.
            match current() {
                Ok(next) if next != generation => Self::open_generation(&next).map_err(error),
                _ => Err(error(problem)),
            }
        })
    }

    fn open_generation(generation: &Path) -> Result<Self, String> {
        fn text(error: impl std::fmt::Display) -> String {
            error.to_string()
        }
        let seal = Stamp::read(generation)?.seal;
        let until = Instant::now() + VERIFYING;
        if !seal.verify(generation, until)? {
            tracing::info!("not all of the index could be verified in time; /readyz samples it");
        }
        let opened = generation::open(generation).map_err(text)?;
        let tables = Tables::load(generation).map_err(text)?;
        let words = tables.words.words.clone();
        let needs = tables.needs.needs.clone();
        let analyzer = tables.into_analyzer().map_err(text)?;
        let gazetteer = Gazetteer::built_in().map_err(text)?;
        let lookup = Lookup::open(&opened.index).map_err(text)?;
        let summaries = opened.summaries;
        let surveys = opened.about.surveys.iter();
        let surveys = surveys.map(|it| Passages::new(&it.records)).collect();
        if lookup.len() != summaries.len() {
            return Err("its parts do not belong together".to_owned());
        }
        let frequent = lookup.frequent_words().map_err(text)?;
        let stands = |term: &str| lookup.stands(&compact(term)).unwrap_or_default();
        let facets = Facets::new(&summaries, &opened.about.sources);
        let (completions, spellings) = rayon::join(
            || Completions::new(&summaries, &facets, &words, &frequent, &analyzer, stands),
            || Spellings::new(spellings(&summaries, &analyzer, &frequent)),
        );
        Ok(Self {
            generation: generation.to_owned(),
            seal,
            facets,
            places: Places::new(&summaries, &gazetteer, &analyzer),
            concepts_read: concepts_read(&analyzer, &words),
            spellings,
            completions,
            by_id: by_id(&summaries),
            readable: Mutex::new(LruCache::new(KEPT)),
            readers: ThreadPoolBuilder::new().build().map_err(text)?,
            needs,
            surveys,
            about: opened.about,
            summaries,
            analyzer,
            lookup,
        })
    }

    /// Looks whether what is answered from is still what was written, at a part of it,
    /// and whether a case is found by its title; another part and another case each
    /// time. An index that a newer one has replaced cannot be damaged any more.
    pub fn prove_a_part(&self) -> Result<(), OpenError> {
        let error = |problem| OpenError {
            path: self.generation.clone(),
            problem,
        };
        match self.seal.sample(&self.generation) {
            Err(damage) if self.generation.is_dir() => return Err(error(damage)),
            _ => {}
        }
        let Some((number, case)) = fastrand::choice(self.summaries.iter().enumerate()) else {
            return Ok(());
        };
        match self.lookup.written(&compact(&case.title), Standing::Done) {
            Ok(found) if found.contains(number) => Ok(()),
            Ok(_) => Err(error(format!("case {} is not found by its title", case.id))),
            Err(problem) => Err(error(problem.to_string())),
        }
    }
}

/// By folded kana: the ideas with a marking term that is read so, by the words it is cut
/// into or as the user dictionary says (ICT).
fn concepts_read(
    analyzer: &Analyzer,
    words: &[UserWord],
) -> HashMap<String, Vec<(ConceptId, f32)>> {
    let of_words = words.iter();
    let of_words = of_words.map(|word| (compact(&word.surface), fold_kana(&word.reading)));
    let of_words: HashMap<String, String> = of_words.collect();
    let mut read: HashMap<String, Vec<(ConceptId, f32)>> = HashMap::new();
    for (id, term) in analyzer.thesaurus().marking_terms() {
        let readings = [
            Some(reading(&term.written, analyzer)),
            of_words.get(&compact(&term.written)).cloned(),
        ];
        for kana in readings.into_iter().flatten() {
            let says = read.entry(kana).or_default();
            match says.iter_mut().find(|(it, _)| *it == id) {
                Some((_, weight)) => *weight = weight.max(term.weight),
                None => says.push((id, term.weight)),
            }
        }
    }
    read
}

/// The cases' places in the order of their ids.
fn by_id(summaries: &[CaseSummary]) -> Vec<u32> {
    let ids = summaries.iter().map(|case| case.id.as_str());
    let mut ids: Vec<(&str, u32)> = ids.zip(0..).collect();
    ids.sort_unstable();
    ids.into_iter().map(|(_, number)| number).collect()
}

/// What a word may have been meant as: the thesaurus's terms, towns, prefectures,
/// products and the words of the cases, each once.
fn spellings<'a>(
    summaries: &'a [CaseSummary],
    analyzer: &'a Analyzer,
    words: &'a [(String, u32)],
) -> impl Iterator<Item = &'a str> {
    let concepts = analyzer.thesaurus().concepts().iter();
    let terms = concepts.flat_map(|concept| &concept.terms);
    let of_case = |case: &'a CaseSummary| {
        let towns = case.municipalities.iter();
        let towns = towns.flat_map(|town| [&town.name, &town.kana]);
        let prefecture = case.prefecture.iter().map(|it| &it.name);
        towns.chain(prefecture).chain(&case.ict_tools)
    };
    let mut seen = HashSet::new();
    terms
        .map(|term| &term.written)
        .chain(summaries.iter().flat_map(of_case))
        .chain(words.iter().map(|(word, _)| word))
        .map(String::as_str)
        .filter(move |&it| seen.insert(it))
}
