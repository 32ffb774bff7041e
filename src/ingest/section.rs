//! The sections that a document is cut into, before they become records.
//!
//! What every kind of source is reduced to: headings with paragraphs that know
//! their lines, so that tags and facts found in a paragraph can say where it stands.

use crate::record::{Figure, Lines, Record, Table};
use crate::vocabulary::{Item, RecordKind};

use super::lines::Line;
use super::{debris, figures, paragraphs};

/// Whole sentences or one list item, joined across the document's line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// The text; a list item starts with `・`.
    pub(super) text: String,
    /// Where it stands.
    pub(super) lines: Lines,
}

/// From the first to the last line of these passages; none where there are none.
pub(super) fn span(passages: impl Iterator<Item = Lines>) -> Option<Lines> {
    passages.reduce(|one, other| [one[0].min(other[0]), one[1].max(other[1])])
}

/// A heading with what stands under it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Section {
    /// What it says about the case.
    pub(super) kind: RecordKind,
    /// The heading as printed; a plain one where the document has none.
    pub(super) heading: String,
    /// The text.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Words of its figures and tables, a line each, see [`Record::figure_text`].
    pub(super) figure_text: String,
    /// The sheet of the case that it starts on.
    pub(super) page: Option<u32>,
    /// 事業項目 that the section is about.
    pub(super) items: Vec<Item>,
    /// Printed figures.
    pub(super) figures: Vec<Figure>,
    /// Printed tables.
    pub(super) tables: Vec<Table>,
    /// Where heading and text stand.
    pub(super) lines: Lines,
}

impl Section {
    /// Text under a heading, with nothing else read yet.
    pub(super) fn new(
        kind: RecordKind,
        heading: impl Into<String>,
        paragraphs: Vec<Paragraph>,
        lines: Lines,
    ) -> Self {
        Self {
            kind,
            heading: heading.into(),
            paragraphs,
            figure_text: String::new(),
            page: None,
            items: Vec::new(),
            figures: Vec::new(),
            tables: Vec::new(),
            lines,
        }
    }

    /// A heading, with the line that it stands on, and the lines under it.
    pub(super) fn read(
        kind: RecordKind,
        heading: String,
        at: Option<usize>,
        lines: &[Line],
    ) -> Self {
        let numbers = at.into_iter().chain(lines.iter().map(|line| line.number));
        let span = span(numbers.map(|it| [it, it])).unwrap_or_default();
        let paragraphs = paragraphs::paragraphs(lines);
        // A town's figures are rows of short lines by themselves.
        let (paragraphs, figure_text) = match kind {
            RecordKind::Profile => (paragraphs, String::new()),
            _ => debris::part(&paragraphs),
        };
        Self {
            figures: figures::figures(&paragraphs),
            figure_text,
            ..Self::new(kind, heading, paragraphs, span)
        }
    }

    /// The record that the section becomes, the `number`th of its case.
    pub(super) fn into_record(self, case: &str, number: usize) -> Record {
        let text: Vec<String> = self
            .paragraphs
            .into_iter()
            .map(|paragraph| paragraph.text)
            .collect();
        Record {
            id: format!("{case}-{number}"),
            kind: self.kind,
            heading: self.heading,
            text: text.join("\n"),
            lines: self.lines,
            items: self.items,
            figures: self.figures,
            tables: self.tables,
            figure_text: self.figure_text,
            page: self.page,
        }
    }
}
