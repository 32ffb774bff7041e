//! What a document says in its own order, whatever file it came in: headings,
//! paragraphs, list items, tables and page breaks; and these as lines of text.
//!
//! A heading gets a mark, which only the form's reader keeps (`crate::intake::kind`).

use super::limits;
use super::refusal::Refusal;
use super::table;

/// What a heading's line begins with.
pub(super) const HEADING: &str = "## ";

/// A paragraph up to this long and without a full stop is a line of a list or form.
const SHORT: usize = 40;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph; its line breaks are the document's own.
    Paragraph(String),
    /// An item of a list.
    Item(String),
    /// A table's rows.
    Table(Vec<Vec<String>>),
    /// A new page or slide starts.
    Page,
}

/// The lines of these blocks.
pub(super) fn text(blocks: &[Block]) -> Result<String, Refusal> {
    let mut lines = Lines::default();
    for block in blocks {
        match block {
            Block::Heading(words) => lines.heading(words),
            Block::Paragraph(words) => lines.paragraph(words),
            Block::Item(words) => lines.line(&format!("・{}", one_line(words))),
            Block::Table(rows) => {
                for block in table::blocks(rows) {
                    match block {
                        Block::Heading(words) => lines.heading(&words),
                        Block::Paragraph(words) => lines.paragraph(&words),
                        Block::Item(words) => lines.line(&words),
                        Block::Table(_) | Block::Page => {}
                    }
                }
            }
            Block::Page => lines.page(),
        }
        if lines.text.len() > limits::TEXT {
            return Err(Refusal::TooLong);
        }
    }
    Ok(lines.text)
}

/// Words without line breaks or blanks around them.
pub(super) fn one_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

#[derive(Default)]
struct Lines {
    text: String,
    starts_page: bool,
}

impl Lines {
    fn line(&mut self, words: &str) {
        if std::mem::take(&mut self.starts_page) {
            self.text.push('\u{c}');
        }
        self.text.push_str(words);
        self.text.push('\n');
    }

    /// A blank line, but not two and not at a page's start.
    fn blank(&mut self) {
        if !self.text.is_empty() && !self.starts_page && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn heading(&mut self, words: &str) {
        let words = one_line(words);
        if !words.is_empty() {
            self.blank();
            self.line(&format!("{HEADING}{words}"));
            self.blank();
        }
    }

    fn paragraph(&mut self, words: &str) {
        for part in words.lines().map(str::trim).filter(|it| !it.is_empty()) {
            self.line(part);
            if part.ends_with('。') || part.chars().count() > SHORT {
                self.blank();
            }
        }
    }

    fn page(&mut self) {
        self.starts_page = !self.text.is_empty();
    }
}
