//! The pages on which documents are taken in, as `renkei add` does on the command line:
//! on a listener of their own that only this machine reaches, opened by a key that the
//! terminal shows.
//!
//! The site knows nothing of them, and they know of the site only what it shows. What is
//! read of a document and how it is written is `intake`'s business.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::{Request, Response, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::IntoResponse;
use axum::routing::{any, get, post};
use tokio::sync::Semaphore;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;

use super::fault::{self, Fault};
use super::hosts::{self, Hosts};
use super::metrics::Metrics;
use super::serving::{Site, listen, without_base};
use super::{ServeError, assets, headers, log};
use crate::address;
use crate::address::admin::Admin as Addresses;
use crate::intake::{Extractor, Target};
use crate::templates::admin::{NoticePage, shell};
use desk::Desk;
use key::{Key, LOCKED};

mod desk;
mod documents;
mod key;
mod shelf;
mod upload;

/// How many files are read at once: each may take two gigabytes of memory.
const READERS: usize = 2;
/// Bytes of a form without a file.
const FORM: usize = 64 << 10;

/// Where documents will be taken in.
pub struct Admin {
    listener: TcpListener,
    key: Key,
    target: Target,
    extractor: Extractor,
}

impl Admin {
    /// Takes a port of this machine that no other machine reaches.
    pub fn new(port: u16, target: Target, extractor: Extractor) -> Result<Self, ServeError> {
        Ok(Self {
            listener: listen(&format!("{}:{port}", Ipv4Addr::LOCALHOST))?,
            key: Key::new()?,
            target,
            extractor,
        })
    }

    /// Where it is opened. Whoever knows it may take in documents.
    pub fn address(&self) -> io::Result<String> {
        let addresses = Addresses::new(self.key.as_str());
        let listener = self.listener.local_addr()?;
        Ok(format!("http://{listener}{}", addresses.desk()))
    }

    /// The listener, and what answers on it.
    pub(super) fn open(self, site: Arc<Site>) -> io::Result<(tokio::net::TcpListener, Door)> {
        let desk = Shared {
            addresses: Addresses::new(self.key.as_str()),
            desk: Desk::default(),
            readers: Semaphore::new(READERS),
            writing: Mutex::default(),
            target: self.target,
            extractor: self.extractor,
            site,
        };
        let door = Door {
            key: self.key,
            router: router(Arc::new(desk)),
        };
        Ok((tokio::net::TcpListener::from_std(self.listener)?, door))
    }
}

/// What handlers share.
struct Shared {
    addresses: Addresses,
    desk: Desk,
    readers: Semaphore,
    /// Held by who writes a document, so that the next one has a name of its own.
    writing: Mutex<()>,
    target: Target,
    extractor: Extractor,
    site: Arc<Site>,
}

/// Answers who has the key.
#[derive(Clone)]
pub(super) struct Door {
    key: Key,
    router: Router,
}

impl Door {
    /// Answers a request.
    pub(super) async fn answer(self, mut request: Request<Body>) -> Response<Body> {
        if let Some(uri) = without_base(request.uri(), address::base()) {
            *request.uri_mut() = uri;
        }
        *request.uri_mut() = self.key.unlock(request.uri());
        match self.router.oneshot(request).await {
            Ok(response) => response,
            Err(never) => {
                let never: Infallible = never;
                match never {}
            }
        }
    }
}

fn router(shared: Arc<Shared>) -> Router {
    let draw = {
        let shared = Arc::clone(&shared);
        move |response| {
            let shared = Arc::clone(&shared);
            async move { fault::complete(response, |fault| told(&shared, &fault)) }
        }
    };
    let sending = post(documents::upload).layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/admin", get(documents::desk).merge(sending))
        .route("/admin/template.docx", get(documents::template))
        .route(
            "/admin/documents/{number}",
            get(documents::show).post(documents::describe),
        )
        .route("/admin/documents/{number}/text", get(documents::text))
        .route(
            "/admin/documents/{number}/corrections",
            post(documents::correct),
        )
        .route(
            "/admin/documents/{number}/corrections/{place}/withdrawal",
            post(documents::withdraw),
        )
        .route("/admin/documents/{number}/acceptance", post(shelf::accept))
        .route(
            "/admin/documents/{number}/dismissal",
            post(documents::dismiss),
        )
        .route("/admin/shelved/{id}", get(shelf::shelved))
        .route("/assets/{file}", get(assets::serve))
        .route(LOCKED, any(async || Fault::Key))
        .fallback(async || Fault::NotFound)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(from_fn(key::check_origin))
        .layer(from_fn_with_state(Hosts::named(&[]), hosts::check))
        .layer(CatchPanicLayer::new())
        .layer(map_response(draw))
        .layer(map_response(headers::only_now))
        .layer(map_response(headers::secure))
        .layer(from_fn_with_state(None::<Metrics>, log::log))
        .with_state(shared)
}

/// A fault as a page of its own.
fn told(shared: &Shared, fault: &Fault) -> Response<Body> {
    let page = NoticePage {
        message: &fault.message(),
        hint: &fault.hint(),
    };
    let desk = match fault {
        // Who has not the key is not told it.
        Fault::Key | Fault::Origin | Fault::Host(_) => None,
        _ => Some(&shared.addresses),
    };
    (fault.status(), shell(&page, desk)).into_response()
}

/// The answer to a form that cannot be carried out: the page again, with the reason.
fn refused(page: maud::Markup) -> Response<Body> {
    let rendered = axum::Extension(fault::Rendered);
    (StatusCode::UNPROCESSABLE_ENTITY, rendered, page).into_response()
}
