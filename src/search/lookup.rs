//! What the index answers: which cases a stretch of text, a concept or a reading
//! stands in, and how well the cases match by BM25.
//!
//! The only part of the search that knows tantivy. Cases leave it by their numbers
//! in the collection.

use std::collections::{BTreeSet, HashMap};

use tantivy::columnar::Column;
use tantivy::query::{
    BooleanQuery, EnableScoring, Occur, PhraseQuery, Query, RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{
    DocAddress, DocId, Index, ReloadPolicy, Searcher, SegmentOrdinal, TERMINATED, TantivyDocument,
    TantivyError, Term,
};

use super::facets::Cases;
use crate::index::schema::Fields;
use crate::language::analyzer::{concept_term, pairs, reading_term, whole_pairs};
use crate::language::compact::GAP;
use crate::language::thesaurus::ConceptId;
use crate::record::Case;
use crate::vocabulary::Standing;

pub(super) mod listing;

/// How many ways of writing what is read so are looked for.
pub(super) const READ_SO: usize = 4;

/// How many pairs of characters must stand somewhere for a likeness to mean anything.
pub(super) const LEAST_PAIRS: usize = 3;

/// Why the index gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The question took longer than it may.
    #[error("the question took longer than it may; ask for less at once")]
    Deadline,
    /// The index is broken.
    #[error("the index cannot be read: {0}; build it again with `renkei index`")]
    Index(#[from] tantivy::TantivyError),
    /// A stored case is broken.
    #[error("case {number} cannot be read: {problem}; build the index again with `renkei index`")]
    Case {
        /// Its number in the collection.
        number: usize,
        /// What is wrong with it.
        problem: String,
    },
}

/// A field of the index.
#[derive(Clone, Copy, Debug)]
pub(super) enum FieldName {
    Title,
    Readings,
    Pairs(Standing),
    Words(Standing),
    Concepts(Standing),
    Said(Standing),
}

/// The index, opened.
pub(super) struct Lookup {
    fields: Fields,
    searcher: Searcher,
    /// By segment and document: the case's number.
    numbers: Vec<Vec<u32>>,
    /// By number: where the case lies.
    addresses: Vec<DocAddress>,
}

impl Lookup {
    pub(super) fn open(index: &Index) -> Result<Self, tantivy::TantivyError> {
        let fields = Fields::new();
        // An opened index never changes: nothing has to be watched.
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let searcher = reader.try_into()?.searcher();
        let mut numbers = Vec::new();
        let mut addresses = Vec::new();
        for (segment, reader) in searcher.segment_readers().iter().enumerate() {
            let column: Column<u64> = reader.fast_fields().u64("number")?;
            let of_segment: Vec<u32> = (0..reader.max_doc())
                .map(|doc| column.first(doc).unwrap_or_default() as u32)
                .collect();
            for (doc, &number) in of_segment.iter().enumerate() {
                let number = number as usize;
                if addresses.len() <= number {
                    addresses.resize(number + 1, DocAddress::new(0, 0));
                }
                addresses[number] = DocAddress::new(segment as SegmentOrdinal, doc as DocId);
            }
            numbers.push(of_segment);
        }
        Ok(Self {
            fields,
            searcher,
            numbers,
            addresses,
        })
    }

    /// How many cases there are.
    pub(super) fn len(&self) -> usize {
        self.addresses.len()
    }

    /// The whole case with this number.
    pub(super) fn case(&self, number: usize) -> Result<Case, SearchError> {
        let broken = |problem: String| SearchError::Case { number, problem };
        let address = self.addresses.get(number).copied();
        let address = address.ok_or_else(|| broken("there is no such case".to_owned()))?;
        let document: TantivyDocument = self.searcher.doc(address)?;
        let json = document
            .get_first(self.fields.case)
            .and_then(|value| value.as_str())
            .ok_or_else(|| broken("it was not stored".to_owned()))?;
        serde_json::from_str(json).map_err(|error| broken(error.to_string()))
    }

    fn field(&self, name: FieldName) -> Field {
        match name {
            FieldName::Title => self.fields.title,
            FieldName::Readings => self.fields.readings,
            FieldName::Pairs(standing) => self.fields.text(standing).pairs,
            FieldName::Words(standing) => self.fields.text(standing).words,
            FieldName::Concepts(standing) => self.fields.text(standing).concepts,
            FieldName::Said(standing) => self.fields.text(standing).said,
        }
    }

    /// The cases in which a compact text stands as written, with this standing.
    pub(super) fn written(&self, text: &str, standing: Standing) -> Result<Cases, SearchError> {
        match Self::phrase(self.field(FieldName::Pairs(standing)), text)? {
            Some(query) => self.matching(&*query),
            None => Ok(Cases::with_capacity(self.len())),
        }
    }

    /// Whether a compact text stands in a case as written and as done.
    pub(super) fn stands(&self, text: &str) -> Result<bool, SearchError> {
        let Some(query) = Self::phrase(self.fields.text(Standing::Done).pairs, text)? else {
            return Ok(false);
        };
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        for reader in self.searcher.segment_readers() {
            // A scorer begins at its first case; there may be thousands behind.
            if weight.scorer(reader, 1.0)?.doc() != TERMINATED {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The cases that hold most of the pairs of a compact text that stands nowhere as a
    /// whole. None where hardly any of its pairs stands anywhere.
    pub(super) fn resembling(&self, text: &str, standing: Standing) -> Result<Cases, SearchError> {
        let field = self.fields.text(standing).pairs;
        let pairs: BTreeSet<&str> = whole_pairs(text).map(|(_, pair)| pair).collect();
        let all = pairs.len();
        let mut clauses = Vec::new();
        for pair in pairs {
            let term = Term::from_field_text(field, pair);
            if self.searcher.doc_freq(&term)? > 0 {
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                clauses.push((Occur::Should, Box::new(query) as Box<dyn Query>));
            }
        }
        if clauses.len() < LEAST_PAIRS || clauses.len() * 2 < all {
            return Ok(Cases::with_capacity(self.len()));
        }
        let least = (clauses.len() * 2).div_ceil(3);
        self.matching(&BooleanQuery::with_minimum_required_clauses(clauses, least))
    }

    /// A query for a compact text that stands as written: its pairs at their
    /// distances. None for a text without a character.
    fn phrase(field: Field, text: &str) -> Result<Option<Box<dyn Query>>, SearchError> {
        // A lone character stands before a gap; what follows the last one is not known.
        let mut pairs: Vec<(usize, &str)> = pairs(text).collect();
        pairs.pop();
        let is_lone = |pair: &str| pair.chars().nth(1).is_none();
        if pairs.iter().all(|(_, pair)| is_lone(pair)) {
            let Some(c) = text.chars().find(|&c| c != GAP) else {
                return Ok(None);
            };
            // A single character is the first of some pair.
            let pattern = format!("{}.?", regex::escape(&c.to_string()));
            return Ok(Some(Box::new(RegexQuery::from_pattern(&pattern, field)?)));
        }
        // Every other pair holds every character, the last one its end, and lone
        // characters the gaps.
        let last = pairs.len() - 1;
        let mut from = 0;
        let mut terms = Vec::new();
        for (index, (place, pair)) in pairs.into_iter().enumerate() {
            let next = place >= from;
            if next {
                from = place + 2;
            }
            if next || index == last || is_lone(pair) {
                terms.push((place, Term::from_field_text(field, pair)));
            }
        }
        let query: Box<dyn Query> = match <[_; 1]>::try_from(terms) {
            Ok([(_, term)]) => Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
            Err(terms) => Box::new(PhraseQuery::new_with_offset(terms)),
        };
        Ok(Some(query))
    }

    /// The cases that say an idea, with this standing.
    pub(super) fn saying(
        &self,
        concept: ConceptId,
        standing: Standing,
    ) -> Result<Cases, SearchError> {
        let field = self.field(FieldName::Said(standing));
        let term = Term::from_field_text(field, &concept_term(concept));
        self.matching(&TermQuery::new(term, IndexRecordOption::Basic))
    }

    /// What is written in the cases and read so, in compact form; what most cases hold
    /// first.
    pub(super) fn read_so(&self, kana: &str) -> Result<Vec<String>, SearchError> {
        let begin = reading_term(kana, "");
        let mut found = self.counted(self.fields.readings, &begin)?;
        found.truncate(READ_SO);
        Ok(found.into_iter().map(|(written, _)| written).collect())
    }

    fn matching(&self, query: &dyn Query) -> Result<Cases, SearchError> {
        let mut cases = Cases::with_capacity(self.len());
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        for (reader, numbers) in self.searcher.segment_readers().iter().zip(&self.numbers) {
            weight.for_each_no_score(reader, &mut |docs| {
                let found = docs.iter().filter_map(|&doc| numbers.get(doc as usize));
                cases.extend(found.map(|&number| number as usize));
            })?;
        }
        Ok(cases)
    }

    /// The score of every case by what stands in it, each with how much it counts; of
    /// the terms at most `most`, those that tell most. Term after term, which costs a
    /// step for each case that holds it.
    pub(super) fn scores(
        &self,
        said: &[(FieldName, String, f32)],
        most: usize,
    ) -> Result<Vec<f32>, SearchError> {
        let mut told = Vec::new();
        for (name, text, boost) in said {
            let term = Term::from_field_text(self.field(*name), text);
            let found = self.searcher.doc_freq(&term)? as usize;
            if found > 0 && *boost > 0.0 {
                told.push((boost * idf(found, self.len()), *boost, term));
            }
        }
        told.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
        told.truncate(most);
        let mut totals = vec![0.0; self.len()];
        for (_, boost, term) in told {
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            let weight = query.weight(EnableScoring::enabled_from_searcher(&self.searcher))?;
            for (reader, numbers) in self.searcher.segment_readers().iter().zip(&self.numbers) {
                weight.for_each(reader, &mut |doc, score| {
                    totals[numbers[doc as usize] as usize] += boost * score;
                })?;
            }
        }
        Ok(totals)
    }

    /// Every word of the cases in its dictionary form with how many describe it as
    /// done, the most frequent first.
    pub(super) fn frequent_words(&self) -> Result<Vec<(String, u32)>, SearchError> {
        let mut words = self.counted(self.fields.text(Standing::Done).words, "")?;
        words.retain(|(word, _)| word.chars().nth(1).is_some());
        Ok(words)
    }

    /// What follows a beginning among the terms of a field, with how many cases hold it;
    /// what most do first.
    fn counted(&self, field: Field, begin: &str) -> Result<Vec<(String, u32)>, SearchError> {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for reader in self.searcher.segment_readers() {
            let inverted = reader.inverted_index(field)?;
            let range = inverted.terms().range().ge(begin.as_bytes());
            let mut terms = range.into_stream().map_err(TantivyError::from)?;
            while terms.advance() {
                let Some(rest) = terms.key().strip_prefix(begin.as_bytes()) else {
                    break;
                };
                let rest = String::from_utf8_lossy(rest).into_owned();
                *counts.entry(rest).or_default() += terms.value().doc_freq;
            }
        }
        let mut counts: Vec<(String, u32)> = counts.into_iter().collect();
        counts.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        Ok(counts)
    }
}

/// How much it tells that something stands in `found` of `all` cases, as BM25 has it.
pub(super) fn idf(found: usize, all: usize) -> f32 {
    let (found, all) = (found as f32, all as f32);
    (1.0 + ((all - found).max(0.0) + 0.5) / (found + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_the_more_it_tells_and_nothing_tells_less_than_nothing() {
        for all in [1, 86, 2000] {
            let idfs: Vec<f32> = (0..=all).map(|found| idf(found, all)).collect();
            assert!(idfs.is_sorted_by(|one, other| one > other), "{all}");
            assert!(idfs.iter().all(|idf| *idf > 0.0), "{all}");
        }
    }
}
