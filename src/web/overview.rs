//! `GET` the pages beside the search, and their JSON siblings' common questions.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use maud::Markup;

use super::fault::Fault;
use super::params::Params;
use super::picks::{MAX_PICKS, Picks};
use super::{App, address};
use crate::overview::tables::Sorting;
use crate::overview::topics::{self, Row, Topic};
use crate::overview::towns::TownsQuery;
use crate::overview::{models, places, sheet, survey, tables, towns};
use crate::record::{Case, CaseSummary};
use crate::search::{Engine, FacetName, FacetValue, Filters, ParameterError, Query, Range};
use crate::templates::{
    ComparePage, ModelPage, ModelsPage, Picking, PrefecturePage, PrefecturesPage, SurveyPage,
    TablesPage, TopicPage, TopicsPage, TownsPage, shell,
};
use crate::vocabulary::{Model, Prefecture};

/// The pages' router.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(address::TOWNS, get(towns_page))
        .route(address::PREFECTURES, get(prefectures_page))
        .route("/prefectures/{code}", get(prefecture_page))
        .route(address::MODELS, get(models_page))
        .route("/models/{code}", get(model_page))
        .route(address::ITEMS, get(topics_page))
        .route("/items/{code}", get(topic_page))
        .route(address::TABLES, get(tables_page))
        .route(address::SURVEY, get(survey_page))
        .route(address::COMPARE, get(compare_page))
}

impl App {
    /// How many cases meet the filters, and their counts by population band.
    pub(super) async fn bands(&self, filters: Filters) -> Result<(usize, Vec<FacetValue>), Fault> {
        let query = Query {
            filters,
            per_page: 1,
            ..Query::default()
        };
        let results = self.search(query).await?;
        let bands = results
            .facets
            .into_iter()
            .find(|facet| facet.name == FacetName::Pop)
            .map(|facet| facet.values)
            .unwrap_or_default();
        Ok((results.total, bands))
    }

    /// Every topic with its counts by population band.
    pub(super) async fn topic_rows(&self) -> Result<Vec<Row>, Fault> {
        let mut rows = Vec::new();
        for topic in Topic::all() {
            let (total, bands) = self.bands(topic.filters()).await?;
            rows.push(Row::new(topic, total, bands));
        }
        Ok(rows)
    }
}

/// The order that the table of all cases is asked in.
pub(super) fn sorting(params: &Params) -> Result<Sorting, Fault> {
    let Some(value) = params.get("sort") else {
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

/// The cases of these models.
pub(super) fn of_models(models: &[Model]) -> Filters {
    Filters {
        model: models.to_vec(),
        ..Filters::default()
    }
}

/// The cases of a topic in these population bands; in all of them where none is
/// chosen.
pub(super) fn in_bands(topic: Topic, bands: &[Range]) -> Filters {
    Filters {
        pop: bands.to_vec(),
        ..topic.filters()
    }
}

/// The cases that are asked to stand side by side.
pub(super) struct Compared<'a> {
    /// Those that do, in short.
    pub(super) heads: Vec<&'a CaseSummary>,
    /// The same, whole.
    pub(super) cases: Vec<Arc<Case>>,
    /// Those that have no room.
    pub(super) left_out: Vec<&'a CaseSummary>,
    /// The ids that are no cases.
    pub(super) unknown: Vec<String>,
}

/// Reads `case=…&case=…`, each case once.
pub(super) fn compared<'a>(params: &Params, engine: &'a Engine) -> Result<Compared<'a>, Fault> {
    let mut heads: Vec<&CaseSummary> = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    for id in params.all("case") {
        match engine.summary(id) {
            Some(case) if heads.iter().all(|it| it.id != case.id) => heads.push(case),
            Some(_) => {}
            None => unknown.push(id.to_owned()),
        }
    }
    let left_out = heads.split_off(heads.len().min(MAX_PICKS));
    let cases = heads
        .iter()
        .filter_map(|it| engine.case(&it.id).transpose())
        .collect::<Result<_, _>>()?;
    Ok(Compared {
        heads,
        cases,
        left_out,
        unknown,
    })
}

/// The picks on a page whose address with other picks is `here`.
pub(super) fn picking<'a>(
    engine: &'a Engine,
    picks: &'a Picks,
    here: impl Fn(&Picks) -> String + Send + Sync + 'a,
) -> Picking<'a> {
    Picking {
        cases: picks
            .ids()
            .iter()
            .filter_map(|id| engine.summary(id))
            .collect(),
        picks,
        here: Box::new(here),
    }
}

/// `GET /towns`
async fn towns_page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let query = TownsQuery::from_pairs(params.pairs())?;
    let picks = params.picks(&app.engine);
    let bands = app.bands(Filters::default()).await?.1;
    Ok(shell(&TownsPage {
        query: &query,
        answer: towns::answer(&query, app.engine.summaries(), &app.gazetteer),
        bands: bands
            .into_iter()
            .filter(|band| Range::parse(&band.value) != Some(Range::Unknown))
            .collect(),
        picking: picking(&app.engine, &picks, |picks| address::towns(&query, picks)),
    }))
}

/// `GET /prefectures`
async fn prefectures_page(State(app): State<App>, params: Params) -> Markup {
    shell(&PrefecturesPage {
        regions: places::by_region(app.engine.summaries()),
        picks: &params.picks(&app.engine),
    })
}

/// `GET /prefectures/{code}`
async fn prefecture_page(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Markup, Fault> {
    let prefecture = prefecture(&code)?;
    let picks = params.picks(&app.engine);
    let cases = app.engine.summaries();
    Ok(shell(&PrefecturePage {
        own: places::in_prefecture(cases, prefecture),
        neighbours: places::neighbours(prefecture)
            .into_iter()
            .map(|neighbour| places::in_prefecture(cases, neighbour))
            .collect(),
        nearest: places::nearest_with_cases(cases, prefecture),
        in_region: cases
            .iter()
            .filter(|case| case.region() == Some(prefecture.region()))
            .count(),
        picking: picking(&app.engine, &picks, |picks| {
            address::prefecture(prefecture, picks)
        }),
    }))
}

/// `GET /models`
async fn models_page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let cases = app.cases(of_models(Model::ALL)).await?;
    Ok(shell(&ModelsPage {
        models: models::all(&cases),
        picks: &params.picks(&app.engine),
    }))
}

/// `GET /models/{code}`
async fn model_page(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Markup, Fault> {
    let model = model(&code)?;
    let picks = params.picks(&app.engine);
    let cases = app.cases(of_models(&[model])).await?;
    Ok(shell(&ModelPage {
        model: models::of_model(&cases, model),
        picking: picking(&app.engine, &picks, |picks| address::model(model, picks)),
    }))
}

/// `GET /items`
async fn topics_page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    Ok(shell(&TopicsPage {
        rows: app.topic_rows().await?,
        picks: params.picks(&app.engine),
    }))
}

/// `GET /items/{code}`
async fn topic_page(
    State(app): State<App>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Markup, Fault> {
    let topic = topic(&code)?;
    let chosen = params.query(&app.engine)?.filters.pop;
    let picks = params.picks(&app.engine);
    let (total, bands) = app.bands(topic.filters()).await?;
    let cases = app.cases(in_bands(topic, &chosen)).await?;
    Ok(shell(&TopicPage {
        topic,
        parts: topics::parts(&cases, topic),
        bands,
        total,
        picking: picking(&app.engine, &picks, {
            let chosen = chosen.clone();
            move |picks| address::topic(topic, &chosen, picks)
        }),
        chosen,
    }))
}

/// `GET /tables`
async fn tables_page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let sorting = sorting(&params)?;
    let picks = params.picks(&app.engine);
    Ok(shell(&TablesPage {
        orderings: app.engine.orderings(),
        cases: tables::sorted(app.engine.summaries(), sorting),
        sorting,
        picking: picking(&app.engine, &picks, |picks| address::tables(sorting, picks)),
    }))
}

/// `GET /survey`
async fn survey_page(State(app): State<App>) -> Markup {
    let engine = &app.engine;
    let answers = engine.surveys().iter().map(survey::answers);
    shell(&SurveyPage {
        surveys: answers
            .map(|it| (engine.source(&it.survey.source), it))
            .collect(),
    })
}

/// `GET /compare?case=…&case=…`
async fn compare_page(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let engine = &app.engine;
    let asked = compared(&params, engine)?;
    let sheet = sheet::sheet(&asked.cases);
    let mut proposals: Vec<&CaseSummary> = Vec::new();
    for id in sheet.cases.iter().flat_map(|case| &case.similar) {
        if let Some(case) = engine.summary(id) {
            let listed = asked.heads.iter().chain(&proposals);
            if !listed.into_iter().any(|it| it.id == case.id) {
                proposals.push(case);
            }
        }
    }
    Ok(shell(&ComparePage {
        sources: sheet
            .cases
            .iter()
            .map(|case| engine.source(&case.source))
            .collect(),
        picks: Picks::new(sheet.cases.iter().map(|case| case.id.clone())),
        sheet,
        heads: asked.heads,
        unknown: asked.unknown,
        left_out: asked.left_out,
        proposals,
    }))
}

/// The prefecture of an address.
pub(super) fn prefecture(code: &str) -> Result<Prefecture, Fault> {
    Prefecture::from_code(code).ok_or_else(|| {
        no_term(
            "都道府県の番号",
            code,
            "都道府県は 01 から 47 の2桁の番号で指定してください".to_owned(),
        )
    })
}

/// The model of an address.
pub(super) fn model(code: &str) -> Result<Model, Fault> {
    Model::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Model::ALL.iter().map(|it| it.code()).collect();
        let hint = format!("連携モデルは {} のどれかです", codes.join("・"));
        no_term("連携モデル", code, hint)
    })
}

/// The topic of an address.
pub(super) fn topic(code: &str) -> Result<Topic, Fault> {
    Topic::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Topic::all().map(Topic::code).collect();
        let hint = format!("事業項目と場面は {} のどれかです", codes.join("・"));
        no_term("事業項目・場面", code, hint)
    })
}

fn no_term(what: &str, code: &str, hint: String) -> Fault {
    Fault::NoTerm(ParameterError {
        parameter: what.to_owned(),
        value: code.to_owned(),
        hint,
    })
}
