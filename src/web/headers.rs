//! What goes with every answer: security headers and caching.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
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

/// What a page's validator stands for: pages change only with data and program,
/// and both only with a start of the program.
#[derive(Clone, Debug)]
pub(super) struct Edition(HeaderValue);

impl Edition {
    /// The edition of this start.
    pub(super) fn now() -> Self {
        let started = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or(Duration::ZERO);
        let tag = format!("W/\"{:x}\"", started.as_nanos());
        Self(HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("W/\"0\"")))
    }
}

/// Lets clients keep what they have: an answer of this edition is not sent again.
pub(super) async fn cache(
    State(Edition(tag)): State<Edition>,
    request: Request,
    next: Next,
) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH) == Some(&tag);
    if known {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let mut response = next.run(request).await;
    let cacheable = response.status() == StatusCode::OK;
    let headers: &mut HeaderMap = response.headers_mut();
    if !headers.contains_key(header::CACHE_CONTROL) {
        let control = if cacheable { "no-cache" } else { "no-store" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(control));
        if cacheable {
            headers.insert(header::ETAG, tag);
        }
    }
    response
}
