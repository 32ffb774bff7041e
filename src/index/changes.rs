//! What was changed in the thesaurus against the one that the program was built with,
//! row by row, with how many cases each row touches.
//!
//! What a change does to the ranking is told by judged queries (`renkei eval`), not
//! here.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use super::schema::text_of;
use crate::language::compact::compact;
use crate::language::table::TableError;
use crate::language::thesaurus::{Term, Thesaurus};
use crate::record::Case;
use crate::vocabulary::Standing;

/// A row that is there in one of the two tables only.
#[derive(Clone, Debug, PartialEq)]
pub struct ThesaurusChange {
    /// Whether it was added, not taken away. A changed weight is both.
    pub added: bool,
    /// The concept's name.
    pub concept: String,
    /// The term as written.
    pub term: String,
    /// Its weight.
    pub weight: f32,
    /// In how many cases the term stands.
    pub cases: usize,
}

/// As `renkei check` prints it: 「＋ 看取り：在宅みとり（重み 1）3件の事例にあります」.
impl fmt::Display for ThesaurusChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.added { "＋" } else { "－" };
        write!(
            f,
            "{sign} {}：{}（重み {}）{}件の事例にあります",
            self.concept, self.term, self.weight, self.cases
        )
    }
}

/// The changes of the table in `folder`, in its order; what was taken away last.
pub fn thesaurus_changes(
    folder: &Path,
    cases: &[Case],
) -> Result<Vec<ThesaurusChange>, TableError> {
    let (old, new) = (Thesaurus::built_in()?, Thesaurus::load(folder)?);
    if old.bytes == new.bytes {
        return Ok(Vec::new());
    }
    let texts: Vec<String> = cases
        .iter()
        .map(|case| {
            let whole: String = Standing::ALL.iter().map(|&it| text_of(case, it)).collect();
            compact(&whole)
        })
        .collect();
    let changes = |table: &Thesaurus, other: &Thesaurus, added: bool| -> Vec<ThesaurusChange> {
        let known: HashMap<_, f32> = rows(other)
            .map(|(concept, key, term)| ((concept, key), term.weight))
            .collect();
        rows(table)
            .filter(|(concept, key, term)| {
                known.get(&(*concept, key.clone())) != Some(&term.weight)
            })
            .map(|(concept, key, term)| ThesaurusChange {
                added,
                concept: concept.to_owned(),
                term: term.written.clone(),
                weight: term.weight,
                cases: texts.iter().filter(|text| text.contains(&key)).count(),
            })
            .collect()
    };
    let mut all = changes(&new, &old, true);
    all.extend(changes(&old, &new, false));
    Ok(all)
}

/// The rows of a table, each with its concept and its term in compact form.
fn rows(table: &Thesaurus) -> impl Iterator<Item = (&str, String, &Term)> {
    table.concepts().iter().flat_map(|concept| {
        let terms = concept.terms.iter();
        terms.map(|term| (concept.name.as_str(), compact(&term.written), term))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::thesaurus::THESAURUS;

    #[test]
    fn each_changed_row_is_told_once_or_both_ways() {
        let folder = tempfile::tempdir().unwrap();
        assert!(thesaurus_changes(folder.path(), &[]).unwrap().is_empty());
        let mut table = Thesaurus::built_in().unwrap().bytes;
        table.extend("架空の概念,架空の語,1,,\n".bytes());
        std::fs::write(folder.path().join(THESAURUS), table).unwrap();
        let changes = thesaurus_changes(folder.path(), &[]).unwrap();
        let told: Vec<String> = changes.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            ["＋ 架空の概念：架空の語（重み 1）0件の事例にあります"]
        );
    }
}
