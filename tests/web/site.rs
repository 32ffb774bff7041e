//! A small collection behind the router, and how to ask it.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use renkei::corpus::Corpus;
use renkei::gazetteer::Gazetteer;
use renkei::ingest::ingest;
use renkei::search::Engine;
use tower::ServiceExt;

use crate::collection::collection;

/// An answer, its body read.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("the body is JSON")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// The router over the small collection, which is indexed once.
pub(crate) fn site() -> Router {
    static SITE: OnceLock<Router> = OnceLock::new();
    SITE.get_or_init(small_site).clone()
}

/// Another router over the same, indexed anew.
pub(crate) fn small_site() -> Router {
    renkei::web::router(small_engine())
}

/// The index of the small collection.
pub(crate) fn small_engine() -> Arc<Engine> {
    let folder = tempfile::tempdir().unwrap();
    renkei::index::write(collection(), folder.path()).unwrap();
    Arc::new(Engine::open(folder.path()).unwrap())
}

/// The router over the project's own corpus.
pub(crate) fn corpus_site() -> Router {
    static SITE: OnceLock<Router> = OnceLock::new();
    let site = SITE.get_or_init(|| renkei::web::router(corpus_engine()));
    site.clone()
}

/// The index of the project's own corpus, which is read and indexed once.
pub(crate) fn corpus_engine() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| {
        let corpus = Corpus::open(Path::new("corpus")).unwrap();
        let gazetteer = Gazetteer::load(corpus.folder()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let collection = ingest(&corpus, &gazetteer);
        renkei::index::write(collection, folder.path()).unwrap();
        Arc::new(Engine::open(folder.path()).unwrap())
    });
    Arc::clone(engine)
}

/// Asks the site of the project's own corpus for a page.
pub(crate) async fn read(address: &str) -> Answer {
    ask_of(&corpus_site(), address, &[("accept", "text/html")]).await
}

/// Asks the site of the project's own corpus for JSON.
pub(crate) async fn read_json(path: &str) -> serde_json::Value {
    let answer = ask_of(&corpus_site(), &format!("/api/v1{path}"), &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    answer.json()
}

/// A code as it stands in an address.
pub(crate) fn encoded(code: &str) -> String {
    utf8_percent_encode(code, NON_ALPHANUMERIC).to_string()
}

/// Asks with headers.
pub(crate) async fn ask(address: &str, headers: &[(&str, &str)]) -> Answer {
    ask_of(&site(), address, headers).await
}

/// Asks one router, which another question can be put to.
pub(crate) async fn ask_of(site: &Router, address: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = site.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
        bytes: bytes.to_vec(),
    }
}

/// Asks as a browser does.
pub(crate) async fn get(address: &str) -> Answer {
    ask(address, &[("accept", "text/html,*/*;q=0.8")]).await
}
