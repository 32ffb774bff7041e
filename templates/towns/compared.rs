//! One comparison laid open: both towns' figures with their years, what differs, and
//! how that adds up to the nearness that lists say in a word.

use maud::{Markup, html};

use crate::comparable::{Aspect, Degree, Difference, Profile, Ranked, Weights};
use crate::statistics;
use crate::templates::format;

/// The own town's side.
pub(super) struct Own<'a> {
    /// What it is called.
    pub(super) name: &'a str,
    /// The figures that are compared.
    pub(super) profile: &'a Profile,
    /// Those of them that were typed.
    pub(super) typed: &'a Profile,
}

/// The figures behind a card, closed until they are wanted.
pub(super) fn details(own: &Own, ranked: &Ranked) -> Markup {
    html! {
        details class="compared" {
            summary { "比べた数値と年" }
            div class="scroll" tabindex="0" role="region" aria-label=(format!("{}と比べた数値", name(ranked))) {
                table {
                    thead { tr { (heads(own, ranked)) } }
                    tbody {
                        @for aspect in Aspect::ALL { tr { (row(own, ranked, aspect)) } }
                    }
                }
            }
            p class="note" { "近さの目安 " (closeness(ranked)) "（違いがないとき100）" }
        }
    }
}

/// How nearness is measured, shown by one case.
pub(super) fn method(own: &Own, ranked: &Ranked, weights: Weights) -> Markup {
    let weights = weights.restricted_to(own.profile);
    html! {
        section class="method" aria-labelledby="method-heading" {
            h2 id="method-heading" { "近さの決め方" }
            p {
                "下は" (name(ranked)) "の計算です。違いを「1とする違い」で割って大きさにし、重みをつけて平均します。"
                "数値のないものは、近いとはみなさず、ほかの平均（少なくとも1.5）だけ違うものとして数えます。"
            }
            div class="scroll" tabindex="0" role="region" aria-label="近さの計算の例" {
                table {
                    thead {
                        tr {
                            (heads(own, ranked))
                            th scope="col" { "1とする違い" }
                            th scope="col" class="figure" { "大きさ" }
                            th scope="col" class="figure" { "重み" }
                        }
                    }
                    tbody {
                        @for aspect in Aspect::ALL {
                            tr {
                                (row(own, ranked, aspect))
                                td { (unit(aspect)) }
                                td class="figure" {
                                    @match difference(ranked, aspect) {
                                        Some(difference) => (format!("{:.2}", difference.size())),
                                        None => "—",
                                    }
                                }
                                td class="figure" { (weights.of(aspect)) }
                            }
                        }
                    }
                    tfoot {
                        tr {
                            th scope="row" colspan="5" { "重みをつけた平均" }
                            td class="figure" { strong { (format!("{:.2}", ranked.comparison.distance)) } }
                            td {}
                        }
                    }
                }
            }
            p {
                "平均が" @for degree in Degree::ALL.into_iter().filter(|it| it.limit().is_finite()) {
                    (format!("{:.1}", degree.limit())) "までを「" (degree.label()) "」、"
                }
                "それより大きいものを「" (Degree::Far.label()) "」と表します。"
                "近さの目安は、違いがないときを100とし、平均が1増えるごとに半分になります（この例は" (closeness(ranked)) "）。"
            }
            p class="note" {
                "わが町も事例の町も、同じ" (statistics::YEAR) "年の統計で比べています（出典：" (statistics::CREDIT) "）。"
                "資料に書かれた人口や高齢化率は別の年のもので、各事例にそのまま示しています。統計に数値のない町だけは、資料の数値で比べています。"
            }
        }
    }
}

fn heads(own: &Own, ranked: &Ranked) -> Markup {
    html! {
        th scope="col" { "比べるもの" }
        th scope="col" { (own.name) br; small { (statistics::YEAR) "年" } }
        th scope="col" {
            (name(ranked)) br;
            small { @match year(ranked) { Some(year) => { (year) "年" } None => "年の記載なし" } }
        }
        th scope="col" { "違い" }
    }
}

fn row(own: &Own, ranked: &Ranked, aspect: Aspect) -> Markup {
    html! {
        th scope="row" { (aspect.label()) }
        td {
            (figure(own.profile, aspect).unwrap_or_else(|| "—".to_owned()))
            @if is_typed(own.typed, aspect) { small { "（入力した値）" } }
        }
        td { (figure(&ranked.town.profile, aspect).unwrap_or_else(|| "数値なし".to_owned())) }
        td {
            @match difference(ranked, aspect) {
                Some(difference) => (difference.words()),
                None => "比べていません",
            }
        }
    }
}

/// The town whose figures were compared.
fn name(ranked: &Ranked) -> String {
    ranked
        .town
        .part
        .map_or_else(|| ranked.case.place(), str::to_owned)
}

/// The year that the figures of a case's town stand for.
fn year(ranked: &Ranked) -> Option<String> {
    if ranked.town.counted {
        return Some(statistics::YEAR.to_string());
    }
    let case = ranked.case;
    let population = case.population.as_ref().and_then(|it| it.as_of.as_deref());
    let aging = case.aging_rate.as_ref().and_then(|it| it.as_of.as_deref());
    Some(population.or(aging)?.split('-').next()?.to_owned())
}

fn closeness(ranked: &Ranked) -> String {
    format!("{:.0}", ranked.comparison.closeness())
}

fn difference(ranked: &Ranked, aspect: Aspect) -> Option<Difference> {
    let mut differences = ranked.comparison.differences.iter().copied();
    differences.find(|it| it.aspect() == aspect)
}

/// What of a town is compared, as it is written.
fn figure(profile: &Profile, aspect: Aspect) -> Option<String> {
    match aspect {
        Aspect::Population => Some(format!("{}人", format::whole(profile.population?))),
        Aspect::Aging => Some(format::rate(profile.aging_rate?)),
        Aspect::Density => Some(format::density(profile.density()?)),
        Aspect::Region => Some(profile.prefecture?.region().label().to_owned()),
    }
}

fn is_typed(typed: &Profile, aspect: Aspect) -> bool {
    match aspect {
        Aspect::Population => typed.population.is_some(),
        Aspect::Aging => typed.aging_rate.is_some(),
        Aspect::Density => typed.population.is_some() || typed.area_km2.is_some(),
        Aspect::Region => false,
    }
}

/// The difference that counts 1.
fn unit(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Population => "2倍",
        Aspect::Aging => "5ポイント",
        Aspect::Density => "4倍",
        Aspect::Region => "別の地方",
    }
}
