//! What can be wrong with a request, and the one form it is answered in: JSON for
//! programs, a page with a way on for browsers.
//!
//! Handlers return a [`Fault`]; [`render`] alone turns it, and every error status
//! that the router or a layer sets, into a body.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::address;
use crate::search::{ParameterError, SearchError};
use crate::templates::{ErrorPage, shell};
use crate::visit::Visit;

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A parameter's value means nothing.
    Parameter(ParameterError),
    /// The address is not percent-encoded UTF-8, or names no one host.
    Address,
    /// The site has another name.
    Host(String),
    /// Nothing stands at the address.
    NotFound,
    /// No case has this id.
    NoCase(String),
    /// No term of a vocabulary has the code in the path.
    NoTerm(ParameterError),
    /// No document of this number waits for a yes.
    NoDocument,
    /// The address does not have the key.
    Key,
    /// Another site's page sends the form.
    Origin,
    /// What was sent is no form of the site.
    Form,
    /// The address is not asked this way.
    Method,
    /// The client takes no form that there is.
    NotAcceptable,
    /// The answer took too long.
    Timeout,
    /// Too much is asked at once.
    Busy,
    /// The program is at fault.
    Internal,
}

/// Goes with an error that has its body already.
#[derive(Clone, Debug)]
pub(super) struct Rendered;

/// When to ask again where there was no time for an answer, in seconds: what runs is
/// over by then.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

impl From<SearchError> for Fault {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Deadline => Self::Timeout,
            broken => {
                tracing::error!(error = %broken, "a question was not answered");
                Self::Internal
            }
        }
    }
}

/// The JSON form of a fault.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ErrorBody<'a> {
    #[schema(inline)]
    error: Told<'a>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Told<'a> {
    /// For programs to tell errors apart.
    code: &'static str,
    /// What is wrong.
    message: &'a str,
    /// What to do next.
    hint: &'a str,
}

impl Fault {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Parameter(_) | Self::Address | Self::Form => StatusCode::BAD_REQUEST,
            Self::NotFound | Self::NoCase(_) | Self::NoTerm(_) | Self::NoDocument => {
                StatusCode::NOT_FOUND
            }
            Self::Key | Self::Origin => StatusCode::FORBIDDEN,
            Self::Host(_) => StatusCode::MISDIRECTED_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::Timeout | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The fault behind a status that the router or a layer set.
    fn of(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::NOT_ACCEPTABLE => Self::NotAcceptable,
            StatusCode::SERVICE_UNAVAILABLE => Self::Timeout,
            status if status.is_client_error() => Self::Address,
            _ => Self::Internal,
        }
    }

    /// For programs to tell faults apart.
    fn code(&self) -> &'static str {
        match self {
            Self::Parameter(_) => "bad-parameter",
            Self::Address => "bad-address",
            Self::Host(_) => "unknown-host",
            Self::NotFound => "not-found",
            Self::NoCase(_) => "no-such-case",
            Self::NoTerm(_) => "no-such-term",
            Self::NoDocument => "no-such-document",
            Self::Key => "no-key",
            Self::Origin => "foreign-form",
            Self::Form => "bad-form",
            Self::Method => "method-not-allowed",
            Self::NotAcceptable => "not-acceptable",
            Self::Timeout => "timeout",
            Self::Busy => "busy",
            Self::Internal => "internal",
        }
    }

    /// What is wrong.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Parameter(error) => {
                format!(
                    "「{}」に「{}」は指定できません。",
                    error.parameter, error.value
                )
            }
            Self::Address => "アドレスを読み取れませんでした。".to_owned(),
            Self::Host(name) => format!("「{name}」という名前では開けません。"),
            Self::NotFound => "お探しのページは見つかりませんでした。".to_owned(),
            Self::NoTerm(error) => {
                format!("{}「{}」はありません。", error.parameter, error.value)
            }
            Self::NoCase(id) => format!("事例「{id}」は見つかりませんでした。"),
            Self::NoDocument => "この資料は、確かめる資料の中にありません。".to_owned(),
            Self::Key => "このアドレスでは開けません。".to_owned(),
            Self::Origin => "ほかのサイトから送られた操作は受け付けません。".to_owned(),
            Self::Form => "送られた内容を読み取れませんでした。".to_owned(),
            Self::Method => "このアドレスでは受け付けていない操作です。".to_owned(),
            Self::NotAcceptable => "求められた形式では返せません。".to_owned(),
            Self::Timeout => "時間内に答えを用意できませんでした。".to_owned(),
            Self::Busy => "ただいま混み合っています。".to_owned(),
            Self::Internal => "システムに問題が起きました。".to_owned(),
        }
    }

    /// What to do next.
    pub(super) fn hint(&self) -> String {
        match self {
            Self::Parameter(error) | Self::NoTerm(error) => {
                format!("{}。", error.hint.trim_end_matches('。'))
            }
            Self::Address => {
                "アドレスは、UTF-8 をパーセントエンコードした文字で指定してください。".to_owned()
            }
            Self::Host(_) => {
                "案内されたアドレスで開いてください。管理者の方は、この名前を --host に加えて起動し直してください。"
                    .to_owned()
            }
            Self::NotFound => {
                "アドレスに誤りがないか確かめるか、ことばで事例を探してください。".to_owned()
            }
            Self::NoCase(_) => {
                "資料が差し替えられた可能性があります。市町村名で事例を探してください。".to_owned()
            }
            Self::NoDocument => {
                "すでに収めたか、取りやめたか、プログラムが起動し直されました。収めていなければ、もう一度ファイルを選んでください。"
                    .to_owned()
            }
            Self::Key => {
                "プログラムを起動したときに画面に表示された、/admin/ で始まるアドレスをそのまま開いてください。起動し直すと変わります。"
                    .to_owned()
            }
            Self::Origin => {
                "プログラムを起動したときに画面に表示されたアドレスを開いて、操作してください。".to_owned()
            }
            Self::Form => "前のページに戻り、もう一度お試しください。".to_owned(),
            Self::Method => "GET で要求してください。".to_owned(),
            Self::NotAcceptable => "Accept に application/json を含めてください。".to_owned(),
            Self::Timeout | Self::Busy => "しばらくしてから、もう一度お試しください。".to_owned(),
            Self::Internal => {
                "もう一度お試しください。続くときは、管理者に時刻とアドレスを伝えてください。"
                    .to_owned()
            }
        }
    }

    fn into_body(self, json: bool) -> Response {
        let (status, message, hint) = (self.status(), self.message(), self.hint());
        if json {
            let error = Told {
                code: self.code(),
                message: &message,
                hint: &hint,
            };
            (status, axum::Json(ErrorBody { error })).into_response()
        } else {
            let page = ErrorPage {
                status: status.as_u16(),
                message: &message,
                hint: &hint,
            };
            (status, shell(&page, &Visit::default())).into_response()
        }
    }
}

impl From<ParameterError> for Fault {
    fn from(error: ParameterError) -> Self {
        Self::Parameter(error)
    }
}

/// Carries the fault to [`render`], which knows what the client asked for.
impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every error its body.
pub(super) async fn render(request: Request, next: Next) -> Response {
    let json = request.uri().path().starts_with(address::API) || prefers_json(request.headers());
    let response = next.run(request).await;
    complete(response, |fault| fault.into_body(json))
}

/// Gives an answer its body where it is an error that has none.
pub(super) fn complete(response: Response, draw: impl FnOnce(Fault) -> Response) -> Response {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || response.extensions().get::<Rendered>().is_some() {
        return response;
    }
    let fault = response
        .extensions()
        .get::<Fault>()
        .cloned()
        .unwrap_or_else(|| Fault::of(status));
    // What does not tell of the body stays: who may read it, what is allowed.
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let mut response = draw(fault);
    for (name, value) in response.headers() {
        parts.headers.insert(name, value.clone());
    }
    *response.headers_mut() = parts.headers;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    response
}

/// Whether a client takes JSON and no page.
fn prefers_json(headers: &HeaderMap) -> bool {
    accepts(headers, &["application/json"]) && !accepts(headers, &["text/html"])
}

/// Refuses clients that take no JSON.
pub(super) async fn require_json(request: Request, next: Next) -> Result<Response, Fault> {
    let any = ["application/json", "application/*", "*/*"];
    let headers = request.headers();
    if headers.contains_key(header::ACCEPT) && !accepts(headers, &any) {
        return Err(Fault::NotAcceptable);
    }
    Ok(next.run(request).await)
}

/// Whether the client names one of the types as one that it takes: `q=0` says of a type
/// that it is not taken.
fn accepts(headers: &HeaderMap, types: &[&str]) -> bool {
    let is_taken = |range: &str| {
        let mut parts = range.split(';').map(|it| it.trim().to_ascii_lowercase());
        let named = parts.next().is_some_and(|it| types.contains(&it.as_str()));
        let refused = parts
            .filter_map(|it| it.strip_prefix("q=").map(str::to_owned))
            .any(|weight| weight.parse() == Ok(0.0));
        named && !refused
    };
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(is_taken)
}
