//! Picking cases for comparison from any list, without a script: links that lead to
//! the same page with one case more or less.

use maud::{Markup, html};

use crate::address;
use crate::record::CaseSummary;
use crate::visit::Visit;

/// The picked cases on a page, and where a change of them leads.
pub(crate) struct Picking<'a> {
    /// The picked cases, in their order.
    pub(crate) cases: Vec<&'a CaseSummary>,
    /// Their ids.
    pub(crate) visit: &'a Visit,
    /// The same page with other picks.
    pub(crate) here: Box<dyn Fn(&Visit) -> String + Send + Sync + 'a>,
}

impl Picking<'_> {
    /// A case's page, the visit kept.
    pub(crate) fn case(&self, id: &str) -> String {
        address::case_with(id, self.visit)
    }

    /// The link that picks a case or drops it, back to where the case stands.
    pub(super) fn link(&self, id: &str, name: &str) -> Markup {
        let picked = self.visit.picks.contains(id);
        let visit = if picked {
            self.visit.without(id)
        } else {
            self.visit.with(id)
        };
        html! {
            @if picked || !self.visit.picks.is_full() {
                a class="more no-print" href={ ((self.here)(&visit)) "#" (id) } {
                    span class="visually-hidden" { "「" (name) "」を" }
                    @if picked { "比較から外す" } @else { "比較に加える" }
                }
            }
        }
    }

    /// What is picked, and the way to the comparison.
    pub(super) fn tray(&self) -> Markup {
        html! {
            @if !self.visit.picks.is_empty() {
                section class="tray" aria-labelledby="tray-heading" {
                    h2 id="tray-heading" { "比較する事例（" (self.visit.picks.ids().len()) "件）" }
                    ul class="chips" {
                        @for case in &self.cases {
                            li {
                                a href=((self.here)(&self.visit.without(&case.id))) {
                                    span { (case.place()) } span aria-hidden="true" { "✕" }
                                    span class="visually-hidden" { "を比較から外す" }
                                }
                            }
                        }
                    }
                    a class="button" href=(address::compare(self.visit)) { "並べて比べる" }
                }
            }
        }
    }
}
