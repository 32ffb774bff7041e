//! What the API answers, for those who connect another program: each address with its
//! parameters and an example to open.

use maud::{Markup, html};

use super::assets::Asset;
use super::{Page, Section};
use crate::address;
use crate::views::api::{Asked, Endpoint};

/// The description of the API.
pub(crate) struct ApiPage {
    /// Its addresses.
    pub(crate) endpoints: Vec<Endpoint>,
}

impl Page for ApiPage {
    fn title(&self) -> String {
        "API（プログラムから使う）".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::About)
    }

    fn is_below(&self) -> bool {
        true
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Api]
    }

    fn json(&self) -> Option<String> {
        Some(address::api("/openapi.json"))
    }

    fn content(&self) -> Markup {
        html! {
            div class="prose" {
                h1 { (self.title()) }
                p class="lead" {
                    "このサイトの内容は、すべて JSON でも取得できます。ほかのシステムや表計算ソフトにつなぐ方のためのページです。"
                }
                ul {
                    li { "アドレスは " code { (address::api("")) } " から始まります。取得（GET）だけで、登録や鍵は要りません。" }
                    li { "答えは UTF-8 の JSON です。ほかのサイトのスクリプトからも読めます。" }
                    li { "誤りのときは、" code { "{\"error\":{\"code\":…,\"message\":…,\"hint\":…}}" } " を返します。" }
                    li { "答えに付く " code { "ETag" } " を次の要求の " code { "If-None-Match" } " に付けると、変わっていないときは本文を送りません（304）。" }
                    li { "機械で読める記述（OpenAPI 3.1）は " a href=(address::api("/openapi.json")) { (address::api("/openapi.json")) } " にあります。" }
                }
            }
            div class="api" {
                nav aria-labelledby="api-contents" {
                    h2 id="api-contents" { "アドレスの一覧" }
                    ol class="plain" {
                        @for endpoint in &self.endpoints {
                            li { a href={ "#" (anchor(endpoint)) } { code { (endpoint.path) } } " " span class="note" { (endpoint.summary) } }
                        }
                    }
                }
                div { @for endpoint in &self.endpoints { (section(endpoint)) } }
            }
        }
    }
}

/// Where an address stands on the page.
fn anchor(endpoint: &Endpoint) -> String {
    let letters = endpoint.path.trim_start_matches('/').chars();
    letters
        .filter(|c| !matches!(c, '{' | '}'))
        .map(|c| if c == '/' { '-' } else { c })
        .collect()
}

fn section(endpoint: &Endpoint) -> Markup {
    let example = address::api_example(&endpoint.example);
    html! {
        section class="endpoint" {
            h2 id=(anchor(endpoint)) { code { (endpoint.path) } " " (endpoint.summary) }
            p { "答え：" (endpoint.answer) }
            p { "例：" a href=(example) { code { (address::readable(&example)) } } }
            @if !endpoint.parameters.is_empty() {
                details open[endpoint.parameters.len() <= OPEN] {
                    summary { "条件（" (endpoint.parameters.len()) "）" }
                    dl class="parameters" { @for asked in &endpoint.parameters { (parameter(asked)) } }
                }
            }
        }
    }
}

/// How many parameters are shown at once.
const OPEN: usize = 6;

fn parameter(asked: &Asked) -> Markup {
    html! {
        dt {
            code { (asked.name) }
            @if asked.in_path { " " span class="note" { "アドレスの一部" } }
            @if asked.repeats { " " span class="note" { "いくつでも" } }
        }
        dd {
            (asked.words)
            @if !asked.choices.is_empty() {
                p class="choices" { @for choice in &asked.choices { code { (choice) } " " } }
            }
        }
    }
}
