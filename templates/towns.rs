//! 「わが町に似た町」: the own town's figures, the ranked list with its reasons, the
//! plot beside it, the same figures as a table, and how nearness is measured.

use maud::{Markup, html};

use super::assets::Asset;
use super::downloads::downloads;
use super::picking::Picking;
use super::plot::{Point, plot};
use super::{Page, Section, entry, format, own_town};
use crate::address;
use crate::comparable::{self, Aspect, Profile, Town};
use crate::own_town::OwnTown;
use crate::record::CaseSummary;
use crate::search::FacetValue;
use crate::statistics;
use crate::views::towns::{Towns, TownsQuery};

mod compared;
mod form;

/// How many cases are shown with their reasons; the table holds all.
const SHOWN: usize = 10;

/// One's own town, and the cases in the order of their distance.
pub(crate) struct TownsPage<'a> {
    /// What is asked.
    pub(crate) query: &'a TownsQuery,
    /// The answer.
    pub(crate) answer: Towns<'a>,
    /// The population bands, as the facet has them.
    pub(crate) bands: &'a [FacetValue],
    /// The own town and the picked cases.
    pub(crate) picking: Picking<'a>,
}

impl Page for TownsPage<'_> {
    fn title(&self) -> String {
        format!("{}に似た町", self.own_name())
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Towns)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview, Asset::Towns]
    }

    fn json(&self) -> Option<String> {
        Some(address::api_comparable(self.query, self.picking.visit))
    }

    fn content(&self) -> Markup {
        let asked = self.home().is_some() || self.query.is_asked();
        html! {
            h1 { (self.title()) }
            @if asked {
                (self.own_figures())
            } @else {
                p class="lead" { "町の名前を1回入れると、人口や高齢化率の近い町が何をしたかを、近い理由とともに並べます。" }
                (own_town::form("town", "わが町の名前", "", &self.picking.visit.page))
            }
            @if asked { (self.notices()) }
            (self.form())
            div class=[self.is_ranked().then_some("towns-answer")] {
                @if self.is_ranked() { (self.nearest()) }
                (self.figures())
            }
            (self.table())
            @if let Some(first) = self.answer.ranking.ranked.first() {
                (compared::method(&self.own_side(), first, self.query.weights))
            }
            (self.picking.tray())
        }
    }
}

impl TownsPage<'_> {
    fn is_ranked(&self) -> bool {
        !self.answer.ranking.ranked.is_empty()
    }

    fn home(&self) -> Option<&OwnTown> {
        self.picking.visit.home.as_deref()
    }

    /// 「南伊勢町」
    fn own_name(&self) -> &str {
        self.home().map_or("わが町", OwnTown::name)
    }

    /// The own town's side of every comparison.
    fn own_side(&self) -> compared::Own<'_> {
        compared::Own {
            name: self.own_name(),
            profile: &self.answer.own,
            typed: &self.query.typed,
        }
    }

    /// The own town's figures, each with its year or that it was typed.
    fn own_figures(&self) -> Markup {
        let (own, typed) = (&self.answer.own, &self.query.typed);
        let from = |typed: bool| {
            if typed {
                "入力した値".to_owned()
            } else {
                format!("{}年", statistics::YEAR)
            }
        };
        html! {
            ul class="facts-line own-figures" {
                @if let Some(home) = self.home() { li { span class="own-town own-mark" { (home.full_name()) } } }
                @if let Some(people) = own.population {
                    li { "人口 " strong { (format::whole(people)) "人" } small { "（" (from(typed.population.is_some())) "）" } }
                }
                @if let Some(rate) = own.aging_rate {
                    li { "高齢化率 " strong { (format::rate(rate)) } small { "（" (from(typed.aging_rate.is_some())) "）" } }
                }
                @if let Some(area) = own.area_km2 {
                    li { "面積 " strong { (format::decimal(area)) "km²" } small { "（" (from(typed.area_km2.is_some())) "）" } }
                }
                @for case in &self.answer.of_home {
                    li { a href=(self.picking.case(&case.id)) { "この町の事例" } }
                }
            }
        }
    }

    /// What could not be compared, or why there is no list, each with the way on.
    fn notices(&self) -> Markup {
        let (own, query) = (&self.answer.own, self.query);
        let missing = |aspect: Aspect| query.weights.of(aspect) > 0 && !own.knows(aspect);
        html! {
            @if self.answer.cases.is_empty() {
                div class="notice" role="status" {
                    p { strong { "この範囲に事例はありません。" } }
                    p { a href=(address::towns(&query.anywhere(), self.picking.visit)) { "全国のすべての事例から選ぶ" } }
                }
            } @else if query.weighs_nothing() {
                div class="notice" role="status" {
                    p { "重みがすべて「考えない」のため、並べていません。" }
                    p { a href=(address::towns(&query.evenly(), self.picking.visit)) { "ふつうの重みで並べる" } }
                }
            } @else if !self.is_ranked() {
                div class="notice" role="status" {
                    p {
                        (self.own_name()) "は、" (statistics::YEAR) "年の人口"
                        @if own.population == Some(0) { "が0人のため" } @else { "の数値がないため" }
                        "、近さを比べていません。下の欄に人口か高齢化率を入れると、近い順に並びます。"
                    }
                    @if let Some(prefecture) = own.prefecture {
                        p {
                            a href=(address::prefecture(prefecture, self.picking.visit)) {
                                (prefecture.label()) "と近くの都道府県の事例を見る"
                            }
                        }
                    }
                }
            } @else {
                @for (aspect, lacking) in [(Aspect::Population, "人口"), (Aspect::Aging, "高齢化率"), (Aspect::Region, "都道府県")] {
                    @if missing(aspect) {
                        p class="note" { (lacking) "が未入力のため、" (aspect.label()) "は比べていません。" }
                    }
                }
                @if missing(Aspect::Density) {
                    p class="note" {
                        @if own.area_km2.is_none() { "面積" } @else { "人口" }
                        "が未入力のため、人口密度は比べていません。"
                    }
                }
            }
        }
    }

    fn nearest(&self) -> Markup {
        let ranking = &self.answer.ranking;
        let total = ranking.ranked.len();
        html! {
            section class="towns-list" aria-labelledby="nearest-heading" {
                h2 id="nearest-heading" {
                    "近い順"
                    small role="status" { "（" (format::whole(total as u64)) "件" @if total > SHOWN { "のうち" (SHOWN) "件" } "）" }
                }
                ol class="hits" {
                    @for ranked in ranking.ranked.iter().take(SHOWN) {
                        (entry::ranked(ranked, &self.picking, &compared::details(&self.own_side(), ranked)))
                    }
                }
                (downloads(|file| address::towns_file(self.query, self.picking.visit, file)))
                @if total > SHOWN { p { a class="more" href="#towns-table" { "残りを表で見る" } } }
                @if !ranking.unmeasured.is_empty() {
                    p class="note" {
                        "比べる数値のない事例："
                        @for (number, case) in ranking.unmeasured.iter().enumerate() {
                            @if number > 0 { "、" }
                            a href=(self.picking.case(&case.id)) { (case.place()) }
                        }
                    }
                }
            }
        }
    }

    fn figures(&self) -> Markup {
        html! {
            section class="towns-plot" aria-labelledby="plot-heading" {
                h2 id="plot-heading" { "人口と高齢化率の散らばり" }
                p class="no-print" {
                    "点は事例のある町（" (statistics::YEAR) "年の統計）です。"
                    @if self.is_ranked() { "名前は近い町、ひし形はわが町です。" }
                    a href="#towns-table" { "同じ内容の表" }
                }
                div class="scroll" tabindex="0" role="region" aria-label="散らばりの図" {
                    (plot(&self.points()))
                }
            }
        }
    }

    fn points(&self) -> Vec<Point> {
        let point = |case: &CaseSummary, town: &Town, near: bool| {
            Some(Point {
                name: town.part.map_or_else(|| case.place(), str::to_owned),
                population: town.profile.population.filter(|&it| it > 0)?,
                aging_rate: town.profile.aging_rate?,
                address: Some(self.picking.case(&case.id)),
                near,
            })
        };
        let mut points: Vec<Point> = if self.is_ranked() {
            let ranked = self.answer.ranking.ranked.iter().enumerate();
            ranked
                .filter_map(|(place, it)| point(it.case, &it.town, place < SHOWN))
                .collect()
        } else {
            self.answer
                .cases
                .iter()
                .filter_map(|case| {
                    let towns = comparable::towns(case);
                    towns.iter().find_map(|town| point(case, town, false))
                })
                .collect()
        };
        let own = &self.answer.own;
        if let (Some(population), Some(aging_rate)) =
            (own.population.filter(|&it| it > 0), own.aging_rate)
        {
            points.push(Point {
                name: self.own_name().to_owned(),
                population,
                aging_rate,
                address: None,
                near: true,
            });
        }
        points
    }

    /// The figures of the plot, with the numbers behind the words.
    fn table(&self) -> Markup {
        let ranked = &self.answer.ranking.ranked;
        let caption = if self.is_ranked() {
            format!("すべての事例（近い順、{}件）", ranked.len())
        } else {
            format!(
                "事例のある町の人口と高齢化率（{}件）",
                self.answer.cases.len()
            )
        };
        html! {
            details id="towns-table" {
                summary { (caption) "の表" }
                div class="scroll" tabindex="0" role="region" aria-label=(caption) {
                    table {
                        caption { (caption) "。" (statistics::YEAR) "年の統計の数値です。" }
                        thead {
                            tr {
                                @if self.is_ranked() { th scope="col" class="figure" { "順位" } }
                                th scope="col" { "町" }
                                th scope="col" class="figure" { "人口" }
                                th scope="col" class="figure" { "高齢化率" }
                                th scope="col" class="figure" { "人口密度" }
                                @if self.is_ranked() {
                                    th scope="col" { "近さ" }
                                    th scope="col" class="figure" { "近さの目安" }
                                }
                            }
                        }
                        tbody {
                            @if self.is_ranked() { (self.own_row()) (self.ranked_rows()) }
                            @else { (self.plain_rows()) }
                        }
                    }
                }
            }
        }
    }

    fn own_row(&self) -> Markup {
        html! {
            tr class="own-town" {
                td class="figure" {}
                th scope="row" { (self.own_name()) }
                (profile_cells(&self.answer.own))
                td {} td {}
            }
        }
    }

    fn ranked_rows(&self) -> Markup {
        html! {
            @for (place, ranked) in self.answer.ranking.ranked.iter().enumerate() {
                tr {
                    td class="figure" { (place + 1) }
                    th scope="row" { (self.name(ranked.case, &ranked.town)) }
                    (profile_cells(&ranked.town.profile))
                    td { (ranked.comparison.degree().label()) }
                    td class="figure" { (format!("{:.0}", ranked.comparison.closeness())) }
                }
            }
        }
    }

    fn plain_rows(&self) -> Markup {
        html! {
            @for case in &self.answer.cases {
                @for town in comparable::towns(case) {
                    tr {
                        th scope="row" { (self.name(case, &town)) }
                        (profile_cells(&town.profile))
                    }
                }
            }
        }
    }

    /// A case, with which of its towns the figures are of where it has several, and that
    /// they are the document's where they are.
    fn name(&self, case: &CaseSummary, town: &Town) -> Markup {
        html! {
            a href=(self.picking.case(&case.id)) { (entry::name(case)) }
            @if let Some(part) = town.part { small class="note" { "（" (part) "）" } }
            @if !town.counted { small class="note" { "（資料の数値）" } }
        }
    }
}

fn profile_cells(profile: &Profile) -> Markup {
    let absent = || "—".to_owned();
    let people = profile.population.map_or_else(absent, format::whole);
    let rate = profile.aging_rate.map_or_else(absent, format::rate);
    let density = profile.density().map_or_else(absent, format::density);
    html! { @for cell in [people, rate, density] { td class="figure" { (cell) } } }
}
