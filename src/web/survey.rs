//! `GET /survey`, the surveys of clinics, and its JSON.

use axum::Json;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use crate::record::Survey;
use crate::templates::SurveyPage;
use crate::views::survey;

/// `GET /survey`
pub(super) async fn page(ask: Ask) -> Markup {
    let engine = &ask.app.engine;
    let answers = engine.surveys().iter().map(survey::answers);
    ask.show(&SurveyPage {
        surveys: answers
            .map(|it| (engine.source(&it.survey.source), it))
            .collect(),
    })
}

#[derive(Serialize, ToSchema)]
pub(super) struct SurveyResponse<'a> {
    surveys: &'a [Survey],
}

/// `GET /api/v1/survey`
#[utoipa::path(get, path = "/survey", operation_id = "survey",
    summary = "診療所アンケート",
    responses((status = 200, description = "質問ごとの記録", body = SurveyResponse)))]
pub(super) async fn json(ask: Ask) -> Response {
    let surveys = ask.app.engine.surveys();
    Json(SurveyResponse { surveys }).into_response()
}
