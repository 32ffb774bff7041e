//! The index, opened for questions.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use sha2::{Digest, Sha256};

use super::lexicon::Lexicon;
use super::matching::{Lookup, Matcher};
use super::places::Places;
use super::plan::{Plan, Planner};
use super::ranking::{self, Ranking, Scored};
use super::suggest::Completions;
use super::synonyms::Synonyms;
use super::{Filters, Hit, Query, Results, Sort, Typeahead};
use super::{facets, help, parse, why};
use crate::collection::Collection;
use crate::corpus::Source;
use crate::index::dictionary::UserDictionary;
use crate::index::{Analyzer, COLLECTION, LEXICON, TANTIVY, folder, tables_folder};
use crate::record::{Case, CaseSummary, Ordering};
use crate::report::Report;

/// Why an index cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is none, or it is broken.
    #[error("{}: {problem}; build it with `renkei index`", path.display())]
    Unusable {
        /// The index folder.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The synonyms are at fault.
    #[error(transparent)]
    Synonyms(#[from] crate::index::TableError),
}

/// Answers questions about a collection. Cheap to share between threads by
/// reference; opening it reads the cases into memory.
#[derive(Debug)]
pub struct Engine {
    sources: Vec<Source>,
    /// In the collection's order, as are the summaries.
    cases: Vec<Arc<Case>>,
    summaries: Vec<CaseSummary>,
    /// Where the case with an id stands in that order.
    positions: HashMap<String, usize>,
    orderings: Vec<Ordering>,
    report: Report,
    edition: String,
    analyzer: Analyzer,
    synonyms: Synonyms,
    lexicon: Lexicon,
    places: Places,
    matcher: Matcher,
    completions: Completions,
}

impl Engine {
    /// Opens the index in a folder, with the synonyms that stand beside it.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        Self::open_with(folder, Synonyms::load(tables_folder(folder))?)
    }

    /// Opens the index in a folder with these synonyms.
    pub fn open_with(folder: &Path, synonyms: Synonyms) -> Result<Self, OpenError> {
        // A new index may take the old one's place just now: once more, then.
        Self::open_current(folder, synonyms.clone())
            .or_else(|_| Self::open_current(folder, synonyms))
            .map_err(|problem| OpenError::Unusable {
                path: folder.to_owned(),
                problem,
            })
    }

    fn open_current(folder: &Path, synonyms: Synonyms) -> Result<Self, String> {
        let generation = folder::current(folder)
            .map_err(|error| error.to_string())?
            .ok_or("there is no index")?;
        let read = |name: &str| {
            std::fs::read(generation.join(name)).map_err(|error| format!("{name}: {error}"))
        };
        let everything = read(COLLECTION)?;
        let collection: Collection = serde_json::from_slice(&everything)
            .map_err(|error| format!("{COLLECTION}: {error}"))?;
        let entries = serde_json::from_slice(&read(LEXICON)?)
            .map_err(|error| format!("{LEXICON}: {error}"))?;
        let words = UserDictionary::load(&generation).map_err(|error| error.to_string())?;
        let analyzer = Analyzer::new(&words).map_err(|error| error.to_string())?;
        let matcher = Matcher::open(&generation.join(TANTIVY), &collection.cases)
            .map_err(|error| error.to_string())?;
        let lexicon = Lexicon::new(entries, &words.words, &synonyms, &collection.cases);
        Ok(Self {
            places: Places::new(&collection.cases),
            completions: Completions::new(&collection.cases, &lexicon, &words.words, &analyzer),
            summaries: collection.cases.iter().map(CaseSummary::from).collect(),
            positions: collection
                .cases
                .iter()
                .enumerate()
                .map(|(position, case)| (case.id.clone(), position))
                .collect(),
            cases: collection.cases.into_iter().map(Arc::new).collect(),
            sources: collection.sources,
            orderings: collection.orderings,
            report: collection.report,
            edition: edition(&everything),
            analyzer,
            synonyms,
            lexicon,
            matcher,
        })
    }

    /// The sources that were read.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Every case in short, in the collection's order.
    pub fn summaries(&self) -> &[CaseSummary] {
        &self.summaries
    }

    /// The case with this id, in short.
    pub fn summary(&self, id: &str) -> Option<&CaseSummary> {
        self.summaries.get(*self.positions.get(id)?)
    }

    /// The whole case with this id.
    pub fn case(&self, id: &str) -> Option<Arc<Case>> {
        self.cases.get(*self.positions.get(id)?).cloned()
    }

    /// The whole cases that meet the filters, in the collection's order.
    pub fn cases(&self, filters: &Filters) -> Vec<Arc<Case>> {
        self.cases
            .iter()
            .filter(|case| facets::meets(filters, case, None))
            .cloned()
            .collect()
    }

    /// The survey report's orderings of its regions, as printed.
    pub fn orderings(&self) -> &[Ordering] {
        &self.orderings
    }

    /// What was found, missing, doubtful, corrected and withheld.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// A short digest of everything that was read, for people to tell versions of
    /// the data by; the same for the same data.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// How texts and queries are cut into terms.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// Answers a query. Nothing typed can cause an error.
    pub fn search(&self, query: &Query) -> Results {
        let started = Instant::now();
        let (plan, ranking) = self.answer(query);
        let ranked = self.ranked(&ranking);
        let cases: Vec<&Case> = ranked.iter().map(|&(_, case)| case.as_ref()).collect();
        let facets = facets::facets(&self.sources, &self.summaries, &cases, &query.filters);
        let found = listed(ranked, query);
        let total = found.len();
        let hits = found
            .iter()
            .enumerate()
            .skip(query.page.saturating_sub(1).saturating_mul(query.per_page))
            .take(query.per_page)
            .map(|(index, (scored, case))| {
                let (why, snippets) = why::explain(&plan, scored, case, &self.analyzer);
                Hit {
                    rank: index + 1,
                    score: scored.score,
                    case: CaseSummary::from(case.as_ref()),
                    why,
                    snippets,
                }
            })
            .collect();
        let relaxed = (total > 0 && ranking.relaxed).then(|| help::relaxed(&plan, &ranking));
        let suggestions = if query.exact || (total > 0 && relaxed.is_none()) {
            Vec::new()
        } else {
            help::suggestions(self, query, total)
        };
        Results {
            query: query.clone(),
            total,
            took: started.elapsed(),
            hits,
            facets,
            relaxed,
            suggestions,
        }
    }

    /// Every case that a query lists, on whatever page.
    pub fn matching(&self, query: &Query) -> Vec<Arc<Case>> {
        let (_, ranking) = self.answer(query);
        listed(self.ranked(&ranking), query)
            .into_iter()
            .map(|(_, case)| Arc::clone(case))
            .collect()
    }

    /// The cases that meet the words, each with its score.
    fn ranked<'a, 'r>(&'a self, ranking: &'r Ranking) -> Vec<(&'r Scored, &'a Arc<Case>)> {
        ranking
            .cases
            .iter()
            .filter_map(|scored| Some((scored, self.cases.get(scored.case)?)))
            .collect()
    }

    /// Completes what is being typed, towns first.
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<Typeahead> {
        self.completions.complete(typed, limit)
    }

    /// Every case that answers the query's words, whatever the filters.
    fn answer(&self, query: &Query) -> (Plan, Ranking) {
        let lookup = Lookup::new(&self.matcher);
        let planner = Planner {
            analyzer: &self.analyzer,
            synonyms: &self.synonyms,
            lexicon: &self.lexicon,
            places: &self.places,
            lookup: &lookup,
        };
        let plan = planner.plan(&parse::parse(&query.text), query.exact);
        let ranking = ranking::rank(&plan, &lookup, self.cases.len());
        if query.exact && ranking.relaxed {
            return (plan, Ranking::default());
        }
        (plan, ranking)
    }

    /// How many cases a query finds, and whether they meet all of it.
    pub(super) fn count(&self, query: &Query) -> (usize, bool) {
        let (_, ranking) = self.answer(query);
        let count = ranking
            .cases
            .iter()
            .filter_map(|scored| self.cases.get(scored.case))
            .filter(|case| facets::meets(&query.filters, case, None))
            .count();
        (count, !ranking.relaxed)
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

fn edition(everything: &[u8]) -> String {
    let digest = Sha256::digest(everything);
    let start = u32::from_be_bytes(std::array::from_fn(|index| digest[index]));
    format!("{start:08x}")
}

/// Those of the cases that the filters let through, in the query's order.
fn listed<'a, 'r>(
    mut ranked: Vec<(&'r Scored, &'a Arc<Case>)>,
    query: &Query,
) -> Vec<(&'r Scored, &'a Arc<Case>)> {
    ranked.retain(|(_, case)| facets::meets(&query.filters, case, None));
    sort(&mut ranked, query.sort);
    ranked
}

/// Puts the hits into the order asked for; figures that are not printed come last,
/// and what is equal keeps its order.
fn sort(found: &mut [(&Scored, &Arc<Case>)], order: Sort) {
    let population = |case: &Case| case.population.as_ref().map(|fact| fact.value as f64);
    let aging = |case: &Case| case.aging_rate.as_ref().map(|fact| fact.value);
    let by =
        |found: &mut [(&Scored, &Arc<Case>)], figure: &dyn Fn(&Case) -> Option<f64>, sign: f64| {
            found.sort_by(|(_, one), (_, other)| match (figure(one), figure(other)) {
                (Some(one), Some(other)) => (sign * one).total_cmp(&(sign * other)),
                (one, other) => other.is_some().cmp(&one.is_some()),
            });
        };
    match order {
        Sort::Relevance if found.iter().any(|(scored, _)| scored.score > 0.0) => {}
        Sort::Relevance | Sort::Prefecture => found.sort_by_key(|(_, case)| {
            let code = case.prefecture.as_ref().map(|it| it.code.clone());
            let town = case.municipalities.first().map(|it| it.code.clone());
            (code.is_none(), code, town)
        }),
        Sort::PopulationAsc => by(found, &population, 1.0),
        Sort::PopulationDesc => by(found, &population, -1.0),
        Sort::AgingAsc => by(found, &aging, 1.0),
        Sort::AgingDesc => by(found, &aging, -1.0),
    }
}
