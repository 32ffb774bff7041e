//! Takes in a document that is not in the corpus yet: recognises the file, takes its
//! text, says what would be read of it and, on a yes, puts it on the shelf.
//!
//! ```text
//! file ─▶ format ─▶ text ─▶ kind ─▶ preview ─▶ (yes) ─▶ corpus folder
//!         first     in a    by its   by the
//!         bytes     child   words    ingester
//! ```
//!
//! Stands above `ingest`, which reads the text, and beside `upkeep`, which notices that
//! the corpus has changed. Who asks and how it is shown is not known here.

mod blocks;
mod child;
mod details;
mod extract;
mod flow;
mod format;
mod kind;
mod layout;
mod markup;
mod package;
mod pdf;
mod plain;
mod preview;
mod refusal;
mod running;
mod shelve;
mod slides;
mod table;
mod template;
mod web_page;
mod word;
mod workbook;

pub use child::{COMMAND, Extractor, answer};
pub use details::{DetailError, Details};
pub use extract::Extracted;
pub use format::Format;
pub use kind::{Guess, recognise};
pub use preview::{Candidate, MisprintError, Obstacle, Preview};
pub use refusal::Refusal;
pub use shelve::{ShelveError, Shelved, Target, shelve};
pub use template::{TEMPLATE, word as word_template};

/// What may be taken in: more is refused with the limit in words. They hold for every
/// form of file, so that no hostile one can take the machine's memory or time.
pub(crate) mod limits {
    use std::time::Duration;

    /// Bytes of a file; a collection with photographs has some tens of millions.
    pub(crate) const FILE: u64 = 100 << 20;
    /// Bytes that the parts of a packed file may unpack to.
    pub(crate) const UNPACKED: u64 = 200 << 20;
    /// Bytes of text.
    pub(crate) const TEXT: usize = 16 << 20;
    /// Pages, slides or sheets.
    pub(crate) const PAGES: usize = 2_000;
    /// Cells of a sheet that hold something.
    pub(crate) const CELLS: usize = 500_000;
    /// How deep elements may stand in one another.
    pub(crate) const DEPTH: usize = 256;
    /// Bytes of address space of the child that reads the file; the program's own
    /// dictionary lies in it as well.
    #[cfg(unix)]
    pub(crate) const MEMORY: u64 = 2 << 30;
    /// Seconds of computing of that child.
    #[cfg(unix)]
    pub(crate) const COMPUTING: u64 = 60;
    /// How long is waited for it, busy machine or not.
    pub(crate) const WAIT: Duration = Duration::from_mins(3);
}
