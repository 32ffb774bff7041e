//! One case: in short, then its text in the order of a reader's questions; beside it
//! its figures with date and place in the source, its tags with their evidence, its
//! place in the frame of 2021, and cases like it.

use maud::{Markup, PreEscaped, html};
use serde_json::Value;

use super::assets::Asset;
use super::citation::{citation, document};
use super::hue::lead_tag;
use super::icon::{Icon, external};
use super::origin::{doubt, origin, passages};
use super::scroll::scroll;
use super::{Page, Section, digest, evidence, format, hit, records};
use crate::address;
use crate::corpus::Source;
use crate::digest::Event;
use crate::record::{Case, CaseSummary, Fact, FactName, Unread};
use crate::report::Doubt;
use crate::views::case::{self, Step};
use crate::views::linked_data;
use crate::visit::Visit;
use crate::vocabulary::{CaseKind, Phase};

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
    /// What of it is doubtful.
    pub(crate) doubts: Vec<&'a Doubt>,
    /// The own town and the picked cases.
    pub(crate) visit: &'a Visit,
}

impl Page for CasePage<'_> {
    fn title(&self) -> String {
        let place = self.case.place();
        match &self.case.prefecture {
            Some(prefecture) if place != self.case.title => {
                format!("{place}（{}）", prefecture.name)
            }
            _ => place,
        }
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Search)
    }

    fn is_below(&self) -> bool {
        true
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Case]
    }

    fn json(&self) -> Option<String> {
        Some(address::json_of(address::case(&self.case.id)))
    }

    fn content(&self) -> Markup {
        let case = self.case;
        let sections = case::sections(case);
        html! {
            article class="case" {
                div class="case-text" {
                    (self.heading())
                    (digest::block(case))
                    (self.actions())
                    (timeline(&case.digest.timeline))
                    (contents(&sections, "drawer contents no-print"))
                    (records::sections(&sections, &case.source))
                    (self.citation())
                    (self.doubts())
                    (self.similar())
                    (self.neighbours())
                }
                aside class="case-rail" aria-label="数値と分類" {
                    (facts(case))
                    (parts(case))
                    (evidence::tags(case))
                    (frame(&case::frame(case)))
                    (evidence::planned(case))
                    (contents(&sections, "rail wide no-print"))
                }
            }
            (linked_data(&linked_data::case(case, self.source)))
        }
    }
}

impl CasePage<'_> {
    fn heading(&self) -> Markup {
        let case = self.case;
        html! {
            p class="where" {
                @if let Some(prefecture) = &case.prefecture { (prefecture.name) " " }
                (digest::year(&case.digest))
                @if case.kind != CaseKind::SmartPractice { " " span class="badge" { (case.kind.label()) } }
            }
            h1 { (case.place()) }
            @if let Some(subtitle) = &case.digest.subtitle { p class="lead" { (subtitle.text) } }
            (self.keys())
        }
    }

    /// Who runs it, since when, and how large the place is.
    fn keys(&self) -> Markup {
        let case = self.case;
        html! {
            dl class="keys" {
                @if !case.leads.is_empty() {
                    div { dt { "主体" } @for tag in &case.leads { dd { (lead_tag(tag.code)) } } }
                }
                @if let Some(since) = &case.digest.since {
                    div {
                        dt { "開始" }
                        dd {
                            @match &since.quote.record {
                                Some(record) => a href=(format!("#{record}")) { (format::date(&since.date)) "から" },
                                None => { (format::date(&since.date)) "から" }
                            }
                        }
                    }
                }
                @if let Some(population) = &case.population {
                    div { dt { "人口" } dd { (format::whole(population.value)) "人" } }
                }
                @if let Some(rate) = &case.aging_rate {
                    div { dt { "高齢化率" } dd { (format::decimal(rate.value)) "%" } }
                }
            }
        }
    }

    fn actions(&self) -> Markup {
        let id = &self.case.id;
        html! {
            div class="actions" {
                @if self.visit.picks.contains(id) {
                    a class="button" href=(address::compare(self.visit)) { "選んだ事例を並べて資料にする" }
                } @else if !self.visit.picks.is_full() {
                    a class="button" href=(address::compare(&self.visit.with(id))) { "比較に加える" }
                }
                @if let Some(source) = self.source {
                    button class="button second" type="button" data-copy=(citation(self.case, source)) hidden {
                        "出典をコピー"
                    }
                }
                button class="button second" type="button" data-copy-link hidden { (Icon::Link) "リンクをコピー" }
                button class="button second" type="button" data-print hidden { (Icon::Print) "印刷" }
            }
        }
    }

    fn doubts(&self) -> Markup {
        html! {
            @if !self.doubts.is_empty() {
                section aria-labelledby="doubts-heading" {
                    h2 id="doubts-heading" { "読み取りで確かめが要るところ" }
                    ul { @for it in &self.doubts { li { (doubt(it, &self.case.source)) } } }
                }
            }
        }
    }

    fn similar(&self) -> Markup {
        let cases = self
            .similar
            .iter()
            .map(|(case, words)| (*case, words.as_str()));
        self.others("similar", "規模や高齢化率が近い事例", cases.collect())
    }

    fn neighbours(&self) -> Markup {
        let heading = match &self.case.prefecture {
            Some(prefecture) => format!("{}のほかの事例", prefecture.name),
            None => String::new(),
        };
        let cases = self.neighbours.iter().map(|case| (*case, ""));
        self.others("neighbours", &heading, cases.collect())
    }

    /// Other cases, each with how it differs and what it says in short.
    fn others(&self, id: &str, heading: &str, cases: Vec<(&CaseSummary, &str)>) -> Markup {
        html! {
            @if !cases.is_empty() {
                section class="question no-print" aria-labelledby=(id) {
                    h2 id=(id) { (heading) }
                    ul class="hits" {
                        @for (case, words) in cases {
                            li {
                                (hit::link(case, self.visit))
                                @if !words.is_empty() { p class="note" { (words) } }
                                (digest::short(case))
                            }
                        }
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
                    p class="note" { (document(source)) " " (passages(self.case)) }
                    p class="note" {
                        "資料から読み取った文字をもとに、改行や順序を整えて表示しています。要点は、資料の文から機械が選んだものです。"
                        "要約や加工をして使うときは、その旨（「…を加工して作成」など）も添えてください。"
                    }
                    @if let Some(url) = &source.url {
                        p { (external(url, "資料の掲載先")) }
                    }
                    @if let Some(licence) = &source.licence {
                        p class="note" { "利用条件：" (licence) }
                    }
                }
            }
        }
    }
}

/// Data for programs that read the page; it is no script, and nothing in it can end it.
fn linked_data(data: &Value) -> Markup {
    let data = PreEscaped(data.to_string().replace('<', "\\u003c"));
    html! { script type="application/ld+json" { (data) } }
}

/// The parts of the text and their records, as links.
fn contents(sections: &[case::Section], class: &str) -> Markup {
    html! {
        @if sections.len() > 1 {
            details class=(class) open[class.starts_with("rail")] {
                summary { "このページの内容" }
                nav aria-label="このページの内容" {
                    ul class="plain" {
                        @for section in sections {
                            li {
                                a href=(format!("#{}", records::anchor(section.question))) { (records::label(section.question)) }
                                @if section.records.len() > 1 {
                                    ul class="plain" {
                                        @for record in &section.records {
                                            li { a href=(format!("#{}", record.id)) { (record.heading) } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What happened when.
fn timeline(events: &[Event]) -> Markup {
    html! {
        @if !events.is_empty() {
            details class="timeline" {
                summary { "年表（" (events.len()) "件）" }
                dl class="pairs" {
                    @for event in events {
                        dt { time datetime=(event.date) { (format::date(&event.date)) } }
                        dd { (event.quote.text) }
                    }
                }
            }
        }
    }
}

/// The case's items in the frame of 2021.
fn frame(steps: &[Step]) -> Markup {
    html! {
        @if !steps.is_empty() {
            section class="box" aria-labelledby="frame-heading" {
                h2 id="frame-heading" { "見直し後（2021年）の枠組みでは" }
                dl class="frame" {
                    @for step in steps {
                        dt { (step.phase.label()) }
                        dd {
                            @for item in &step.items {
                                span { (item) " " (item.short_label()) @if let Some(duty) = item.duty() { "（" (duty.label()) "）" } }
                            }
                            @if step.phase == Phase::Review && step.reviews { span { "成果の記載あり" } }
                        }
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
        section class="box" aria-labelledby="facts-heading" {
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
                Some(fact) => dd {
                    details {
                        summary {
                            span class="value" { (words(fact.value)) }
                            small class="note" {
                                @match &fact.as_of {
                                    Some(day) => { (format::date(day)) "時点" }
                                    None => "時点の記載なし"
                                }
                            }
                        }
                        blockquote { (fact.printed) }
                        p class="note" { (origin(case.origin(fact.lines))) }
                        @if let Some(reason) = &fact.corrected { p class="notice" { (reason) } }
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
