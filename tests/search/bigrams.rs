//! What a plain index over character pairs finds: the yardstick for the ranking.
//!
//! The same tantivy and the same cases, a document a case; pairs of characters,
//! any of them enough, BM25; no synonyms, no readings, no weights.

use std::path::Path;
use std::sync::Arc;

use renkei::record::Case;
use renkei::search::Filters;
use renkei::search::eval::{Judged, Measures, evaluate, measures, read};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term, doc};

use crate::corpus;

struct Bigrams {
    searcher: Searcher,
    id: Field,
    text: Field,
}

fn pairs(text: &str) -> Vec<String> {
    let mut pairs = Vec::new();
    for word in renkei::text::fold(text).split_whitespace() {
        let chars: Vec<char> = word.chars().collect();
        if chars.len() == 1 {
            pairs.push(word.to_owned());
        }
        pairs.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
    }
    pairs
}

fn everything(case: &Case) -> String {
    let towns = case
        .municipalities
        .iter()
        .flat_map(|it| [it.name.as_str(), &it.kana]);
    let records = case
        .records
        .iter()
        .flat_map(|it| [it.heading.as_str(), &it.text]);
    let prefecture = case.prefecture.iter().map(|it| it.name.as_str());
    let parts: Vec<&str> = [case.title.as_str(), &case.printed_name]
        .into_iter()
        .chain(towns)
        .chain(prefecture)
        .chain(records)
        .collect();
    parts.join("\n")
}

impl Bigrams {
    fn new(cases: &[Arc<Case>]) -> Self {
        let mut schema = Schema::builder();
        let id = schema.add_text_field("id", STRING | STORED);
        let pairs_of_text = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(pairs_of_text);
        let text = schema.add_text_field("text", options);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 50_000_000).unwrap();
        for case in cases {
            let pairs = pairs(&everything(case)).join(" ");
            writer
                .add_document(doc!(id => case.id.clone(), text => pairs))
                .unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        Self { searcher, id, text }
    }

    fn search(&self, query: &str) -> Vec<String> {
        let terms = pairs(query)
            .into_iter()
            .map(|pair| {
                let term = Term::from_field_text(self.text, &pair);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                (Occur::Should, Box::new(query) as Box<dyn Query>)
            })
            .collect();
        let collector = TopDocs::with_limit(20).order_by_score();
        let found = self.searcher.search(&BooleanQuery::new(terms), &collector);
        found
            .unwrap()
            .into_iter()
            .map(|(_, address)| {
                let document: TantivyDocument = self.searcher.doc(address).unwrap();
                let id = document.get_first(self.id).unwrap();
                id.as_str().unwrap().to_owned()
            })
            .collect()
    }
}

fn mean(bigrams: &Bigrams, judged: &[Judged]) -> Measures {
    let all: Vec<Measures> = judged
        .iter()
        .filter_map(|it| measures(&bigrams.search(&it.query), &it.grades))
        .collect();
    let mean = |value: fn(&Measures) -> f64| all.iter().map(value).sum::<f64>() / all.len() as f64;
    Measures {
        ndcg_10: mean(|it| it.ndcg_10),
        precision_5: mean(|it| it.precision_5),
        recall_20: mean(|it| it.recall_20),
    }
}

#[test]
fn the_ranking_is_better_than_plain_pairs_of_characters() {
    let engine = corpus::engine();
    let bigrams = Bigrams::new(&engine.cases(&Filters::default()));
    for (set, ahead) in [("", 0.10), ("holdout-", 0.05)] {
        let folder = Path::new("tests/golden");
        let judged = read(
            &folder.join(format!("{set}queries.tsv")),
            &folder.join(format!("{set}judgements.json")),
        )
        .unwrap();
        let (ours, theirs) = (evaluate(engine, &judged).mean, mean(&bigrams, &judged));
        println!("{set}queries: {ours:?}, pairs of characters: {theirs:?}");
        assert!(
            ours.ndcg_10 >= theirs.ndcg_10 + ahead,
            "{ours:?} {theirs:?}"
        );
    }
}
