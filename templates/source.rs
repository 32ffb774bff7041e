//! A source's text as it was read, line by line, the words that a link quotes marked.

use maud::{Markup, html};

use super::assets::Asset;
use super::citation::document;
use super::icon::external;
use super::{Page, Section, format};
use crate::address;
use crate::corpus::Source;
use crate::record::Lines;
use crate::report::Withheld;
use crate::search::FacetName;
use crate::views::source::{TextLine, TextPage};

/// A page of a source's text.
pub(crate) struct SourcePage<'a> {
    /// The source.
    pub(crate) source: &'a Source,
    /// The page.
    pub(crate) text: TextPage<'a>,
    /// What was left out of it.
    pub(crate) withheld: Withheld,
}

impl Page for SourcePage<'_> {
    fn title(&self) -> String {
        let title = format!("原文：{}", self.source.title);
        if self.text.page > 1 {
            format!("{title}（{}ページ目）", self.text.page)
        } else {
            title
        }
    }

    fn section(&self) -> Option<Section> {
        Some(Section::About)
    }

    fn is_below(&self) -> bool {
        true
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview]
    }

    fn json(&self) -> Option<String> {
        let text = &self.text;
        let page = address::source_page(&self.source.id, text.page, text.quoted);
        Some(address::json_of(page))
    }

    fn content(&self) -> Markup {
        html! {
            h1 { "原文：" (self.source.title) }
            p { (document(self.source)) "から読み取った文字を、資料の順のまま、誤記も直さずに示しています。" }
            @if self.withheld != Withheld::default() {
                p class="notice" {
                    "公表しないと定められている行（医療機関ごとの数値、死亡患者数）は、空白にしています。"
                }
            }
            p {
                a href=(address::narrowed_to(FacetName::Source, &self.source.id)) { "この資料の事例を見る" }
                @if let Some(url) = &self.source.url {
                    "　" (external(url, "資料の掲載先"))
                }
            }
            @if let Some(quoted) = self.text.quoted {
                p { "色の付いたところ（" a href=(format!("#L{}", quoted[0])) { "原文" (format::lines(quoted)) } "）が、根拠にした箇所です。" }
            }
            (lines(&self.text))
            (pager(&self.text, |page| address::source_page(&self.source.id, page, self.text.quoted)))
        }
    }
}

/// The lines of a page of a text, each with its anchor, the quoted ones marked.
pub(super) fn lines(text: &TextPage<'_>) -> Markup {
    let lines = &text.lines;
    let is_quoted = |line: usize| {
        let quoted = text.quoted;
        quoted.is_some_and(|[from, to]: Lines| (from..=to).contains(&line))
    };
    let words = |it: &TextLine<'_>| {
        html! {
            @if is_quoted(it.line) { mark { (it.text) } } @else { (it.text) }
        }
    };
    html! {
        @if lines.iter().all(|it| it.text.is_empty()) {
            p { "このページに文字はありません。" }
        } @else {
            ol class="source-text" start=(lines.first().map_or(1, |it| it.line)) {
                @for it in lines {
                    li id=(format!("L{}", it.line)) {
                        @if it.heading { h2 { (words(it)) } } @else { (words(it)) }
                    }
                }
            }
        }
    }
}

/// The ways to the pages of a text.
pub(super) fn pager(text: &TextPage<'_>, to: impl Fn(usize) -> String) -> Markup {
    html! {
        @if text.pages > 1 {
            nav class="pager" aria-label="原文のページ" {
                ul {
                    @if text.page > 1 { li { a rel="prev" href=(to(text.page - 1)) { "前へ" } } }
                    li { span aria-current="page" { (text.page) " / " (text.pages) " ページ" } }
                    @if text.page < text.pages { li { a rel="next" href=(to(text.page + 1)) { "次へ" } } }
                }
            }
        }
    }
}
