//! What a sentence is about: its runs of one to three characters, and the concepts of
//! the thesaurus. How the sentence speaks is not known here.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::compact::GAP;
use crate::language::thesaurus::{ConceptId, Thesaurus};

/// The longest run of characters that is a feature.
const LONGEST: usize = 3;

/// A run of characters, or an idea that the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Topic {
    Run([char; LONGEST]),
    Concept(ConceptId),
}

/// The topics of a compact text with the places where each stands, in characters.
pub(super) fn topics(compact: &str, thesaurus: &Thesaurus) -> BTreeMap<Topic, Vec<Range<usize>>> {
    let chars: Vec<char> = compact.chars().collect();
    let mut topics: BTreeMap<Topic, Vec<Range<usize>>> = BTreeMap::new();
    let mut add = |topic, place| topics.entry(topic).or_default().push(place);
    for start in 0..chars.len() {
        let words = chars[start..].iter().take_while(|c| **c != GAP).count();
        for length in 1..=LONGEST.min(words) {
            let mut run = ['\0'; LONGEST];
            run[..length].copy_from_slice(&chars[start..start + length]);
            add(Topic::Run(run), start..start + length);
        }
    }
    let at = |byte: usize| compact.get(..byte).map_or(0, |it| it.chars().count());
    for mark in thesaurus.marks(compact) {
        add(Topic::Concept(mark.concept), at(mark.start)..at(mark.end));
    }
    topics
}
