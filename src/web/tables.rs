//! `GET /tables`, all cases in one table, and its JSON.

use axum::Json;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::fault::Fault;
use super::parameters;
use super::params::Params;
use crate::address;
use crate::record::{CaseSummary, Ordering};
use crate::search::ParameterError;
use crate::templates::TablesPage;
use crate::views::tables::{self, Sorting};

/// `GET /tables`
pub(super) async fn page(ask: Ask) -> Result<Markup, Fault> {
    let sorting = ask.params.sorting()?;
    Ok(ask.show(&TablesPage {
        orderings: ask.app.engine.orderings(),
        cases: tables::sorted(ask.cases(), sorting, ask.home()),
        sorting,
        picking: ask.picking(|visit| address::tables(sorting, visit)),
    }))
}

#[derive(Serialize, ToSchema)]
pub(super) struct TablesResponse<'a> {
    sort: String,
    cases: Vec<&'a CaseSummary>,
    /// The report's tables as printed.
    orderings: &'a [Ordering],
}

/// `GET /api/v1/tables`
#[utoipa::path(get, path = "/tables", operation_id = "tables",
    summary = "一覧表と報告書の順位表",
    params(parameters::TableOrder, parameters::Home),
    responses((status = 200, description = "並べ替えた事例と、印刷のとおりの順位表", body = TablesResponse)))]
pub(super) async fn json(ask: Ask) -> Result<Response, Fault> {
    let sorting = ask.params.sorting()?;
    let response = TablesResponse {
        sort: sorting.to_string(),
        cases: tables::sorted(ask.cases(), sorting, ask.home()),
        orderings: ask.app.engine.orderings(),
    };
    Ok(Json(response).into_response())
}

impl Params {
    /// The order that the table of all cases is asked in.
    pub(super) fn sorting(&self) -> Result<Sorting, Fault> {
        let Some(value) = self.get("sort") else {
            return Ok(Sorting::default());
        };
        Sorting::parse(value).ok_or_else(|| {
            let orders: Vec<String> = Sorting::all().map(|it| it.to_string()).collect();
            Fault::Parameter(ParameterError {
                parameter: "sort".to_owned(),
                value: value.to_owned(),
                hint: format!("並び順は {} のどれかで指定してください", orders.join("・")),
            })
        })
    }
}
