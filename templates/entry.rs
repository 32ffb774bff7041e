//! A case in the lists of the pages beside the search.

use maud::{Markup, html};

use super::format;
use super::picking::Picking;
use crate::overview::topics::Evidence;
use crate::record::Case;
use crate::vocabulary::{Basis, CaseKind};

/// A case with its figures, what the page says of it, and the link that picks it.
/// `level` is that of its heading.
pub(super) fn entry(case: &Case, picking: &Picking, level: u8, body: &Markup) -> Markup {
    let name = html! { a href=(picking.case(&case.id)) { (name(case)) } };
    html! {
        li class="entry" {
            @if level == 2 { h2 { (name) } } @else { h3 { (name) } }
            @if case.place() != case.title { p class="where" { (case.title) } }
            (figures(case))
            (body)
            (picking.link(&case.id, &case.place()))
        }
    }
}

/// 「岩手県 北上市」, with what kind of entry it is where it is no write-up.
pub(super) fn name(case: &Case) -> Markup {
    html! {
        @if let Some(prefecture) = &case.prefecture { (prefecture.name) " " }
        (case.place())
        @if case.kind != CaseKind::SmartPractice { " " span class="badge" { (case.kind.label()) } }
    }
}

/// The population and the aging rate that the document prints, in one line.
fn figures(case: &Case) -> Markup {
    html! {
        @if case.kind != CaseKind::Survey {
            ul class="facts-line" {
                li { "人口 " strong { (people(case)) } }
                li { "高齢化率 " strong { (rate(case)) } }
            }
        }
    }
}

/// 「1,941人」; for a joint entry without a total, each town's.
pub(super) fn people(case: &Case) -> String {
    printed(
        case.population
            .as_ref()
            .map(|fact| format!("{}人", format::whole(fact.value))),
        case.parts.iter().filter_map(|part| {
            let people = format::whole(part.population?);
            Some(format!("{} {people}人", part.municipality))
        }),
    )
}

/// 「43.7%」; for a joint entry without one, each town's.
pub(super) fn rate(case: &Case) -> String {
    printed(
        case.aging_rate
            .as_ref()
            .map(|fact| format!("{}%", format::decimal(fact.value))),
        case.parts.iter().filter_map(|part| {
            let rate = format::decimal(part.aging_rate?);
            Some(format!("{} {rate}%", part.municipality))
        }),
    )
}

/// The figure, else the parts' figures, else that there is none.
fn printed(whole: Option<String>, parts: impl Iterator<Item = String>) -> String {
    whole.unwrap_or_else(|| {
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() {
            "記載なし".to_owned()
        } else {
            parts.join("・")
        }
    })
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
                "・資料の" (format::lines(evidence.lines))
            }
        }
    }
}
