//! The web: pages for browsers and JSON for programs, from one router.
//!
//! Handlers read parameters, ask the engine and hand plain values to a template;
//! they hold no markup and no query logic. Addresses are built in `address`,
//! errors answered by `fault`.

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

use crate::gazetteer::Gazetteer;
use crate::record::Case;
use crate::search::{Engine, Filters, Query, Results};
use fault::Fault;

pub(crate) mod address;
mod api;
pub(crate) mod assets;
mod fault;
mod headers;
mod overview;
mod overview_api;
mod pages;
mod params;
pub(crate) mod picks;

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
    };
    Router::new()
        .route(address::SEARCH, get(pages::search))
        .route("/cases/{id}", get(pages::case))
        .route("/sources/{id}", get(pages::source))
        .route(address::HELP, get(pages::help))
        .route(address::ABOUT, get(pages::about))
        .route(address::CHECK, get(pages::check))
        .route(address::DICTIONARY, get(pages::dictionary))
        .merge(overview::routes())
        .route(address::EXPORT, get(api::export))
        .nest(address::API, api::routes())
        .route("/healthz", get(api::healthz))
        .route("/readyz", get(api::readyz))
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
