//! A document from its file to what would be read of it: chosen, described, put right.
//! Nothing is written here.

use std::sync::Arc;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::desk::Waiting;
use super::upload::{self, Received};
use super::{Shared, refused};
use crate::corpus::{Corpus, SourceKind};
use crate::gazetteer::Gazetteer;
use crate::intake::{Details, MisprintError, recognise, word_template};
use crate::report::Correction;
use crate::templates::admin::{DeskPage, DocumentPage, Misprint, TextOfDocument, shell};
use crate::views::reading::Reading;
use crate::views::source;
use crate::web::export::{WORD, attachment};
use crate::web::fault::Fault;
use crate::web::params::Params;

/// Why a form is not carried out, in words for whoever sent it.
pub(super) type Reason = String;

/// `GET /admin`: a file is chosen here.
pub(super) async fn desk(State(shared): State<Arc<Shared>>) -> Markup {
    desk_page(&shared, None)
}

fn desk_page(shared: &Shared, notice: Option<Reason>) -> Markup {
    let page = DeskPage {
        addresses: &shared.addresses,
        waiting: shared.desk.list(),
        folder: shared.target.folder(),
        notice,
    };
    shell(&page, Some(&shared.addresses))
}

/// `GET /admin/template.docx`: the form that towns fill in.
pub(super) async fn template() -> Result<Response, Fault> {
    let form = word_template().map_err(|error| {
        tracing::error!(%error, "the form cannot be written");
        Fault::Internal
    })?;
    Ok(attachment(WORD, "記入用の様式", form))
}

/// `POST /admin`: takes a file's text and puts it on the desk.
pub(super) async fn upload(
    State(shared): State<Arc<Shared>>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    let Ok(form) = form else {
        return Err(Fault::Form);
    };
    let read = match upload::receive(form).await {
        Ok(received) => read(&shared, received).await?,
        Err(error) => Err(error.to_string()),
    };
    let put = read.and_then(|document| {
        let full = "確かめていない資料がたまっています。下の資料を収めるか、やめてから、もう一度お試しください。";
        shared.desk.add(document).ok_or(full.to_owned())
    });
    Ok(match put {
        Ok(number) => Redirect::to(&shared.addresses.document(number)).into_response(),
        Err(reason) => refused(desk_page(&shared, Some(reason))),
    })
}

/// Reads a file in a process of its own. It is gone once it was read.
async fn read(shared: &Arc<Shared>, received: Received) -> Result<Result<Waiting, Reason>, Fault> {
    let Ok(_turn) = shared.readers.acquire().await else {
        return Err(Fault::Internal);
    };
    let own = Arc::clone(shared);
    blocking(move || {
        let Received { name, file } = received;
        let extracted = own.extractor.extract(file.path());
        let extracted =
            extracted.map_err(|error| format!("「{name}」は収められません。{error}"))?;
        let (_, gazetteer) = opened(&own)?;
        let guess = recognise(&extracted.text, &gazetteer);
        Ok(Waiting::new(name, extracted, guess))
    })
    .await
}

/// `GET /admin/documents/{number}`: what would be read of it.
pub(super) async fn show(
    State(shared): State<Arc<Shared>>,
    Path(number): Path<u32>,
    params: Params,
) -> Result<Response, Fault> {
    let asked = Asked {
        misprint: Misprint::of(|name| params.get(name).unwrap_or_default().to_owned()),
        ..Asked::default()
    };
    page(shared, number, asked).await
}

/// What a document's page shows beside the document.
#[derive(Default)]
pub(super) struct Asked {
    /// Why what was asked is not done.
    notice: Option<Reason>,
    /// What was typed of the document, where it cannot stand.
    details: Option<Details>,
    /// What was typed of a misprint.
    misprint: Misprint,
}

impl Asked {
    /// Something that is not done.
    pub(super) fn refused(reason: Reason) -> Self {
        Self {
            notice: Some(reason),
            ..Self::default()
        }
    }
}

/// The page of a document.
pub(super) async fn page(
    shared: Arc<Shared>,
    number: u32,
    asked: Asked,
) -> Result<Response, Fault> {
    let waiting = shared.desk.get(number).ok_or(Fault::NoDocument)?;
    blocking(move || {
        let opened = opened(&shared);
        let (read, problem) = match &opened {
            Ok((corpus, gazetteer)) => (waiting.read(corpus, gazetteer), None),
            Err(reason) => (None, Some(reason.clone())),
        };
        let obstacle = read.as_ref().and_then(|(candidate, preview)| {
            let (corpus, _) = opened.as_ref().ok()?;
            candidate.obstacle(corpus).or_else(|| preview.obstacle())
        });
        let is_refused = asked.notice.is_some();
        let page = DocumentPage {
            addresses: &shared.addresses,
            number,
            revision: waiting.revision,
            file: &waiting.file,
            extracted: &waiting.extracted,
            guess: &waiting.guess,
            kind: waiting.kind,
            details: asked.details.as_ref().unwrap_or(&waiting.details),
            reading: read.as_ref().map(|(_, preview)| Reading::of(preview)),
            corrections: &waiting.corrections,
            obstacle,
            begins: shared.target.begins(),
            notice: asked.notice.or(problem),
            misprint: asked.misprint,
        };
        let page = shell(&page, Some(&shared.addresses));
        if is_refused {
            refused(page)
        } else {
            page.into_response()
        }
    })
    .await
}

/// `POST /admin/documents/{number}`: what it is, who published it, where it is found.
pub(super) async fn describe(
    State(shared): State<Arc<Shared>>,
    Path(number): Path<u32>,
    body: String,
) -> Result<Response, Fault> {
    let form = Params::of_form(&body)?;
    let text = |name: &str| form.get(name).map(str::to_owned);
    let details = Details {
        id: text("id"),
        title: text("title"),
        publisher: text("publisher"),
        published: text("published"),
        url: text("url"),
        licence: text("licence"),
    };
    let mut kinds = SourceKind::ALL.into_iter();
    let kind = kinds.find(|kind| form.get("kind") == Some(kind.code()));
    let problem = match (kind, details.check()) {
        (None, _) => Some("資料の種類を選んでください。".to_owned()),
        (_, Err(error)) => Some(format!("{error}。")),
        (Some(_), Ok(())) => None,
    };
    if let Some(reason) = problem {
        let asked = Asked {
            details: Some(details),
            ..Asked::refused(reason)
        };
        return page(shared, number, asked).await;
    }
    shared.desk.change(number, |document| {
        document.kind = kind;
        document.details = details;
    });
    Ok(Redirect::to(&shared.addresses.document(number)).into_response())
}

/// `POST /admin/documents/{number}/corrections`: puts a misprint right.
pub(super) async fn correct(
    State(shared): State<Arc<Shared>>,
    Path(number): Path<u32>,
    body: String,
) -> Result<Response, Fault> {
    let form = Params::of_form(&body)?;
    let misprint = Misprint::of(|name| form.get(name).unwrap_or_default().to_owned());
    let (own, typed) = (Arc::clone(&shared), misprint.clone());
    let waiting = shared.desk.get(number).ok_or(Fault::NoDocument)?;
    let found = blocking(move || correction(&own, &waiting, &typed)).await?;
    match found {
        Ok(correction) => {
            shared
                .desk
                .change(number, |document| document.corrections.push(correction));
            Ok(Redirect::to(&shared.addresses.document(number)).into_response())
        }
        Err(reason) => {
            let asked = Asked {
                misprint,
                ..Asked::refused(reason)
            };
            page(shared, number, asked).await
        }
    }
}

fn correction(shared: &Shared, waiting: &Waiting, typed: &Misprint) -> Result<Correction, Reason> {
    let (corpus, gazetteer) = opened(shared)?;
    let read = waiting.read(&corpus, &gazetteer);
    let (_, preview) = read.ok_or("先に資料の種類を選んでください。".to_owned())?;
    let parts = [&typed.line, &typed.printed, &typed.meant, &typed.reason];
    let found = preview.correction(parts.map(String::as_str));
    found.map_err(|error: MisprintError| format!("{error}。"))
}

/// `POST /admin/documents/{number}/corrections/{place}/withdrawal`
pub(super) async fn withdraw(
    State(shared): State<Arc<Shared>>,
    Path((number, place)): Path<(u32, usize)>,
) -> Redirect {
    shared.desk.change(number, |document| {
        if place < document.corrections.len() {
            document.corrections.remove(place);
        }
    });
    Redirect::to(&shared.addresses.document(number))
}

/// `POST /admin/documents/{number}/dismissal`: it is not taken in.
pub(super) async fn dismiss(
    State(shared): State<Arc<Shared>>,
    Path(number): Path<u32>,
) -> Redirect {
    shared.desk.dismiss(number);
    Redirect::to(shared.addresses.desk())
}

/// `GET /admin/documents/{number}/text`: its text, without what must not be published.
pub(super) async fn text(
    State(shared): State<Arc<Shared>>,
    Path(number): Path<u32>,
    params: Params,
) -> Result<Response, Fault> {
    let waiting = shared.desk.get(number).ok_or(Fault::NoDocument)?;
    let asked = params.text_page()?;
    blocking(move || {
        let (corpus, gazetteer) = opened(&shared).map_err(|_| Fault::Internal)?;
        let read = waiting.read(&corpus, &gazetteer);
        // What must not be published is known once the kind is.
        let (_, preview) = read.ok_or(Fault::NoDocument)?;
        let page = TextOfDocument {
            addresses: &shared.addresses,
            number,
            file: &waiting.file,
            text: source::page(preview.text(), asked),
        };
        Ok(shell(&page, Some(&shared.addresses)).into_response())
    })
    .await?
}

/// The corpus that documents join, and its towns.
pub(super) fn opened(shared: &Shared) -> Result<(Corpus, Gazetteer), Reason> {
    let words = |error: &dyn std::error::Error| format!("今の資料を開けません（{error}）。");
    let corpus = shared.target.corpus().map_err(|error| words(&error))?;
    let gazetteer = Gazetteer::of(&corpus).map_err(|error| words(&error))?;
    Ok((corpus, gazetteer))
}

/// Does what takes its time away from the threads that keep connections.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "a document could not be read");
        Fault::Internal
    })
}
