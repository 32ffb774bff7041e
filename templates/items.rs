//! 事業項目 and 場面 by size, by who leads and in the frame of 2021, and what the cases
//! did about one.

use maud::{Markup, html};

use super::assets::Asset;
use super::downloads::downloads;
use super::origin::origin;
use super::picking::Picking;
use super::{Page, Section, entry, hue, pager, shares};
use crate::address;
use crate::record::Record;
use crate::search::{FacetName, FacetValue, Query, Sort};
use crate::views::items::{Part, Row, Topic, TopicCases};
use crate::views::sentences::key_sentences;
use crate::views::shares::Share;
use crate::visit::Visit;
use crate::vocabulary::{Item, Lead, Phase, Scene};

/// How much of a 工夫 is read at once, in characters.
const EXCERPT: usize = 120;

/// The tables of topics by size and by who leads.
pub(crate) struct TopicsPage<'a> {
    /// The rows, items first.
    pub(crate) rows: &'a [Row],
    /// The own town and the picked cases.
    pub(crate) visit: &'a Visit,
}

impl Page for TopicsPage<'_> {
    fn title(&self) -> String {
        "事業項目から探す".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Items)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview, Asset::Shares]
    }

    fn json(&self) -> Option<String> {
        Some(address::json_of(address::ITEMS))
    }

    fn content(&self) -> Markup {
        let (items, scenes): (Vec<&Row>, Vec<&Row>) = self
            .rows
            .iter()
            .partition(|row| matches!(row.topic, Topic::Item(_)));
        html! {
            h1 { (self.title()) }
            p class="lead" { "収めた事例のうち、どれだけが取り組んでいるかを、8つの事業項目と4つの場面ごとに、町の規模に分けて示します。全国の市町村の割合ではありません。" }
            (topics("事業項目・場面を選ぶ", None, self.visit))
            (shares::legend())
            (self.by_size("事業項目（ア〜ク）と人口", &items))
            (self.frame(&items))
            (self.by_size("場面と人口", &scenes))
            (self.by_lead("事業項目と主体", &items))
        }
    }
}

impl TopicsPage<'_> {
    fn by_size(&self, title: &str, rows: &[&Row]) -> Markup {
        let rows = self.rows(rows, FacetName::Pop, |row| &row.sizes);
        html! {
            section {
                h2 { (title) }
                (shares::table(title, &rows, |class| html! { (shares::in_short(&class.label)) }))
            }
        }
    }

    fn by_lead(&self, title: &str, rows: &[&Row]) -> Markup {
        let rows = self.rows(rows, FacetName::Lead, |row| &row.leads);
        html! {
            section {
                h2 { (title) }
                p class="note" { "一つの事例に主体がいくつもあることがあります。" }
                (shares::table(title, &rows, |class| html! {
                    @match Lead::from_code(&class.value) {
                        Some(lead) => (hue::lead_tag(lead)),
                        None => (class.label),
                    }
                }))
            }
        }
    }

    fn rows<'b>(
        &'b self,
        rows: &[&'b Row],
        facet: FacetName,
        shares: impl Fn(&'b Row) -> &'b [Share],
    ) -> Vec<shares::Row<'b>> {
        let row = |row: &&'b Row| {
            let row: &'b Row = row;
            shares::Row {
                name: self.name(row.topic),
                spoken: row.topic.code().to_owned(),
                shares: shares(row),
                to: Box::new(move |class| {
                    let query = Query::default().with(facet, &class.value);
                    address::topic(row.topic, &query, self.visit)
                }),
            }
        };
        rows.iter().map(row).collect()
    }

    fn name(&self, topic: Topic) -> Markup {
        html! {
            a href=(address::topic(topic, &Query::default(), self.visit)) {
                @if let Topic::Item(item) = topic { span class="code" { (item) } " " (item.short_label()) }
                @else { (topic.label()) }
            }
        }
    }

    /// The items in the frame that the project has had since 2021.
    fn frame(&self, rows: &[&Row]) -> Markup {
        let of = |phase: Phase| {
            rows.iter()
                .filter(move |row| row.topic.phase() == Some(phase))
        };
        html! {
            section aria-labelledby="frame-heading" {
                h2 id="frame-heading" { "いまの手引き（2021年度から）との対応" }
                p class="note" {
                    "収めた事例は、おもに8つの事業項目（ア〜ク）の時期のものです。"
                    "「在宅医療・介護連携推進事業の手引き Ver.3」（2020年9月）の進め方に当てはめると、次のようになります。"
                }
                div class="frame" {
                    div class="frame-wide" {
                        strong { (Phase::Aim.label()) }
                        ul { @for row in of(Phase::Aim) { li { (self.counted(row)) } } }
                        p class="note" { "4つの場面（" (scenes()) "）ごとに、目指す姿を決めて進めます。" }
                    }
                    ol class="frame-cycle" {
                        @for phase in [Phase::Plan, Phase::Act, Phase::Review] {
                            li {
                                strong { (phase.label()) }
                                ul { @for row in of(phase) { li { (self.counted(row)) } } }
                                @if phase == Phase::Review {
                                    p class="note" { "旧項目にはありません。" }
                                    a class="more" href=(address::need("evaluation", 1, self.visit)) { "評価の仕方を課題に書いた町" }
                                }
                            }
                        }
                    }
                    div class="frame-wide" {
                        strong { (Phase::WideArea.label()) }
                        ul { @for row in of(Phase::WideArea) { li { (self.counted(row)) } } }
                    }
                }
            }
        }
    }

    fn counted(&self, row: &Row) -> Markup {
        html! {
            (self.name(row.topic))
            span class="note" {
                " " (row.total) "件"
                @if let Topic::Item(item) = row.topic {
                    @if let Some(duty) = item.duty() { "・" (duty.label()) }
                }
            }
        }
    }
}

/// The four scenes in one line.
fn scenes() -> String {
    let scenes: Vec<&str> = Scene::ALL.iter().map(|scene| scene.label()).collect();
    scenes.join("・")
}

/// What the cases did about one topic.
pub(crate) struct TopicPage<'a> {
    /// The topic's cases, and what narrows and orders them.
    pub(crate) listed: &'a TopicCases,
    /// What those of this page did.
    pub(crate) parts: Vec<Part<'a>>,
    /// The picked cases.
    pub(crate) picking: Picking<'a>,
}

impl Page for TopicPage<'_> {
    fn title(&self) -> String {
        match self.listed.topic {
            Topic::Item(item) => format!("{item} {}", item.label()),
            Topic::Scene(scene) => scene.label().to_owned(),
        }
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Items)
    }

    fn is_below(&self) -> bool {
        true
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview, Asset::Shares]
    }

    fn json(&self) -> Option<String> {
        let path = address::topic(
            self.listed.topic,
            &self.listed.query,
            &self.picking.visit.home_alone(),
        );
        Some(address::json_of(path))
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            @if let Topic::Item(item) = self.listed.topic { (phase(item)) }
            (self.narrowing())
            div class="list-head" {
                p role="status" {
                    "事例は" strong { (self.listed.total) "件" }
                    @if self.listed.last() > 1 { "（" (self.listed.query.page) "/" (self.listed.last()) "ページ）" }
                    "　"
                    a href=(address::search(&self.whole(), self.picking.visit)) { "検索結果で見る" }
                }
                @if !self.parts.is_empty() {
                    (downloads(|file| address::filtered_file(&self.whole().filters, self.picking.visit, file)))
                }
            }
            @if self.parts.is_empty() {
                p { a href=(self.to(&Query::default())) { "条件を外し、1ページ目から見る" } }
            }
            ul class="hits" {
                @for part in &self.parts {
                    (entry::quoted(&part.case, &self.picking, 2, &self.part(part)))
                }
            }
            (pager::pager("事例のページ", self.listed.query.page, self.listed.last(), |page| {
                self.to(&Query { page, ..self.listed.query.clone() })
            }))
            (topics("ほかの事業項目・場面", Some(self.listed.topic), self.picking.visit))
            (self.picking.tray())
        }
    }
}

/// The classes of a facet to choose one from, each with how many cases would be left.
fn class_select(facet: FacetName, all: &str, classes: &[FacetValue]) -> Markup {
    html! {
        label {
            (facet.label())
            select name=(facet.code()) {
                option value="" { (all) }
                @for class in classes.iter().filter(|class| class.count > 0 || class.selected) {
                    option value=(class.value) selected[class.selected] { (class.label) "（" (class.count) "件）" }
                }
            }
        }
    }
}

/// Where an item stands in the frame of 2021.
fn phase(item: Item) -> Markup {
    html! {
        p class="note" {
            "2021年度からの進め方では：" (item.phase().label())
            @if let Some(duty) = item.duty() { "（" (duty.label()) "）" }
        }
    }
}

impl TopicPage<'_> {
    /// The search for the whole list.
    fn whole(&self) -> Query {
        self.listed.topic.narrow(&self.listed.query.on_first_page())
    }

    /// This page with another query.
    fn to(&self, query: &Query) -> String {
        address::topic(self.listed.topic, query, self.picking.visit)
    }

    /// What narrows and orders the list.
    fn narrowing(&self) -> Markup {
        let usual = match self.listed.query.home {
            Some(_) => Sort::Near,
            None => Sort::PopulationAsc,
        };
        let orders = [
            ("", usual.label()),
            (Sort::PopulationDesc.code(), Sort::PopulationDesc.label()),
            (Sort::Prefecture.code(), Sort::Prefecture.label()),
        ];
        let plain = self.to(&Query::default());
        let action = plain.split('?').next().unwrap_or_default();
        html! {
            form class="narrowing no-print" action=(action) method="get" {
                (class_select(FacetName::Pop, "すべての人口", &self.listed.sizes))
                (class_select(FacetName::Lead, "すべての主体", &self.listed.leads))
                label {
                    "並び順"
                    select name="sort" {
                        @for (code, label) in orders {
                            option value=(code) selected[!code.is_empty() && self.listed.query.sort.code() == code] { (label) }
                        }
                    }
                }
                @for (name, value) in self.picking.visit.to_pairs() { input type="hidden" name=(name) value=(value); }
                button class="button" type="submit" { "絞り込む" }
                @if self.listed.query.on_first_page() != (Query { home: self.listed.query.home, ..Query::default() }) {
                    a class="more" href=(plain) { "条件を外す" }
                }
            }
        }
    }

    fn part(&self, part: &Part) -> Markup {
        html! {
            (entry::evidence(part.evidence))
            @if let Some(record) = part.devices.first() { (self.device(part, record)) }
        }
    }

    /// A 工夫 in its first sentences.
    fn device(&self, part: &Part, record: &Record) -> Markup {
        let (sentences, whole) = key_sentences(&record.text, EXCERPT);
        let more = part.devices.len() - 1;
        html! {
            div class="device" {
                p class="device-heading" { (record.heading) }
                @for sentence in sentences { p { (sentence) } }
                p {
                    a class="more" href=(address::record(&part.case.id, &record.id, self.picking.visit)) {
                        @if whole && more == 0 { "本文で見る" } @else { "続きを読む" }
                        @if more > 0 { "（ほかに" (more) "節）" }
                        span class="visually-hidden" { "（" (part.case.place()) "、" (record.heading) "）" }
                    }
                    span class="note" { "　" (origin(record.origin(&part.case.source))) }
                }
            }
        }
    }
}

/// Every topic, the one at hand marked.
fn topics(heading: &str, current: Option<Topic>, visit: &Visit) -> Markup {
    html! {
        nav aria-labelledby="topics-heading" {
            h2 id="topics-heading" class=[current.is_none().then_some("visually-hidden")] { (heading) }
            ul class="chips" {
                @for topic in Topic::all() {
                    li {
                        a href=(address::topic(topic, &Query::default(), visit)) aria-current=[(Some(topic) == current).then_some("page")] {
                            @if let Topic::Item(item) = topic { (item) " " (item.short_label()) } @else { (topic.label()) }
                        }
                    }
                }
            }
        }
    }
}
