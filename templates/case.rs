//! One case: its figures with date and place in the source, its tags with their
//! evidence, its sections, and cases like it.

use maud::{Markup, html};

use super::citation::{citation, document};
use super::origin::{origin, passages};
use super::scroll::scroll;
use super::{Page, Section, evidence, format, hit, records};
use crate::address;
use crate::corpus::Source;
use crate::record::{Case, CaseSummary, Fact, FactName, Unread};
use crate::visit::Visit;

/// A case with what stands beside it.
pub(crate) struct CasePage<'a> {
    /// The case.
    pub(crate) case: &'a Case,
    /// The document it is from.
    pub(crate) source: Option<&'a Source>,
    /// The most comparable cases, each with how it differs in words.
    pub(crate) similar: Vec<(&'a CaseSummary, String)>,
    /// The other cases of its prefecture.
    pub(crate) neighbours: Vec<&'a CaseSummary>,
    /// The own town and the picked cases.
    pub(crate) visit: &'a Visit,
}

impl Page for CasePage<'_> {
    fn title(&self) -> String {
        self.case.title.clone()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Search)
    }

    fn is_below(&self) -> bool {
        true
    }

    fn json(&self) -> Option<String> {
        Some(address::api(&address::case(&self.case.id)))
    }

    fn content(&self) -> Markup {
        let case = self.case;
        html! {
            article {
                (self.heading())
                (self.actions())
                (facts(case))
                (parts(case))
                div class="columns" {
                    (self.contents())
                    div {
                        (evidence::tags(case))
                        (evidence::planned(case))
                        (records::records(&case.records, &case.source))
                        (self.citation())
                    }
                    aside aria-label="ほかの事例" {
                        (self.similar())
                        (self.neighbours())
                    }
                }
            }
        }
    }
}

impl CasePage<'_> {
    fn heading(&self) -> Markup {
        let case = self.case;
        let place = case.place();
        html! {
            p class="where" {
                @if let Some(prefecture) = &case.prefecture { (prefecture.name) " " }
                @if place != case.title { (place) " " }
                span class="badge" { (case.kind.label()) }
            }
            h1 { (case.title) }
            @if let Some(source) = self.source {
                p class="note" { (document(source)) " " (passages(case)) }
            }
        }
    }

    fn actions(&self) -> Markup {
        let id = &self.case.id;
        html! {
            div class="actions" {
                @if self.visit.picks.contains(id) {
                    a class="button" href=(address::compare(self.visit)) { "選んだ事例を並べて比べる" }
                } @else if !self.visit.picks.is_full() {
                    a class="button" href=(address::compare(&self.visit.with(id))) { "比較に加える" }
                }
                @if let Some(source) = self.source {
                    button class="button second" type="button" data-copy=(citation(self.case, source)) hidden {
                        "出典をコピー"
                    }
                }
                button class="button second" type="button" data-copy-link hidden { "リンクをコピー" }
                button class="button second" type="button" data-print hidden { "印刷" }
            }
        }
    }

    fn contents(&self) -> Markup {
        html! {
            @if self.case.records.len() > 1 {
                details class="drawer contents no-print" {
                    summary { "このページの内容" }
                    nav class="panel" aria-labelledby="contents-heading" {
                        h2 id="contents-heading" { "このページの内容" }
                        ul class="plain" {
                            @for record in &self.case.records {
                                li { a class="more" href=(format!("#{}", record.id)) { (record.heading) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn similar(&self) -> Markup {
        html! {
            @if !self.similar.is_empty() {
                section class="panel no-print" aria-labelledby="similar-heading" {
                    h2 id="similar-heading" { "規模や高齢化率が近い事例" }
                    ul class="plain" {
                        @for (case, words) in &self.similar {
                            li {
                                (hit::link(case, self.visit))
                                @if !words.is_empty() { p class="note" { (words) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn neighbours(&self) -> Markup {
        html! {
            @if let (Some(prefecture), false) = (&self.case.prefecture, self.neighbours.is_empty()) {
                section class="panel no-print" aria-labelledby="neighbours-heading" {
                    h2 id="neighbours-heading" { (prefecture.name) "のほかの事例" }
                    ul class="plain" {
                        @for case in &self.neighbours { li { (hit::link(case, self.visit)) } }
                    }
                }
            }
        }
    }

    fn citation(&self) -> Markup {
        html! {
            @if let Some(source) = self.source {
                section class="panel" aria-labelledby="citation-heading" {
                    h2 id="citation-heading" { "出典" }
                    p id="citation" { (citation(self.case, source)) }
                    p class="note" {
                        "資料から読み取った文字（" (passages(self.case)) "）をもとに、改行や順序を整えて表示しています。"
                        "要約や加工をして使うときは、その旨（「…を加工して作成」など）も添えてください。"
                    }
                    @if let Some(url) = &source.url {
                        p { a href=(url) rel="external noreferrer" { "資料の掲載先" } }
                    }
                    @if let Some(licence) = &source.licence {
                        p class="note" { "利用条件：" (licence) }
                    }
                }
            }
        }
    }
}

/// The printed figures; what is not printed is said so.
fn facts(case: &Case) -> Markup {
    let people = |value: u64| format!("{}人", format::whole(value));
    let percent = |value: f64| format!("{}%", format::decimal(value));
    let absent = |fact| match Unread::words(&case.unread, fact) {
        Some(words) => words,
        None if case.parts.is_empty() => "資料に記載なし".to_owned(),
        None => "合計の記載なし".to_owned(),
    };
    html! {
        section aria-labelledby="facts-heading" {
            h2 id="facts-heading" { "基本の数値" }
            @if case.unread.is_empty() && case.population.is_none() && case.aging_rate.is_none() && case.area_km2.is_none() {
                p {
                    @if case.parts.is_empty() { "人口・高齢化率・面積は、資料に記載がありません。" }
                    @else { "資料には合計の記載がなく、市町村ごとの数値だけがあります。" }
                }
            } @else {
                dl class="facts" {
                    (fact(case, "人口", case.population.as_ref(), people, &absent(FactName::Population)))
                    (fact(case, "高齢化率（65歳以上）", case.aging_rate.as_ref(), percent, &absent(FactName::AgingRate)))
                    (fact(case, "面積", case.area_km2.as_ref(), |value| format!("{}km²", format::decimal(value)), &absent(FactName::Area)))
                    @if case.population_65.is_some() {
                        (fact(case, "65歳以上の人口", case.population_65.as_ref(), people, ""))
                    }
                    @if case.population_75.is_some() {
                        (fact(case, "75歳以上の人口", case.population_75.as_ref(), people, ""))
                    }
                    @if case.aging_rate_75.is_some() {
                        (fact(case, "75歳以上の割合", case.aging_rate_75.as_ref(), percent, ""))
                    }
                }
            }
        }
    }
}

fn fact<T: Copy>(
    case: &Case,
    label: &str,
    fact: Option<&Fact<T>>,
    words: impl Fn(T) -> String,
    absent: &str,
) -> Markup {
    html! {
        div {
            dt { (label) }
            @match fact {
                None => dd class="note" { (absent) }
                Some(fact) => {
                    dd class="value" { (words(fact.value)) }
                    dd class="note" {
                        @match &fact.as_of {
                            Some(day) => { (format::date(day)) "時点" }
                            None => "時点の記載なし"
                        }
                    }
                    dd {
                        details {
                            summary { "資料の記載" }
                            blockquote { (fact.printed) }
                            p class="note" { (origin(case.origin(fact.lines))) }
                            @if let Some(reason) = &fact.corrected { p class="notice" { (reason) } }
                        }
                    }
                }
            }
        }
    }
}

/// Each town's own figures in a joint entry.
fn parts(case: &Case) -> Markup {
    let parts = &case.parts;
    html! {
        @if !parts.is_empty() {
            (scroll("市町村ごとの数値", &html! {
                table {
                    caption { "市町村ごとの数値" }
                    thead {
                        tr {
                            th scope="col" { "市町村" }
                            th scope="col" class="figure" { "人口（人）" }
                            th scope="col" class="figure" { "高齢化率（%）" }
                            th scope="col" class="figure" { "面積（km²）" }
                            th scope="col" { "資料の箇所" }
                        }
                    }
                    tbody {
                        @for part in parts {
                            tr {
                                th scope="row" { (part.municipality) }
                                td class="figure" { (part.population.map_or_else(absent, format::whole)) }
                                td class="figure" { (part.aging_rate.map_or_else(absent, format::decimal)) }
                                td class="figure" { (part.area_km2.map_or_else(absent, format::decimal)) }
                                td { (origin(case.origin(part.lines))) }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn absent() -> String {
    "記載なし".to_owned()
}
