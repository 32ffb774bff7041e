//! `GET /models` and one of them, and their JSON.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Serialize;

use super::App;
use super::fault::Fault;
use super::items::classes;
use super::params::{Params, no_term};
use crate::address;
use crate::search::{FacetName, Filters, Query};
use crate::templates::{ModelPage, ModelsPage, shell};
use crate::views::models::{self, Carrier, ModelCases, Sizes, diagram};
use crate::views::shares::shares;
use crate::vocabulary::Model;

impl App {
    /// Every model with its shares of the cases of each size.
    fn model_sizes(&self) -> Result<Vec<Sizes>, Fault> {
        let counted = |filters| {
            let query = Query {
                filters,
                per_page: 1,
                ..Query::default()
            };
            Ok::<_, Fault>(classes(&self.search(&query)?, FacetName::Pop))
        };
        let all = counted(Filters::default())?;
        let of = |&model: &Model| {
            let shares = shares(counted(of_models(&[model]))?, &all);
            Ok(Sizes { model, shares })
        };
        Model::ALL.iter().map(of).collect()
    }
}

/// `GET /models`
pub(super) async fn page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let cases = app.cases(&of_models(Model::ALL))?;
    let visit = params.visit(&app);
    Ok(shell(
        &ModelsPage {
            models: models::all(&cases, visit.home.as_deref()),
            sizes: app.model_sizes()?,
            visit: &visit,
        },
        &visit,
    ))
}

/// `GET /models/{code}`
pub(super) async fn one_page(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Markup, Fault> {
    let model = model(&code)?;
    let visit = params.visit(&app);
    let filters = narrowed(model, &params, &app)?;
    let cases = app.cases(&filters)?;
    let sizes = filters.chosen(FacetName::Pop).to_vec();
    Ok(shell(
        &ModelPage {
            model: models::of_model(&cases, model).in_order(visit.home.as_deref()),
            filters,
            picking: app.picking(&visit, move |visit| {
                address::model_of_size(model, &sizes, visit)
            }),
        },
        &visit,
    ))
}

#[derive(Serialize)]
struct ModelEntry<'a> {
    code: Model,
    label: &'static str,
    tree: &'static str,
    summary: &'static str,
    count: usize,
    printed: Vec<Carrier<'a>>,
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

/// `GET /api/v1/models`
pub(super) async fn json(State(app): State<App>, params: Params) -> Result<Response, Fault> {
    #[derive(Serialize)]
    struct ModelsResponse<'a> {
        models: Vec<ModelEntry<'a>>,
        sizes: Vec<Sizes>,
    }
    let cases = app.cases(&of_models(Model::ALL))?;
    let home = params.visit(&app).home;
    let models = models::all(&cases, home.as_deref())
        .into_iter()
        .map(Into::into)
        .collect();
    let sizes = app.model_sizes()?;
    Ok(Json(ModelsResponse { models, sizes }).into_response())
}

/// `GET /api/v1/models/{code}`
pub(super) async fn one_json(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Response, Fault> {
    let model = model(&code)?;
    let cases = app.cases(&narrowed(model, &params, &app)?)?;
    let home = params.visit(&app).home;
    let entry = models::of_model(&cases, model).in_order(home.as_deref());
    Ok(Json(ModelEntry::from(entry)).into_response())
}

/// The cases of these models.
fn of_models(models: &[Model]) -> Filters {
    Filters::of(FacetName::Model, models)
}

/// The cases of a model, of the sizes that an address asks for.
fn narrowed(model: Model, params: &Params, app: &App) -> Result<Filters, Fault> {
    let asked = params.query(app)?.filters;
    Ok(asked.only(&[FacetName::Pop]).and(of_models(&[model])))
}

/// The model of an address.
fn model(code: &str) -> Result<Model, Fault> {
    Model::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Model::ALL.iter().map(|it| it.code()).collect();
        let hint = format!("連携モデルは {} のどれかです", codes.join("・"));
        no_term("連携モデル", code, hint)
    })
}
