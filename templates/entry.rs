//! A case in the lists of the pages beside the search.

use maud::{Markup, html};

use super::digest;
use super::figures;
use super::nearness;
use super::origin::origin;
use super::picking::Picking;
use crate::comparable::Ranked;
use crate::record::CaseSummary;
use crate::views::items::Evidence;
use crate::vocabulary::{Basis, CaseKind};

/// A case with its figures, how near it lies, its effort in short, what the page says
/// of it, and the link that picks it. `level` is that of its heading.
pub(super) fn entry(case: &CaseSummary, picking: &Picking, level: u8, body: &Markup) -> Markup {
    let body = html! { (nearness::line(case, picking.visit)) (digest::short(case)) (body) };
    card(case, picking, level, &body)
}

/// The same without the effort in short, where the page quotes the case itself.
pub(super) fn quoted(case: &CaseSummary, picking: &Picking, level: u8, body: &Markup) -> Markup {
    let body = html! { (nearness::line(case, picking.visit)) (body) };
    card(case, picking, level, &body)
}

/// A case in the order of its distance by figures and weights of the page's own.
pub(super) fn ranked(ranked: &Ranked, picking: &Picking, details: &Markup) -> Markup {
    let body = html! { (nearness::words(&ranked.into())) (digest::short(ranked.case)) (details) };
    card(ranked.case, picking, 3, &body)
}

fn card(case: &CaseSummary, picking: &Picking, level: u8, body: &Markup) -> Markup {
    let name =
        html! { a href=(picking.case(&case.id)) { (name(case)) } " " (digest::year(&case.digest)) };
    html! {
        li class="entry" id=(case.id) {
            @if level == 2 { h2 { (name) } } @else { h3 { (name) } }
            @if says_more(case) { p class="where" { (case.title) } }
            (figures::line(case.population.as_ref(), case.aging_rate.as_ref(), &case.parts, &case.unread))
            (body)
            (picking.link(&case.id, &case.place()))
        }
    }
}

/// Whether a title says more than where the case is: 「三重県度会郡南伊勢町の取り組み」
/// does not.
pub(super) fn says_more(case: &CaseSummary) -> bool {
    let title = case.title.as_str();
    let endings = ["の取り組み", "の取組み", "の取組"];
    let place = endings.iter().find_map(|it| title.strip_suffix(it));
    let prefecture = case.prefecture.as_ref().map_or("", |it| it.name.as_str());
    let place = place.unwrap_or(title);
    let place = place.strip_prefix(prefecture).unwrap_or(place);
    let district = place.strip_suffix(case.place().as_str());
    district.is_none_or(|it| !it.is_empty() && !it.ends_with('郡'))
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
