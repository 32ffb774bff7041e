//! The log line of a request, and its count.
//!
//! Also of one whose client left before it was answered: what cost time must be seen.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use super::metrics::Metrics;

/// How many characters of a path are logged: no case or source has a longer one, and
/// a log must not be filled by one client.
const PATH: usize = 200;

/// Logs a request once it is answered, or left. What was searched for is nobody's
/// business: the parameters appear at debug level only.
pub(super) async fn log(
    State(metrics): State<Option<Metrics>>,
    request: Request,
    next: Next,
) -> Response {
    tracing::debug!(parameters = request.uri().query(), "request");
    let mut line = Line {
        method: request.method().clone(),
        path: cut(request.uri().path()).to_owned(),
        begun: Instant::now(),
        status: None,
        metrics,
    };
    let span = tracing::info_span!("request", method = %line.method, path = line.path);
    let response = next.run(request).instrument(span).await;
    line.status = Some(response.status().as_u16());
    response
}

fn cut(path: &str) -> &str {
    path.char_indices()
        .nth(PATH)
        .map_or(path, |(end, _)| path.get(..end).unwrap_or_default())
}

/// Logged when it goes, with the answer or with the client.
struct Line {
    method: Method,
    path: String,
    begun: Instant,
    status: Option<u16>,
    metrics: Option<Metrics>,
}

impl Drop for Line {
    fn drop(&mut self) {
        let Self {
            method,
            path,
            begun,
            status,
            metrics,
        } = self;
        let took = begun.elapsed();
        if let Some(metrics) = metrics {
            metrics.count(*status, took);
        }
        let ms = took.as_secs_f64() * 1000.0;
        if let Some(status) = status {
            tracing::info!(%method, path, status, ms, "answered");
        } else {
            tracing::info!(%method, path, ms, "the client left");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_is_cut_between_characters() {
        assert_eq!(cut("/a"), "/a");
        assert_eq!(cut(&"看".repeat(500)).chars().count(), PATH);
    }
}
