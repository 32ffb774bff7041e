//! The running server: what is shown, and how it is renewed and stopped.
//!
//! What is shown can be put in another's place while it runs: requests under way keep
//! what they began with. How connections are kept is `connections`' business.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, Uri};
use hyper::body::Incoming;
use tower::ServiceExt;

use super::admin::Admin;
use super::connections::{self, Limits};
use super::hosts::Hosts;
use super::metrics::Metrics;
use super::{Front, ServeError, Shown, renewal, routes};
use crate::address;
use crate::upkeep::{Footprint, Kept, Upkeep};

/// How many connections the few may have who take in documents.
const MAINTAINERS: usize = 32;

/// How the site is reached.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The path that its addresses begin with, such as `/renkei`; empty where it has a
    /// server of its own.
    pub base_path: String,
    /// The names by which it may be asked for beside the machine's addresses.
    pub hosts: Vec<String>,
    /// Whether `/metrics` shows counts.
    pub metrics: bool,
}

/// What is served, and from where it can be renewed.
#[derive(Debug)]
pub struct Site {
    upkeep: Upkeep,
    front: Front,
    current: ArcSwap<(Shown, Router)>,
    /// How things looked before what is shown was opened. Held while it is renewed.
    seen: Mutex<Footprint>,
}

impl Site {
    /// Serves an index that was opened. A program has one site: its base path is that of
    /// every address.
    pub fn new(upkeep: Upkeep, kept: Kept, settings: &Settings) -> Self {
        address::set_base(&settings.base_path);
        // What was accepted once is not accepted for ever.
        let upkeep = Upkeep {
            accept: false,
            ..upkeep
        };
        let front = Front {
            hosts: Hosts::named(&settings.hosts),
            metrics: settings.metrics.then(Metrics::new),
            ..Front::default()
        };
        Self {
            upkeep,
            seen: Mutex::new(kept.seen.clone()),
            current: ArcSwap::from_pointee(routed(kept.into(), &front)),
            front,
        }
    }

    /// Reads corpus and tables again and shows what they make, or what was shown with
    /// the reason why it stays. Takes as long as a build does.
    pub fn reload(&self) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        // What cannot be opened as it looks now is tried again once it looks otherwise.
        *seen = self.upkeep.footprint();
        let shown = match self.upkeep.open(&mut |_| {}) {
            Ok(kept) => {
                *seen = kept.seen.clone();
                Shown::from(kept)
            }
            Err(error) => {
                let current = self.current.load();
                Shown {
                    engine: Arc::clone(&current.0.engine),
                    concerns: vec![error.to_string()].into(),
                }
            }
        };
        shown.log();
        self.current.store(Arc::new(routed(shown, &self.front)));
    }

    /// How things look now, where they looked otherwise when what is shown was opened.
    pub(super) fn changed(&self) -> Option<Footprint> {
        let now = self.upkeep.footprint();
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        (now != *seen).then_some(now)
    }

    /// Whether cases of a source are shown.
    pub(super) fn shows(&self, source: &str) -> bool {
        self.current.load().0.engine.source(source).is_some()
    }

    /// What the maintainer must look at.
    pub(super) fn concerns(&self) -> Arc<[String]> {
        Arc::clone(&self.current.load().0.concerns)
    }

    /// Answers a request.
    pub async fn answer(&self, mut request: Request<Body>) -> Response<Body> {
        if let Some(uri) = without_base(request.uri(), address::base()) {
            *request.uri_mut() = uri;
        }
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

fn routed(shown: Shown, front: &Front) -> (Shown, Router) {
    let router = routes(shown.clone(), front.clone());
    (shown, router)
}

/// The address on this site of one that begins with the base path; none where it does
/// not, as when a proxy has taken that off.
pub(super) fn without_base(uri: &Uri, base: &str) -> Option<Uri> {
    let rest = uri.path().strip_prefix(base).filter(|_| !base.is_empty())?;
    if !rest.is_empty() && !rest.starts_with('/') {
        return None;
    }
    let path = if rest.is_empty() { "/" } else { rest };
    let query = uri.query().map(|it| format!("?{it}")).unwrap_or_default();
    format!("{path}{query}").parse().ok()
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
/// the limit allows. `ready` is called once signals are heeded. Documents are taken in
/// on a listener of their own, if at all.
pub async fn serve(
    site: Site,
    listener: TcpListener,
    admin: Option<Admin>,
    limits: Limits,
    ready: impl FnOnce(),
) -> Result<(), ServeError> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let site = Arc::new(site);
    let admin = admin.map(|it| it.open(Arc::clone(&site))).transpose()?;
    let admin_stopped = stopped()?;
    let taking_in = async move {
        if let Some((listener, door)) = admin {
            let answer =
                move |request: Request<Incoming>| door.clone().answer(request.map(Body::new));
            let limits = Limits {
                connections: MAINTAINERS,
                ..limits
            };
            connections::serve(listener, limits, answer, admin_stopped).await;
        }
    };
    let renewing = tokio::spawn(renewal::renew(Arc::clone(&site))?);
    let stopped = stopped()?;
    ready();
    let answer = move |request: Request<Incoming>| {
        let site = Arc::clone(&site);
        async move { site.answer(request.map(Body::new)).await }
    };
    tokio::join!(
        connections::serve(listener, limits, answer, stopped),
        taking_in
    );
    renewing.abort();
    Ok(())
}

/// Ends when the program is told to stop: Ctrl+C, or a service manager's signal.
#[cfg(unix)]
fn stopped() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stopped() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without the signal there is nothing to wait for but the end of the process.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_path_is_taken_off_where_it_stands_whole() {
        for (address, meant) in [
            ("/renkei", Some("/")),
            ("/renkei/", Some("/")),
            ("/renkei/help?q=1", Some("/help?q=1")),
            ("/renkeis", None),
            ("/help", None),
        ] {
            let uri = without_base(&address.parse().unwrap(), "/renkei");
            assert_eq!(uri.map(|it| it.to_string()).as_deref(), meant, "{address}");
        }
        assert_eq!(without_base(&"/help".parse().unwrap(), ""), None);
    }
}
