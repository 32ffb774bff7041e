//! A case in the search's list: where it is, its figures, how much of the words it
//! meets, why it matched and the tags that matter.

use maud::{Markup, PreEscaped, html};

use super::figures;
use super::nearness;
use super::picking::Picking;
use super::{digest, entry, evidence};
use crate::address;
use crate::record::CaseSummary;
use crate::search::{Hit, Query, Snippet};
use crate::views::search;
use crate::visit::Visit;
use crate::vocabulary::{CaseKind, Standing};

/// How the hits of a list are drawn.
pub(super) struct Style<'a> {
    pub(super) picking: &'a Picking<'a>,
    /// Not every hit meets every part of the words.
    pub(super) differ: bool,
    /// Without the passages.
    pub(super) brief: bool,
}

/// A hit of a search. `end` stands at the last one that meets every part of the words,
/// with their number.
pub(super) fn hit(hit: &Hit, style: &Style, end: Option<usize>) -> Markup {
    html! {
        li id=(hit.case.id) {
            (body(hit, style))
            @if let Some(count) = end {
                p class="met-end" { "ここまでに、" @if hit.of > 1 { "すべて" } @else { "この語" } "を含む事例 " (count) "件" }
            }
        }
    }
}

/// A hit of a near spelling; `anchored` where the page has no other place for it.
pub(super) fn near(hit: &Hit, style: &Style, anchored: bool) -> Markup {
    html! { li id=[anchored.then_some(&hit.case.id)] { (body(hit, style)) } }
}

fn body(hit: &Hit, style: &Style) -> Markup {
    let case = &hit.case;
    let visit = style.picking.visit;
    html! {
        div class="hit-head" {
            (heading(case, visit))
            (style.picking.link(&case.id, &case.place()))
        }
        (figures(case))
        (nearness::told(case, hit.nearness.as_ref(), visit))
        (met(hit, style.differ))
        @if style.brief {
            (digest::deed(case))
        } @else {
            @if is_asked(hit) {
                @for snippet in &hit.snippets { (passage(hit, snippet, visit)) }
            }
            @if !hit.why.is_empty() {
                p class="why" { @for why in &hit.why { (why) "。" } }
            }
            (digest::short(case))
        }
        (tags(hit, style))
    }
}

/// Whether its passages show what was asked for; else the case in short says it better.
fn is_asked(hit: &Hit) -> bool {
    hit.of > 0 || hit.tags.iter().any(|tag| tag.asked)
}

fn passage(hit: &Hit, snippet: &Snippet, visit: &Visit) -> Markup {
    html! {
        p class="snippet" {
            a href=(address::record(&hit.case.id, &snippet.record, visit)) { (snippet.heading) }
            // A case that did it may be shown by what it says is missing.
            @if hit.standing == Some(Standing::Done) && snippet.standing != Standing::Done {
                " " span class="badge" { (snippet.standing.label()) }
            }
            " " (PreEscaped(&snippet.html))
        }
    }
}

/// How much of the words the case meets, and whether it only plans or misses it.
fn met(hit: &Hit, differ: bool) -> Markup {
    let standing = hit.standing.filter(|it| *it != Standing::Done);
    html! {
        @if (differ && hit.of > 1) || (hit.of > 0 && hit.met == 0) || standing.is_some() {
            p class="met" {
                @if hit.of > 0 && hit.met == 0 {
                    span { "入力した語はなく、近い言葉を含む" }
                } @else if differ && hit.of > 1 {
                    @if hit.met == hit.of {
                        span class="badge all" { "すべて含む" }
                    } @else {
                        span { (hit.of) "語のうち" (hit.met) "語を含む" }
                    }
                }
                @if let Some(standing) = standing { span class="badge" { (standing.label()) } }
            }
        }
    }
}

/// A case as a link: its place, or its title where it has none, with its figures.
pub(super) fn link(case: &CaseSummary, visit: &Visit) -> Markup {
    html! {
        a class="more" href=(address::case_with(&case.id, visit)) {
            (place(case))
        }
        (figures(case))
    }
}

/// The place, with the title under it where that says more.
fn heading(case: &CaseSummary, visit: &Visit) -> Markup {
    html! {
        h3 { a href=(address::case_with(&case.id, visit)) { (place(case)) } " " (digest::year(&case.digest)) }
        @if entry::says_more(case) { p class="where" { (case.title) } }
    }
}

/// 「岩手県 北上市」, with what kind of entry it is where it is no write-up.
fn place(case: &CaseSummary) -> Markup {
    let towns: Vec<&str> = case
        .municipalities
        .iter()
        .map(|town| town.name.as_str())
        .collect();
    html! {
        @if let Some(prefecture) = &case.prefecture { (prefecture.name) " " }
        @if towns.is_empty() { (case.title) } @else { (towns.join("・")) }
        @if case.kind != CaseKind::SmartPractice {
            " " span class="badge" { (case.kind.label()) }
        }
    }
}

fn figures(case: &CaseSummary) -> Markup {
    figures::line(
        case.population.as_ref(),
        case.aging_rate.as_ref(),
        &case.parts,
        &case.unread,
    )
}

/// The tags that matter, each a link to the cases that share it, and how many more
/// there are.
fn tags(hit: &Hit, style: &Style) -> Markup {
    let (named, rest) = search::tags(hit);
    html! {
        @if !named.is_empty() {
            ul class="tags" aria-label="分類" {
                @for tag in &named {
                    li {
                        a class=[tag.inferred.then_some("inferred")]
                            href=(address::search(&Query::default().with(tag.facet, &tag.value), style.picking.visit)) {
                            (tag.label)
                            @if tag.inferred { " " small { "本文から判定" } }
                        }
                    }
                }
                @if rest > 0 {
                    li class="rest" {
                        a href={ (address::case_with(&hit.case.id, style.picking.visit)) "#" (evidence::TAGS) } {
                            "ほか" (rest) span class="visually-hidden" { "の分類" }
                        }
                    }
                }
            }
        }
    }
}
