//! Cases in the forms that other programs open: JSON, JSON lines, CSV and Excel; and
//! the handout for Word and Excel.
//!
//! Writes what it is given; which cases meet a query and who asks is not known here.

use std::borrow::Borrow;
use std::io;

use docx_rs::DocxError;
use rust_xlsxwriter::XlsxError;
use serde::Serialize;

use crate::corpus::Source;
use crate::record::Case;

pub use catalogue::{data_package, dcat};
pub use handout_excel::write as handout_for_excel;
pub use handout_word::write as handout_for_word;
pub use site::{SiteError, Written};

mod catalogue;
mod columns;
mod csv;
mod excel;
mod handout_excel;
mod handout_word;
pub(crate) mod site;

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One object `{"exported":…,"sources":[…],"cases":[…]}`.
    Json,
    /// One case a line.
    Ndjson,
    /// One case a line, in this encoding, CRLF.
    Csv(Encoding),
    /// A workbook: the cases, their tags with the evidence, the documents, what the
    /// columns mean.
    Excel,
}

/// How a CSV is encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with the mark by which Excel knows it.
    #[default]
    Utf8,
    /// Windows-31J, what older programs of offices read.
    Cp932,
}

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output takes no more.
    #[error("the export cannot be written: {0}")]
    Io(#[from] io::Error),
    /// A case is no JSON.
    #[error("the export cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The workbook cannot be made.
    #[error("the Excel file cannot be made: {0}")]
    Excel(#[from] XlsxError),
    /// The document cannot be made.
    #[error("the Word file cannot be made: {0}")]
    Word(#[from] DocxError),
}

/// What goes with every case of an export.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The documents.
    pub sources: &'a [Source],
    /// The day of the export, ISO 8601.
    pub day: &'a str,
    /// Where the site is found, `http://renkei.example`; links stay paths without it.
    pub site: Option<&'a str>,
}

impl About<'_> {
    fn source(&self, case: &Case) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == case.source)
    }
}

/// Writes cases in a form.
pub fn write(
    format: Format,
    cases: impl IntoIterator<Item: Borrow<Case>>,
    about: &About,
    mut out: impl io::Write,
) -> Result<(), ExportError> {
    match format {
        Format::Json => {
            let cases: Vec<_> = cases.into_iter().collect();
            let envelope = Envelope {
                exported: about.day,
                sources: about.sources,
                cases: cases.iter().map(Borrow::borrow).collect(),
            };
            serde_json::to_writer_pretty(&mut out, &envelope)?;
            writeln!(out)?;
        }
        Format::Ndjson => {
            for case in cases {
                serde_json::to_writer(&mut out, case.borrow())?;
                writeln!(out)?;
            }
        }
        Format::Csv(encoding) => csv::write(encoding, cases, about, out)?,
        Format::Excel => out.write_all(&excel::write(cases, about)?)?,
    }
    Ok(())
}

#[derive(Serialize)]
struct Envelope<'a> {
    exported: &'a str,
    sources: &'a [Source],
    cases: Vec<&'a Case>,
}
