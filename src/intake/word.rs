//! The text of a Word document: its body in reading order, text boxes and tables
//! included, headings told by their styles.

use std::collections::HashSet;

use super::blocks::{self, Block};
use super::extract::{Extracted, title_of};
use super::flow;
use super::format::Format;
use super::markup::{self, Piece};
use super::package::Package;
use super::refusal::Refusal;

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Refusal> {
    let package = Package::open(bytes)?;
    let body = package.text("word/document.xml")?.ok_or(Refusal::Damaged)?;
    let styles = package.text("word/styles.xml")?.unwrap_or_default();
    let blocks = flow::blocks(&body, &headings(&styles)?)?;
    let pages = blocks.iter().filter(|&block| *block == Block::Page).count() + 1;
    Ok(Extracted {
        title: title_of(&package)?,
        pages: (pages > 1).then_some(pages),
        ..Extracted::new(Format::Word, blocks::text(&blocks)?)
    })
}

/// The names that styles of headings and titles have in this document: in Japanese
/// Word they are numbers.
fn headings(styles: &str) -> Result<HashSet<String>, Refusal> {
    let mut headings = HashSet::new();
    let mut style = String::new();
    if styles.is_empty() {
        return Ok(headings);
    }
    markup::read(styles, |piece| {
        if let Piece::Open(element) = piece {
            let name = element.get("val").unwrap_or_default().to_lowercase();
            match element.name.as_str() {
                "style" => {
                    let id = element.get("styleId").unwrap_or_default();
                    id.clone_into(&mut style);
                }
                "name" if name.starts_with("heading ") || name == "title" => {
                    headings.insert(style.clone());
                }
                _ => {}
            }
        }
    })?;
    Ok(headings)
}
