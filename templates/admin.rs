//! The pages on which documents are taken in: the site's look without its ways, which
//! stand on another listener.

use std::path::Path;

use maud::{Markup, html};

use super::Page;
use super::assets::Asset;
use super::shell::{document as frame, look};
use crate::address::admin::Admin;
use crate::corpus::Source;
use crate::views::source::TextPage;

mod document;

pub(crate) use document::{DocumentPage, Misprint};

/// The whole document. Only who has the key sees where the desk is.
pub(crate) fn shell(page: &dyn Page, addresses: Option<&Admin>) -> Markup {
    let head = html! {
        (look())
        @for style in page.styles() { link rel="stylesheet" href=(style.address()); }
        link rel="stylesheet" href=(Asset::Admin.address());
    };
    let body = html! {
        a class="skip-link" href="#main" { "本文へ移動" }
        header class="site-header" {
            div class="site-bar" {
                @if let Some(addresses) = addresses {
                    a class="site-name" href=(addresses.desk()) { (NAME) }
                } @else {
                    span class="site-name" { (NAME) }
                }
            }
        }
        main id="main" tabindex="-1" { (page.content()) }
        footer class="site-footer" {
            p { "この画面は、プログラムが動いているパソコンの中からだけ開けます。アドレスは、ほかの人に知らせないでください。" }
        }
    };
    frame(&page.title(), &head, &body)
}

/// What these pages are called.
const NAME: &str = "資料を収める（管理用）";

/// Where a file is chosen.
pub(crate) struct DeskPage<'a> {
    /// Where forms are sent.
    pub(crate) addresses: &'a Admin,
    /// The documents that wait, by number and name.
    pub(crate) waiting: Vec<(u32, String)>,
    /// The folder that documents are put into.
    pub(crate) folder: &'a Path,
    /// Why what was asked is not done.
    pub(crate) notice: Option<String>,
}

impl Page for DeskPage<'_> {
    fn title(&self) -> String {
        "資料を収める".to_owned()
    }

    fn content(&self) -> Markup {
        html! {
            div class="prose" {
                h1 { "資料を収める" }
                (notice(self.notice.as_deref()))
                p class="lead" { "資料のファイルを選ぶと、何が事例として読み取れるかを示します。確かめて「収める」を押すまで、何も書き込みません。" }
                form class="fields" action=(self.addresses.desk()) method="post" enctype="multipart/form-data" {
                    p {
                        label for="file" { "資料のファイル" }
                        input id="file" type="file" name="file" required aria-describedby="file-note"
                            accept=".pdf,.docx,.xlsx,.pptx,.txt,.csv,.htm,.html,.md";
                        span id="file-note" class="note" {
                            "PDF、Word（.docx）、Excel（.xlsx）、PowerPoint（.pptx）、テキスト、CSV、HTML。100MBまで。大きな資料は、読み取りに1分ほどかかることがあります。"
                        }
                    }
                    p { button class="button" type="submit" { "読み取って確かめる" } }
                }
                @if !self.waiting.is_empty() {
                    h2 { "まだ収めていない資料" }
                    ul {
                        @for (number, file) in &self.waiting {
                            li { a href=(self.addresses.document(*number)) { (file) } }
                        }
                    }
                    p class="note" { "プログラムを止めると、この一覧は消えます。" }
                }
                p {
                    "市町村に書いてもらうときは、"
                    a href=(self.addresses.template()) download { "記入用の様式（Word）" }
                    "を使うと、そのまま読み取れます。"
                }
                p class="note" { "書き込み先のフォルダー：" (self.folder.display()) }
            }
        }
    }
}

/// The text of a document that waits.
pub(crate) struct TextOfDocument<'a> {
    /// The way back.
    pub(crate) addresses: &'a Admin,
    /// The document's number.
    pub(crate) number: u32,
    /// The file's name.
    pub(crate) file: &'a str,
    /// The page.
    pub(crate) text: TextPage<'a>,
}

impl Page for TextOfDocument<'_> {
    fn title(&self) -> String {
        format!("読み取った文字：{}", self.file)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview]
    }

    fn content(&self) -> Markup {
        html! {
            h1 { "読み取った文字：" (self.file) }
            p { "公表しないと定められている行は、空白にしています。" }
            p { a href=(self.addresses.document(self.number)) { "確かめる画面に戻る" } }
            (super::source::lines(&self.text))
            (super::source::pager(&self.text, |page| self.addresses.text(self.number, page)))
        }
    }
}

/// What became of a document that was taken in.
pub(crate) struct ShelvedPage<'a> {
    /// As the manifest has it.
    pub(crate) source: &'a Source,
    /// The folder that it was put into.
    pub(crate) folder: &'a Path,
    /// Whether the site shows it.
    pub(crate) shown: bool,
    /// What keeps the site from showing it.
    pub(crate) concerns: &'a [String],
}

impl Page for ShelvedPage<'_> {
    fn title(&self) -> String {
        "資料を収めました".to_owned()
    }

    fn content(&self) -> Markup {
        let folder = self.folder;
        html! {
            div class="prose" {
                h1 { (self.title()) }
                p class="lead" { "「" (self.source.title) "」を収めました。" }
                @if self.shown {
                    p role="status" { "サイトに反映されています。" }
                } @else if self.concerns.is_empty() {
                    p role="status" { "サイトには数秒で反映されます。このページを開き直すと、反映されたかどうかが分かります。" }
                } @else {
                    div class="notice" role="alert" {
                        p { "サイトは、前の内容を表示し続けています。次のことを確かめてください。" }
                        ul { @for concern in self.concerns { li { (concern) } } }
                    }
                }
                h2 { "書き込んだもの" }
                ul {
                    li { "本文：" (folder.join(&self.source.file).display()) }
                    li { "一覧への記載：" (folder.join(crate::corpus::MANIFEST).display()) "（資料の名前 " (self.source.id) "）" }
                }
            }
        }
    }
}

/// Why a page cannot be shown, and the way on.
pub(crate) struct NoticePage<'a> {
    /// What is wrong.
    pub(crate) message: &'a str,
    /// What to do next.
    pub(crate) hint: &'a str,
}

impl Page for NoticePage<'_> {
    fn title(&self) -> String {
        "表示できません".to_owned()
    }

    fn content(&self) -> Markup {
        html! {
            div class="prose" {
                h1 { (self.title()) }
                p class="lead" { (self.message) }
                p { (self.hint) }
            }
        }
    }
}

/// Why what was asked is not done, above everything else.
fn notice(words: Option<&str>) -> Markup {
    html! {
        @if let Some(words) = words {
            div class="notice" role="alert" { p { (words) } }
        }
    }
}
