//! In what state a sentence says that something is: done, planned, ended, denied or
//! missing, told from the morphemes of the predicate that governs it.
//!
//! A mention is governed by the first predicate behind it; a clause that only goes on
//! (作成し、…) takes the mood of what follows, and a later clause that names nothing
//! of its own (…が、休止している) speaks of the same thing. Which words end or plan a
//! thing stands in the table of rules; what the mention is of is not known here.

use std::ops::Range;

use crate::language::Analyzer;
use crate::language::grammar::{self, Part, Word};

use super::rules::{Rules, Verb};

mod body;
mod chain;
mod whole;

/// In what state a sentence says that something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// It was or is being done.
    Done,
    /// Present tense without more: as the text around it.
    Plain,
    /// Only announced, wished for or prepared.
    Planned,
    /// It once ran.
    Ended,
    /// Not done.
    Denied,
    /// Wanted, missing or difficult.
    Lacking,
}

/// A sentence with its morphemes.
pub(super) struct Parsed<'a> {
    words: Vec<Word<'a>>,
    /// Of each word, how many words stand in its brackets; 0 outside of brackets.
    aside: Vec<usize>,
    verbs: Vec<Option<Verb>>,
}

/// A predicate: its first word and the word behind its last.
struct Predicate {
    words: Range<usize>,
    /// The word that says what it means: 検討 of 検討を始める.
    sense: usize,
    state: State,
    /// The same without what the verb means.
    bare: State,
    /// The verb's class, where the table gives one.
    verb: Option<Verb>,
    /// How it goes on.
    link: Link,
    /// Whether こと makes a noun of it.
    nominalised: bool,
}

/// What follows a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// The sentence, or a clause with a mood of its own, ends.
    Ends,
    /// It only goes on: 作成し、 and 作成して、.
    GoesOn,
    /// It describes the noun behind it.
    Describes,
    /// It is a purpose: …するため, …できるよう.
    Purpose,
}

impl<'a> Parsed<'a> {
    pub(super) fn new(folded: &'a str, analyzer: &Analyzer, rules: &Rules) -> Self {
        let words = grammar::words(analyzer, folded);
        let aside = brackets(&words);
        let verbs = words
            .iter()
            .map(|word| rules.verb(&word.base).or_else(|| rules.verb(word.surface)))
            .collect();
        Self {
            words,
            aside,
            verbs,
        }
    }

    /// The state of what is mentioned in these folded characters.
    pub(super) fn state(&self, mention: &Range<usize>) -> State {
        let Some(last) = self.last_word(mention) else {
            return State::Plain;
        };
        let inside = self.aside.get(last).copied().unwrap_or_default() > 0;
        if !inside && self.is_topic(last) {
            return self.of_topic(last, mention);
        }
        let (mut at, mut subject) = (last, last);
        let mut done = false;
        loop {
            let Some(predicate) = self.predicate_from(at, subject, inside) else {
                return State::Plain;
            };
            let state = self.about(&predicate, subject, mention);
            match predicate.link {
                Link::Ends => {
                    return match self.carried(&predicate, state) {
                        // 「作成した冊子を…する」: it is there whatever follows.
                        State::Plain if done => State::Done,
                        state => state,
                    };
                }
                Link::Describes if !matches!(state, State::Plain | State::Done) => return state,
                Link::Purpose => {}
                Link::Describes => done |= state == State::Done,
                Link::GoesOn if matches!(state, State::Plain | State::Done) => {
                    return self.mood_of_rest(&predicate, state);
                }
                Link::GoesOn => return self.carried(&predicate, state),
            }
            at = predicate.words.end.max(at + 1);
            subject = at - 1;
        }
    }

    /// Whether the mention is what the sentence is about: …は.
    fn is_topic(&self, last: usize) -> bool {
        let rest = self.words.iter().enumerate().skip(last + 1);
        let mut rest = rest.skip_while(|&(index, word)| {
            self.aside.get(index).is_some_and(|&it| it > 0)
                || matches!(
                    word.part,
                    Part::Noun | Part::Action | Part::Genitive | Part::Prefix | Part::Formal
                )
                || word.part == Part::Symbol && !self.is_stop(index)
                || word.part == Part::Case
                    && matches!(word.surface, "について" | "に" | "で")
                    && self.is(index + 1, Part::Topic)
        });
        rest.next()
            .is_some_and(|(_, word)| word.part == Part::Topic)
    }

    /// The state of what the sentence is about: that of the last clause which says one.
    fn of_topic(&self, last: usize, mention: &Range<usize>) -> State {
        let clauses = self.predicates(last, Some(last));
        let clauses = clauses.filter(|(_, next)| matches!(next.link, Link::Ends | Link::GoesOn));
        clauses.fold(State::Plain, |said, (at, next)| {
            // Where there is none, a later clause with things of its own tells of those.
            let tells_of_other = said == State::Denied
                && (at..next.words.start).any(|index| self.is(index, Part::Case));
            match self.about(&next, last, mention) {
                State::Plain => said,
                _ if tells_of_other => said,
                state => state,
            }
        })
    }

    /// The predicates from a word on, each with where it is looked for from; for a
    /// mention that ends at a word, or at that place.
    fn predicates(
        &self,
        from: usize,
        mention: Option<usize>,
    ) -> impl Iterator<Item = (usize, Predicate)> {
        let mut next = from;
        std::iter::from_fn(move || {
            let at = next;
            let predicate = self.predicate_from(at, mention.unwrap_or(at), false)?;
            next = predicate.words.end.max(at + 1);
            Some((at, predicate))
        })
    }

    /// Whether any of its words is of a class.
    pub(super) fn has_verb(&self, verb: Verb) -> bool {
        self.verbs.contains(&Some(verb))
    }

    /// Whether a folded character stands in brackets.
    pub(super) fn is_aside(&self, place: usize) -> bool {
        let mut words = self.words.iter().zip(&self.aside);
        words.any(|(word, aside)| *aside > 0 && word.range.contains(&place))
    }

    /// Its words, in order.
    pub(super) fn words(&self) -> &[Word<'a>] {
        &self.words
    }

    fn last_word(&self, mention: &Range<usize>) -> Option<usize> {
        self.words
            .iter()
            .rposition(|word| word.range.start < mention.end && word.range.end > mention.start)
    }

    fn is(&self, index: usize, part: Part) -> bool {
        self.words.get(index).is_some_and(|word| word.part == part)
    }

    fn surface(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.surface)
    }

    fn base(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.base.as_str())
    }

    /// Whether the word at `index` is a sentence's or a clause's mark.
    fn is_stop(&self, index: usize) -> bool {
        self.words.get(index).is_none_or(|word| {
            word.part == Part::Symbol && matches!(word.surface, "、" | "。" | "," | ";" | "⇒" | "→")
        })
    }

    /// The state for the mention whose last word is `last`: what is considered or
    /// prepared is planned only where the mention is its object.
    fn about(&self, predicate: &Predicate, last: usize, mention: &Range<usize>) -> State {
        if predicate.verb != Some(Verb::Weighs) {
            return predicate.state;
        }
        let covers_head = self
            .words
            .get(predicate.sense)
            .is_some_and(|word| word.range.start < mention.end);
        // 「課題を話し合う会を…」: what a meeting is for.
        let describes = predicate.link == Link::Describes && !predicate.nominalised;
        if covers_head || describes || !self.is_object(last, predicate.words.start) {
            predicate.bare
        } else {
            predicate.state
        }
    }

    /// Whether the noun at `last` is what the predicate at `head` is about, not where
    /// or by what it is done.
    fn is_object(&self, last: usize, head: usize) -> bool {
        let between = (last + 1..head).find_map(|index| {
            let surface = self.surface(index);
            match self.words.get(index)?.part {
                Part::Topic => Some(true),
                Part::Case if matches!(surface, "を" | "について" | "に") => Some(true),
                Part::Case => ASIDE.contains(&surface).then_some(false),
                _ => None,
            }
        });
        between.unwrap_or(true)
    }

    /// A clause that only goes on is in the mood that the sentence ends in.
    fn mood_of_rest(&self, predicate: &Predicate, own: State) -> State {
        let rest = self.predicates(predicate.words.end, None);
        let rest = rest.filter(|(_, next)| matches!(next.link, Link::Ends | Link::GoesOn));
        let moods = rest.map(|(at, next)| {
            let weighs_other = next.verb == Some(Verb::Weighs) && self.names_own(at, &next);
            if weighs_other { next.bare } else { next.state }
        });
        match moods.last().unwrap_or(own) {
            last @ (State::Planned | State::Lacking) if own == State::Plain => last,
            State::Done => State::Done,
            _ => own,
        }
    }

    /// The state that a later clause gives to what an earlier one spoke of, where it
    /// names nothing of its own.
    fn carried(&self, predicate: &Predicate, own: State) -> State {
        self.predicates(predicate.words.end, None)
            .filter(|(_, next)| next.state != State::Plain && next.link != Link::Describes)
            .filter(|(at, next)| !self.names_own(*at, next))
            .map(|(_, next)| next.state)
            .last()
            .unwrap_or(own)
    }

    /// Whether something of its own is named between a predicate, which ends at `from`,
    /// and the next one, whose object it may be itself: …することを検討する.
    fn names_own(&self, from: usize, predicate: &Predicate) -> bool {
        (from + 1..predicate.words.start).any(|index| {
            let is_object = matches!(self.surface(index), "を" | "が" | "について");
            self.is_subject(index) || is_object && self.is(index, Part::Case)
        })
    }

    /// Whether は that takes up a subject stands at `index`: not behind a time or a
    /// place (現在は, 本村には).
    fn is_subject(&self, index: usize) -> bool {
        let before = index.checked_sub(1);
        self.is(index, Part::Topic)
            && self.surface(index) == "は"
            && !before.is_some_and(|before| self.is(before, Part::Case))
            && !self.is_time(index)
    }

    /// Whether は at `index` stands behind a time: 現在は, 令和2年度からは.
    fn is_time(&self, index: usize) -> bool {
        const TIMES: [&str; 11] = [
            "現在",
            "今",
            "年度",
            "年",
            "月",
            "以降",
            "後",
            "今回",
            "当面",
            "その後",
            "当初",
        ];
        let before = self.words.iter().take(index).rev();
        let mut before = before.filter(|word| word.part != Part::Case);
        let is_time = |word: &Word<'_>| TIMES.iter().any(|time| word.surface.ends_with(time));
        before.next().is_some_and(is_time)
    }
}

/// Behind where or by what something is done.
const ASIDE: [&str; 7] = ["で", "において", "にて", "により", "によって", "から", "と"];

/// Of each word, how many words stand in its brackets.
fn brackets(words: &[Word<'_>]) -> Vec<usize> {
    let mut sizes = vec![0; words.len()];
    let mut open = None;
    for (index, word) in words.iter().enumerate() {
        if word.surface.contains(['(', '[', '<']) {
            open = open.or(Some(index));
        }
        if let Some(start) = open
            && word.surface.contains([')', ']', '>'])
        {
            for size in sizes.iter_mut().take(index + 1).skip(start) {
                *size = index + 1 - start;
            }
            open = None;
        }
    }
    sizes
}

#[cfg(test)]
mod tests;
