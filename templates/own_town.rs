//! The own town: the box that its name is typed into, its place in the header, and
//! the page that asks which town is meant.

use maud::{Markup, html};

use super::{Page, format};
use crate::address;
use crate::views::own_town::{Choice, Offer, Town};
use crate::visit::Visit;
use crate::vocabulary::{Prefecture, Region};

/// How many towns of a beginning are offered; a prefecture shows all of its own.
const SHOWN: usize = 30;

/// Asks which town is meant.
pub(crate) struct OwnTownPage<'a> {
    /// The towns to choose from.
    pub(crate) choice: Choice,
    /// Its page is the one that is gone back to.
    pub(crate) visit: &'a Visit,
}

impl Page for OwnTownPage<'_> {
    fn title(&self) -> String {
        "わが町を選ぶ".to_owned()
    }

    fn json(&self) -> Option<String> {
        Some(address::api_municipalities(&self.choice.typed))
    }

    fn content(&self) -> Markup {
        let choice = &self.choice;
        html! {
            h1 { "わが町を選ぶ" }
            (form("town", "市区町村の名前", &choice.typed, &self.visit.page))
            @match (choice.prefecture, choice.offer) {
                (Some(prefecture), _) => (self.towns(&format!("{}の市区町村", prefecture.label()), usize::MAX)),
                (None, Offer::Fitting) => (self.towns(&format!("「{}」はどの町ですか", choice.typed), SHOWN)),
                (None, Offer::Near) => {
                    p role="status" { "「" (choice.typed) "」という市区町村は見つかりませんでした。" }
                    (self.towns("もしかして", SHOWN))
                }
                (None, Offer::Nothing) => @if !choice.typed.is_empty() {
                    p role="status" {
                        "「" (choice.typed) "」という市区町村は見つかりませんでした。都道府県からも選べます。"
                    }
                },
            }
            (self.prefectures())
        }
    }
}

impl OwnTownPage<'_> {
    fn towns(&self, heading: &str, most: usize) -> Markup {
        let towns = &self.choice.towns;
        html! {
            section aria-labelledby="choices-heading" {
                h2 id="choices-heading" { (heading) }
                ul class="chips" {
                    @for town in towns.iter().take(most) {
                        li { (self.town(town)) }
                    }
                }
                @if towns.len() > most {
                    p class="note" { (towns.len()) "件のうち、はじめの" (most) "件です。続きの文字も入れてください。" }
                }
            }
        }
    }

    fn town(&self, town: &Town) -> Markup {
        html! {
            a href=(address::at_home(&self.visit.page, &town.municipality.code)) {
                @if self.choice.prefecture.is_some() { (town.municipality.name) } @else { (town.full_name()) }
                @if let Some(people) = town.population {
                    small { (format::whole(people)) "人" }
                }
            }
        }
    }

    fn prefectures(&self) -> Markup {
        html! {
            section aria-labelledby="prefectures-heading" {
                h2 id="prefectures-heading" { "都道府県から選ぶ" }
                dl class="pairs" {
                    @for &region in Region::ALL {
                        dt { (region.label()) }
                        dd {
                            ul class="plain inline" {
                                @for &prefecture in Prefecture::ALL.iter().filter(|it| it.region() == region) {
                                    li { a href=(address::own_town_in(prefecture, &self.visit.page)) { (prefecture.label()) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The box that completes and takes a town's name, and leads on to a page.
pub(super) fn form(id: &str, label: &str, typed: &str, to: &str) -> Markup {
    html! {
        form class="own-town-form" action=(address::OWN_TOWN) method="get" {
            label for=(id) { (label) }
            div class="search-row" {
                div class="combo" {
                    input id=(id) name="town" type="search" value=(typed) maxlength="40" required
                        data-suggest=(address::api("/municipalities"));
                }
                button class="button" type="submit" { "決める" }
            }
            input type="hidden" name="to" value=(to);
        }
    }
}

/// What the first page offers: to tell the own town, or the towns near to it.
pub(super) fn invitation(visit: &Visit) -> Markup {
    let towns = address::with_visit(address::TOWNS, visit);
    html! {
        div class="own-box invitation" {
            @match visit.home.as_deref() {
                Some(home) => {
                    a class="own-town own-mark" href=(towns) { (home.name()) "に似た町の事例を見る" }
                }
                None => (form("town", "わが町の名前を入れると、似た町の事例が近い順に並びます", "", &towns)),
            }
        }
    }
}

/// The own town's place in the header, with the ways to tell, change and remove it.
pub(super) fn in_header(visit: &Visit) -> Markup {
    let home = visit.home.as_deref();
    html! {
        details class="home-menu" id="my-town" {
            summary {
                @match home {
                    Some(home) => { "わが町：" span class="own-town" { (home.name()) } span class="visually-hidden" { "（変更）" } }
                    None => "わが町を選ぶ",
                }
            }
            div class="panel" {
                (form("header-town", if home.is_some() { "別の町に変える" } else { "市区町村の名前" }, "", &visit.page))
                @if let Some(home) = home {
                    a class="more" href=(address::without_home(&visit.page)) { (home.full_name()) "を外す" }
                } @else {
                    p class="note" { "どの一覧にも、わが町との近さが出ます。この端末だけに保存します。" }
                }
            }
        }
    }
}
