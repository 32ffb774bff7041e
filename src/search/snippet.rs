//! The sentences that show why a case is a hit: whole, escaped for HTML, the match
//! marked.
//!
//! A match is found by its pattern in the record's own text and marked where the
//! characters it was folded from stand, so that no mark ever cuts a character.

use std::ops::Range;

use super::matching::Pattern;
use crate::index::Analyzer;
use crate::index::analyzer::{Morpheme, Unit, kana_units, reading_units, units};
use crate::index::folded::Folded;

/// A sentence of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its bytes in the text.
    range: Range<usize>,
    /// The bytes that match, in the text; ascending, apart from each other.
    marks: Vec<Range<usize>>,
    /// How many of the patterns it holds, and how much of it they are.
    worth: (usize, usize),
}

/// The `limit` sentences of a text that hold most of the patterns, in the order of
/// the text.
pub(super) fn best_sentences(
    text: &str,
    patterns: &[&Pattern],
    analyzer: &Analyzer,
    limit: usize,
) -> Vec<Sentence> {
    let prepared = Prepared::new(text, patterns, analyzer);
    let found: Vec<Vec<Range<usize>>> = patterns
        .iter()
        .map(|pattern| prepared.find(pattern))
        .collect();
    let mut sentences: Vec<Sentence> = sentence_ranges(text)
        .into_iter()
        .map(|range| {
            let within: Vec<Vec<Range<usize>>> = found
                .iter()
                .map(|found| {
                    let within = found
                        .iter()
                        .filter(|it| range.start <= it.start && it.end <= range.end);
                    within.cloned().collect()
                })
                .collect();
            let held = within.iter().filter(|within| !within.is_empty()).count();
            let marks = merged(within.into_iter().flatten().collect());
            let marked = marks.iter().map(ExactSizeIterator::len).sum();
            Sentence {
                range,
                marks,
                worth: (held, marked),
            }
        })
        .filter(|sentence| !sentence.marks.is_empty())
        .collect();
    sentences.sort_by(|one, other| {
        other
            .worth
            .cmp(&one.worth)
            .then(one.range.start.cmp(&other.range.start))
    });
    sentences.truncate(limit);
    sentences.sort_by_key(|sentence| sentence.range.start);
    sentences
}

/// Sentences as HTML; what is left out between them is an ellipsis.
pub(super) fn html(text: &str, sentences: &[Sentence]) -> String {
    let mut html = String::new();
    let mut last: Option<&Sentence> = None;
    for sentence in sentences {
        if let Some(last) = last {
            let between = text.get(last.range.end..sentence.range.start);
            if !between.is_some_and(|between| between.trim().is_empty()) {
                html.push('…');
            }
        }
        let mut at = sentence.range.start;
        for mark in &sentence.marks {
            escape(text.get(at..mark.start).unwrap_or_default(), &mut html);
            html.push_str("<mark>");
            escape(text.get(mark.clone()).unwrap_or_default(), &mut html);
            html.push_str("</mark>");
            at = mark.end;
        }
        escape(
            text.get(at..sentence.range.end).unwrap_or_default(),
            &mut html,
        );
        last = Some(sentence);
    }
    html
}

/// The first sentence of a text, unmarked.
pub(super) fn first_sentence(text: &str) -> Option<Sentence> {
    sentence_ranges(text)
        .into_iter()
        .next()
        .map(|range| Sentence {
            range,
            marks: Vec::new(),
            worth: (0, 0),
        })
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

/// The bytes of each sentence, blanks around it left out. A line ends one too.
fn sentence_ranges(text: &str) -> Vec<Range<usize>> {
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

/// Ranges in ascending order, those that touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}

/// A text made ready for finding patterns in it.
struct Prepared {
    folded: Folded,
    units: Vec<Unit>,
    /// Only where a pattern asks for words.
    morphemes: Vec<Morpheme>,
    kana: Vec<Unit>,
}

impl Prepared {
    fn new(text: &str, patterns: &[&Pattern], analyzer: &Analyzer) -> Self {
        let folded = Folded::new(text);
        let morphemes = if patterns.iter().any(|pattern| asks_for_words(pattern)) {
            analyzer.morphemes(&folded.text())
        } else {
            Vec::new()
        };
        Self {
            units: units(&folded.chars),
            kana: reading_units(&morphemes),
            morphemes,
            folded,
        }
    }

    /// The bytes of the original that match a pattern.
    fn find(&self, pattern: &Pattern) -> Vec<Range<usize>> {
        match pattern {
            Pattern::Text(text) => {
                let chars: Vec<char> = text.chars().collect();
                let wanted = units(&chars);
                occurrences(&self.units, &wanted)
                    .map(|(first, last)| self.folded.origin(first.from..last.from + 1))
                    .collect()
            }
            Pattern::Reading(kana) => {
                let wanted = kana_units(kana);
                occurrences(&self.kana, &wanted)
                    .filter(|(first, _)| self.starts_word(first))
                    .filter_map(|(first, last)| {
                        let start = self.morphemes.get(first.from)?.range.start;
                        let end = self.morphemes.get(last.from)?.range.end;
                        Some(self.folded.origin(start..end))
                    })
                    .collect()
            }
            Pattern::Word(base) => self
                .morphemes
                .iter()
                .filter(|morpheme| morpheme.base == *base)
                .map(|morpheme| self.folded.origin(morpheme.range.clone()))
                .collect(),
            Pattern::Parts { words, .. } => words
                .iter()
                .flat_map(|word| self.find(&Pattern::Text(word.clone())))
                .collect(),
            Pattern::Cases(_) => Vec::new(),
        }
    }

    /// Whether a kana is the first of its word.
    fn starts_word(&self, unit: &Unit) -> bool {
        self.kana
            .iter()
            .find(|it| it.from == unit.from)
            .is_some_and(|first| first.position == unit.position)
    }
}

fn asks_for_words(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::Reading(_) | Pattern::Word(_))
}

/// The first and last of the units at which the wanted ones stand, at the same
/// distances from each other.
fn occurrences<'a>(
    units: &'a [Unit],
    wanted: &'a [Unit],
) -> impl Iterator<Item = (&'a Unit, &'a Unit)> {
    units
        .windows(wanted.len().max(1))
        .filter(move |window| {
            !wanted.is_empty()
                && window.iter().zip(wanted).all(|(it, wanted_unit)| {
                    it.c == wanted_unit.c
                        && it.position - window[0].position
                            == wanted_unit.position - wanted[0].position
                })
        })
        .filter_map(|window| Some((window.first()?, window.last()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analyzer() -> Analyzer {
        Analyzer::load(std::path::Path::new("/nonexistent")).unwrap()
    }

    #[test]
    fn whole_sentences_are_marked_where_the_match_stands() {
        let text = "研修を開いた。在宅での看とり（ＡＣＰ＆看護）を<学ぶ>。終わり。";
        let analyzer = analyzer();
        let acp = Pattern::Text("acp".into());
        let reading = Pattern::Reading("みとり".into());
        let sentences = best_sentences(text, &[&acp, &reading], &analyzer, 2);
        assert_eq!(
            html(text, &sentences),
            "在宅での<mark>看とり</mark>（<mark>ＡＣＰ</mark>＆看護）を&lt;学ぶ&gt;。"
        );
    }

    #[test]
    fn what_is_passed_over_is_marked_with_its_neighbours() {
        let text = "主治医・副主治医制をとる。";
        let pattern = Pattern::Text("主治医副主治医制".into());
        let sentences = best_sentences(text, &[&pattern], &analyzer(), 2);
        assert_eq!(
            html(text, &sentences),
            "<mark>主治医・副主治医制</mark>をとる。"
        );
    }
}
