//! The table of 困りごと: what officers are at a loss with, each as a question over the
//! thesaurus's ideas.
//!
//! A table that is edited in Excel, a row a need: code, title in the officer's words,
//! the ideas that say it, the ideas of what answers it, and a note why. Ideas are
//! written as a search writes them, by any of their words, with blanks between.
//! Which cases meet them is not known here.

use std::path::Path;

use serde::Serialize;
use utoipa::ToSchema;

use super::table::{self, Row, TableError};

/// The table's file name.
pub(crate) const NEEDS: &str = "needs.csv";
const BUILT_IN: &[u8] = include_bytes!("../../index/needs.csv");

/// Something that officers are at a loss with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Need {
    /// As it stands in addresses.
    pub code: String,
    /// In the officer's words.
    pub title: String,
    /// The words that say it.
    pub issue: String,
    /// The words of what answers it.
    pub answer: String,
}

/// The needs as read, with the bytes they were read from.
#[derive(Debug)]
pub(crate) struct Needs {
    pub(crate) needs: Vec<Need>,
    pub(crate) bytes: Vec<u8>,
}

impl Needs {
    /// The table in `folder`, or the one that the program was built with.
    pub(crate) fn load(folder: &Path) -> Result<Self, TableError> {
        let (bytes, path) = table::load(folder, NEEDS, BUILT_IN)?;
        let needs = parse(&bytes, &path)?;
        Ok(Self { needs, bytes })
    }
}

fn parse(bytes: &[u8], path: &Path) -> Result<Vec<Need>, TableError> {
    let mut needs: Vec<Need> = Vec::new();
    for row in table::rows(bytes, path)? {
        let need = read(&row, &needs).map_err(|problem| TableError::Row {
            path: path.to_owned(),
            line: row.line,
            problem,
        })?;
        needs.push(need);
    }
    Ok(needs)
}

fn read(row: &Row, earlier: &[Need]) -> Result<Need, String> {
    let code = row.cell(0);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if code.is_empty() || !code.chars().all(plain) {
        return Err(format!(
            "「{code}」 is no code; write small letters, digits and hyphens"
        ));
    }
    if earlier.iter().any(|need| need.code == code) {
        return Err(format!(
            "「{code}」 stands in an earlier row; write another"
        ));
    }
    let words = |column| {
        let words: Vec<&str> = row.cell(column).split_whitespace().collect();
        words.join(" ")
    };
    let need = Need {
        code: code.to_owned(),
        title: row.cell(1).to_owned(),
        issue: words(2),
        answer: words(3),
    };
    if need.title.is_empty() || need.issue.is_empty() || need.answer.is_empty() {
        return Err(
            "a title, words of the issue and words of the answer belong in columns 2 to 4"
                .to_owned(),
        );
    }
    Ok(need)
}

#[cfg(test)]
mod tests {
    use super::super::compact::compact;
    use super::super::thesaurus::Thesaurus;
    use super::*;

    fn problem(rows: &str) -> String {
        let table = format!("code,title,issue,answer,note\n{rows}");
        let needs = parse(table.as_bytes(), Path::new("needs.csv"));
        needs.map_or_else(|error| error.to_string(), |needs| format!("{needs:?}"))
    }

    #[test]
    fn every_word_of_the_table_says_an_idea_of_the_thesaurus() {
        let thesaurus = Thesaurus::built_in().unwrap();
        let needs = Needs::load(Path::new("/nonexistent")).unwrap();
        for need in &needs.needs {
            for word in need.issue.split(' ').chain(need.answer.split(' ')) {
                let word = compact(word);
                let whole = thesaurus
                    .marks(&word)
                    .any(|mark| mark.start == 0 && mark.end == word.len());
                assert!(whole, "{}: {word}", need.code);
            }
        }
    }

    #[test]
    fn a_row_at_fault_is_named_with_its_line() {
        for (rows, start) in [
            (
                "夜間,夜,看取り,看取り,\n",
                "needs.csv:2: 「夜間」 is no code",
            ),
            ("a,,看取り,看取り,\n", "needs.csv:2: a title"),
            ("a,夜,看取り,,\n", "needs.csv:2: a title"),
            (
                "a,夜,看取り,看取り,\na,昼,看取り,看取り,\n",
                "needs.csv:3: 「a」",
            ),
        ] {
            let problem = problem(rows);
            assert!(problem.starts_with(start), "{problem}");
        }
    }
}
