//! `GET /needs` and one of them, and their JSON.

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
use crate::language::Need;
use crate::templates::{NeedPage, NeedsPage};
use crate::views::needs::{self, Door, NeedCases, PER_PAGE};

/// `GET /needs`
pub(super) async fn page(ask: Ask) -> Result<Markup, Fault> {
    Ok(ask.show(&NeedsPage {
        doors: ask.app.doors()?,
        visit: &ask.visit,
    }))
}

/// `GET /needs/{code}`
pub(super) async fn one_page(ask: Ask, Path(code): Path<String>) -> Result<Markup, Fault> {
    let listed = listed(&ask, &code)?;
    Ok(ask.show(&NeedPage {
        needs: ask.app.engine.needs(),
        need: &listed,
        picking: ask.picking(|visit| address::need(&code, listed.page, visit)),
    }))
}

#[derive(Serialize, ToSchema)]
pub(super) struct NeedsResponse<'a> {
    needs: &'a [Door],
}

/// `GET /api/v1/needs`
#[utoipa::path(get, path = "/needs", operation_id = "needs",
    summary = "困りごとごとの件数",
    responses((status = 200, description = "困りごと、探すことば、課題に書いた件数と取り組んだ件数", body = NeedsResponse)))]
pub(super) async fn json(ask: Ask) -> Result<Response, Fault> {
    let needs = ask.app.doors()?;
    Ok(Json(NeedsResponse { needs }).into_response())
}

#[derive(Serialize, ToSchema)]
pub(super) struct NeedResponse {
    per_page: usize,
    #[serde(flatten)]
    need: NeedCases,
}

/// `GET /api/v1/needs/{code}`
#[utoipa::path(get, path = "/needs/{code}", operation_id = "need",
    summary = "困りごとを課題に書いた事例と、その取り組み",
    params(
        ("code" = String, Path, description = "困りごとの番号（/needs の code）", example = "home-doctors"),
        parameters::Paging, parameters::Home),
    responses((status = 200, description = "課題の文と、取り組みの文", body = NeedResponse)))]
pub(super) async fn one_json(ask: Ask, Path(code): Path<String>) -> Result<Response, Fault> {
    let need = listed(&ask, &code)?;
    let per_page = PER_PAGE;
    Ok(Json(NeedResponse { per_page, need }).into_response())
}

/// The page of a need's cases that an address asks for.
fn listed(ask: &Ask, code: &str) -> Result<NeedCases, Fault> {
    let need = need(ask.app.engine.needs(), code)?;
    let page = ask.params.whole("page", 1..=10_000)?.unwrap_or(1);
    Ok(needs::of_need(&ask.app.engine, need, page, ask.home())?)
}

/// The need that an address names.
pub(super) fn need<'a>(needs: &'a [Need], code: &str) -> Result<&'a Need, Fault> {
    needs.iter().find(|need| need.code == code).ok_or_else(|| {
        let titles: Vec<&str> = needs.iter().map(|need| need.title.as_str()).collect();
        let hint = format!("困りごとは {} のどれかです", titles.join("・"));
        no_term("困りごと", code, hint)
    })
}
