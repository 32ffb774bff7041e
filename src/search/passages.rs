//! A case's text made ready for finding the parts of a query in it: sentence by
//! sentence, each stretch that matches with its place in the original.
//!
//! A stretch is found in compact text and marked where the characters it was folded
//! from stand, so that no mark ever cuts a character.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::Arc;

use super::meaning::{Part, Way};
use crate::index::Analyzer;
use crate::index::analyzer::{Morpheme, readings};
use crate::index::compact::Compact;
use crate::index::thesaurus::Mark;
use crate::record::{Case, Record};
use crate::vocabulary::Standing;

/// A case with its text made ready.
#[derive(Debug)]
pub(super) struct Readable {
    pub(super) case: Arc<Case>,
    passages: Vec<Passage>,
}

/// A record's text made ready.
#[derive(Debug)]
struct Passage {
    words: String,
    compact: Compact,
    marks: Vec<Mark>,
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

    /// How many parts stand in it.
    pub(super) fn parts(&self) -> usize {
        let mut parts: Vec<usize> = self.found.iter().map(|(part, _)| *part).collect();
        parts.sort_unstable();
        parts.dedup();
        parts.len()
    }
}

impl Readable {
    pub(super) fn new(case: Case, analyzer: &Analyzer) -> Self {
        let passages = case
            .records
            .iter()
            .map(|record| {
                let words = record.words().into_owned();
                let compact = Compact::new(&words);
                Passage {
                    marks: analyzer.thesaurus().marks(&compact.text).collect(),
                    sentences: sentences(&words),
                    compact,
                    words,
                }
            })
            .collect();
        Self {
            case: Arc::new(case),
            passages,
        }
    }

    /// The sentences in which any of the parts stands, in the order of the text.
    pub(super) fn find(&self, parts: &[Part], analyzer: &Analyzer) -> Vec<Sentence<'_>> {
        let mut found = Vec::new();
        for (record, passage) in self.case.records.iter().zip(&self.passages) {
            // Cut at most once, and only where nothing else shows a part.
            let morphemes = LazyCell::new(|| analyzer.morphemes(&passage.compact.folded));
            let mut places: Vec<(usize, Range<usize>)> = Vec::new();
            for (index, part) in parts.iter().enumerate() {
                let of_part = passage.places(part, &|| &morphemes);
                places.extend(of_part.into_iter().map(|place| (index, place)));
            }
            if places.is_empty() {
                continue;
            }
            places.sort_by_key(|(_, place)| place.start);
            for range in &passage.sentences {
                let first = places.partition_point(|(_, place)| place.start < range.start);
                let end = places.partition_point(|(_, place)| place.start < range.end);
                let within: Vec<(usize, Range<usize>)> = places[first..end]
                    .iter()
                    .filter(|(_, place)| place.end <= range.end)
                    .cloned()
                    .collect();
                if !within.is_empty() {
                    found.push(Sentence {
                        record,
                        words: &passage.words,
                        range: range.clone(),
                        found: within,
                    });
                }
            }
        }
        found
    }
}

impl Passage {
    /// Where a part stands, in bytes of the original.
    fn places<'m>(&self, part: &Part, morphemes: &dyn Fn() -> &'m [Morpheme]) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        for way in &part.ways {
            match way {
                Way::Written(text) if !text.is_empty() => {
                    let found = self.compact.text.match_indices(text.as_str());
                    places.extend(found.map(|(at, it)| self.compact.origin(at..at + it.len())));
                }
                Way::Concept(concept, _) => {
                    let marks = self.marks.iter().filter(|mark| mark.concept == *concept);
                    places.extend(marks.map(|mark| self.compact.origin(mark.start..mark.end)));
                }
                Way::Reading(kana) if places.is_empty() => {
                    places.extend(self.read(kana, morphemes()));
                }
                Way::Word(base) if places.is_empty() => places.extend(
                    morphemes()
                        .iter()
                        .filter(|morpheme| morpheme.base == *base)
                        .map(|morpheme| self.compact.origin_of_folded(morpheme.range.clone())),
                ),
                Way::Written(_) | Way::Reading(_) | Way::Word(_) | Way::Fact => {}
            }
        }
        places.retain(|place| !place.is_empty());
        places
    }

    /// Where words are read so together.
    fn read(&self, kana: &str, morphemes: &[Morpheme]) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        for start in 0..morphemes.len() {
            for end in start + 1..=morphemes.len() {
                let together: Option<String> = morphemes[start..end]
                    .iter()
                    .map(|it| it.reading.as_deref())
                    .collect();
                match together {
                    Some(together) if together == kana => {
                        let run = morphemes[start].range.start..morphemes[end - 1].range.end;
                        if readings(&morphemes[start..end]).contains(&together) {
                            places.push(self.compact.origin_of_folded(run));
                        }
                        break;
                    }
                    Some(together) if kana.starts_with(&together) => {}
                    _ => break,
                }
            }
        }
        places
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
