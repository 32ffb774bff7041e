//! The running text of Word and `PowerPoint`, whose paragraphs, tables and texts are
//! elements of the same names.

use std::collections::HashSet;

use super::blocks::Block;
use super::markup::{self, Element, Piece};
use super::refusal::Refusal;
use super::running::{Paragraph, Running};

/// What is in the file and not on the page: what was struck out, and what stands
/// there a second time for older programs.
const UNSEEN: [&str; 4] = ["del", "fallback", "instrtext", "movefrom"];

#[derive(Default)]
struct Flow<'a> {
    /// The styles that are headings.
    headings: Option<&'a HashSet<String>>,
    running: Running,
    paragraphs: Vec<Paragraph>,
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
    markup::read(text, |piece| flow.take(piece))?;
    Ok(flow.running.blocks)
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
            "br" if element.get("type") == Some("page") => self.running.page(),
            "br" | "cr" => self.write("\n"),
            "pagebreakbefore" => self.running.page(),
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
            "tbl" => self.running.open_table(),
            "tr" => self.running.row(),
            "tc" => self.running.cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.running.end(&paragraph);
                }
            }
            "sp" => self.in_title = false,
            "tbl" => self.running.close_table(),
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
}
