//! No address makes the site fail. What was found stays beside this file.

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use proptest::prelude::*;
use tower::ServiceExt;

use crate::site::site;

/// How many bytes any answer may have.
const MOST: usize = 2_000_000;

/// A path of the site, or nearly one.
fn path() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "/",
        "/towns",
        "/prefectures",
        "/prefectures/03",
        "/models",
        "/models/B2",
        "/items",
        "/items/scene",
        "/tables",
        "/survey",
        "/compare",
        "/help",
        "/about",
        "/about/check",
        "/export.csv",
        "/export.json",
        "/needs",
        "/own-town",
        "/sources/a",
        "/cases/a",
        "/api/v1/search",
        "/api/v1/cases",
        "/api/v1/suggest",
        "/api/v1/facets",
        "/api/v1/comparable",
        "/api/v1/municipalities",
        "/readyz",
        "/healthz",
    ]);
    prop_oneof![
        8 => known.prop_map(str::to_owned),
        1 => "(/[a-z0-9%.~_-]{0,12}){1,4}/{0,2}",
    ]
}

/// A parameter of the site, or nearly one, percent-encoded or not quite.
fn parameter() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "q",
        "pref",
        "region",
        "pop",
        "aging",
        "model",
        "item",
        "scene",
        "ict",
        "lead",
        "source",
        "kind",
        "sort",
        "page",
        "per_page",
        "exact",
        "all",
        "part",
        "compare",
        "case",
        "home",
        "town",
        "population",
        "aging_rate",
        "area",
        "w_aging",
        "within",
        "to",
        "from",
        "limit",
        "encoding",
        "x",
    ]);
    let value = prop_oneof![
        "[0-9]{1,12}(-[0-9]{0,12})?",
        "[0-9.eE+-]{1,40}",
        "(%[0-9A-F]{2}){1,12}",
        "(%E3%8[1-3]%[89AB][0-9A-F]){1,40}",
        "[a-z-]{1,12}",
        "[!-\"$-%'-~]{0,40}",
    ];
    (name, value).prop_map(|(name, value)| format!("{name}={value}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 2))]

    #[test]
    fn any_address_is_answered_or_refused(
        path in path(),
        parameters in prop::collection::vec(parameter(), 0..70),
    ) {
        let address = format!("{path}?{}", parameters.join("&"));
        let Ok(request) = Request::get(&address).body(Body::empty()) else {
            return Ok(());
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let (status, size) = runtime.block_on(async {
            let response = site().oneshot(request).await.unwrap();
            let status = response.status();
            (status, response.into_body().collect().await.unwrap().to_bytes().len())
        });
        prop_assert!(!status.is_server_error(), "{status}: {address}");
        prop_assert!(size <= MOST, "{size} bytes: {address}");
    }
}
