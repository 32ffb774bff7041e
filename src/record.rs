//! Cases and records: what the ingester makes of a source, what the index keeps
//! and what pages and the API show.
//!
//! Plain values only. How they are read from a document, searched or drawn is not
//! known here. The serialized form is the API's and the export's.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::digest::Digest;
use crate::statistics::Municipal;
use crate::vocabulary::{
    Basis, CaseKind, Item, Lead, Model, Prefecture, RecordKind, Region, Scene,
};

mod fact;
mod summary;

pub use fact::{Fact, FactName, Unread};
pub use summary::CaseSummary;

/// First and last line of a passage in its source file, counted from 1.
pub type Lines = [usize; 2];

/// How [`Lines`] are described.
#[derive(Debug)]
pub struct LinesSchema;

impl PartialSchema for LinesSchema {
    fn schema() -> RefOr<Schema> {
        let number = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1));
        let lines = ArrayBuilder::new().items(number);
        let lines = lines.min_items(Some(2)).max_items(Some(2));
        let words = "First and last line of a passage in its source's text, from 1.";
        lines.description(Some(words)).into()
    }
}

impl ToSchema for LinesSchema {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Lines")
    }
}

/// One municipality's or region's entry in a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Case {
    /// Stable: the source kind's prefix and the first municipality's code.
    pub id: String,
    /// The id of the source in the manifest.
    pub source: String,
    /// What the case is an entry of.
    pub kind: CaseKind,
    /// The entry's own title; where it has none, the place and what it is.
    pub title: String,
    /// The name as the document prints it, misprints included.
    pub printed_name: String,
    /// The first municipality's prefecture.
    #[schema(required)]
    pub prefecture: Option<PrefectureRef>,
    /// The municipalities that the case is about, in the document's order.
    pub municipalities: Vec<MunicipalityRef>,
    /// Inhabitants.
    #[schema(required)]
    pub population: Option<Fact<u64>>,
    /// Inhabitants aged 65 or more.
    #[schema(required)]
    pub population_65: Option<Fact<u64>>,
    /// Percentage aged 65 or more.
    #[schema(required)]
    pub aging_rate: Option<Fact<f64>>,
    /// Inhabitants aged 75 or more.
    #[schema(required)]
    pub population_75: Option<Fact<u64>>,
    /// Percentage aged 75 or more.
    #[schema(required)]
    pub aging_rate_75: Option<Fact<f64>>,
    /// Area in square kilometres.
    #[schema(required)]
    pub area_km2: Option<Fact<f64>>,
    /// Each town's own figures in a joint entry.
    pub parts: Vec<Part>,
    /// Figures that are printed and could not be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Unread>,
    /// What official statistics count in its municipalities, so that towns are compared
    /// by figures of one year whatever year a document is of.
    #[serde(default)]
    #[schema(required)]
    pub counted: Vec<Municipal>,
    /// 事業項目 that the case describes doing.
    pub items: Vec<Tag<Item>>,
    /// 場面 that the case describes.
    pub scenes: Vec<Tag<Scene>>,
    /// 連携モデル.
    pub models: Vec<Tag<Model>>,
    /// Products and systems in use, one canonical name each.
    pub ict_tools: Vec<Tag<String>>,
    /// Who leads the effort.
    pub leads: Vec<Tag<Lead>>,
    /// What the case only announces for later; never counted as done.
    pub planned: Planned,
    /// The passages of the source that the case was read from.
    #[schema(value_type = Vec<LinesSchema>)]
    pub lines: Vec<Lines>,
    /// The case in short.
    #[serde(default)]
    #[schema(required)]
    pub digest: Digest,
    /// The case's sections, in reading order.
    pub records: Vec<Record>,
    /// Ids of the most comparable cases, nearest first.
    pub similar: Vec<String>,
}

impl Case {
    /// The prefecture as a term.
    pub fn prefecture_term(&self) -> Option<Prefecture> {
        self.prefecture.as_ref().and_then(PrefectureRef::term)
    }

    /// The region of the case's prefecture.
    pub fn region(&self) -> Option<Region> {
        self.prefecture_term().map(Prefecture::region)
    }

    /// Where a passage of the case stands in its document.
    pub fn origin(&self, lines: Lines) -> Origin<'_> {
        Origin {
            sheet: self.sheet(lines),
            ..Origin::new(&self.source, lines)
        }
    }

    /// The sheet of the case that a passage starts on: that of its record, if the
    /// passage begins it or the next record begins on the same.
    fn sheet(&self, lines: Lines) -> Option<u32> {
        let [from, _] = lines;
        let starts = |record: &&Record| record.lines[0];
        let before = self.records.iter().filter(|it| it.lines[0] <= from);
        let record = before.max_by_key(starts)?;
        let after = self.records.iter().filter(|it| it.lines[0] > from);
        let ends = after.min_by_key(starts).and_then(|it| it.page);
        record
            .page
            .filter(|&page| from == record.lines[0] || ends == Some(page))
    }

    /// The municipalities' names joined as the page shows them, 「小国町・南小国町」;
    /// the title for a case without one.
    pub fn place(&self) -> String {
        place(&self.municipalities, &self.title)
    }
}

/// Where words stand in their document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Origin<'a> {
    /// The source's id.
    pub source: &'a str,
    /// The lines of its text.
    #[schema(value_type = LinesSchema)]
    pub lines: Lines,
    /// The sheet of the case's own sheets, from 1, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<u32>,
}

impl<'a> Origin<'a> {
    /// Lines of a source, on no sheet that is known.
    pub fn new(source: &'a str, lines: Lines) -> Self {
        Self {
            source,
            lines,
            sheet: None,
        }
    }
}

fn place(municipalities: &[MunicipalityRef], title: &str) -> String {
    if municipalities.is_empty() {
        return title.to_owned();
    }
    let names: Vec<&str> = municipalities
        .iter()
        .map(|municipality| municipality.name.as_str())
        .collect();
    names.join("・")
}

/// A prefecture as the API names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PrefectureRef {
    /// Two digits (JIS X 0401).
    pub code: String,
    /// 「岩手県」
    pub name: String,
}

impl PrefectureRef {
    fn term(&self) -> Option<Prefecture> {
        Prefecture::from_code(&self.code)
    }
}

impl From<Prefecture> for PrefectureRef {
    fn from(prefecture: Prefecture) -> Self {
        Self {
            code: prefecture.code().to_owned(),
            name: prefecture.label().to_owned(),
        }
    }
}

/// A municipality as the API names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MunicipalityRef {
    /// 全国地方公共団体コード: six digits with the check digit.
    pub code: String,
    /// Today's official name; a ward of a designated city with its city.
    pub name: String,
    /// The reading in hiragana.
    pub kana: String,
}

/// One town's own figures in a joint entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Part {
    /// The town's name.
    pub municipality: String,
    /// Inhabitants.
    #[schema(required)]
    pub population: Option<u64>,
    /// Percentage aged 65 or more.
    #[schema(required)]
    pub aging_rate: Option<f64>,
    /// Area in square kilometres.
    #[schema(required)]
    pub area_km2: Option<f64>,
    /// Where the figures stand.
    #[schema(value_type = LinesSchema)]
    pub lines: Lines,
}

/// A controlled term with the words that support it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tag<T> {
    /// The term.
    pub code: T,
    /// Whether the document says so itself.
    pub basis: Basis,
    /// The document's own words.
    pub evidence: String,
    /// Where they stand.
    #[schema(value_type = LinesSchema)]
    pub lines: Lines,
    /// The body, tool or method that carries it, as printed: 「チームかまいし」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// Tags of what is only announced for later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Planned {
    /// 事業項目.
    pub items: Vec<Tag<Item>>,
    /// 場面.
    pub scenes: Vec<Tag<Scene>>,
    /// 連携モデル.
    pub models: Vec<Tag<Model>>,
    /// Products and systems.
    pub ict_tools: Vec<Tag<String>>,
}

/// One section of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Record {
    /// The case's id and the record's number in it, from 1.
    pub id: String,
    /// What it says about the case.
    pub kind: RecordKind,
    /// The heading as printed; a plain one where the document has none.
    pub heading: String,
    /// The text as a person would want to read it: one paragraph or list item
    /// (`・…`) a line.
    pub text: String,
    /// Where it stands.
    #[schema(value_type = LinesSchema)]
    pub lines: Lines,
    /// 事業項目 that this section is about.
    pub items: Vec<Item>,
    /// Printed figures with label and unit.
    pub figures: Vec<Figure>,
    /// Printed tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Table>,
    /// Words that stood in a figure or table of the page, a line each; empty where
    /// none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub figure_text: String,
    /// The sheet of the case that it starts on, counted from 1 by page breaks and
    /// footers; none where the source's text shows no sheets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

impl Record {
    /// Where it stands in its document, the source with this id.
    pub fn origin<'a>(&self, source: &'a str) -> Origin<'a> {
        Origin {
            sheet: self.page,
            ..Origin::new(source, self.lines)
        }
    }

    /// Everything that the record says in words: its text, then the words of its
    /// figures and its tables' rows, a line each.
    pub fn words(&self) -> Cow<'_, str> {
        if self.tables.is_empty() && self.figure_text.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut words = self.text.clone();
        if !words.is_empty() && !self.figure_text.is_empty() {
            words.push('\n');
        }
        words.push_str(&self.figure_text);
        for table in &self.tables {
            for row in &table.rows {
                words.push('\n');
                words.push_str(&row.join(" "));
            }
        }
        Cow::Owned(words)
    }
}

/// A printed figure in a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Figure {
    /// What is counted, in the document's words.
    pub label: String,
    /// The figure.
    pub value: f64,
    /// 「人」「件」「回」「%」
    pub unit: String,
    /// The day, month or year it stands for, ISO 8601.
    #[schema(required)]
    pub as_of: Option<String>,
    /// Where it stands.
    #[schema(value_type = LinesSchema)]
    pub lines: Lines,
}

/// A printed table; every row has as many cells as the header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// The column titles.
    pub header: Vec<String>,
    /// The rows, cells as printed.
    pub rows: Vec<Vec<String>>,
    /// Where it stands.
    #[schema(value_type = LinesSchema)]
    pub lines: Lines,
}

/// A survey that a source reports: how it was done, its questions and their figures.
/// Many answered it and no town did anything, so it is no case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Survey {
    /// Stable, as a case's.
    pub id: String,
    /// The source it is printed in.
    pub source: String,
    /// Its title.
    pub title: String,
    /// The passages of the source that it was read from.
    #[schema(value_type = Vec<LinesSchema>)]
    pub lines: Vec<Lines>,
    /// Its questions, and its method and caveats beside them, in reading order.
    pub records: Vec<Record>,
}

/// One of the report's orderings of its regions (「総人口で探す（降順）」), as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ordering {
    /// The source it is printed in.
    pub source: String,
    /// The heading.
    pub title: String,
    /// The table as printed.
    pub table: Table,
    /// The case that each row is about, where there is one; as many as rows.
    pub cases: Vec<Option<String>>,
    /// The note below the table, with the origin of the figures.
    #[schema(required)]
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_told_only_where_it_is_sure() {
        let record = |lines: Lines, page: Option<u32>| {
            serde_json::json!({
                "id": "", "kind": "other", "heading": "", "text": "", "lines": lines,
                "items": [], "figures": [], "page": page
            })
        };
        let case: Case = serde_json::from_value(serde_json::json!({
            "id": "sp-014371", "source": "s", "kind": "smart-practice", "title": "題",
            "printed_name": "", "prefecture": null, "municipalities": [],
            "population": null, "population_65": null, "aging_rate": null,
            "population_75": null, "aging_rate_75": null, "area_km2": null, "parts": [],
            "items": [], "scenes": [], "models": [], "ict_tools": [], "leads": [],
            "planned": {"items": [], "scenes": [], "models": [], "ict_tools": []},
            "lines": [[1, 50]], "similar": [],
            "records": [
                record([1, 9], Some(1)), record([10, 19], Some(1)), record([20, 29], Some(2)),
                record([30, 39], Some(4)), record([40, 50], None)
            ],
        }))
        .unwrap();
        let sheets = [
            [5, 6],
            [12, 12],
            [20, 21],
            [25, 25],
            [30, 30],
            [31, 31],
            [41, 41],
        ]
        .map(|lines| case.origin(lines).sheet);
        let sure = [Some(1), None, Some(2), None, Some(4), None, None];
        assert_eq!(sheets, sure);
    }
}
