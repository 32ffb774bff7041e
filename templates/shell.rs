//! The shell around every page: head, skip link, header with the ways through the
//! site, main and footer.

use maud::{DOCTYPE, Markup, html};

use super::assets::Asset;
use super::own_town;
use crate::address;
use crate::visit::Visit;

/// The program's name, beside the site's.
const BRAND: &str = "Renkei 連携";
/// The site's name.
pub(crate) const SITE: &str = "在宅医療・介護連携 事例検索";

/// What stands inside the shell.
pub(crate) trait Page {
    /// The page's own title, without the site's name.
    fn title(&self) -> String;

    /// Everything inside `<main>`, beginning with the one `<h1>`.
    fn content(&self) -> Markup;

    /// The way through the site that the page belongs to.
    fn section(&self) -> Option<Section> {
        None
    }

    /// Whether it stands below that way: a crumb then leads back up.
    fn is_below(&self) -> bool {
        false
    }

    /// The stylesheets that the page needs beside the common one.
    fn styles(&self) -> &'static [Asset] {
        &[]
    }

    /// The scripts that the page gains from beside the common one.
    fn scripts(&self) -> &'static [Asset] {
        &[]
    }

    /// Where a keyboard can jump to beside the content: ids and words.
    fn skips(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// The address of the same content as JSON.
    fn json(&self) -> Option<String> {
        None
    }
}

/// The ways through the site, as the header lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Words and filters.
    Search,
    /// What officers are at a loss with.
    Needs,
    /// Comparable towns.
    Towns,
    /// The map.
    Prefectures,
    /// The connection models.
    Models,
    /// 事業項目 and scenes.
    Items,
    /// The comparison.
    Compare,
    /// The tables.
    Tables,
    /// The survey.
    Survey,
    /// How to use the site.
    Help,
    /// Where its content comes from.
    About,
}

/// The menu: what a group of ways is for, and the ways.
const MENU: [(&str, &[Section]); 3] = [
    (
        "探す",
        &[
            Section::Search,
            Section::Needs,
            Section::Towns,
            Section::Prefectures,
            Section::Models,
            Section::Items,
        ],
    ),
    (
        "資料にする",
        &[Section::Compare, Section::Tables, Section::Survey],
    ),
    ("このサイト", &[Section::Help, Section::About]),
];

impl Section {
    const fn label(self) -> &'static str {
        match self {
            Self::Search => "ことば",
            Self::Needs => "困りごと",
            Self::Towns => "似た町",
            Self::Prefectures => "地図",
            Self::Models => "連携モデル",
            Self::Items => "事業項目",
            Self::Compare => "比較表",
            Self::Tables => "一覧表",
            Self::Survey => "アンケート",
            Self::Help => "使い方",
            Self::About => "資料と利用条件",
        }
    }

    fn address(self, visit: &Visit) -> String {
        let page = match self {
            Self::Search => address::SEARCH,
            Self::Needs => address::NEEDS,
            Self::Towns => address::TOWNS,
            Self::Prefectures => address::PREFECTURES,
            Self::Models => address::MODELS,
            Self::Items => address::ITEMS,
            Self::Tables => address::TABLES,
            Self::Compare => return address::compare(visit),
            Self::Survey => address::SURVEY,
            Self::Help => address::HELP,
            Self::About => address::ABOUT,
        };
        address::with_visit(page, visit)
    }
}

/// The whole document; its links carry the visit on.
pub(crate) fn shell(page: &dyn Page, visit: &Visit) -> Markup {
    let title = page.title();
    let head = html! {
        // Before anything is drawn: it may lead to the same page with the own town.
        script src=(Asset::Home.address()) {}
        (look())
        link rel="stylesheet" href=(Asset::OwnTown.address());
        @for style in page.styles() { link rel="stylesheet" href=(style.address()); }
        script src=(Asset::Script.address()) defer {}
        script src=(Asset::Picks.address()) defer {}
        @for script in page.scripts() { script src=(script.address()) defer {} }
        link rel="alternate" type="application/atom+xml" title="新しく収めた事例" href=(address::FEED);
        @if let Some(json) = page.json() {
            link rel="alternate" type="application/json" href=(json);
        }
    };
    let body = html! {
        a class="skip-link" href="#main" { "本文へ移動" }
        @for (id, words) in page.skips() { a class="skip-link" href={ "#" (id) } { (words) } }
        (header(page.section(), visit))
        main id="main" tabindex="-1" {
            @if let Some(section) = page.section().filter(|_| page.is_below()) {
                (crumbs(section, &title, visit))
            }
            (page.content())
        }
        (footer(visit))
    };
    document(&title, &head, &body)
}

/// What every document has: its language, its title.
pub(super) fn document(title: &str, head: &Markup, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="ja" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " | " (SITE) }
                (head)
            }
            body { (body) }
        }
    }
}

/// The look that all pages share.
pub(super) fn look() -> Markup {
    html! {
        link rel="icon" type="image/svg+xml" href=(Asset::Icon.address());
        link rel="stylesheet" href=(Asset::Style.address());
    }
}

/// Where the page stands, and the way back up.
fn crumbs(section: Section, title: &str, visit: &Visit) -> Markup {
    html! {
        nav class="crumbs no-print" aria-label="現在の場所" {
            ol {
                li {
                    a href=(section.address(visit)) {
                        @if section == Section::Search { "事例を探す" } @else { (section.label()) }
                    }
                }
                li aria-current="page" { (title) }
            }
        }
    }
}

fn header(current: Option<Section>, visit: &Visit) -> Markup {
    html! {
        header class="site-header" {
            div class="site-bar" {
                a class="site-name" href=(Section::Search.address(visit)) { (SITE) " " small { (BRAND) } }
                (own_town::in_header(visit))
                details class="drawer site-menu" {
                    summary { "メニュー" }
                    nav aria-label="サイト内" {
                        ul {
                            @for (name, sections) in MENU {
                                li {
                                    span class="group" { (name) }
                                    ul { @for &section in sections { (item(section, current, visit)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn item(section: Section, current: Option<Section>, visit: &Visit) -> Markup {
    html! {
        li {
            a href=(section.address(visit))
                aria-current=[(current == Some(section)).then_some("page")] {
                (section.label())
            }
        }
    }
}

fn footer(visit: &Visit) -> Markup {
    html! {
        footer class="site-footer" {
            @if visit.is_alarmed {
                p class="notice" {
                    "管理者の方へ：資料や索引に、確かめが必要なところがあります。表示している内容は、前回までに確かめられたものです。"
                    a href=(address::with_visit(address::CHECK, visit)) { "理由を見る" }
                }
            }
            p {
                "公表された資料の本文を、市区町村の担当者が探しやすいように並べ直したものです。"
                "引用するときは、各事例の出典をご確認ください。"
            }
            ul {
                li { a href=(address::with_visit(address::HELP, visit)) { "使い方" } }
                li { a href=(address::with_visit(address::ABOUT, visit)) { "資料と利用条件" } }
                li { a href=(address::with_visit(address::CHECK, visit)) { "読み取りの点検結果" } }
                li { a href=(address::with_visit(address::API_PAGE, visit)) { "API（プログラムから使う）" } }
            }
        }
    }
}
