//! 主体: who leads the effort, runs it, hosts it or was entrusted with it.

use crate::record::Tag;
use crate::vocabulary::{Basis, CaseKind, Lead, RecordKind};

use super::super::draft::Draft;
use super::rules::Kind;
use super::{Told, keep_first, of_kind};

/// What a body of a prefecture is called at the end of an entry's name.
const PREFECTURAL: [&str; 5] = [
    "健康福祉センター",
    "保健所",
    "保健福祉事務所",
    "厚生センター",
    "保健センター",
];

/// The leads of what is done; what an entry's features say comes first. Where the
/// document names them itself, nothing is added.
pub(super) fn read(told: &[Told<'_>], draft: &Draft) -> Vec<Tag<Lead>> {
    if !draft.tags.leads.is_empty() {
        return Vec::new();
    }
    let of_features = |it: &&Told<'_>| it.sentence.kind == RecordKind::Features;
    let (features, others): (Vec<_>, Vec<_>) = told.iter().partition(of_features);
    let told = features.into_iter().chain(others);
    let [mut leads, _] = of_kind(told, Kind::Lead, Lead::from_code);
    if let Some(tag) = by_name(draft, leads.is_empty()) {
        keep_first(&mut leads, tag);
    }
    leads.sort_by_key(|tag| tag.code);
    leads
}

/// The body that the entry's name is: a prefecture's, or, where no other lead is
/// told, the municipality.
fn by_name(draft: &Draft, is_alone: bool) -> Option<Tag<Lead>> {
    let is_own =
        is_alone && draft.kind == CaseKind::SmartPractice && !draft.municipalities.is_empty();
    let code = if PREFECTURAL
        .iter()
        .any(|it| draft.printed_name.ends_with(it))
    {
        Lead::HealthCentre
    } else if is_own {
        Lead::Government
    } else {
        return None;
    };
    let line = draft.printed_at?;
    Some(Tag {
        code,
        basis: Basis::Inferred,
        evidence: draft.printed_name.clone(),
        lines: [line, line],
        by: None,
    })
}
