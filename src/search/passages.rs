//! A text made ready for finding the parts of a query in it: sentence by sentence, each stretch that matches with its place in the original.
//!
//! A stretch is found in compact text and marked where the characters it was folded
//! from stand, so that no mark ever cuts a character.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::memmem::Finder;

use super::part::{Part, Way};
use crate::language::Analyzer;
use crate::language::compact::{Compact, compact};
use crate::language::thesaurus::{ConceptId, Mark};
use crate::record::{Case, Lines, Record};
use crate::vocabulary::Standing;

/// A case with its text made ready.
#[derive(Debug)]
pub(super) struct Readable {
    pub(super) case: Arc<Case>,
    passages: Passages,
}

/// The texts of records made ready, in their order.
#[derive(Debug)]
pub(super) struct Passages(Vec<Passage>);

/// A record's text made ready.
#[derive(Debug)]
struct Passage {
    /// The record's words where they are more than its text.
    words: Option<String>,
    compact: Compact,
    /// The ideas it says; found when one is first looked for.
    marks: OnceLock<Vec<Mark>>,
    sentences: Vec<Range<usize>>,
}

/// A sentence in which parts of a query stand.
#[derive(Clone, Debug)]
pub(super) struct Sentence<'a> {
    pub(super) record: &'a Record,
    /// The record's words that the ranges are of.
    pub(super) words: &'a str,
    /// Its bytes in the words.
    pub(super) range: Range<usize>,
    /// The parts that stand in it, by number, each where it stands.
    pub(super) found: Vec<(usize, Range<usize>)>,
}

impl Sentence<'_> {
    pub(super) fn standing(&self) -> Standing {
        self.record.kind.standing()
    }

    /// The words in which parts stand.
    pub(super) fn words_found(&self) -> impl Iterator<Item = &str> {
        self.found.iter().map(|(_, place)| self.word(place))
    }

    /// The word in a place; a long vowel after it is its own: コーディネータ is written
    /// コーディネーター too.
    pub(super) fn word(&self, place: &Range<usize>) -> &str {
        let after = self.words.get(place.end..).unwrap_or_default();
        let vowel = after.len() - after.trim_start_matches('ー').len();
        let word = self.words.get(place.start..place.end + vowel);
        word.unwrap_or_default()
    }

    /// How many parts stand in it.
    pub(super) fn parts(&self) -> usize {
        let mut parts: Vec<usize> = self.found.iter().map(|(part, _)| *part).collect();
        parts.sort_unstable();
        parts.dedup();
        parts.len()
    }
}

impl Readable {
    pub(super) fn new(case: Case) -> Self {
        Self {
            passages: Passages::new(&case.records),
            case: Arc::new(case),
        }
    }

    /// The sentences in which any of the parts stands, in the order of the text.
    pub(super) fn find(&self, sought: &[Sought]) -> Vec<Sentence<'_>> {
        self.passages.find(&self.case.records, sought)
    }

    /// The sentence of the record on these lines that holds a quotation; the record's
    /// first sentence where none does.
    pub(super) fn quoted(&self, words: &str, lines: Lines) -> Option<Sentence<'_>> {
        let [from, _] = lines;
        let mut records = self.case.records.iter().zip(&self.passages.0);
        let (record, passage) =
            records.find(|(record, _)| (record.lines[0]..=record.lines[1]).contains(&from))?;
        let mut sentence = Sentence {
            record,
            words: passage.words(record),
            range: passage.sentences.first()?.clone(),
            found: Vec::new(),
        };
        if let Some(place) = passage.place(&compact(words)) {
            sentence.range = passage.sentence(place.start);
            sentence.range.end = sentence.range.end.max(place.end);
        }
        Some(sentence)
    }
}

impl Passages {
    pub(super) fn new(records: &[Record]) -> Self {
        let passages = records.iter().map(|record| {
            let words = record.words();
            let mut compact = Compact::new(&words);
            // Thousands are kept, and nobody reads this part of them.
            compact.folded = String::new();
            Passage {
                marks: OnceLock::new(),
                sentences: sentences(&words),
                compact,
                words: match words {
                    Cow::Borrowed(_) => None,
                    Cow::Owned(words) => Some(words),
                },
            }
        });
        Self(passages.collect())
    }

    /// The sentences in which any of the parts stands, in the order of the text, which
    /// is that of the same records.
    pub(super) fn find<'a>(
        &'a self,
        records: &'a [Record],
        sought: &[Sought],
    ) -> Vec<Sentence<'a>> {
        let mut found = Vec::new();
        for (record, passage) in records.iter().zip(&self.0) {
            let mut places: Vec<(usize, Range<usize>)> = Vec::new();
            for (index, sought) in sought.iter().enumerate() {
                passage.add_places(sought, |place| places.push((index, place)));
            }
            places.sort_by_key(|(_, place)| place.start);
            let mut places = places.into_iter().peekable();
            while let Some((_, first)) = places.peek() {
                let range = passage.sentence(first.start);
                let within = std::iter::from_fn(|| {
                    places.next_if(|(_, place)| passage.sentence(place.start) == range)
                });
                let within = within.filter(|(_, place)| place.end <= range.end);
                let within: Vec<_> = within.collect();
                if !within.is_empty() {
                    found.push(Sentence {
                        record,
                        words: passage.words(record),
                        found: within,
                        range,
                    });
                }
            }
        }
        found
    }
}

/// What is looked for of a part, made ready once for all texts.
pub(super) struct Sought<'a> {
    written: Vec<Finder<'a>>,
    /// The ideas, with what tells them; none where only words are.
    concepts: Option<(&'a Analyzer, Vec<ConceptId>)>,
}

impl<'a> Sought<'a> {
    /// With what says something near as well, or only with what meets the part.
    pub(super) fn new(part: &'a Part, analyzer: &'a Analyzer, near: bool) -> Self {
        let ways = || part.ways.iter().filter(move |way| near || way.meets());
        let concept = |way: &Way| match way {
            Way::Concept(concept, _) => Some(*concept),
            _ => None,
        };
        let concepts: Vec<ConceptId> = ways().filter_map(concept).collect();
        Self {
            written: ways().filter_map(written).collect(),
            concepts: (!concepts.is_empty()).then_some((analyzer, concepts)),
        }
    }

    /// Only what was typed, in the letters it was typed in or for the reading that was;
    /// none where the part asks for what a town is, or for a lone character, which stands
    /// in any text.
    pub(super) fn typed(part: &'a Part) -> Option<Self> {
        let typed = compact(&part.typed);
        let is_typed = |way: &&Way| match way {
            Way::Written(text) | Way::Letters(text) => *text == typed,
            _ => true,
        };
        let told = !part.ways.contains(&Way::Fact) && typed.chars().nth(1).is_some();
        told.then(|| Self {
            written: part
                .ways
                .iter()
                .filter(is_typed)
                .filter_map(written)
                .collect(),
            concepts: None,
        })
    }
}

/// What is looked for of a way in the letters of a text.
fn written(way: &Way) -> Option<Finder<'_>> {
    match way {
        Way::Written(text) | Way::Letters(text) | Way::Reading(_, text) if !text.is_empty() => {
            Some(Finder::new(text))
        }
        _ => None,
    }
}

impl Passage {
    /// The words of its record.
    fn words<'a>(&'a self, record: &'a Record) -> &'a str {
        self.words.as_deref().unwrap_or(&record.text)
    }

    /// Tells where a part stands, in bytes of the original.
    fn add_places(&self, sought: &Sought, mut add: impl FnMut(Range<usize>)) {
        let text = self.compact.text.as_bytes();
        let mut tell = |stretch: Range<usize>| {
            let place = self.compact.origin(stretch);
            if !place.is_empty() {
                add(place);
            }
        };
        for finder in &sought.written {
            let length = finder.needle().len();
            finder.find_iter(text).for_each(|at| tell(at..at + length));
        }
        let Some((analyzer, concepts)) = &sought.concepts else {
            return;
        };
        let marks = self
            .marks
            .get_or_init(|| analyzer.marks(&self.compact.text));
        for mark in marks {
            if concepts.contains(&mark.concept) {
                tell(mark.start..mark.end);
            }
        }
    }

    /// Where compact words first stand, in bytes of the original.
    fn place(&self, compact: &str) -> Option<Range<usize>> {
        let at = self.compact.text.find(compact)?;
        let place = self.compact.origin(at..at + compact.len());
        (!place.is_empty()).then_some(place)
    }

    /// The sentence in which a byte of the words stands.
    fn sentence(&self, byte: usize) -> Range<usize> {
        let next = self.sentences.partition_point(|it| it.start <= byte);
        let sentence = next.checked_sub(1).and_then(|at| self.sentences.get(at));
        sentence.cloned().unwrap_or(byte..byte)
    }
}

/// The bytes of each sentence, blanks around it left out. A line ends one too.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        let sentence = text.get(start..end).unwrap_or_default();
        let trimmed = sentence.trim();
        if !trimmed.is_empty() {
            let start = start + (sentence.len() - sentence.trim_start().len());
            ranges.push(start..start + trimmed.len());
        }
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\n' || matches!(c, '。' | '！' | '？') {
            let mut end = at + c.len_utf8();
            // A closing bracket belongs to the sentence that it closes.
            while let Some((at, c)) = chars.next_if(|&(_, c)| matches!(c, '」' | '』' | '）' | ')'))
            {
                end = at + c.len_utf8();
            }
            push(start, end);
            start = end;
        }
    }
    push(start, text.len());
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_with_its_mark_its_bracket_or_its_line() {
        let text = "「話した。」と言う。\n・看取り\n　 \n（研修。）次は？　終わり";
        let found: Vec<&str> = sentences(text).into_iter().map(|it| &text[it]).collect();
        assert_eq!(
            found,
            [
                "「話した。」",
                "と言う。",
                "・看取り",
                "（研修。）",
                "次は？",
                "終わり"
            ]
        );
        assert!(sentences(" \n　").is_empty());
    }
}
