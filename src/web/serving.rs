//! The running server: what is shown, and how it is renewed and stopped.
//!
//! What is shown can be put in another's place while it runs: requests under way keep
//! what they began with. How connections are kept is `connections`' business.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;

use arc_swap::ArcSwap;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use tower::ServiceExt;

use super::connections::{self, Limits};
use super::work::Work;
use super::{ServeError, Shown, routes};
use crate::upkeep::{Kept, Upkeep};

/// What is served, and from where it can be renewed.
#[derive(Debug)]
pub struct Site {
    upkeep: Upkeep,
    work: Work,
    current: ArcSwap<(Shown, Router)>,
}

impl Site {
    /// Serves an index that was opened.
    pub fn new(upkeep: Upkeep, kept: Kept) -> Self {
        // What was accepted once is not accepted for ever.
        let upkeep = Upkeep {
            accept: false,
            ..upkeep
        };
        let work = Work::new();
        Self {
            upkeep,
            current: ArcSwap::from_pointee(routed(kept.into(), &work)),
            work,
        }
    }

    /// Reads corpus and tables again and shows what they make, or what was shown with
    /// the reason why it stays. Takes as long as a build does.
    pub fn reload(&self) {
        let shown = match self.upkeep.open(&mut |_| {}) {
            Ok(kept) => Shown::from(kept),
            Err(error) => {
                let current = self.current.load();
                Shown {
                    engine: Arc::clone(&current.0.engine),
                    concerns: vec![error.to_string()].into(),
                }
            }
        };
        shown.log();
        self.current.store(Arc::new(routed(shown, &self.work)));
    }

    /// Answers a request.
    pub async fn answer(&self, request: Request<Body>) -> Response<Body> {
        let router = self.current.load().1.clone();
        match router.oneshot(request).await {
            Ok(response) => response,
            Err(never) => {
                let never: Infallible = never;
                match never {}
            }
        }
    }
}

fn routed(shown: Shown, work: &Work) -> (Shown, Router) {
    let router = routes(shown.clone(), work.clone());
    (shown, router)
}

/// Takes an address, before anything that takes long: a name is looked up, a port that
/// is taken is found.
pub fn listen(address: &str) -> Result<TcpListener, ServeError> {
    let error = |source| ServeError::Listen {
        listen: address.to_owned(),
        source,
    };
    let addresses: Vec<SocketAddr> = address.to_socket_addrs().map_err(error)?.collect();
    let listener = TcpListener::bind(&*addresses).map_err(error)?;
    listener.set_nonblocking(true).map_err(error)?;
    Ok(listener)
}

/// Serves until the program is told to stop; requests under way are answered as far as
/// the limit allows.
pub async fn serve(site: Site, listener: TcpListener, limits: Limits) -> Result<(), ServeError> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let site = Arc::new(site);
    let reloading = tokio::spawn(reload_when_told(Arc::clone(&site)));
    let answer = move |request: Request<Incoming>| {
        let site = Arc::clone(&site);
        async move { site.answer(request.map(Body::new)).await }
    };
    connections::serve(listener, limits, answer, stopped()).await;
    reloading.abort();
    Ok(())
}

/// Renews what is shown at every SIGHUP, as service managers send it.
#[cfg(unix)]
async fn reload_when_told(site: Arc<Site>) {
    use tokio::signal::unix::{SignalKind, signal};
    let mut told = match signal(SignalKind::hangup()) {
        Ok(told) => told,
        Err(error) => {
            tracing::warn!(%error, "SIGHUP cannot be listened for");
            return;
        }
    };
    while told.recv().await.is_some() {
        let site = Arc::clone(&site);
        if let Err(error) = tokio::task::spawn_blocking(move || site.reload()).await {
            tracing::error!(%error, "what is shown could not be renewed");
        }
    }
}

#[cfg(not(unix))]
async fn reload_when_told(_: Arc<Site>) {}

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
