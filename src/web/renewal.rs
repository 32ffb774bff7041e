//! When what is shown is renewed: at SIGHUP, and when corpus, tables or index changed.
//!
//! How it is renewed is `serving`'s business.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::serving::Site;
use crate::upkeep::Footprint;

/// How often it is looked for changes.
const EVERY: Duration = Duration::from_secs(1);

/// Renews what is shown whenever there is a reason to, for as long as it is polled.
pub(super) fn renew(site: Arc<Site>) -> io::Result<impl Future<Output = ()>> {
    let mut told = Told::new()?;
    Ok(async move {
        let mut before = None;
        loop {
            let told = tokio::select! {
                () = told.again() => true,
                () = tokio::time::sleep(EVERY) => false,
            };
            let site = Arc::clone(&site);
            let renewed =
                tokio::task::spawn_blocking(move || renew_once(&site, told, before.as_ref()));
            before = renewed.await.unwrap_or_else(|error| {
                tracing::error!(%error, "what is shown could not be renewed");
                None
            });
        }
    })
}

/// Renews what is shown where that was told, or where things changed and have come to
/// rest since `before`: a file that is still being copied is left until then. Gives how
/// they look where they do not rest yet.
fn renew_once(site: &Site, told: bool, before: Option<&Footprint>) -> Option<Footprint> {
    let changed = site.changed();
    if told || (changed.is_some() && changed.as_ref() == before) {
        site.reload();
        return None;
    }
    changed
}

/// SIGHUP, as service managers send it to have settings and data read again.
#[cfg(unix)]
struct Told(tokio::signal::unix::Signal);

#[cfg(unix)]
impl Told {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self(signal(SignalKind::hangup())?))
    }

    async fn again(&mut self) {
        if self.0.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

/// There is no such signal here.
#[cfg(not(unix))]
struct Told;

#[cfg(not(unix))]
impl Told {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn again(&mut self) {
        std::future::pending().await
    }
}
