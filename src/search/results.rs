//! What is answered: hits with the reason they match, facets with exact counts and
//! the ways on from an empty list.
//!
//! Plain values; how they are found or drawn is not known here.

use std::time::Duration;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Query;
use crate::record::CaseSummary;

/// The answer to a query.
#[derive(Clone, Debug)]
pub struct Results {
    /// The question.
    pub query: Query,
    /// How many cases meet it.
    pub total: usize,
    /// How long it took to answer.
    pub took: Duration,
    /// The page's hits.
    pub hits: Vec<Hit>,
    /// Every facet with its values.
    pub facets: Vec<Facet>,
    /// Set when no case meets all words and the best partial matches are shown.
    pub relaxed: Option<Relaxed>,
    /// Ways on from an empty or relaxed answer.
    pub suggestions: Vec<Suggestion>,
}

/// A case that meets the query.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Hit {
    /// From 1, over all pages.
    pub rank: usize,
    /// The higher the better; comparable within one answer only.
    pub score: f32,
    /// The case in short.
    pub case: CaseSummary,
    /// By which form it matched: 「同義語: MCS → メディカルケアステーション」.
    pub why: Vec<String>,
    /// The passages that match best.
    pub snippets: Vec<Snippet>,
}

/// A passage with the matching words marked.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Snippet {
    /// The record it is from.
    pub record: String,
    /// The record's heading.
    pub heading: String,
    /// Whole sentences, escaped for HTML, the match in `<mark>`.
    pub html: String,
}

/// The facets, named as their parameters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FacetName {
    /// 都道府県
    Pref,
    /// 地方
    Region,
    /// 人口
    Pop,
    /// 高齢化率
    Aging,
    /// 連携モデル
    Model,
    /// 事業項目
    Item,
    /// 場面
    Scene,
    /// ICT
    Ict,
    /// 主体
    Lead,
    /// 資料
    Source,
    /// 種別
    Kind,
}

impl FacetName {
    /// Every facet, in the page's order.
    pub const ALL: &'static [Self] = &[
        Self::Item,
        Self::Pop,
        Self::Aging,
        Self::Model,
        Self::Scene,
        Self::Region,
        Self::Pref,
        Self::Lead,
        Self::Ict,
        Self::Kind,
        Self::Source,
    ];

    /// The parameter's name in an address.
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::Pref => "pref",
            Self::Region => "region",
            Self::Pop => "pop",
            Self::Aging => "aging",
            Self::Model => "model",
            Self::Item => "item",
            Self::Scene => "scene",
            Self::Ict => "ict",
            Self::Lead => "lead",
            Self::Source => "source",
            Self::Kind => "kind",
        }
    }

    /// The words that the page shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pref => "都道府県",
            Self::Region => "地方",
            Self::Pop => "人口",
            Self::Aging => "高齢化率",
            Self::Model => "連携モデル",
            Self::Item => "事業項目（ア〜ク）",
            Self::Scene => "場面",
            Self::Ict => "ICT・情報共有システム",
            Self::Lead => "主体",
            Self::Source => "資料",
            Self::Kind => "種別",
        }
    }
}

/// A facet with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Which one.
    pub name: FacetName,
    /// Its values: those of the vocabulary in their order, zero counts included.
    pub values: Vec<FacetValue>,
}

/// A value that the list can be narrowed to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FacetValue {
    /// As it stands in an address.
    pub value: String,
    /// As the page shows it.
    pub label: String,
    /// How many cases meet the words and the other facets and have this value.
    pub count: usize,
    /// Whether the list is narrowed to it.
    pub selected: bool,
}

/// What was given up so that something is found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Relaxed {
    /// As the page shows it.
    pub message: String,
}

/// A way on: another query with the count behind it.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// What is changed.
    pub kind: SuggestionKind,
    /// As the page shows it: 「人口 5,000人以上20,000人未満 を外す」.
    pub label: String,
    /// The query to follow.
    pub query: Query,
    /// How many cases meet it; never 0.
    pub count: usize,
}

/// What a suggestion changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuggestionKind {
    /// One filter is taken away.
    RemoveFilter,
    /// One word is taken away.
    DropWord,
    /// A word is spelt otherwise.
    Spelling,
}

/// A completion of what is being typed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Typeahead {
    /// What is put into the search box.
    pub text: String,
    /// What kind of word it is.
    pub kind: TypeaheadKind,
    /// More about it: the prefecture of a town, the reading.
    pub note: Option<String>,
    /// The case to go to, where the word is a case's town.
    pub case: Option<String>,
}

/// What kind of word a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypeaheadKind {
    /// A municipality with a case.
    Town,
    /// A prefecture.
    Prefecture,
    /// A connection model.
    Model,
    /// A product or system.
    IctTool,
    /// A heading.
    Heading,
    /// A frequent word.
    Term,
}

impl Serialize for Results {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("query", &self.query)?;
        map.serialize_entry("total", &self.total)?;
        map.serialize_entry("took_ms", &(self.took.as_secs_f64() * 1000.0))?;
        map.serialize_entry("page", &self.query.page)?;
        map.serialize_entry("per_page", &self.query.per_page)?;
        map.serialize_entry("hits", &self.hits)?;
        map.serialize_entry("facets", &FacetMap(&self.facets))?;
        map.serialize_entry("relaxed", &self.relaxed)?;
        map.serialize_entry("suggestions", &self.suggestions)?;
        map.end()
    }
}

/// Facets as an object from parameter to values.
#[derive(Debug)]
pub struct FacetMap<'a>(pub &'a [Facet]);

impl Serialize for FacetMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.0
                .iter()
                .map(|facet| (facet.name.parameter(), &facet.values)),
        )
    }
}

impl Serialize for Suggestion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.kind)?;
        map.serialize_entry("label", &self.label)?;
        map.serialize_entry("query", &self.query)?;
        map.serialize_entry("count", &self.count)?;
        map.end()
    }
}
