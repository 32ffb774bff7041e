//! What goes with every answer.

use axum::http::StatusCode;

use crate::site::{ask, ask_of, corpus_site, get, site, small_site};

#[tokio::test]
async fn every_answer_is_guarded() {
    for address in ["/", "/nowhere", "/api/v1/search", "/export.csv"] {
        let answer = get(address).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{address}");
        assert!(!policy.contains("unsafe"), "{address}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_digest() {
    let page = get("/").await.body;
    for ending in [".css\"", ".js\"", ".svg\""] {
        let end = page.find(ending).unwrap() + ending.len() - 1;
        let start = page[..end].rfind('"').unwrap() + 1;
        let answer = get(&page[start..end]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.header("cache-control").contains("immutable"));
    }
}

#[tokio::test]
async fn long_answers_are_compressed() {
    let answer = ask("/", &[("accept-encoding", "gzip")]).await;
    assert_eq!(answer.header("content-encoding"), "gzip");
}

#[tokio::test]
async fn what_a_client_has_is_not_sent_again() {
    let site = site();
    let first = ask_of(&site, "/", &[]).await;
    let tag = first.header("etag");
    let again = ask_of(&site, "/", &[("if-none-match", tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.body.is_empty());
    let other = ask_of(&site, "/", &[("if-none-match", "W/\"1\"")]).await;
    assert_eq!(other.status, StatusCode::OK);
}

/// What one of two servers has sent, the other need not send again.
#[tokio::test]
async fn two_sites_of_the_same_data_agree() {
    let tags = [small_site(), small_site()].map(async |site| {
        let first = ask_of(&site, "/", &[]).await;
        first.header("etag").to_owned()
    });
    let [one, other] = tags;
    let (one, other) = (one.await, other.await);
    assert!(!one.is_empty());
    assert_eq!(one, other);
    let corpus = ask_of(&corpus_site(), "/", &[]).await;
    assert_ne!(corpus.header("etag"), one);
}

#[tokio::test]
async fn only_a_page_that_is_there_can_be_known_already() {
    let site = site();
    let first = ask_of(&site, "/", &[]).await;
    let tag = first.header("etag");
    let strong = tag.trim_start_matches("W/");
    let list = format!("\"x\", {tag}");
    for known in [tag, strong, &list, "*"] {
        let again = ask_of(&site, "/help", &[("if-none-match", known)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{known}");
        assert_eq!(again.header("cache-control"), "no-cache");
        assert_eq!(again.header("vary"), "accept-encoding");
        assert_eq!(again.header("etag"), tag);
        for (address, status) in [
            ("/nope", StatusCode::NOT_FOUND),
            ("/?page=0", StatusCode::BAD_REQUEST),
            ("/readyz", StatusCode::OK),
            ("/healthz", StatusCode::OK),
        ] {
            let answer = ask_of(&site, address, &[("if-none-match", known)]).await;
            assert_eq!(answer.status, status, "{address} {known}");
            assert_eq!(answer.header("cache-control"), "no-store");
        }
    }
}

#[tokio::test]
async fn an_address_with_a_slash_too_many_leads_on_but_never_elsewhere() {
    let answer = get("/towns/?population=5000").await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), "/towns?population=5000");
    for address in ["//example.org/", "///", "/\\example.org/", "/nowhere"] {
        assert_eq!(
            get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}

#[tokio::test]
async fn brotli_is_sent_where_it_is_taken() {
    let answer = ask("/help", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(answer.header("content-encoding"), "br");
}
