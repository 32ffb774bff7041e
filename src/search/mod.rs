//! Questions and answers: which cases meet a query, in what order and why.
//!
//! The only part that knows both tantivy and cases; tantivy's types stop here.
//! Nothing is known of addresses, HTML pages or JSON envelopes.

mod engine;
mod query;
mod results;

pub use engine::{Engine, OpenError};
pub use query::{Filters, ParameterError, Query, Range, Sort};
pub use results::{
    CaseSummary, Facet, FacetMap, FacetName, FacetValue, Hit, Relaxed, Results, Snippet,
    Suggestion, SuggestionKind, Typeahead, TypeaheadKind,
};
