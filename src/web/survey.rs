//! `GET /survey`, the surveys of clinics, and its JSON.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::params::Params;
use crate::record::Survey;
use crate::templates::{SurveyPage, shell};
use crate::views::survey;

/// `GET /survey`
pub(super) async fn page(State(app): State<App>, params: Params) -> Markup {
    let visit = params.visit(&app);
    let engine = &app.engine;
    let answers = engine.surveys().iter().map(survey::answers);
    shell(
        &SurveyPage {
            surveys: answers
                .map(|it| (engine.source(&it.survey.source), it))
                .collect(),
        },
        &visit,
    )
}

/// `GET /api/v1/survey`
pub(super) async fn json(State(app): State<App>) -> Response {
    #[derive(Serialize)]
    struct SurveyResponse<'a> {
        surveys: &'a [Survey],
    }
    let surveys = app.engine.surveys();
    Json(SurveyResponse { surveys }).into_response()
}
