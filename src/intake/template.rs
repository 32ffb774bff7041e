//! The form that any town can fill in, as it stands in the corpus folder and as a Word
//! document made of it.

use std::io::Cursor;

use docx_rs::{Docx, DocxError, Paragraph, Run, RunFonts, Style, StyleType};

use super::blocks::HEADING;

/// The form.
pub const TEMPLATE: &str = include_str!("../../corpus/template.md");

/// Sizes of type, in half points.
const TITLE: usize = 32;
const LABEL: usize = 24;
const TEXT: usize = 21;
const HINT: usize = 18;

/// The form as a Word document: labels are headings, so that it can be walked through
/// by them.
pub fn word() -> Result<Vec<u8>, DocxError> {
    let fonts = RunFonts::new()
        .ascii("Yu Gothic")
        .hi_ansi("Yu Gothic")
        .east_asia("游ゴシック");
    let style = |id: &str, name: &str, size| {
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .size(size)
            .bold()
    };
    let mut document = Docx::new()
        .default_fonts(fonts)
        .default_size(TEXT)
        .add_style(style("Title", "Title", TITLE))
        .add_style(style("Heading1", "heading 1", LABEL));
    for line in TEMPLATE.lines() {
        let (words, size, style) = if let Some(label) = line.strip_prefix(HEADING) {
            (label, LABEL, Some("Heading1"))
        } else if let Some(title) = line.strip_prefix("# ") {
            (title, TITLE, Some("Title"))
        } else if line.starts_with('※') {
            (line, HINT, None)
        } else {
            (line, TEXT, None)
        };
        let run = Run::new().add_text(words).size(size);
        let paragraph = Paragraph::new().add_run(run);
        document = document.add_paragraph(match style {
            Some(style) => paragraph.style(style),
            None => paragraph,
        });
    }
    let mut bytes = Cursor::new(Vec::new());
    document.pack(&mut bytes).map_err(DocxError::from)?;
    Ok(bytes.into_inner())
}
