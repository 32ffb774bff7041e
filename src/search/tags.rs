//! The tags of a hit: which of them the question asks for, and the sentences that
//! those stand on.
//!
//! How they are drawn, and which of the others are worth naming, is not known here.

use super::explain::snippet;
use super::passages::Readable;
use super::query::Filters;
use super::results::{FacetName, HitTag, Snippet};
use crate::record::{Case, Lines, Tag};
use crate::vocabulary::Basis;

/// How many sentences show why a case has what was chosen.
const SENTENCES: usize = 2;

/// A tag of any facet with what it stands on.
pub(super) struct Known<'a> {
    pub(super) facet: FacetName,
    pub(super) value: String,
    pub(super) basis: Basis,
    pub(super) evidence: &'a str,
    pub(super) lines: Lines,
}

fn known<T: ToString>(facet: FacetName, tags: &[Tag<T>]) -> impl Iterator<Item = Known<'_>> {
    tags.iter().map(move |tag| Known {
        facet,
        value: tag.code.to_string(),
        basis: tag.basis,
        evidence: &tag.evidence,
        lines: tag.lines,
    })
}

/// Every tag of a case, in the order of the page's facets.
pub(super) fn all(case: &Case) -> impl Iterator<Item = Known<'_>> {
    known(FacetName::Item, &case.items)
        .chain(known(FacetName::Model, &case.models))
        .chain(known(FacetName::Scene, &case.scenes))
        .chain(known(FacetName::Lead, &case.leads))
        .chain(known(FacetName::Ict, &case.ict_tools))
}

/// The tags of a case. One is asked for where the list is narrowed to it, or where a
/// word that was found stands in what the tag stands on.
pub(super) fn tags(case: &Case, filters: &Filters, found: &[&str]) -> Vec<HitTag> {
    all(case)
        .map(|tag| HitTag {
            asked: is_chosen(&tag, filters) || found.iter().any(|word| tag.evidence.contains(word)),
            facet: tag.facet,
            value: tag.value,
            basis: tag.basis,
        })
        .collect()
}

fn is_chosen(tag: &Known, filters: &Filters) -> bool {
    filters.chosen(tag.facet).contains(&tag.value)
}

/// The sentences that the chosen tags stand on.
pub(super) fn evidence(readable: &Readable, filters: &Filters) -> Vec<Snippet> {
    let mut snippets: Vec<Snippet> = Vec::new();
    for tag in all(&readable.case).filter(|tag| is_chosen(tag, filters)) {
        let sentence = readable.quoted(tag.evidence, tag.lines);
        let Some(shown) = sentence.map(|it| snippet(it.record, &[it])) else {
            continue;
        };
        if snippets.len() < SENTENCES && !snippets.contains(&shown) {
            snippets.push(shown);
        }
    }
    snippets
}
