//! The stylesheet, script and icon: embedded in the program and served under an
//! address that changes with their content, so that they can be kept for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::fault::Fault;

/// A file that pages load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asset {
    /// The stylesheet.
    Style,
    /// The stylesheet of the pages beside the search.
    Overview,
    /// The stylesheet of the comparison.
    Compare,
    /// The script that pages work without.
    Script,
    /// The icon in a browser's tab.
    Icon,
}

impl Asset {
    const ALL: [Self; 5] = [
        Self::Style,
        Self::Overview,
        Self::Compare,
        Self::Script,
        Self::Icon,
    ];

    /// Its name before the digest, its ending, type and content.
    const fn parts(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Style => (
                "renkei",
                "css",
                "text/css; charset=utf-8",
                include_str!("../../templates/assets/renkei.css"),
            ),
            Self::Overview => (
                "overview",
                "css",
                "text/css; charset=utf-8",
                include_str!("../../templates/assets/overview.css"),
            ),
            Self::Compare => (
                "compare",
                "css",
                "text/css; charset=utf-8",
                include_str!("../../templates/assets/compare.css"),
            ),
            Self::Script => (
                "renkei",
                "js",
                "text/javascript; charset=utf-8",
                include_str!("../../templates/assets/renkei.js"),
            ),
            Self::Icon => (
                "icon",
                "svg",
                "image/svg+xml",
                include_str!("../../templates/assets/icon.svg"),
            ),
        }
    }

    /// Where it is served.
    pub(crate) fn address(self) -> &'static str {
        static ADDRESSES: LazyLock<[String; Asset::ALL.len()]> = LazyLock::new(|| {
            Asset::ALL.map(|asset| {
                let (name, ending, _, content) = asset.parts();
                let digest = Sha256::digest(content);
                let digest = u64::from_be_bytes(std::array::from_fn(|index| digest[index]));
                format!("/assets/{name}-{digest:016x}.{ending}")
            })
        });
        &ADDRESSES[self as usize]
    }
}

/// `GET /assets/{file}`
pub(super) async fn serve(Path(file): Path<String>) -> Result<Response, Fault> {
    let asset = Asset::ALL
        .into_iter()
        .find(|asset| asset.address().strip_prefix("/assets/") == Some(&file))
        .ok_or(Fault::NotFound)?;
    let (_, _, content_type, content) = asset.parts();
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, content).into_response())
}
