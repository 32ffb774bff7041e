//! 困りごと: the doors, and for one of them which cases wrote it as an issue, what they
//! did about it, and which others did so.

use std::collections::HashSet;

use serde::Serialize;
use utoipa::ToSchema;

use crate::language::Need;
use crate::own_town::OwnTown;
use crate::record::CaseSummary;
use crate::search::{Engine, Query, SearchError, Snippet, Weights};
use crate::vocabulary::Standing;

/// How many cases a page of a need shows.
pub const PER_PAGE: usize = 10;
/// How many cases that did something without naming the issue stand below them.
const OTHERS: usize = 5;

/// A need with how many cases wrote it and how many did something about it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Door {
    /// The need.
    #[serde(flatten)]
    pub need: Need,
    /// How many cases name it among their issues.
    pub issues: usize,
    /// How many cases write of what answers it as done.
    pub done: usize,
}

/// A case with what it wrote of a need.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Told {
    /// The case in short.
    pub case: CaseSummary,
    /// How it names the issue; nothing where it does not.
    pub issue: Vec<Snippet>,
    /// What it did about it; nothing where it tells nothing.
    pub answer: Vec<Snippet>,
}

/// One need.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NeedCases {
    /// The need with its counts.
    #[serde(flatten)]
    pub door: Door,
    /// From 1.
    pub page: usize,
    /// The cases of this page that name the issue.
    pub cases: Vec<Told>,
    /// The first of those that did something without naming it.
    pub others: Vec<Told>,
}

/// The search for the cases that name a need among their issues.
pub fn issue_query(need: &Need) -> Query {
    query(&need.issue, Standing::Lacking)
}

/// The search for the cases that did what answers a need.
pub fn answer_query(need: &Need) -> Query {
    query(&need.answer, Standing::Done)
}

fn query(words: &str, part: Standing) -> Query {
    Query {
        text: words.to_owned(),
        part: Some(part),
        ..Query::default()
    }
}

/// Every need with its counts.
pub fn doors(engine: &Engine) -> Result<Vec<Door>, SearchError> {
    engine
        .needs()
        .iter()
        .map(|need| door(engine, need))
        .collect()
}

fn door(engine: &Engine, need: &Need) -> Result<Door, SearchError> {
    Ok(Door {
        issues: engine.total(&issue_query(need))?,
        done: engine.total(&answer_query(need))?,
        need: need.clone(),
    })
}

fn listed<'a>(engine: &'a Engine, query: &Query) -> Result<Vec<&'a str>, SearchError> {
    engine.listed(query, &Weights::default())
}

/// The cases that name a need among their issues: the nearest to the own town first;
/// without one those first that tell what they did about it.
pub fn naming<'a>(
    engine: &'a Engine,
    need: &Need,
    home: Option<&OwnTown>,
) -> Result<Vec<&'a CaseSummary>, SearchError> {
    let answering = listed(engine, &answer_query(need))?;
    let answering: HashSet<&str> = answering.into_iter().collect();
    let mut cases = summaries(engine, &listed(engine, &issue_query(need))?);
    cases.sort_by_key(|case| !answering.contains(case.id.as_str()));
    OwnTown::nearest_first(home, &mut cases, |case| case);
    Ok(cases)
}

/// A page of a need's cases: the nearest to the own town first; without one those that
/// tell what they did about it, in the order of how much they say of it.
pub fn of_need(
    engine: &Engine,
    need: &Need,
    page: usize,
    home: Option<&OwnTown>,
) -> Result<NeedCases, SearchError> {
    let (issue, answer) = (issue_query(need), answer_query(need));
    let naming = naming(engine, need, home)?;
    let done = listed(engine, &answer)?;
    let told = |ids: &[&str]| -> Result<Vec<Told>, SearchError> {
        let issues = engine.passages(&issue, ids)?;
        let mut answers = engine.passages(&answer, ids)?;
        for of_case in &mut answers {
            of_case.retain(is_answer);
        }
        let told = summaries(engine, ids).into_iter().zip(issues).zip(answers);
        Ok(told
            .map(|((case, issue), answer)| Told {
                case: case.clone(),
                issue,
                answer,
            })
            .collect())
    };
    let start = page.saturating_sub(1).saturating_mul(PER_PAGE);
    let shown = naming.iter().skip(start).take(PER_PAGE);
    let shown: Vec<&str> = shown.map(|case| case.id.as_str()).collect();
    let known: HashSet<&str> = naming.iter().map(|case| case.id.as_str()).collect();
    let others = done.iter().copied().filter(|id| !known.contains(id));
    // Some only name it in a table or profile.
    let mut others = summaries(engine, &others.collect::<Vec<_>>());
    OwnTown::nearest_first(home, &mut others, |case| case);
    let others = others.iter().take(2 * OTHERS);
    let mut others = told(&others.map(|case| case.id.as_str()).collect::<Vec<_>>())?;
    others.retain(|it| !it.answer.is_empty());
    others.truncate(OTHERS);
    let mut cases = told(&shown)?;
    if home.is_none() {
        cases.sort_by_key(|it| it.answer.is_empty());
    }
    Ok(NeedCases {
        page,
        cases,
        others,
        door: Door {
            need: need.clone(),
            issues: naming.len(),
            done: done.len(),
        },
    })
}

/// Whether a passage tells what was done: no piece of a broken line, no mere names, and
/// not the contrary of what was looked for (住民向けでない).
fn is_answer(passage: &Snippet) -> bool {
    let html = &passage.html;
    let text = html.replace("<mark>", "").replace("</mark>", "");
    let count = |signs: &[char]| text.matches(signs).count();
    let is_whole = count(&['（', '(']) == count(&['）', ')']) && count(&['「']) == count(&['」']);
    let tells = text.contains(|c| matches!(c, 'ぁ'..='ゖ'));
    let denies = ["でない", "ではない", "がない", "以外"];
    let denies = denies
        .iter()
        .any(|it| html.contains(&["</mark>", it].concat()));
    is_whole && tells && !denies
}

fn summaries<'a>(engine: &'a Engine, ids: &[&str]) -> Vec<&'a CaseSummary> {
    ids.iter().filter_map(|id| engine.summary(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_whole_sentence_that_says_so() {
        for (html, expected) in [
            ("・<mark>当番医</mark>が夜の往診を受け持つ。", true),
            ("・<mark>緊急入院</mark>（後方病院）の手順を決めた", true),
            ("（<mark>代診</mark>を頼んだ医師が払う。", false),
            ("・委員：<mark>市立診療所</mark>・薬剤師会・介護課", false),
            ("<mark>住民向け</mark>でない旨を伝えて配った。", false),
        ] {
            let passage = Snippet {
                record: "made-up-1".to_owned(),
                heading: "取り組み内容".to_owned(),
                standing: Standing::Done,
                html: html.to_owned(),
            };
            assert_eq!(is_answer(&passage), expected, "{html}");
        }
    }
}
