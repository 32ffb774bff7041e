//! Picking cases for the handout from any list, without a script: links that lead to
//! the same page with one case more or less. A script follows them in place, and keeps
//! more cases on the device.

use maud::{Markup, html};

use crate::address;
use crate::record::CaseSummary;
use crate::visit::{MAX_PICKS, Visit};

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

    /// The link that picks a case or drops it, back to where the case stands; that
    /// there is no room, where there is none.
    pub(super) fn link(&self, id: &str, name: &str) -> Markup {
        let picks = &self.visit.picks;
        html! {
            span class="pick no-print" data-slot=(id) {
                @if picks.contains(id) {
                    (self.toggle(id, name, &self.visit.without(id), "比較から外す"))
                    // From here it is far to the tray, by the keyboard.
                    a class="on-focus" href=(address::compare(self.visit)) { "選んだ事例の資料へ進む" }
                } @else if picks.is_full() {
                    span class="note" { "比較に加えられるのは" (MAX_PICKS) "件までです" }
                    button class="more plain-button needs-script" type="button" data-keep=(id) data-name=(name) {
                        "手元の一覧に入れる" span class="visually-hidden" { "（" (name) "）" }
                    }
                } @else {
                    (self.toggle(id, name, &self.visit.with(id), "比較に加える"))
                }
            }
        }
    }

    fn toggle(&self, id: &str, name: &str, to: &Visit, words: &str) -> Markup {
        let adds = to.picks.contains(id).then_some("");
        html! {
            a class="more" href={ ((self.here)(to)) "#" (id) } data-pick=(id) data-name=(name) data-adds=[adds] {
                span class="visually-hidden" { "「" (name) "」を" } (words)
            }
        }
    }

    /// What is picked, and the way to the handout.
    pub(super) fn tray(&self) -> Markup {
        html! {
            div class="tray-place" data-tray {
                @if !self.visit.picks.is_empty() {
                    section class="tray" aria-labelledby="tray-heading" {
                        h2 id="tray-heading" { "資料にする事例（" (self.visit.picks.ids().len()) "件）" }
                        ul class="chips" {
                            @for case in &self.cases {
                                li {
                                    a href=((self.here)(&self.visit.without(&case.id))) data-pick=(case.id) data-name=(case.place()) {
                                        span { (case.place()) } span aria-hidden="true" { "✕" }
                                        span class="visually-hidden" { "を比較から外す" }
                                    }
                                }
                            }
                        }
                        a class="more" href=(address::with_visit(address::PICKS, self.visit)) { "手元の一覧" }
                        a class="button" href=(address::compare(self.visit)) { "並べて資料にする" }
                    }
                }
            }
        }
    }
}
