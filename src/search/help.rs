//! Ways on from an answer: what stands nowhere, near spellings, a filter or word
//! less, and filters that say what a word says.
//!
//! Every offer is told with the number of cases it leads to, so each costs a
//! question; there are few of them, and none past the deadline.

use super::engine::{Answer, Deadline};
use super::lookup::SearchError;
use super::parse::{Clause, parse};
use super::part::{Part, Way};
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

/// What helps on from an answer with `total` cases, `met_all` of which meet all of
/// it.
pub(super) fn help(
    engine: &Engine,
    query: &Query,
    answer: &Answer,
    (total, met_all): (usize, usize),
    deadline: Deadline,
) -> Result<Help, SearchError> {
    let mut probes = Probes {
        engine,
        deadline,
        // Each question costs as much as the query: a pasted list is asked twice at most.
        left: if answer.meaning.parts.len() > PROBES {
            2
        } else {
            PROBES
        },
        found: Vec::new(),
    };
    let clauses = parse(&query.text);
    // A town that no case is of is spelt right, and told apart from words.
    let absent = &answer.meaning.absent;
    let missing: Vec<&Part> = answer
        .meaning
        .parts
        .iter()
        .filter(|part| part.any().is_clear() && !absent.contains(&part.typed))
        .collect();
    if !query.exact {
        for part in missing.iter().take(SPELLED) {
            probes.spellings(query, part)?;
        }
    }
    if total == 0 {
        probes.filters(query)?;
        for (kind, label, query) in steps(query) {
            probes.offer(kind, label.to_owned(), query)?;
        }
        if clauses.len() > 1 {
            probes.words(query, &clauses)?;
        }
    } else {
        probes.proposals(query, answer, &clauses)?;
    }
    let suggestions = probes.found;
    let words: Vec<&str> = missing.iter().map(|part| part.typed.as_str()).collect();
    if words.is_empty() {
        return Ok(Help {
            relaxed: None,
            suggestions,
        });
    }
    let mut relaxed = Relaxed {
        message: format!("「{}」を含む事例はありません。", words.join("」「")),
        spelling: None,
        hits: Vec::new(),
    };
    // Where no case meets all, the first hits of the nearest spelling are shown under
    // their own heading; a pasted list's near spellings would be another list.
    let shows_near = met_all == 0 && answer.meaning.parts.len() <= PROBES;
    let mut near = suggestions.iter();
    let near = near.find(|it| shows_near && it.kind == SuggestionKind::Spelling);
    if let Some(near) = near {
        let first = Query {
            per_page: NEAR_HITS,
            ..near.query.clone()
        };
        relaxed.hits = engine.first_hits(&first, deadline)?;
        relaxed.spelling = Some(near.query.clone());
    }
    Ok(Help {
        relaxed: Some(relaxed),
        suggestions,
    })
}

/// Questions that are tried, and what came of them.
struct Probes<'a> {
    engine: &'a Engine,
    deadline: Deadline,
    left: usize,
    found: Vec<Suggestion>,
}

impl Probes<'_> {
    fn offer(
        &mut self,
        kind: SuggestionKind,
        label: String,
        query: Query,
    ) -> Result<(), SearchError> {
        let known = self.found.iter().any(|it| it.query == query);
        if self.left == 0 || known {
            return Ok(());
        }
        self.left -= 1;
        let count = self.engine.count(&query, self.deadline)?;
        if count > 0 {
            self.found.push(Suggestion {
                kind,
                label,
                query,
                count,
            });
        }
        Ok(())
    }

    /// The query with a word that stands nowhere spelt otherwise.
    fn spellings(&mut self, query: &Query, part: &Part) -> Result<(), SearchError> {
        for spelling in self.engine.spellings().near(&part.typed, SPELLINGS) {
            let text = query.text.replace(&part.typed, &spelling);
            if text == query.text {
                continue;
            }
            let label = format!("もしかして「{spelling}」");
            let query = Query {
                text,
                ..query.on_first_page()
            };
            self.offer(SuggestionKind::Spelling, label, query)?;
        }
        Ok(())
    }

    /// The query without each of its filters.
    fn filters(&mut self, query: &Query) -> Result<(), SearchError> {
        // Past half of all questions the larger steps help more.
        for name in FacetName::ON_PAGE {
            for value in query.filters.chosen(name) {
                if self.left <= PROBES / 2 {
                    return Ok(());
                }
                let words = self.engine.facets().label(name, value);
                let label = match name {
                    FacetName::Pop | FacetName::Aging => {
                        format!("「{} {words}」を外す", name.label())
                    }
                    _ => format!("「{words}」を外す"),
                };
                let query = query.without(name, value);
                self.offer(SuggestionKind::RemoveFilter, label, query)?;
            }
        }
        Ok(())
    }

    /// The query without each of its words.
    fn words(&mut self, query: &Query, clauses: &[Clause]) -> Result<(), SearchError> {
        for (index, clause) in clauses.iter().enumerate() {
            let mut left = clauses.to_vec();
            left.remove(index);
            let query = Query {
                text: joined(&left),
                ..query.on_first_page()
            };
            let label = format!("「{}」を外す", clause.text);
            self.offer(SuggestionKind::DropWord, label, query)?;
        }
        Ok(())
    }

    /// The query with a filter in place of a word that says the same.
    fn proposals(
        &mut self,
        query: &Query,
        answer: &Answer,
        clauses: &[Clause],
    ) -> Result<(), SearchError> {
        for (name, value) in &answer.meaning.proposals {
            if !query.filters.chosen(*name).is_empty() {
                continue;
            }
            let label = self.engine.facets().label(*name, value);
            let says_so: Vec<&str> = answer
                .meaning
                .parts
                .iter()
                .filter(|part| part.ways.contains(&Way::Fact))
                .map(|part| part.typed.as_str())
                .collect();
            let left: Vec<Clause> = clauses
                .iter()
                .filter(|clause| !says_so.contains(&clause.text.as_str()))
                .cloned()
                .collect();
            let narrowed = Query {
                text: joined(&left),
                ..query.with(*name, value)
            };
            self.offer(
                SuggestionKind::AddFilter,
                format!("{}「{label}」で絞り込む", name.label()),
                narrowed,
            )?;
        }
        Ok(())
    }
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
