//! What is asked: words, filters, order and page, and their form in an address.
//!
//! `Query::from_pairs` and `Query::to_pairs` are each other's inverse, so that an
//! address alone reproduces a page. Which cases meet a query is not known here.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;
use utoipa::ToSchema;

use super::{FacetName, Range, Sort};
use crate::comparable::Profile;
use crate::vocabulary::{CaseKind, Item, Lead, Model, Prefecture, Region, Scene, Standing};

/// The longest text that is searched for, once it is folded; the rest is cut. Some
/// characters stand for as many as eighteen.
const MAX_TEXT_CHARS: usize = 300;
/// How many values of one facet may be chosen: more is nobody's question, and each
/// stands in every link of the page.
const MAX_VALUES: usize = 20;
/// The highest rate that may be asked for, in percent.
pub(super) const MAX_RATE: f64 = 100.0;
/// How many hits a page holds unless told.
const DEFAULT_PER_PAGE: usize = 20;
/// How many hits a page may hold.
const MAX_PER_PAGE: usize = 100;

/// The last page that can be asked for.
const MAX_PAGE: usize = 10_000;

/// A question to the index.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Query {
    /// The words as typed (`q`).
    pub text: String,
    /// What the cases must be.
    #[schema(value_type = BTreeMap<String, Vec<String>>)]
    pub filters: Filters,
    /// The order of the hits (`sort`).
    pub sort: Sort,
    /// From 1 (`page`).
    pub page: usize,
    /// Hits a page (`per_page`).
    pub per_page: usize,
    /// Words only as written: no other words of the same idea, no readings and no
    /// single words of a compound (`exact=1`).
    pub exact: bool,
    /// Only cases that meet every part of the words (`all=1`).
    pub all: bool,
    /// Only what is written of this standing: `part=issues`.
    #[schema(required)]
    pub part: Option<Standing>,
    /// The page lists the hits without their passages (`view=list`).
    #[serde(skip)]
    pub brief: bool,
    /// What is known of the own town, which hits are told and ordered by their nearness
    /// to. The visit carries it, so that it is no part of the query's address.
    #[serde(skip)]
    pub home: Option<Profile>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            filters: Filters::default(),
            sort: Sort::default(),
            page: 1,
            per_page: DEFAULT_PER_PAGE,
            exact: false,
            all: false,
            part: None,
            brief: false,
            home: None,
        }
    }
}

/// What the cases must be: any of the values chosen in each facet, all facets
/// together. Values are kept as they stand in an address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters(BTreeMap<FacetName, Vec<String>>);

impl Filters {
    /// Some values of one facet.
    pub fn of(name: FacetName, values: impl IntoIterator<Item: ToString>) -> Self {
        let mut filters = Self::default();
        for value in values {
            filters.add(name, value.to_string());
        }
        filters
    }

    /// The values chosen in a facet.
    pub fn chosen(&self, name: FacetName) -> &[String] {
        self.0.get(&name).map_or(&[], Vec::as_slice)
    }

    /// What is chosen in these facets alone.
    #[must_use]
    pub fn only(mut self, names: &[FacetName]) -> Self {
        self.0.retain(|name, _| names.contains(name));
        self
    }

    /// What is chosen here and in facets that others choose in.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Chooses a value once.
    pub(super) fn add(&mut self, name: FacetName, value: String) {
        let values = self.0.entry(name).or_default();
        if !values.contains(&value) {
            values.push(value);
        }
    }
}

/// Every facet with what is chosen in it.
impl Serialize for Filters {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facets = FacetName::ALL.iter();
        serializer.collect_map(facets.map(|&name| (name, self.chosen(name))))
    }
}

/// A parameter whose value means nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{parameter}={value}: {hint}")]
pub struct ParameterError {
    /// The parameter's name.
    pub parameter: String,
    /// The value as given.
    pub value: String,
    /// What would be right, in Japanese.
    pub hint: String,
}

impl Query {
    /// Reads the parameters of an address, in any order. Empty values are left
    /// out, as a form sends them; unknown parameters are none of a query's.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, ParameterError> {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let error = |hint: &str| ParameterError {
                parameter: name.to_owned(),
                value: value.to_owned(),
                hint: hint.to_owned(),
            };
            if let Some(facet) = FacetName::from_code(name) {
                let meant = meant(facet, value).map_err(|hint| error(&hint))?;
                query.filters.add(facet, meant);
                if query.filters.chosen(facet).len() > MAX_VALUES {
                    let hint = format!("1つの項目で選べるのは {MAX_VALUES} 個までです");
                    return Err(error(&hint));
                }
                continue;
            }
            match name {
                "q" => query.text = cut(value),
                "sort" => {
                    query.sort = Sort::parse(value).ok_or_else(|| {
                        error(&codes("並び順", Sort::ALL.iter().map(|it| it.code())))
                    })?;
                }
                "page" => {
                    query.page = number(value, MAX_PAGE)
                        .ok_or_else(|| error("ページは 1 から 10000 の数で指定してください"))?;
                }
                "per_page" => {
                    query.per_page = number(value, MAX_PER_PAGE)
                        .ok_or_else(|| error("件数は 1 から 100 の数で指定してください"))?;
                }
                "exact" | "all" => {
                    let hint = || error(&format!("{name} は 1 か 0 で指定してください"));
                    let on = one_of(value, "1", "0").ok_or_else(hint)?;
                    *(if name == "exact" {
                        &mut query.exact
                    } else {
                        &mut query.all
                    }) = on;
                }
                "part" => {
                    let part = Standing::from_code(value).ok_or_else(|| {
                        error(&codes(
                            "記載の区分",
                            Standing::ALL.iter().map(|it| it.code()),
                        ))
                    })?;
                    query.part = Some(part);
                }
                "view" => {
                    query.brief = one_of(value, "list", "full")
                        .ok_or_else(|| error("view は list か full で指定してください"))?;
                }
                _ => {}
            }
        }
        Ok(query)
    }

    /// The parameters that stand for this query; defaults are left out.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        for (name, values) in &self.filters.0 {
            pairs.extend(values.iter().map(|value| (name.code(), value.clone())));
        }
        if self.sort != Sort::default() {
            pairs.push(("sort", self.sort.code().to_owned()));
        }
        if self.page != 1 {
            pairs.push(("page", self.page.to_string()));
        }
        if self.per_page != DEFAULT_PER_PAGE {
            pairs.push(("per_page", self.per_page.to_string()));
        }
        for (name, on) in [("exact", self.exact), ("all", self.all)] {
            if on {
                pairs.push((name, "1".to_owned()));
            }
        }
        if let Some(part) = self.part {
            pairs.push(("part", part.code().to_owned()));
        }
        if self.brief {
            pairs.push(("view", "list".to_owned()));
        }
        pairs
    }

    /// The same question without one of its filters, on its first page.
    #[must_use]
    pub fn without(&self, name: FacetName, value: &str) -> Self {
        let mut query = self.on_first_page();
        query.filters.0.retain(|&it, values| {
            values.retain(|other| (it, other.as_str()) != (name, value));
            !values.is_empty()
        });
        query
    }

    /// The same question with one more filter, on its first page.
    #[must_use]
    pub fn with(&self, name: FacetName, value: &str) -> Self {
        let mut query = self.on_first_page();
        query.filters.add(name, value.to_owned());
        query
    }

    /// The same words and order with nothing else chosen: no filter, any share of the
    /// words, any standing.
    #[must_use]
    pub fn words_alone(&self) -> Self {
        Self {
            filters: Filters::default(),
            all: false,
            part: None,
            ..self.on_first_page()
        }
    }

    /// Where its page ends among the hits.
    pub(super) fn end(&self) -> usize {
        self.page.max(1).saturating_mul(self.per_page)
    }

    /// The same question's first page.
    #[must_use]
    pub fn on_first_page(&self) -> Self {
        Self {
            page: 1,
            ..self.clone()
        }
    }
}

/// A value of a facet as an address has it, or what would be right, in Japanese.
fn meant(facet: FacetName, value: &str) -> Result<String, String> {
    /// A term of a vocabulary, by its code.
    macro_rules! term {
        ($kind:ty) => {
            <$kind>::from_code(value)
                .map(|it| it.to_string())
                .ok_or_else(|| codes(facet.label(), <$kind>::ALL.iter().map(|it| it.code())))
        };
    }
    let range = Range::parse(value).map(|range| (range, range.to_string()));
    match facet {
        FacetName::Pref => Prefecture::from_code(value)
            .or_else(|| Prefecture::from_name(value))
            .map(|it| it.to_string())
            .ok_or("都道府県は 01 から 47 の2桁の番号で指定してください".to_owned()),
        FacetName::Pop => range
            .map(|(_, range)| range)
            .ok_or("人口は 5000-20000 のように、20億までの数で指定してください".to_owned()),
        FacetName::Aging => range
            .filter(|(range, _)| range.is_up_to(MAX_RATE))
            .map(|(_, range)| range)
            .ok_or("高齢化率は 30-35 のように、100 までの数で指定してください".to_owned()),
        FacetName::Region => term!(Region),
        FacetName::Model => term!(Model),
        FacetName::Item => term!(Item),
        FacetName::Scene => term!(Scene),
        FacetName::Lead => term!(Lead),
        FacetName::Kind => term!(CaseKind),
        FacetName::Ict | FacetName::Source => Ok(value.to_owned()),
    }
}

/// What is searched for of a text.
fn cut(text: &str) -> String {
    let mut room = MAX_TEXT_CHARS;
    let fits = text.chars().take_while(|c| {
        let folded = std::iter::once(*c).nfkc().count();
        let fits = folded <= room;
        room = room.saturating_sub(folded);
        fits
    });
    fits.collect()
}

/// A number from 1 up to the largest that may be asked for.
fn number(text: &str, most: usize) -> Option<usize> {
    text.parse().ok().filter(|it| (1..=most).contains(it))
}

/// Whether a value is the first of two, if it is one of them.
fn one_of(value: &str, on: &str, off: &str) -> Option<bool> {
    [(on, true), (off, false)]
        .into_iter()
        .find_map(|(it, is_on)| (it == value).then_some(is_on))
}

fn codes(what: &str, codes: impl Iterator<Item = &'static str>) -> String {
    let codes: Vec<&str> = codes.collect();
    format!("{what}は {} のどれかで指定してください", codes.join("・"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reproduces_its_query() {
        let pairs = [
            ("q", "看取り"),
            ("pref", "03"),
            ("pop", "5000-20000"),
            ("aging", "40-"),
            ("model", "あ1"),
            ("item", "エ"),
            ("item", "カ"),
            ("sort", "aging-desc"),
            ("page", "2"),
            ("exact", "1"),
            ("all", "1"),
            ("part", "issues"),
            ("view", "list"),
        ];
        let query = Query::from_pairs(pairs).unwrap();
        let back = query.to_pairs();
        let back: Vec<(&str, &str)> = back.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(Query::from_pairs(back).unwrap(), query);
        assert_eq!(query.filters.chosen(FacetName::Item).len(), 2);
    }

    #[test]
    fn what_is_asked_has_limits() {
        let codes: Vec<String> = (1..=21).map(|code| format!("{code:02}")).collect();
        let pairs = |count: usize| codes.iter().take(count).map(|it| ("pref", it.as_str()));
        assert!(Query::from_pairs(pairs(20)).is_ok());
        let error = Query::from_pairs(pairs(21)).unwrap_err();
        assert_eq!(
            (error.parameter.as_str(), error.value.as_str()),
            ("pref", "21")
        );
        assert!(error.hint.contains("20 個"), "{}", error.hint);
        let text = |text: &str| Query::from_pairs([("q", text)]).unwrap().text;
        assert_eq!(text(&"あ".repeat(400)).chars().count(), 300);
        assert_eq!(text(&"㍿".repeat(300)).chars().count(), 75);
    }

    #[test]
    fn a_value_that_means_nothing_is_named() {
        for (name, value) in [
            ("pref", "99"),
            ("pop", "5"),
            ("pop", "1e300-"),
            ("pop", "3000000000-"),
            ("aging", "0.000000000001-"),
            ("aging", "10-101"),
            ("sort", "x"),
            ("page", "0"),
            ("page", "18446744073709551615"),
        ] {
            let error = Query::from_pairs([(name, value)]).unwrap_err();
            assert_eq!(
                (error.parameter.as_str(), error.value.as_str()),
                (name, value)
            );
        }
    }
}
