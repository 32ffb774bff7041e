//! The running text of Word and `PowerPoint`, whose paragraphs, tables and texts are
//! elements of the same names.

use std::collections::HashSet;

use super::blocks::{Block, one_line};
use super::markup::{self, Element, Piece};
use super::refusal::Refusal;

/// What is in the file and not on the page: what was struck out, and what stands
/// there a second time for older programs.
const UNSEEN: [&str; 4] = ["del", "fallback", "instrtext", "movefrom"];

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    is_heading: bool,
    is_item: bool,
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    fn cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(String::new());
        }
    }

    fn write(&mut self, words: &str) {
        let cell = self.rows.last_mut().and_then(|row| row.last_mut());
        if let Some(cell) = cell {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(words);
        }
    }
}

#[derive(Default)]
struct Flow<'a> {
    /// The styles that are headings.
    headings: Option<&'a HashSet<String>>,
    blocks: Vec<Block>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Whether the shape is the slide's title.
    in_title: bool,
    /// Whether text stands here.
    in_text: bool,
    /// How deep in what is not seen.
    unseen: usize,
}

/// The blocks of a part; `headings` are the names of the styles that headings have.
pub(super) fn blocks(text: &str, headings: &HashSet<String>) -> Result<Vec<Block>, Refusal> {
    let mut flow = Flow {
        headings: Some(headings),
        ..Flow::default()
    };
    markup::read(text, |piece| {
        flow.take(piece);
        Ok(())
    })?;
    Ok(flow.blocks)
}

impl Flow<'_> {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Open(_) if self.unseen > 0 => self.unseen += 1,
            Piece::Close(_) if self.unseen > 0 => self.unseen -= 1,
            Piece::Text(_) if self.unseen > 0 => {}
            Piece::Open(element) => self.open(&element),
            Piece::Close(name) => self.close(&name),
            Piece::Text(words) if self.in_text => self.write(&words),
            Piece::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element) {
        match element.name.as_str() {
            name if UNSEEN.contains(&name) => self.unseen = 1,
            "p" => {
                let is_heading = self.in_title;
                self.paragraphs.push(Paragraph {
                    is_heading,
                    ..Paragraph::default()
                });
            }
            "t" => self.in_text = true,
            "tab" if self.is_running() => self.write(" "),
            "br" if element.get("type") == Some("page") => self.page(),
            "br" | "cr" => self.write("\n"),
            "pagebreakbefore" => self.page(),
            "pstyle" => {
                let is_heading = element
                    .get("val")
                    .is_some_and(|style| self.headings.is_some_and(|it| it.contains(style)));
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.is_heading |= is_heading;
                }
            }
            "outlinelvl" => {
                // The ninth level is that of running text.
                let is_heading = element.get("val") != Some("9");
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.is_heading |= is_heading;
                }
            }
            "numpr" | "buchar" | "buautonum" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.is_item = true;
                }
            }
            "ph" => {
                self.in_title = matches!(element.get("type"), Some("title" | "ctrTitle"));
            }
            "tbl" => self.tables.push(Table::default()),
            "tr" => self.in_table(Table::row),
            "tc" => self.in_table(Table::cell),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "sp" => self.in_title = false,
            "tbl" => {
                let Some(table) = self.tables.pop() else {
                    return;
                };
                match self.tables.last_mut() {
                    Some(outer) => {
                        for row in table.rows {
                            outer.write(&one_line(&row.join("   ")));
                        }
                    }
                    None => self.blocks.push(Block::Table(table.rows)),
                }
            }
            _ => {}
        }
    }

    /// Whether running text is being read: a tab is also a stop that is set elsewhere.
    fn is_running(&self) -> bool {
        let paragraph = self.paragraphs.last();
        paragraph.is_some_and(|paragraph| !paragraph.text.is_empty())
    }

    fn write(&mut self, words: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(words);
        }
    }

    fn in_table(&mut self, act: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            act(table);
        }
    }

    fn page(&mut self) {
        if self.tables.is_empty() {
            self.blocks.push(Block::Page);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let words = paragraph.text.trim();
        if words.is_empty() {
            return;
        }
        if let Some(table) = self.tables.last_mut() {
            table.write(words);
            return;
        }
        let words = words.to_owned();
        self.blocks.push(if paragraph.is_heading {
            Block::Heading(words)
        } else if paragraph.is_item {
            Block::Item(words)
        } else {
            Block::Paragraph(words)
        });
    }
}
