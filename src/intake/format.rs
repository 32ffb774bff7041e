//! What a file is, by its first bytes: a name's ending may be wrong.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::package::Package;
use super::refusal::Refusal;

/// The forms of file that text is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// PDF.
    Pdf,
    /// Word since 2007.
    Word,
    /// Excel since 2007.
    Excel,
    /// `PowerPoint` since 2007.
    Slides,
    /// A web page.
    WebPage,
    /// A table as text.
    Csv,
    /// Text.
    Text,
}

/// How far into a file its mark is looked for.
const HEAD: usize = 1024;

/// Pictures, by their first bytes.
const PICTURES: [&[u8]; 6] = [
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"\0\0\0\x0cjP",
];

/// A package, empty or in parts too; 「PK」 alone begins words.
const PACKAGES: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];

/// Word, Excel and `PowerPoint` before 2007, and locked ones since.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

impl Format {
    /// What these bytes are; `path` only tells apart what is text.
    pub(super) fn of(bytes: &[u8], path: &Path) -> Result<Self, Refusal> {
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        if head.iter().all(u8::is_ascii_whitespace) && bytes.len() <= HEAD {
            return Err(Refusal::Empty);
        }
        if memchr::memmem::find(head, b"%PDF-").is_some() {
            return Ok(Self::Pdf);
        }
        if head.starts_with(COMPOUND) {
            return Err(Refusal::OldOffice);
        }
        // 「BMI」 is a word; a bitmap has zeros behind its size.
        let is_bitmap = head.starts_with(b"BM") && head.get(6..10).is_some_and(|it| it == [0; 4]);
        if is_bitmap || PICTURES.iter().any(|mark| head.starts_with(mark)) {
            return Err(Refusal::Picture);
        }
        if PACKAGES.iter().any(|mark| head.starts_with(mark)) {
            return Self::of_package(bytes);
        }
        Ok(Self::of_text(head, path))
    }

    fn of_package(bytes: &[u8]) -> Result<Self, Refusal> {
        let package = Package::open(bytes)?;
        if package.is_locked() {
            return Err(Refusal::Password);
        }
        [
            ("word/document.xml", Self::Word),
            ("xl/workbook.xml", Self::Excel),
            ("ppt/presentation.xml", Self::Slides),
        ]
        .into_iter()
        .find(|(part, _)| package.has(part))
        .map(|(_, format)| format)
        .ok_or(Refusal::Archive)
    }

    fn of_text(head: &[u8], path: &Path) -> Self {
        let head = String::from_utf8_lossy(head).replace('\0', "");
        let head = head.trim_start_matches('\u{feff}').trim_start();
        let begins = |word: &str| {
            head.get(..word.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(word))
        };
        let ending = ending(path);
        if begins("<!doctype html") || begins("<html") || begins("<head") {
            Self::WebPage
        } else if ending == "csv" || ending == "tsv" {
            Self::Csv
        } else if head.starts_with('<') && (ending == "html" || ending == "htm") {
            Self::WebPage
        } else {
            Self::Text
        }
    }

    /// What an officer calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Word => "Word",
            Self::Excel => "Excel",
            Self::Slides => "PowerPoint",
            Self::WebPage => "HTML",
            Self::Csv => "CSV",
            Self::Text => "テキスト",
        }
    }

    /// What its parts are counted in.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Excel => "シート",
            Self::Slides => "枚",
            _ => "ページ",
        }
    }

    /// Whether a file of this form has such a name.
    pub(super) fn fits(self, path: &Path) -> bool {
        let endings: &[&str] = match self {
            Self::Pdf => &["pdf"],
            Self::Word => &["docx", "docm", "dotx"],
            Self::Excel => &["xlsx", "xlsm"],
            Self::Slides => &["pptx", "pptm", "ppsx"],
            Self::WebPage => &["html", "htm"],
            Self::Csv => &["csv", "tsv"],
            Self::Text => &["txt", "md", "text"],
        };
        let ending = ending(path);
        ending.is_empty() || endings.contains(&ending.as_str())
    }
}

fn ending(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default();
    ending.to_string_lossy().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_like_a_mark_are_text() {
        let of = |bytes: &[u8]| Format::of(bytes, Path::new("a.txt")).ok();
        for words in ["BMI改善教室と在宅医療", "PKO法人との取り組み", "BM"] {
            assert_eq!(of(words.as_bytes()), Some(Format::Text), "{words}");
        }
        assert_eq!(of(b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0"), None);
        assert_eq!(of(b"PK\x03\x04 cut off"), None);
    }
}
