//! 困りごとから探す: the doors, as a page and as a strip for other pages, and one need
//! with the sentences that name it and those that answer it.

use maud::{Markup, PreEscaped, html};

use super::assets::Asset;
use super::downloads::downloads;
use super::picking::Picking;
use super::{Page, Section, digest, entry, nearness, pager};
use crate::address;
use crate::language::Need;
use crate::record::CaseSummary;
use crate::search::Snippet;
use crate::views::needs::{Door, NeedCases, PER_PAGE, Told, answer_query, issue_query};
use crate::visit::Visit;

/// The doors as a strip: each in the officer's words.
pub(super) fn strip(needs: &[Need], current: Option<&Need>, visit: &Visit) -> Markup {
    html! {
        ul class="chips needs-strip" {
            @for need in needs {
                li {
                    a href=(address::need(&need.code, 1, visit)) aria-current=[(current == Some(need)).then_some("page")] {
                        (need.title)
                    }
                }
            }
        }
    }
}

/// Every need.
pub(crate) struct NeedsPage<'a> {
    /// The needs in the table's order.
    pub(crate) doors: &'a [Door],
    /// The own town and the picked cases.
    pub(crate) visit: &'a Visit,
}

impl Page for NeedsPage<'_> {
    fn title(&self) -> String {
        "困りごとから探す".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Needs)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Needs]
    }

    fn json(&self) -> Option<String> {
        Some(address::json_of(address::NEEDS))
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            p class="lead" { "同じ課題を書いた町が、そこで何をしたかを読めます。" }
            ul class="doors" {
                @for door in self.doors {
                    li {
                        a href=(address::need(&door.need.code, 1, self.visit)) {
                            strong { (door.need.title) }
                            span class="note" { "課題に書いた町 " (door.issues) "件" }
                            span class="note" { "取り組みの記載 " (door.done) "件" }
                        }
                    }
                }
            }
        }
    }
}

/// One need.
pub(crate) struct NeedPage<'a> {
    /// Every need, for the way to the others.
    pub(crate) needs: &'a [Need],
    /// The need with a page of its cases.
    pub(crate) need: &'a NeedCases,
    /// The picked cases.
    pub(crate) picking: Picking<'a>,
}

impl Page for NeedPage<'_> {
    fn title(&self) -> String {
        self.need.door.need.title.clone()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Needs)
    }

    fn is_below(&self) -> bool {
        true
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview, Asset::Needs]
    }

    fn json(&self) -> Option<String> {
        let home = self.picking.visit.home_alone();
        let path = address::need(&self.need.door.need.code, self.need.page, &home);
        Some(address::json_of(path))
    }

    fn content(&self) -> Markup {
        let door = &self.need.door;
        let need = &door.need;
        let visit = self.picking.visit;
        html! {
            h1 { (need.title) }
            p class="lead" role="status" {
                @if door.issues > 0 { strong { (door.issues) "件" } "の事例が、これを課題に挙げています。" (nearness::order(visit)) }
                @else { "これを課題に書いた町は、収めた資料にありません。取り組んだ町の記載を示します。" }
            }
            @if !self.need.cases.is_empty() {
                (downloads(|file| address::need_file(&need.code, visit, file)))
                ul class="hits" { @for told in &self.need.cases { (self.told(told)) } }
                (pager::pager("町の一覧のページ", self.need.page, door.issues.div_ceil(PER_PAGE), |page| {
                    address::need(&need.code, page, visit)
                }))
            } @else if door.issues > 0 {
                p { a href=(address::need(&need.code, 1, visit)) { "1ページ目から見る" } }
            }
            p class="side-by-side no-print" {
                @if door.issues > 0 {
                    a class="more" href=(address::search(&issue_query(need), visit)) { "課題に書いた" (door.issues) "件を検索結果で見る" }
                }
                a class="more" href=(address::search(&answer_query(need), visit)) { "取り組みの記載がある" (door.done) "件を検索結果で見る" }
            }
            @if self.need.page == 1 && !self.need.others.is_empty() {
                section aria-labelledby="others-heading" {
                    h2 id="others-heading" { @if door.issues > 0 { "課題には書いていないが、取り組んだ町" } @else { "取り組んだ町" } }
                    ul class="hits" { @for told in &self.need.others { (self.told(told)) } }
                }
            }
            nav aria-labelledby="needs-heading" {
                h2 id="needs-heading" { "ほかの困りごと" }
                (strip(self.needs, Some(need), visit))
            }
            (self.picking.tray())
        }
    }
}

/// What a case did, where it tells of nothing that answers the need.
fn otherwise(case: &CaseSummary) -> Markup {
    html! {
        @match case.digest.did.first() {
            Some(did) => {
                p { (did.text) }
                p class="note" { "この課題への取り組みと分かる記載がないため、おもな取り組みを示しました。" }
            }
            None => p class="note" { "取り組みの記載は見つかりません。" },
        }
    }
}

impl NeedPage<'_> {
    fn told(&self, told: &Told) -> Markup {
        entry::quoted(
            &told.case,
            &self.picking,
            if told.issue.is_empty() { 3 } else { 2 },
            &html! {
                dl class="told" {
                    @if !told.issue.is_empty() {
                        dt { "課題" }
                        dd { (self.quotes(&told.case, &told.issue)) }
                    }
                    dt { (digest::did(told.case.kind)) }
                    dd {
                        (self.quotes(&told.case, &told.answer))
                        @if told.answer.is_empty() { (otherwise(&told.case)) }
                    }
                }
            },
        )
    }

    fn quotes(&self, case: &CaseSummary, snippets: &[Snippet]) -> Markup {
        html! {
            @for snippet in snippets {
                p {
                    (PreEscaped(snippet.html.trim_start_matches(['・', '→']))) " "
                    a class="note" href=(address::record(&case.id, &snippet.record, self.picking.visit)) {
                        "本文" span class="visually-hidden" { "（" (case.place()) "の" (snippet.heading) "）" }
                    }
                }
            }
        }
    }
}
