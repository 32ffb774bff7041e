//! What the index holds: one document a passage, and how passages are numbered.
//!
//! A passage is a case's title with its places, its tags, a record's heading or a
//! record's text. They are numbered in the order of the collection, so that the
//! index needs to store nothing but the number.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};

use crate::record::Case;
use crate::vocabulary::{RecordKind, Region};

/// The index's fields.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// The passage's number.
    pub(crate) passage: Field,
    pub(crate) words: Field,
    pub(crate) grams: Field,
    pub(crate) reading: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        let passage = schema.add_u64_field("passage", FAST | INDEXED);
        // Analysis happens before tantivy sees a text: one pass feeds three fields.
        // Scores come from counts, with weights of our own, so that no other
        // document's length or number weighs in.
        let analyzed = || {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer("raw")
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions),
            )
        };
        let words = schema.add_text_field("words", analyzed());
        let grams = schema.add_text_field("grams", analyzed());
        let reading = schema.add_text_field("reading", analyzed());
        Self {
            schema: schema.build(),
            passage,
            words,
            grams,
            reading,
        }
    }
}

/// What part of a case a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Title, towns and prefecture.
    Title,
    /// The labels of the case's tags.
    Tags,
    /// A record's heading.
    Heading,
    /// A record's text.
    Body,
}

/// A passage's place in the collection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage {
    /// The case's place in the collection.
    pub(crate) case: usize,
    /// The record's place in the case; none for title and tags.
    pub(crate) record: Option<usize>,
    pub(crate) part: Part,
    /// What the record says; `Other` for title and tags.
    pub(crate) kind: RecordKind,
}

/// Every passage of a collection's cases, in the order of their numbers, with its
/// text.
pub(crate) fn passages(cases: &[Case]) -> impl Iterator<Item = (Passage, String)> {
    cases.iter().enumerate().flat_map(|(case, it)| {
        let of_case = move |part, text| {
            let passage = Passage {
                case,
                record: None,
                part,
                kind: RecordKind::Other,
            };
            (passage, text)
        };
        let records = it
            .records
            .iter()
            .enumerate()
            .flat_map(move |(index, record)| {
                let of_record = move |part, text: &str| {
                    let passage = Passage {
                        case,
                        record: Some(index),
                        part,
                        kind: record.kind,
                    };
                    (passage, text.to_owned())
                };
                [
                    of_record(Part::Heading, &record.heading),
                    of_record(Part::Body, &record.words()),
                ]
            });
        [
            of_case(Part::Title, title_text(it)),
            of_case(Part::Tags, tags_text(it)),
        ]
        .into_iter()
        .chain(records)
    })
}

/// The title with the names of the places, a line each.
pub(crate) fn title_text(case: &Case) -> String {
    let mut lines = vec![case.title.as_str()];
    if !case.title.contains(&case.printed_name) {
        lines.push(&case.printed_name);
    }
    lines.extend(case.municipalities.iter().map(|it| it.name.as_str()));
    lines.extend(case.prefecture.iter().map(|it| it.name.as_str()));
    lines.extend(case.region().map(Region::label));
    lines.join("\n")
}

/// The labels of connection models and products, with the bodies that carry them.
pub(crate) fn tags_text(case: &Case) -> String {
    let models = case
        .models
        .iter()
        .flat_map(|tag| [Some(tag.code.label()), tag.by.as_deref()]);
    let tools = case.ict_tools.iter().map(|tag| Some(tag.code.as_str()));
    let lines: Vec<&str> = models.chain(tools).flatten().collect();
    lines.join("\n")
}
