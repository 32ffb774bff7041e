//! The text of an Excel workbook, sheet by sheet: cells as they are met, so that empty
//! rows cost nothing.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx};

use super::blocks::{self, Block};
use super::extract::{Extracted, title_of};
use super::format::Format;
use super::limits;
use super::package::Package;
use super::refusal::Refusal;

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Refusal> {
    let package = Package::open(bytes)?;
    package.weigh()?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let sheets: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    if sheets.len() > limits::PAGES {
        return Err(Refusal::TooManyPages);
    }
    let mut all = Vec::new();
    let mut left = limits::CELLS;
    for sheet in &sheets {
        let rows = rows(&mut book, sheet, &mut left)?;
        if !rows.is_empty() {
            all.push(Block::Page);
            all.push(Block::Table(rows));
        }
    }
    Ok(Extracted {
        title: title_of(&package)?,
        pages: Some(sheets.len()),
        ..Extracted::new(Format::Excel, blocks::text(&all)?)
    })
}

/// The rows of a sheet that hold something.
fn rows(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    left: &mut usize,
) -> Result<Vec<Vec<String>>, Refusal> {
    let Ok(mut cells) = book.worksheet_cells_reader(sheet) else {
        // A sheet that holds a chart alone.
        return Ok(Vec::new());
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut last = None;
    while let Some(cell) = cells.next_cell().map_err(|_| Refusal::Damaged)? {
        let words = words(cell.get_value());
        if words.trim().is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let column = column as usize;
        if last != Some(row) {
            rows.push(Vec::new());
            last = Some(row);
        }
        let Some(row) = rows.last_mut() else {
            continue;
        };
        // The cells before it count as well: a row may begin far to the right.
        let before = column.saturating_sub(row.len());
        *left = left.checked_sub(before + 1).ok_or(Refusal::TooLong)?;
        row.resize(row.len() + before, String::new());
        row.push(words);
    }
    Ok(rows)
}

/// A cell as a reader sees it.
fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => number(*value),
        DataRef::SharedString(value) => (*value).to_owned(),
        DataRef::DateTime(value) => date(value),
        DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => {
            value.clone()
        }
        other @ DataRef::Bool(_) => Data::from(other.clone()).to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A number without the noise of its last binary digits.
fn number(value: f64) -> String {
    let rounded = format!("{value:.8}");
    let plain = rounded.trim_end_matches('0').trim_end_matches('.');
    plain.to_owned()
}

fn date(value: &ExcelDateTime) -> String {
    if value.is_duration() {
        return number(value.as_f64());
    }
    let (year, month, day, ..) = value.to_ymd_hms_milli();
    format!("{year}年{month}月{day}日")
}
