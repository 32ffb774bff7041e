//! `GET /models` and one of them, and their JSON.

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
use crate::search::{FacetName, Filters};
use crate::templates::{ModelPage, ModelsPage};
use crate::views::models::{self, Carrier, ModelCases, Sizes, carrying, diagram};
use crate::vocabulary::Model;

/// `GET /models`
pub(super) async fn page(ask: Ask) -> Result<Markup, Fault> {
    let cases = ask.app.cases(&carrying(Model::ALL))?;
    Ok(ask.show(&ModelsPage {
        models: models::all(&cases, ask.home()),
        sizes: ask.app.model_sizes()?,
        visit: &ask.visit,
    }))
}

/// `GET /models/{code}`
pub(super) async fn one_page(ask: Ask, Path(code): Path<String>) -> Result<Markup, Fault> {
    let (model, filters) = narrowed(&ask, &code)?;
    let cases = ask.app.cases(&filters)?;
    let sizes = filters.chosen(FacetName::Pop).to_vec();
    Ok(ask.show(&ModelPage {
        model: models::of_model(&cases, model).in_order(ask.home()),
        filters,
        picking: ask.picking(move |visit| address::model_of_size(model, &sizes, visit)),
    }))
}

#[derive(Serialize, ToSchema)]
pub(super) struct ModelEntry<'a> {
    code: Model,
    label: &'static str,
    tree: &'static str,
    /// How it works, in a sentence.
    summary: &'static str,
    count: usize,
    /// The regions that the report itself lists under it.
    printed: Vec<Carrier<'a>>,
    /// The write-ups that describe the same in their own words.
    inferred: Vec<Carrier<'a>>,
}

impl<'a> From<ModelCases<'a>> for ModelEntry<'a> {
    fn from(it: ModelCases<'a>) -> Self {
        Self {
            code: it.model,
            label: it.model.label(),
            tree: it.model.tree().label(),
            summary: diagram::diagram(it.model).summary,
            count: it.count(),
            printed: it.printed,
            inferred: it.inferred,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(super) struct ModelsResponse<'a> {
    models: Vec<ModelEntry<'a>>,
    sizes: &'a [Sizes],
}

/// `GET /api/v1/models`
#[utoipa::path(get, path = "/models", operation_id = "models",
    summary = "連携モデルごとの事例。人口による内訳つき",
    params(parameters::Home),
    responses((status = 200, description = "19のモデル", body = ModelsResponse)))]
pub(super) async fn json(ask: Ask) -> Result<Response, Fault> {
    let cases = ask.app.cases(&carrying(Model::ALL))?;
    let models = models::all(&cases, ask.home()).into_iter();
    let response = ModelsResponse {
        models: models.map(Into::into).collect(),
        sizes: ask.app.model_sizes()?,
    };
    Ok(Json(response).into_response())
}

/// `GET /api/v1/models/{code}`
#[utoipa::path(get, path = "/models/{code}", operation_id = "model",
    summary = "連携モデルの事例と根拠",
    params(
        ("code" = Model, Path, description = "連携モデルの記号", example = "B2"),
        parameters::OfSize, parameters::Home),
    responses((status = 200, description = "報告書の地域と、同じ形の事例", body = ModelEntry)))]
pub(super) async fn one_json(ask: Ask, Path(code): Path<String>) -> Result<Response, Fault> {
    let (model, filters) = narrowed(&ask, &code)?;
    let cases = ask.app.cases(&filters)?;
    let entry = models::of_model(&cases, model).in_order(ask.home());
    Ok(Json(ModelEntry::from(entry)).into_response())
}

/// The model that an address names, and the filter for its cases of the sizes that it
/// asks for.
fn narrowed(ask: &Ask, code: &str) -> Result<(Model, Filters), Fault> {
    let model = Model::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Model::ALL.iter().map(|it| it.code()).collect();
        let hint = format!("連携モデルは {} のどれかです", codes.join("・"));
        no_term("連携モデル", code, hint)
    })?;
    let sizes = ask.query()?.filters.only(&[FacetName::Pop]);
    Ok((model, sizes.and(carrying(&[model]))))
}
