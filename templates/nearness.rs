//! How near a case's town lies to the own town, in the words that every list and
//! card says it in.

use maud::{Markup, html};

use crate::comparable::{Degree, Nearness};
use crate::record::CaseSummary;
use crate::visit::Visit;

/// How near a case lies: 「近い 人口は約1.2倍、高齢化率は2.1ポイント高い（2020年の統計で比較）」; nothing where
/// no own town is known, or nothing can be compared.
pub(super) fn line(case: &CaseSummary, visit: &Visit) -> Markup {
    let home = visit.home.as_deref();
    let nearness = home.and_then(|home| Nearness::of(&home.profile(), case));
    told(case, nearness.as_ref(), visit)
}

/// How near a case lies, where that was found already.
pub(super) fn told(case: &CaseSummary, nearness: Option<&Nearness>, visit: &Visit) -> Markup {
    let is_own = visit.home.as_deref().is_some_and(|home| home.is_of(case));
    html! {
        @if is_own {
            p class="nearness" { span class="own-town own-mark" { "わが町の事例" } }
        } @else if let Some(nearness) = nearness {
            (words(nearness))
        }
    }
}

/// What order a list stands in, where an own town is known.
pub(super) fn order(visit: &Visit) -> Markup {
    html! {
        @if let Some(home) = visit.home.as_deref() { (home.name()) "に近い順です。" }
    }
}

/// How near, and why, and by which figures.
pub(super) fn words(nearness: &Nearness) -> Markup {
    html! {
        p class="nearness" {
            strong class=[(nearness.degree != Degree::Far).then_some("own-town")] {
                span class="visually-hidden" { "わが町との比較：" }
                (nearness.degree.label())
            }
            " " (nearness.reasons.join("、"))
            @if let Some(lacking) = &nearness.lacking { span class="note" { "（" (lacking) "）" } }
            span class="note" { "（" (nearness.basis) "）" }
        }
    }
}
