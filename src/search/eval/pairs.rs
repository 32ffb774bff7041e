//! The plainest engine there is, to measure against: BM25 over pairs of characters,
//! any pair enough, nothing tuned.
//!
//! The same tantivy over the same cases, one document a case, in memory.

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

use super::{EvalError, Judged, SearchError};
use crate::index::schema::text_of;
use crate::index::tokenizer::{self, PAIRS};
use crate::language::analyzer::{compact, pairs};
use crate::record::Case;
use crate::vocabulary::Standing;

const MEMORY: usize = 15_000_000;

/// Cases indexed by pairs of characters alone.
pub struct Pairs {
    searcher: Searcher,
    id: Field,
    text: Field,
}

impl std::fmt::Debug for Pairs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pairs").finish_non_exhaustive()
    }
}

impl Pairs {
    /// Indexes cases.
    pub fn new<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Result<Self, EvalError> {
        Self::index(cases).map_err(|error| SearchError::from(error).into())
    }

    fn index<'a>(cases: impl IntoIterator<Item = &'a Case>) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let id = schema.add_text_field("id", STRING | STORED);
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(PAIRS)
            .set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let text = schema.add_text_field("text", options);
        let index = Index::create_in_ram(schema.build());
        tokenizer::register(index.tokenizers());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
        for case in cases {
            let mut document = TantivyDocument::default();
            document.add_text(id, &case.id);
            let whole: String = Standing::ALL.iter().map(|&it| text_of(case, it)).collect();
            document.add_text(text, compact(&whole));
            writer.add_document(document)?;
        }
        writer.commit()?;
        Ok(Self {
            searcher: index.reader()?.searcher(),
            id,
            text,
        })
    }

    /// The ids of the first twenty cases for a query, best first.
    pub fn found(&self, judged: &Judged) -> Result<Vec<String>, EvalError> {
        let text = compact(&judged.query);
        let clauses = pairs(&text)
            .map(|(_, pair)| {
                let term = Term::from_field_text(self.text, pair);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                (Occur::Should, Box::new(query) as Box<dyn Query>)
            })
            .collect();
        let found = self
            .searcher
            .search(
                &BooleanQuery::new(clauses),
                &TopDocs::with_limit(20).order_by_score(),
            )
            .map_err(SearchError::from)?;
        let ids = found.into_iter().map(|(_, address)| {
            let document: TantivyDocument =
                self.searcher.doc(address).map_err(SearchError::from)?;
            let id = document.get_first(self.id).and_then(|it| it.as_str());
            Ok(id.unwrap_or_default().to_owned())
        });
        ids.collect()
    }
}
