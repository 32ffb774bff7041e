//! Filters and facets: which cases have a value, and how many of the cases at hand
//! would be left by choosing it.
//!
//! Counted over the cases themselves, so every combination is exact.

use super::query::{Filters, Range};
use super::results::{Facet, FacetName, FacetValue};
use crate::corpus::Source;
use crate::record::{Case, CaseSummary};
use crate::vocabulary::{CaseKind, Item, Lead, Model, Prefecture, Region, Scene};

/// Where the bands of inhabitants begin; the corpus spreads over them evenly.
const POPULATION: [f64; 6] = [0.0, 10_000.0, 30_000.0, 50_000.0, 100_000.0, 300_000.0];
/// The same for the percentage aged 65 or more.
const AGING: [f64; 6] = [0.0, 25.0, 28.0, 31.0, 35.0, 40.0];

/// Whether a case has one of the values chosen in every facet, but for the one
/// left out of account.
pub(super) fn meets(filters: &Filters, case: &Case, but: Option<FacetName>) -> bool {
    FacetName::ALL
        .iter()
        .filter(|&&name| Some(name) != but)
        .all(|&name| meets_one(filters, case, name))
}

fn meets_one(filters: &Filters, case: &Case, name: FacetName) -> bool {
    fn any<T>(chosen: &[T], has: impl Fn(&T) -> bool) -> bool {
        chosen.is_empty() || chosen.iter().any(has)
    }
    match name {
        FacetName::Pref => any(&filters.pref, |it| case.prefecture_term() == Some(*it)),
        FacetName::Region => any(&filters.region, |it| case.region() == Some(*it)),
        FacetName::Pop => any(&filters.pop, |it| it.contains(population(case))),
        FacetName::Aging => any(&filters.aging, |it| it.contains(aging_rate(case))),
        FacetName::Model => any(&filters.model, |it| {
            case.models.iter().any(|tag| tag.code == *it)
        }),
        FacetName::Item => any(&filters.item, |it| {
            case.items.iter().any(|tag| tag.code == *it)
        }),
        FacetName::Scene => any(&filters.scene, |it| {
            case.scenes.iter().any(|tag| tag.code == *it)
        }),
        FacetName::Ict => any(&filters.ict, |it| {
            case.ict_tools.iter().any(|tag| tag.code == *it)
        }),
        FacetName::Lead => any(&filters.lead, |it| {
            case.leads.iter().any(|tag| tag.code == *it)
        }),
        FacetName::Source => any(&filters.source, |it| case.source == *it),
        FacetName::Kind => any(&filters.kind, |it| case.kind == *it),
    }
}

fn population(case: &Case) -> Option<f64> {
    case.population.as_ref().map(|fact| fact.value as f64)
}

fn aging_rate(case: &Case) -> Option<f64> {
    case.aging_rate.as_ref().map(|fact| fact.value)
}

/// Every facet with its values, counted over the cases that meet the words.
pub(super) fn facets(
    sources: &[Source],
    cases: &[CaseSummary],
    matching: &[&Case],
    filters: &Filters,
) -> Vec<Facet> {
    FacetName::ALL
        .iter()
        .map(|&name| {
            let others: Vec<&Case> = matching
                .iter()
                .copied()
                .filter(|case| meets(filters, case, Some(name)))
                .collect();
            let values = values(sources, cases, filters, name)
                .into_iter()
                .map(|choice| FacetValue {
                    count: others
                        .iter()
                        .filter(|case| meets_one(&choice.filter, case, name))
                        .count(),
                    value: choice.value,
                    label: choice.label,
                    selected: choice.selected,
                })
                .collect();
            Facet { name, values }
        })
        .collect()
}

/// A value that a facet offers.
struct Choice {
    value: String,
    label: String,
    selected: bool,
    /// What choosing it alone asks for.
    filter: Filters,
}

fn values(
    sources: &[Source],
    cases: &[CaseSummary],
    filters: &Filters,
    name: FacetName,
) -> Vec<Choice> {
    /// The terms of a vocabulary.
    macro_rules! terms {
        ($kind:ty, $field:ident) => {
            <$kind>::ALL
                .iter()
                .map(|&term| Choice {
                    value: term.code().to_owned(),
                    label: term.label().to_owned(),
                    selected: filters.$field.contains(&term),
                    filter: Filters {
                        $field: vec![term],
                        ..Filters::default()
                    },
                })
                .collect()
        };
    }
    match name {
        FacetName::Pref => terms!(Prefecture, pref),
        FacetName::Region => terms!(Region, region),
        FacetName::Model => terms!(Model, model),
        FacetName::Item => terms!(Item, item),
        FacetName::Scene => terms!(Scene, scene),
        FacetName::Lead => terms!(Lead, lead),
        FacetName::Kind => terms!(CaseKind, kind),
        FacetName::Pop => ranges(&POPULATION, &filters.pop, people, |range| Filters {
            pop: vec![range],
            ..Filters::default()
        }),
        FacetName::Aging => ranges(&AGING, &filters.aging, percent, |range| Filters {
            aging: vec![range],
            ..Filters::default()
        }),
        FacetName::Ict => ict_tools(cases, &filters.ict),
        FacetName::Source => {
            let known = sources
                .iter()
                .map(|source| (source.id.clone(), source.title.clone()));
            with_unknown(known.collect(), &filters.source, |value| Filters {
                source: vec![value],
                ..Filters::default()
            })
        }
    }
}

/// The tools in use, those of most cases first.
fn ict_tools(cases: &[CaseSummary], chosen: &[String]) -> Vec<Choice> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for tool in cases.iter().flat_map(|case| &case.ict_tools) {
        *counts.entry(tool).or_default() += 1;
    }
    let mut tools: Vec<(&str, usize)> = counts.into_iter().collect();
    tools.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let known = tools
        .into_iter()
        .map(|(tool, _)| (tool.to_owned(), tool.to_owned()));
    with_unknown(known.collect(), chosen, |value| Filters {
        ict: vec![value],
        ..Filters::default()
    })
}

/// The values and labels of an open facet; what was chosen and is not among them
/// stays to be taken away again.
fn with_unknown(
    mut known: Vec<(String, String)>,
    chosen: &[String],
    filter: impl Fn(String) -> Filters,
) -> Vec<Choice> {
    for value in chosen {
        if !known.iter().any(|(it, _)| it == value) {
            known.push((value.clone(), value.clone()));
        }
    }
    known
        .into_iter()
        .map(|(value, label)| Choice {
            selected: chosen.contains(&value),
            filter: filter(value.clone()),
            value,
            label,
        })
        .collect()
}

/// The bands, what is not printed, and any free range that was chosen.
fn ranges(
    bounds: &[f64],
    chosen: &[Range],
    figure: fn(f64) -> String,
    filter: impl Fn(Range) -> Filters,
) -> Vec<Choice> {
    let mut ranges: Vec<Range> = bounds
        .iter()
        .enumerate()
        .map(|(index, &from)| Range::Between(Some(from), bounds.get(index + 1).copied()))
        .collect();
    ranges.push(Range::Unknown);
    let free = chosen.iter().filter(|range| !ranges.contains(range));
    let free: Vec<Range> = free.copied().collect();
    ranges.extend(free);
    ranges
        .into_iter()
        .map(|range| Choice {
            value: range.to_string(),
            label: range_label(range, figure),
            selected: chosen.contains(&range),
            filter: filter(range),
        })
        .collect()
}

/// 「1万人以上3万人未満」
pub(super) fn range_label(range: Range, figure: fn(f64) -> String) -> String {
    match range {
        Range::Unknown => "記載なし".to_owned(),
        Range::Between(from, to) => {
            let from = from
                .filter(|&from| from > 0.0)
                .map(|from| format!("{}以上", figure(from)));
            let to = to.map(|to| format!("{}未満", figure(to)));
            match (from, to) {
                (None, None) => "すべて".to_owned(),
                (from, to) => from.unwrap_or_default() + &to.unwrap_or_default(),
            }
        }
    }
}

/// 「1万人」「1万5,000人」「5,000人」
pub(super) fn people(figure: f64) -> String {
    if figure.fract() != 0.0 {
        return format!("{figure}人");
    }
    let people = figure as u64;
    let thousands = |n: u64| {
        if n < 1000 {
            n.to_string()
        } else {
            format!("{},{:03}", n / 1000, n % 1000)
        }
    };
    match (people / 10_000, people % 10_000) {
        (0, rest) => format!("{}人", thousands(rest)),
        (myriads, 0) => format!("{}万人", thousands(myriads)),
        (myriads, rest) => format!("{}万{}人", thousands(myriads), thousands(rest)),
    }
}

/// 「30%」
pub(super) fn percent(figure: f64) -> String {
    format!("{figure}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_read_as_a_municipality_writes_them() {
        for (range, label) in [
            ("0-10000", "1万人未満"),
            ("10000-30000", "1万人以上3万人未満"),
            ("300000-", "30万人以上"),
            ("5000-12500", "5,000人以上1万2,500人未満"),
            ("unknown", "記載なし"),
        ] {
            let range = Range::parse(range).unwrap();
            assert_eq!(range_label(range, people), label);
        }
        let range = Range::parse("28-31").unwrap();
        assert_eq!(range_label(range, percent), "28%以上31%未満");
    }
}
