//! What is answered: hits with the reason they match, facets with exact counts and
//! the ways on from an empty list.
//!
//! Plain values; how they are found or drawn is not known here.

#[expect(unused_imports, reason = "stands in a schema")]
use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::Query;
use crate::comparable::Nearness;
use crate::language::Need;
use crate::record::CaseSummary;
use crate::vocabulary::{Basis, Standing, vocabulary};

/// The answer to a query, as the API gives it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Results {
    /// What was asked.
    pub query: Query,
    /// How many cases meet a part of the words and all filters.
    pub total: usize,
    /// How many of them meet every part.
    pub met_all: usize,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// The page, from 1.
    pub page: usize,
    /// Hits a page.
    pub per_page: usize,
    /// The page's hits.
    pub hits: Vec<Hit>,
    /// The surveys that meet every part of the words.
    pub surveys: Vec<SurveyHit>,
    /// The values to narrow by, with their counts.
    pub facets: FacetMap,
    /// What is offered where a part of the words stands nowhere.
    #[schema(required)]
    pub relaxed: Option<Relaxed>,
    /// What of the words is looked for, where that is pieces of what was typed.
    pub words: Vec<String>,
    /// The municipalities that the words name and no case is of, as typed.
    pub absent: Vec<String>,
    /// The 困りごと that the words say, which has a page of its own.
    #[schema(required)]
    pub need: Option<Need>,
    /// Ways on from an empty list.
    pub suggestions: Vec<Suggestion>,
}

/// A case that meets the query.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Hit {
    /// From 1, over all pages.
    pub rank: usize,
    /// The higher the better; comparable within one answer only.
    pub score: f32,
    /// How many parts of the query the case meets.
    pub met: usize,
    /// How many there are.
    pub of: usize,
    /// In what state the case describes what was asked for; none without words.
    #[schema(required)]
    pub standing: Option<Standing>,
    /// The case in short.
    pub case: CaseSummary,
    /// How near it lies to the own town, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearness: Option<Nearness>,
    /// By which words it matched beside those typed: 「看とり」という書き方で見つかりました.
    pub why: Vec<String>,
    /// The passages that match best; without words, those that the chosen tags stand on.
    pub snippets: Vec<Snippet>,
    /// The case's tags, for the page: the case itself names them too.
    #[serde(skip)]
    pub tags: Vec<HitTag>,
}

/// A tag of a case that is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitTag {
    /// The facet that it is a value of.
    pub facet: FacetName,
    /// As it stands in an address.
    pub value: String,
    /// Whether the document says so itself.
    pub basis: Basis,
    /// Whether the question asks for it.
    pub asked: bool,
}

/// A survey that says what was asked for; it is no case and counts as none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SurveyHit {
    /// The survey's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The passages that match best.
    pub snippets: Vec<Snippet>,
}

/// A passage with the matching words marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Snippet {
    /// The record it is from.
    pub record: String,
    /// The record's heading.
    pub heading: String,
    /// In what state the record describes what it says.
    pub standing: Standing,
    /// Whole sentences, escaped for HTML, the match in `<mark>`.
    pub html: String,
}

vocabulary! {
    /// The facets, named as their parameters in an address and in its order.
    FacetName {
        Pref = "pref", "都道府県";
        Region = "region", "地方";
        Pop = "pop", "人口";
        Aging = "aging", "高齢化率";
        Model = "model", "連携モデル";
        Item = "item", "事業項目";
        Scene = "scene", "場面";
        Ict = "ict", "ICT・情報共有システム";
        Lead = "lead", "主体";
        Source = "source", "資料";
        Kind = "kind", "種別";
    }
}

impl FacetName {
    /// Every facet, in the page's order.
    pub const ON_PAGE: [Self; 11] = [
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
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

/// What stands nowhere, and what is shown instead.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Relaxed {
    /// As the page shows it.
    pub message: String,
    /// The query with the nearest spelling, where no case meets all that was typed.
    #[schema(required)]
    pub spelling: Option<Query>,
    /// The first hits of that query.
    pub hits: Vec<Hit>,
}

/// A way on: another query with the count behind it.
#[derive(Clone, Debug, Serialize, ToSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SuggestionKind {
    /// One filter is taken away.
    RemoveFilter,
    /// One word is taken away.
    DropWord,
    /// A word is spelt otherwise.
    Spelling,
    /// A filter says what a word says.
    AddFilter,
}

/// A completion of what is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Typeahead {
    /// What is put into the search box.
    pub text: String,
    /// What kind of word it is.
    pub kind: TypeaheadKind,
    /// More about it: the prefecture of a town, the reading.
    #[schema(required)]
    pub note: Option<String>,
    /// The case to go to, where the word is a case's town.
    #[schema(required)]
    pub case: Option<String>,
}

/// What kind of word a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, ToSchema)]
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

/// Facets as an object from parameter to values.
#[derive(Clone, Debug, ToSchema)]
#[schema(value_type = BTreeMap<String, Vec<FacetValue>>)]
pub struct FacetMap(pub Vec<Facet>);

impl Serialize for FacetMap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.0
                .iter()
                .map(|facet| (facet.name.code(), &facet.values)),
        )
    }
}
