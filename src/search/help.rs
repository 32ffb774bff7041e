//! Ways on from an answer: what stands nowhere, near spellings, a filter or word
//! less, and filters that say what a word says.
//!
//! Every offer is told with the number of cases it leads to, so each costs a
//! question; there are few of them, and none past the deadline.

use super::engine::Answer;
use super::lookup::SearchError;
use super::parse::{Clause, parse};
use super::results::{FacetName, Relaxed, Suggestion, SuggestionKind};
use super::steps::steps;
use super::{Engine, Query};

/// How many questions may be asked to help with one.
const PROBES: usize = 6;
/// Of how many words that stand nowhere near spellings are looked for.
const SPELLED: usize = 3;
/// How many near spellings of one word are tried.
const SPELLINGS: usize = 2;
/// How many hits of a near spelling are shown.
const NEAR_HITS: usize = 5;

/// The help with one answer.
pub(super) struct Help {
    pub(super) relaxed: Option<Relaxed>,
    pub(super) suggestions: Vec<Suggestion>,
}

/// A way on before it is known where it leads.
pub(super) type Offer = (SuggestionKind, String, Query);

/// What helps on from an answer with `total` cases, `met_all` of which meet all of
/// it.
pub(super) fn help(
    engine: &Engine,
    answer: &Answer,
    (total, met_all): (usize, usize),
) -> Result<Help, SearchError> {
    let Answer {
        query,
        meaning,
        deadline,
        ..
    } = answer;
    // Each question costs as much as the query: a pasted list is asked twice at most.
    let is_pasted = meaning.parts.len() > PROBES;
    let most = if is_pasted { 2 } else { PROBES };
    let clauses = parse(&query.text);
    // A town that no case is of is spelt right, and told apart from words.
    let missing = meaning.parts.iter();
    let missing: Vec<&str> = missing
        .filter(|part| !part.is_met() && !meaning.absent.contains(&part.typed))
        .map(|part| part.typed.as_str())
        .collect();
    let mut ways: Vec<Offer> = Vec::new();
    for typed in missing.iter().take(SPELLED).filter(|_| !query.exact) {
        ways.extend(spellings(engine, query, typed));
    }
    if total == 0 {
        // Past half of all questions the larger steps help more.
        let filters = most.saturating_sub(PROBES / 2 + ways.len());
        ways.extend(without_a_filter(engine, query).take(filters));
        ways.extend(steps(query));
        if clauses.len() > 1 {
            ways.extend(without_a_word(query, &clauses));
        }
    } else {
        ways.extend(narrowed(engine, answer, &clauses));
    }
    let mut suggestions: Vec<Suggestion> = Vec::new();
    let mut asked = 0;
    for (kind, label, query) in ways {
        if asked == most || suggestions.iter().any(|it| it.query == query) {
            continue;
        }
        asked += 1;
        let count = engine.count(&query, *deadline)?;
        if count > 0 {
            suggestions.push(Suggestion {
                kind,
                label,
                query,
                count,
            });
        }
    }
    if missing.is_empty() {
        return Ok(Help {
            relaxed: None,
            suggestions,
        });
    }
    let mut relaxed = Relaxed {
        message: format!("「{}」を含む事例はありません。", missing.join("」「")),
        spelling: None,
        hits: Vec::new(),
    };
    // Where no case meets all, the first hits of the nearest spelling are shown under
    // their own heading; a pasted list's near spellings would be another list.
    let mut near = suggestions.iter();
    let near = near.find(|it| met_all == 0 && !is_pasted && it.kind == SuggestionKind::Spelling);
    if let Some(near) = near {
        let first = Query {
            per_page: NEAR_HITS,
            ..near.query.clone()
        };
        relaxed.hits = engine.first_hits(&first, *deadline)?;
        relaxed.spelling = Some(near.query.clone());
    }
    Ok(Help {
        relaxed: Some(relaxed),
        suggestions,
    })
}

/// The query with a word that stands nowhere spelt otherwise.
fn spellings(engine: &Engine, query: &Query, typed: &str) -> Vec<Offer> {
    let near = engine.spellings.near(typed, SPELLINGS).into_iter();
    near.map(|spelling| {
        let label = format!("もしかして「{spelling}」");
        let text = query.text.replace(typed, &spelling);
        let query = Query {
            text,
            ..query.on_first_page()
        };
        (SuggestionKind::Spelling, label, query)
    })
    .filter(|(.., spelt)| spelt.text != query.text)
    .collect()
}

/// The query without each of its filters.
fn without_a_filter(engine: &Engine, query: &Query) -> impl Iterator<Item = Offer> {
    let filters = FacetName::ON_PAGE.into_iter();
    let filters =
        filters.flat_map(move |name| query.filters.chosen(name).iter().map(move |it| (name, it)));
    filters.map(move |(name, value)| {
        let words = engine.facets.label(name, value);
        let label = match name {
            FacetName::Pop | FacetName::Aging => format!("「{} {words}」を外す", name.label()),
            _ => format!("「{words}」を外す"),
        };
        (
            SuggestionKind::RemoveFilter,
            label,
            query.without(name, value),
        )
    })
}

/// The query without each of its words.
fn without_a_word(query: &Query, clauses: &[Clause]) -> impl Iterator<Item = Offer> {
    clauses.iter().enumerate().map(move |(index, clause)| {
        let mut left = clauses.to_vec();
        left.remove(index);
        let label = format!("「{}」を外す", clause.text);
        let query = Query {
            text: joined(&left),
            ..query.on_first_page()
        };
        (SuggestionKind::DropWord, label, query)
    })
}

/// The query with a filter in place of the word that says the same.
fn narrowed(engine: &Engine, answer: &Answer, clauses: &[Clause]) -> Vec<Offer> {
    let Answer { query, meaning, .. } = answer;
    let proposals = meaning.proposals.iter();
    let proposals = proposals.filter(|it| query.filters.chosen(it.facet).is_empty());
    proposals
        .map(|it| {
            let label = engine.facets.label(it.facet, &it.value);
            let label = format!("{}「{label}」で絞り込む", it.facet.label());
            let mut left = clauses.to_vec();
            left.retain(|clause| clause.quoted || clause.excluded || clause.text != it.typed);
            let query = Query {
                text: joined(&left),
                ..query.with(it.facet, &it.value)
            };
            (SuggestionKind::AddFilter, label, query)
        })
        .collect()
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
