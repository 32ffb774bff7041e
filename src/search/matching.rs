//! Looks patterns up in the index: which passages hold them, and how often.
//!
//! The only place that asks tantivy. What a pattern is worth is not known here.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Index, ReloadPolicy, Searcher, SegmentReader, TERMINATED, Term};

use crate::index::analyzer::{Unit, WORD_START, units};
use crate::index::schema::{Fields, Part, Passage};

/// Something that a passage can hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Pattern {
    /// These characters in a row, folded.
    Text(String),
    /// Words that read so, in folded kana.
    Reading(String),
    /// A word by its dictionary form.
    Word(String),
    /// All of these in one record.
    All(Vec<Pattern>),
    /// The case is about one of these; places in the collection.
    Cases(Vec<usize>),
}

/// How often a passage holds a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// The passage's number.
    pub(super) passage: usize,
    /// Where a word starts.
    pub(super) at_word: u32,
    /// Within a word: 医師会 in 歯科医師会.
    pub(super) in_word: u32,
}

/// The index, open for looking up.
pub(super) struct Matcher {
    searcher: Searcher,
    fields: Fields,
    passages: Vec<Passage>,
    /// The title passage of each case.
    titles: Vec<usize>,
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matcher")
            .field("passages", &self.passages.len())
            .finish_non_exhaustive()
    }
}

impl Matcher {
    /// Opens the index in a folder; its passages are those of the collection.
    pub(super) fn open(folder: &Path, passages: Vec<Passage>) -> tantivy::Result<Self> {
        let fields = Fields::new();
        let index = Index::open_in_dir(folder)?;
        if index.schema() != fields.schema {
            return Err(tantivy::TantivyError::SchemaError(
                "the index was made by another version".to_owned(),
            ));
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let titles = passages
            .iter()
            .enumerate()
            .filter(|(_, passage)| passage.part == Part::Title)
            .map(|(number, _)| number)
            .collect();
        Ok(Self {
            searcher: reader.searcher(),
            fields,
            passages,
            titles,
        })
    }

    /// The passages in the order of their numbers.
    pub(super) fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Every passage that holds a pattern, in the order of their numbers. A broken
    /// index file is as if the passage did not hold it.
    pub(super) fn find(&self, pattern: &Pattern) -> Vec<Match> {
        match pattern {
            Pattern::Text(text) => {
                let chars: Vec<char> = text.chars().collect();
                let units = units(&chars);
                let all = self.phrase(self.fields.grams, &phrase(&units, false, false));
                if all.is_empty() {
                    return Vec::new();
                }
                let at_word: HashMap<usize, u32> = self
                    .phrase(self.fields.grams, &phrase(&units, true, false))
                    .into_iter()
                    .collect();
                all.into_iter()
                    .map(|(passage, count)| {
                        let at_word = at_word.get(&passage).copied().unwrap_or(0);
                        Match {
                            passage,
                            at_word,
                            in_word: count.saturating_sub(at_word),
                        }
                    })
                    .collect()
            }
            Pattern::Reading(kana) => {
                let units: Vec<Unit> = kana
                    .chars()
                    .enumerate()
                    .map(|(position, c)| Unit {
                        c,
                        position,
                        from: position,
                    })
                    .collect();
                // A short reading is the beginning of too many others.
                let whole = units.len() < 4;
                let found = self.phrase(self.fields.reading, &phrase(&units, true, whole));
                at_words(found)
            }
            Pattern::Word(base) => at_words(self.phrase(self.fields.words, &[(0, base.clone())])),
            Pattern::All(patterns) => self.find_all(patterns),
            Pattern::Cases(cases) => cases
                .iter()
                .filter_map(|&case| self.titles.get(case))
                .map(|&passage| Match {
                    passage,
                    at_word: 1,
                    in_word: 0,
                })
                .collect(),
        }
    }

    /// The texts of the records that hold all the patterns, in heading or text.
    fn find_all(&self, patterns: &[Pattern]) -> Vec<Match> {
        let mut common: Option<HashMap<usize, u32>> = None;
        for pattern in patterns {
            let mut found: HashMap<usize, u32> = HashMap::new();
            for it in self.find(pattern) {
                let body = match self.passages.get(it.passage).map(|passage| passage.part) {
                    // A record's text follows its heading.
                    Some(Part::Heading) => it.passage + 1,
                    Some(Part::Body) => it.passage,
                    _ => continue,
                };
                *found.entry(body).or_default() += it.at_word;
            }
            found.retain(|_, count| *count > 0);
            common = Some(match common {
                None => found,
                Some(mut common) => {
                    common.retain(|body, count| {
                        let other = found.get(body).copied().unwrap_or(0);
                        *count = (*count).min(other);
                        other > 0
                    });
                    common
                }
            });
        }
        let mut found = at_words(common.unwrap_or_default().into_iter().collect());
        found.sort_by_key(|it| it.passage);
        found
    }

    /// The passages that hold these terms at these distances from each other.
    fn phrase(&self, field: Field, terms: &[(usize, String)]) -> Vec<(usize, u32)> {
        let terms: Vec<(usize, Term)> = terms
            .iter()
            .map(|(position, text)| (*position, Term::from_field_text(field, text)))
            .collect();
        let mut found = Vec::new();
        for segment in self.searcher.segment_readers() {
            // A broken segment holds nothing.
            let _ = Self::phrase_in(segment, &terms, &mut found);
        }
        found.sort_unstable();
        found
    }

    fn phrase_in(
        segment: &SegmentReader,
        terms: &[(usize, Term)],
        found: &mut Vec<(usize, u32)>,
    ) -> tantivy::Result<()> {
        let numbers = segment.fast_fields().u64("passage")?;
        let mut push = |document, count| {
            if let Some(number) = numbers.first(document) {
                found.push((number as usize, count));
            }
        };
        let mut postings = Vec::with_capacity(terms.len());
        for (offset, term) in terms {
            let index = segment.inverted_index(term.field())?;
            match index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(it) => postings.push((*offset as u32, it)),
                None => return Ok(()),
            }
        }
        // The rarest term leads; the others only follow where it stands.
        postings.sort_by_key(|(_, postings)| postings.doc_freq());
        let Some(((lead_offset, lead), others)) = postings.split_first_mut() else {
            return Ok(());
        };
        let (mut starts, mut places) = (Vec::new(), Vec::new());
        while lead.doc() != TERMINATED {
            let document = lead.doc();
            lead.positions(&mut starts);
            starts.retain_mut(|start| match start.checked_sub(*lead_offset) {
                Some(first) => {
                    *start = first;
                    true
                }
                None => false,
            });
            for (offset, postings) in others.iter_mut() {
                if starts.is_empty() {
                    break;
                }
                if postings.doc() < document {
                    postings.seek(document);
                }
                if postings.doc() != document {
                    starts.clear();
                    break;
                }
                postings.positions(&mut places);
                starts.retain(|start| places.binary_search(&(start + *offset)).is_ok());
            }
            if !starts.is_empty() {
                push(document, starts.len() as u32);
            }
            lead.advance();
        }
        Ok(())
    }
}

fn at_words(found: Vec<(usize, u32)>) -> Vec<Match> {
    found
        .into_iter()
        .map(|(passage, at_word)| Match {
            passage,
            at_word,
            in_word: 0,
        })
        .collect()
}

/// The terms of characters in a row: pairs of neighbours, a single character where
/// it stands alone, and word starts at the ends where asked for.
fn phrase(units: &[Unit], from_start: bool, to_end: bool) -> Vec<(usize, String)> {
    let (Some(first), Some(last)) = (units.first(), units.last()) else {
        return Vec::new();
    };
    let place = |unit: &Unit| unit.position - first.position;
    let mut terms = Vec::with_capacity(units.len() + 2);
    if from_start {
        terms.push((0, WORD_START.to_owned()));
    }
    for (index, unit) in units.iter().enumerate() {
        let neighbour = |other: Option<&Unit>| {
            other.is_some_and(|other| other.position.abs_diff(unit.position) == 1)
        };
        let next = units.get(index + 1);
        if let Some(next) = next.filter(|next| neighbour(Some(next))) {
            terms.push((place(unit), [unit.c, next.c].iter().collect()));
        } else if !neighbour(index.checked_sub(1).and_then(|index| units.get(index))) {
            terms.push((place(unit), unit.c.to_string()));
        }
    }
    if to_end {
        terms.push((place(last) + 1, WORD_START.to_owned()));
    }
    terms
}
