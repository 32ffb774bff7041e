//! The handout: up to four cases side by side, as they will be printed, with what can
//! be chosen above them.

use std::fmt::Display;

use maud::{Markup, html};

use super::assets::Asset;
use super::icon::Icon;
use super::origin::origin;
use super::{Page, Section, entry, format};
use crate::address;
use crate::record::CaseSummary;
use crate::views::compare::{
    Column, Group, Handout, HandoutQuery, Line, Paper, Row, RowKind, TITLE,
};
use crate::visit::{HOME, MAX_PICKS, Visit};

/// Cases side by side.
pub(crate) struct ComparePage<'a> {
    /// What is shown and printed.
    pub(crate) handout: Handout<'a>,
    /// What was asked of it.
    pub(crate) query: &'a HandoutQuery,
    /// The own town and the cases' ids.
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
        let cases = self.handout.columns.iter().filter(|it| it.case.is_some());
        let places: Vec<&str> = cases.map(|it| it.place.as_str()).collect();
        if places.is_empty() {
            "資料にする".to_owned()
        } else {
            format!("資料にする：{}", places.join("、"))
        }
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Compare)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview, Asset::Compare]
    }

    fn scripts(&self) -> &'static [Asset] {
        &[Asset::Handout]
    }

    fn json(&self) -> Option<String> {
        Some(address::json_of(self.address(address::COMPARE)))
    }

    fn content(&self) -> Markup {
        html! {
            div class="compare" {
                div class="no-print" {
                    h1 { "資料にする" }
                    (self.remarks())
                }
                @if self.visit.picks.is_empty() {
                    (empty(self.visit))
                } @else {
                    (self.actions())
                    (self.form())
                    (self.paper())
                }
                (self.proposals())
            }
        }
    }
}

impl ComparePage<'_> {
    /// The same handout at another address.
    fn address(&self, at: impl Display) -> String {
        address::handout(at, self.query, self.visit)
    }

    /// What of the address could not be followed.
    fn remarks(&self) -> Markup {
        html! {
            @if !self.unknown.is_empty() || !self.left_out.is_empty() {
                div class="notice" role="status" {
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

    fn actions(&self) -> Markup {
        html! {
            div class="actions" {
                button class="button" type="button" data-print hidden { (Icon::Print) "印刷・PDF" }
                a class="button second" href=(self.address(address::COMPARE_WORD)) { (Icon::Word) "Wordで保存" }
                a class="button second" href=(self.address(address::COMPARE_EXCEL)) { (Icon::Excel) "Excelで保存" }
                button class="button second needs-script" type="button" data-copy-table="handout" { (Icon::Copy) "表をコピー" }
                button class="button second" type="button" data-copy-link hidden { (Icon::Link) "リンクをコピー" }
                a class="more" href=(address::with_visit(address::PICKS, self.visit)) { "事例を入れ替える・手元のメモ" }
            }
        }
    }

    /// What can be chosen: title, date, paper and rows.
    fn form(&self) -> Markup {
        html! {
            details class="panel choices no-print" {
                summary { "題名・日付・用紙・載せる行を変える" }
                form action=(address::COMPARE) method="get" {
                    @if let Some((_, home)) = self.visit.home_pair() {
                        input type="hidden" name=(HOME) value=(home);
                    }
                    @for id in self.visit.picks.ids() { input type="hidden" name="case" value=(id); }
                    div class="fields" {
                        p {
                            label for="title" { "題名" }
                            input id="title" name="title" size="36" value=[self.query.title.as_deref()] placeholder=(TITLE);
                        }
                        p {
                            label for="date" { "日付" }
                            input id="date" name="date" type="date" value=(self.handout.date);
                        }
                        fieldset {
                            legend { "用紙" }
                            @for paper in Paper::ALL {
                                label class="check" {
                                    input type="radio" name="paper" value=(paper.code()) checked[paper == self.query.paper];
                                    (paper.label())
                                }
                            }
                        }
                    }
                    @for group in Group::ALL { (self.rows_of(group)) }
                    button class="button" type="submit" { "この内容で作り直す" }
                }
            }
        }
    }

    fn rows_of(&self, group: Group) -> Markup {
        let offered: Vec<RowKind> = self
            .handout
            .offered
            .iter()
            .copied()
            .filter(|it| it.group() == group)
            .collect();
        html! {
            @if !offered.is_empty() {
                fieldset class="rows" {
                    legend { (group.label()) }
                    @for row in offered {
                        label class="check" {
                            input type="checkbox" name="row" value=(row.code()) checked[self.query.wants(row)];
                            (row.label())
                        }
                    }
                }
            }
        }
    }

    /// What is printed.
    fn paper(&self) -> Markup {
        let handout = &self.handout;
        html! {
            div class=(format!("paper {}", handout.paper.code())) {
                div class="paper-head" {
                    h2 id="handout-title" { (handout.title) }
                    p { (format::date(&handout.date)) }
                }
                (self.table())
                @if let Some(legend) = &handout.legend { p class="note legend" { (legend) } }
                @if !handout.sources.is_empty() {
                    div class="citations" {
                        h3 { "出典" }
                        ul { @for source in &handout.sources { li { (source) } } }
                    }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let handout = &self.handout;
        html! {
            div class="scroll" tabindex="0" role="region" aria-labelledby="handout-title" {
                table id="handout" class=(format!("sheet columns-{}", handout.columns.len())) {
                    thead {
                        tr {
                            th scope="col" { span class="visually-hidden" { "項目" } }
                            @for column in &handout.columns { (self.head(column)) }
                        }
                    }
                    tbody { @for row in &handout.rows { (self.row(row)) } }
                }
            }
        }
    }

    fn head(&self, column: &Column) -> Markup {
        html! {
            th scope="col" class=[column.case.is_none().then_some("own-mark")] {
                @if let Some(id) = &column.case {
                    a href=(address::case_with(id, self.visit)) { (column.place) }
                } @else { (column.place) }
                @if let Some(note) = &column.note { p { (note) } }
                @if let Some(id) = &column.case {
                    a class="more no-print" href=(address::handout(address::COMPARE, self.query, &self.visit.without(id))) {
                        "外す" span class="visually-hidden" { "（" (column.place) "）" }
                    }
                }
            }
        }
    }

    fn row(&self, row: &Row) -> Markup {
        html! {
            tr class=[(row.kind == RowKind::Hints).then_some("hints")] {
                th scope="row" { (row.label) }
                @for (column, cell) in self.handout.columns.iter().zip(&row.cells) {
                    td { (self.cell(row, column, cell)) }
                }
            }
        }
    }

    fn cell(&self, row: &Row, column: &Column, cell: &[Line]) -> Markup {
        // What is not known of the own town is its own to write; a difference is none of it.
        let own = column.case.is_none() && cell.is_empty();
        html! {
            @if own && row.kind == RowKind::Nearness {
            } @else if row.kind == RowKind::Hints || own {
                @let key = self.note_key(row.kind, column);
                div class="fill" {
                    textarea data-note=(key) rows=(if row.kind.group() == Group::Basics { "1" } else { "3" }) aria-label=(format!("{}：{}", column.place, row.label)) {}
                }
            } @else if cell.is_empty() {
                span class="note" aria-hidden="true" { "—" } span class="visually-hidden" { "記載なし" }
            } @else {
                @for line in cell { (line_of(line, row.kind.group())) }
            }
        }
    }

    /// What the device keeps a note under: a case's hint is its note wherever it
    /// stands, the own town has one for each row.
    fn note_key(&self, row: RowKind, column: &Column) -> String {
        let home = self
            .visit
            .home
            .as_ref()
            .map_or("", |town| town.municipality.code.as_str());
        match &column.case {
            Some(id) => id.clone(),
            None => format!("{home}-{}", row.code()),
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
                                a href=(address::handout(address::COMPARE, self.query, &self.visit.with(&case.id))) {
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

/// A line, with the way to where its words stand.
fn line_of(line: &Line, group: Group) -> Markup {
    let origin = line.origin.filter(|_| group != Group::Basics).map(origin);
    html! {
        p {
            (line.text)
            @if let Some(origin) = origin { " " small class="no-print no-copy" { (origin) } }
        }
    }
}

fn empty(visit: &Visit) -> Markup {
    html! {
        div class="prose" {
            p class="lead" { "選んだ事例（4件まで）を並べて、会議の資料を作ります。印刷のほか、Word・Excelで保存できます。" }
            ol {
                li { "事例の一覧で「比較に加える」を選びます。" }
                li { "一覧の下に出る「並べて資料にする」を選びます。" }
                li { "題名と載せる行を決めて、印刷または保存します。" }
            }
            div class="actions" {
                a class="button" href=(address::with_visit(address::SEARCH, visit)) { "事例を探す" }
                a class="button second" href=(address::with_visit(address::TOWNS, visit)) { "似た町から探す" }
                a class="button second" href=(address::with_visit(address::PICKS, visit)) { "手元の一覧から選ぶ" }
            }
        }
    }
}
