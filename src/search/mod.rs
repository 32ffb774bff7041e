//! Questions and answers: which cases meet a query, in what order and why.
//!
//! A query goes one way: `parse` cuts it into clauses, `meaning` says what they ask
//! for, `lookup` asks the index, `facets` filters and counts, `ranking` orders and
//! `explain` shows the reason; `help` leads on.
//!
//! The only part that knows both tantivy and cases; tantivy's types stop at
//! `lookup`. Nothing is known of pages or of the web.

mod codes;
mod engine;
pub mod eval;
mod explain;
mod facets;
mod help;
mod lack;
mod lookup;
mod meaning;
mod needs;
mod nouns;
mod parse;
mod part;
mod passages;
mod places;
mod query;
mod range;
mod ranking;
mod results;
mod sizes;
mod sort;
mod spelling;
mod steps;
mod suggest;
mod surveys;
mod tags;

/// How many clauses a query has at most once it is expanded: those that tell most.
const MAX_CLAUSES: usize = 32;

use engine::Deadline;
pub use engine::{Engine, OpenError};
pub use lookup::SearchError;
pub use query::{Filters, ParameterError, Query};
pub use range::Range;
pub use ranking::Weights;
pub use results::{
    Facet, FacetMap, FacetName, FacetValue, Hit, HitTag, Relaxed, Results, Snippet, Suggestion,
    SuggestionKind, SurveyHit, Typeahead, TypeaheadKind,
};
pub use sort::Sort;
