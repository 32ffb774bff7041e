//! 「うちの町に似た町」: the form, the ranked list with its reasons, the plot and the
//! same figures as a table.

use maud::{Markup, html};

use super::assets::Asset;
use super::downloads::downloads;
use super::picking::Picking;
use super::plot::{Point, plot};
use super::{Page, Section, entry, format};
use crate::address;
use crate::comparable::{Aspect, Profile, Ranked, Weights, profiles};
use crate::record::{CaseSummary, FactName, Unread};
use crate::search::FacetValue;
use crate::views::towns::{Towns, TownsQuery, Within, weight_parameter};
use crate::vocabulary::{CaseKind, Item, Prefecture};

/// How many cases are shown with their reasons; the table holds all.
const SHOWN: usize = 10;

/// One's own town, and the cases in the order of their distance.
pub(crate) struct TownsPage<'a> {
    /// What is asked.
    pub(crate) query: &'a TownsQuery,
    /// The answer.
    pub(crate) answer: Towns<'a>,
    /// The population bands, as the facet has them.
    pub(crate) bands: Vec<FacetValue>,
    /// The picked cases.
    pub(crate) picking: Picking<'a>,
}

impl Page for TownsPage<'_> {
    fn title(&self) -> String {
        match &self.answer.town {
            Some((town, _)) => format!("{}に似た町", town.name),
            None => "うちの町に似た町".to_owned(),
        }
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Towns)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview]
    }

    fn json(&self) -> Option<String> {
        Some(address::api_comparable(self.query))
    }

    fn content(&self) -> Markup {
        html! {
            h1 { "うちの町に似た町" }
            p class="lead" { "人口や高齢化率の近い町が何をしたかを、近い理由とともに並べます。" }
            (self.form())
            (self.lookup())
            @if self.is_ranked() {
                (self.home())
                (self.nearest())
            }
            (self.figures())
            (method())
            (self.picking.tray())
        }
    }
}

impl TownsPage<'_> {
    fn is_ranked(&self) -> bool {
        !self.answer.ranking.ranked.is_empty()
    }

    fn form(&self) -> Markup {
        let typed = &self.query.typed;
        html! {
            form class="panel towns-form" action=(address::TOWNS) method="get" {
                fieldset {
                    legend { "わが町" }
                    div class="fields" {
                        div class="field wide" {
                            label for="town" { "市区町村の名前" }
                            input id="town" name="town" value=(self.query.town) maxlength="40" autocomplete="off"
                                aria-describedby="town-hint";
                            p class="note" id="town-hint" {
                                "漢字でもひらがなでも。名前がなくても、下の数値だけで探せます。"
                            }
                        }
                        (number("population", "人口（人）", typed.population.map(|it| it.to_string()), "13000", "1"))
                        (number("aging_rate", "高齢化率（%）", typed.aging_rate.map(|it| it.to_string()), "35.0", "any"))
                        (number("area", "面積（km²）", typed.area_km2.map(|it| it.to_string()), "158.7", "any"))
                        (select("pref", "都道府県", std::iter::once((String::new(), "選ばない".to_owned(), typed.prefecture.is_none()))
                            .chain(Prefecture::ALL.iter().map(|&it| (it.code().to_owned(), it.label().to_owned(), typed.prefecture == Some(it))))))
                    }
                    p class="note" { "資料に事例のある町は、空欄に資料の数値を使います。" }
                }
                (self.options())
                @for (name, id) in self.picking.visit.to_pairs() {
                    input type="hidden" name=(name) value=(id);
                }
                div class="actions" {
                    button class="button" type="submit" { "似た町を探す" }
                    @if *self.query != TownsQuery::default() {
                        a class="more" href=(address::TOWNS) { "入力を消す" }
                    }
                }
            }
        }
    }

    fn options(&self) -> Markup {
        let query = self.query;
        let any = |label: &str, chosen: bool| (String::new(), label.to_owned(), chosen);
        let open = query.weights != Weights::default()
            || query.within != Within::default()
            || query.kind.is_some()
            || query.item.is_some()
            || query.pop.is_some();
        let kinds = [
            CaseKind::SmartPractice,
            CaseKind::ModelSurvey,
            CaseKind::GroupPlan,
        ];
        html! {
            details open[open] {
                summary { "重みと範囲を変える" }
                div class="fields" data-sliders {
                    @for aspect in Aspect::ALL {
                        (select(weight_parameter(aspect), &format!("{}の重み", aspect.label()),
                            ["考えない", "軽く", "ふつう", "重く"].into_iter().zip(0_u8..).map(|(label, weight)| {
                                (weight.to_string(), label.to_owned(), query.weights.of(aspect) == weight)
                            })))
                    }
                }
                div class="fields" {
                    (select("within", "範囲", Within::ALL.into_iter().map(|it| {
                        (it.code().to_owned(), it.label().to_owned(), query.within == it)
                    })))
                    (select("kind", "種別", std::iter::once(any("すべて", query.kind.is_none())).chain(
                        kinds.into_iter().map(|it| (it.code().to_owned(), it.label().to_owned(), query.kind == Some(it))))))
                    (select("item", "事業項目", std::iter::once(any("すべて", query.item.is_none())).chain(
                        Item::ALL.iter().map(|&it| (it.code().to_owned(), format!("{it} {}", it.short_label()), query.item == Some(it))))))
                    (select("pop", "人口の範囲", std::iter::once(any("すべて", query.pop.is_none())).chain(
                        self.bands.iter().map(|band| {
                            let chosen = query.pop.is_some_and(|pop| pop.to_string() == band.value);
                            (band.value.clone(), band.label.clone(), chosen)
                        }))))
                }
            }
        }
    }

    /// What the typed name leads to, where that is not one town.
    fn lookup(&self) -> Markup {
        let town = &self.query.town;
        html! {
            @if !self.answer.choices.is_empty() {
                section class="notice" aria-labelledby="choices-heading" {
                    h2 id="choices-heading" { "「" (town) "」はどの町ですか" }
                    ul class="chips" {
                        @for choice in &self.answer.choices {
                            li {
                                a href=(address::towns(&TownsQuery { town: choice.code.clone(), ..self.query.clone() }, self.picking.visit)) {
                                    (choice.prefecture.label()) (choice.name)
                                }
                            }
                        }
                    }
                }
            } @else if !town.is_empty() && self.answer.town.is_none() {
                div class="notice" role="status" {
                    p { strong { "「" (town) "」という市区町村は見つかりませんでした。" } }
                    p { "今の正式な名前かその読みを入れてください。数値だけでも探せます。" }
                }
            } @else if self.query.is_asked() && !self.is_ranked() {
                div class="notice" role="status" {
                    @if self.answer.cases.is_empty() {
                        p { strong { "この範囲に事例はありません。" } }
                        p { a href=(address::towns(&self.query.anywhere(), self.picking.visit)) { "全国のすべての事例から選ぶ" } }
                    } @else {
                        p { strong { "比べる数値がありません。" } }
                        p {
                            "この町の人口や高齢化率は資料にありません。上の欄に人口か高齢化率を入れてください。"
                            "重みがすべて「考えない」のときも比べられません。"
                        }
                    }
                }
            }
        }
    }

    /// One's own town with where its figures come from.
    fn home(&self) -> Markup {
        let own = &self.answer.own;
        let known = self.answer.town.as_ref().map(|(_, known)| known);
        html! {
            section aria-labelledby="home-heading" {
                h2 id="home-heading" {
                    @match &self.answer.town {
                        Some((town, _)) => { (town.prefecture.label()) (town.name) }
                        None => "わが町"
                    }
                }
                dl class="facts" {
                    (fact("人口", own.population.map(|it| format!("{}人", format::whole(it))),
                        self.query.typed.population.is_none().then(|| known?.population.map(|it| it.case)).flatten()))
                    (fact("高齢化率", own.aging_rate.map(|it| format!("{}%", format::decimal(it))),
                        self.query.typed.aging_rate.is_none().then(|| known?.aging_rate.map(|it| it.case)).flatten()))
                    (fact("面積", own.area_km2.map(|it| format!("{}km²", format::decimal(it))),
                        self.query.typed.area_km2.is_none().then(|| known?.area_km2.map(|it| it.case)).flatten()))
                    (fact("地方", own.prefecture.map(|it| format!("{}（{}）", it.region().label(), it.label())), None))
                }
                @let left_out: Vec<&str> = Aspect::ALL.into_iter()
                    .filter(|&it| self.query.weights.of(it) > 0 && !own.knows(it))
                    .map(Aspect::label).collect();
                @if !left_out.is_empty() {
                    p class="note" { (left_out.join("・")) "は、わが町のことが分からないため比べていません。" }
                }
                @if let Some(known) = known.filter(|known| !known.cases.is_empty()) {
                    p {
                        "この町の事例："
                        @for case in &known.cases { a class="more" href=(self.picking.case(&case.id)) { (case.title) } " " }
                    }
                }
            }
        }
    }

    fn nearest(&self) -> Markup {
        let total = self.answer.ranking.ranked.len();
        html! {
            section aria-labelledby="nearest-heading" {
                h2 id="nearest-heading" { "似ている順" }
                p role="status" {
                    (format::whole(total as u64)) "件の事例を近い順に並べました。"
                    @if total > SHOWN { "はじめの" (SHOWN) "件です。残りは下の表にあります。" }
                }
                (downloads(|file| address::towns_file(self.query, file)))
                ol class="hits" {
                    @for ranked in self.answer.ranking.ranked.iter().take(SHOWN) {
                        (entry::entry(ranked.case, &self.picking, 3, &reasons(ranked)))
                    }
                }
                @if !self.answer.ranking.unmeasured.is_empty() {
                    p class="note" {
                        "比べる数値の記載がない事例："
                        @for (number, case) in self.answer.ranking.unmeasured.iter().enumerate() {
                            @if number > 0 { "、" }
                            a href=(self.picking.case(&case.id)) { (case.place()) }
                        }
                    }
                }
            }
        }
    }

    /// The plot and its figures as a table.
    fn figures(&self) -> Markup {
        html! {
            section aria-labelledby="plot-heading" {
                h2 id="plot-heading" { "人口と高齢化率の散らばり" }
                p class="no-print" {
                    "点は事例のある町です。"
                    @if self.is_ranked() { "大きな点は近い" (SHOWN.min(self.answer.ranking.ranked.len())) "件、ひし形はわが町です。" }
                    a href="#towns-table" { "同じ内容の表へ進む" }
                }
                (plot(&self.points()))
                @if self.is_ranked() { (self.ranked_table()) } @else { (self.plain_table()) }
            }
        }
    }

    fn points(&self) -> Vec<Point> {
        let point = |case: &CaseSummary, part: Option<&str>, profile: &Profile, near: bool| {
            Some(Point {
                name: part.map_or_else(|| case.place(), str::to_owned),
                population: profile.population.filter(|&it| it > 0)?,
                aging_rate: profile.aging_rate?,
                address: Some(self.picking.case(&case.id)),
                near,
            })
        };
        let mut points: Vec<Point> = if self.is_ranked() {
            let ranked = self.answer.ranking.ranked.iter().enumerate();
            ranked
                .filter_map(|(place, it)| point(it.case, it.part, &it.profile, place < SHOWN))
                .collect()
        } else {
            self.answer
                .cases
                .iter()
                .filter_map(|case| {
                    profiles(case).find_map(|(part, profile)| point(case, part, &profile, false))
                })
                .collect()
        };
        if let (Some(population), Some(aging_rate)) = (
            self.answer.own.population.filter(|&it| it > 0),
            self.answer.own.aging_rate,
        ) {
            points.push(Point {
                name: self
                    .answer
                    .town
                    .as_ref()
                    .map_or_else(|| "わが町".to_owned(), |(town, _)| town.name.clone()),
                population,
                aging_rate,
                address: None,
                near: true,
            });
        }
        points
    }

    fn ranked_table(&self) -> Markup {
        html! {
                details id="towns-table" {
                    summary { "図と同じ内容の表（近い順に" (self.answer.ranking.ranked.len()) "件）" }
                    div class="scroll" tabindex="0" role="region" aria-label="すべての事例（近い順）" {
                    table {
                        caption { "すべての事例（近い順）" }
                        thead {
                            tr {
                                th scope="col" class="figure" { "順位" }
                                th scope="col" { "町" }
                                th scope="col" class="figure" { "人口" }
                                th scope="col" class="figure" { "高齢化率" }
                                th scope="col" class="figure" { "人口密度" }
                                th scope="col" class="figure" { "近さ" }
                            }
                        }
                        tbody {
                            @for (place, ranked) in self.answer.ranking.ranked.iter().enumerate() {
                                tr {
                                    td class="figure" { (place + 1) }
                                    th scope="row" {
                                        a href=(self.picking.case(&ranked.case.id)) { (entry::name(ranked.case)) }
                                        @if let Some(part) = ranked.part { small class="note" { "（" (part) "の数値）" } }
                                    }
                                    (profile_cells(&ranked.profile, &ranked.case.unread))
                                    td class="figure" { (format!("{:.0}", ranked.comparison.closeness())) }
                                }
                            }
                        }
                    }
                }
        }
            }
    }

    fn plain_table(&self) -> Markup {
        html! {
            details id="towns-table" {
                summary { "図と同じ内容の表（" (self.answer.cases.len()) "件）" }
                div class="scroll" tabindex="0" role="region" aria-label="事例のある町の人口と高齢化率" {
                    table {
                        caption { "事例のある町の人口と高齢化率" }
                        thead {
                            tr {
                                th scope="col" { "町" }
                                th scope="col" class="figure" { "人口" }
                                th scope="col" class="figure" { "高齢化率" }
                                th scope="col" class="figure" { "人口密度" }
                            }
                        }
                        tbody {
                            @for case in &self.answer.cases {
                                @for (part, profile) in profiles(case).filter(|(part, profile)| part.is_none() || profile.population.is_some()) {
                                    tr {
                                        th scope="row" {
                                            @if let Some(part) = part { "　うち" (part) }
                                            @else { a href=(self.picking.case(&case.id)) { (entry::name(case)) } }
                                        }
                                        (profile_cells(&profile, &case.unread))
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

/// A figure of one's own town, with the case that prints it.
fn fact(label: &str, value: Option<String>, case: Option<&CaseSummary>) -> Markup {
    html! {
        div {
            dt { (label) }
            dd {
                @match value {
                    Some(value) => {
                        span class="value" { (value) }
                        @if let Some(case) = case {
                            span class="note" { " " a href=(address::case(&case.id)) { "資料の記載" } }
                        }
                    }
                    None => span class="note" { "不明" }
                }
            }
        }
    }
}

fn profile_cells(profile: &Profile, unread: &[Unread]) -> Markup {
    let absent = |fact| format::absent(unread, fact);
    let people = profile
        .population
        .map_or_else(|| absent(FactName::Population), format::whole);
    let rate = profile.aging_rate.map_or_else(
        || absent(FactName::AgingRate),
        |it| format!("{}%", format::decimal(it)),
    );
    let density = profile.density().map_or_else(
        || absent(FactName::Area),
        |it| format!("{}人/km²", format::whole(it.round() as u64)),
    );
    html! { @for cell in [people, rate, density] { td class="figure" { (cell) } } }
}

/// Why a case is near, and what could not be compared.
fn reasons(ranked: &Ranked) -> Markup {
    let closeness = ranked.comparison.closeness();
    html! {
        div class="nearness" {
            p class="closeness" {
                "近さ " strong { (format!("{closeness:.0}")) }
                svg class="meter" viewBox="0 0 100 8" width="100" height="8" aria-hidden="true" {
                    rect class="meter-track" width="100" height="8" rx="4" {}
                    rect class="meter-value" width=(format!("{closeness:.0}")) height="8" rx="4" {}
                }
            }
            ul class="tags" aria-label="近い理由" {
                @for reason in ranked.comparison.reasons() { li { span { (reason) } } }
                @for aspect in &ranked.comparison.missing { li { span class="missing" { (aspect.label()) "の記載なし" } } }
            }
        }
        @if let Some(part) = ranked.part {
            p class="note" {
                (part)
                @if let Some(people) = ranked.profile.population { "（" (format::whole(people)) "人）" }
                "の数値で比べました。"
            }
        }
    }
}

fn method() -> Markup {
    html! {
        section class="prose" aria-labelledby="method-heading" {
            h2 id="method-heading" { "比べ方" }
            p {
                "人口が2倍、高齢化率が5ポイント、人口密度が4倍違うこと、地方が違うことを、どれも同じ大きさ「1」の違いとして数え、重みをつけて平均します。"
                "違いのないときを近さ100とし、平均の違いが1増えるごとに近さは半分になります。"
                "資料に記載のない項目は推し量らず、近いとはみなさないで、ほかの項目の平均（少なくとも1）だけ違うものとして数えます。"
            }
        }
    }
}

fn number(name: &str, label: &str, value: Option<String>, example: &str, step: &str) -> Markup {
    html! {
        div class="field" {
            label for=(name) { (label) }
            input id=(name) name=(name) type="number" min="0" step=(step) inputmode="decimal" value=[value]
                aria-describedby=(format!("{name}-hint"));
            p class="note" id=(format!("{name}-hint")) { "例：" (example) }
        }
    }
}

/// A list to choose from: value, label, whether chosen.
fn select(
    name: &str,
    label: &str,
    options: impl IntoIterator<Item = (String, String, bool)>,
) -> Markup {
    html! {
        div class="field" {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                @for (value, label, chosen) in options {
                    option value=(value) selected[chosen] { (label) }
                }
            }
        }
    }
}
