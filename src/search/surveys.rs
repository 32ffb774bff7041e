//! What surveys say of a query, beside the cases: many answered them and no town did
//! anything, so that they are neither listed nor counted nor filtered.

use super::explain::snippets;
use super::meaning::Meaning;
use super::passages::{Passages, Sought};
use super::results::SurveyHit;
use crate::record::Survey;

/// Surveys with their texts made ready.
#[derive(Debug)]
pub(super) struct Surveys {
    all: Vec<Survey>,
    passages: Vec<Passages>,
}

impl Surveys {
    pub(super) fn new(all: Vec<Survey>) -> Self {
        Self {
            passages: all.iter().map(|it| Passages::new(&it.records)).collect(),
            all,
        }
    }

    pub(super) fn all(&self) -> &[Survey] {
        &self.all
    }

    /// The surveys in which every part stands, each with the sentences that show it.
    pub(super) fn meeting(&self, meaning: &Meaning, sought: &[Sought]) -> Vec<SurveyHit> {
        if sought.is_empty() {
            return Vec::new();
        }
        let hits = self.all.iter().zip(&self.passages);
        hits.filter_map(|(survey, passages)| {
            let found = passages.find(&survey.records, sought);
            let stands = |part: usize| {
                let mut places = found.iter().flat_map(|sentence| &sentence.found);
                places.any(|(it, _)| *it == part)
            };
            (0..sought.len()).all(stands).then(|| SurveyHit {
                id: survey.id.clone(),
                title: survey.title.clone(),
                snippets: snippets(found, meaning.lacks),
            })
        })
        .collect()
    }
}
