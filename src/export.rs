//! Cases in the forms that other programs open: JSON, JSON lines and a CSV for
//! Excel.
//!
//! Writes what it is given; which cases meet a query and who asks is not known here.

use std::borrow::Borrow;
use std::fmt;
use std::io::{self, Write};

use serde::Serialize;

use crate::corpus::Source;
use crate::record::{Case, Fact, FactName, Tag, Unread};

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One object `{"cases":[…]}`.
    Json,
    /// One case a line.
    Ndjson,
    /// One case a line, for Excel: UTF-8 with a byte order mark, CRLF.
    Csv,
}

/// The titles of the CSV's columns.
pub const COLUMNS: [&str; 18] = [
    "番号",
    "都道府県",
    "市町村",
    "市町村コード",
    "題名",
    "人口",
    "人口の時点",
    "高齢化率（%）",
    "75歳以上の割合（%）",
    "面積（km²）",
    "事業項目",
    "場面",
    "連携モデル",
    "ICT・情報共有システム",
    "主体",
    "出典",
    "出典の行",
    "アドレス",
];

/// Writes cases in a form. `sources` gives the titles of their documents.
pub fn write(
    format: Format,
    cases: impl IntoIterator<Item: Borrow<Case>>,
    sources: &[Source],
    mut out: impl Write,
) -> io::Result<()> {
    match format {
        Format::Json => {
            let cases: Vec<_> = cases.into_iter().collect();
            let cases = cases.iter().map(Borrow::borrow).collect();
            serde_json::to_writer_pretty(&mut out, &Envelope { cases })?;
            writeln!(out)
        }
        Format::Ndjson => {
            for case in cases {
                serde_json::to_writer(&mut out, case.borrow())?;
                writeln!(out)?;
            }
            Ok(())
        }
        Format::Csv => write_csv(cases, sources, out),
    }
}

#[derive(Serialize)]
struct Envelope<'a> {
    cases: Vec<&'a Case>,
}

fn write_csv(
    cases: impl IntoIterator<Item: Borrow<Case>>,
    sources: &[Source],
    mut out: impl Write,
) -> io::Result<()> {
    // Without the mark Excel reads the file as Shift_JIS.
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    csv.write_record(COLUMNS)?;
    for case in cases {
        csv.write_record(row(case.borrow(), sources).map(|cell| safe_cell(&cell)))?;
    }
    csv.flush()
}

fn row(case: &Case, sources: &[Source]) -> [String; COLUMNS.len()] {
    let source = sources.iter().find(|source| source.id == case.source);
    let codes: Vec<&str> = case
        .municipalities
        .iter()
        .map(|municipality| municipality.code.as_str())
        .collect();
    let lines: Vec<String> = case
        .lines
        .iter()
        .map(|[from, to]| format!("{from}–{to}行"))
        .collect();
    [
        case.id.clone(),
        case.prefecture
            .as_ref()
            .map_or_else(String::new, |prefecture| prefecture.name.clone()),
        if case.municipalities.is_empty() {
            String::new()
        } else {
            case.place()
        },
        codes.join("・"),
        case.title.clone(),
        figure(case, FactName::Population, case.population.as_ref()),
        case.population
            .as_ref()
            .and_then(|fact| fact.as_of.clone())
            .unwrap_or_default(),
        figure(case, FactName::AgingRate, case.aging_rate.as_ref()),
        figure(case, FactName::AgingRate75, case.aging_rate_75.as_ref()),
        figure(case, FactName::Area, case.area_km2.as_ref()),
        join(&case.items),
        join(&case.scenes),
        join(&case.models),
        join(&case.ict_tools),
        join(&case.leads),
        source.map_or_else(
            || case.source.clone(),
            |source| format!("「{}」（{}）", source.title, source.publisher),
        ),
        lines.join("・"),
        format!("/cases/{}", case.id),
    ]
}

/// A fact's value; that it was not read where it is printed; else nothing.
fn figure<T: fmt::Display>(case: &Case, name: FactName, fact: Option<&Fact<T>>) -> String {
    match fact {
        Some(fact) => fact.value.to_string(),
        None => Unread::words(&case.unread, name).unwrap_or_default(),
    }
}

fn join<T: fmt::Display>(tags: &[Tag<T>]) -> String {
    let codes: Vec<String> = tags.iter().map(|tag| tag.code.to_string()).collect();
    codes.join("・")
}

/// A cell that Excel takes for text even where it starts like a formula.
fn safe_cell(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(title: &str) -> Case {
        serde_json::from_value(serde_json::json!({
            "id": "sp-014371", "source": "s", "kind": "smart-practice", "title": title,
            "printed_name": "北海道北竜町", "prefecture": {"code": "01", "name": "北海道"},
            "municipalities": [{"code": "014371", "name": "北竜町", "kana": "ほくりゅうちょう"}],
            "population": {"value": 1941, "as_of": "2017-04-01", "printed": "p", "lines": [11, 11]},
            "population_65": null, "aging_rate": null, "population_75": null,
            "aging_rate_75": null, "area_km2": null, "parts": [],
            "items": [{"code": "ア", "basis": "printed", "evidence": "e", "lines": [1, 1]}],
            "scenes": [], "models": [], "ict_tools": [], "leads": [],
            "planned": {"items": [], "scenes": [], "models": [], "ict_tools": []},
            "lines": [[1, 230]], "records": [], "similar": []
        }))
        .unwrap()
    }

    fn csv_of(cases: &[Case]) -> String {
        let mut out = Vec::new();
        write(Format::Csv, cases, &[], &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn excel_opens_the_csv_as_utf8_with_its_own_line_ends() {
        let csv = csv_of(&[case("題")]);
        assert!(csv.starts_with("\u{feff}番号,都道府県"));
        assert_eq!(csv.matches("\r\n").count(), 2);
        assert!(csv.contains("sp-014371,北海道,北竜町,014371,題,1941,2017-04-01,,"));
    }

    #[test]
    fn a_title_like_a_formula_stays_text() {
        let csv = csv_of(&[case("=HYPERLINK(\"http://x\")")]);
        assert!(csv.contains("\"'=HYPERLINK(\"\"http://x\"\")\""), "{csv}");
    }

    #[test]
    fn json_holds_the_cases_under_one_name() {
        let mut out = Vec::new();
        write(Format::Json, &[case("題")], &[], &mut out).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value["cases"][0]["id"], "sp-014371");
    }
}
