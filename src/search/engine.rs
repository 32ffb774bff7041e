//! The index, opened for questions. How it is opened and proved stands in `opening`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use lru::LruCache;
use rayon::ThreadPool;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

pub use opening::OpenError;

use super::facets::{Cases, Facets};
use super::lookup::{Lookup, SearchError};
use super::meaning::{Meaning, Reader};
use super::passages::{Passages, Readable, Sought};
use super::places::Places;
use super::ranking::{self, Listed, Weights};
use super::spelling::Spellings;
use super::suggest::Completions;
use super::{
    FacetMap, FacetName, Filters, Hit, Query, Results, Snippet, Sort, Typeahead, TypeaheadKind,
};
use super::{explain, help, needs, parse, surveys};
use crate::comparable::{Nearness, Order};
use crate::corpus::Source;
use crate::index::generation::About;
use crate::index::seal::Seal;
use crate::language::thesaurus::ConceptId;
use crate::language::{Analyzer, Need};
use crate::record::{Case, CaseSummary, Ordering, Survey};
use crate::report::Report;

mod opening;
mod portable;

/// How long a question may take.
const TIME: Duration = Duration::from_secs(5);

/// When an answer must be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline(Instant);

impl Deadline {
    fn from_now() -> Self {
        Self(Instant::now() + TIME)
    }

    /// An error once the time is over.
    pub(super) fn check(self) -> Result<(), SearchError> {
        if Instant::now() > self.0 {
            return Err(SearchError::Deadline);
        }
        Ok(())
    }
}

/// Answers questions about a collection. Cheap to share between threads by
/// reference. It holds the cases in short; whole ones are read when they are shown.
pub struct Engine {
    generation: PathBuf,
    seal: Seal,
    about: About,
    summaries: Vec<CaseSummary>,
    /// The texts of the surveys made ready, in their order.
    surveys: Vec<Passages>,
    /// The cases' places in the collection, in the order of their ids.
    by_id: Vec<u32>,
    analyzer: Analyzer,
    pub(super) lookup: Lookup,
    pub(super) facets: Facets,
    pub(super) places: Places,
    pub(super) concepts_read: HashMap<String, Vec<(ConceptId, f32)>>,
    pub(super) spellings: Spellings,
    completions: Completions,
    readable: Mutex<LruCache<usize, Arc<Readable>>>,
    /// Read the cases of a page; nothing that is built or proved beside it holds them up.
    readers: ThreadPool,
    needs: Vec<Need>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("edition", &self.about.edition)
            .field("cases", &self.summaries.len())
            .finish_non_exhaustive()
    }
}

/// A query, what it means and which cases answer it.
pub(super) struct Answer<'a> {
    pub(super) query: &'a Query,
    pub(super) meaning: Meaning,
    /// Those that meet the words, whatever the filters.
    matching: Cases,
    /// Those that meet the filters too.
    pub(super) cases: Cases,
    pub(super) deadline: Deadline,
}

impl Engine {
    /// Every case in short, in the collection's order.
    pub fn summaries(&self) -> &[CaseSummary] {
        &self.summaries
    }

    /// The case with this id in short.
    pub fn summary(&self, id: &str) -> Option<&CaseSummary> {
        self.summaries.get(self.number(id)?)
    }

    /// A case's place in the collection.
    fn number(&self, id: &str) -> Option<usize> {
        let id_at = |&number: &u32| self.summaries.get(number as usize).map(|it| it.id.as_str());
        let place = self.by_id.binary_search_by(|it| id_at(it).cmp(&Some(id)));
        Some(*self.by_id.get(place.ok()?)? as usize)
    }

    /// The whole case with this id.
    pub fn case(&self, id: &str) -> Result<Option<Arc<Case>>, SearchError> {
        let Some(number) = self.number(id) else {
            return Ok(None);
        };
        Ok(Some(Arc::clone(&self.readable(number)?.case)))
    }

    /// The whole cases that meet the filters, in the collection's order.
    pub fn cases(&self, filters: &Filters) -> Result<Vec<Arc<Case>>, SearchError> {
        let cases = self.facets.narrowed(&self.facets.every(), filters, None);
        cases.ones().map(|number| self.whole(number)).collect()
    }

    /// What was read.
    pub fn sources(&self) -> &[Source] {
        &self.about.sources
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.about.sources.iter().find(|source| source.id == id)
    }

    /// A source's text as it may be shown; empty where none was kept.
    pub fn text(&self, source: &str) -> &str {
        self.about.texts.get(source).map_or("", String::as_str)
    }

    /// The surveys that sources report, which are no cases.
    pub fn surveys(&self) -> &[Survey] {
        &self.about.surveys
    }

    /// The report's orderings of its regions, as printed.
    pub fn orderings(&self) -> &[Ordering] {
        &self.about.orderings
    }

    /// What was found, missing, doubtful, corrected and withheld.
    pub fn report(&self) -> &Report {
        &self.about.report
    }

    /// The folder that it is answered from.
    pub(crate) fn generation(&self) -> &Path {
        &self.generation
    }

    /// A short digest of everything that was read; the same for the same data.
    pub fn edition(&self) -> &str {
        &self.about.edition
    }

    /// Errors in the report that nobody has accepted yet.
    pub fn concerns(&self) -> &[String] {
        &self.about.concerns
    }

    /// What officers are at a loss with, in the table's order.
    pub fn needs(&self) -> &[Need] {
        &self.needs
    }

    /// How texts and queries are cut into terms.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// Answers a query.
    pub fn search(&self, query: &Query) -> Result<Results, SearchError> {
        let started = Instant::now();
        let answer = self.answer(query, Deadline::from_now())?;
        let listed = self.list(&answer, query.end())?;
        let total = listed.len();
        let of = answer.meaning.parts.len();
        let met_all = listed.iter().filter(|it| it.met == of).count();
        let hits = self.hits(&answer, &listed)?;
        let facets = self.facets.count(&answer.matching, &query.filters);
        // Filters and states of an effort ask for towns.
        let surveys = if query.filters == Filters::default() && query.part.is_none() {
            surveys::meeting(self.surveys(), &self.surveys, &answer.meaning)
        } else {
            Vec::new()
        };
        let help = help::help(self, &answer, (total, met_all))?;
        Ok(Results {
            query: query.clone(),
            total,
            met_all,
            took_ms: started.elapsed().as_secs_f64() * 1000.0,
            page: query.page,
            per_page: query.per_page,
            hits,
            surveys,
            facets: FacetMap(facets),
            relaxed: help.relaxed,
            words: answer.meaning.pieces(),
            absent: answer.meaning.absent,
            need: needs::said(&self.needs, &query.text, self.analyzer.thesaurus()).cloned(),
            suggestions: help.suggestions,
        })
    }

    /// How many cases a query lists.
    pub fn total(&self, query: &Query) -> Result<usize, SearchError> {
        self.count(query, Deadline::from_now())
    }

    /// The ids of the cases that a query lists, best first by these weights.
    pub fn listed(&self, query: &Query, weights: &Weights) -> Result<Vec<&str>, SearchError> {
        let answer = self.answer(query, Deadline::from_now())?;
        let listed = ranking::rank(&answer, &self.lookup, weights, usize::MAX)?;
        Ok(listed
            .iter()
            .map(|it| self.summaries[it.number].id.as_str())
            .collect())
    }

    /// The passages of cases that say most of the words of a query, those of its
    /// standing where it asks for one; for each id in turn.
    pub fn passages(&self, query: &Query, ids: &[&str]) -> Result<Vec<Vec<Snippet>>, SearchError> {
        let answer = self.answer(query, Deadline::from_now())?;
        let sought = self.sought(&answer.meaning, false);
        let of_case = |id: &&str| {
            answer.deadline.check()?;
            let Some(number) = self.number(id) else {
                return Ok(Vec::new());
            };
            let readable = self.readable(number)?;
            Ok(explain::passages(&sought, &readable, query.part))
        };
        ids.iter().map(of_case).collect()
    }

    /// Every whole case that a query lists, on whatever page.
    pub fn matching(&self, query: &Query) -> Result<Vec<Arc<Case>>, SearchError> {
        let answer = self.answer(query, Deadline::from_now())?;
        let listed = self.list(&answer, usize::MAX)?;
        listed.iter().map(|it| self.whole(it.number)).collect()
    }

    /// Completes what is being typed, towns first; a word is told with how many cases
    /// a search for it lists.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Typeahead>, SearchError> {
        let deadline = Deadline::from_now();
        let mut completions = self.completions.complete(typed, limit);
        for completion in &mut completions {
            if completion.kind == TypeaheadKind::Term {
                let query = Query {
                    text: completion.text.clone(),
                    ..Query::default()
                };
                let count = self.count(&query, deadline)?;
                completion.note = Some(format!("{count}件"));
            }
        }
        Ok(completions)
    }

    pub(super) fn answer<'a>(
        &self,
        query: &'a Query,
        deadline: Deadline,
    ) -> Result<Answer<'a>, SearchError> {
        let reader = Reader {
            engine: self,
            deadline,
        };
        let meaning = reader.read(&parse::parse(&query.text), query.exact)?;
        let every = self.facets.every();
        let matching = ranking::matching(&meaning, query, &every);
        let cases = self.facets.narrowed(&matching, &query.filters, None);
        Ok(Answer {
            query,
            meaning,
            matching,
            cases,
            deadline,
        })
    }

    /// How many cases a query lists.
    pub(super) fn count(&self, query: &Query, deadline: Deadline) -> Result<usize, SearchError> {
        Ok(self.answer(query, deadline)?.cases.count_ones(..))
    }

    /// The hits of a query's first page.
    pub(super) fn first_hits(
        &self,
        query: &Query,
        deadline: Deadline,
    ) -> Result<Vec<Hit>, SearchError> {
        let answer = self.answer(query, deadline)?;
        let listed = self.list(&answer, query.end())?;
        self.hits(&answer, &listed)
    }

    /// The cases that meet words and filters: the `first` of them in the order asked for.
    fn list(&self, answer: &Answer, first: usize) -> Result<Vec<Listed>, SearchError> {
        let query = answer.query;
        let by_words = !answer.meaning.parts.is_empty()
            && match query.sort {
                Sort::Relevance => true,
                Sort::Near => query.home.is_none(),
                _ => false,
            };
        let first = if by_words { first } else { usize::MAX };
        let mut listed = ranking::rank(answer, &self.lookup, &Weights::default(), first)?;
        if !by_words {
            self.sort(&mut listed, query);
        }
        Ok(listed)
    }

    /// The hits of one page of a list.
    fn hits(&self, answer: &Answer, listed: &[Listed]) -> Result<Vec<Hit>, SearchError> {
        let Answer { query, meaning, .. } = answer;
        let sought = self.sought(meaning, false);
        let near = self.sought(meaning, true);
        let start = query.end() - query.per_page;
        let page = listed.par_iter().enumerate();
        let page = page.skip(start).take(query.per_page);
        let hits = page.map(|(index, listed)| {
            answer.deadline.check()?;
            let readable = self.readable(listed.number)?;
            let explained = explain::explain(
                meaning,
                if listed.met == 0 { &near } else { &sought },
                (listed.number, &readable),
                query,
            );
            Ok(Hit {
                rank: index + 1,
                score: listed.score,
                met: listed.met,
                of: meaning.parts.len(),
                standing: listed.standing,
                case: self.summaries[listed.number].clone(),
                nearness: query
                    .home
                    .as_ref()
                    .and_then(|home| Nearness::of(home, &self.summaries[listed.number])),
                why: explained.why,
                snippets: explained.snippets,
                tags: explained.tags,
            })
        });
        self.readers.install(|| hits.collect())
    }

    /// What is looked for of a query in texts.
    fn sought<'a>(&'a self, meaning: &'a Meaning, near: bool) -> Vec<Sought<'a>> {
        let parts = meaning.parts.iter();
        parts
            .map(|part| Sought::new(part, &self.analyzer, near))
            .collect()
    }

    /// A case made ready for reading, from those kept or from the index.
    fn readable(&self, number: usize) -> Result<Arc<Readable>, SearchError> {
        let kept = || self.readable.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(readable) = kept().get(&number) {
            return Ok(Arc::clone(readable));
        }
        let readable = Arc::new(Readable::new(self.lookup.case(number)?));
        // What makes room is cleared away once nobody is kept waiting for it.
        let _last = kept().push(number, Arc::clone(&readable));
        Ok(readable)
    }

    /// A whole case, without pushing those out that are kept for reading.
    fn whole(&self, number: usize) -> Result<Arc<Case>, SearchError> {
        let kept = self.readable.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.peek(&number).map(|it| Arc::clone(&it.case));
        kept.map_or_else(|| self.lookup.case(number).map(Arc::new), Ok)
    }

    /// Puts cases into the order asked for; figures that are not printed come last,
    /// and what is equal keeps its order. A joint entry stands where the first of its
    /// towns does.
    fn sort(&self, listed: &mut [Listed], query: &Query) {
        let case = |listed: &Listed| &self.summaries[listed.number];
        let mut by = |name, sign: f64| {
            let figures = self.facets.figures(name);
            let first = |it: &Listed| {
                let figures = figures[it.number].iter().map(|figure| sign * figure);
                figures.fold(f64::INFINITY, f64::min)
            };
            listed.sort_by(|one, other| first(one).total_cmp(&first(other)));
        };
        match (query.sort, &query.home) {
            (Sort::Near | Sort::Relevance, Some(home)) => {
                listed.sort_by_cached_key(|it| Order::of(home, case(it)));
            }
            (Sort::Relevance | Sort::Near | Sort::Prefecture, _) => {
                listed.sort_by(|one, other| place(case(one)).cmp(&place(case(other))));
            }
            (Sort::PopulationAsc, _) => by(FacetName::Pop, 1.0),
            (Sort::PopulationDesc, _) => by(FacetName::Pop, -1.0),
            (Sort::AgingAsc, _) => by(FacetName::Aging, 1.0),
            (Sort::AgingDesc, _) => by(FacetName::Aging, -1.0),
        }
    }
}

/// From north to south; cases without a town last.
fn place(case: &CaseSummary) -> (bool, Option<&str>, Option<&str>) {
    let prefecture = case.prefecture.as_ref().map(|it| it.code.as_str());
    let town = case.municipalities.first().map(|it| it.code.as_str());
    (prefecture.is_none(), prefecture, town)
}
