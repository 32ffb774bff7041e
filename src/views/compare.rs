//! Up to four cases side by side, row by row the same thing.

use std::sync::Arc;

use crate::record::{Case, Fact, FactName, Part, Record, Unread};
use crate::vocabulary::{Item, Model, RecordKind, Scene};

use super::items::{Evidence, Topic};

/// The kinds of section that are set side by side, in the page's order.
const SECTIONS: [RecordKind; 6] = [
    RecordKind::Features,
    RecordKind::Issues,
    RecordKind::Activities,
    RecordKind::Devices,
    RecordKind::Evaluation,
    RecordKind::Policy,
];

/// Cases side by side.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    /// The cases, one a column.
    pub cases: Vec<&'a Case>,
    /// The rows, by what they are about.
    pub groups: Vec<Group<'a>>,
}

/// Rows about one thing.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// What they are about.
    pub label: &'static str,
    /// The rows; those that no case has are left out.
    pub rows: Vec<Row<'a>>,
}

/// The same thing of every case.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// What it is.
    pub label: String,
    /// One cell a case.
    pub cells: Vec<Cell<'a>>,
}

/// What one case says.
#[derive(Clone, Debug)]
pub enum Cell<'a> {
    /// Nothing.
    Blank,
    /// A number of people.
    People(&'a Fact<u64>),
    /// A number of people for each town of a joint entry that prints no total.
    PeopleOfParts(Vec<(&'a str, u64)>),
    /// A percentage.
    Rate(&'a Fact<f64>),
    /// Percentages for each town of a joint entry.
    RateOfParts(Vec<(&'a str, f64)>),
    /// Square kilometres.
    Area(&'a Fact<f64>),
    /// Square kilometres for each town of a joint entry.
    AreaOfParts(Vec<(&'a str, f64)>),
    /// A figure that is printed and was not read, as the page says it.
    Unread(String),
    /// Terms that the case carries.
    Terms(Vec<&'a str>),
    /// That the case is about the row's topic, with the words that say so.
    Evidence(Evidence<'a>, Option<&'a str>),
    /// Sections of the case.
    Records(Vec<&'a Record>),
}

impl Cell<'_> {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }
}

/// Sets cases side by side.
pub fn sheet(cases: &[Arc<Case>]) -> Sheet<'_> {
    let cases: Vec<&Case> = cases.iter().map(Arc::as_ref).collect();
    let row = |label: &str, cell: &dyn for<'c> Fn(&'c Case) -> Cell<'c>| Row {
        label: label.to_owned(),
        cells: cases.iter().map(|case| cell(case)).collect(),
    };
    let mut groups = vec![
        Group {
            label: "基本情報",
            rows: vec![
                row("人口", &people),
                row("高齢化率", &rate),
                row("75歳以上の割合", &|case| {
                    case.aging_rate_75.as_ref().map_or(Cell::Blank, Cell::Rate)
                }),
                row("面積", &area),
                row("主体", &|case| {
                    terms(case.leads.iter().map(|tag| tag.code.label()))
                }),
                row("ICT・情報共有システム", &|case| {
                    terms(case.ict_tools.iter().map(|tag| tag.code.as_str()))
                }),
            ],
        },
        Group {
            label: "事業項目",
            rows: Item::ALL
                .iter()
                .map(|&item| {
                    row(
                        &format!("{} {}", item.code(), item.short_label()),
                        &|case| topic(case, Topic::Item(item)),
                    )
                })
                .collect(),
        },
        Group {
            label: "場面",
            rows: Scene::ALL
                .iter()
                .map(|&scene| row(scene.label(), &|case| topic(case, Topic::Scene(scene))))
                .collect(),
        },
        Group {
            label: "連携モデル",
            rows: Model::ALL
                .iter()
                .map(|&model| {
                    row(&format!("{} {}", model.code(), model.label()), &|case| {
                        case.models
                            .iter()
                            .find(|tag| tag.code == model)
                            .map_or(Cell::Blank, |tag| {
                                Cell::Evidence(Evidence::of(case, tag), tag.by.as_deref())
                            })
                    })
                })
                .collect(),
        },
        Group {
            label: "本文",
            rows: SECTIONS
                .iter()
                .map(|&kind| row(kind.label(), &|case| records(case, kind)))
                .collect(),
        },
    ];
    for group in &mut groups {
        group
            .rows
            .retain(|row| row.cells.iter().any(|cell| !cell.is_blank()));
    }
    groups.retain(|group| !group.rows.is_empty());
    Sheet { cases, groups }
}

fn people(case: &Case) -> Cell<'_> {
    match &case.population {
        Some(fact) => Cell::People(fact),
        None => of_parts(
            case,
            FactName::Population,
            |part| part.population,
            Cell::PeopleOfParts,
        ),
    }
}

fn rate(case: &Case) -> Cell<'_> {
    match &case.aging_rate {
        Some(fact) => Cell::Rate(fact),
        None => of_parts(
            case,
            FactName::AgingRate,
            |part| part.aging_rate,
            Cell::RateOfParts,
        ),
    }
}

fn area(case: &Case) -> Cell<'_> {
    match &case.area_km2 {
        Some(fact) => Cell::Area(fact),
        None => of_parts(
            case,
            FactName::Area,
            |part| part.area_km2,
            Cell::AreaOfParts,
        ),
    }
}

fn of_parts<'a, T>(
    case: &'a Case,
    fact: FactName,
    figure: impl Fn(&Part) -> Option<T>,
    cell: impl FnOnce(Vec<(&'a str, T)>) -> Cell<'a>,
) -> Cell<'a> {
    let parts: Vec<(&str, T)> = case
        .parts
        .iter()
        .filter_map(|part| Some((part.municipality.as_str(), figure(part)?)))
        .collect();
    if parts.is_empty() {
        Unread::words(&case.unread, fact).map_or(Cell::Blank, Cell::Unread)
    } else {
        cell(parts)
    }
}

fn terms<'a>(terms: impl Iterator<Item = &'a str>) -> Cell<'a> {
    let terms: Vec<&str> = terms.collect();
    if terms.is_empty() {
        Cell::Blank
    } else {
        Cell::Terms(terms)
    }
}

fn topic(case: &Case, topic: Topic) -> Cell<'_> {
    topic
        .evidence(case)
        .map_or(Cell::Blank, |evidence| Cell::Evidence(evidence, None))
}

fn records(case: &Case, kind: RecordKind) -> Cell<'_> {
    let records: Vec<&Record> = case
        .records
        .iter()
        .filter(|record| record.kind == kind && !record.text.trim().is_empty())
        .collect();
    if records.is_empty() {
        Cell::Blank
    } else {
        Cell::Records(records)
    }
}

/// The first sentences and list items of a text, as many as stand in so many
/// characters, at least one; and whether that is all of it. Sentences that hold an
/// address of the web are none to read.
pub fn key_sentences(text: &str, max_chars: usize) -> (Vec<&str>, bool) {
    let mut kept = Vec::new();
    let mut length = 0;
    let sentences = text
        .lines()
        .flat_map(|line| line.split_inclusive('。'))
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty() && !sentence.contains("://"));
    for sentence in sentences {
        length += sentence.chars().count();
        if length > max_chars && !kept.is_empty() {
            return (kept, false);
        }
        kept.push(sentence);
    }
    (kept, true)
}

/// The key sentences of several sections, as many as stand in so many characters;
/// and the first section that is not read to its end.
pub fn excerpt<'a>(records: &[&'a Record], max_chars: usize) -> (Vec<&'a str>, Option<&'a Record>) {
    let mut kept: Vec<&str> = Vec::new();
    let mut left = max_chars;
    for &record in records {
        if left == 0 {
            return (kept, Some(record));
        }
        let (sentences, whole) = key_sentences(&record.text, left);
        let length: usize = sentences.iter().map(|it| it.chars().count()).sum();
        left = left.saturating_sub(length);
        kept.extend(sentences);
        if !whole {
            return (kept, Some(record));
        }
    }
    (kept, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_sentences_are_whole() {
        let text = "・多職種の会議を開く。月1回。\n・シートを使う";
        assert_eq!(
            key_sentences(text, 100),
            (
                vec!["・多職種の会議を開く。", "月1回。", "・シートを使う"],
                true
            )
        );
        assert_eq!(
            key_sentences(text, 15),
            (vec!["・多職種の会議を開く。", "月1回。"], false)
        );
        assert_eq!(
            key_sentences(text, 1),
            (vec!["・多職種の会議を開く。"], false)
        );
        assert_eq!(key_sentences("", 10), (vec![], true));
    }
}
