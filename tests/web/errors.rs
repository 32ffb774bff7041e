//! What is wrong is said once, in the form that the client reads.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use tower::ServiceExt;

use crate::site::{ask, get, site};

#[tokio::test]
async fn a_browser_gets_a_page_with_a_way_on() {
    for (address, status) in [
        ("/nowhere", StatusCode::NOT_FOUND),
        ("/cases/none", StatusCode::NOT_FOUND),
        ("/assets/none.css", StatusCode::NOT_FOUND),
        ("/?pref=99", StatusCode::BAD_REQUEST),
        ("/?source=none", StatusCode::BAD_REQUEST),
        ("/?ict=none", StatusCode::BAD_REQUEST),
        ("/?q=%FF", StatusCode::BAD_REQUEST),
        ("/cases/%FF", StatusCode::BAD_REQUEST),
        ("/?page=18446744073709551615", StatusCode::BAD_REQUEST),
    ] {
        let answer = get(address).await;
        assert_eq!(answer.status, status, "{address}");
        assert!(answer.body.contains("<h1>"), "{address}");
        assert!(answer.body.contains("ことばで事例を探す"), "{address}");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_program_gets_one_shape() {
    for (address, accept, status, code) in [
        ("/api/v1/nowhere", "*/*", 404, "not-found"),
        ("/api/v1/cases/none", "*/*", 404, "no-such-case"),
        ("/api/v1/search?item=ケ", "*/*", 400, "bad-parameter"),
        ("/api/v1/suggest?limit=0", "*/*", 400, "bad-parameter"),
        ("/api/v1/search?q=%", "*/*", 400, "bad-address"),
        ("/api/v1/search", "text/csv", 406, "not-acceptable"),
        ("/?sort=x", "application/json", 400, "bad-parameter"),
    ] {
        let address = address.replace('ケ', "%E3%82%B1");
        let answer = ask(&address, &[("accept", accept)]).await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
        let error = &answer.json()["error"];
        assert_eq!(error["code"], code, "{address}");
        assert!(!error["message"].as_str().unwrap().is_empty());
        assert!(!error["hint"].as_str().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_wrong_value_is_named_and_escaped() {
    let answer = get("/?region=%3Cscript%3E").await;
    assert!(
        answer
            .body
            .contains("「region」に「&lt;script&gt;」は指定できません。")
    );
    assert!(answer.body.contains("tohoku"));
}

#[tokio::test]
async fn nothing_can_be_posted() {
    let request = Request::post("/").body(Body::empty()).unwrap();
    let response = site().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(response.headers()["allow"], "GET,HEAD");
    assert_eq!(
        response.headers()["content-type"],
        "text/html; charset=utf-8"
    );
}

#[tokio::test]
async fn what_is_asked_at_once_has_limits_that_are_named() {
    let joined =
        |count: usize, one: fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().join("&");
    let bounds = joined(100, |it| format!("pop=1e{it}-"));
    let filters = joined(30, |it| format!("pop={it}-"));
    let many = joined(61, |it| format!("x={it}"));
    for (parameters, limit) in [
        ("pop=1e300-", "20億"),
        ("aging=0-101", "100 まで"),
        (&bounds, "60 個"),
        (&filters, "20 個"),
        (&many, "60 個"),
    ] {
        let answer = get(&format!("/?{parameters}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{parameters}");
        assert!(answer.body.contains(limit), "{parameters}");
    }
}

#[tokio::test]
async fn a_type_that_is_refused_is_not_taken() {
    let answer = ask("/nope", &[("accept", "text/html;q=0, application/json")]).await;
    assert!(
        answer
            .header("content-type")
            .starts_with("application/json")
    );
    let refused = ask("/api/v1/search", &[("accept", "application/json;q=0")]).await;
    assert_eq!(refused.status, StatusCode::NOT_ACCEPTABLE);
}
