//! The two tables an officer can edit in Excel: how their files are found and read.
//!
//! Knows encodings, rows and line numbers; what a row means is its reader's
//! business.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is wrong with a table. The message names file and line.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file cannot be opened or read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is in no encoding that Excel writes CSV in.
    #[error("{}: is neither UTF-8 nor Shift_JIS; save it as CSV UTF-8", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
    },
    /// A row does not mean anything.
    #[error("{}:{line}: {problem}", path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// Counted from 1, the header included.
        line: u64,
        /// What is wrong with it and what to do.
        problem: String,
    },
}

/// A row with the line it stands on.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) line: u64,
    cells: Vec<String>,
}

impl Row {
    /// A cell without the blanks around it; empty where the row is shorter.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells
            .get(column)
            .map_or("", |cell| cell.trim_matches(char::is_whitespace))
    }
}

/// The bytes of the table in `folder`, or the ones the program was built with
/// where the folder has none; with the name to call them by in messages.
pub(crate) fn load(
    folder: &Path,
    name: &str,
    built_in: &'static [u8],
) -> Result<(Vec<u8>, PathBuf), TableError> {
    let path = folder.join(name);
    match fs::read(&path) {
        Ok(bytes) => Ok((bytes, path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok((built_in.to_vec(), Path::new("index").join(name)))
        }
        Err(source) => Err(TableError::Read { path, source }),
    }
}

/// The rows below the header. A row without any cell filled says nothing: Excel
/// leaves them behind.
pub(crate) fn rows(bytes: &[u8], path: &Path) -> Result<Vec<Row>, TableError> {
    let text = decode(bytes).ok_or_else(|| TableError::Encoding {
        path: path.to_owned(),
    })?;
    let problem = |line: u64, problem: String| TableError::Row {
        path: path.to_owned(),
        line,
        problem,
    };
    let mut rows = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            problem(line, error.to_string())
        })?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        rows.push(Row {
            line: record.position().map_or(0, |it| line(&text, it)),
            cells: record.iter().map(str::to_owned).collect(),
        });
    }
    Ok(rows)
}

/// The line of a record, which the reader counts from the blank lines before it.
fn line(text: &str, position: &csv::Position) -> u64 {
    let before = text.bytes().skip(position.byte() as usize);
    position.line() + before.take_while(|&byte| byte == b'\n').count() as u64
}

/// UTF-8 with or without a byte order mark, or the `Shift_JIS` that Excel writes
/// unless told otherwise.
fn decode(bytes: &[u8]) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
    }
    let (text, _, broken) = encoding_rs::SHIFT_JIS.decode(bytes);
    (!broken).then(|| text.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_writes_is_read() {
        let text = "term,group\n看取り,看取り\n";
        let shift_jis = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            text.replace('\n', "\r\n").into_bytes(),
            shift_jis,
        ] {
            let rows = rows(&bytes, Path::new("t.csv")).unwrap();
            assert_eq!((rows[0].cell(0), rows[0].line), ("看取り", 2));
            assert_eq!(rows[0].cell(7), "");
        }
    }

    #[test]
    fn an_empty_row_is_skipped_and_the_lines_still_count() {
        for text in [
            "a,b\nx,y\n,,\nz,w\n",
            "a,b\nx,y\n\nz,w\n",
            "a,b\nx,y\n , \nz,w\n,\n\n",
        ] {
            let rows = rows(text.as_bytes(), Path::new("t.csv")).unwrap();
            let read: Vec<_> = rows.iter().map(|it| (it.line, it.cell(0))).collect();
            assert_eq!(read, [(2, "x"), (4, "z")], "{text}");
        }
    }
}
