//! Words that mean the same to an officer: a table that is edited in Excel and
//! read when the program starts.
//!
//! One row a term: the term, its group, the direction and a note. Terms of a group
//! find each other (`相互`, or nothing); `この語から` is a term that finds the others
//! and is not found by them (略称: 在支診 finds 在宅療養支援診療所, not the other way
//! round); `この語へ` is one that is found by the others and finds none.

use std::collections::HashMap;
use std::path::Path;

use crate::index::analyzer::compact;
use crate::index::table::{self, TableError};
use crate::text;

/// The table's file name.
const FILE: &str = "synonyms.csv";
const BUILT_IN: &[u8] = include_bytes!("../../index/synonyms.csv");

/// Groups of terms that stand for each other in a query.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    /// From a folded term, without what is passed over in a text, to the terms it finds, as the table writes them.
    targets: HashMap<String, Vec<String>>,
    /// The longest term, in characters.
    longest: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Both,
    From,
    To,
}

struct Term {
    written: String,
    direction: Direction,
}

impl Synonyms {
    /// The table in `folder`, or the one that the program was built with.
    pub fn load(folder: &Path) -> Result<Self, TableError> {
        let (bytes, path) = table::load(folder, FILE, BUILT_IN)?;
        Self::parse(&bytes, &path)
    }

    /// The table in this file.
    pub fn read(path: &Path) -> Result<Self, TableError> {
        let bytes = std::fs::read(path).map_err(|source| TableError::Read {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&bytes, path)
    }

    fn parse(bytes: &[u8], path: &Path) -> Result<Self, TableError> {
        let mut groups: Vec<(String, Vec<Term>)> = Vec::new();
        let mut lines: HashMap<String, (u64, String)> = HashMap::new();
        for row in table::rows(bytes, path)? {
            let problem = |problem: String| TableError::Row {
                path: path.to_owned(),
                line: row.line,
                problem,
            };
            let (term, group) = (row.cell(0), row.cell(1));
            if term.is_empty() || group.is_empty() {
                return Err(problem(
                    "a term and its group belong in the first two columns".into(),
                ));
            }
            let direction = match row.cell(2) {
                "" | "相互" | "both" => Direction::Both,
                "この語から" | "from" => Direction::From,
                "この語へ" | "to" => Direction::To,
                other => {
                    return Err(problem(format!(
                        "「{other}」 is no direction; write 相互, この語から or この語へ"
                    )));
                }
            };
            let folded = compact(&text::fold(term));
            if let Some((line, other)) = lines.get(&folded) {
                return Err(problem(format!(
                    "「{term}」 stands in group 「{other}」 on line {line} already; a term has one group"
                )));
            }
            lines.insert(folded, (row.line, group.to_owned()));
            let term = Term {
                written: term.to_owned(),
                direction,
            };
            match groups.iter_mut().find(|(name, _)| name == group) {
                Some((_, terms)) => terms.push(term),
                None => groups.push((group.to_owned(), vec![term])),
            }
        }
        let mut synonyms = Self::default();
        for (_, terms) in &groups {
            for term in terms.iter().filter(|term| term.direction != Direction::To) {
                let targets: Vec<String> = terms
                    .iter()
                    .filter(|other| {
                        other.direction != Direction::From && other.written != term.written
                    })
                    .map(|other| other.written.clone())
                    .collect();
                if !targets.is_empty() {
                    let folded = compact(&text::fold(&term.written));
                    synonyms.longest = synonyms.longest.max(folded.chars().count());
                    synonyms.targets.insert(folded, targets);
                }
            }
        }
        Ok(synonyms)
    }

    /// The terms that a folded term finds besides itself.
    pub(super) fn of(&self, folded: &str) -> &[String] {
        self.targets.get(folded).map_or(&[], Vec::as_slice)
    }

    /// Every term that finds others, folded.
    pub(super) fn terms(&self) -> impl Iterator<Item = &str> {
        self.targets.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(rows: &str) -> Result<Synonyms, TableError> {
        let csv = format!("term,group,direction,note\n{rows}");
        Synonyms::parse(csv.as_bytes(), Path::new("synonyms.csv"))
    }

    #[test]
    fn directions_are_kept() {
        let synonyms = parse(
            "在支診,在支診,この語から,\n在宅療養支援診療所,在支診,,\nMCS,m,,\nメディカルケアステーション,m,相互,\n北陸,h,この語から,\n富山県,h,この語へ,\n石川県,h,この語へ,\n",
        )
        .unwrap();
        assert_eq!(synonyms.of("在支診"), ["在宅療養支援診療所"]);
        assert!(synonyms.of("在宅療養支援診療所").is_empty());
        assert_eq!(synonyms.of("mcs"), ["メディカルケアステーション"]);
        assert_eq!(synonyms.of("メディカルケアステーション"), ["MCS"]);
        assert_eq!(synonyms.of("北陸").len(), 2);
        assert!(synonyms.of("富山県").is_empty());
    }

    #[test]
    fn a_term_in_two_groups_and_an_empty_row_are_named() {
        for (rows, start) in [
            ("訪看,a,,\n訪看,b,,\n", "synonyms.csv:3: 「訪看」"),
            ("ＭＣＳ,a,,\nmcs,a,,\n", "synonyms.csv:3: 「mcs」"),
            ("訪看,a,,\n,,,\n", "synonyms.csv:3: the row is empty"),
            ("訪看,,,\n", "synonyms.csv:2: "),
            ("訪看,a,左,\n", "synonyms.csv:2: 「左」"),
        ] {
            let error = parse(rows).unwrap_err().to_string();
            assert!(error.starts_with(start), "{error}");
        }
    }
}
