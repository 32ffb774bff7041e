//! `GET` the pages.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::App;
use super::address;
use super::fault::Fault;
use super::overview::picking;
use super::params::{self, Params};
use crate::comparable::{Weights, rank_beside};
use crate::overview::{source_text, sources};
use crate::record::{Case, CaseSummary};
use crate::search::Engine;
use crate::templates::{
    AboutPage, CasePage, CheckPage, DictionaryPage, HelpPage, SearchPage, SourcePage, shell,
};

/// `GET /`
pub(super) async fn search(State(app): State<App>, params: Params) -> Result<Markup, Fault> {
    let query = params.query(&app.engine)?;
    let picks = params.picks(&app.engine);
    let results = app.search(query.clone()).await?;
    Ok(shell(&SearchPage {
        results: &results,
        picking: picking(&app.engine, &picks, |picks| address::search(&query, picks)),
        cases: app.engine.summaries().len(),
    }))
}

/// `GET /cases/{id}`
pub(super) async fn case(
    State(app): State<App>,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, Fault> {
    let engine = &app.engine;
    // Links to a survey from when it was shown as a case.
    if engine.surveys().iter().any(|survey| survey.id == id) {
        return Ok(Redirect::permanent(address::SURVEY).into_response());
    }
    let case = engine.case(&id)?.ok_or(Fault::NoCase(id))?;
    let neighbours = engine
        .summaries()
        .iter()
        .filter(|other| {
            other.id != case.id && other.prefecture.is_some() && other.prefecture == case.prefecture
        })
        .collect();
    let page = shell(&CasePage {
        case: &case,
        source: engine.source(&case.source),
        similar: similar(engine, &case),
        neighbours,
        picks: &params.picks(engine),
    });
    Ok(page.into_response())
}

/// The most comparable cases, each with how it differs in words.
fn similar<'a>(engine: &'a Engine, case: &Case) -> Vec<(&'a CaseSummary, String)> {
    let nearest = case.similar.iter().filter_map(|id| engine.summary(id));
    rank_beside(&CaseSummary::from(case), nearest, Weights::default())
        .ranked
        .into_iter()
        .map(|ranked| {
            let words = ranked.comparison.reasons().join("・");
            let words = match ranked.part {
                Some(town) => format!("{town}：{words}"),
                None => words,
            };
            (ranked.case, words)
        })
        .collect()
}

/// `GET /sources/{id}`
pub(super) async fn source(
    State(app): State<App>,
    Path(id): Path<String>,
    params: Params,
) -> Result<Markup, Fault> {
    let engine = &app.engine;
    let source = params::source(engine, &id)?;
    let reports = &engine.report().sources;
    let report = reports.iter().find(|report| report.source == id);
    Ok(shell(&SourcePage {
        source,
        text: source_text::page(engine.text(&id), params.text_page()?),
        withheld: report
            .map(|report| report.withheld.clone())
            .unwrap_or_default(),
    }))
}

/// `GET /help`
pub(super) async fn help() -> Markup {
    shell(&HelpPage)
}

/// `GET /about`
pub(super) async fn about(State(app): State<App>) -> Markup {
    let engine = &app.engine;
    shell(&AboutPage {
        sources: sources::all(engine.sources(), engine.summaries()),
        cases: engine.summaries().len(),
        surveys: engine.surveys().len(),
        report: engine.report(),
        edition: engine.edition(),
    })
}

/// `GET /about/check`
pub(super) async fn check(State(app): State<App>) -> Markup {
    let engine = &app.engine;
    let report = engine.report();
    let doubted = report.sources.iter().flat_map(|source| &source.doubts);
    shell(&CheckPage {
        sources: engine.sources(),
        report,
        cases: doubted
            .filter_map(|doubt| doubt.case.as_deref())
            .filter_map(|id| Some((id, engine.summary(id)?)))
            .collect::<HashMap<_, _>>(),
    })
}

/// `GET /about/dictionary`
pub(super) async fn dictionary() -> Markup {
    shell(&DictionaryPage {
        terms: crate::language::DICTIONARY_TERMS,
    })
}
