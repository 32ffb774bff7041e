//! What is being read of a running text: paragraphs, and tables that may stand in one
//! another, into blocks.

use super::blocks::{Block, one_line};

/// A paragraph that is being read.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) is_heading: bool,
    pub(super) is_item: bool,
}

/// What was read, and the tables that are open, the innermost last.
#[derive(Default)]
pub(super) struct Running {
    pub(super) blocks: Vec<Block>,
    tables: Vec<Vec<Vec<String>>>,
}

impl Running {
    pub(super) fn page(&mut self) {
        if self.tables.is_empty() {
            self.blocks.push(Block::Page);
        }
    }

    pub(super) fn open_table(&mut self) {
        self.tables.push(Vec::new());
    }

    pub(super) fn row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.push(Vec::new());
        }
    }

    pub(super) fn cell(&mut self) {
        if let Some(row) = self.tables.last_mut().and_then(|it| it.last_mut()) {
            row.push(String::new());
        }
    }

    pub(super) fn close_table(&mut self) {
        match self.tables.pop() {
            Some(rows) if self.tables.is_empty() => self.blocks.push(Block::Table(rows)),
            Some(rows) => {
                for row in rows {
                    self.write(&one_line(&row.join("   ")));
                }
            }
            None => {}
        }
    }

    /// A paragraph as a block, or as a line of the cell that it stands in.
    pub(super) fn end(&mut self, paragraph: &Paragraph) {
        let words = paragraph.text.trim();
        if !self.tables.is_empty() {
            self.write(words);
        } else if paragraph.is_heading && !words.is_empty() {
            self.blocks.push(Block::Heading(words.to_owned()));
        } else if paragraph.is_item && !words.is_empty() {
            self.blocks.push(Block::Item(words.to_owned()));
        } else if !words.is_empty() {
            self.blocks.push(Block::Paragraph(words.to_owned()));
        }
    }

    fn write(&mut self, words: &str) {
        let row = self.tables.last_mut().and_then(|it| it.last_mut());
        if let Some(cell) = row.and_then(|it| it.last_mut())
            && !words.is_empty()
        {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(words);
        }
    }
}
