//! How Japanese text is cut and what its words mean: the same for documents, queries
//! and the reader that tags cases.
//!
//! The dictionary cuts words, the thesaurus says which words say which idea; both are
//! tables that an editor may change. What is indexed or tagged by them is not known
//! here.

pub(crate) mod analyzer;
pub(crate) mod compact;
pub(crate) mod dictionary;
pub(crate) mod grammar;
pub(crate) mod needs;
pub(crate) mod table;
pub(crate) mod tables;
pub(crate) mod thesaurus;

pub use analyzer::{Analysis, Analyzer};
pub use dictionary::{DictionaryError, TERMS as DICTIONARY_TERMS};
pub use needs::Need;
pub use table::TableError;
