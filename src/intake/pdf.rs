//! The text of a PDF, page by page, laid out as it is printed.

use unpdf::ErrorKind;
use unpdf::parser::LayoutAnalyzer;
use unpdf::parser::backend::{PdfBackend, RawBackend};

use super::extract::Extracted;
use super::format::Format;
use super::layout;
use super::limits;
use super::refusal::Refusal;

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Refusal> {
    let document = RawBackend::load_bytes(bytes).map_err(|error| refusal(&error))?;
    let pages = document.pages();
    if pages.is_empty() {
        return Err(Refusal::Damaged);
    }
    if pages.len() > limits::PAGES {
        return Err(Refusal::TooManyPages);
    }
    let analyzer = LayoutAnalyzer::new(&document);
    let mut text = String::new();
    let mut damaged = Vec::new();
    for &page in pages.keys() {
        match analyzer.extract_page_spans(page) {
            Ok(spans) => {
                if page > 1 {
                    text.push('\u{c}');
                }
                layout::lines(&spans, &mut text);
            }
            Err(_) => damaged.push(page.to_string()),
        }
        if text.len() > limits::TEXT {
            return Err(Refusal::TooLong);
        }
    }
    if damaged.len() == pages.len() {
        return Err(Refusal::Damaged);
    }
    if text.trim().is_empty() {
        return Err(if analyzer.suppressed_text_runs() > 0 {
            Refusal::Glyphs
        } else {
            Refusal::Scan
        });
    }
    let title = document.metadata().title;
    let mut extracted = Extracted {
        title: title.filter(|title| is_title(title)),
        pages: Some(pages.len()),
        ..Extracted::new(Format::Pdf, text)
    };
    if !damaged.is_empty() {
        extracted.remarks.push(format!(
            "{}ページは壊れていて読めません",
            damaged.join("・")
        ));
    }
    if analyzer.suppressed_text_runs() > 0 {
        extracted.remarks.push(
            "何の文字か分からない部分があり、そこは読んでいません。元のPDFと見比べてください"
                .to_owned(),
        );
    }
    Ok(extracted)
}

/// A title that was lost in an old encoding, or names the file alone, is none.
fn is_title(title: &str) -> bool {
    !title.is_ascii() && !title.contains('\u{fffd}')
}

fn refusal(error: &unpdf::Error) -> Refusal {
    match error.kind() {
        ErrorKind::Encrypted | ErrorKind::InvalidPassword => Refusal::Password,
        _ => Refusal::Damaged,
    }
}
