//! Looks patterns up in the index: which passages hold them, and how often.
//!
//! The only place that asks tantivy. What a pattern is worth is not known here.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::path::Path;
use std::rc::Rc;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Index, ReloadPolicy, Searcher, SegmentReader, TERMINATED, Term};

use crate::index::analyzer::{Unit, WORD_END, kana_units, units};
use crate::index::schema::{self, Fields, Part, Passage};
use crate::record::Case;

/// The number of cases that makes a rarity of ln 2.
const COMMON: f32 = 60.0;
/// How many characters a case has that counts as neither long nor short.
const TYPICAL_LENGTH: f32 = 5000.0;
/// How much of its parts, by rarity, a record must hold to hold any of it.
const PARTS_SHARE: f32 = 0.4;

/// Something that a passage can hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Pattern {
    /// These characters in a row, folded.
    Text(String),
    /// Words that read so, in folded kana.
    Reading(String),
    /// A word by its dictionary form.
    Word(String),
    /// Most of these words in one record, by how telling they are; pairs of
    /// neighbours among them make it worth more.
    Parts {
        /// The words of a compound.
        words: Vec<String>,
        /// Those that stand next to each other in it.
        pairs: Vec<String>,
    },
    /// The case is about one of these; places in the collection.
    Cases(Vec<usize>),
}

/// How often a passage holds a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    /// The passage's number.
    pub(super) passage: usize,
    /// How often; an occurrence within a word, as 医師会 in 歯科医師会, counts half.
    pub(super) count: f32,
    /// Whether any occurrence is where a word starts.
    pub(super) at_word: bool,
    /// Where the occurrences start, counted in the passage's characters; empty for
    /// what is not looked up by its characters.
    pub(super) places: Vec<u32>,
}

/// How telling it is that a case holds something that this many cases hold.
/// Depends on nothing else, so that other documents change nothing.
pub(super) fn rarity(cases: usize) -> f32 {
    (1.0 + COMMON / cases.max(1) as f32).ln()
}

/// The index, open for looking up.
pub(super) struct Matcher {
    searcher: Searcher,
    fields: Fields,
    passages: Vec<Passage>,
    /// The title passage of each case.
    titles: Vec<usize>,
    /// The length of each case's text in characters.
    lengths: Vec<usize>,
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matcher")
            .field("passages", &self.passages.len())
            .finish_non_exhaustive()
    }
}

/// What was looked up for one query, so that understanding and scoring it ask the
/// index once.
#[derive(Debug)]
pub(super) struct Lookup<'a> {
    matcher: &'a Matcher,
    found: RefCell<HashMap<Pattern, Rc<[Match]>>>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(matcher: &'a Matcher) -> Self {
        Self {
            matcher,
            found: RefCell::default(),
        }
    }

    /// Every passage that holds a pattern.
    pub(super) fn find(&self, pattern: &Pattern) -> Rc<[Match]> {
        if let Some(found) = self.found.borrow().get(pattern) {
            return Rc::clone(found);
        }
        let found: Rc<[Match]> = self.matcher.find(pattern).into();
        self.found
            .borrow_mut()
            .insert(pattern.clone(), Rc::clone(&found));
        found
    }

    /// Whether any passage holds a pattern.
    pub(super) fn stands(&self, pattern: &Pattern) -> bool {
        !self.find(pattern).is_empty()
    }
}

/// Everything else about the index is asked of it directly.
impl Deref for Lookup<'_> {
    type Target = Matcher;

    fn deref(&self) -> &Matcher {
        self.matcher
    }
}

impl Matcher {
    /// Opens the index of these cases in a folder.
    pub(super) fn open(folder: &Path, cases: &[Case]) -> tantivy::Result<Self> {
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
        let mut passages = Vec::new();
        let mut titles = Vec::with_capacity(cases.len());
        let mut lengths = vec![0; cases.len()];
        for (number, (passage, text)) in schema::passages(cases).enumerate() {
            if passage.part == Part::Title {
                titles.push(number);
            }
            if let Some(length) = lengths.get_mut(passage.case) {
                *length += text.chars().count();
            }
            passages.push(passage);
        }
        Ok(Self {
            searcher: reader.searcher(),
            fields,
            passages,
            titles,
            lengths,
        })
    }

    /// The passages in the order of their numbers.
    pub(super) fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// How long a case's text is, 1 for a typical one.
    pub(super) fn relative_length(&self, case: usize) -> f32 {
        let length = self.lengths.get(case).copied().unwrap_or(0);
        length as f32 / TYPICAL_LENGTH
    }

    /// Every passage that holds a pattern, in the order of their numbers. A broken
    /// index file is as if the passage did not hold it.
    fn find(&self, pattern: &Pattern) -> Vec<Match> {
        match pattern {
            Pattern::Text(text) => {
                let chars: Vec<char> = text.chars().collect();
                let units = units(&chars);
                let all = self.phrase(self.fields.grams, &phrase(&units, false, false));
                if all.is_empty() {
                    return Vec::new();
                }
                let at_word: HashMap<usize, usize> = self
                    .phrase(self.fields.grams, &phrase(&units, true, false))
                    .into_iter()
                    .map(|(passage, places)| (passage, places.len()))
                    .collect();
                all.into_iter()
                    .map(|(passage, places)| {
                        let at_word = at_word.get(&passage).copied().unwrap_or(0);
                        Match {
                            passage,
                            count: 0.5 * (places.len() + at_word) as f32,
                            at_word: at_word > 0,
                            places,
                        }
                    })
                    .collect()
            }
            Pattern::Reading(kana) => {
                let units = kana_units(kana);
                // A short reading is the beginning of too many others.
                let whole = units.len() < 4;
                let found = self.phrase(self.fields.reading, &phrase(&units, true, whole));
                at_words(found)
            }
            Pattern::Word(base) => at_words(self.phrase(self.fields.words, &[(0, base.clone())])),
            Pattern::Parts { words, pairs } => self.find_parts(words, pairs),
            Pattern::Cases(cases) => cases
                .iter()
                .filter_map(|&case| self.titles.get(case))
                .map(|&passage| Match {
                    passage,
                    count: 1.0,
                    at_word: true,
                    places: Vec::new(),
                })
                .collect(),
        }
    }

    /// How much of a text's pairs of neighbouring characters each case has, from 0
    /// to 1, whatever they mean: what is left to go by when words fail.
    pub(super) fn resemblance(&self, text: &str) -> HashMap<usize, f32> {
        let chars: Vec<char> = text.chars().collect();
        let mut terms = phrase(&units(&chars), false, false);
        terms.sort_by(|(_, one), (_, other)| one.cmp(other));
        terms.dedup_by(|(_, one), (_, other)| one == other);
        let mut sums: HashMap<usize, f32> = HashMap::new();
        let mut total = 0.0;
        for (_, term) in terms {
            let mut counts: HashMap<usize, f32> = HashMap::new();
            for (passage, count) in self.counts(self.fields.grams, &term) {
                if let Some(passage) = self.passages.get(passage) {
                    *counts.entry(passage.case).or_default() += count as f32;
                }
            }
            let rarity = rarity(counts.len());
            total += rarity;
            for (case, count) in counts {
                let norm = 0.3 + 0.9 * self.relative_length(case);
                *sums.entry(case).or_default() += rarity * count / (count + norm);
            }
        }
        for sum in sums.values_mut() {
            *sum /= total;
        }
        sums
    }

    /// The passages that hold enough of the parts. A record's heading and text are
    /// one; the count is the share of the parts, more where they are met often.
    fn find_parts(&self, words: &[String], pairs: &[String]) -> Vec<Match> {
        let mut shares: HashMap<usize, (f32, f32, Vec<u32>)> = HashMap::new();
        let (mut of_words, mut of_all) = (0.0, 0.0);
        for (index, part) in words.iter().chain(pairs).enumerate() {
            let is_word = index < words.len();
            let mut counts: HashMap<usize, (f32, Vec<u32>)> = HashMap::new();
            let mut cases: Vec<usize> = Vec::new();
            for it in self
                .find(&Pattern::Text(part.clone()))
                .into_iter()
                .filter(|it| it.at_word)
            {
                let Some(passage) = self.passages.get(it.passage) else {
                    continue;
                };
                cases.push(passage.case);
                // A record's text follows its heading.
                let number = it.passage + usize::from(passage.part == Part::Heading);
                let (count, places) = counts.entry(number).or_default();
                *count += it.count;
                if number == it.passage {
                    places.extend(it.places);
                }
            }
            cases.dedup();
            let rarity = rarity(cases.len());
            of_all += rarity;
            if is_word {
                of_words += rarity;
            }
            for (passage, (count, found)) in counts {
                let (share, worth, places) = shares.entry(passage).or_default();
                if is_word {
                    *share += rarity;
                }
                *worth += rarity * count / (count + 1.0);
                places.extend(found);
            }
        }
        let mut found: Vec<Match> = shares
            .into_iter()
            .filter(|(_, (share, ..))| *share >= PARTS_SHARE * of_words)
            .map(|(passage, (_, worth, places))| Match {
                passage,
                count: 2.0 * worth / of_all,
                at_word: true,
                places,
            })
            .collect();
        found.sort_by_key(|it| it.passage);
        found
    }

    /// The passages that hold these terms at these distances from each other.
    fn phrase(&self, field: Field, terms: &[(usize, String)]) -> Vec<(usize, Vec<u32>)> {
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

    /// The passages that hold a term, and how often.
    fn counts(&self, field: Field, text: &str) -> Vec<(usize, u32)> {
        let term = Term::from_field_text(field, text);
        let mut found = Vec::new();
        for segment in self.searcher.segment_readers() {
            // A broken segment holds nothing.
            let _ = Self::counts_in(segment, &term, &mut found);
        }
        found
    }

    fn counts_in(
        segment: &SegmentReader,
        term: &Term,
        found: &mut Vec<(usize, u32)>,
    ) -> tantivy::Result<()> {
        let numbers = segment.fast_fields().u64("passage")?;
        let index = segment.inverted_index(term.field())?;
        if let Some(mut postings) = index.read_postings(term, IndexRecordOption::WithFreqs)? {
            while postings.doc() != TERMINATED {
                if let Some(number) = numbers.first(postings.doc()) {
                    found.push((number as usize, postings.term_freq()));
                }
                postings.advance();
            }
        }
        Ok(())
    }

    fn phrase_in(
        segment: &SegmentReader,
        terms: &[(usize, Term)],
        found: &mut Vec<(usize, Vec<u32>)>,
    ) -> tantivy::Result<()> {
        let numbers = segment.fast_fields().u64("passage")?;
        let mut push = |document, places| {
            if let Some(number) = numbers.first(document) {
                found.push((number as usize, places));
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
                push(document, starts.clone());
            }
            lead.advance();
        }
        Ok(())
    }
}

fn at_words(found: Vec<(usize, Vec<u32>)>) -> Vec<Match> {
    found
        .into_iter()
        .map(|(passage, places)| Match {
            passage,
            count: places.len() as f32,
            at_word: true,
            places: Vec::new(),
        })
        .collect()
}

/// The terms of characters in a row: pairs of neighbours, a single character where
/// it stands alone; the first and the last at a word's start and end where asked.
fn phrase(units: &[Unit], from_start: bool, to_end: bool) -> Vec<(usize, String)> {
    let first = units.first().map_or(0, |unit| unit.position);
    let mut terms: Vec<(usize, String)> = Vec::with_capacity(units.len());
    for (index, unit) in units.iter().enumerate() {
        let is_neighbour = |other: Option<&Unit>| {
            other.is_some_and(|other| other.position.abs_diff(unit.position) == 1)
        };
        let next = units.get(index + 1);
        let text = match next.filter(|next| is_neighbour(Some(next))) {
            Some(next) => [unit.c, next.c].iter().collect(),
            None if is_neighbour(index.checked_sub(1).and_then(|index| units.get(index))) => {
                continue;
            }
            None => unit.c.to_string(),
        };
        terms.push((unit.position - first, text));
    }
    if from_start && let Some((_, text)) = terms.first_mut() {
        text.insert(0, WORD_END);
    }
    if to_end && let Some((_, text)) = terms.last_mut() {
        text.push(WORD_END);
    }
    terms
}
