//! A case in the lists of the pages beside the search.

use maud::{Markup, html};

use super::digest;
use super::figures;
use super::nearness;
use super::origin::origin;
use super::picking::Picking;
use crate::record::CaseSummary;
use crate::views::items::Evidence;
use crate::vocabulary::{Basis, CaseKind};

/// A case with its figures, what the page says of it, and the link that picks it.
/// `level` is that of its heading.
pub(super) fn entry(case: &CaseSummary, picking: &Picking, level: u8, body: &Markup) -> Markup {
    let name =
        html! { a href=(picking.case(&case.id)) { (name(case)) } " " (digest::year(&case.digest)) };
    html! {
        li class="entry" id=(case.id) {
            @if level == 2 { h2 { (name) } } @else { h3 { (name) } }
            (figures::line(case.population.as_ref(), case.aging_rate.as_ref(), &case.parts, &case.unread))
            (nearness::line(case, picking.visit))
            (digest::short(case))
            (body)
            (picking.link(&case.id, &case.place()))
        }
    }
}

/// 「岩手県 北上市」, with what kind of entry it is where it is no write-up.
pub(super) fn name(case: &CaseSummary) -> Markup {
    html! {
        @if let Some(prefecture) = &case.prefecture { (prefecture.name) " " }
        (case.place())
        @if case.kind != CaseKind::SmartPractice { " " span class="badge" { (case.kind.label()) } }
    }
}

/// The words that a tag stands on, and whether the document says so itself.
pub(super) fn evidence(evidence: Evidence) -> Markup {
    html! {
        blockquote class="evidence" {
            p { (evidence.words) }
            footer class="note" {
                @match evidence.basis {
                    Basis::Printed => "資料に明記",
                    Basis::Inferred => "本文から判定",
                }
                "・" (origin(evidence.origin))
            }
        }
    }
}
