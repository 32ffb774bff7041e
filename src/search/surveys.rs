//! What surveys say of a query, beside the cases: many answered them and no town did
//! anything, so that they are neither listed nor counted nor filtered.

use super::explain::snippets;
use super::meaning::Meaning;
use super::passages::{Passages, Sought};
use super::results::SurveyHit;
use crate::record::Survey;

/// The surveys in which every part stands as it was typed, or as that is written, each
/// with the sentences that show it; of each the passages stand in the same place. What is
/// only said in other words is not told, nor is a survey where something is excluded or a
/// place or a size is asked for.
pub(super) fn meeting(
    surveys: &[Survey],
    passages: &[Passages],
    meaning: &Meaning,
) -> Vec<SurveyHit> {
    let sought: Option<Vec<Sought>> = meaning.parts.iter().map(Sought::typed).collect();
    let excludes = meaning.excluded.as_ref().is_some_and(|it| !it.is_clear());
    let sought = sought.filter(|it| !it.is_empty() && !excludes);
    let Some(sought) = sought else {
        return Vec::new();
    };
    let hits = surveys.iter().zip(passages);
    hits.filter_map(|(survey, passages)| {
        let found = passages.find(&survey.records, &sought);
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
