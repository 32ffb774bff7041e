//! The text of a file, whatever its form.
//!
//! Reads files of strangers: it is called in a child process of its own, see
//! [`super::child`].

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::format::Format;
use super::limits;
use super::markup::{self, Piece};
use super::package::Package;
use super::refusal::Refusal;
use super::{pdf, plain, slides, web_page, word, workbook};

/// What was taken from a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// What the file is.
    pub format: Format,
    /// Its text. A heading that the file marks as such begins with `## `, a page with a
    /// form feed.
    pub text: String,
    /// The title that the file gives itself.
    pub title: Option<String>,
    /// How many pages, slides or sheets it has.
    pub pages: Option<usize>,
    /// What the officer should know of the file.
    pub remarks: Vec<String>,
}

impl Extracted {
    pub(super) fn new(format: Format, text: String) -> Self {
        Self {
            format,
            text,
            title: None,
            pages: None,
            remarks: Vec::new(),
        }
    }
}

/// Takes the text of a file.
pub(super) fn extract(path: &Path) -> Result<Extracted, Refusal> {
    let bytes = bytes(path)?;
    let format = Format::of(&bytes, path)?;
    let mut extracted = match format {
        Format::Pdf => pdf::read(&bytes),
        Format::Word => word::read(&bytes),
        Format::Excel => workbook::read(&bytes),
        Format::Slides => slides::read(&bytes),
        Format::WebPage => web_page::read(&bytes),
        Format::Csv => plain::csv(&bytes),
        Format::Text => plain::text(&bytes),
    }?;
    if extracted.text.trim().is_empty() {
        return Err(Refusal::NoText);
    }
    if !format.fits(path) {
        extracted.remarks.push(format!(
            "ファイル名の末尾と中身が違うため、中身のとおり{}として読みました",
            format.label()
        ));
    }
    Ok(extracted)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    let unopened = |error: std::io::Error| Refusal::Unopened(error.to_string());
    let file = File::open(path).map_err(unopened)?;
    if !file.metadata().map_err(unopened)?.is_file() {
        return Err(Refusal::Unopened("ファイルではありません".to_owned()));
    }
    let mut bytes = Vec::new();
    file.take(limits::FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(unopened)?;
    if bytes.len() as u64 > limits::FILE {
        return Err(Refusal::TooLarge);
    }
    Ok(bytes)
}

/// The title that a packed file gives itself.
pub(super) fn title_of(package: &Package<'_>) -> Result<Option<String>, Refusal> {
    let core = package.text("docProps/core.xml")?.unwrap_or_default();
    let mut title = String::new();
    let mut in_title = false;
    markup::read(&core, |piece| match piece {
        Piece::Open(element) => in_title = element.name == "title",
        Piece::Close(_) => in_title = false,
        Piece::Text(words) if in_title => title.push_str(&words),
        Piece::Text(_) => {}
    })?;
    Ok(Some(title.trim().to_owned()).filter(|title| !title.is_empty()))
}
