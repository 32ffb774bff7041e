//! 事業項目 and 場面 over population bands, and what the cases did about one.

use maud::{Markup, html};

use super::assets::Asset;
use super::downloads::downloads;
use super::origin::origin;
use super::picking::Picking;
use super::{Page, Section, entry, nearness};
use crate::address;
use crate::record::Record;
use crate::search::{FacetValue, Filters, Range};
use crate::views::compare::key_sentences;
use crate::views::items::{Cell, Part, Row, Topic};
use crate::visit::Visit;

/// How much of a 工夫 is read at once, in characters.
const EXCERPT: usize = 240;

/// The grid of topics and population bands.
pub(crate) struct TopicsPage<'a> {
    /// The rows, items first.
    pub(crate) rows: Vec<Row>,
    /// The own town and the picked cases.
    pub(crate) visit: &'a Visit,
}

impl Page for TopicsPage<'_> {
    fn title(&self) -> String {
        "ア〜クで探す".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Items)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview]
    }

    fn json(&self) -> Option<String> {
        Some(address::api(address::ITEMS))
    }

    fn content(&self) -> Markup {
        let (items, scenes): (Vec<&Row>, Vec<&Row>) = self
            .rows
            .iter()
            .partition(|row| matches!(row.topic, Topic::Item(_)));
        html! {
            h1 { (self.title()) }
            p class="lead" { "在宅医療・介護連携推進事業の8つの事業項目と4つの場面ごとに、人口の規模別の事例数を並べました。" }
            p class="note" { "数をえらぶと、その事例の一覧が開きます。予定・検討中の取り組みは数えていません。" }
            (self.grid("事業項目（ア〜ク）と人口", &items))
            (self.grid("場面と人口", &scenes))
        }
    }
}

impl TopicsPage<'_> {
    fn grid(&self, title: &str, rows: &[&Row]) -> Markup {
        let bands: Vec<&FacetValue> = rows
            .first()
            .map(|row| row.cells.iter().map(|cell| &cell.band).collect())
            .unwrap_or_default();
        html! {
            section {
                h2 { (title) }
                div class="scroll" tabindex="0" role="region" aria-label=(title) {
                    table class="grid-table" {
                        caption class="visually-hidden" { (title) "ごとの事例数" }
                        thead {
                            tr {
                                th scope="col" { "項目" }
                                @for band in &bands { th scope="col" class="figure" { (band.label) } }
                                th scope="col" class="figure" { "計" }
                            }
                        }
                        tbody { @for row in rows { (self.row(row)) } }
                    }
                }
            }
        }
    }

    fn row(&self, row: &Row) -> Markup {
        let topic = row.topic;
        html! {
            tr {
                th scope="row" {
                    a href=(address::topic(topic, &[], self.visit)) {
                        @if let Topic::Item(item) = topic { span class="code" { (item.code()) } " " (item.short_label()) }
                        @else { (topic.label()) }
                    }
                }
                @for cell in &row.cells { td class="figure" { (self.cell(row, cell)) } }
                td class="figure" {
                    a class="cell" href=(address::narrowed_to(topic.facet(), topic.code())) {
                        (row.total) (spoken(topic, "すべて"))
                    }
                }
            }
        }
    }

    fn cell(&self, row: &Row, cell: &Cell) -> Markup {
        let topic = row.topic;
        let to = |band: &FacetValue| address::narrowed_to_band(topic, &band.value, self.visit);
        let nearest = cell
            .nearest
            .and_then(|place| row.cells.get(place))
            .map(|nearest| &nearest.band);
        html! {
            @if cell.band.count > 0 {
                a class=(format!("cell shade-{}", shade(cell.band.count))) href=(to(&cell.band)) {
                    (cell.band.count) (spoken(topic, &cell.band.label))
                }
            } @else if let Some(nearest) = nearest {
                a class="cell empty" href=(to(nearest)) {
                    "0" small { "近い規模 " (nearest.count) "件" }
                    (spoken(topic, &format!("{}は0件。{}へ", cell.band.label, nearest.label)))
                }
            } @else {
                span class="cell empty" { "0" }
            }
        }
    }
}

/// What a count is of, for those who hear the page.
fn spoken(topic: Topic, band: &str) -> Markup {
    html! { span class="visually-hidden" { "件（" (topic.code()) "、" (band) "）" } }
}

fn shade(count: usize) -> usize {
    match count {
        0 => 0,
        1..=2 => 1,
        3..=7 => 2,
        _ => 3,
    }
}

/// What the cases did about one topic.
pub(crate) struct TopicPage<'a> {
    /// The topic.
    pub(crate) topic: Topic,
    /// The cases.
    pub(crate) parts: Vec<Part<'a>>,
    /// The population bands with the counts of the topic's cases.
    pub(crate) bands: Vec<FacetValue>,
    /// The bands that are chosen.
    pub(crate) chosen: Vec<Range>,
    /// How many cases there are in all bands.
    pub(crate) total: usize,
    /// The picked cases.
    pub(crate) picking: Picking<'a>,
}

impl Page for TopicPage<'_> {
    fn title(&self) -> String {
        match self.topic {
            Topic::Item(item) => format!("{item} {}", item.label()),
            Topic::Scene(scene) => scene.label().to_owned(),
        }
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Items)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview]
    }

    fn json(&self) -> Option<String> {
        let path = address::topic(self.topic, &self.chosen, &self.picking.visit.home_alone());
        Some(address::api(&path))
    }

    fn content(&self) -> Markup {
        html! {
            nav class="back no-print" aria-label="上の階層" {
                a class="more" href=(address::with_visit(address::ITEMS, self.picking.visit)) { "ア〜クと場面の一覧" }
            }
            h1 { (self.title()) }
            (self.narrowing())
            p role="status" {
                strong { (self.parts.len()) "件" } "の事例の、根拠のことばと工夫・ポイントを並べました。"
                (nearness::order(self.picking.visit))
            }
            @if !self.parts.is_empty() {
                @let filters = Filters { pop: self.chosen.clone(), ..self.topic.filters() };
                (downloads(|file| address::filtered_file(&filters, self.picking.visit, file)))
            }
            @if self.parts.is_empty() {
                p { a href=(address::topic(self.topic, &[], self.picking.visit)) { "人口の条件を外す（" (self.total) "件）" } }
            }
            ul class="hits" {
                @for part in &self.parts {
                    (entry::entry(&part.case, &self.picking, 2, &self.part(part)))
                }
            }
            (self.siblings())
            (self.picking.tray())
        }
    }
}

impl TopicPage<'_> {
    /// Links that narrow the list to a band.
    fn narrowing(&self) -> Markup {
        html! {
            nav aria-label="人口で絞り込む" {
                ul class="chips bands" {
                    li {
                        a href=(address::topic(self.topic, &[], self.picking.visit))
                            aria-current=[self.chosen.is_empty().then_some("true")] {
                            "すべての人口（" (self.total) "件）"
                        }
                    }
                    @for band in self.bands.iter().filter(|band| band.count > 0 || band.selected) {
                        @if let Some(range) = Range::parse(&band.value) {
                            li {
                                a href=(address::topic(self.topic, &[range], self.picking.visit))
                                    aria-current=[self.chosen.contains(&range).then_some("true")] {
                                    (band.label) "（" (band.count) "件）"
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn part(&self, part: &Part) -> Markup {
        html! {
            (entry::evidence(part.evidence))
            @for record in &part.devices { (self.device(part, record)) }
        }
    }

    fn device(&self, part: &Part, record: &Record) -> Markup {
        let (sentences, whole) = key_sentences(&record.text, EXCERPT);
        html! {
            div class="device" {
                p class="device-heading" { (record.heading) }
                @for sentence in sentences { p { (sentence) } }
                p {
                    a class="more" href=(address::record(&part.case.id, &record.id, self.picking.visit)) {
                        @if whole { "資料の位置を見る" } @else { "続きを読む" }
                        span class="visually-hidden" { "（" (part.case.place()) "、" (record.heading) "）" }
                    }
                    span class="note" { "　" (origin(record.origin(&part.case.source))) }
                }
            }
        }
    }

    fn siblings(&self) -> Markup {
        html! {
            nav aria-labelledby="siblings-heading" {
                h2 id="siblings-heading" { "ほかの事業項目・場面" }
                ul class="chips" {
                    @for topic in Topic::all() {
                        li {
                            a href=(address::topic(topic, &[], self.picking.visit)) aria-current=[(topic == self.topic).then_some("page")] {
                                @if let Topic::Item(item) = topic { (item) " " (item.short_label()) } @else { (topic.label()) }
                            }
                        }
                    }
                }
            }
        }
    }
}
