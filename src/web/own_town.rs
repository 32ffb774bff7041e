//! `GET /own-town`, the choice of the own town, and `GET /api/v1/municipalities`, the
//! completion of a name.

use axum::Json;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::fault::Fault;
use super::parameters;
use super::params::Params;
use crate::address;
use crate::gazetteer::Lookup;
use crate::search::ParameterError;
use crate::templates::{OwnTownPage, shell};
use crate::views::own_town::{Choice, Offer, Town};
use crate::visit::Visit;
use crate::vocabulary::Prefecture;

/// How many completions are given unless told, and at most.
const COMPLETIONS: (usize, usize) = (8, 50);

/// `GET /own-town?town=…&to=…`: back to a page where the name is one town's, else the
/// towns to choose from.
pub(super) async fn page(Ask { app, params, visit }: Ask) -> Result<Response, Fault> {
    let to = params.get("to").and_then(page_of_ours);
    let visit = Visit {
        page: to.unwrap_or_else(|| address::TOWNS.to_string()),
        ..visit
    };
    let typed = params.get("town").unwrap_or_default();
    let choice = match (app.gazetteer.look_up(typed), prefecture(&params)?) {
        (Lookup::Found(town), _) => {
            let home = address::at_home(&visit.page, &town.code);
            return Ok(Redirect::to(&home).into_response());
        }
        (Lookup::Unknown, Some(prefecture)) if typed.is_empty() => {
            Choice::within(prefecture, &app.gazetteer, &app.statistics)
        }
        (lookup, _) => Choice::of(typed, lookup, &app.statistics),
    };
    let page = OwnTownPage {
        choice,
        visit: &visit,
    };
    Ok(shell(&page, &visit).into_response())
}

/// A page of this site: whatever else an address may name is not gone to.
fn page_of_ours(to: &str) -> Option<String> {
    let uri: Uri = to.parse().ok()?;
    let ours = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    let page = uri.path_and_query().filter(|_| ours)?;
    Some(page.to_string())
}

fn prefecture(params: &Params) -> Result<Option<Prefecture>, Fault> {
    let Some(code) = params.get("pref") else {
        return Ok(None);
    };
    let known = Prefecture::from_code(code).ok_or_else(|| ParameterError {
        parameter: "pref".to_owned(),
        value: code.to_owned(),
        hint: "都道府県は 01 から 47 の2桁の番号で指定してください".to_owned(),
    });
    Ok(Some(known?))
}

/// A town as the text box completes it.
#[derive(Serialize, ToSchema)]
struct Completion {
    text: String,
    note: String,
    #[serde(flatten)]
    town: Town,
}

#[derive(Serialize, ToSchema)]
pub(super) struct MunicipalitiesResponse {
    offer: Offer,
    suggestions: Vec<Completion>,
}

/// `GET /api/v1/municipalities?q=…&limit=…`, or `?pref=…`
#[utoipa::path(get, path = "/municipalities", operation_id = "municipalities",
    summary = "市区町村の名前の候補",
    params(parameters::TownTyping),
    responses((status = 200, description = "候補。offer が near のときは、近い表記の町", body = MunicipalitiesResponse)))]
pub(super) async fn json(Ask { app, params, .. }: Ask) -> Result<Response, Fault> {
    let (usual, most) = COMPLETIONS;
    let typed = params.get("q").unwrap_or_default();
    let limit = params.whole("limit", 1..=most)?.unwrap_or(usual);
    let choice = match prefecture(&params)? {
        Some(prefecture) if typed.is_empty() => {
            Choice::within(prefecture, &app.gazetteer, &app.statistics)
        }
        _ => Choice::of(typed, app.gazetteer.complete(typed, limit), &app.statistics),
    };
    let offer = choice.offer;
    let completion = |town: Town| Completion {
        text: town.full_name(),
        note: match offer {
            Offer::Near => format!("もしかして（{}）", town.municipality.kana),
            Offer::Fitting | Offer::Nothing => town.municipality.kana.clone(),
        },
        town,
    };
    let suggestions = choice.towns.into_iter().map(completion).collect();
    Ok(Json(MunicipalitiesResponse { offer, suggestions }).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_site_are_gone_back_to() {
        for ours in ["/", "/towns?w_aging=3", "/items/%E3%82%A6"] {
            assert_eq!(page_of_ours(ours).as_deref(), Some(ours));
        }
        for other in [
            "",
            "towns",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "/a b",
            "/\r\nSet-Cookie: a",
        ] {
            assert_eq!(page_of_ours(other), None, "{other:?}");
        }
    }
}
