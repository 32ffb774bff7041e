//! What is asked: words, filters, order and page, and their form in an address.
//!
//! `Query::from_pairs` and `Query::to_pairs` are each other's inverse, so that an
//! address alone reproduces a page. Which cases meet a query is not known here.

use serde::Serialize;
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
const MAX_RATE: f64 = 100.0;
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

/// What the cases must be: any of the values in each facet, all facets together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Filters {
    /// `pref=03`
    pub pref: Vec<Prefecture>,
    /// `region=tohoku`
    pub region: Vec<Region>,
    /// `pop=5000-20000`, people
    pub pop: Vec<Range>,
    /// `aging=30-35`, percent
    pub aging: Vec<Range>,
    /// `model=B2`
    pub model: Vec<Model>,
    /// `item=エ`
    pub item: Vec<Item>,
    /// `scene=看取り`
    pub scene: Vec<Scene>,
    /// `ict=メディカルケアステーション`
    pub ict: Vec<String>,
    /// `lead=医師会`
    pub lead: Vec<Lead>,
    /// `source=smart-practices-h29`
    pub source: Vec<String>,
    /// `kind=group-plan`
    pub kind: Vec<CaseKind>,
}

impl Filters {
    /// The values chosen in a facet, as they stand in an address.
    pub fn chosen(&self, name: FacetName) -> Vec<String> {
        match name {
            FacetName::Pref => strings(&self.pref),
            FacetName::Region => strings(&self.region),
            FacetName::Pop => strings(&self.pop),
            FacetName::Aging => strings(&self.aging),
            FacetName::Model => strings(&self.model),
            FacetName::Item => strings(&self.item),
            FacetName::Scene => strings(&self.scene),
            FacetName::Ict => self.ict.clone(),
            FacetName::Lead => strings(&self.lead),
            FacetName::Source => self.source.clone(),
            FacetName::Kind => strings(&self.kind),
        }
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
            let filters = &mut query.filters;
            let error = |hint: &str| ParameterError {
                parameter: name.to_owned(),
                value: value.to_owned(),
                hint: hint.to_owned(),
            };
            match name {
                "q" => query.text = cut(value),
                "pref" => push(
                    &mut filters.pref,
                    Prefecture::from_code(value).or_else(|| Prefecture::from_name(value)),
                    || error("都道府県は 01 から 47 の2桁の番号で指定してください"),
                )?,
                "region" => push(&mut filters.region, Region::from_code(value), || {
                    error(&codes("地方", Region::ALL.iter().map(|it| it.code())))
                })?,
                "pop" => push(&mut filters.pop, Range::parse(value), || {
                    error("人口は 5000-20000 のように、20億までの数で指定してください")
                })?,
                "aging" => {
                    let range = Range::parse(value).filter(|it| it.is_up_to(MAX_RATE));
                    push(&mut filters.aging, range, || {
                        error("高齢化率は 30-35 のように、100 までの数で指定してください")
                    })?;
                }
                "model" => push(&mut filters.model, Model::from_code(value), || {
                    error(&codes("連携モデル", Model::ALL.iter().map(|it| it.code())))
                })?,
                "item" => push(&mut filters.item, Item::from_code(value), || {
                    error(&codes("事業項目", Item::ALL.iter().map(|it| it.code())))
                })?,
                "scene" => push(&mut filters.scene, Scene::from_code(value), || {
                    error(&codes("場面", Scene::ALL.iter().map(|it| it.code())))
                })?,
                "lead" => push(&mut filters.lead, Lead::from_code(value), || {
                    error(&codes("主体", Lead::ALL.iter().map(|it| it.code())))
                })?,
                "kind" => push(&mut filters.kind, CaseKind::from_code(value), || {
                    error(&codes("種別", CaseKind::ALL.iter().map(|it| it.code())))
                })?,
                "ict" => push(&mut filters.ict, Some(value.to_owned()), || error(""))?,
                "source" => push(&mut filters.source, Some(value.to_owned()), || error(""))?,
                "sort" => {
                    query.sort = Sort::parse(value).ok_or_else(|| {
                        error(&codes("並び順", Sort::ALL.iter().map(|it| it.code())))
                    })?;
                }
                "page" => {
                    query.page = whole(value)
                        .filter(|page| (1..=MAX_PAGE).contains(page))
                        .ok_or_else(|| error("ページは 1 から 10000 の数で指定してください"))?;
                }
                "per_page" => {
                    query.per_page = whole(value)
                        .filter(|count| (1..=MAX_PER_PAGE).contains(count))
                        .ok_or_else(|| error("件数は 1 から 100 の数で指定してください"))?;
                }
                "exact" | "all" => {
                    let on = match value {
                        "1" => true,
                        "0" => false,
                        _ => {
                            let hint = format!("{name} は 1 か 0 で指定してください");
                            return Err(error(&hint));
                        }
                    };
                    if name == "exact" {
                        query.exact = on;
                    } else {
                        query.all = on;
                    }
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
                    query.brief = match value {
                        "list" => true,
                        "full" => false,
                        _ => return Err(error("view は list か full で指定してください")),
                    };
                }
                _ => {}
            }
        }
        for &name in FacetName::IN_ADDRESS {
            let chosen = query.filters.chosen(name);
            if let Some(value) = chosen.get(MAX_VALUES) {
                return Err(ParameterError {
                    parameter: name.parameter().to_owned(),
                    value: value.clone(),
                    hint: format!("1つの項目で選べるのは {MAX_VALUES} 個までです"),
                });
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
        for &name in FacetName::IN_ADDRESS {
            let values = self.filters.chosen(name).into_iter();
            pairs.extend(values.map(|value| (name.parameter(), value)));
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
        let pairs = query.to_pairs();
        let left = pairs
            .iter()
            .filter(|(it, other)| (*it, other.as_str()) != (name.parameter(), value))
            .map(|(name, value)| (*name, value.as_str()));
        // What stood in an address can be read from one again.
        if let Ok(left) = Self::from_pairs(left) {
            query = Self {
                home: self.home,
                ..left
            };
        }
        query
    }

    /// The same question with one more filter, on its first page.
    #[must_use]
    pub fn with(&self, name: FacetName, value: &str) -> Self {
        let query = self.on_first_page();
        let mut pairs = query.to_pairs();
        pairs.push((name.parameter(), value.to_owned()));
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        Self::from_pairs(pairs).map_or(query, |with| Self {
            home: self.home,
            ..with
        })
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

    /// The same question's first page.
    #[must_use]
    pub fn on_first_page(&self) -> Self {
        Self {
            page: 1,
            ..self.clone()
        }
    }
}

fn strings<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(T::to_string).collect()
}

/// Adds a value once.
fn push<T: PartialEq>(
    values: &mut Vec<T>,
    value: Option<T>,
    error: impl FnOnce() -> ParameterError,
) -> Result<(), ParameterError> {
    let value = value.ok_or_else(error)?;
    if !values.contains(&value) {
        values.push(value);
    }
    Ok(())
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

fn whole(text: &str) -> Option<usize> {
    text.parse().ok()
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
        assert_eq!(query.filters.item.len(), 2);
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
