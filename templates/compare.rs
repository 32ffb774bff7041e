//! Up to four cases side by side: a table on the screen, one landscape sheet on
//! paper.

use maud::{Markup, html};

use super::assets::Asset;
use super::citation::citation;
use super::icon::Icon;
use super::{Page, Section, entry, format};
use crate::address;
use crate::corpus::Source;
use crate::record::{Case, CaseSummary, Fact, Record};
use crate::views::compare::{self as view, Cell, Group, Row, Sheet};
use crate::visit::{MAX_PICKS, Visit};
use crate::vocabulary::Basis;

/// How much of a section is read at once, in characters.
const EXCERPT: usize = 260;

/// Cases side by side.
pub(crate) struct ComparePage<'a> {
    /// The cases and their rows.
    pub(crate) sheet: Sheet<'a>,
    /// The same cases in short.
    pub(crate) heads: Vec<&'a CaseSummary>,
    /// Each case's document.
    pub(crate) sources: Vec<Option<&'a Source>>,
    /// The cases' ids.
    pub(crate) visit: &'a Visit,
    /// The ids asked for that are no cases.
    pub(crate) unknown: Vec<String>,
    /// The cases asked for that had no room.
    pub(crate) left_out: Vec<&'a CaseSummary>,
    /// Cases that may be added.
    pub(crate) proposals: Vec<&'a CaseSummary>,
}

impl Page for ComparePage<'_> {
    fn title(&self) -> String {
        let places: Vec<String> = self.sheet.cases.iter().map(|case| case.place()).collect();
        if places.is_empty() {
            "事例を比べる".to_owned()
        } else {
            format!("事例の比較：{}", places.join("、"))
        }
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Compare)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview, Asset::Compare]
    }

    fn json(&self) -> Option<String> {
        Some(address::api(&address::compare(self.visit)))
    }

    fn content(&self) -> Markup {
        html! {
          div class="compare" {
            h1 { "事例を比べる" }
            (self.remarks())
            @if self.sheet.cases.is_empty() {
                (empty())
            } @else {
                div class="actions no-print" {
                    button class="button" type="button" data-print hidden { (Icon::Print) "印刷（A4横1枚）" }
                    button class="button second" type="button" data-copy-link hidden { "リンクをコピー" }
                    a class="button second" href=(address::with_visit(address::SEARCH, self.visit)) { "事例を加える・入れ替える" }
                }
                p class="note marks" {
                    span { (mark(Basis::Printed)) " 資料に明記" }
                    span { (mark(Basis::Inferred)) " 本文から判定" }
                    span { "— 記載なし" }
                }
                (self.table())
                (self.citations())
            }
            (self.proposals())
          }
        }
    }
}

impl ComparePage<'_> {
    /// What of the address could not be followed.
    fn remarks(&self) -> Markup {
        html! {
            @if !self.unknown.is_empty() || !self.left_out.is_empty() {
                div class="notice no-print" role="status" {
                    @if !self.unknown.is_empty() {
                        p { "次の番号の事例は見つからないため、除きました：" (self.unknown.join("、")) }
                    }
                    @if !self.left_out.is_empty() {
                        p { "並べられるのは" (MAX_PICKS) "件までです。次の事例は除きました。" }
                        ul class="chips" {
                            @for case in &self.left_out {
                                li { a href=(address::case_with(&case.id, self.visit)) { (entry::name(case)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let cases = &self.sheet.cases;
        html! {
            div class="scroll" tabindex="0" role="region" aria-label="事例の比較表" {
                table class=(format!("sheet sheet-{}", cases.len())) {
                    caption class="visually-hidden" { (self.title()) }
                    thead {
                        tr {
                            th scope="col" { span class="visually-hidden" { "比べる項目" } }
                            @for case in &self.heads { (self.head(case)) }
                        }
                    }
                    @for group in &self.sheet.groups { (self.group(group)) }
                }
            }
        }
    }

    fn head(&self, case: &CaseSummary) -> Markup {
        html! {
            th scope="col" {
                a href=(address::case_with(&case.id, self.visit)) { (entry::name(case)) }
                @if case.place() != case.title { p class="sheet-title" { (case.title) } }
                a class="more no-print" href=(address::compare(&self.visit.without(&case.id))) {
                    "外す" span class="visually-hidden" { "（" (case.place()) "）" }
                }
            }
        }
    }

    fn group(&self, group: &Group) -> Markup {
        html! {
            tbody {
                tr class="group" {
                    th scope="rowgroup" colspan=(self.sheet.cases.len() + 1) { (group.label) }
                }
                @for row in &group.rows { (self.row(row)) }
            }
        }
    }

    fn row(&self, row: &Row) -> Markup {
        html! {
            tr {
                th scope="row" { (row.label) }
                @for (case, cell) in self.sheet.cases.iter().zip(&row.cells) {
                    td { (self.cell(case, cell)) }
                }
            }
        }
    }

    fn cell(&self, case: &Case, cell: &Cell) -> Markup {
        let people = |people: u64| format!("{}人", format::whole(people));
        let rate = |rate: f64| format!("{}%", format::decimal(rate));
        let area = |area: f64| format!("{}km²", format::decimal(area));
        match cell {
            Cell::Blank => html! {
                span class="note" aria-hidden="true" { "—" } span class="visually-hidden" { "記載なし" }
            },
            Cell::People(fact) => figure(fact, people),
            Cell::Rate(fact) => figure(fact, rate),
            Cell::Area(fact) => figure(fact, area),
            Cell::PeopleOfParts(parts) => of_parts(parts, people),
            Cell::RateOfParts(parts) => of_parts(parts, rate),
            Cell::AreaOfParts(parts) => of_parts(parts, area),
            Cell::Unread(words) => html! { span class="note" { (words) } },
            Cell::Terms(terms) => html! { (terms.join("、")) },
            Cell::Evidence(evidence, by) => html! {
                p class="evidence-cell" {
                    (mark(evidence.basis))
                    @if let Some(by) = by { " " strong { (by) } }
                    " " (evidence.words)
                }
            },
            Cell::Records(records) => self.excerpt(case, records),
        }
    }

    fn excerpt(&self, case: &Case, records: &[&Record]) -> Markup {
        let (sentences, unread) = view::excerpt(records, EXCERPT);
        html! {
            div class="excerpt" {
                @for sentence in sentences { p { (sentence) } }
            }
            @if let Some(record) = unread {
                a class="more no-print" href=(address::record(&case.id, &record.id, self.visit)) {
                    "続きを読む" span class="visually-hidden" { "（" (case.place()) "、" (record.heading) "）" }
                }
            }
        }
    }

    fn citations(&self) -> Markup {
        html! {
            section class="citations" aria-labelledby="citations-heading" {
                h2 id="citations-heading" { "出典" }
                ul {
                    @for (case, source) in self.sheet.cases.iter().zip(&self.sources) {
                        @if let Some(source) = source {
                            li {
                                (case.place()) "　" (citation(case, source))
                                @if let Some(licence) = &source.licence { span class="note no-print" { " " (licence) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn proposals(&self) -> Markup {
        html! {
            @if !self.proposals.is_empty() && !self.visit.picks.is_full() {
                section class="no-print" aria-labelledby="proposals-heading" {
                    h2 id="proposals-heading" { "規模や高齢化率の近い事例を加える" }
                    ul class="chips" {
                        @for case in &self.proposals {
                            li {
                                a href=(address::compare(&self.visit.with(&case.id))) {
                                    span aria-hidden="true" { "＋" } (entry::name(case))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A tag's mark: full where the document says so itself.
fn mark(basis: Basis) -> Markup {
    let (mark, words) = match basis {
        Basis::Printed => ("●", "あり（資料に明記）"),
        Basis::Inferred => ("○", "あり（本文から判定）"),
    };
    html! {
        span class="mark" aria-hidden="true" { (mark) }
        span class="visually-hidden" { (words) }
    }
}

fn empty() -> Markup {
    html! {
        div class="prose" {
            p class="lead" { "比べる事例を、4件まで選べます。" }
            ol {
                li { "事例の一覧で「比較に加える」をえらびます。" }
                li { "一覧の下に出る「並べて比べる」をえらびます。" }
                li { "この画面のアドレスを控えておけば、同じ比較をいつでも開けます。" }
            }
            div class="actions" {
                a class="button" href=(address::SEARCH) { "事例を探す" }
                a class="button second" href=(address::TOWNS) { "似た町から探す" }
            }
        }
    }
}

fn figure<T: Copy>(fact: &Fact<T>, words: impl Fn(T) -> String) -> Markup {
    html! {
        (words(fact.value))
        @if let Some(date) = &fact.as_of { small class="note" { "（" (format::date(date)) "）" } }
    }
}

fn of_parts<T: Copy>(parts: &[(&str, T)], words: impl Fn(T) -> String) -> Markup {
    html! { @for (name, figure) in parts { p { (name) " " (words(*figure)) } } }
}
