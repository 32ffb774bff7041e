//! `GET /needs` and one of them, and their JSON.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::params::{Params, no_term};
use crate::address;
use crate::language::Need;
use crate::templates::{NeedPage, NeedsPage, shell};
use crate::views::needs::{self, Door, NeedCases, PER_PAGE};

impl App {
    /// Every need with its counts.
    pub(super) fn doors(&self) -> Result<Vec<Door>, Fault> {
        Ok(needs::doors(&self.engine)?)
    }

    /// The page of a need that an address asks for.
    fn need(&self, code: &str, params: &Params) -> Result<NeedCases, Fault> {
        let need = need(self.engine.needs(), code)?;
        let page = params.whole("page", 1..=10_000)?.unwrap_or(1);
        let home = params.visit(self).home;
        Ok(needs::of_need(&self.engine, need, page, home.as_deref())?)
    }
}

/// `GET /needs`
pub(super) async fn page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let visit = params.visit(&app);
    let doors = app.doors()?;
    Ok(shell(
        &NeedsPage {
            doors,
            visit: &visit,
        },
        &visit,
    ))
}

/// `GET /needs/{code}`
pub(super) async fn one_page(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Markup, Fault> {
    let visit = params.visit(&app);
    let need = app.need(&code, &params)?;
    let page = need.page;
    Ok(shell(
        &NeedPage {
            needs: app.engine.needs(),
            need: &need,
            picking: app.picking(&visit, move |visit| address::need(&code, page, visit)),
        },
        &visit,
    ))
}

/// `GET /api/v1/needs`
pub(super) async fn json(State(app): State<App>) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct NeedsResponse {
        needs: Vec<Door>,
    }
    let needs = app.doors()?;
    Ok(Json(NeedsResponse { needs }).into_response())
}

/// `GET /api/v1/needs/{code}`
pub(super) async fn one_json(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct NeedResponse {
        per_page: usize,
        #[serde(flatten)]
        need: NeedCases,
    }
    let need = app.need(&code, &params)?;
    let per_page = PER_PAGE;
    Ok(Json(NeedResponse { per_page, need }).into_response())
}

/// The need of an address.
fn need<'a>(needs: &'a [Need], code: &str) -> Result<&'a Need, Fault> {
    needs.iter().find(|need| need.code == code).ok_or_else(|| {
        let titles: Vec<&str> = needs.iter().map(|need| need.title.as_str()).collect();
        let hint = format!("困りごとは {} のどれかです", titles.join("・"));
        no_term("困りごと", code, hint)
    })
}
