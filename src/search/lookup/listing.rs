//! Everything that stands in a field of the index: each term with its cases, and how
//! long the field is in each case, from which BM25 is made.

use std::collections::BTreeMap;

use serde::Serialize;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, TantivyError};

use super::{FieldName, Lookup, SearchError};

/// A term's cases with how often it stands in each.
pub(in crate::search) type Found = BTreeMap<u32, u32>;

/// How long a field is, in terms: on average, and in each case as the index knows it.
#[derive(Debug, Serialize)]
pub(crate) struct Lengths {
    average: f32,
    cases: Vec<u32>,
}

impl Lookup {
    /// Every term of a field, in order.
    pub(in crate::search) fn terms(
        &self,
        name: FieldName,
    ) -> Result<BTreeMap<String, Found>, SearchError> {
        let field = self.field(name);
        let mut terms: BTreeMap<String, Found> = BTreeMap::new();
        for (reader, numbers) in self.searcher.segment_readers().iter().zip(&self.numbers) {
            let inverted = reader.inverted_index(field)?;
            let mut stream = inverted.terms().stream().map_err(TantivyError::from)?;
            while stream.advance() {
                let term = String::from_utf8_lossy(stream.key()).into_owned();
                let found = terms.entry(term).or_default();
                let info = stream.value();
                let option = IndexRecordOption::WithFreqs;
                let mut postings = inverted
                    .read_postings_from_terminfo(info, option)
                    .map_err(TantivyError::from)?;
                while postings.doc() != TERMINATED {
                    if let Some(&number) = numbers.get(postings.doc() as usize) {
                        found.insert(number, postings.term_freq());
                    }
                    postings.advance();
                }
            }
        }
        Ok(terms)
    }

    /// How long a field is; one that keeps no lengths counts as of one term.
    pub(in crate::search) fn lengths(&self, name: FieldName) -> Result<Lengths, SearchError> {
        let field = self.field(name);
        let mut cases = vec![1; self.len()];
        let mut total = 0;
        for (reader, numbers) in self.searcher.segment_readers().iter().zip(&self.numbers) {
            total += reader.inverted_index(field)?.total_num_tokens();
            let Some(norms) = reader.fieldnorms_readers().get_field(field)? else {
                continue;
            };
            for (doc, &number) in (0..).zip(numbers) {
                if let Some(length) = cases.get_mut(number as usize) {
                    *length = norms.fieldnorm(doc);
                }
            }
        }
        Ok(Lengths {
            average: total as f32 / self.len() as f32,
            cases,
        })
    }
}
