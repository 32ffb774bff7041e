//! How good the ranking is: judged queries in, measures out.
//!
//! A judgement is 2 (what was asked for), 1 (touches on it) or nothing. The
//! measures are those of the field (TREC): nDCG@10 with gain 2^grade - 1, precision
//! of the first five, recall of the first twenty, over the queries that have an
//! answer. Weights are chosen inside each fold of a cross-validation, so that no
//! query is measured with weights that have seen it.

mod pairs;
mod validate;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Engine, Query, SearchError, Weights};

pub use pairs::Pairs;
pub use validate::{Interval, Validation, interval, validate};

/// Why an evaluation cannot be run. Each message names file and line or term.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A file cannot be read, or does not mean anything.
    #[error("{}: {problem}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and what would be right.
        problem: String,
    },
    /// The index gave no answer.
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// A query with what a reader judged to answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Short name.
    pub id: String,
    /// As typed.
    pub query: String,
    /// The query's kind, where the file has one.
    pub kind: String,
    /// The set it is of: the queries' file name.
    pub set: String,
    /// Grade by case id; what is not here is 0.
    pub grades: BTreeMap<String, u8>,
}

/// Reads queries and judgements; judgements stand under a query's id or its words.
pub fn read(queries: &Path, judgements: &Path) -> Result<Vec<Judged>, EvalError> {
    let wrong = |path: &Path, problem: String| EvalError::File {
        path: path.to_owned(),
        problem,
    };
    let read = |path: &Path| -> Result<String, EvalError> {
        let text = std::fs::read_to_string(path);
        let text = text.map_err(|error| wrong(path, format!("cannot be read: {error}")))?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    };
    let mut grades: HashMap<String, BTreeMap<String, u8>> =
        serde_json::from_str(&read(judgements)?).map_err(|error| {
            let problem = format!("{error}; write {{\"g01\": {{\"sp-014371\": 2}}}}");
            wrong(judgements, problem)
        })?;
    let set = queries.file_stem().unwrap_or_default().to_string_lossy();
    let mut judged: Vec<Judged> = Vec::new();
    for (index, line) in read(queries)?.lines().enumerate() {
        let mut cells = line.split('\t').map(str::trim);
        let mut cell = || cells.next().unwrap_or_default().to_owned();
        let (id, query, kind) = (cell(), cell(), cell());
        let is_header = index == 0 && id == "id";
        if is_header || line.trim().is_empty() {
            continue;
        }
        let problem = if query.is_empty() {
            "the query is missing".to_owned()
        } else if judged.iter().any(|other| other.id == id) {
            format!("「{id}」 stands for another query already")
        } else {
            judged.push(Judged {
                grades: grades
                    .remove(&id)
                    .or_else(|| grades.remove(&query))
                    .unwrap_or_default(),
                set: set.clone().into_owned(),
                id,
                query,
                kind,
            });
            continue;
        };
        let line = index + 1;
        let problem = format!("line {line}: {problem}; each line is id<TAB>query");
        return Err(wrong(queries, problem));
    }
    if let Some(unknown) = grades.keys().min() {
        let problem = format!("「{unknown}」 is no query of {}", queries.display());
        return Err(wrong(judgements, problem));
    }
    Ok(judged)
}

/// What came of one query.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its measures; none where nothing was judged to answer it.
    pub measures: Option<Measures>,
    /// How many cases it lists.
    pub total: usize,
    /// The first cases found, at most twenty.
    pub found: Vec<String>,
    /// How long it took.
    pub took: Duration,
}

/// The measures of a ranking, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// Normalized discounted cumulative gain of the first ten.
    pub ndcg_10: f64,
    /// How many of the first five answer the query at all.
    pub precision_5: f64,
    /// How many of all answers are among the first twenty.
    pub recall_20: f64,
}

/// Asks every query, with these weights.
pub fn evaluate(
    engine: &Engine,
    judged: &[Judged],
    weights: &Weights,
) -> Result<Vec<Outcome>, EvalError> {
    let outcomes = judged.iter().map(|judged| {
        let query = Query {
            text: judged.query.clone(),
            ..Query::default()
        };
        let started = Instant::now();
        let mut found: Vec<String> = engine
            .listed(&query, weights)?
            .into_iter()
            .map(str::to_owned)
            .collect();
        let took = started.elapsed();
        let total = found.len();
        found.truncate(20);
        Ok(Outcome {
            measures: measures(&found, &judged.grades),
            total,
            found,
            took,
        })
    });
    outcomes.collect()
}

/// The measures of a ranked list of case ids; none where no case has a grade.
pub fn measures(found: &[String], grades: &BTreeMap<String, u8>) -> Option<Measures> {
    let answers = grades.values().filter(|&&grade| grade > 0).count();
    if answers == 0 {
        return None;
    }
    let grade = |id: &String| grades.get(id).copied().unwrap_or(0);
    let gain = |grades: &mut dyn Iterator<Item = u8>| -> f64 {
        grades
            .take(10)
            .enumerate()
            .map(|(index, grade)| (f64::from(grade).exp2() - 1.0) / (index as f64 + 2.0).log2())
            .sum()
    };
    let mut ideal: Vec<u8> = grades.values().copied().collect();
    ideal.sort_unstable_by(|one, other| other.cmp(one));
    let relevant = |limit: usize| found.iter().take(limit).filter(|id| grade(id) > 0).count();
    Some(Measures {
        ndcg_10: gain(&mut found.iter().map(grade)) / gain(&mut ideal.into_iter()),
        precision_5: relevant(5) as f64 / 5.0,
        recall_20: relevant(20) as f64 / answers as f64,
    })
}

/// The mean of some values; 0 of none.
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values
        .into_iter()
        .fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    if count == 0 {
        0.0
    } else {
        sum / f64::from(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_those_of_the_field() {
        let grades = BTreeMap::from([("a".to_owned(), 2), ("b".to_owned(), 1)]);
        let found = ["x", "a", "b"].map(str::to_owned);
        let measures = measures(&found, &grades).unwrap();
        let ideal = 3.0 + 1.0 / 3f64.log2();
        let gained = 3.0 / 3f64.log2() + 1.0 / 2.0;
        assert!((measures.ndcg_10 - gained / ideal).abs() < 1e-9);
        assert!((measures.precision_5 - 0.4).abs() < 1e-9);
        assert!((measures.recall_20 - 1.0).abs() < 1e-9);
        assert_eq!(super::measures(&found, &BTreeMap::new()), None);
    }
}
