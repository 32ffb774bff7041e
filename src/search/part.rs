//! A part of a query: the ways in which a case can meet it, and the cases that do.
//!
//! How a query is cut into parts is not known here.

use super::facets::Cases;
use super::lookup::idf;
use crate::language::thesaurus::{ConceptId, MARKING, WHOLE};
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
    /// The cases that say a wider idea than was typed, or hold its letters.
    pub(super) wider: Cases,
    /// Where few meet it: the cases that are alike.
    pub(super) alike: Cases,
}

/// A way to meet a part.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Way {
    /// As written, in compact form.
    Written(String),
    /// By its letters alone, which may cut a word, in compact form.
    Letters(String),
    /// By the words of an idea, as much of it as the query says.
    Concept(ConceptId, f32),
    /// By its reading in folded kana, as this is written in compact form.
    Reading(String, String),
    /// By what the case is: where it lies, how large it is.
    Fact,
}

impl Way {
    /// Whether a case meets the part so; a wider idea than was typed says something near.
    pub(super) fn meets(&self) -> bool {
        match self {
            Self::Concept(_, weight) => *weight >= WHOLE,
            Self::Letters(_) => false,
            _ => true,
        }
    }

    /// What was said in this way as something near.
    pub(super) fn near(self) -> Self {
        match self {
            Self::Concept(concept, weight) => Self::Concept(concept, weight.min(MARKING)),
            Self::Written(text) | Self::Reading(_, text) => Self::Letters(text),
            other => other,
        }
    }
}

impl Part {
    /// Whether it names an idea that the other names too.
    fn names_what(&self, other: &Self) -> bool {
        let is_name = |way: &&Way| matches!(way, Way::Concept(_, 1.0));
        let mut names = self.ways.iter().filter(is_name);
        names.any(|way| other.ways.contains(way))
    }

    /// Whether it asks for what the other asks for.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        // Of codes only the cases differ.
        self.ways == other.ways && self.are == other.are || self.names_what(other)
    }

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
        for way in other.ways {
            if !self.ways.contains(&way) {
                self.ways.push(way);
            }
        }
        self.are.union_with(&other.are);
        self.wider.union_with(&other.wider);
        self.alike.union_with(&other.alike);
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

    /// The cases that meet it so, or say a wider idea.
    pub(super) fn told(&self, standing: Option<Standing>) -> Cases {
        let mut told = self.met(standing);
        told.union_with(&self.wider);
        told
    }

    /// How much it tells that a case says it or a wider idea.
    pub(super) fn idf(&self, all: usize) -> f32 {
        idf(self.told(None).count_ones(..), all)
    }
}
