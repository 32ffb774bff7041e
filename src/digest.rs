//! What a case says in short: what was wanting, what was done about it, how, and what
//! came of it, each in the write-up's own sentences, with where they stand.
//!
//! Plain values. How the sentences are chosen is not known here.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::record::{Lines, LinesSchema};

/// How many characters of a part a card has room for.
const CARD: usize = 120;

/// A case in short. A part is empty where the text says nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Digest {
    /// What the entry says of itself: its 特徴, or its own title.
    #[schema(required)]
    pub subtitle: Option<Quote>,
    /// 課題: what was wanting, the most telling sentence first.
    #[schema(required)]
    pub need: Vec<Quote>,
    /// やったこと: what was done.
    #[schema(required)]
    pub did: Vec<Quote>,
    /// 工夫: how it was brought about.
    #[schema(required)]
    pub devices: Vec<Quote>,
    /// 成果: what changed, and how much was done.
    #[schema(required)]
    pub results: Vec<Quote>,
    /// When the effort began.
    #[schema(required)]
    pub since: Option<Event>,
    /// What happened when, in order; empty where fewer than three dates are told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<Event>,
    /// The fiscal year whose efforts are told.
    #[schema(required)]
    pub year: Option<u16>,
}

impl Digest {
    /// The most telling sentence of each part, as cards show it.
    #[must_use]
    pub fn short(&self) -> Self {
        let first = |part: &[Quote]| {
            let short = part.iter().find(|it| it.text.chars().count() <= CARD);
            short.or(part.first()).into_iter().cloned().collect()
        };
        Self {
            subtitle: self.subtitle.clone(),
            need: first(&self.need),
            did: first(&self.did),
            devices: first(&self.devices),
            results: first(&self.results),
            since: self.since.clone(),
            timeline: Vec::new(),
            year: self.year,
        }
    }
}

/// Words of a case as they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Quote {
    /// A whole sentence or list item, without its list mark.
    pub text: String,
    /// The record it stands in; none where it is the entry's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The lines of its paragraph.
    #[schema(value_type = LinesSchema)]
    pub lines: Lines,
}

/// Something that the text dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Event {
    /// The day, month or year, ISO 8601.
    pub date: String,
    /// The date as printed: 「平成23年度」.
    pub printed: String,
    /// What the text says of it.
    #[serde(flatten)]
    pub quote: Quote,
}
