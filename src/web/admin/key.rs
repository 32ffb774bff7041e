//! The key that opens the pages on which documents are taken in, and from where forms
//! may be sent to them.
//!
//! The listener is reached from this machine only, but by anybody who is logged in on it
//! and by any page that a browser on it shows. The first do not know the key; a page of
//! another site neither knows it nor may send forms.

use std::io;

use axum::extract::Request;
use axum::http::{Method, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use sha2::{Digest as _, Sha256};

use crate::address::admin::PATH;
use crate::corpus::hex;
use crate::web::fault::Fault;

/// Where a request is led that does not have the key.
pub(super) const LOCKED: &str = "/locked";

/// The key, made anew at each start.
#[derive(Clone)]
pub(super) struct Key(String);

impl Key {
    /// One that nobody can guess.
    pub(super) fn new() -> io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Self(hex(&bytes)))
    }

    /// The key itself, for the addresses behind it.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The address without the key, so that neither handlers nor the log see it; another
    /// where it is not the right one.
    pub(super) fn unlock(&self, uri: &Uri) -> Uri {
        let path = uri.path();
        if path.starts_with("/assets/") {
            return uri.clone();
        }
        let behind = path.strip_prefix(PATH).and_then(|it| it.strip_prefix('/'));
        let (key, rest) = behind
            .map(|it| it.split_at(it.find('/').unwrap_or(it.len())))
            .unwrap_or_default();
        if !self.is(key) {
            return Uri::from_static(LOCKED);
        }
        let query = uri.query().map(|it| format!("?{it}")).unwrap_or_default();
        let unlocked = format!("{PATH}{rest}{query}").parse();
        unlocked.unwrap_or_else(|_| Uri::from_static(LOCKED))
    }

    /// Whether it is this one. Their digests are compared, so that the time it takes
    /// tells nothing of the key.
    fn is(&self, other: &str) -> bool {
        Sha256::digest(&self.0) == Sha256::digest(other)
    }
}

/// Refuses forms that another site's page sends: browsers say where a form stands.
pub(super) async fn check_origin(request: Request, next: Next) -> Result<Response, Fault> {
    let headers = request.headers();
    let words = |name| headers.get(name).and_then(|it| it.to_str().ok());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let own = words(header::HOST).map(|host| format!("http://{host}"));
    let is_ours = headers.get(header::ORIGIN).is_none() || words(header::ORIGIN) == own.as_deref();
    if reads || is_ours {
        Ok(next.run(request).await)
    } else {
        Err(Fault::Origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_key_opens_and_it_is_seen_no_more() {
        let key = Key::new().unwrap();
        let other = Key::new().unwrap();
        let unlocked = |path: &str| key.unlock(&path.parse().unwrap()).to_string();
        let right = key.as_str();
        assert_eq!(right.len(), 32);
        assert_eq!(unlocked(&format!("/admin/{right}")), "/admin");
        assert_eq!(
            unlocked(&format!("/admin/{right}/documents/1?line=2")),
            "/admin/documents/1?line=2"
        );
        assert_eq!(unlocked("/assets/a.css"), "/assets/a.css");
        for wrong in [
            "/".to_owned(),
            "/admin".to_owned(),
            "/admin/".to_owned(),
            "/admin/documents/1".to_owned(),
            format!("/admin/{}", other.as_str()),
            format!("/admin/{right}0/documents/1"),
            format!("/administration/{right}"),
        ] {
            assert_eq!(unlocked(&wrong), LOCKED, "{wrong}");
        }
    }
}
