//! The shell around every page: head, skip link, header with the ways through the
//! site, main and footer.

use maud::{DOCTYPE, Markup, html};

use crate::web::address;
use crate::web::assets::Asset;
use crate::web::picks::Picks;

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

    /// The stylesheets that the page needs beside the common one.
    fn styles(&self) -> &'static [Asset] {
        &[]
    }

    /// The cases picked for comparison, which the header's links carry on.
    fn picks(&self) -> Option<&Picks> {
        None
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
    /// Comparable towns.
    Towns,
    /// The map.
    Prefectures,
    /// The connection models.
    Models,
    /// 事業項目 and scenes.
    Items,
    /// The tables.
    Tables,
    /// The survey.
    Survey,
    /// The comparison.
    Compare,
    /// How to use the site.
    Help,
    /// Where its content comes from.
    About,
}

impl Section {
    const ALL: &'static [Self] = &[
        Self::Search,
        Self::Towns,
        Self::Prefectures,
        Self::Models,
        Self::Items,
        Self::Tables,
        Self::Survey,
        Self::Compare,
        Self::Help,
        Self::About,
    ];

    const fn label(self) -> &'static str {
        match self {
            Self::Search => "事例を探す",
            Self::Towns => "似た町",
            Self::Prefectures => "都道府県",
            Self::Models => "連携モデル",
            Self::Items => "ア〜ク",
            Self::Tables => "一覧表",
            Self::Survey => "アンケート",
            Self::Compare => "比較",
            Self::Help => "使い方",
            Self::About => "このサイトについて",
        }
    }

    fn address(self, picks: &Picks) -> String {
        let page = match self {
            Self::Search => address::SEARCH,
            Self::Towns => address::TOWNS,
            Self::Prefectures => address::PREFECTURES,
            Self::Models => address::MODELS,
            Self::Items => address::ITEMS,
            Self::Tables => address::TABLES,
            Self::Compare => return address::compare(picks),
            // These lead to no case, so that nothing is picked on them.
            Self::Survey => return address::SURVEY.to_owned(),
            Self::Help => return address::HELP.to_owned(),
            Self::About => return address::ABOUT.to_owned(),
        };
        address::with_picks(page, picks)
    }
}

/// The whole document.
pub(crate) fn shell(page: &dyn Page) -> Markup {
    let title = page.title();
    html! {
        (DOCTYPE)
        html lang="ja" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " | " (SITE) }
                link rel="icon" type="image/svg+xml" href=(Asset::Icon.address());
                link rel="stylesheet" href=(Asset::Style.address());
                @for style in page.styles() { link rel="stylesheet" href=(style.address()); }
                script src=(Asset::Script.address()) defer {}
                @if let Some(json) = page.json() {
                    link rel="alternate" type="application/json" href=(json);
                }
            }
            body {
                a class="skip-link" href="#main" { "本文へ移動" }
                (header(page.section(), page.picks().unwrap_or(&Picks::default())))
                main id="main" tabindex="-1" { (page.content()) }
                (footer())
            }
        }
    }
}

fn header(current: Option<Section>, picks: &Picks) -> Markup {
    html! {
        header class="site-header" {
            div class="site-bar" {
                a class="site-name" href=(Section::Search.address(picks)) { (SITE) " " small { (BRAND) } }
                details class="drawer site-menu" {
                    summary { "メニュー" }
                    nav aria-label="サイト内" {
                        ul {
                            @for &section in Section::ALL {
                                li {
                                    a href=(section.address(picks))
                                        aria-current=[(current == Some(section)).then_some("page")] {
                                        (section.label())
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn footer() -> Markup {
    html! {
        footer class="site-footer" {
            p {
                "公表された資料の本文を、市区町村の担当者が探しやすいように並べ直したものです。"
                "引用するときは、各事例の出典をご確認ください。"
            }
            ul {
                li { a href=(address::HELP) { "使い方" } }
                li { a href=(address::ABOUT) { "資料と利用条件・載せていないもの" } }
                li { a href=(address::CHECK) { "読み取りの点検結果" } }
            }
        }
    }
}
