//! `GET` what the data is and what is new in it, for programs: a data package, a DCAT
//! entry, an Atom feed, a site map.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::Value;

use super::App;
use super::export::Site;
use crate::address;
use crate::clock;
use crate::corpus::Source;
use crate::export::{About, data_package, dcat};
use crate::templates::{Entry, feed, site_map};

/// How many cases the feed names.
const NEWEST: usize = 50;

/// `GET /datapackage.json`
pub(super) async fn package(State(app): State<App>, site: Site) -> Json<Value> {
    Json(described(&app, &site, data_package))
}

/// `GET /catalog.jsonld`
pub(super) async fn entry(State(app): State<App>, site: Site) -> impl IntoResponse {
    let entry = described(&app, &site, dcat);
    (
        [(header::CONTENT_TYPE, "application/ld+json")],
        entry.to_string(),
    )
}

fn described(app: &App, site: &Site, describe: fn(&About, &str, &str) -> Value) -> Value {
    let day = clock::today();
    let about = About {
        sources: app.engine.sources(),
        day: &day,
        site: Some(site.address()),
    };
    describe(&about, app.engine.edition(), &address::EXPORT.to_string())
}

/// `GET /feed.xml`
pub(super) async fn newest(State(app): State<App>, site: Site) -> impl IntoResponse {
    let engine = &app.engine;
    let mut entries: Vec<Entry> = engine
        .summaries()
        .iter()
        .filter_map(|case| {
            let source = engine.source(&case.source)?;
            Some(Entry {
                case,
                source: &source.title,
                added: joined(source)?,
            })
        })
        .collect();
    entries.sort_by(|one, other| other.added.cmp(&one.added));
    entries.truncate(NEWEST);
    (
        [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")],
        feed(site.address(), &entries).into_string(),
    )
}

/// `GET /sitemap.xml`
pub(super) async fn map(State(app): State<App>, site: Site) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/xml; charset=utf-8")],
        site_map(site.address(), app.engine.summaries()).into_string(),
    )
}

/// When a source joined, else when it was published: the first moment of that day,
/// month or year. One of which neither is known is no news.
fn joined(source: &Source) -> Option<String> {
    let day = source.added.as_ref().or(source.published.as_ref())?;
    let mut parts = day.split('-');
    let year = parts.next()?;
    let (month, day) = (parts.next().unwrap_or("01"), parts.next().unwrap_or("01"));
    Some(format!("{year}-{month}-{day}T00:00:00+09:00"))
}
