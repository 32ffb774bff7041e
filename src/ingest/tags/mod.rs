//! Tags a draft with the controlled terms that its text supports.
//!
//! Works on sections and paragraphs of any kind of source; every tag carries its
//! basis, the sentence it rests on and that sentence's lines. What a document says
//! in its own tags (the report's printed models) comes first and is kept.

use crate::record::Tag;
use crate::vocabulary::{Basis, CaseKind};

use super::draft::{Draft, Tags};
use sentences::Sentence;

mod ict;
mod items;
mod leads;
mod models;
mod scenes;
mod sentences;

/// Longest evidence, in characters.
const LONGEST: usize = 160;

/// The draft's own tags and those read from its text. Sections are told which items
/// they are about.
pub(super) fn tag(draft: &mut Draft) -> Tags {
    let sentences = sentences::sentences(draft);
    let mut tags = draft.tags.clone();
    // Towns that write up one effort together work together; those of a medical
    // association's district need not.
    let joint = if draft.kind == CaseKind::SmartPractice {
        draft.municipalities.len()
    } else {
        1
    };
    let items = items::read(&sentences, joint);
    for (index, section) in draft.sections.iter_mut().enumerate() {
        if section.items.is_empty()
            && let Some(of_section) = items.of_sections.get(&index)
        {
            section.items.clone_from(of_section);
        }
    }
    add(&mut tags.items, items.done);
    add(&mut tags.planned.items, items.planned);
    let (done, planned) = scenes::read(&sentences);
    add(&mut tags.scenes, done);
    add(&mut tags.planned.scenes, planned);
    // The report prints its regions' models; nothing is added to them.
    if matches!(draft.kind, CaseKind::SmartPractice | CaseKind::GroupPlan) {
        let (done, planned) = models::read(&sentences);
        add(&mut tags.models, done);
        add(&mut tags.planned.models, planned);
    }
    let (done, planned) = ict::read(&sentences);
    add(&mut tags.ict_tools, done);
    add(&mut tags.planned.ict_tools, planned);
    add(&mut tags.leads, leads::read(&sentences, draft));
    tags
}

fn add<T: PartialEq>(tags: &mut Vec<Tag<T>>, more: Vec<Tag<T>>) {
    for tag in more {
        keep_first(tags, tag);
    }
}

/// Adds a tag whose term is not there yet.
fn keep_first<T: PartialEq>(tags: &mut Vec<Tag<T>>, tag: Tag<T>) {
    if !tags.iter().any(|known| known.code == tag.code) {
        tags.push(tag);
    }
}

/// What a tag rests on.
trait Evidence {
    /// A tag with this as its evidence.
    fn tag<T>(&self, code: T, basis: Basis) -> Tag<T>;
}

impl Evidence for Sentence {
    fn tag<T>(&self, code: T, basis: Basis) -> Tag<T> {
        let mut evidence: String = self.text.chars().take(LONGEST).collect();
        if evidence.len() < self.text.len() {
            evidence.push('…');
        }
        Tag {
            code,
            basis,
            evidence,
            lines: self.lines,
            by: None,
        }
    }
}
