//! How near a case's town lies to the own town, in the words that every list and
//! card says it in.

use maud::{Markup, html};

use crate::comparable::{Degree, Ranked};
use crate::record::CaseSummary;
use crate::visit::Visit;

/// 「近い：人口は約1.2倍、高齢化率は2.1ポイント高い」; nothing where no own town is
/// known, or nothing can be compared.
pub(super) fn line(case: &CaseSummary, visit: &Visit) -> Markup {
    let home = visit.home.as_deref();
    html! {
        @if let Some(home) = home {
            @if home.is_of(case) {
                p class="nearness" { span class="own-town own-mark" { "わが町の事例" } }
            } @else if let Some(measured) = home.measure(case) {
                (words(&measured))
            }
        }
    }
}

/// What order a list stands in, where an own town is known.
pub(super) fn order(visit: &Visit) -> Markup {
    html! {
        @if let Some(home) = visit.home.as_deref() { (home.name()) "に近い順です。" }
    }
}

/// How near, and why; of a joint entry, by which town's figures.
pub(super) fn words(measured: &Ranked) -> Markup {
    let comparison = &measured.comparison;
    let degree = comparison.degree();
    html! {
        p class="nearness" {
            strong class=[(degree != Degree::Far).then_some("own-town")] {
                span class="visually-hidden" { "わが町に" }
                (degree.label())
            }
            " " (comparison.reasons().join("、"))
            @if let Some(lacking) = comparison.lacks() { span class="note" { "（" (lacking) "）" } }
            @if let Some(part) = measured.part { span class="note" { "（" (part) "の数値で比較）" } }
        }
    }
}
