//! Tags, each opening the words that it rests on.

use maud::{Markup, html};

use super::origin::origin;
use crate::address;
use crate::record::{Case, Tag};
use crate::search::FacetName;
use crate::vocabulary::Basis;

/// Where the tags of a case stand on its page.
pub(super) const TAGS: &str = "tags-heading";

/// The tags of what a case does.
pub(super) fn tags(case: &Case) -> Markup {
    let groups = html! {
        (group(case, "事業項目", Some(FacetName::Item), &case.items, |item| format!("{item} {}", item.label())))
        (group(case, "場面", Some(FacetName::Scene), &case.scenes, |scene| scene.label().to_owned()))
        (group(case, "連携モデル", Some(FacetName::Model), &case.models, |model| format!("{model} {}", model.label())))
        (group(case, "ICT・情報共有システム", Some(FacetName::Ict), &case.ict_tools, String::clone))
        (group(case, "主体", Some(FacetName::Lead), &case.leads, |lead| lead.label().to_owned()))
    };
    html! {
        @if !groups.0.is_empty() {
            section class="box" aria-labelledby=(TAGS) {
                h2 id=(TAGS) { "取り組みの分類と根拠" }
                p class="note no-print" { "分類を開くと、根拠にした資料の文が読めます。" }
                (groups)
            }
        }
    }
}

/// The tags of what is only announced. A tool that no case has in use has no list.
pub(super) fn planned(case: &Case) -> Markup {
    let planned = &case.planned;
    let groups = html! {
        (group(case, "事業項目（予定）", Some(FacetName::Item), &planned.items, |item| format!("{item} {}", item.label())))
        (group(case, "場面（予定）", Some(FacetName::Scene), &planned.scenes, |scene| scene.label().to_owned()))
        (group(case, "連携モデル（予定）", Some(FacetName::Model), &planned.models, |model| format!("{model} {}", model.label())))
        (group(case, "ICT・情報共有システム（予定）", None, &planned.ict_tools, String::clone))
    };
    html! {
        @if !groups.0.is_empty() {
            section class="box" aria-labelledby="planned-heading" {
                h2 id="planned-heading" { "資料の作成時点で予定・検討中のもの" }
                p class="note" { "実施の件数や絞り込みには含めていません。" }
                (groups)
            }
        }
    }
}

fn group<T: ToString>(
    case: &Case,
    title: &str,
    facet: Option<FacetName>,
    tags: &[Tag<T>],
    label: impl Fn(&T) -> String,
) -> Markup {
    html! {
        @if !tags.is_empty() {
            h3 { (title) }
            @for tag in tags {
                details class="tag" {
                    summary { (label(&tag.code)) small { (basis(tag.basis)) } }
                    blockquote { (tag.evidence) }
                    @if let Some(by) = &tag.by { p { "担い手・手段：" (by) } }
                    p class="note" {
                        (origin(case.origin(tag.lines)))
                        @if let Some(facet) = facet {
                            "　"
                            a href=(address::narrowed_to(facet, &tag.code.to_string())) {
                                "「" (label(&tag.code)) "」の事例をすべて見る"
                            }
                        }
                    }
                }
            }
        }
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Printed => "資料に明記",
        Basis::Inferred => "本文から判定",
    }
}
