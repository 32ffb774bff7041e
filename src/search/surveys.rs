//! What surveys say of a query, beside the cases: many answered them and no town did
//! anything, so that they are neither listed nor counted nor filtered.

use super::explain::snippets;
use super::meaning::Meaning;
use super::passages::{Passages, Sought};
use super::results::SurveyHit;
use crate::record::Survey;

/// The surveys in which every part stands, each with the sentences that show it; of each
/// the passages stand in the same place.
pub(super) fn meeting(
    surveys: &[Survey],
    passages: &[Passages],
    meaning: &Meaning,
    sought: &[Sought],
) -> Vec<SurveyHit> {
    if sought.is_empty() {
        return Vec::new();
    }
    let hits = surveys.iter().zip(passages);
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
