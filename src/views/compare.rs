//! The handout: up to four cases side by side, row by row the same thing, as it is
//! shown, printed and written to a file.
//!
//! The cells hold finished words, so that page, Word and Excel say the same. How they
//! are drawn, and who asks, is not known here.

use serde::Serialize;
use utoipa::ToSchema;

use crate::citation;
use crate::corpus::Source;
use crate::own_town::OwnTown;
use crate::record::{Case, Origin};
use crate::search::ParameterError;
use crate::statistics;
use crate::vocabulary::CaseKind;

pub use rows::{Group, RowKind};

mod fit;
mod rows;

/// The handout's title where none is given.
pub const TITLE: &str = "在宅医療・介護連携の取り組み事例";

/// How long a title may be, in characters.
const MAX_TITLE: usize = 80;

/// What is asked of a handout beside its cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandoutQuery {
    /// Its title.
    pub title: Option<String>,
    /// Its date, ISO 8601; that of today where none is given.
    pub date: Option<String>,
    /// The paper.
    pub paper: Paper,
    /// The rows; the usual ones where none is chosen.
    pub rows: Vec<RowKind>,
}

/// How the paper lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// One sheet lying, in short.
    #[default]
    Landscape,
    /// Two sheets standing, more of the text.
    Portrait,
}

impl Paper {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Landscape, Self::Portrait];

    /// The value in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Landscape => "landscape",
            Self::Portrait => "portrait",
        }
    }

    /// The words that the page shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Landscape => "A4横1枚（要点）",
            Self::Portrait => "A4縦2枚（くわしく）",
        }
    }
}

impl HandoutQuery {
    /// Reads the parameters of an address; others are none of a handout's.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, ParameterError> {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            let error = |hint: &str| ParameterError {
                parameter: name.to_owned(),
                value: value.to_owned(),
                hint: hint.to_owned(),
            };
            match name {
                _ if value.is_empty() => {}
                "title" => query.title = Some(value.chars().take(MAX_TITLE).collect()),
                "date" if is_date(value) => query.date = Some(value.to_owned()),
                "date" => return Err(error("日付は 2026-04-01 のように指定してください")),
                "paper" => {
                    query.paper = Paper::ALL
                        .into_iter()
                        .find(|paper| paper.code() == value)
                        .ok_or_else(|| error("用紙は landscape か portrait で指定してください"))?;
                }
                "row" => {
                    let row = RowKind::from_code(value).ok_or_else(|| {
                        let codes: Vec<&str> = RowKind::all().map(RowKind::code).collect();
                        error(&format!("行は {} から指定してください", codes.join("・")))
                    })?;
                    if !query.rows.contains(&row) {
                        query.rows.push(row);
                    }
                }
                _ => {}
            }
        }
        Ok(query)
    }

    /// The parameters that stand for this query; defaults are left out.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.title.clone().map(|title| ("title", title)));
        pairs.extend(self.date.clone().map(|date| ("date", date)));
        if self.paper != Paper::default() {
            pairs.push(("paper", self.paper.code().to_owned()));
        }
        pairs.extend(self.rows.iter().map(|row| ("row", row.code().to_owned())));
        pairs
    }

    /// Whether a row is asked for.
    pub fn wants(&self, row: RowKind) -> bool {
        if self.rows.is_empty() {
            row.is_usual()
        } else {
            self.rows.contains(&row)
        }
    }
}

/// Whether a text is a day, 「2026-04-01」.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let number = |text: &str, digits: usize| {
        (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

/// A picked case with the document it is from.
#[derive(Clone, Copy, Debug)]
pub struct Picked<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its document.
    pub source: Option<&'a Source>,
}

/// Cases side by side.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Handout<'a> {
    /// What it is called.
    pub title: String,
    /// The day it is made, ISO 8601.
    pub date: String,
    /// The paper it is made for.
    pub paper: Paper,
    /// Whose the columns are, the own town first.
    pub columns: Vec<Column>,
    /// The chosen rows among those offered.
    pub rows: Vec<Row<'a>>,
    /// The rows that can be chosen: those that every card has, and those that any case
    /// says something of.
    pub offered: Vec<RowKind>,
    /// What the letters of 事業項目 stand for, where they are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legend: Option<String>,
    /// The documents, as they must be cited.
    pub sources: Vec<String>,
}

/// A column's head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Column {
    /// The case's id; none for the own town.
    #[schema(required)]
    pub case: Option<String>,
    /// 「岩手県 北上市」
    pub place: String,
    /// What is said of it below the name: its kind where it is no write-up, and the
    /// year that is told of.
    #[schema(required)]
    pub note: Option<String>,
}

impl Column {
    fn of_case(case: &Case) -> Self {
        let prefecture = case.prefecture.as_ref();
        let kind = Some(case.kind.label()).filter(|_| case.kind != CaseKind::SmartPractice);
        let year = case.digest.year;
        let year = year.map(|year| format!("{year}年度時点"));
        let notes = kind.map(str::to_owned).into_iter().chain(year);
        let notes: Vec<String> = notes.collect();
        Self {
            case: Some(case.id.clone()),
            place: match prefecture {
                Some(prefecture) => format!("{} {}", prefecture.name, case.place()),
                None => case.place(),
            },
            note: (!notes.is_empty()).then(|| notes.join("・")),
        }
    }

    fn of_own(town: &OwnTown) -> Self {
        let town = &town.municipality;
        Self {
            case: None,
            place: format!("{} {}", town.prefecture.label(), town.name),
            note: Some("わが町".to_owned()),
        }
    }
}

/// The same thing of every column.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Row<'a> {
    /// What it is.
    pub kind: RowKind,
    /// The same in words.
    pub label: String,
    /// One cell a column; an empty one says nothing, or is to be filled in by hand.
    pub cells: Vec<Vec<Line<'a>>>,
}

/// A line of a cell: a whole sentence, a figure, some terms.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Line<'a> {
    /// What it says.
    pub text: String,
    /// Where the words stand, where they are the document's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin<'a>>,
}

/// What a handout is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Contents<'p, 'a> {
    /// The cases.
    pub(crate) picked: &'p [Picked<'a>],
    /// The own town, where it is known.
    pub(crate) own: Option<&'p OwnTown>,
    /// What was asked.
    pub(crate) query: &'p HandoutQuery,
    /// The day, ISO 8601.
    pub(crate) today: &'p str,
}

impl<'a> Contents<'_, 'a> {
    /// Sets the cases side by side, the own town before them, with as much of their
    /// text as goes on the paper.
    pub(crate) fn handout(self) -> Handout<'a> {
        let [rooms @ .., least] = fit::ROOMS;
        let mut tried = rooms.into_iter().map(|room| self.with_room(room));
        let fitting = tried.find(fit::fits);
        fitting.unwrap_or_else(|| self.with_room(least))
    }

    /// The handout with so many characters of text in a cell, at the least one sentence.
    fn with_room(self, room: usize) -> Handout<'a> {
        let Self {
            picked,
            own,
            query,
            today,
        } = self;
        let rows = RowKind::all().map(|kind| Row {
            kind,
            label: kind.label(),
            cells: picked
                .iter()
                .map(|it| kind.cell(it.case, own, room))
                .collect(),
        });
        let offered: Vec<Row> = rows
            .filter(|row| row.kind.is_always() || row.cells.iter().any(|it| !it.is_empty()))
            .collect();
        let cited = picked
            .iter()
            .filter_map(|it| Some(citation::viewed(it.case, it.source?, today)));
        let counted = own.filter(|town| town.figures.is_some());
        let counted = counted.map(|town| format!("{}　{}", town.name(), statistics::CREDIT));
        let columns = own.map(Column::of_own).into_iter();
        Handout {
            title: query.title.clone().unwrap_or_else(|| TITLE.to_owned()),
            date: query.date.clone().unwrap_or_else(|| today.to_owned()),
            paper: query.paper,
            columns: columns
                .chain(picked.iter().map(|it| Column::of_case(it.case)))
                .collect(),
            offered: offered.iter().map(|row| row.kind).collect(),
            rows: offered
                .into_iter()
                .filter(|row| query.wants(row.kind))
                .map(|row| row.after(own))
                .collect(),
            legend: (!picked.is_empty() && query.wants(RowKind::Items)).then(rows::legend),
            sources: counted.into_iter().chain(cited).collect(),
        }
    }
}

impl Row<'_> {
    /// The row with the own town's cell before the others.
    fn after(mut self, own: Option<&OwnTown>) -> Self {
        let own = own.map(|town| self.kind.own_cell(town));
        self.cells.splice(..0, own);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reproduces_its_handout() {
        let pairs = [
            ("title", "協議会 資料3"),
            ("date", "2026-04-01"),
            ("paper", "portrait"),
            ("row", "need"),
            ("row", "エ"),
            ("row", "hints"),
        ];
        let query = HandoutQuery::from_pairs(pairs).unwrap();
        let given: Vec<_> = pairs.map(|(name, value)| (name, value.to_owned())).into();
        assert_eq!(query.to_pairs(), given);
        assert_eq!(HandoutQuery::default().to_pairs(), []);
    }

    #[test]
    fn what_is_no_day_row_or_paper_is_refused() {
        for pair in [
            ("date", "2026-13-01"),
            ("date", "2026-4-1"),
            ("date", "x"),
            ("row", "x"),
            ("paper", "a3"),
        ] {
            assert!(HandoutQuery::from_pairs([pair]).is_err(), "{pair:?}");
        }
        let empty = [("date", ""), ("title", " "), ("case", "x")];
        assert_eq!(HandoutQuery::from_pairs(empty), Ok(HandoutQuery::default()));
    }
}
