//! A part of a query: the ways in which a case can meet it, and the cases that do.
//!
//! How a query is cut into parts is not known here.

use super::facets::Cases;
use super::lookup::idf;
use crate::language::thesaurus::ConceptId;
use crate::vocabulary::Standing;

/// Something that a query asks for.
#[derive(Debug)]
pub(super) struct Part {
    /// As typed.
    pub(super) typed: String,
    pub(super) ways: Vec<Way>,
    /// Whether only cases that meet it are listed.
    pub(super) demanded: bool,
    /// The cases that are what it says, whatever they write: that lie there, that are
    /// so large.
    pub(super) are: Cases,
    /// The cases that say it, by [`Standing`] in its order.
    pub(super) cases: Vec<Cases>,
    /// Where few do: those that come near.
    pub(super) alike: Option<Cases>,
}

/// A way to meet a part.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Way {
    /// As written, in compact form.
    Written(String),
    /// By the words of an idea, as much of it as the query says.
    Concept(ConceptId, f32),
    /// By its reading in folded kana, as this is written in compact form.
    Reading(String, String),
    /// By what the case is: where it lies, how large it is.
    Fact,
}

impl Part {
    /// The cases that meet it at all.
    pub(super) fn any(&self) -> Cases {
        let mut any = self.are.clone();
        for cases in &self.cases {
            any.union_with(cases);
        }
        any
    }

    /// Lets the other's ways meet this part too.
    pub(super) fn or(&mut self, other: Self) {
        self.ways.extend(other.ways);
        self.are.union_with(&other.are);
        for (cases, others) in self.cases.iter_mut().zip(&other.cases) {
            cases.union_with(others);
        }
    }

    /// The cases that meet it in this state, or at all. Where a case lies holds for
    /// whatever it says.
    pub(super) fn met(&self, standing: Option<Standing>) -> Cases {
        let Some(standing) = standing else {
            return self.any();
        };
        let mut met = self.are.clone();
        met.union_with(&self.cases[standing as usize]);
        met
    }

    pub(super) fn is_met(&self) -> bool {
        !self.any().is_clear()
    }

    /// How much it tells that a case meets it.
    pub(super) fn idf(&self, all: usize) -> f32 {
        idf(self.any().count_ones(..), all)
    }
}
