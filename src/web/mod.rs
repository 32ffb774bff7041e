//! The web: pages for browsers and JSON for programs, from one router.
//!
//! Handlers read parameters, ask the engine and hand plain values to a template;
//! they hold no markup and no query logic. One file answers a page, as HTML and as
//! JSON; errors are answered by `fault`.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::address;
use crate::gazetteer::Gazetteer;
use crate::record::Case;
use crate::search::{Engine, Filters, Query, Results};
use crate::statistics::Statistics;
use crate::templates::Picking;
use crate::upkeep::Kept;
use crate::visit::Visit;
use fault::Fault;

pub use connections::Limits;
pub use serving::{Site, listen, serve};

mod about;
mod activity;
mod api;
mod assets;
mod cases;
mod compare;
mod connections;
mod export;
mod fault;
mod headers;
mod health;
mod items;
mod log;
mod models;
mod params;
mod prefectures;
mod search;
mod serving;
mod sources;
mod survey;
mod tables;
mod towns;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Why the program cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or not ours.
    #[error("{listen}: cannot listen: {source}; choose another address with --listen")]
    Listen {
        /// The address.
        listen: String,
        /// What the system said.
        source: io::Error,
    },
    /// Serving ended.
    #[error("the server stopped: {0}")]
    Serve(#[from] io::Error),
}

/// What handlers share.
#[derive(Clone)]
struct App {
    engine: Arc<Engine>,
    /// What the maintainer must look at.
    concerns: Arc<[String]>,
    gazetteer: Arc<Gazetteer>,
    statistics: Arc<Statistics>,
}

impl App {
    /// Asks the engine away from the threads that answer requests, so that the
    /// time limit holds and other requests go on.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Engine) -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let engine = Arc::clone(&self.engine);
        tokio::task::spawn_blocking(move || question(&engine))
            .await
            .map_err(|error| {
                tracing::error!(%error, "a question was not answered");
                Fault::Internal
            })
    }

    /// The whole cases that meet the filters, in the collection's order.
    async fn cases(&self, filters: Filters) -> Result<Vec<Arc<Case>>, Fault> {
        self.ask(move |engine| engine.cases(&filters))
            .await?
            .map_err(Fault::from)
    }

    /// The picks on a page whose address with other picks is `here`.
    fn picking<'a>(
        &'a self,
        visit: &'a Visit,
        here: impl Fn(&Visit) -> String + Send + Sync + 'a,
    ) -> Picking<'a> {
        let picked = visit.picks.ids().iter();
        Picking {
            cases: picked.filter_map(|id| self.engine.summary(id)).collect(),
            visit,
            here: Box::new(here),
        }
    }

    async fn search(&self, query: Query) -> Result<Results, Fault> {
        self.ask(move |engine| engine.search(&query))
            .await?
            .map_err(Fault::from)
    }
}

/// What the pages show.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    engine: Arc<Engine>,
    /// What the maintainer must look at.
    concerns: Arc<[String]>,
}

impl From<Kept> for Shown {
    fn from(kept: Kept) -> Self {
        Self {
            engine: Arc::new(kept.engine),
            concerns: kept.concerns.into(),
        }
    }
}

impl Shown {
    /// Tells the log what is shown now.
    fn log(&self) {
        let cases = self.engine.summaries().len();
        tracing::info!(cases, edition = self.engine.edition(), "shown");
        for concern in &*self.concerns {
            tracing::warn!("{concern}");
        }
    }
}

/// Every address, answered from an engine about which nothing is to be said.
pub fn router(engine: Arc<Engine>) -> Router {
    routes(Shown {
        engine,
        concerns: Arc::default(),
    })
}

fn routes(shown: Shown) -> Router {
    let app = App {
        engine: shown.engine,
        concerns: shown.concerns,
        gazetteer: Arc::new(Gazetteer::built_in().unwrap_or_default()),
        statistics: Arc::new(Statistics::built_in().unwrap_or_default()),
    };
    Router::new()
        .route(address::SEARCH, get(search::page))
        .route("/cases/{id}", get(cases::page))
        .route(address::TOWNS, get(towns::page))
        .route(address::PREFECTURES, get(prefectures::page))
        .route("/prefectures/{code}", get(prefectures::one_page))
        .route(address::MODELS, get(models::page))
        .route("/models/{code}", get(models::one_page))
        .route(address::ITEMS, get(items::page))
        .route("/items/{code}", get(items::one_page))
        .route(address::TABLES, get(tables::page))
        .route(address::SURVEY, get(survey::page))
        .route(address::COMPARE, get(compare::page))
        .route("/sources/{id}", get(sources::page))
        .route(address::HELP, get(about::help))
        .route(address::ABOUT, get(about::page))
        .route(address::CHECK, get(about::check))
        .route(address::DICTIONARY, get(about::dictionary))
        .route(address::EXPORT, get(export::csv))
        .nest(address::API, api::routes())
        .route("/assets/{file}", get(assets::serve))
        .fallback(|| async { Fault::NotFound })
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIMEOUT,
        ))
        .layer(from_fn(fault::render))
        .merge(health::routes())
        .layer(from_fn_with_state(headers::Edition::now(), headers::cache))
        .layer(CompressionLayer::new())
        .layer(map_response(headers::secure))
        .layer(from_fn(log::log))
        .layer(CatchPanicLayer::new())
        .with_state(app)
}
