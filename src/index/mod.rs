//! The index: how the terms that texts are cut into are kept.
//!
//! Cases go in, a folder comes out that [`crate::search`] answers from. How a
//! query is understood or a hit is scored is not known here.

mod build;
mod changes;
pub(crate) mod folder;
pub(crate) mod generation;
mod read_only;
pub(crate) mod schema;
pub(crate) mod seal;
pub(crate) mod stamp;
pub(crate) mod tokenizer;

pub use build::{IndexError, Plan, Progress, State, build, tables_folder, write, write_cases};
pub use changes::{ThesaurusChange, thesaurus_changes};
pub(crate) use folder::current;
pub use generation::Written;
