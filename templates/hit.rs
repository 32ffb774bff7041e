//! A case in a list: where it is, its figures, its tags, how much of the words it
//! meets and why it matched.

use maud::{Markup, PreEscaped, html};

use super::digest;
use super::figures;
use super::nearness;
use super::picking::Picking;
use crate::address;
use crate::record::CaseSummary;
use crate::search::{FacetName, Hit};
use crate::visit::Visit;
use crate::vocabulary::{CaseKind, Standing};

/// A hit of a search. `differ` says that not every hit meets every part of the words;
/// `end` stands at the last one that does, with their number.
pub(super) fn hit(hit: &Hit, picking: &Picking, differ: bool, end: Option<usize>) -> Markup {
    html! {
        li id=(hit.case.id) {
            (body(hit, picking, differ))
            @if let Some(count) = end {
                p class="met-end" { "ここまでに、すべてを含む事例 " (count) "件" }
            }
        }
    }
}

/// A hit of a near spelling; `anchored` where the page has no other place for it.
pub(super) fn near(hit: &Hit, picking: &Picking, anchored: bool) -> Markup {
    html! { li id=[anchored.then_some(&hit.case.id)] { (body(hit, picking, false)) } }
}

fn body(hit: &Hit, picking: &Picking, differ: bool) -> Markup {
    let case = &hit.case;
    let visit = picking.visit;
    html! {
        (heading(case, visit))
        (met(hit, differ))
        (figures(case))
        (nearness::line(case, visit))
        (digest::short(case))
        @for snippet in &hit.snippets {
            p class="snippet" {
                a href=(address::record(&case.id, &snippet.record, visit)) { (snippet.heading) }
                // A case that did it may be shown by what it says is missing.
                @if hit.standing == Some(Standing::Done) && snippet.standing != Standing::Done {
                    " " span class="badge" { (snippet.standing.label()) }
                }
                " " (PreEscaped(&snippet.html))
            }
        }
        @if !hit.why.is_empty() {
            p class="why" { @for why in &hit.why { (why) "。" } }
        }
        (tags(case))
        (picking.link(&case.id, &case.title))
    }
}

/// How much of the words the case meets, and whether it only plans or misses it.
fn met(hit: &Hit, differ: bool) -> Markup {
    let standing = hit.standing.filter(|it| *it != Standing::Done);
    html! {
        @if (differ && hit.of > 1) || (hit.of > 0 && hit.met == 0) || standing.is_some() {
            p class="met" {
                @if hit.of > 0 && hit.met == 0 {
                    span { "入力した語に近い表記を含む" }
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
            @if case.municipalities.is_empty() { (case.title) } @else { (place(case)) }
        }
        (figures(case))
    }
}

/// The title with the place above it.
fn heading(case: &CaseSummary, visit: &Visit) -> Markup {
    html! {
        p class="where" { (place(case)) " " (digest::year(&case.digest)) }
        h3 { a href=(address::case_with(&case.id, visit)) { (case.title) } }
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
        (towns.join("・"))
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

/// Each tag a link to the cases that share it.
fn tags(case: &CaseSummary) -> Markup {
    let items = case.items.iter().map(|item| {
        (
            FacetName::Item,
            item.code(),
            format!("{item} {}", item.short_label()),
        )
    });
    let scenes = case
        .scenes
        .iter()
        .map(|scene| (FacetName::Scene, scene.code(), scene.label().to_owned()));
    let models = case.models.iter().map(|model| {
        (
            FacetName::Model,
            model.code(),
            format!("{model} {}", model.label()),
        )
    });
    let tools = case
        .ict_tools
        .iter()
        .map(|tool| (FacetName::Ict, tool.as_str(), tool.clone()));
    let tags: Vec<_> = items.chain(scenes).chain(models).chain(tools).collect();
    html! {
        @if !tags.is_empty() {
            ul class="tags" aria-label="タグ" {
                @for (facet, value, label) in tags {
                    li { a href=(address::narrowed_to(facet, value)) { (label) } }
                }
            }
        }
    }
}
