//! A case in short: what was wanting, what was done, how, and what came of it, in the
//! write-up's own sentences. The whole block tops a case; its short form is on every
//! card.

use maud::{Markup, html};

use crate::digest::{Digest, Quote};
use crate::record::{Case, CaseSummary};
use crate::vocabulary::{CaseKind, RecordKind};

/// A part: its name, the kinds of records that are about it, and its sentences.
type Part<'a> = (&'static str, &'static [RecordKind], &'a [Quote]);

/// The four parts, in the order of reading.
fn parts(digest: &Digest, kind: CaseKind) -> [Part<'_>; 4] {
    use RecordKind::{Activities, Devices, Evaluation, Features, Issues};
    [
        ("課題", &[Issues], &digest.need),
        (did(kind), &[Activities, Features], &digest.did),
        ("工夫", &[Devices], &digest.devices),
        ("成果", &[Evaluation], &digest.results),
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
pub(super) fn block(case: &Case) -> Markup {
    html! {
        dl class="digest" {
            @for (name, kinds, quotes) in parts(&case.digest, case.kind) {
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
                    @if quotes.is_empty() { dd class="note" { (absent(case, kinds)) } }
                }
            }
        }
    }
}

/// What stands where a part has no sentence: whether the text says anything of it.
fn absent(case: &Case, kinds: &[RecordKind]) -> Markup {
    let told = case.records.iter().find(|it| kinds.contains(&it.kind));
    html! {
        @match told {
            Some(record) => {
                "要点に取り出せませんでした（" a href=(format!("#{}", record.id)) { "本文を読む" } "）"
            }
            None => "記載なし",
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

/// The same on a card: one sentence a part, of the parts that have one.
pub(super) fn short(case: &CaseSummary) -> Markup {
    let parts = parts(&case.digest, case.kind).into_iter();
    let told: Vec<_> = parts
        .filter_map(|(name, _, quotes)| Some((name, quotes.first()?)))
        .collect();
    html! {
        @if told.is_empty() {
            p class="note digest-none" { "要点に取り出せませんでした。本文をお読みください。" }
        } @else {
            dl class="digest-short" {
                @for (name, quote) in told {
                    div { dt { (name) } dd { (quote.text) } }
                }
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
