//! The cases at hand: those of the address, and with a script all that the device keeps,
//! with own notes; four of them are chosen for the handout.

use maud::{Markup, html};

use super::assets::Asset;
use super::icon::Icon;
use super::{Page, Section};
use crate::address;
use crate::record::CaseSummary;
use crate::visit::{HOME, MAX_PICKS, Visit};

/// The cases at hand.
pub(crate) struct PicksPage<'a> {
    /// The picked cases, in their order.
    pub(crate) cases: Vec<&'a CaseSummary>,
    /// Their ids and the own town.
    pub(crate) visit: &'a Visit,
}

impl Page for PicksPage<'_> {
    fn title(&self) -> String {
        "手元の一覧".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Compare)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview, Asset::Compare]
    }

    fn scripts(&self) -> &'static [Asset] {
        &[Asset::Handout]
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            p class="lead" { "集めた事例から、資料に載せる事例を" (MAX_PICKS) "件まで選びます。" }
            p class="note needs-script" {
                "事例とメモは、この端末のブラウザーだけに保存されます。サーバーには送られません。"
                "別の端末で使うときは、ファイルに保存してから読み込んでください。"
            }
            noscript {
                p class="note" { "スクリプトを使わない設定のため、いま選んでいる事例（" (MAX_PICKS) "件まで）だけを表示しています。" }
            }
            div class="actions needs-script" {
                button class="button second" type="button" data-save-picks { (Icon::Download) "ファイルに保存" }
                label class="button second file" {
                    "ファイルから読み込む"
                    input class="visually-hidden" type="file" accept="application/json,.json" data-load-picks;
                }
                span role="status" data-loaded {}
            }
            form action=(address::COMPARE) method="get" {
                @if let Some((_, home)) = self.visit.home_pair() {
                    input type="hidden" name=(HOME) value=(home);
                }
                p role="status" data-chosen {
                    @if self.cases.is_empty() { "まだ事例がありません。一覧で「比較に加える」を選ぶと、ここに並びます。" }
                }
                ul class="picks" data-picks {
                    @for case in &self.cases { (item(&case.id, &name(case), self.visit)) }
                }
                div class="actions" {
                    button class="button" type="submit" { "選んだ事例で資料を作る" }
                    a class="button second" href=(address::with_visit(address::SEARCH, self.visit)) { "事例を探す" }
                }
            }
            template id="pick-template" { (item("", "", &Visit::default())) }
        }
    }
}

/// A case to choose, with its note; the script fills a blank one.
fn item(id: &str, name: &str, visit: &Visit) -> Markup {
    let is_blank = id.is_empty();
    html! {
        li data-name=(name) {
            label class="check" {
                input type="checkbox" name="case" value=(id) checked[!is_blank];
                span data-label { (name) }
            }
            textarea class="needs-script" rows="2" placeholder="メモ（この端末だけに保存されます）"
                data-note=[(!is_blank).then_some(id)] aria-label=(format!("{name}のメモ")) {}
            p class="actions" {
                @if is_blank {
                    a class="more" data-before=(address::case("")) { "事例を読む" }
                } @else {
                    a class="more" href=(address::case_with(id, visit)) { "事例を読む" }
                }
                button class="more plain-button needs-script" type="button" data-drop=(id) { "一覧から外す" }
            }
        }
    }
}

/// 「岩手県 北上市」
fn name(case: &CaseSummary) -> String {
    match &case.prefecture {
        Some(prefecture) => format!("{} {}", prefecture.name, case.place()),
        None => case.place(),
    }
}
