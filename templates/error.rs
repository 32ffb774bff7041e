//! The page shown when a request has no answer.

use maud::{Markup, html};

use super::Page;
use crate::address;

/// Why there is no answer, and the way on.
pub(crate) struct ErrorPage<'a> {
    /// The HTTP status.
    pub(crate) status: u16,
    /// What is wrong.
    pub(crate) message: &'a str,
    /// What to do next.
    pub(crate) hint: &'a str,
}

impl Page for ErrorPage<'_> {
    fn title(&self) -> String {
        let title = match self.status {
            400 => "指定に誤りがあります",
            404 => "ページが見つかりません",
            500.. => "エラーが起きました",
            _ => "表示できません",
        };
        title.to_owned()
    }

    fn content(&self) -> Markup {
        html! {
            div class="prose" {
                h1 { (self.title()) }
                p class="lead" { (self.message) }
                p { (self.hint) }
                form class="search-box" action=(address::SEARCH) method="get" role="search" {
                    label for="q" { "ことばで事例を探す" }
                    div class="search-row" {
                        input id="q" type="search" name="q" maxlength="300";
                        button class="button" type="submit" { "検索" }
                    }
                }
                p { a href=(address::SEARCH) { "すべての事例を見る" } }
                p class="note" { "エラー番号：" (self.status) }
            }
        }
    }
}
