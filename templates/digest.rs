//! A case in short: what was wanting, what was done, how, and what came of it, in the
//! write-up's own sentences. The whole block tops a case; its short form is on every
//! card.

use maud::{Markup, html};

use crate::digest::{Digest, Quote};
use crate::record::CaseSummary;
use crate::vocabulary::CaseKind;

/// What stands where no sentence of the text was found to say it.
const ABSENT: &str = "取り出せた文はありません";

/// The four parts with their names, in the order of reading.
fn parts(digest: &Digest, kind: CaseKind) -> [(&'static str, &[Quote]); 4] {
    [
        ("課題", &digest.need),
        (did(kind), &digest.did),
        ("工夫", &digest.devices),
        ("成果", &digest.results),
    ]
}

/// What was done; a plan does not always say which of it was.
pub(super) const fn did(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::GroupPlan => "計画・取り組み",
        CaseKind::SmartPractice | CaseKind::ModelSurvey => "やったこと",
    }
}

/// The block at the top of a case; each sentence, or run of them, leads to its place in
/// the text.
pub(super) fn block(digest: &Digest, kind: CaseKind) -> Markup {
    html! {
        dl class="digest" {
            @for (name, quotes) in parts(digest, kind) {
                div {
                    dt { (name) }
                    @for run in quotes.chunk_by(|one, other| one.record == other.record) {
                        @for (place, quote) in run.iter().enumerate() {
                            dd {
                                (quote.text)
                                @if place + 1 == run.len() { (to_text(name, quote)) }
                            }
                        }
                    }
                    @if quotes.is_empty() { dd class="note" { (ABSENT) } }
                }
            }
        }
    }
}

fn to_text(part: &str, quote: &Quote) -> Markup {
    html! {
        @if let Some(record) = &quote.record {
            " " a class="to-text no-print" href=(format!("#{record}")) {
                span class="visually-hidden" { (part) "の" } "本文"
            }
        }
    }
}

/// The same on a card: one sentence a part; parts without one are left out.
pub(super) fn short(case: &CaseSummary) -> Markup {
    html! {
        dl class="digest-short" {
            @for (name, quotes) in parts(&case.digest, case.kind) {
                @if let Some(quote) = quotes.first() {
                    div { dt { (name) } dd { (quote.text) } }
                }
            }
            @if parts(&case.digest, case.kind).iter().all(|(_, quotes)| quotes.is_empty()) {
                div { dt { "要点" } dd class="note" { (ABSENT) } }
            }
        }
    }
}

/// What was done, alone, where there is little room.
pub(super) fn deed(case: &CaseSummary) -> Markup {
    html! {
        @if let Some(deed) = case.digest.did.first() { p class="deed" { (deed.text) } }
    }
}

/// 「2017年度時点」: the year that is told of, whenever the effort began.
pub(super) fn year(digest: &Digest) -> Markup {
    html! {
        @if let Some(year) = digest.year { span class="badge year" { (year) "年度時点" } }
    }
}
