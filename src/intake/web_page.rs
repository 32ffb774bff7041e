//! The text of a saved web page: headings, paragraphs, items and tables, without
//! scripts, styles and menus.

use super::blocks;
use super::extract::Extracted;
use super::format::Format;
use super::markup::{self, Piece};
use super::plain;
use super::refusal::Refusal;
use super::running::{Paragraph, Running};

/// Elements whose content is no text of the page.
const UNSEEN: [&str; 8] = [
    "script", "style", "nav", "footer", "noscript", "template", "select", "svg",
];
/// Elements that stand within a line.
const INLINE: [&str; 18] = [
    "a", "span", "b", "i", "em", "strong", "u", "small", "sup", "sub", "font", "img", "wbr",
    "ruby", "rb", "mark", "abbr", "label",
];

#[derive(Default)]
struct Page {
    running: Running,
    paragraph: Paragraph,
    title: String,
    in_title: bool,
    /// The element whose content is not seen, and how many of its name stand in it.
    unseen: Option<(String, usize)>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Refusal> {
    let text = without_scripts(&plain::decode(&with_named_encoding(bytes))?);
    let mut page = Page::default();
    markup::read_loosely(&text, |piece| page.take(piece))?;
    page.end();
    Ok(Extracted {
        title: Some(page.title.trim().to_owned()).filter(|it| !it.is_empty()),
        ..Extracted::new(Format::WebPage, blocks::text(&page.running.blocks)?)
    })
}

/// The page as UTF-8 where it names another encoding.
fn with_named_encoding(bytes: &[u8]) -> Vec<u8> {
    let head = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_lowercase();
    let named = head
        .split_once("charset=")
        .map(|(_, name)| name.trim_start_matches(['"', '\'']))
        .and_then(|name| name.split(['"', '\'', ' ', ';', '/', '>']).next())
        .and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    match named {
        Some(encoding) if std::str::from_utf8(bytes).is_err() => {
            encoding.decode(bytes).0.into_owned().into_bytes()
        }
        _ => bytes.to_vec(),
    }
}

/// A script may hold what looks like markup.
fn without_scripts(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some(start) = find(rest, "<script") {
        let (before, script) = rest.split_at(start);
        kept.push_str(before);
        rest = match find(script, "</script>") {
            Some(end) => script.split_at(end + "</script>".len()).1,
            None => "",
        };
    }
    kept.push_str(rest);
    kept
}

fn find(text: &str, tag: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', text.as_bytes()).find(|&at| {
        let part = text.get(at..at + tag.len());
        part.is_some_and(|part| part.eq_ignore_ascii_case(tag))
    })
}

impl Page {
    fn take(&mut self, piece: Piece) {
        if let Some((name, depth)) = &mut self.unseen {
            match piece {
                Piece::Open(element) if element.name == *name => *depth += 1,
                Piece::Close(closed) if closed == *name => {
                    *depth -= 1;
                    if *depth == 0 {
                        self.unseen = None;
                    }
                }
                _ => {}
            }
            return;
        }
        match piece {
            Piece::Open(element) => self.open(&element.name),
            Piece::Close(name) => self.close(&name),
            Piece::Text(words) if self.in_title => self.title.push_str(&words),
            Piece::Text(words) => self.write(&words),
        }
    }

    fn open(&mut self, name: &str) {
        if UNSEEN.contains(&name) {
            self.unseen = Some((name.to_owned(), 1));
        } else if name == "title" {
            self.in_title = true;
        } else if !INLINE.contains(&name) {
            self.end();
            match name {
                "br" => {}
                "table" => self.running.open_table(),
                "tr" => self.running.row(),
                "td" | "th" => self.running.cell(),
                _ => {
                    self.paragraph.is_heading = is_heading(name);
                    self.paragraph.is_item = name == "li";
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        if name == "title" {
            self.in_title = false;
        } else if !INLINE.contains(&name) {
            self.end();
            self.paragraph = Paragraph::default();
            if name == "table" {
                self.running.close_table();
            }
        }
    }

    fn write(&mut self, words: &str) {
        let into = &mut self.paragraph.text;
        // A line break of the file is a blank, or nothing between Japanese letters.
        for c in words.chars() {
            let is_break = c == '\n' || c == '\r';
            let parts_words = if is_break {
                into.ends_with(|c: char| c.is_ascii_graphic())
            } else {
                !into.ends_with(char::is_whitespace)
            };
            if !c.is_whitespace() {
                into.push(c);
            } else if parts_words {
                into.push(' ');
            }
        }
    }

    /// Ends the line that is being read; one without words says nothing of the next.
    fn end(&mut self) {
        if self.paragraph.text.trim().is_empty() {
            self.paragraph.text.clear();
        } else {
            self.running.end(&std::mem::take(&mut self.paragraph));
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
