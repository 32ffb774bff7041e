//! What a sentence is about: its runs of one to three characters, and the concepts of
//! the thesaurus. How the sentence speaks is not known here.

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

/// A topic with a place where it stands, in characters.
pub(super) type Place = (Topic, Range<usize>);

/// The topics of a compact text, each with its places one behind the other.
pub(super) fn topics(compact: &str, thesaurus: &Thesaurus) -> Vec<Place> {
    let chars: Vec<char> = compact.chars().collect();
    let mut topics = Vec::with_capacity(LONGEST * chars.len());
    for start in 0..chars.len() {
        let words = chars[start..].iter().take_while(|c| **c != GAP).count();
        for length in 1..=LONGEST.min(words) {
            let mut run = ['\0'; LONGEST];
            run[..length].copy_from_slice(&chars[start..start + length]);
            topics.push((Topic::Run(run), start..start + length));
        }
    }
    let at = |byte: usize| compact.get(..byte).map_or(0, |it| it.chars().count());
    for mark in thesaurus.marks(compact) {
        topics.push((Topic::Concept(mark.concept), at(mark.start)..at(mark.end)));
    }
    topics.sort_unstable_by_key(|(topic, place)| (*topic, place.start));
    topics
}

/// Each topic of a text with all its places.
pub(super) fn told(topics: &[Place]) -> impl Iterator<Item = (&Topic, &[Place])> {
    let told = topics.chunk_by(|one, other| one.0 == other.0);
    told.map(|places| (&places[0].0, places))
}
