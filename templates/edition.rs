//! The static edition: the page that says what it is, the note that leads there, a case
//! as its search shows it, and the scripts of that search.

use maud::{Markup, html};

use super::hit::{self, Style};
use super::picking::Picking;
use super::{Page, format};
use crate::search::Hit;

/// The scripts of the search, in the order in which they are read.
pub(crate) const SCRIPTS: [(&str, &str); 5] = [
    (
        "search/language.js",
        include_str!("assets/edition/language.js"),
    ),
    ("search/query.js", include_str!("assets/edition/query.js")),
    (
        "search/passages.js",
        include_str!("assets/edition/passages.js"),
    ),
    (
        "search/spelling.js",
        include_str!("assets/edition/spelling.js"),
    ),
    ("search/finder.js", include_str!("assets/edition/finder.js")),
];

/// What the edition is, and what takes a server.
pub(crate) struct EditionPage<'a> {
    /// How many cases it holds.
    pub(crate) cases: usize,
    /// The day it was made, ISO 8601.
    pub(crate) day: &'a str,
    /// All cases as files: what each is called and its name.
    pub(crate) files: &'a [(&'static str, &'static str)],
}

impl Page for EditionPage<'_> {
    fn title(&self) -> String {
        "この版について".to_owned()
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            p class="lead" {
                "フォルダーから、そのまま開ける版です。サーバーもインターネットも要りません。"
                (format::date(self.day)) "に書き出しました。事例は" (format::whole(self.cases as u64)) "件です。"
            }
            h2 { "この版でできること" }
            ul {
                li { "事例・困りごと・連携モデル・事業項目・地図・一覧表・アンケート・原文を読む" }
                li { "ことばと条件で事例を探す（ブラウザーの中で探し、入力したことばはどこにも送りません）" }
            }
            h2 { "サーバー版でできること" }
            p { "次のことは、この版ではできません。サーバーで動かしている Renkei をお使いください。" }
            ul {
                li { "わが町を選び、似た町の事例を近い順に並べる" }
                li { "事例を選んで比較表・Word・Excel の資料にする" }
                li { "絞り込んだ一覧を保存する、入力の途中で候補を出す、プログラムから使う（API）" }
            }
            h2 { "すべての事例のファイル" }
            ul { @for (words, file) in self.files { li { a href=(file) { (words) } } } }
        }
    }
}

/// What stands on every page of the edition.
pub(crate) fn note() -> Markup {
    html! {
        p { "サーバーなしで読める版です。" a href="edition.html" { "この版について" } }
    }
}

/// What stands above the list of cases where no script runs.
pub(crate) fn without_script() -> Markup {
    html! {
        noscript {
            p class="notice" {
                "スクリプトを使わない設定のため、ことばや条件では探せません。すべての事例を表示しています。"
            }
        }
    }
}

/// A case as a list of the edition shows it before anything is asked.
pub(crate) fn card(hit: &Hit, picking: &Picking) -> Markup {
    let style = Style {
        picking,
        differ: false,
        brief: false,
    };
    hit::hit(hit, &style, None)
}
