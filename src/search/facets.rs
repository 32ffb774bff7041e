//! Filters and facets: which cases have a value, and how many of the cases at hand
//! would be left by choosing it.
//!
//! A set of cases for each value, made once, so that every count is a few words
//! and-ed together and exact. Cases are known by their numbers in the collection.

use std::collections::{BTreeMap, HashMap};

use fixedbitset::FixedBitSet;
use serde_json::{Value, json};

use super::query::Filters;
use super::range::Range;
use super::results::{Facet, FacetName, FacetValue};
use crate::corpus::Source;
use crate::format;
use crate::record::CaseSummary;
use crate::vocabulary::{CaseKind, Item, Lead, Model, Prefecture, Region, Scene};

/// Where the bands of inhabitants begin: the sizes that the law and the ministry's
/// statistics tell towns apart by, with 30,000 and 300,000 between.
const POPULATION: [f64; 6] = [0.0, 10_000.0, 30_000.0, 50_000.0, 100_000.0, 300_000.0];
/// The same for the percentage aged 65 or more, around the country's 28.
const AGING: [f64; 6] = [0.0, 25.0, 28.0, 31.0, 35.0, 40.0];

/// A set of cases, by number.
pub(super) type Cases = FixedBitSet;

/// Which cases have which value of which facet.
#[derive(Debug)]
pub(super) struct Facets {
    cases: usize,
    population: Vec<Vec<f64>>,
    aging: Vec<Vec<f64>>,
    /// By facet, in the order of [`FacetName::ALL`].
    values: Vec<Vec<Offered>>,
}

/// A value that a facet offers.
#[derive(Debug)]
struct Offered {
    /// As it stands in an address.
    value: String,
    label: String,
    cases: Cases,
}

impl Facets {
    pub(super) fn new(summaries: &[CaseSummary], sources: &[Source]) -> Self {
        let mut facets = Self {
            cases: summaries.len(),
            population: summaries.iter().map(CaseSummary::populations).collect(),
            aging: summaries.iter().map(CaseSummary::aging_rates).collect(),
            values: Vec::new(),
        };
        for &name in FacetName::ALL {
            let values = facets.values_of(name, summaries, sources);
            facets.values.push(values);
        }
        facets
    }

    fn values_of(
        &self,
        name: FacetName,
        summaries: &[CaseSummary],
        sources: &[Source],
    ) -> Vec<Offered> {
        /// The terms of a vocabulary, and the codes of a case among them.
        macro_rules! terms {
            ($kind:ty, $codes:expr) => {
                collected(
                    <$kind>::ALL
                        .iter()
                        .map(|it| (it.code().to_owned(), it.label().to_owned())),
                    summaries,
                    $codes,
                )
            };
        }
        match name {
            FacetName::Pref => terms!(Prefecture, |case| one(case.prefecture_term())),
            FacetName::Region => terms!(Region, |case| one(case.region())),
            FacetName::Model => terms!(Model, |case| all(&case.models)),
            FacetName::Item => terms!(Item, |case| all(&case.items)),
            FacetName::Scene => terms!(Scene, |case| all(&case.scenes)),
            FacetName::Lead => terms!(Lead, |case| all(&case.leads)),
            FacetName::Kind => terms!(CaseKind, |case| one(Some(case.kind))),
            FacetName::Ict => {
                let tools = most_used(summaries).into_iter();
                collected(tools.map(|it| (it.clone(), it)), summaries, |case| {
                    case.ict_tools.clone()
                })
            }
            FacetName::Source => collected(
                sources.iter().map(|it| (it.id.clone(), it.title.clone())),
                summaries,
                |case| vec![case.source.clone()],
            ),
            FacetName::Pop | FacetName::Aging => {
                let mut ranges = bands(name);
                ranges.push(Range::Unknown);
                ranges
                    .into_iter()
                    .map(|range| Offered {
                        value: range.to_string(),
                        label: range_label(name, range),
                        cases: self.within(name, range),
                    })
                    .collect()
            }
        }
    }

    /// By case: its aging rate, or its population; several in a joint entry.
    pub(super) fn figures(&self, name: FacetName) -> &[Vec<f64>] {
        match name {
            FacetName::Aging => &self.aging,
            _ => &self.population,
        }
    }

    /// The cases of which a figure lies in a range.
    pub(super) fn within(&self, name: FacetName, range: Range) -> Cases {
        let figures = self.figures(name);
        let mut cases = self.none();
        for (number, figures) in figures.iter().enumerate() {
            cases.set(number, range.holds(figures));
        }
        cases
    }

    /// The values of a facet that a case has, with their labels.
    pub(super) fn in_use(&self, name: FacetName) -> impl Iterator<Item = (&str, &str)> {
        let values = self.offered(name).iter();
        let used = values.filter(|it| !it.cases.is_clear());
        used.map(|it| (it.value.as_str(), it.label.as_str()))
    }

    /// Every value of a facet with the numbers of the cases that have it, as data.
    pub(super) fn having(&self, name: FacetName) -> Value {
        let values = self.offered(name).iter();
        values
            .map(|it| json!({ "value": it.value, "cases": it.cases.ones().collect::<Vec<_>>() }))
            .collect()
    }

    /// The cases with a value, given as it stands in an address.
    pub(super) fn with(&self, name: FacetName, value: &str) -> Cases {
        if let Some(known) = self.offered(name).iter().find(|it| it.value == value) {
            return known.cases.clone();
        }
        match Range::parse(value) {
            Some(range) if matches!(name, FacetName::Pop | FacetName::Aging) => {
                self.within(name, range)
            }
            _ => self.none(),
        }
    }

    /// The words for a value, given as it stands in an address.
    pub(super) fn label(&self, name: FacetName, value: &str) -> String {
        let known = self.offered(name).iter().find(|it| it.value == value);
        match (known, Range::parse(value)) {
            (Some(known), _) => known.label.clone(),
            (None, Some(range)) if matches!(name, FacetName::Pop | FacetName::Aging) => {
                range_label(name, range)
            }
            (None, _) => value.to_owned(),
        }
    }

    /// No case.
    pub(super) fn none(&self) -> Cases {
        Cases::with_capacity(self.cases)
    }

    /// Every case.
    pub(super) fn every(&self) -> Cases {
        let mut cases = self.none();
        cases.insert_range(..);
        cases
    }

    fn offered(&self, name: FacetName) -> &[Offered] {
        self.values.get(name as usize).map_or(&[], Vec::as_slice)
    }

    /// Those of the cases that have one of the values chosen in every facet, but for the
    /// one left out of account.
    pub(super) fn narrowed(
        &self,
        cases: &Cases,
        filters: &Filters,
        but: Option<FacetName>,
    ) -> Cases {
        let mut cases = cases.clone();
        for &name in FacetName::ALL {
            let chosen = filters.chosen(name);
            if Some(name) == but || chosen.is_empty() {
                continue;
            }
            let mut any = self.none();
            for value in chosen {
                any.union_with(&self.with(name, value));
            }
            cases.intersect_with(&any);
        }
        cases
    }

    /// Every facet with its values, counted over the cases that meet the words.
    pub(super) fn count(&self, matching: &Cases, filters: &Filters) -> Vec<Facet> {
        let facet = |name| {
            let base = self.narrowed(matching, filters, Some(name));
            let chosen = filters.chosen(name);
            let offered = self.offered(name);
            // What was chosen and is not among them stays to be taken away again.
            let is_offered = |value: &&String| offered.iter().any(|it| it.value == **value);
            let beside = chosen.iter().filter(|it| !is_offered(it));
            let beside: Vec<Offered> = beside
                .map(|value| Offered {
                    value: value.clone(),
                    label: self.label(name, value),
                    cases: self.with(name, value),
                })
                .collect();
            let values = offered.iter().chain(&beside).map(|it| FacetValue {
                count: it.cases.intersection_count(&base),
                selected: chosen.contains(&it.value),
                value: it.value.clone(),
                label: it.label.clone(),
            });
            Facet {
                name,
                values: values.collect(),
            }
        };
        FacetName::ON_PAGE.into_iter().map(facet).collect()
    }
}

/// The cases with each value that is offered, or that a case has beside.
fn collected(
    offered: impl Iterator<Item = (String, String)>,
    summaries: &[CaseSummary],
    of: impl Fn(&CaseSummary) -> Vec<String>,
) -> Vec<Offered> {
    let mut values: Vec<Offered> = offered
        .map(|(value, label)| Offered {
            value,
            label,
            cases: Cases::with_capacity(summaries.len()),
        })
        .collect();
    let names: Vec<String> = values.iter().map(|it| it.value.clone()).collect();
    let places: HashMap<&str, usize> = names.iter().map(String::as_str).zip(0..).collect();
    for (number, case) in summaries.iter().enumerate() {
        for value in of(case) {
            if let Some(&place) = places.get(value.as_str()) {
                values[place].cases.insert(number);
            }
        }
    }
    values
}

fn one(term: Option<impl ToString>) -> Vec<String> {
    term.into_iter().map(|it| it.to_string()).collect()
}

fn all(terms: &[impl ToString]) -> Vec<String> {
    terms.iter().map(ToString::to_string).collect()
}

/// The tools in use, those of most cases first.
fn most_used(summaries: &[CaseSummary]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tool in summaries.iter().flat_map(|case| &case.ict_tools) {
        *counts.entry(tool).or_default() += 1;
    }
    let mut tools: Vec<(&str, usize)> = counts.into_iter().collect();
    tools.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    tools.into_iter().map(|(tool, _)| tool.to_owned()).collect()
}

/// The bands of a facet of figures.
fn bands(name: FacetName) -> Vec<Range> {
    let bounds = match name {
        FacetName::Aging => &AGING,
        _ => &POPULATION,
    };
    bounds
        .iter()
        .enumerate()
        .map(|(index, &from)| Range::Between(Some(from), bounds.get(index + 1).copied()))
        .collect()
}

/// 「1万人以上3万人未満」
fn range_label(name: FacetName, range: Range) -> String {
    let figure = match name {
        FacetName::Aging => |figure: f64| format!("{figure}%"),
        _ => people,
    };
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
fn people(figure: f64) -> String {
    if figure.fract() != 0.0 {
        return format!("{figure}人");
    }
    let people = figure as u64;
    match (people / 10_000, people % 10_000) {
        (0, rest) => format!("{}人", format::whole(rest)),
        (myriads, 0) => format!("{}万人", format::whole(myriads)),
        (myriads, rest) => format!("{}万{}人", format::whole(myriads), format::whole(rest)),
    }
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
            assert_eq!(range_label(FacetName::Pop, range), label);
        }
        let range = Range::parse("28-31").unwrap();
        assert_eq!(range_label(FacetName::Aging, range), "28%以上31%未満");
    }

    #[test]
    fn only_figures_are_labelled_as_ranges() {
        let facets = Facets::new(&[], &[]);
        assert_eq!(facets.label(FacetName::Ict, "10-20"), "10-20");
        assert_eq!(facets.label(FacetName::Pop, "10-20"), "10人以上20人未満");
    }
}
