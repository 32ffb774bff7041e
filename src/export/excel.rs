//! The table of cases as an Excel workbook, with the evidence of every tag, the
//! documents and what the columns mean on sheets of their own.
//!
//! Every cell but a figure is written as text, so that no cell is a formula and no
//! code loses its zeros.

use std::borrow::Borrow;
use std::fmt;

use rust_xlsxwriter::{Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use super::About;
use super::columns::{COLUMNS, Cell, basis};
use crate::corpus::Source;
use crate::format;
use crate::record::{Case, Tag};

/// How many characters a cell of Excel takes.
const MAX_CELL: usize = 32_767;

/// How many characters an address of Excel takes.
const MAX_LINK: usize = 2_080;

/// The height of a row, so that long texts leave the list one to look over.
const ROW_HEIGHT: f64 = 72.0;

/// The workbook as a file.
pub(super) fn write(
    cases: impl IntoIterator<Item: Borrow<Case>>,
    about: &About,
) -> Result<Vec<u8>, XlsxError> {
    let cases: Vec<_> = cases.into_iter().collect();
    let cases: Vec<&Case> = cases.iter().map(Borrow::borrow).collect();
    let mut workbook = Workbook::new();
    list(workbook.add_worksheet().set_name("事例")?, &cases, about)?;
    evidence(workbook.add_worksheet().set_name("分類と根拠")?, &cases)?;
    let used = |source: &&Source| cases.iter().any(|case| case.source == source.id);
    let used: Vec<&Source> = about.sources.iter().filter(used).collect();
    sources(workbook.add_worksheet().set_name("出典")?, &used, about)?;
    meanings(workbook.add_worksheet().set_name("列の説明")?)?;
    workbook.save_to_buffer()
}

/// A text that a cell takes whole, else its beginning up to a sentence's end.
pub(super) fn fitting(text: &str) -> String {
    const REST: &str = "\n（以下略。全文は事例のページにあります）";
    if text.encode_utf16().count() <= MAX_CELL {
        return text.to_owned();
    }
    let mut units = REST.encode_utf16().count();
    let cut: String = text
        .chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= MAX_CELL
        })
        .collect();
    let end = cut.rfind(['。', '\n']).unwrap_or(cut.len());
    let kept: String = cut
        .char_indices()
        .filter(|(at, _)| *at <= end)
        .map(|(_, it)| it)
        .collect();
    kept + REST
}

/// The look of a heading, a text and a figure.
pub(super) struct Looks {
    pub(super) heading: Format,
    pub(super) text: Format,
    figure: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            heading: text.clone().set_bold().set_background_color(0x00E8_F1FE),
            figure: Format::new()
                .set_align(FormatAlign::Top)
                .set_num_format("#,##0.##"),
            text,
        }
    }
}

/// Titles in the first row, which stays in sight and filters, with their widths.
fn head(sheet: &mut Worksheet, titles: &[(&str, f64)], looks: &Looks) -> Result<(), XlsxError> {
    for (column, (title, width)) in (0..).zip(titles) {
        sheet.write_string_with_format(0, column, *title, &looks.heading)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn list(sheet: &mut Worksheet, cases: &[&Case], about: &About) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let titles: Vec<(&str, f64)> = COLUMNS.iter().map(|it| (it.title, it.width)).collect();
    head(sheet, &titles, &looks)?;
    for (row, case) in (1..).zip(cases) {
        sheet.set_row_height(row, ROW_HEIGHT)?;
        for (column, it) in (0..).zip(COLUMNS) {
            match it.cell(case, about) {
                Cell::Text(text) => {
                    sheet.write_string_with_format(row, column, fitting(&text), &looks.text)?;
                }
                Cell::Number(number) => {
                    sheet.write_number_with_format(row, column, number, &looks.figure)?;
                }
                Cell::Link(address) => write_link(sheet, (row, column), &address, &looks)?,
            }
        }
    }
    let last = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, u32::try_from(cases.len()).unwrap_or(u32::MAX), last)?;
    sheet.set_freeze_panes(1, 3)?;
    Ok(())
}

/// An address of the web as a link; anything else, as a path without a site, as text.
fn write_link(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    address: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let is_link = address.starts_with("http") && address.len() <= MAX_LINK;
    if is_link {
        sheet.write_url(row, column, Url::new(address))?;
    } else {
        sheet.write_string_with_format(row, column, fitting(address), &looks.text)?;
    }
    Ok(())
}

/// One tag a row, with the words that it rests on.
fn evidence(sheet: &mut Worksheet, cases: &[&Case]) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let titles = [
        ("番号", 12.0),
        ("市町村", 16.0),
        ("分類の種類", 18.0),
        ("分類", 32.0),
        ("根拠の区分", 12.0),
        ("根拠にした本文", 80.0),
        ("担い手・手段", 24.0),
        ("本文の行", 14.0),
    ];
    head(sheet, &titles, &looks)?;
    let mut rows: Vec<[String; 8]> = Vec::new();
    for case in cases {
        let item = |code: &_| crate::vocabulary::Item::label(*code).to_owned();
        add(&mut rows, case, "事業項目", &case.items, item);
        add(&mut rows, case, "場面", &case.scenes, |it| {
            it.label().to_owned()
        });
        add(&mut rows, case, "連携モデル", &case.models, |it| {
            it.label().to_owned()
        });
        add(
            &mut rows,
            case,
            "ICT・情報共有システム",
            &case.ict_tools,
            String::clone,
        );
        add(&mut rows, case, "主体", &case.leads, |it| {
            it.label().to_owned()
        });
    }
    for (row, cells) in (1..).zip(&rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string_with_format(row, column, fitting(cell), &looks.text)?;
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, 7)?;
    Ok(())
}

fn add<T: fmt::Display>(
    rows: &mut Vec<[String; 8]>,
    case: &Case,
    kind: &str,
    tags: &[Tag<T>],
    label: impl Fn(&T) -> String,
) {
    rows.extend(tags.iter().map(|tag| {
        let (code, label) = (tag.code.to_string(), label(&tag.code));
        [
            case.id.clone(),
            case.place(),
            kind.to_owned(),
            if code == label {
                label
            } else {
                format!("{code} {label}")
            },
            basis(tag.basis).to_owned(),
            tag.evidence.clone(),
            tag.by.clone().unwrap_or_default(),
            format::lines(tag.lines),
        ]
    }));
}

fn sources(sheet: &mut Worksheet, sources: &[&Source], about: &About) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let titles = [
        ("資料", 60.0),
        ("発行者", 40.0),
        ("公表", 14.0),
        ("掲載先", 50.0),
        ("利用条件", 60.0),
        ("出力日", 12.0),
    ];
    head(sheet, &titles, &looks)?;
    for (row, source) in (1..).zip(sources) {
        let published = source.published.as_deref().map(format::date);
        let cells = [
            source.title.clone(),
            source.publisher.clone(),
            published.unwrap_or_default(),
            source.url.clone().unwrap_or_default(),
            source.licence.clone().unwrap_or_default(),
            about.day.to_owned(),
        ];
        for (column, cell) in (0..).zip(&cells) {
            sheet.write_string_with_format(row, column, fitting(cell), &looks.text)?;
        }
    }
    Ok(())
}

fn meanings(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let looks = Looks::new();
    head(sheet, &[("列", 24.0), ("内容", 90.0)], &looks)?;
    for (row, column) in (1..).zip(COLUMNS) {
        sheet.write_string_with_format(row, 0, column.title, &looks.text)?;
        sheet.write_string_with_format(row, 1, column.means, &looks.text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_cannot_take_ends_with_a_sentence_and_says_so() {
        let long = "文を書く。".repeat(10_000);
        let kept = fitting(&long);
        assert!(kept.encode_utf16().count() <= MAX_CELL);
        assert!(kept.contains("文を書く。\n（以下略"), "{}", kept.len());
        assert_eq!(fitting("短い"), "短い");
    }
}
