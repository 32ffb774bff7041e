//! The filters: checkboxes with counts, which belong to the search's form wherever
//! they stand, and what is chosen as chips that a tap removes.

use maud::{Markup, html};

use crate::address;
use crate::search::{Facet, FacetName, FacetValue, Query, Range};
use crate::views::search;
use crate::visit::Visit;
use crate::vocabulary::{CaseKind, Prefecture, Region, Standing};

/// The search's form.
pub(super) const FORM: &str = "find";

/// How many facets stand open when nothing is chosen.
const OPEN: usize = 2;

/// What the page calls the choice among standings.
pub(super) const STANDING: &str = "記載の区分";

/// Something that the list is narrowed to.
pub(super) struct Chosen {
    /// The facet, or none for what the words must do.
    facet: Option<FacetName>,
    /// What is narrowed, and to what: 「都道府県：岩手県」.
    label: String,
    /// The same list without it.
    without: Vec<(&'static str, String)>,
}

impl Chosen {
    /// Whether it is one of the facets' values.
    pub(super) fn is_filter(&self) -> bool {
        self.facet.is_some()
    }
}

/// What a query is narrowed to, in the order of the page's facets, and what its words
/// must do.
pub(super) fn chosen(query: &Query, facets: &[Facet]) -> Vec<Chosen> {
    let first = query.on_first_page();
    let pairs = first.to_pairs();
    let narrowing = |name: FacetName| {
        let pairs = &pairs;
        pairs
            .iter()
            .filter(move |(parameter, _)| *parameter == name.code())
            .map(move |pair| Chosen {
                facet: Some(name),
                label: chip(name, &label(facets, name, &pair.1)),
                without: pairs
                    .iter()
                    .filter(|other| *other != pair)
                    .cloned()
                    .collect(),
            })
    };
    let mut chosen: Vec<Chosen> = FacetName::ON_PAGE.into_iter().flat_map(narrowing).collect();
    let mut of_words = |label: String, without: Query| {
        chosen.push(Chosen {
            facet: None,
            label,
            without: without.to_pairs(),
        });
    };
    if query.all {
        let any = Query {
            all: false,
            ..first.clone()
        };
        of_words("すべての語を含む事例だけ".to_owned(), any);
    }
    if let Some(part) = query.part {
        let any = Query {
            part: None,
            ..first.clone()
        };
        of_words(format!("{STANDING}：{}", standing(part)), any);
    }
    chosen
}

/// A standing as one of several to choose from.
pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Done => "取り組み",
        Standing::Planned => "今後の方針",
        Standing::Lacking => "課題",
    }
}

/// A value as a chip: a place, an item or a model is known by itself, anything else
/// with its facet.
fn chip(name: FacetName, label: &str) -> String {
    match name {
        FacetName::Item | FacetName::Model | FacetName::Pref | FacetName::Region => {
            label.to_owned()
        }
        _ => format!("{}：{label}", name.label()),
    }
}

/// The words for a value: with its letter where it has one, else those of its facet,
/// or of the vocabulary where the value is none of the facet's.
fn label(facets: &[Facet], name: FacetName, value: &str) -> String {
    let listed = facets
        .iter()
        .filter(|facet| facet.name == name)
        .flat_map(|facet| &facet.values)
        .find(|listed| listed.value == value)
        .map(|listed| listed.label.clone());
    let known = || {
        let label = match name {
            FacetName::Pref => Prefecture::from_code(value)?.label(),
            FacetName::Region => Region::from_code(value)?.label(),
            FacetName::Kind => CaseKind::from_code(value)?.label(),
            FacetName::Pop => return Some(range(value, "人")),
            FacetName::Aging => return Some(range(value, "%")),
            _ => return None,
        };
        Some(label.to_owned())
    };
    match name {
        FacetName::Item | FacetName::Model | FacetName::Scene | FacetName::Lead => {
            search::label(name, value)
        }
        _ => listed.or_else(known).unwrap_or_else(|| value.to_owned()),
    }
}

/// 「5,000人以上20,000人未満」
fn range(value: &str, unit: &str) -> String {
    match Range::parse(value) {
        Some(Range::Unknown) => "記載なし".to_owned(),
        Some(Range::Between(from, to)) => {
            let bound = |figure: Option<f64>, word: &str| {
                figure.map_or_else(String::new, |figure| {
                    format!("{}{unit}{word}", super::format::decimal(figure))
                })
            };
            format!("{}{}", bound(from, "以上"), bound(to, "未満"))
        }
        None => value.to_owned(),
    }
}

/// What is chosen, each a link to the list without it.
pub(super) fn chips(chosen: &[Chosen], query: &Query, visit: &Visit) -> Markup {
    html! {
        @if !chosen.is_empty() {
            h3 class="visually-hidden" { "選んでいる条件" }
            ul class="chips" id="chosen" {
                @for it in chosen {
                    @let pairs = it.without.iter().cloned().chain(visit.to_pairs());
                    li {
                        a href=(address::with_pairs(address::SEARCH, pairs)) data-live {
                            span { (it.label) }
                            span aria-hidden="true" { "✕" }
                            span class="visually-hidden" { "を外す" }
                        }
                    }
                }
                @if chosen.len() > 1 {
                    li { a href=(cleared(query, visit)) data-live { "条件をすべて外す" } }
                }
            }
        }
    }
}

/// The list with the same words and nothing else chosen.
pub(super) fn cleared(query: &Query, visit: &Visit) -> String {
    address::search(&query.words_alone(), visit)
}

/// Every facet with its checkboxes; after the first, where there are words, what they
/// must be written as.
pub(super) fn facets(facets: &[Facet], query: &Query) -> Markup {
    let shown = facets
        .iter()
        .map(|facet| (facet, offered(facet)))
        .filter(|(_, values)| !values.is_empty());
    html! {
        @for (index, (facet, values)) in shown.enumerate() {
            @let selected = values.iter().filter(|value| value.selected).count();
            details class="facet" open[index < OPEN || selected > 0] {
                summary {
                    (facet.name.label())
                    span class="selected" { @if selected > 0 { "（" (selected) "件選択中）" } }
                }
                fieldset data-facet=(facet.name.code()) {
                    legend class="visually-hidden" { (facet.name.label()) "と件数" }
                    @for value in values { (checkbox(facet.name, value)) }
                }
                @if facet.name == FacetName::Model { a class="more" href=(address::MODELS) { "連携モデルを図で見る" } }
            }
            @if index == 0 && !query.text.is_empty() { (standings(query)) }
        }
    }
}

/// As what the words must be written: done, planned or wanting.
fn standings(query: &Query) -> Markup {
    let choices = std::iter::once(None).chain(Standing::ALL.iter().copied().map(Some));
    html! {
        details class="facet" open {
            summary { (STANDING) }
            fieldset data-facet="part" {
                legend class="visually-hidden" { (STANDING) }
                @for part in choices {
                    label {
                        input form=(FORM) type="radio" name="part" value=(part.map_or("", Standing::code))
                            checked[part == query.part];
                        span { (part.map_or("すべて", standing)) }
                    }
                }
            }
        }
    }
}

/// The values worth offering: those that lead somewhere, and those chosen. Short
/// vocabularies are shown whole, so that a zero can be seen.
fn offered(facet: &Facet) -> Vec<&FacetValue> {
    let whole = matches!(
        facet.name,
        FacetName::Item | FacetName::Scene | FacetName::Pop | FacetName::Aging | FacetName::Region
    );
    facet
        .values
        .iter()
        .filter(|value| whole || value.count > 0 || value.selected)
        .collect()
}

fn checkbox(facet: FacetName, value: &FacetValue) -> Markup {
    html! {
        label {
            input form=(FORM) type="checkbox" name=(facet.code()) value=(value.value)
                checked[value.selected] disabled[value.count == 0 && !value.selected];
            span {
                @match facet {
                    FacetName::Item | FacetName::Model => (search::label(facet, &value.value)),
                    _ => (value.label),
                }
            }
            b { (value.count) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_put_into_words() {
        assert_eq!(range("5000-20000", "人"), "5,000人以上20,000人未満");
        assert_eq!(range("40-", "%"), "40%以上");
        assert_eq!(range("-5000", "人"), "5,000人未満");
        assert_eq!(range("unknown", "人"), "記載なし");
    }

    #[test]
    fn taking_a_chip_away_keeps_the_rest() {
        let pairs = [("q", "研修"), ("item", "カ"), ("item", "キ"), ("page", "3")];
        let query = Query::from_pairs(pairs).unwrap();
        let chosen = chosen(&query, &[]);
        assert_eq!(chosen.len(), 2);
        assert_eq!(chosen[0].label, "カ 医療・介護関係者の研修");
        let without = [("q", "研修".to_owned()), ("item", "キ".to_owned())];
        assert_eq!(chosen[0].without, without);
    }

    #[test]
    fn what_the_words_must_do_is_a_chip_too() {
        let pairs = [("q", "研修"), ("all", "1"), ("part", "issues")];
        let query = Query::from_pairs(pairs).unwrap();
        let chosen = chosen(&query, &[]);
        let labels: Vec<&str> = chosen.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(labels, ["すべての語を含む事例だけ", "記載の区分：課題"]);
        let words = ("q", "研修".to_owned());
        assert_eq!(
            chosen[0].without,
            [words.clone(), ("part", "issues".to_owned())]
        );
        assert_eq!(chosen[1].without, [words, ("all", "1".to_owned())]);
    }
}
