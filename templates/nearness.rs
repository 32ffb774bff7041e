//! How near a case's town lies to the own town, in the words that every list and
//! card says it in.

use maud::{Markup, html};

use crate::comparable::{Comparison, Degree};
use crate::record::CaseSummary;
use crate::visit::Visit;

/// 「近い：人口は約1.2倍、高齢化率は2.1ポイント高い」; nothing where no own town is
/// known, or nothing can be compared.
pub(super) fn line(case: &CaseSummary, visit: &Visit) -> Markup {
    let home = visit.home.as_deref();
    html! {
        @if let Some(home) = home {
            @if home.is_of(case) {
                p class="nearness" { span class="badge own" { "わが町の事例" } }
            } @else if let Some(measured) = home.measure(case) {
                (words(&measured.comparison))
            }
        }
    }
}

/// How near, and why.
pub(super) fn words(comparison: &Comparison) -> Markup {
    let degree = comparison.degree();
    html! {
        p class="nearness" {
            strong class=[(degree != Degree::Far).then_some("near")] {
                span class="visually-hidden" { "わが町に" }
                (degree.label())
            }
            " " (comparison.reasons().join("、"))
        }
    }
}
