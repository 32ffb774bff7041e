//! What goes with every answer: security headers and caching.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;
use std::time::SystemTime;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::Shown;
use crate::clock;

/// Everything from here, nothing inline, nothing framed.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Adds the security headers.
pub(super) async fn secure(mut response: Response) -> Response {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
    ];
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Lets nobody keep an answer that says nothing of it: what it shows changes, and is not
/// for others.
pub(super) async fn only_now(mut response: Response) -> Response {
    let control = HeaderValue::from_static("no-store");
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(control);
    response
}

/// What a page's validator stands for: pages change only with the data, with what the
/// maintainer must look at and with the program. Two servers of the same agree.
#[derive(Clone, Debug)]
pub(super) struct Edition(String);

impl Edition {
    /// The edition of pages that show this.
    pub(super) fn of(shown: &Shown) -> Self {
        let mut hasher = DefaultHasher::new();
        (shown.engine.edition(), &shown.concerns, &*PROGRAM).hash(&mut hasher);
        Self(format!("{:016x}", hasher.finish()))
    }

    /// The validator for today: some pages say when they were looked at.
    fn tag(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&format!("W/\"{}-{}\"", self.0, clock::today())).ok()
    }
}

/// The program that draws the pages: its version and, while it is worked on, when it was
/// built and how long it is.
static PROGRAM: LazyLock<(&str, Option<SystemTime>, u64)> = LazyLock::new(|| {
    let file = env::current_exe().and_then(fs::metadata).ok();
    let built = file.as_ref().and_then(|it| it.modified().ok());
    let length = file.map_or(0, |it| it.len());
    (env!("CARGO_PKG_VERSION"), built, length)
});

/// Whether a client has what a validator stands for.
fn is_known(own: &HeaderValue, headers: &HeaderMap) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let own = own.to_str().map(opaque).unwrap_or_default();
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim() == "*" || opaque(tag) == own)
}

/// Lets clients keep what they have: an answer of this edition is not sent again.
/// Whether there is one is known only once it was made.
pub(super) async fn cache(
    State(edition): State<Edition>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let tag = edition.tag();
    let is_known = reads
        && tag
            .as_ref()
            .is_some_and(|tag| is_known(tag, request.headers()));
    let mut response = next.run(request).await;
    if response.headers().contains_key(header::CACHE_CONTROL) {
        return response;
    }
    let cacheable = reads && response.status() == StatusCode::OK;
    if cacheable && is_known {
        let vary = HeaderValue::from_name(header::ACCEPT_ENCODING);
        let (mut parts, _) = response.into_parts();
        parts.status = StatusCode::NOT_MODIFIED;
        for name in [
            header::CONTENT_TYPE,
            header::CONTENT_LENGTH,
            header::CONTENT_DISPOSITION,
        ] {
            parts.headers.remove(name);
        }
        parts.headers.append(header::VARY, vary);
        response = Response::from_parts(parts, Body::empty());
    }
    let headers = response.headers_mut();
    let control = if cacheable { "no-cache" } else { "no-store" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(control));
    if let Some(tag) = tag.filter(|_| cacheable) {
        headers.insert(header::ETAG, tag);
    }
    response
}
