//! `GET` the files that pages load. Their addresses change with their content, so
//! that clients may keep them for ever.

use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};

use super::fault::Fault;
use crate::templates::assets::Asset;

/// `GET /assets/{file}`
pub(super) async fn serve(uri: Uri) -> Result<Response, Fault> {
    let asset = Asset::at(uri.path()).ok_or(Fault::NotFound)?;
    let (content_type, content) = asset.content();
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, content).into_response())
}
