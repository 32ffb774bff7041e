//! Counts for those who watch over the program, in the text that Prometheus reads.
//!
//! Counts only: what was asked for is in no label.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::fault::Fault;

/// Where the times of answers are parted, in seconds.
const PARTS: [f64; 8] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Status {
    status: u16,
}

/// What is counted while the program runs.
#[derive(Clone, Debug)]
pub(super) struct Metrics {
    registry: Arc<Registry>,
    requests: Family<Status, Counter>,
    left: Counter,
    seconds: Histogram,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let requests = Family::<Status, Counter>::default();
        let left = Counter::default();
        let seconds = Histogram::new(PARTS);
        let mut registry = Registry::with_prefix("renkei");
        registry.register("requests", "Requests that were answered", requests.clone());
        registry.register("left", "Requests whose client left", left.clone());
        registry.register("answer_seconds", "How long answers took", seconds.clone());
        Self {
            registry: Arc::new(registry),
            requests,
            left,
            seconds,
        }
    }

    /// Counts a request; without a status its client left.
    pub(super) fn count(&self, status: Option<u16>, took: Duration) {
        match status {
            Some(status) => {
                self.requests.get_or_create(&Status { status }).inc();
                self.seconds.observe(took.as_secs_f64());
            }
            None => {
                self.left.inc();
            }
        }
    }
}

/// `GET /metrics`
pub(super) async fn show(State(metrics): State<Metrics>) -> Result<Response, Fault> {
    let mut text = String::new();
    encode(&mut text, &metrics.registry).map_err(|error| {
        tracing::error!(%error, "the counts cannot be written");
        Fault::Internal
    })?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text).into_response())
}
