//! Keeps the best index there is in use: built when it is missing, stale or damaged,
//! and never replaced in silence by a poorer one.
//!
//! Stands above the corpus, the index and the search. What is done with the opened
//! index, and how a person is told, is not known here.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::collection::Collection;
use crate::corpus::{Corpus, CorpusError, MANIFEST};
use crate::gazetteer::{Gazetteer, GazetteerError};
use crate::index::{IndexError, Plan, Progress, State};
use crate::ingest;
use crate::search::{Engine, OpenError};

pub use footprint::Footprint;

mod footprint;

/// A source that keeps less than this share of its cases has lost text: a reader that
/// got better may join or part entries, a file that was cut off loses most of them.
const SHARE_KEPT: f64 = 0.5;

/// Where things stand and what the maintainer has said about them.
#[derive(Clone, Debug)]
pub struct Upkeep {
    /// The corpus folder; without one the corpus that stands in the program.
    pub corpus: Option<PathBuf>,
    /// The folder that is read in place of the program's corpus once somebody has begun
    /// it.
    pub begun: Option<PathBuf>,
    /// The index folder.
    pub index: PathBuf,
    /// Whether what the corpus and the tables are now is taken as it is.
    pub accept: bool,
    /// Whether the index is used as it stands: another process builds it, and neither
    /// corpus nor tables are looked at.
    pub read_only: bool,
}

/// An index in use.
#[derive(Debug)]
pub struct Kept {
    /// The index.
    pub engine: Engine,
    /// Whether it was built just now.
    pub built: bool,
    /// What the maintainer must look at: why the last good index stays, or errors in
    /// what was read that nobody has accepted.
    pub concerns: Vec<String>,
    /// How things looked before it was opened: what differs from it later has changed.
    pub seen: Footprint,
}

impl Kept {
    /// An index as it stood.
    fn found(engine: Engine) -> Self {
        Self {
            concerns: engine.concerns().to_vec(),
            engine,
            built: false,
            seen: Footprint::default(),
        }
    }
}

/// Why there is nothing to serve.
#[derive(Debug, thiserror::Error)]
pub enum UpkeepError {
    /// The corpus cannot be opened.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// Its list of municipalities cannot be read.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
    /// The index cannot be built.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// What was built cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// What an index is made from, opened.
struct Made {
    corpus: Corpus,
    gazetteer: Gazetteer,
    plan: Plan,
}

impl Upkeep {
    /// The corpus: the folder's, or the program's own.
    pub fn corpus(&self) -> Result<Corpus, CorpusError> {
        self.folder().map_or_else(Corpus::built_in, Corpus::open)
    }

    /// The corpus folder, where there is one by now.
    fn folder(&self) -> Option<&Path> {
        let begun = self.begun.as_deref();
        let begun = || begun.filter(|it| it.join(MANIFEST).exists());
        self.corpus.as_deref().or_else(begun)
    }

    /// The index, built first where it is not the one that corpus, tables and program
    /// make now. Where that cannot be done, or would lose something that nobody has
    /// accepted to lose, the last good one.
    pub fn open(&self, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<Kept, UpkeepError> {
        let seen = self.footprint();
        let kept = if self.read_only {
            Kept::found(Engine::open(&self.index)?)
        } else {
            self.up_to_date(progress)?
        };
        Ok(Kept {
            seen: seen.with_generation(kept.engine.generation()),
            ..kept
        })
    }

    /// How things look now.
    pub fn footprint(&self) -> Footprint {
        if self.read_only {
            Footprint::of_index(&self.index)
        } else {
            Footprint::of(self.folder(), &self.index)
        }
    }

    fn up_to_date(&self, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<Kept, UpkeepError> {
        let made = match self.made() {
            Ok(made) => made,
            Err(error) => return last_or(self.last(), error),
        };
        let state = made.plan.state();
        let (why, last) = match (state, Engine::open(&self.index)) {
            (State::Fresh, Ok(engine)) if !self.accept || engine.concerns().is_empty() => {
                return Ok(Kept::found(engine));
            }
            (State::Fresh, Ok(engine)) => ("its errors are accepted".to_owned(), Some(engine)),
            (State::Stale(why), last) => (why.to_owned(), last.ok()),
            (State::Missing, Ok(engine)) => {
                ("it was not made from a corpus".to_owned(), Some(engine))
            }
            (State::Missing | State::Fresh, Err(error)) => (error.problem, None),
        };
        tracing::info!("building {}: {why}", self.index.display());
        self.renew(made, last, progress)
    }

    /// The index, built anew whatever stands there, under the same terms.
    pub fn build(&self, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<Kept, UpkeepError> {
        let made = self.made()?;
        self.renew(made, self.last(), progress)
    }

    fn renew(
        &self,
        made: Made,
        mut last: Option<Engine>,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Kept, UpkeepError> {
        let collection = ingest::ingest(&made.corpus, &made.gazetteer);
        let mut concerns = collection.report.errors.clone();
        if self.accept {
            concerns.clear();
        } else if let Some(engine) = last.take() {
            let losses = losses(&engine, &collection);
            if !losses.is_empty() {
                return Ok(stays(engine, losses));
            }
            // What is an error still was accepted, or not, with the last index.
            concerns.retain(|it| engine.concerns().contains(it));
            last = Some(engine);
        }
        match made.plan.build(collection, concerns.clone(), progress) {
            Ok(_) => Ok(Kept {
                built: true,
                concerns,
                ..Kept::found(Engine::open(&self.index)?)
            }),
            Err(error) => last_or(last, error.into()),
        }
    }

    fn made(&self) -> Result<Made, UpkeepError> {
        let corpus = self.corpus()?;
        Ok(Made {
            gazetteer: Gazetteer::of(&corpus)?,
            plan: Plan::new(&corpus, &self.index)?,
            corpus,
        })
    }

    fn last(&self) -> Option<Engine> {
        Engine::open(&self.index).ok()
    }
}

/// The last good index, which stays for this reason, or the reason where there is none.
fn last_or(last: Option<Engine>, error: UpkeepError) -> Result<Kept, UpkeepError> {
    let Some(engine) = last else {
        return Err(error);
    };
    Ok(stays(engine, vec![error.to_string()]))
}

fn stays(engine: Engine, mut concerns: Vec<String>) -> Kept {
    for concern in engine.concerns() {
        if !concerns.contains(concern) {
            concerns.push(concern.clone());
        }
    }
    Kept {
        concerns,
        ..Kept::found(engine)
    }
}

/// What an index in use would lose to this collection.
fn losses(engine: &Engine, collection: &Collection) -> Vec<String> {
    let errors = &collection.report.errors;
    let known = &engine.report().errors;
    let mut losses: Vec<String> = errors
        .iter()
        .filter(|it| !known.contains(it))
        .cloned()
        .collect();
    let mut left: HashMap<&str, usize> = HashMap::new();
    for case in &collection.cases {
        *left.entry(&case.source).or_default() += 1;
    }
    let mut had: HashMap<&str, usize> = HashMap::new();
    for case in engine.summaries() {
        *had.entry(&case.source).or_default() += 1;
    }
    for source in engine.sources() {
        let id = source.id.as_str();
        let is_there = collection.sources.iter().any(|it| it.id == id);
        let count = |of: &HashMap<&str, usize>| of.get(id).copied().unwrap_or_default();
        let (had, left) = (count(&had), count(&left));
        if !is_there {
            // One that cannot be read is named by its error already.
            if !errors.iter().any(|it| it.contains(id)) {
                losses.push(format!("source 「{id}」 is gone from the manifest"));
            }
        } else if (left as f64) < had as f64 * SHARE_KEPT {
            losses.push(format!("source 「{id}」 has {left} cases, it had {had}"));
        }
    }
    losses
}
