//! The web: pages for browsers and JSON for programs, from one router.
//!
//! Handlers read parameters, ask the engine and hand plain values to a template;
//! they hold no markup and no query logic. One file answers a page, as HTML and as
//! JSON; errors are answered by `fault`.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::get;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::address;
use crate::gazetteer::Gazetteer;
use crate::record::Case;
use crate::search::{Engine, Filters, Query, Results};
use crate::statistics::Statistics;
use crate::templates::Picking;
use crate::visit::Visit;
use fault::Fault;

mod about;
mod api;
mod assets;
mod cases;
mod compare;
mod export;
mod fault;
mod headers;
mod health;
mod items;
mod models;
mod needs;
mod own_town;
mod params;
mod picks;
mod prefectures;
mod search;
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
        listen: SocketAddr,
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

/// Every address, answered from an engine.
pub fn router(engine: Arc<Engine>) -> Router {
    let app = App {
        engine,
        gazetteer: Arc::new(Gazetteer::built_in().unwrap_or_default()),
        statistics: Arc::new(Statistics::built_in().unwrap_or_default()),
    };
    Router::new()
        .route(address::SEARCH, get(search::page))
        .route("/cases/{id}", get(cases::page))
        .route(address::TOWNS, get(towns::page))
        .route(address::OWN_TOWN, get(own_town::page))
        .route(address::PREFECTURES, get(prefectures::page))
        .route("/prefectures/{code}", get(prefectures::one_page))
        .route(address::MODELS, get(models::page))
        .route("/models/{code}", get(models::one_page))
        .route(address::NEEDS, get(needs::page))
        .route("/needs/{code}", get(needs::one_page))
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
        .route(address::PICKS, get(picks::page))
        .route(address::COMPARE_WORD, get(compare::word))
        .route(address::COMPARE_EXCEL, get(compare::excel))
        .merge(export::routes())
        .nest(address::API, api::routes())
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/assets/{file}", get(assets::serve))
        .fallback(|| async { Fault::NotFound })
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIMEOUT,
        ))
        .layer(from_fn(fault::render))
        .layer(from_fn_with_state(headers::Edition::now(), headers::cache))
        .layer(CompressionLayer::new())
        .layer(map_response(headers::secure))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(headers::span)
                .on_request(())
                .on_response(headers::log),
        )
        .with_state(app)
}

/// Serves until the program is told to stop; requests under way are answered.
///
/// `ready` is called with the address once it listens.
pub async fn serve(
    engine: Engine,
    listen: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|source| ServeError::Listen { listen, source })?;
    ready(listener.local_addr()?);
    axum::serve(listener, router(Arc::new(engine)))
        .with_graceful_shutdown(stopped())
        .await?;
    Ok(())
}

/// Ends when the program is told to stop: Ctrl+C, or a service manager's signal.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // Without the signal there is nothing to wait for but the end of the process.
    if interrupted.await.is_err() {
        std::future::pending::<()>().await;
    }
}
