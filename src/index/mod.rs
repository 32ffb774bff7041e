//! The index: how texts are cut into terms and how what comes of it is kept.
//!
//! Cases go in, a folder comes out that [`crate::search`] answers from. How a
//! query is understood or a hit is scored is not known here.

pub(crate) mod analyzer;
mod build;
mod changes;
pub(crate) mod compact;
pub(crate) mod dictionary;
pub(crate) mod folder;
pub(crate) mod generation;
pub(crate) mod schema;
mod stamp;
pub(crate) mod table;
pub(crate) mod tables;
pub(crate) mod thesaurus;
pub(crate) mod tokenizer;

pub use analyzer::{Analysis, Analyzer};
pub use build::{IndexError, Outcome, Progress, build, ensure, tables_folder, write, write_cases};
pub use changes::{ThesaurusChange, thesaurus_changes};
pub use dictionary::{DictionaryError, TERMS as DICTIONARY_TERMS};
pub use table::TableError;
