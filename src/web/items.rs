//! `GET /items`, 事業項目 and scenes, and one of them, and their JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::fault::Fault;
use super::parameters;
use super::params::no_term;
use crate::address;
use crate::record::{CaseSummary, LinesSchema, Record};
use crate::search::{FacetName, FacetValue, Query};
use crate::templates::{TopicPage, TopicsPage};
use crate::views::items::{self, PER_PAGE, Part, Row, Topic, TopicCases};
use crate::views::shares::Share;
use crate::vocabulary::{Basis, Phase};

/// `GET /items`
pub(super) async fn page(ask: Ask) -> Result<Markup, Fault> {
    Ok(ask.show(&TopicsPage {
        rows: ask.app.topics()?,
        visit: &ask.visit,
    }))
}

/// `GET /items/{code}`
pub(super) async fn one_page(ask: Ask, Path(code): Path<String>) -> Result<Markup, Fault> {
    let listed = listed(&ask, &code)?;
    Ok(ask.show(&TopicPage {
        parts: listed.parts(),
        listed: &listed,
        picking: ask.picking(|visit| address::topic(listed.topic, &listed.query, visit)),
    }))
}

#[derive(Serialize, ToSchema)]
struct TopicEntry {
    code: &'static str,
    label: &'static str,
    /// The parameter of a search that asks for it.
    facet: &'static str,
    /// Where an item stands in the frame of 2021.
    #[schema(required)]
    phase: Option<Phase>,
}

impl From<Topic> for TopicEntry {
    fn from(topic: Topic) -> Self {
        Self {
            code: topic.code(),
            label: topic.label(),
            facet: topic.facet().code(),
            phase: topic.phase(),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct TopicRow<'a> {
    #[serde(flatten)]
    topic: TopicEntry,
    count: usize,
    pop: &'a [Share],
    lead: &'a [Share],
}

impl<'a> From<&'a Row> for TopicRow<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            topic: row.topic.into(),
            count: row.total,
            pop: &row.sizes,
            lead: &row.leads,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(super) struct TopicsResponse<'a> {
    items: Vec<TopicRow<'a>>,
}

/// `GET /api/v1/items`
#[utoipa::path(get, path = "/items", operation_id = "items",
    summary = "事業項目と場面ごとの件数。人口と主体による内訳つき",
    responses((status = 200, description = "8つの事業項目と4つの場面", body = TopicsResponse)))]
pub(super) async fn json(ask: Ask) -> Result<Response, Fault> {
    let items = ask.app.topics()?.iter().map(Into::into).collect();
    Ok(Json(TopicsResponse { items }).into_response())
}

/// A case's part in a topic.
#[derive(Serialize, ToSchema)]
struct TopicPart<'a> {
    basis: Basis,
    /// The document's words that it stands on.
    evidence: &'a str,
    #[schema(value_type = LinesSchema)]
    lines: [usize; 2],
    /// Its 工夫.
    devices: Vec<&'a Record>,
    case: CaseSummary,
}

impl<'a> From<Part<'a>> for TopicPart<'a> {
    fn from(part: Part<'a>) -> Self {
        Self {
            basis: part.evidence.basis,
            evidence: part.evidence.words,
            lines: part.evidence.origin.lines,
            devices: part.devices,
            case: part.case,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(super) struct TopicResponse<'a> {
    #[serde(flatten)]
    topic: TopicEntry,
    total: usize,
    page: usize,
    per_page: usize,
    pop: &'a [FacetValue],
    lead: &'a [FacetValue],
    cases: Vec<TopicPart<'a>>,
}

/// `GET /api/v1/items/{code}`
#[utoipa::path(get, path = "/items/{code}", operation_id = "item",
    summary = "事業項目・場面の事例と、根拠、工夫",
    params(
        ("code" = String, Path, description = "事業項目の記号か場面の名前", example = "エ"),
        parameters::OfSize, parameters::TopicListing, parameters::Home),
    responses((status = 200, description = "事例ごとの根拠と工夫", body = TopicResponse)))]
pub(super) async fn one_json(ask: Ask, Path(code): Path<String>) -> Result<Response, Fault> {
    let listed = listed(&ask, &code)?;
    let response = TopicResponse {
        topic: listed.topic.into(),
        total: listed.total,
        page: listed.query.page,
        per_page: PER_PAGE,
        pop: &listed.sizes,
        lead: &listed.leads,
        cases: listed.parts().into_iter().map(Into::into).collect(),
    };
    Ok(Json(response).into_response())
}

/// The cases of the topic that an address names, as it narrows and orders them.
fn listed(ask: &Ask, code: &str) -> Result<TopicCases, Fault> {
    let topic = Topic::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Topic::all().map(Topic::code).collect();
        let hint = format!("事業項目と場面は {} のどれかです", codes.join("・"));
        no_term("事業項目・場面", code, hint)
    })?;
    let asked = ask.query()?;
    let query = Query {
        filters: asked.filters.only(&[FacetName::Pop, FacetName::Lead]),
        sort: asked.sort,
        page: asked.page,
        home: asked.home,
        ..Query::default()
    };
    Ok(items::of_topic(&ask.app.engine, topic, query)?)
}
