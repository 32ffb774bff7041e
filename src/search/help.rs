//! Ways on from an answer that is empty or meets only part of a query.

use super::Engine;
use super::facets::{people, percent, range_label};
use super::parse::{Clause, parse};
use super::plan::{Level, Plan};
use super::query::{Filters, Query};
use super::ranking::Ranking;
use super::results::{Relaxed, Suggestion, SuggestionKind};
use crate::text;

/// How many near spellings of one word are offered.
const SPELLINGS: usize = 3;
/// How many words of a query are offered alone.
const PARTS: usize = 4;

/// What was given up, in words.
pub(super) fn relaxed(plan: &Plan, ranking: &Ranking) -> Relaxed {
    let missing: Vec<&str> = plan
        .ideas()
        .zip(&ranking.found)
        .filter(|(_, found)| !**found)
        .map(|((idea, _), _)| idea.typed.as_str())
        .collect();
    let near: Vec<String> = plan
        .ideas()
        .filter_map(|(idea, _)| {
            let near = idea.forms.iter().find(|form| form.level == Level::Near)?;
            Some(format!("「{}」を「{}」", idea.typed, near.shown))
        })
        .collect();
    let message = if !near.is_empty() {
        format!("{}と読み替えて探しました。", near.join("、"))
    } else if !missing.is_empty() {
        format!(
            "「{}」を含む事例はありません。残りの語に近い事例を表示しています。",
            missing.join("」「")
        )
    } else if plan.ideas().count() > 1 {
        "すべての語を含む事例はありません。一部の語を含む事例を表示しています。".to_owned()
    } else {
        "この語をそのまま含む事例はありません。語を分けて探した事例を表示しています。".to_owned()
    };
    Relaxed { message }
}

/// Other queries that find something: with a filter or a word less, or with a
/// word spelt otherwise.
pub(super) fn suggestions(engine: &Engine, query: &Query, total: usize) -> Vec<Suggestion> {
    let mut suggestions = Vec::new();
    let query = query.on_first_page();
    let mut offer = |kind, label: String, query: Query, only_whole: bool| {
        let (count, whole) = engine.count(&query);
        if count > 0 && (whole || !only_whole) {
            suggestions.push(Suggestion {
                kind,
                label,
                query,
                count,
            });
        }
    };
    if total == 0 {
        for (label, filters) in without_each(&query.filters, engine) {
            let query = Query {
                filters,
                ..query.clone()
            };
            offer(
                SuggestionKind::RemoveFilter,
                format!("{label} を外す"),
                query,
                false,
            );
        }
    }
    let clauses = parse(&query.text);
    if clauses.len() > 1 {
        for (index, clause) in clauses.iter().enumerate() {
            let mut left = clauses.clone();
            left.remove(index);
            let query = Query {
                text: joined(&left),
                ..query.clone()
            };
            let label = format!("「{}」を外す", clause.text);
            offer(SuggestionKind::DropWord, label, query, total > 0);
        }
    }
    for (index, clause) in clauses.iter().enumerate() {
        if clause.excluded {
            continue;
        }
        let alone = Query {
            text: joined(std::slice::from_ref(clause)),
            ..Query::default()
        };
        if engine.count(&alone) != (0, true) && engine.count(&alone).1 {
            continue;
        }
        for spelling in engine.lexicon().near(&text::fold(&clause.text), SPELLINGS) {
            let mut clauses = clauses.clone();
            if let Some(clause) = clauses.get_mut(index) {
                clause.text.clone_from(&spelling);
            }
            let query = Query {
                text: joined(&clauses),
                ..query.clone()
            };
            let label = format!("もしかして「{spelling}」");
            offer(SuggestionKind::Spelling, label, query, total > 0);
        }
    }
    if suggestions.is_empty() && total == 0 {
        suggestions = parts(engine, &query);
    }
    suggestions
}

/// The words that the query is made of, each alone, the rarest first.
fn parts(engine: &Engine, query: &Query) -> Vec<Suggestion> {
    let mut words: Vec<String> = engine
        .analyzer()
        .analyze(&query.text)
        .words
        .into_iter()
        .map(|token| token.text)
        .filter(|word| word.chars().count() > 1)
        .collect();
    words.sort_unstable();
    words.dedup();
    let mut parts: Vec<Suggestion> = words
        .into_iter()
        .filter_map(|word| {
            let query = Query {
                text: word.clone(),
                ..query.clone()
            };
            let (count, whole) = engine.count(&query);
            (count > 0 && whole).then(|| Suggestion {
                kind: SuggestionKind::DropWord,
                label: format!("「{word}」だけでさがす"),
                query,
                count,
            })
        })
        .collect();
    parts.sort_by_key(|part| part.count);
    parts.truncate(PARTS);
    parts
}

/// The clauses as they would be typed.
fn joined(clauses: &[Clause]) -> String {
    let typed: Vec<String> = clauses
        .iter()
        .map(|clause| {
            let hyphen = if clause.excluded { "-" } else { "" };
            if clause.quoted {
                format!("{hyphen}「{}」", clause.text)
            } else {
                format!("{hyphen}{}", clause.text)
            }
        })
        .collect();
    typed.join(" ")
}

/// The filters with each value taken away once, and how the page calls it.
fn without_each(filters: &Filters, engine: &Engine) -> Vec<(String, Filters)> {
    let mut all = Vec::new();
    macro_rules! each {
        ($field:ident, $label:expr) => {
            for (index, value) in filters.$field.iter().enumerate() {
                let mut left = filters.clone();
                left.$field.remove(index);
                let label: String = $label(value);
                all.push((label, left));
            }
        };
    }
    each!(pref, |it: &crate::vocabulary::Prefecture| it
        .label()
        .to_owned());
    each!(region, |it: &crate::vocabulary::Region| it
        .label()
        .to_owned());
    each!(pop, |it: &super::Range| format!(
        "人口 {}",
        range_label(*it, people)
    ));
    each!(aging, |it: &super::Range| format!(
        "高齢化率 {}",
        range_label(*it, percent)
    ));
    each!(model, |it: &crate::vocabulary::Model| format!(
        "{} {}",
        it.code(),
        it.label()
    ));
    each!(item, |it: &crate::vocabulary::Item| format!(
        "{} {}",
        it.code(),
        it.label()
    ));
    each!(scene, |it: &crate::vocabulary::Scene| it.label().to_owned());
    each!(ict, String::clone);
    each!(lead, |it: &crate::vocabulary::Lead| it.label().to_owned());
    each!(source, |it: &String| {
        engine
            .sources()
            .iter()
            .find(|source| source.id == *it)
            .map_or_else(|| it.clone(), |source| source.title.clone())
    });
    each!(kind, |it: &crate::vocabulary::CaseKind| it
        .label()
        .to_owned());
    all
}
