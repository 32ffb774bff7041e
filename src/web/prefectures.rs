//! `GET /prefectures` and one of them, and their JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::fault::Fault;
use super::parameters;
use super::params::{Params, no_term};
use crate::address;
use crate::record::{CaseSummary, PrefectureRef};
use crate::search::ParameterError;
use crate::templates::{PrefecturePage, PrefecturesPage};
use crate::views::prefectures::{self as places, PrefectureCases, Shading};
use crate::vocabulary::Prefecture;

/// `GET /prefectures`
pub(super) async fn page(ask: Ask) -> Result<Markup, Fault> {
    Ok(ask.show(&PrefecturesPage {
        regions: places::by_region(ask.cases()),
        shading: shading(&ask.params)?,
        visit: &ask.visit,
    }))
}

/// `GET /prefectures/{code}`
pub(super) async fn one_page(ask: Ask, Path(code): Path<String>) -> Result<Markup, Fault> {
    let prefecture = prefecture(&code)?;
    let cases = ask.cases();
    Ok(ask.show(&PrefecturePage {
        own: places::in_prefecture(cases, prefecture).nearest_first(ask.home()),
        neighbours: places::neighbours(prefecture)
            .into_iter()
            .map(|neighbour| places::in_prefecture(cases, neighbour))
            .collect(),
        nearest: places::nearest_with_cases(cases, prefecture),
        in_region: cases
            .iter()
            .filter(|case| case.region() == Some(prefecture.region()))
            .count(),
        picking: ask.picking(|visit| address::prefecture(prefecture, visit)),
    }))
}

#[derive(Serialize, ToSchema)]
struct PrefectureEntry {
    #[serde(flatten)]
    prefecture: PrefectureRef,
    count: usize,
    /// How many of them carry what was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    carrying: Option<usize>,
}

impl PrefectureEntry {
    fn new(it: &PrefectureCases, shading: Option<Shading>) -> Self {
        Self {
            prefecture: it.prefecture.into(),
            count: it.cases.len(),
            carrying: shading.map(|shading| it.carrying(shading).len()),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct RegionEntry {
    code: &'static str,
    name: &'static str,
    count: usize,
    prefectures: Vec<PrefectureEntry>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct PrefecturesResponse {
    regions: Vec<RegionEntry>,
}

/// `GET /api/v1/prefectures`
#[utoipa::path(get, path = "/prefectures", operation_id = "prefectures",
    summary = "都道府県ごとの件数",
    params(parameters::Shaded),
    responses((status = 200, description = "地方と都道府県", body = PrefecturesResponse)))]
pub(super) async fn json(ask: Ask) -> Result<Response, Fault> {
    let shading = shading(&ask.params)?;
    let entry = |it| PrefectureEntry::new(it, shading);
    let regions = places::by_region(ask.cases())
        .iter()
        .map(|it| RegionEntry {
            code: it.region.code(),
            name: it.region.label(),
            count: it.count(),
            prefectures: it.prefectures.iter().map(entry).collect(),
        })
        .collect();
    Ok(Json(PrefecturesResponse { regions }).into_response())
}

#[derive(Serialize, ToSchema)]
pub(super) struct PrefectureResponse<'a> {
    #[serde(flatten)]
    own: PrefectureEntry,
    cases: Vec<&'a CaseSummary>,
    neighbours: Vec<PrefectureEntry>,
}

/// `GET /api/v1/prefectures/{code}`
#[utoipa::path(get, path = "/prefectures/{code}", operation_id = "prefecture",
    summary = "都道府県の事例",
    params(
        ("code" = Prefecture, Path, description = "都道府県の2桁の番号（JIS X 0401）", example = "03"),
        parameters::Home),
    responses((status = 200, description = "事例ととなりの都道府県", body = PrefectureResponse)))]
pub(super) async fn one_json(ask: Ask, Path(code): Path<String>) -> Result<Response, Fault> {
    let prefecture = prefecture(&code)?;
    let cases = ask.cases();
    let own = places::in_prefecture(cases, prefecture).nearest_first(ask.home());
    let response = PrefectureResponse {
        own: PrefectureEntry::new(&own, None),
        cases: own.cases,
        neighbours: places::neighbours(prefecture)
            .into_iter()
            .map(|it| PrefectureEntry::new(&places::in_prefecture(cases, it), None))
            .collect(),
    };
    Ok(Json(response).into_response())
}

/// What the map is to be shaded by.
fn shading(params: &Params) -> Result<Option<Shading>, Fault> {
    let Some(code) = params.get(address::SHADING) else {
        return Ok(None);
    };
    let shading = Shading::from_code(code).ok_or_else(|| ParameterError {
        parameter: address::SHADING.to_owned(),
        value: code.to_owned(),
        hint: "事業項目（ア〜ク）、場面の名前、連携モデルの記号のどれかで指定してください"
            .to_owned(),
    })?;
    Ok(Some(shading))
}

/// The prefecture of an address.
fn prefecture(code: &str) -> Result<Prefecture, Fault> {
    Prefecture::from_code(code).ok_or_else(|| {
        no_term(
            "都道府県の番号",
            code,
            "都道府県は 01 から 47 の2桁の番号で指定してください".to_owned(),
        )
    })
}
