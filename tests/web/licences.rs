//! What the program is made of is told with it.

use axum::http::StatusCode;

use crate::site::{ask_of, get, site};

#[tokio::test]
async fn every_part_is_named_with_its_terms() {
    let page = get("/about/licences").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.len() < 1_000_000, "{}", page.body.len());
    let sbom = ask_of(&site(), "/about/sbom.json", &[]).await.json();
    let parts = sbom["components"].as_array().unwrap();
    assert!(parts.len() > 100);
    for part in parts {
        let name = part["name"].as_str().unwrap();
        let named = format!("{name} {} (", part["version"].as_str().unwrap());
        assert!(page.body.contains(&named), "{named}");
    }
    assert!(page.body.contains("WITHOUT WARRANTY OF ANY KIND"));
    assert!(!page.body.contains("/registry/"), "a path of the machine");
}
