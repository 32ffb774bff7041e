//! The handout as a Word document: the same rows and words as on the page, to be
//! written on in.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, DocxError, HeightRule, LineSpacing, LineSpacingType, PageMargin,
    PageOrientationType, Paragraph, Run, RunFonts, Shading, Style, StyleType, Table, TableCell,
    TableCellMargins, TableLayoutType, TableRow, WidthType,
};

use super::ExportError;
use crate::format;
use crate::views::compare::{Column, Handout, Line, Paper, Row, RowKind};

/// A4 in twentieths of a point, the longer side first.
const A4: [u32; 2] = [16_838, 11_906];

/// The margin on each side, 10 mm.
const MARGIN: u32 = 567;

/// The width of the rows' names.
const LABEL: usize = 1_150;

/// The height of a row to be filled in by hand.
const BLANK_HEIGHT: f32 = 850.0;

/// Sizes of type, in half points.
const TITLE: usize = 28;
const TABLE: usize = 15;
const SMALL: usize = 14;

/// The style of the title, as Word's outline knows it.
const HEADING: &str = "Heading1";

/// The document as a file.
pub fn write(handout: &Handout) -> Result<Vec<u8>, ExportError> {
    let [long, short] = A4;
    let (width, height, orientation) = match handout.paper {
        Paper::Landscape => (long, short, PageOrientationType::Landscape),
        Paper::Portrait => (short, long, PageOrientationType::Portrait),
    };
    let margin = i32::try_from(MARGIN).unwrap_or_default();
    let margins = PageMargin::new()
        .top(margin)
        .bottom(margin)
        .left(margin)
        .right(margin);
    let fonts = RunFonts::new()
        .ascii("Yu Gothic")
        .hi_ansi("Yu Gothic")
        .east_asia("游ゴシック");
    let heading = Style::new(HEADING, StyleType::Paragraph)
        .name("heading 1")
        .size(TITLE)
        .bold();
    let mut document = Docx::new()
        .page_size(width, height)
        .page_orient(orientation)
        .page_margin(margins)
        .default_fonts(fonts)
        .default_size(TABLE)
        .add_style(heading)
        .add_paragraph(paragraph(&handout.title, TITLE).style(HEADING))
        .add_paragraph(paragraph(&format::date(&handout.date), SMALL).align(AlignmentType::Right))
        .add_table(table(handout, (width - 2 * MARGIN) as usize));
    if let Some(legend) = &handout.legend {
        document = document.add_paragraph(paragraph(legend, SMALL));
    }
    for (number, source) in handout.sources.iter().enumerate() {
        let words = if number == 0 {
            format!("出典：{source}")
        } else {
            source.clone()
        };
        document = document.add_paragraph(paragraph(&words, SMALL));
    }
    let mut file = Cursor::new(Vec::new());
    document.pack(&mut file).map_err(DocxError::from)?;
    Ok(file.into_inner())
}

fn table(handout: &Handout, width: usize) -> Table {
    let columns = handout.columns.len();
    let cell_width = (width - LABEL) / columns.max(1);
    let widths: Vec<usize> = [LABEL]
        .into_iter()
        .chain(vec![cell_width; columns])
        .collect();
    let head = [heading_cell("項目", None)]
        .into_iter()
        .chain(handout.columns.iter().map(column_head));
    let rows = [TableRow::new(sized(head, &widths)).cant_split()]
        .into_iter()
        .chain(handout.rows.iter().map(|row| table_row(row, &widths)));
    Table::new(rows.collect())
        .set_grid(widths.clone())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(15, 60, 15, 60))
}

fn table_row(row: &Row, widths: &[usize]) -> TableRow {
    let cells = [heading_cell(&row.label, None)]
        .into_iter()
        .chain(row.cells.iter().map(|cell| text_cell(cell)));
    let drawn = TableRow::new(sized(cells, widths));
    if row.kind == RowKind::Hints {
        drawn
            .row_height(BLANK_HEIGHT)
            .height_rule(HeightRule::AtLeast)
    } else {
        drawn
    }
}

fn sized(cells: impl Iterator<Item = TableCell>, widths: &[usize]) -> Vec<TableCell> {
    let cells = cells.zip(widths);
    cells
        .map(|(cell, &width)| cell.width(width, WidthType::Dxa))
        .collect()
}

fn column_head(column: &Column) -> TableCell {
    heading_cell(&column.place, column.note.as_deref())
}

fn heading_cell(words: &str, note: Option<&str>) -> TableCell {
    let cell = TableCell::new()
        .shading(Shading::new().fill("E8F1FE"))
        .add_paragraph(Paragraph::new().add_run(run(words, TABLE).bold()));
    match note {
        Some(note) => cell.add_paragraph(paragraph(note, SMALL)),
        None => cell,
    }
}

fn text_cell(lines: &[Line]) -> TableCell {
    // A cell without a paragraph is no cell to Word.
    if lines.is_empty() {
        return TableCell::new().add_paragraph(Paragraph::new());
    }
    let paragraphs = lines.iter().map(|line| paragraph(&line.text, TABLE));
    paragraphs.fold(TableCell::new(), TableCell::add_paragraph)
}

/// A paragraph whose lines lie as close as on the page, whatever font is there.
fn paragraph(words: &str, size: usize) -> Paragraph {
    // A half point of type has ten twentieths; lines are 1.4 times as high.
    let height = i32::try_from(size * 14).unwrap_or_default();
    let spacing = LineSpacing::new()
        .line_rule(LineSpacingType::Exact)
        .line(height);
    Paragraph::new()
        .line_spacing(spacing)
        .add_run(run(words, size))
}

fn run(words: &str, size: usize) -> Run {
    // XML has no place for most control characters, and Word opens no broken XML.
    let words: String = words.chars().filter(|it| !it.is_control()).collect();
    Run::new().add_text(words).size(size)
}
