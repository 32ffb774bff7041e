//! The static edition: every page as this site answers it, with a search that the
//! browser does by itself.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use serde::Serialize;
use serde_json::json;
use tower::ServiceExt;
use tracing::instrument::WithSubscriber;
use tracing::subscriber::NoSubscriber;

use crate::clock;
use crate::export::site::{self, Answer, Beside, Site};
use crate::export::{self, ExportError, Format, SiteError, Written};
use crate::search::{Engine, Query, SearchError};
use crate::templates::edition::{EditionPage, SCRIPTS, card, note, without_script};
use crate::templates::{Picking, shell};
use crate::visit::Visit;

/// What the search knows of words, and of the cases.
const DATA: [&str; 2] = ["search/words.js", "search/cases.js"];
/// All cases as files: what each is called, its name and form.
const FILES: [(&str, &str, Format); 3] = [
    ("Excel", "data/cases.xlsx", Format::Excel),
    (
        "CSV（UTF-8）",
        "data/cases.csv",
        Format::Csv(export::Encoding::Utf8),
    ),
    ("JSON", "data/cases.json", Format::Json),
];

/// Why the static edition cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// Its pages cannot be gathered or written.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The index gave no answer.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The cases cannot be written as files.
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// Writes the site as files into a folder, which must be empty or new. Links in its
/// lists of all cases begin with `address`, where the site is also served.
pub async fn write_edition(
    engine: Arc<Engine>,
    address: Option<&str>,
    folder: &Path,
) -> Result<Written, EditionError> {
    site::claim(folder)?;
    let router = super::router(Arc::clone(&engine));
    let scripts = SCRIPTS.iter().map(|(name, _)| *name);
    let beside = Beside {
        scripts: DATA.into_iter().chain(scripts).collect(),
        note: note().into_string(),
        without_script: without_script().into_string(),
    };
    let mut site = Site::gather(beside, async |address| ask(&router, address).await).await?;
    let cards = cards(&engine, &site)?;
    let cases = json!({ "index": engine.portable_index()?, "cards": cards });
    let [words_file, cases_file] = DATA;
    site.add_file(words_file, script("WORDS", &engine.portable_words()?)?);
    site.add_file(cases_file, script("CASES", &cases)?);
    for (name, content) in SCRIPTS {
        site.add_file(name, content.as_bytes().to_vec());
    }
    let day = clock::today();
    let about = export::About {
        sources: engine.sources(),
        day: &day,
        site: address,
    };
    let every = engine.matching(&Query::default())?;
    for (_, name, format) in FILES {
        let mut content = Vec::new();
        export::write(format, every.iter().map(|it| &**it), &about, &mut content)?;
        site.add_file(name, content);
    }
    let page = EditionPage {
        cases: every.len(),
        day: &day,
        files: &FILES.map(|(words, name, _)| (words, name)),
    };
    site.add_page("/edition", shell(&page, &Visit::default()).into_string());
    Ok(site.write(folder)?)
}

/// What the site answers at an address.
async fn ask(router: &Router, address: &str) -> Result<Answer, SiteError> {
    let unanswered = |status: StatusCode| SiteError::Unanswered {
        address: address.to_owned(),
        status: status.as_u16(),
    };
    let failed = || unanswered(StatusCode::INTERNAL_SERVER_ERROR);
    let request = Request::get(address).header(header::ACCEPT, "text/html");
    let request = request.body(Body::empty()).map_err(|_| failed())?;
    // Nobody asks but this program: no line a page in the log.
    let answer = router.clone().oneshot(request);
    let Ok(answer) = answer.with_subscriber(NoSubscriber::new()).await;
    if answer.status() != StatusCode::OK {
        return Err(unanswered(answer.status()));
    }
    let kind = answer.headers().get(header::CONTENT_TYPE);
    let is_page = kind.is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    let body = to_bytes(answer.into_body(), usize::MAX).await;
    Ok(Answer {
        is_page,
        body: body.map_err(|_| failed())?.into(),
    })
}

/// Each case as a list shows it.
fn cards<'a>(engine: &'a Engine, site: &Site) -> Result<BTreeMap<&'a str, String>, EditionError> {
    let visit = Visit::default();
    let picking = Picking {
        cases: Vec::new(),
        visit: &visit,
        here: Box::new(|_| String::new()),
    };
    let every = Query {
        per_page: engine.summaries().len().max(1),
        ..Query::default()
    };
    let mut cards = BTreeMap::new();
    for hit in engine.search(&every)?.hits {
        let markup = card(&hit, &picking).into_string();
        if let Some(case) = engine.summary(&hit.case.id) {
            cards.insert(case.id.as_str(), site.part(&markup)?);
        }
    }
    Ok(cards)
}

/// A value as a script that names it.
fn script(name: &str, value: &impl Serialize) -> Result<Vec<u8>, ExportError> {
    let mut script = format!("const {name} = ").into_bytes();
    serde_json::to_writer(&mut script, value)?;
    script.extend_from_slice(b";\n");
    Ok(script)
}
