//! `GET /tables`, all cases in one table, and its JSON.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::params::Params;
use crate::address;
use crate::record::{CaseSummary, Ordering};
use crate::search::ParameterError;
use crate::templates::{TablesPage, shell};
use crate::views::tables::{self, Sorting};

/// `GET /tables`
pub(super) async fn page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let sorting = params.sorting()?;
    let visit = params.visit(&app);
    Ok(shell(
        &TablesPage {
            orderings: app.engine.orderings(),
            cases: tables::sorted(app.engine.summaries(), sorting, visit.home.as_deref()),
            sorting,
            picking: app.picking(&visit, |visit| address::tables(sorting, visit)),
        },
        &visit,
    ))
}

/// `GET /api/v1/tables`
pub(super) async fn json(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct TablesResponse<'a> {
        sort: String,
        cases: Vec<&'a CaseSummary>,
        orderings: &'a [Ordering],
    }
    let sorting = params.sorting()?;
    let home = params.visit(&app).home;
    let response = TablesResponse {
        sort: sorting.to_string(),
        cases: tables::sorted(app.engine.summaries(), sorting, home.as_deref()),
        orderings: app.engine.orderings(),
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
