//! What the index holds: one document a case, its text by what it stands for.
//!
//! What a case did, what it plans and what it says is missing are fields of their
//! own, so that a search can tell them apart. Texts are made compact and words cut
//! before tantivy sees them.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};

use super::tokenizer::{BLANKS, PAIRS};
use crate::record::Case;
use crate::vocabulary::{Region, Standing};

/// The index's fields.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// The case's place in the collection.
    pub(crate) number: Field,
    /// The whole case as JSON. A text: the library reads stored bytes one by one.
    pub(crate) case: Field,
    /// The pairs of the title and of the names of the places.
    pub(crate) title: Field,
    /// The readings of everything, each with what is written.
    pub(crate) readings: Field,
    /// The text, by [`Standing`] in its order.
    texts: Vec<TextFields>,
}

/// The fields of the text of one [`Standing`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextFields {
    pub(crate) pairs: Field,
    pub(crate) words: Field,
    /// The ideas that it is about.
    pub(crate) concepts: Field,
    /// Every idea that it says, in whatever longer term.
    pub(crate) said: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        let number = schema.add_u64_field("number", FAST);
        let case = schema.add_text_field("case", STORED);
        let analyzed = |tokenizer, option, norms| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_fieldnorms(norms)
                .set_index_option(option);
            TextOptions::default().set_indexing_options(indexing)
        };
        let pairs = analyzed(PAIRS, IndexRecordOption::WithFreqsAndPositions, true);
        let counted = analyzed(BLANKS, IndexRecordOption::WithFreqs, true);
        let title = schema.add_text_field("title", pairs.clone());
        let listed = analyzed(BLANKS, IndexRecordOption::Basic, false);
        let readings = schema.add_text_field("readings", listed.clone());
        let texts = Standing::ALL
            .iter()
            .map(|standing| {
                let mut add = |field: &str, options: &TextOptions| {
                    schema.add_text_field(&format!("{standing}_{field}"), options.clone())
                };
                TextFields {
                    pairs: add("pairs", &pairs),
                    words: add("words", &counted),
                    concepts: add("concepts", &counted),
                    said: add("said", &listed),
                }
            })
            .collect();
        Self {
            schema: schema.build(),
            number,
            case,
            title,
            readings,
            texts,
        }
    }

    /// The fields of the text of a standing.
    pub(crate) fn text(&self, standing: Standing) -> TextFields {
        self.texts[standing as usize]
    }
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

/// What a case says of one standing: its records' headings and words, and with what
/// it did its title and the labels of its models and products with the bodies that
/// carry them.
pub(crate) fn text_of(case: &Case, standing: Standing) -> String {
    let mut text = String::new();
    let mut add = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    if standing == Standing::Done {
        add(&title_text(case));
        for tag in &case.models {
            add(tag.code.label());
            tag.by.iter().for_each(|by| add(by));
        }
        case.ict_tools.iter().for_each(|tag| add(&tag.code));
    }
    for record in &case.records {
        if record.kind.standing() == standing {
            add(&record.heading);
            add(&record.words());
        }
    }
    text
}
