//! Questions and answers: which cases meet a query, in what order and why.
//!
//! A query goes one way: `parse` cuts it into clauses, `plan` says in which forms
//! its ideas can stand in a document, `matching` looks them up, `ranking` weighs
//! what was found, `facets` counts, and `why` shows the reason.
//!
//! The only part that knows both tantivy and cases; tantivy's types stop here.
//! Nothing is known of addresses, HTML pages or JSON envelopes.

mod engine;
pub mod eval;
mod facets;
mod help;
mod lexicon;
mod matching;
mod parse;
mod places;
mod plan;
mod query;
mod ranking;
mod results;
mod scoring;
mod snippet;
mod suggest;
mod synonyms;
mod why;

pub use engine::{Engine, OpenError};
pub use query::{Filters, ParameterError, Query, Range, Sort};
pub use results::{
    Facet, FacetMap, FacetName, FacetValue, Hit, Relaxed, Results, Snippet, Suggestion,
    SuggestionKind, Typeahead, TypeaheadKind,
};
pub use synonyms::Synonyms;
