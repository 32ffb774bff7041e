//! The documents that wait for a yes. They are kept in memory alone: what nobody has
//! said yes to is gone when the program ends.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::corpus::{Corpus, SourceKind};
use crate::gazetteer::Gazetteer;
use crate::intake::{Candidate, Details, Extracted, Guess, Preview};
use crate::report::Correction;

/// How many documents may wait: more than a few people have under way, and no more text
/// than a machine has room for.
const MOST: usize = 10;

/// A document that waits for a yes.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    /// The file's name.
    pub(super) file: String,
    /// What was taken from it.
    pub(super) extracted: Arc<Extracted>,
    /// What it seems to be.
    pub(super) guess: Guess,
    /// What it is.
    pub(super) kind: Option<SourceKind>,
    /// What was said of it.
    pub(super) details: Details,
    /// Misprints of it that were put right.
    pub(super) corrections: Vec<Correction>,
    /// How often it was changed: a yes is to what was seen.
    pub(super) revision: usize,
    /// What would be read of it as it is now. Many pages take seconds.
    preview: Arc<OnceLock<Preview>>,
}

impl Waiting {
    /// One of which nothing was said yet.
    pub(super) fn new(file: String, extracted: Extracted, guess: Guess) -> Self {
        Self {
            file,
            extracted: Arc::new(extracted),
            kind: guess.is_sure.then_some(guess.kind),
            guess,
            details: Details::default(),
            corrections: Vec::new(),
            revision: 0,
            preview: Arc::default(),
        }
    }

    /// The candidate that it makes, and what would be read of it; none while nobody
    /// knows its kind.
    pub(super) fn read(
        &self,
        corpus: &Corpus,
        gazetteer: &Gazetteer,
    ) -> Option<(Candidate, &Preview)> {
        let mut candidate = Candidate::new(
            &self.extracted,
            Path::new(&self.file),
            self.kind?,
            self.details.clone(),
            corpus,
        );
        candidate.correct(self.corrections.clone());
        let preview = self
            .preview
            .get_or_init(|| candidate.preview(corpus, gazetteer));
        Some((candidate, preview))
    }
}

/// Why a document cannot be taken from the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Untaken {
    /// It is not there any more.
    Gone,
    /// It was changed since it was looked at.
    Changed,
}

/// Where documents wait, each under a number.
#[derive(Debug, Default)]
pub(super) struct Desk(Mutex<Documents>);

#[derive(Debug, Default)]
struct Documents {
    waiting: BTreeMap<u32, Waiting>,
    last: u32,
}

impl Desk {
    /// Puts a document down and gives its number; none where there is no room.
    pub(super) fn add(&self, document: Waiting) -> Option<u32> {
        let mut documents = self.lock();
        if documents.waiting.len() >= MOST {
            return None;
        }
        documents.last += 1;
        let number = documents.last;
        documents.waiting.insert(number, document);
        Some(number)
    }

    /// A document as it is now.
    pub(super) fn get(&self, number: u32) -> Option<Waiting> {
        self.lock().waiting.get(&number).cloned()
    }

    /// The documents' numbers and names.
    pub(super) fn list(&self) -> Vec<(u32, String)> {
        let documents = self.lock();
        let waiting = documents.waiting.iter();
        waiting
            .map(|(&it, waiting)| (it, waiting.file.clone()))
            .collect()
    }

    /// Changes a document, if it is there.
    pub(super) fn change(&self, number: u32, change: impl FnOnce(&mut Waiting)) {
        if let Some(document) = self.lock().waiting.get_mut(&number) {
            change(document);
            document.revision += 1;
            document.preview = Arc::default();
        }
    }

    /// Takes a document away, if it is as it was looked at.
    pub(super) fn take(&self, number: u32, revision: usize) -> Result<Waiting, Untaken> {
        let mut documents = self.lock();
        let document = documents.waiting.get(&number).ok_or(Untaken::Gone)?;
        if document.revision != revision {
            return Err(Untaken::Changed);
        }
        documents.waiting.remove(&number).ok_or(Untaken::Gone)
    }

    /// Puts a document back that could not be taken in.
    pub(super) fn put_back(&self, number: u32, document: Waiting) {
        self.lock().waiting.insert(number, document);
    }

    /// Puts a document away for good.
    pub(super) fn dismiss(&self, number: u32) {
        self.lock().waiting.remove(&number);
    }

    fn lock(&self) -> MutexGuard<'_, Documents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
