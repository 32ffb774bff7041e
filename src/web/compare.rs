//! `GET /compare?case=…&case=…`, the handout of picked cases, its files for Word and
//! Excel, and its JSON.

use std::sync::Arc;

use axum::Json;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;
use utoipa::ToSchema;

use super::App;
use super::ask::Ask;
use super::export::{EXCEL, WORD, attachment};
use super::fault::Fault;
use super::parameters;
use crate::clock;
use crate::export;
use crate::record::{Case, CaseSummary};
use crate::templates::{ComparePage, shell};
use crate::views::compare::{Contents, Handout, HandoutQuery, Picked};
use crate::visit::{MAX_PICKS, Picks, Visit};

/// `GET /compare?case=…&case=…`
pub(super) async fn page(ask: Ask) -> Result<Markup, Fault> {
    let app = &ask.app;
    let asked = Asked::read(&ask)?;
    let mut proposals: Vec<&CaseSummary> = Vec::new();
    for id in asked.cases.iter().flat_map(|case| &case.similar) {
        let listed = asked.visit.picks.contains(id) || proposals.iter().any(|it| it.id == *id);
        proposals.extend(app.engine.summary(id).filter(|_| !listed));
    }
    Ok(shell(
        &ComparePage {
            handout: asked.handout(app),
            query: &asked.query,
            visit: &asked.visit,
            unknown: asked.unknown.clone(),
            left_out: asked.left_out(app),
            proposals,
        },
        &asked.visit,
    ))
}

/// `GET /compare.docx?case=…&case=…`
pub(super) async fn word(ask: Ask) -> Result<Response, Fault> {
    let app = &ask.app;
    let asked = Asked::read(&ask)?;
    let file = export::handout_for_word(&asked.handout(app))?;
    Ok(attachment(WORD, "事例の比較", file))
}

/// `GET /compare.xlsx?case=…&case=…`
pub(super) async fn excel(ask: Ask) -> Result<Response, Fault> {
    let app = &ask.app;
    let asked = Asked::read(&ask)?;
    let file = export::handout_for_excel(&asked.handout(app))?;
    Ok(attachment(EXCEL, "事例の比較", file))
}

#[derive(Serialize, ToSchema)]
pub(super) struct CompareResponse<'a> {
    handout: Handout<'a>,
    cases: Vec<&'a Case>,
    /// Those that have no room.
    left_out: Vec<&'a CaseSummary>,
    /// The ids that are no cases.
    unknown: &'a [String],
}

/// `GET /api/v1/compare?case=…&case=…`
#[utoipa::path(get, path = "/compare", operation_id = "compare",
    summary = "事例を並べた資料",
    params(parameters::Sheet, parameters::Home),
    responses((status = 200, description = "並べる事例と、その資料。同じ内容が /compare.docx と /compare.xlsx にある", body = CompareResponse)))]
pub(super) async fn json(ask: Ask) -> Result<Response, Fault> {
    let app = &ask.app;
    let asked = Asked::read(&ask)?;
    let response = CompareResponse {
        handout: asked.handout(app),
        cases: asked.cases.iter().map(Arc::as_ref).collect(),
        left_out: asked.left_out(app),
        unknown: &asked.unknown,
    };
    Ok(Json(response).into_response())
}

/// What is asked to stand side by side.
struct Asked {
    query: HandoutQuery,
    /// The own town and the cases that have room.
    visit: Visit,
    /// Those cases, whole.
    cases: Vec<Arc<Case>>,
    /// The ids of those that have no room.
    left_out: Vec<String>,
    /// The ids that are no cases.
    unknown: Vec<String>,
}

impl Asked {
    /// Reads `case=…&case=…`, each case once.
    fn read(Ask { app, params, visit }: &Ask) -> Result<Self, Fault> {
        let mut ids: Vec<String> = Vec::new();
        let mut unknown: Vec<String> = Vec::new();
        for id in params.all("case") {
            let list = match app.engine.summary(id) {
                Some(_) => &mut ids,
                None => &mut unknown,
            };
            if list.iter().all(|known| known != id) {
                list.push(id.to_owned());
            }
        }
        let left_out = ids.split_off(ids.len().min(MAX_PICKS));
        let cases = ids.iter().filter_map(|id| app.engine.case(id).transpose());
        Ok(Self {
            query: HandoutQuery::from_pairs(params.pairs())?,
            cases: cases.collect::<Result<_, _>>()?,
            visit: visit.with_picks(Picks::new(ids)),
            left_out,
            unknown,
        })
    }

    fn handout<'a>(&'a self, app: &'a App) -> Handout<'a> {
        let picked: Vec<Picked> = self
            .cases
            .iter()
            .map(|case| Picked {
                case,
                source: app.engine.source(&case.source),
            })
            .collect();
        let contents = Contents {
            picked: &picked,
            own: self.visit.home.as_deref(),
            query: &self.query,
            today: &clock::today(),
        };
        contents.handout()
    }

    fn left_out<'a>(&self, app: &'a App) -> Vec<&'a CaseSummary> {
        let ids = self.left_out.iter();
        ids.filter_map(|id| app.engine.summary(id)).collect()
    }
}
