//! The web: pages for browsers and JSON for programs, from one router.
//!
//! Handlers read parameters, ask the engine and hand plain values to a template;
//! they hold no markup and no query logic. One file answers a page, as HTML and as
//! JSON; errors are answered by `fault`.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, Uri};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::timeout::TimeoutLayer;

use crate::address;
use crate::gazetteer::Gazetteer;
use crate::record::Case;
use crate::search::{Engine, Filters, Query, Results};
use crate::statistics::Statistics;
use crate::upkeep::Kept;
use fault::Fault;
use hosts::Hosts;
use metrics::Metrics;
use tallies::Tallies;
use work::Work;

pub use admin::Admin;
pub use connections::Limits;
pub use edition::{EditionError, write_edition};
pub use serving::{Settings, Site, listen, serve};

mod about;
mod activity;
mod admin;
mod api;
mod ask;
mod assets;
mod cases;
mod catalogue;
mod compare;
mod connections;
mod description;
mod edition;
mod export;
mod fault;
mod headers;
mod health;
mod hosts;
mod items;
mod log;
mod metrics;
mod models;
mod needs;
mod own_town;
mod parameters;
mod params;
mod picks;
mod prefectures;
mod renewal;
mod search;
mod serving;
mod sources;
mod survey;
mod tables;
mod tallies;
mod towns;
mod work;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How hard answers are compressed: past this, each step costs several times the time
/// for a few bytes less.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(4);

/// Why the program cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or not ours.
    #[error("{listen}: cannot listen: {source}; choose another with --listen or --admin-port")]
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
    tallies: Arc<Tallies>,
}

impl App {
    /// The whole cases that meet the filters, in the collection's order.
    fn cases(&self, filters: &Filters) -> Result<Vec<Arc<Case>>, Fault> {
        Ok(self.engine.cases(filters)?)
    }

    fn search(&self, query: &Query) -> Result<Results, Fault> {
        Ok(self.engine.search(query)?)
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
    let shown = Shown {
        engine,
        concerns: Arc::default(),
    };
    routes(shown, Front::default())
}

/// What stands before the pages, and stays when they are renewed.
#[derive(Clone, Debug)]
struct Front {
    work: Work,
    hosts: Hosts,
    metrics: Option<Metrics>,
}

impl Default for Front {
    fn default() -> Self {
        Self {
            work: Work::new(),
            hosts: Hosts::ANY,
            metrics: None,
        }
    }
}

fn routes(shown: Shown, front: Front) -> Router {
    let edition = headers::Edition::of(&shown);
    let app = App {
        engine: shown.engine,
        concerns: shown.concerns,
        gazetteer: Arc::new(Gazetteer::built_in().unwrap_or_default()),
        statistics: Arc::new(Statistics::built_in().unwrap_or_default()),
        tallies: Arc::default(),
    };
    // What is made of cases, and so costs something.
    let made = Router::new()
        .route(address::SEARCH.path(), get(search::page))
        .route("/cases/{id}", get(cases::page))
        .route(address::TOWNS.path(), get(towns::page))
        .route(address::OWN_TOWN.path(), get(own_town::page))
        .route(address::PREFECTURES.path(), get(prefectures::page))
        .route("/prefectures/{code}", get(prefectures::one_page))
        .route(address::MODELS.path(), get(models::page))
        .route("/models/{code}", get(models::one_page))
        .route(address::NEEDS.path(), get(needs::page))
        .route("/needs/{code}", get(needs::one_page))
        .route(address::ITEMS.path(), get(items::page))
        .route("/items/{code}", get(items::one_page))
        .route(address::TABLES.path(), get(tables::page))
        .route(address::SURVEY.path(), get(survey::page))
        .route(address::COMPARE.path(), get(compare::page))
        .route("/sources/{id}", get(sources::page))
        .route(address::CHECK.path(), get(about::check))
        .route(address::LICENCES.path(), get(about::licences))
        .route(address::SBOM.path(), get(about::sbom))
        .route(address::DATA_PACKAGE.path(), get(catalogue::package))
        .route(address::CATALOGUE.path(), get(catalogue::entry))
        .route(address::FEED.path(), get(catalogue::newest))
        .route(address::SITE_MAP.path(), get(catalogue::map))
        .route(address::PICKS.path(), get(picks::page))
        .route(address::COMPARE_WORD.path(), get(compare::word))
        .route(address::COMPARE_EXCEL.path(), get(compare::excel))
        .merge(export::routes())
        .route(address::API_PAGE.path(), get(api::page))
        .nest(address::API, api::routes())
        .route("/readyz", get(health::readyz))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(front.work, work::make));
    Router::new()
        .route(address::HELP.path(), get(about::help))
        .route(address::ABOUT.path(), get(about::page))
        .route(address::DICTIONARY.path(), get(about::dictionary))
        .route("/assets/{file}", get(assets::serve))
        .route("/healthz", get(health::healthz))
        .merge(made)
        .merge(front.metrics.clone().map(metrics_route).unwrap_or_default())
        .fallback(elsewhere)
        .layer(from_fn_with_state(front.hosts, hosts::check))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIMEOUT,
        ))
        .layer(from_fn(fault::render))
        .layer(from_fn_with_state(edition, headers::cache))
        .layer(CompressionLayer::new().quality(COMPRESSION))
        .layer(map_response(headers::secure))
        .layer(from_fn_with_state(front.metrics, log::log))
        .layer(CatchPanicLayer::new())
        .with_state(app)
}

fn metrics_route(metrics: Metrics) -> Router<App> {
    Router::new().route("/metrics", get(metrics::show).with_state(metrics))
}

/// Where nothing stands: the address without its last slash may be meant. Never one on
/// another server, which an address with two slashes at its front is to a browser.
async fn elsewhere(uri: Uri) -> Result<Response, Fault> {
    let path = uri.path();
    let meant = path.trim_end_matches('/');
    let is_here = !meant.get(1..).unwrap_or("/").starts_with(['/', '\\']);
    if meant == path || !is_here {
        return Err(Fault::NotFound);
    }
    let query = uri.query().map(|it| format!("?{it}")).unwrap_or_default();
    Ok(Redirect::permanent(&address::at(&format!("{meant}{query}"))).into_response())
}
