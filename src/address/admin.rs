//! The addresses of the pages on which documents are taken in. They begin with the key
//! that opens them.

use super::{at, encode, with_pairs};
use crate::record::Lines;

/// The path that they begin with; the key comes next.
pub(crate) const PATH: &str = "/admin";

/// The addresses behind one key.
#[derive(Clone, Debug)]
pub(crate) struct Admin(String);

impl Admin {
    /// Those behind this key.
    pub(crate) fn new(key: &str) -> Self {
        Self(at(&format!("{PATH}/{}", encode(key))))
    }

    /// Where files are chosen.
    pub(crate) fn desk(&self) -> &str {
        &self.0
    }

    /// The form that towns fill in.
    pub(crate) fn template(&self) -> String {
        format!("{}/template.docx", self.0)
    }

    /// What would be read of a document.
    pub(crate) fn document(&self, number: u32) -> String {
        format!("{}/documents/{number}", self.0)
    }

    /// The same, about to put a misprint right.
    pub(crate) fn misprint(&self, number: u32, line: usize, printed: &str) -> String {
        let pairs = [("line", line.to_string()), ("printed", printed.to_owned())];
        format!("{}#correct", with_pairs(self.document(number), pairs))
    }

    /// Where its corrections are told.
    pub(crate) fn corrections(&self, number: u32) -> String {
        format!("{}/corrections", self.document(number))
    }

    /// Where one of them, by its place, is taken back.
    pub(crate) fn withdrawal(&self, number: u32, place: usize) -> String {
        format!("{}/{place}/withdrawal", self.corrections(number))
    }

    /// Where it is taken in.
    pub(crate) fn acceptance(&self, number: u32) -> String {
        format!("{}/acceptance", self.document(number))
    }

    /// Where it is put away.
    pub(crate) fn dismissal(&self, number: u32) -> String {
        format!("{}/dismissal", self.document(number))
    }

    /// A page of its text.
    pub(crate) fn text(&self, number: u32, page: usize) -> String {
        with_pairs(self.path_of_text(number), [("page", page.to_string())])
    }

    /// Lines of its text.
    pub(crate) fn lines(&self, number: u32, [from, to]: Lines) -> String {
        let pairs = [("from", from.to_string()), ("to", to.to_string())];
        format!("{}#L{from}", with_pairs(self.path_of_text(number), pairs))
    }

    /// What became of a document that was taken in, by its id in the corpus.
    pub(crate) fn shelved(&self, id: &str) -> String {
        format!("{}/shelved/{}", self.0, encode(id))
    }

    fn path_of_text(&self, number: u32) -> String {
        format!("{}/text", self.document(number))
    }
}
