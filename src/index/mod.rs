//! The index: how texts are cut into terms and how what comes of it is kept.
//!
//! Cases go in, a folder comes out that [`crate::search`] answers from. How a
//! query is understood or a hit is scored is not known here.

pub(crate) mod analyzer;
mod build;
pub(crate) mod dictionary;
pub(crate) mod folded;
pub(crate) mod folder;
pub(crate) mod schema;
mod stamp;
pub(crate) mod table;

pub use analyzer::{Analysis, Analyzer, Token};
pub(crate) use build::{COLLECTION, LEXICON, LexiconEntry, TANTIVY, tables_folder};
pub use build::{IndexError, Outcome, Progress, build, ensure, write};
pub use dictionary::{DictionaryError, TERMS as DICTIONARY_TERMS};
pub use table::TableError;
