//! `GET /items`, 事業項目 and scenes, and one of them, and their JSON.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::params::{Params, no_term};
use crate::address;
use crate::record::{Case, CaseSummary, Record};
use crate::search::{FacetName, FacetValue, Filters, Query, Results, Sort};
use crate::templates::{TopicPage, TopicsPage, shell};
use crate::views::items::{self as topics, Row, Topic};
use crate::views::shares::{Share, shares};
use crate::vocabulary::{Basis, Phase};

/// How many cases a page of a topic shows.
const PER_PAGE: usize = 10;

impl App {
    /// How many cases meet the filters, and their counts by population band.
    pub(super) fn bands(&self, filters: Filters) -> Result<(usize, Vec<FacetValue>), Fault> {
        let query = Query {
            filters,
            per_page: 1,
            ..Query::default()
        };
        let results = self.search(&query)?;
        Ok((results.total, classes(&results, FacetName::Pop)))
    }

    /// Every topic with its shares of every class.
    fn topic_rows(&self) -> Result<Vec<Row>, Fault> {
        let counted = Query {
            per_page: 1,
            ..Query::default()
        };
        let all = self.search(&counted)?;
        let (sizes, leads) = (FacetName::Pop, FacetName::Lead);
        let (of_sizes, of_leads) = (classes(&all, sizes), classes(&all, leads));
        let mut rows = Vec::new();
        for topic in Topic::all() {
            let results = self.search(&topic.narrow(&counted))?;
            rows.push(Row {
                topic,
                total: results.total,
                sizes: shares(classes(&results, sizes), &of_sizes),
                leads: shares(classes(&results, leads), &of_leads),
            });
        }
        Ok(rows)
    }

    /// A page of a topic's cases, the nearest to the own town or the smallest first
    /// unless told, and the whole of those that it shows.
    fn topic(&self, topic: Topic, query: &Query) -> Result<(Results, Vec<Arc<Case>>), Fault> {
        let query = Query {
            sort: match query.sort {
                Sort::Relevance if query.home.is_none() => Sort::PopulationAsc,
                sort => sort,
            },
            per_page: PER_PAGE,
            ..topic.narrow(query)
        };
        let engine = &self.engine;
        let results = engine.search(&query)?;
        let hits = results.hits.iter();
        let cases: Result<Vec<_>, _> = hits.map(|hit| engine.case(&hit.case.id)).collect();
        Ok((results, cases?.into_iter().flatten().collect()))
    }
}

/// The values of a facet with the counts of what is listed.
pub(super) fn classes(results: &Results, name: FacetName) -> Vec<FacetValue> {
    let facet = results.facets.iter().find(|facet| facet.name == name);
    facet.map_or_else(Vec::new, |facet| facet.values.clone())
}

/// `GET /items`
pub(super) async fn page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let visit = params.visit(&app);
    Ok(shell(
        &TopicsPage {
            rows: app.topic_rows()?,
            visit: &visit,
        },
        &visit,
    ))
}

/// `GET /items/{code}`
pub(super) async fn one_page(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Markup, Fault> {
    let topic = topic(&code)?;
    let query = narrowing(&params, &app)?;
    let visit = params.visit(&app);
    let (results, cases) = app.topic(topic, &query)?;
    let here = query.clone();
    Ok(shell(
        &TopicPage {
            topic,
            parts: topics::parts(&cases, topic),
            sizes: classes(&results, FacetName::Pop),
            leads: classes(&results, FacetName::Lead),
            total: results.total,
            last: results.total.div_ceil(PER_PAGE),
            query,
            picking: app.picking(&visit, move |visit| address::topic(topic, &here, visit)),
        },
        &visit,
    ))
}

#[derive(Serialize)]
struct TopicEntry {
    code: &'static str,
    label: &'static str,
    facet: &'static str,
    /// Where an item stands in the frame of 2021.
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

/// `GET /api/v1/items`
pub(super) async fn json(State(app): State<App>) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct RowEntry {
        #[serde(flatten)]
        topic: TopicEntry,
        count: usize,
        pop: Vec<Share>,
        lead: Vec<Share>,
    }
    #[derive(Serialize)]
    struct TopicsResponse {
        items: Vec<RowEntry>,
    }
    let rows = app.topic_rows()?.into_iter();
    let items = rows.map(|row| RowEntry {
        topic: row.topic.into(),
        count: row.total,
        pop: row.sizes,
        lead: row.leads,
    });
    let items = items.collect();
    Ok(Json(TopicsResponse { items }).into_response())
}

/// `GET /api/v1/items/{code}`
pub(super) async fn one_json(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct PartEntry<'a> {
        basis: Basis,
        evidence: &'a str,
        lines: [usize; 2],
        devices: Vec<&'a Record>,
        case: CaseSummary,
    }
    #[derive(Serialize)]
    struct TopicResponse<'a> {
        #[serde(flatten)]
        topic: TopicEntry,
        total: usize,
        page: usize,
        per_page: usize,
        pop: Vec<FacetValue>,
        lead: Vec<FacetValue>,
        cases: Vec<PartEntry<'a>>,
    }
    let topic = topic(&code)?;
    let query = narrowing(&params, &app)?;
    let (results, whole) = app.topic(topic, &query)?;
    let parts = topics::parts(&whole, topic).into_iter();
    let response = TopicResponse {
        topic: topic.into(),
        total: results.total,
        page: query.page,
        per_page: PER_PAGE,
        pop: classes(&results, FacetName::Pop),
        lead: classes(&results, FacetName::Lead),
        cases: parts
            .map(|part| PartEntry {
                basis: part.evidence.basis,
                evidence: part.evidence.words,
                lines: part.evidence.origin.lines,
                devices: part.devices,
                case: part.case,
            })
            .collect(),
    };
    Ok(Json(response).into_response())
}

/// What an address narrows and orders a topic's cases by.
fn narrowing(params: &Params, app: &App) -> Result<Query, Fault> {
    let asked = params.query(app)?;
    Ok(Query {
        filters: asked.filters.only(&[FacetName::Pop, FacetName::Lead]),
        sort: asked.sort,
        page: asked.page,
        home: asked.home,
        ..Query::default()
    })
}

/// The topic of an address.
fn topic(code: &str) -> Result<Topic, Fault> {
    Topic::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Topic::all().map(Topic::code).collect();
        let hint = format!("事業項目と場面は {} のどれかです", codes.join("・"));
        no_term("事業項目・場面", code, hint)
    })
}
