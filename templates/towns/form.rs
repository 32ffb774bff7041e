//! What can be set right and narrowed: the own town's figures, how much each aspect
//! counts, and which cases come into question.

use maud::{Markup, html};

use super::TownsPage;
use crate::address;
use crate::comparable::{Aspect, Weights};
use crate::own_town::OwnTown;
use crate::statistics;
use crate::templates::format;
use crate::views::towns::{TownsQuery, Within, weight_parameter};
use crate::vocabulary::{CaseKind, Item, Prefecture};

/// The kinds of entry that are about towns.
const KINDS: [CaseKind; 3] = [
    CaseKind::SmartPractice,
    CaseKind::ModelSurvey,
    CaseKind::GroupPlan,
];

impl TownsPage<'_> {
    /// Closed where nothing in it is set: the name alone is enough.
    pub(super) fn form(&self) -> Markup {
        let visit = self.picking.visit;
        let query = self.query;
        let summary = if visit.home.is_some() {
            "数値・重み・範囲を変える"
        } else {
            "名前のかわりに数値で探す・重みと範囲を変える"
        };
        let lacking = visit.home.is_some() && self.answer.ranking.ranked.is_empty();
        html! {
            details class="towns-options" open[*query != TownsQuery::default() || lacking] {
                summary { (summary) }
                form class="panel towns-form" action=(address::TOWNS) method="get" {
                    (self.own_fields())
                    (self.options())
                    @for (name, id) in visit.to_pairs() {
                        input type="hidden" name=(name) value=(id);
                    }
                    div class="actions" {
                        button class="button" type="submit" { "似た町を探す" }
                        @if *query != TownsQuery::default() {
                            a class="more" href=(address::with_visit(address::TOWNS, visit)) { "入力を消す" }
                        }
                    }
                }
            }
        }
    }

    fn own_fields(&self) -> Markup {
        let typed = &self.query.typed;
        let home = self.picking.visit.home.as_deref();
        let counted = home.map(OwnTown::profile).unwrap_or_default();
        html! {
            fieldset {
                legend { "わが町の数値" }
                div class="fields" {
                    (number("population", "人口（人）", "1",
                        typed.population.map(|it| it.to_string()), counted.population.map(format::whole), "13000"))
                    (number("aging_rate", "高齢化率（%）", "any",
                        typed.aging_rate.map(|it| it.to_string()), counted.aging_rate.map(format::rate), "35.0"))
                    (number("area", "面積（km²）", "any",
                        typed.area_km2.map(|it| it.to_string()), counted.area_km2.map(format::decimal), "158.7"))
                    @if home.is_none() {
                        (select("pref", "都道府県", std::iter::once((String::new(), "選ばない".to_owned(), typed.prefecture.is_none()))
                            .chain(Prefecture::ALL.iter().map(|&it| (it.code().to_owned(), it.label().to_owned(), typed.prefecture == Some(it))))))
                    }
                }
            }
        }
    }

    fn options(&self) -> Markup {
        let query = self.query;
        let any = |label: &str, chosen: bool| (String::new(), label.to_owned(), chosen);
        html! {
            fieldset data-sliders {
                legend { "重み" }
                div class="fields" {
                    @for aspect in Aspect::ALL {
                        (select(weight_parameter(aspect), &format!("{}の重み", aspect.label()),
                            ["考えない", "軽く", "ふつう", "重く"].into_iter().zip(0..=Weights::MAX).map(|(label, weight)| {
                                (weight.to_string(), label.to_owned(), query.weights.of(aspect) == weight)
                            })))
                    }
                }
            }
            fieldset {
                legend { "範囲" }
                div class="fields" {
                    (select("within", "地域の範囲", Within::ALL.into_iter().map(|it| {
                        (it.code().to_owned(), it.label().to_owned(), query.within == it)
                    })))
                    (select("kind", "種別", std::iter::once(any("すべて", query.kind.is_none())).chain(
                        KINDS.into_iter().map(|it| (it.code().to_owned(), it.label().to_owned(), query.kind == Some(it))))))
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
}

/// A figure to type, which stands for the one that is counted.
fn number(
    name: &str,
    label: &str,
    step: &str,
    value: Option<String>,
    counted: Option<String>,
    example: &str,
) -> Markup {
    html! {
        div class="field" {
            label for=(name) { (label) }
            input id=(name) name=(name) type="number" min="0" step=(step) inputmode="decimal" value=[value]
                aria-describedby=(format!("{name}-hint"));
            p class="note" id=(format!("{name}-hint")) {
                @match counted {
                    Some(counted) => { "空欄なら" (statistics::YEAR) "年の " (counted) }
                    None => { "例：" (example) }
                }
            }
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
