//! `GET /items`, 事業項目 and scenes, and one of them, and their JSON.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::params::{Params, no_term};
use crate::address;
use crate::record::{CaseSummary, Record};
use crate::search::{FacetName, FacetValue, Filters, Query, Range};
use crate::templates::{TopicPage, TopicsPage, shell};
use crate::views::items::{self as topics, Row, Topic};
use crate::vocabulary::Basis;

impl App {
    /// How many cases meet the filters, and their counts by population band.
    pub(super) fn bands(&self, filters: Filters) -> Result<(usize, Vec<FacetValue>), Fault> {
        let query = Query {
            filters,
            per_page: 1,
            ..Query::default()
        };
        let results = self.search(&query)?;
        let bands = results
            .facets
            .into_iter()
            .find(|facet| facet.name == FacetName::Pop)
            .map(|facet| facet.values)
            .unwrap_or_default();
        Ok((results.total, bands))
    }

    /// Every topic with its counts by population band.
    pub(super) fn topic_rows(&self) -> Result<Vec<Row>, Fault> {
        let mut rows = Vec::new();
        for topic in Topic::all() {
            let (total, bands) = self.bands(topic.filters())?;
            rows.push(Row::new(topic, total, bands));
        }
        Ok(rows)
    }
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
    let chosen = params.query(&app)?.filters.pop;
    let visit = params.visit(&app);
    let (total, bands) = app.bands(topic.filters())?;
    let cases = app.cases(&in_bands(topic, &chosen))?;
    Ok(shell(
        &TopicPage {
            topic,
            parts: topics::parts(&cases, topic, visit.home.as_deref()),
            bands,
            total,
            picking: app.picking(&visit, {
                let chosen = chosen.clone();
                move |visit| address::topic(topic, &chosen, visit)
            }),
            chosen,
        },
        &visit,
    ))
}

#[derive(Serialize)]
struct TopicEntry {
    code: &'static str,
    label: &'static str,
    facet: &'static str,
    count: usize,
    pop: Vec<FacetValue>,
}

impl From<Row> for TopicEntry {
    fn from(row: Row) -> Self {
        Self {
            code: row.topic.code(),
            label: row.topic.label(),
            facet: row.topic.facet().parameter(),
            count: row.total,
            pop: row.cells.into_iter().map(|cell| cell.band).collect(),
        }
    }
}

/// `GET /api/v1/items`
pub(super) async fn json(State(app): State<App>) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct TopicsResponse {
        items: Vec<TopicEntry>,
    }
    let items = app.topic_rows()?.into_iter().map(Into::into).collect();
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
        cases: Vec<PartEntry<'a>>,
    }
    let topic = topic(&code)?;
    let chosen = params.query(&app)?.filters.pop;
    let (total, bands) = app.bands(topic.filters())?;
    let whole = app.cases(&in_bands(topic, &chosen))?;
    let home = params.visit(&app).home;
    let cases: Vec<PartEntry> = topics::parts(&whole, topic, home.as_deref())
        .into_iter()
        .map(|part| PartEntry {
            basis: part.evidence.basis,
            evidence: part.evidence.words,
            lines: part.evidence.origin.lines,
            devices: part.devices,
            case: part.case,
        })
        .collect();
    let response = TopicResponse {
        topic: Row::new(topic, total, bands).into(),
        total: cases.len(),
        cases,
    };
    Ok(Json(response).into_response())
}

/// The cases of a topic in these population bands; in all of them where none is
/// chosen.
fn in_bands(topic: Topic, bands: &[Range]) -> Filters {
    Filters {
        pop: bands.to_vec(),
        ..topic.filters()
    }
}

/// The topic of an address.
fn topic(code: &str) -> Result<Topic, Fault> {
    Topic::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Topic::all().map(Topic::code).collect();
        let hint = format!("事業項目と場面は {} のどれかです", codes.join("・"));
        no_term("事業項目・場面", code, hint)
    })
}
