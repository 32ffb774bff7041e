//! The index, opened for questions.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::{CaseSummary, Hit, Query, Results, Typeahead};
use crate::ingest::Collection;
use crate::record::Case;

/// Why an index cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is none, or it is broken.
    #[error("{}: {problem}; build it with `renkei index`", path.display())]
    Unusable {
        /// The index folder.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}

/// Answers questions about a collection. Cheap to share between threads by
/// reference; opening it reads the cases into memory.
#[derive(Debug)]
pub struct Engine {
    collection: Collection,
}

impl Engine {
    /// Opens the index in a folder.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let unusable = |problem: String| OpenError::Unusable {
            path: folder.to_owned(),
            problem,
        };
        let bytes = std::fs::read(folder.join("collection.json"))
            .map_err(|error| unusable(error.to_string()))?;
        let collection =
            serde_json::from_slice(&bytes).map_err(|error| unusable(error.to_string()))?;
        Ok(Self { collection })
    }

    /// Everything the index was made from.
    pub fn collection(&self) -> &Collection {
        &self.collection
    }

    /// The case with this id.
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.collection.cases.iter().find(|case| case.id == id)
    }

    /// Answers a query. Nothing typed can cause an error.
    pub fn search(&self, query: &Query) -> Results {
        let started = Instant::now();
        let found: Vec<&Case> = self
            .collection
            .cases
            .iter()
            .filter(|case| {
                case.title.contains(&query.text)
                    || case
                        .records
                        .iter()
                        .any(|record| record.text.contains(&query.text))
            })
            .collect();
        let hits = found
            .iter()
            .enumerate()
            .skip((query.page - 1) * query.per_page)
            .take(query.per_page)
            .map(|(index, case)| Hit {
                rank: index + 1,
                score: 0.0,
                case: CaseSummary::from(*case),
                why: Vec::new(),
                snippets: Vec::new(),
            })
            .collect();
        Results {
            query: query.clone(),
            total: found.len(),
            took: started.elapsed(),
            hits,
            facets: Vec::new(),
            relaxed: None,
            suggestions: Vec::new(),
        }
    }

    /// Completes what is being typed, towns first.
    pub fn suggest(&self, _typed: &str, _limit: usize) -> Vec<Typeahead> {
        Vec::new()
    }
}
