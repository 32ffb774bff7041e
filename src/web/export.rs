//! `GET /export.…`: every case of the filtered list, in its order, as a file.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::App;
use super::ask::Ask;
use super::fault::Fault;
use super::needs;
use super::params::Params;
use crate::address;
use crate::clock;
use crate::export::{self, About, Encoding, ExportError, Format};
use crate::language::Need;
use crate::own_town::OwnTown;
use crate::record::{Case, CaseSummary};
use crate::search::{Engine, ParameterError, Query, SearchError};
use crate::views;
use crate::views::tables::{self, Sorting};
use crate::views::towns::{self, TownsQuery};

/// A kind of file.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileType {
    ending: &'static str,
    media_type: &'static str,
}

/// A Word document.
pub(super) const WORD: FileType = FileType {
    ending: "docx",
    media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

/// An Excel workbook.
pub(super) const EXCEL: FileType = FileType {
    ending: "xlsx",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

const CSV: FileType = FileType {
    ending: "csv",
    media_type: "text/csv; charset=utf-8",
};

const CSV_CP932: FileType = FileType {
    ending: "csv",
    media_type: "text/csv; charset=Shift_JIS",
};

const JSON: FileType = FileType {
    ending: "json",
    media_type: "application/json",
};

const NDJSON: FileType = FileType {
    ending: "ndjson",
    media_type: "application/x-ndjson",
};

/// The endings of the files that a list can be kept as.
const LIST_ENDINGS: [&str; 4] = ["csv", "xlsx", "json", "ndjson"];

/// The form that an ending asks for; a CSV may be asked for in the encoding of older
/// programs.
fn list_file(ending: &str, params: &Params) -> Result<(Format, FileType), Fault> {
    Ok(match (ending, params.get("encoding")) {
        ("xlsx", _) => (Format::Excel, EXCEL),
        ("json", _) => (Format::Json, JSON),
        ("ndjson", _) => (Format::Ndjson, NDJSON),
        (_, None | Some("utf-8")) => (Format::Csv(Encoding::Utf8), CSV),
        (_, Some("cp932")) => (Format::Csv(Encoding::Cp932), CSV_CP932),
        (_, Some(other)) => {
            return Err(Fault::Parameter(ParameterError {
                parameter: "encoding".to_owned(),
                value: other.to_owned(),
                hint: "文字コードは utf-8 か cp932 で指定してください".to_owned(),
            }));
        }
    })
}

/// The lists, each with the page that shows it.
const LISTS: [(&str, ReadList); 4] = [
    (address::EXPORT.path(), |ask, _| {
        Ok(List::Search(Box::new(ask.query()?)))
    }),
    (address::TOWNS.path(), |ask, _| {
        let query = TownsQuery::from_pairs(ask.params.pairs())?;
        Ok(List::Towns(query, ask.visit.home.clone()))
    }),
    (address::TABLES.path(), |ask, _| {
        Ok(List::Tables(ask.params.sorting()?, ask.visit.home.clone()))
    }),
    ("/needs/{code}/cases", |ask, code| {
        let need = needs::need(ask.app.engine.needs(), code)?;
        Ok(List::Need(need.clone(), ask.visit.home.clone()))
    }),
];

/// Reads which list is asked for, of an address and the name in it.
type ReadList = fn(&Ask, &str) -> Result<List, Fault>;

/// The files of every list, each beside the page that shows it.
pub(super) fn routes() -> Router<App> {
    let mut router = Router::new();
    for (page, read) in LISTS {
        for ending in LIST_ENDINGS {
            let answer = move |ask: Ask, site: Site, name: Option<Path<String>>| async move {
                let name = name.map(|Path(name)| name).unwrap_or_default();
                let list = read(&ask, &name)?;
                list.answer(&ask.app, &site, list_file(ending, &ask.params)?)
            };
            router = router.route(&format!("{page}.{ending}"), get(answer));
        }
    }
    router
}

/// A list of cases, as a page shows it.
enum List {
    Search(Box<Query>),
    Towns(TownsQuery, Option<Arc<OwnTown>>),
    Tables(Sorting, Option<Arc<OwnTown>>),
    Need(Need, Option<Arc<OwnTown>>),
}

impl List {
    const fn name(&self) -> &'static str {
        match self {
            Self::Search(_) => "事例一覧",
            Self::Towns(..) => "似た町",
            Self::Tables(..) => "一覧表",
            Self::Need(..) => "困りごとの事例",
        }
    }

    /// The cases of the list, in its order.
    fn cases(&self, app: &App) -> Result<Vec<Arc<Case>>, SearchError> {
        let engine = &app.engine;
        match self {
            Self::Search(query) => engine.matching(query),
            Self::Towns(query, home) => {
                let answer = towns::answer(query, home.as_deref(), engine.summaries());
                let ranking = answer.ranking;
                let ranked = ranking.ranked.iter().map(|it| it.case);
                let listed: Vec<&CaseSummary> = ranked.chain(ranking.unmeasured).collect();
                whole(
                    engine,
                    if listed.is_empty() {
                        answer.cases
                    } else {
                        listed
                    },
                )
            }
            Self::Tables(sorting, home) => whole(
                engine,
                tables::sorted(engine.summaries(), *sorting, home.as_deref()),
            ),
            Self::Need(need, home) => {
                whole(engine, views::needs::naming(engine, need, home.as_deref())?)
            }
        }
    }

    fn answer(
        &self,
        app: &App,
        site: &Site,
        (format, file_type): (Format, FileType),
    ) -> Result<Response, Fault> {
        let name = self.name();
        let day = clock::today();
        let about = About {
            sources: app.engine.sources(),
            day: &day,
            site: site.0.as_deref(),
        };
        let mut file = Vec::new();
        export::write(format, self.cases(app)?, &about, &mut file)?;
        Ok(attachment(file_type, name, file))
    }
}

/// The whole cases of a list.
fn whole(engine: &Engine, cases: Vec<&CaseSummary>) -> Result<Vec<Arc<Case>>, SearchError> {
    let cases = cases.into_iter();
    cases
        .filter_map(|case| engine.case(&case.id).transpose())
        .collect()
}

/// Where the client found the site, so that links in a file lead back to it.
pub(super) struct Site(Option<String>);

impl Site {
    /// What its addresses begin with; nothing where it is not known.
    pub(super) fn address(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }
}

impl<S: Sync> FromRequestParts<S> for Site {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let text = |headers: &HeaderMap, name: &str| {
            headers
                .get(name)
                .and_then(|it| it.to_str().ok())
                .map(str::to_owned)
        };
        // A proxy in front says what it was asked for itself.
        let host = text(&parts.headers, "x-forwarded-host")
            .or_else(|| text(&parts.headers, header::HOST.as_str()))
            .filter(|host| host.parse::<Authority>().is_ok());
        let scheme = match text(&parts.headers, "x-forwarded-proto").as_deref() {
            Some("https") => "https",
            _ => "http",
        };
        Ok(Self(host.map(|host| format!("{scheme}://{host}"))))
    }
}

/// A file to keep, named in Japanese with today's date.
pub(super) fn attachment(file_type: FileType, name: &str, file: Vec<u8>) -> Response {
    let (day, ending) = (clock::today(), file_type.ending);
    let japanese = address::encode(&format!("{name}_{day}.{ending}"));
    let disposition =
        format!("attachment; filename=\"renkei-{day}.{ending}\"; filename*=UTF-8''{japanese}");
    let headers = [
        (header::CONTENT_TYPE, file_type.media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, file).into_response()
}

impl From<ExportError> for Fault {
    fn from(error: ExportError) -> Self {
        tracing::error!(%error, "a file cannot be written");
        Self::Internal
    }
}
