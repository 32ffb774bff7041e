//! What a hit of a search names of its tags: those that the question asks for. A tag
//! that many cases have tells nothing of one that is listed among all.
//!
//! Plain values; how they are drawn is not known here.

use crate::search::{FacetName, Hit, HitTag};
use crate::vocabulary::{Basis, Item, Lead, Model, Scene};

/// How many tags a hit names.
const NAMED: usize = 3;

/// A tag worth naming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedTag {
    pub(crate) facet: FacetName,
    /// As it stands in an address.
    pub(crate) value: String,
    /// With its letter, where it has one: 「カ 医療・介護関係者の研修」.
    pub(crate) label: String,
    /// Whether it is read from the text and not printed.
    pub(crate) inferred: bool,
}

/// The tags of a hit worth naming, and how many more it has.
pub(crate) fn tags(hit: &Hit) -> (Vec<NamedTag>, usize) {
    let asked = hit.tags.iter().filter(|tag| tag.asked);
    let asked: Vec<&HitTag> = asked.take(NAMED).collect();
    let rest = hit.tags.len() - asked.len();
    let named = asked.into_iter().map(|tag| NamedTag {
        facet: tag.facet,
        label: label(tag.facet, &tag.value),
        value: tag.value.clone(),
        inferred: tag.basis == Basis::Inferred,
    });
    (named.collect(), rest)
}

/// A value of a facet in short, with its letter, where it has one.
pub(crate) fn label(facet: FacetName, value: &str) -> String {
    let known = match facet {
        FacetName::Item => Item::from_code(value).map(|it| format!("{it} {}", it.short_label())),
        FacetName::Model => Model::from_code(value).map(|it| format!("{it} {}", it.label())),
        FacetName::Scene => Scene::from_code(value).map(|it| it.label().to_owned()),
        FacetName::Lead => Lead::from_code(value).map(|it| it.label().to_owned()),
        _ => None,
    };
    known.unwrap_or_else(|| value.to_owned())
}
