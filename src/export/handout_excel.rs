//! The handout as an Excel workbook: the same rows and words as on the page, set to
//! print on one sheet's width.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::ExportError;
use super::excel::fitting;
use crate::format;
use crate::views::compare::{Handout, Line, Paper, RowKind};

/// Excel's number for A4.
const A4: u8 = 9;

/// The width of the paper between its margins, in characters of the table's type.
const LANDSCAPE: f64 = 150.0;
const PORTRAIT: f64 = 104.0;

/// The width of the documents' names, in characters.
const SOURCES: f64 = 120.0;

/// The width of the rows' names, in characters.
const LABEL: f64 = 12.0;

/// The height of a row to be filled in by hand, in points.
const BLANK_HEIGHT: f64 = 60.0;

/// The size of the table's type, and the height of its lines, in points.
const TYPE: f64 = 9.0;
const LINE_HEIGHT: f64 = 13.5;

/// The highest row that Excel draws, in points.
const MAX_HEIGHT: f64 = 409.0;

/// The workbook as a file.
pub fn write(handout: &Handout) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    table(workbook.add_worksheet().set_name("比較")?, handout)?;
    sources(workbook.add_worksheet().set_name("出典")?, handout)?;
    Ok(workbook.save_to_buffer()?)
}

fn table(sheet: &mut Worksheet, handout: &Handout) -> Result<(), XlsxError> {
    let text = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_font_size(TYPE);
    let heading = text.clone().set_bold().set_background_color(0x00E8_F1FE);
    let last = u16::try_from(handout.columns.len()).unwrap_or(u16::MAX);
    let width = match handout.paper {
        Paper::Landscape => {
            sheet.set_landscape();
            LANDSCAPE
        }
        Paper::Portrait => {
            sheet.set_portrait();
            PORTRAIT
        }
    };
    sheet
        .set_paper_size(A4)
        .set_margins(0.4, 0.4, 0.4, 0.4, 0.2, 0.2)
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(3, 3)?
        .set_freeze_panes(4, 1)?;
    sheet.set_column_width(0, LABEL)?;
    let column_width = (width - LABEL) / handout.columns.len().max(1) as f64;
    sheet.set_column_range_width(1, last.max(1), column_width)?;

    let title = Format::new().set_bold().set_font_size(14);
    sheet.write_string_with_format(0, 0, fitting(&handout.title), &title)?;
    sheet.write_string(1, 0, format::date(&handout.date))?;
    sheet.write_string_with_format(3, 0, "項目", &heading)?;
    let heads = handout.columns.iter().map(|head| match &head.note {
        Some(note) => format!("{}\n{note}", head.place),
        None => head.place.clone(),
    });
    let heads: Vec<String> = heads.collect();
    sheet.set_row_height(3, height(&heads, column_width))?;
    for (column, head) in (1..).zip(&heads) {
        sheet.write_string_with_format(3, column, fitting(head), &heading)?;
    }
    for (place, row) in (4..).zip(&handout.rows) {
        sheet.write_string_with_format(place, 0, &row.label, &heading)?;
        let cells: Vec<String> = row.cells.iter().map(|cell| words(cell)).collect();
        let blank = match row.kind {
            RowKind::Hints => BLANK_HEIGHT,
            _ => 0.0,
        };
        sheet.set_row_height(place, height(&cells, column_width).max(blank))?;
        for (column, cell) in (1..).zip(&cells) {
            sheet.write_string_with_format(place, column, fitting(cell), &text)?;
        }
    }
    if let Some(legend) = &handout.legend {
        let place = u32::try_from(handout.rows.len() + 4).unwrap_or(u32::MAX);
        sheet.write_string(place, 0, legend)?;
    }
    Ok(())
}

fn sources(sheet: &mut Worksheet, handout: &Handout) -> Result<(), XlsxError> {
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_column_width(0, SOURCES)?;
    for (row, source) in (0..).zip(&handout.sources) {
        sheet.set_row_height(row, height(std::slice::from_ref(source), SOURCES))?;
        sheet.write_string_with_format(row, 0, fitting(source), &text)?;
    }
    Ok(())
}

/// The lines of a cell, one under the other.
fn words(cell: &[Line]) -> String {
    let lines: Vec<&str> = cell.iter().map(|line| line.text.as_str()).collect();
    lines.join("\n")
}

/// The height of a row in which each of these cells is seen whole: Excel fits rows to
/// their text when it is typed, not when a file is opened.
fn height(cells: &[String], width: f64) -> f64 {
    // A column is measured in digits of 11 points, seven pixels wide at 96 to the inch.
    let room = width * 7.0 / (TYPE * 96.0 / 72.0);
    let lines = |cell: &String| -> f64 {
        cell.lines()
            .map(|line| (line.chars().count() as f64 / room).ceil().max(1.0))
            .sum()
    };
    let lines = cells.iter().map(lines).fold(1.0, f64::max);
    (lines * LINE_HEIGHT + 2.0).min(MAX_HEIGHT)
}
