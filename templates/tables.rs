//! The report's orderings as printed, and all cases in one table.

use maud::{Markup, html};

use super::assets::Asset;
use super::downloads::downloads;
use super::origin::origin;
use super::picking::Picking;
use super::{Page, Section, entry, format, nearness};
use crate::address;
use crate::record::{CaseSummary, Fact, Ordering, Origin, Part};
use crate::views::tables::{Column, Sorting};

/// The tables.
pub(crate) struct TablesPage<'a> {
    /// The orderings as printed.
    pub(crate) orderings: &'a [Ordering],
    /// All cases, in the order of `sorting`.
    pub(crate) cases: Vec<&'a CaseSummary>,
    /// The order.
    pub(crate) sorting: Sorting,
    /// The picked cases.
    pub(crate) picking: Picking<'a>,
}

impl Page for TablesPage<'_> {
    fn title(&self) -> String {
        "一覧表".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Tables)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview]
    }

    fn json(&self) -> Option<String> {
        Some(address::json_of(address::tables(
            self.sorting,
            &self.picking.visit.home_alone(),
        )))
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            p class="lead" { "すべての事例を一つの表で並べ替えられます。報告書に印刷された順位表は、そのままの形で下に載せています。" }
            @if !self.orderings.is_empty() {
                nav class="no-print" aria-label="このページの内容" {
                    ul class="chips" {
                        li { a href="#all-cases" { "すべての事例" } }
                        @for (number, ordering) in self.orderings.iter().enumerate() {
                            li { a href=(format!("#ordering-{}", number + 1)) { (ordering.title) } }
                        }
                    }
                }
            }
            (self.all_cases())
            @if !self.orderings.is_empty() {
                section aria-labelledby="orderings-heading" {
                    h2 id="orderings-heading" { "報告書の順位表（印刷のとおり）" }
                    @for (number, ordering) in self.orderings.iter().enumerate() { (self.ordering(number + 1, ordering)) }
                }
            }
            (self.picking.tray())
        }
    }
}

impl TablesPage<'_> {
    fn all_cases(&self) -> Markup {
        html! {
            section aria-labelledby="all-cases" {
                h2 id="all-cases" { "すべての事例" }
                p class="note" { "見出しを選ぶと並べ替わります。記載のないものは最後に並びます。共同の取り組みは、市町村ごとの数値のうち先に来るもので並べます。" }
                (downloads(|file| address::tables_file(self.sorting, self.picking.visit, file)))
                div class="scroll" tabindex="0" role="region" aria-label="すべての事例の表" {
                    table {
                        caption class="visually-hidden" { "すべての事例（" (self.cases.len()) "件）" }
                        thead {
                            tr { @for column in self.columns() { (self.title_cell(column)) } }
                        }
                        tbody {
                            @for case in &self.cases { (self.row(case)) }
                        }
                    }
                }
            }
        }
    }

    /// The columns; that of nearness where an own town is known.
    fn columns(&self) -> impl Iterator<Item = Column> {
        let is_at_home = self.picking.visit.home.is_some();
        let columns = Column::ALL.into_iter();
        columns.filter(move |&it| it != Column::Near || is_at_home)
    }

    fn title_cell(&self, column: Column) -> Markup {
        let current = self.sorting.column == column;
        let direction = if self.sorting.descending {
            "descending"
        } else {
            "ascending"
        };
        html! {
            th scope="col" class=[(column != Column::Place).then_some("figure")] aria-sort=[current.then_some(direction)] {
                a href=(format!("{}#all-cases", address::tables(self.sorting.toggled(column), self.picking.visit))) {
                    (column.label())
                    @if current { span aria-hidden="true" { @if self.sorting.descending { " ▼" } @else { " ▲" } } }
                }
            }
        }
    }

    fn row(&self, case: &CaseSummary) -> Markup {
        html! {
            tr {
                th scope="row" {
                    a href=(self.picking.case(&case.id)) { (entry::name(case)) }
                }
                @for words in figures(case) {
                    td class="figure" { (words.map_or_else(blank, |it| lines(&it))) }
                }
                @if self.picking.visit.home.is_some() { td { (nearness::line(case, self.picking.visit)) } }
            }
        }
    }

    fn ordering(&self, number: usize, ordering: &Ordering) -> Markup {
        let table = &ordering.table;
        html! {
            section id=(format!("ordering-{number}")) {
                h3 { (ordering.title) }
                div class="scroll" tabindex="0" role="region" aria-label=(ordering.title) {
                    table {
                        caption class="visually-hidden" { (ordering.title) }
                        thead {
                            tr {
                                @for (column, cell) in table.header.iter().enumerate() {
                                    th scope="col" class=[(column > 0).then_some("figure")] { (cell) }
                                }
                            }
                        }
                        tbody {
                            @for (place, row) in table.rows.iter().enumerate() {
                                @let case = ordering.cases.get(place).and_then(Option::as_ref);
                                tr {
                                    @for (column, cell) in row.iter().enumerate() {
                                        @if column > 0 { td class="figure" { (cell) } }
                                        @else {
                                            th scope="row" {
                                                @if let Some(id) = case { a href=(self.picking.case(id)) { (cell) } }
                                                @else { (cell) }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                p class="note" {
                    @if let Some(note) = &ordering.note { (note) " " }
                    (origin(Origin::new(&ordering.source, table.lines)))
                }
            }
        }
    }
}

/// The figures of a row, in the order of the columns; of a joint entry that prints no
/// total each town's own.
fn figures(case: &CaseSummary) -> [Option<String>; 6] {
    let people = |it: u64| format!("{}人", format::whole(it));
    let percent = |it: f64| format!("{}%", format::decimal(it));
    let area = |it: f64| format!("{}km²", format::decimal(it));
    let towns = |words: &dyn Fn(&Part) -> Option<String>| format::towns(&case.parts, words);
    let whole = |fact: &Option<Fact<u64>>| fact.as_ref().map(|it| people(it.value));
    let rate = |fact: &Option<Fact<f64>>| fact.as_ref().map(|it| percent(it.value));
    [
        whole(&case.population).or_else(|| towns(&|it| it.population.map(people))),
        whole(&case.population_65),
        rate(&case.aging_rate).or_else(|| towns(&|it| it.aging_rate.map(percent))),
        whole(&case.population_75),
        rate(&case.aging_rate_75),
        case.area_km2
            .as_ref()
            .map(|it| area(it.value))
            .or_else(|| towns(&|it| it.area_km2.map(area))),
    ]
}

/// Each town's figure in a line of its own.
fn lines(words: &str) -> Markup {
    html! {
        @for (number, line) in words.split('・').enumerate() {
            @if number > 0 { br; }
            (line)
        }
    }
}

fn blank() -> Markup {
    html! { span aria-hidden="true" class="note" { "—" } span class="visually-hidden" { "記載なし" } }
}
