//! The yes: a document is written into the corpus, and what the site makes of it.

use std::sync::{Arc, PoisonError};

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::Shared;
use super::desk::{Untaken, Waiting};
use super::documents::{self, Asked, Reason, blocking, opened};
use crate::intake::shelve;
use crate::templates::admin::{ShelvedPage, shell};
use crate::web::fault::Fault;
use crate::web::params::Params;

/// `POST /admin/documents/{number}/acceptance`: it is written as it was looked at.
pub(super) async fn accept(
    State(shared): State<Arc<Shared>>,
    Path(number): Path<u32>,
    body: String,
) -> Result<Response, Fault> {
    let form = Params::of_form(&body)?;
    let revision = form.get("revision").and_then(|it| it.parse().ok());
    let own = Arc::clone(&shared);
    // Goes on to its end though the client leaves.
    let written = blocking(move || {
        let document = own.desk.take(number, revision.unwrap_or(usize::MAX))?;
        let written = write(&own, &document);
        if written.is_err() {
            own.desk.put_back(number, document);
        }
        Ok(written)
    });
    let reason = match written.await? {
        Ok(Ok(id)) => return Ok(Redirect::to(&shared.addresses.shelved(&id)).into_response()),
        Ok(Err(reason)) => reason,
        Err(Untaken::Gone) => return Err(Fault::NoDocument),
        Err(Untaken::Changed) => {
            "確かめている間に内容が変わりました。もう一度確かめてから、収めてください。".to_owned()
        }
    };
    documents::page(shared, number, Asked::refused(reason)).await
}

/// Writes a document and gives its id.
fn write(shared: &Shared, document: &Waiting) -> Result<String, Reason> {
    let _turn = shared
        .writing
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let (corpus, gazetteer) = opened(shared)?;
    let (candidate, preview) = document
        .read(&corpus, &gazetteer)
        .ok_or("先に資料の種類を選んでください。".to_owned())?;
    if let Some(obstacle) = preview.obstacle() {
        return Err(format!("{obstacle}。"));
    }
    let shelved = shelve(&candidate, &shared.target).map_err(|error| format!("{error}。"))?;
    tracing::info!(folder = %shelved.folder.display(), id = candidate.source.id, "a document was taken in");
    Ok(candidate.source.id)
}

/// `GET /admin/shelved/{id}`: what became of it.
pub(super) async fn shelved(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let own = Arc::clone(&shared);
    let (corpus, _) = blocking(move || opened(&own))
        .await?
        .map_err(|_| Fault::Internal)?;
    let source = corpus.sources().iter().find(|it| it.id == id);
    let page = ShelvedPage {
        source: source.ok_or(Fault::NoDocument)?,
        folder: shared.target.folder(),
        shown: shared.site.shows(&id),
        concerns: &shared.site.concerns(),
    };
    Ok(shell(&page, Some(&shared.addresses)).into_response())
}
