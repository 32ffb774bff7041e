//! `GET /prefectures` and one of them, and their JSON.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::params::{Params, no_term};
use crate::address;
use crate::record::{CaseSummary, PrefectureRef};
use crate::search::ParameterError;
use crate::templates::{PrefecturePage, PrefecturesPage, shell};
use crate::views::prefectures::{self as places, PrefectureCases, Shading};
use crate::vocabulary::Prefecture;

/// `GET /prefectures`
pub(super) async fn page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let visit = params.visit(&app);
    Ok(shell(
        &PrefecturesPage {
            regions: places::by_region(app.engine.summaries()),
            shading: shading(&params)?,
            visit: &visit,
        },
        &visit,
    ))
}

/// `GET /prefectures/{code}`
pub(super) async fn one_page(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Markup, Fault> {
    let prefecture = prefecture(&code)?;
    let visit = params.visit(&app);
    let cases = app.engine.summaries();
    Ok(shell(
        &PrefecturePage {
            own: places::in_prefecture(cases, prefecture).nearest_first(visit.home.as_deref()),
            neighbours: places::neighbours(prefecture)
                .into_iter()
                .map(|neighbour| places::in_prefecture(cases, neighbour))
                .collect(),
            nearest: places::nearest_with_cases(cases, prefecture),
            in_region: cases
                .iter()
                .filter(|case| case.region() == Some(prefecture.region()))
                .count(),
            picking: app.picking(&visit, |visit| address::prefecture(prefecture, visit)),
        },
        &visit,
    ))
}

#[derive(Serialize)]
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

/// `GET /api/v1/prefectures`
pub(super) async fn json(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct RegionEntry {
        code: &'static str,
        name: &'static str,
        count: usize,
        prefectures: Vec<PrefectureEntry>,
    }
    #[derive(Serialize)]
    struct PrefecturesResponse {
        regions: Vec<RegionEntry>,
    }
    let shading = shading(&params)?;
    let entry = |it| PrefectureEntry::new(it, shading);
    let regions = places::by_region(app.engine.summaries())
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

/// `GET /api/v1/prefectures/{code}`
pub(super) async fn one_json(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct PrefectureResponse<'a> {
        #[serde(flatten)]
        own: PrefectureEntry,
        cases: Vec<&'a CaseSummary>,
        neighbours: Vec<PrefectureEntry>,
    }
    let prefecture = prefecture(&code)?;
    let cases = app.engine.summaries();
    let home = params.visit(&app).home;
    let own = places::in_prefecture(cases, prefecture).nearest_first(home.as_deref());
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
