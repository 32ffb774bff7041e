//! What goes with every answer: security headers and caching.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

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

/// What a page's validator stands for: pages change only with data and program, and
/// both only where the program starts or reads its corpus again.
#[derive(Clone, Debug)]
pub(super) struct Edition(HeaderValue);

impl Edition {
    /// An edition unlike any other. The clock has no say in it: it may be wrong.
    pub(super) fn new() -> Self {
        let tag = format!("W/\"{:016x}\"", fastrand::u64(..));
        Self(HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("W/\"0\"")))
    }

    /// Whether a client has it.
    fn is_known(&self, headers: &HeaderMap) -> bool {
        let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        let own = self.0.to_str().map(opaque).unwrap_or_default();
        headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|tag| tag.trim() == "*" || opaque(tag) == own)
    }
}

/// Lets clients keep what they have: an answer of this edition is not sent again.
/// Whether there is one is known only once it was made.
pub(super) async fn cache(
    State(edition): State<Edition>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_known = reads && edition.is_known(request.headers());
    let mut response = next.run(request).await;
    if response.headers().contains_key(header::CACHE_CONTROL) {
        return response;
    }
    let cacheable = reads && response.status() == StatusCode::OK;
    if cacheable && is_known {
        let vary = HeaderValue::from_name(header::ACCEPT_ENCODING);
        response = (StatusCode::NOT_MODIFIED, [(header::VARY, vary)]).into_response();
    }
    let headers = response.headers_mut();
    let control = if cacheable { "no-cache" } else { "no-store" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(control));
    if cacheable {
        headers.insert(header::ETAG, edition.0);
    }
    response
}
