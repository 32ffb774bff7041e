//! Where pages are made: away from the threads that keep connections, and only so many
//! at once, so that what costs little is answered at once whatever else is asked.

use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::fault::Fault;

/// How many pages are made at once for each core: a few, since some wait for the disk.
const FOR_EACH_CORE: usize = 4;
/// How long a request waits for its turn: a click's worth of others. Who is not served
/// by then is better told to come back.
const TURN: Duration = Duration::from_millis(40);

/// The right to make pages.
#[derive(Clone, Debug)]
pub(super) struct Work(Arc<Semaphore>);

impl Work {
    /// As much as this machine can do at once.
    pub(super) fn new() -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        Self(Arc::new(Semaphore::new(cores * FOR_EACH_CORE)))
    }
}

/// Makes what is asked for on a thread that may take its time. The right to do so is
/// given back when that is done, even where nobody waits for it any more.
pub(super) async fn make(
    State(work): State<Work>,
    request: Request,
    next: Next,
) -> Result<Response, Fault> {
    let turn = timeout(TURN, work.0.acquire_owned()).await;
    let Ok(Ok(permit)) = turn else {
        return Err(Fault::Busy);
    };
    let runtime = Handle::current();
    let made = tokio::task::spawn_blocking(move || {
        let response = runtime.block_on(next.run(request));
        drop(permit);
        response
    });
    made.await.map_err(|error| {
        tracing::error!(%error, "an answer could not be made");
        Fault::Internal
    })
}
