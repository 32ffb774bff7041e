//! What a hit of a search names of its tags: those that the question asks for, or the
//! rarest, which tell most of a case that is listed among all.
//!
//! Plain values; how they are drawn is not known here.

use crate::search::{Facet, FacetName, Hit, HitTag};
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
pub(crate) fn tags(hit: &Hit, facets: &[Facet]) -> (Vec<NamedTag>, usize) {
    let mut asked: Vec<&HitTag> = hit.tags.iter().filter(|tag| tag.asked).collect();
    if asked.is_empty() {
        asked = hit.tags.iter().collect();
        asked.sort_by_key(|tag| spread(tag, facets));
    }
    asked.truncate(NAMED);
    let rest = hit.tags.len() - asked.len();
    let named = asked.into_iter().map(|tag| NamedTag {
        facet: tag.facet,
        label: label(tag.facet, &tag.value),
        value: tag.value.clone(),
        inferred: tag.basis == Basis::Inferred,
    });
    (named.collect(), rest)
}

/// How many cases of the list have a tag.
fn spread(tag: &HitTag, facets: &[Facet]) -> usize {
    let values = facets.iter().filter(|it| it.name == tag.facet);
    let mut values = values.flat_map(|it| &it.values);
    values
        .find(|it| it.value == tag.value)
        .map_or(0, |it| it.count)
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
