//! The survey's questions with what can be drawn of them.

use std::sync::Arc;

use crate::record::{Case, Figure, Record, Table};
use crate::text;
use crate::vocabulary::RecordKind;

/// A survey as its page shows it.
#[derive(Clone, Debug)]
pub struct Survey<'a> {
    /// The case that the survey stands as.
    pub case: &'a Case,
    /// How it was done and how it is to be read, in the document's own words.
    pub method: Vec<&'a Record>,
    /// Its questions by the document's chapters, in the document's order.
    pub chapters: Vec<Chapter<'a>>,
}

/// Questions under one title.
#[derive(Clone, Debug)]
pub struct Chapter<'a> {
    /// The title; empty for questions that stand under none.
    pub title: &'a str,
    /// The questions.
    pub questions: Vec<Question<'a>>,
}

/// A question of a survey.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The question's own title, without its chapter's.
    pub title: &'a str,
    /// The question with its text, figures and tables.
    pub record: &'a Record,
    /// What can be drawn, one for each unit of its figures and one for each table.
    pub charts: Vec<Chart<'a>>,
    /// The tables that say more than the figures do.
    pub tables: Vec<&'a Table>,
}

/// Bars of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart<'a> {
    /// What the bars count.
    pub title: &'a str,
    /// 「件」「人」「%」; empty where a table prints none.
    pub unit: &'a str,
    /// The bars, in the document's order.
    pub bars: Vec<Bar<'a>>,
    /// How many answered the survey, where the longest possible bar stands for that.
    pub answered: Option<&'a Figure>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar<'a> {
    /// What is counted.
    pub label: &'a str,
    /// The figure.
    pub value: f64,
    /// Its share of the longest possible bar, from 0 to 1.
    pub share: f64,
}

/// The cases that stand for surveys, as their page shows them.
pub fn surveys(cases: &[Arc<Case>]) -> Vec<Survey<'_>> {
    cases.iter().map(|case| survey(case)).collect()
}

fn survey(case: &Case) -> Survey<'_> {
    let answered = answered(case);
    let (questions, method): (Vec<&Record>, Vec<&Record>) = case
        .records
        .iter()
        .partition(|record| record.kind == RecordKind::Survey);
    let mut chapters: Vec<Chapter> = Vec::new();
    for record in questions {
        let (chapter, title) = split_heading(&record.heading);
        let question = Question {
            title,
            record,
            charts: charts(record, answered),
            tables: tables(record).collect(),
        };
        match chapters.last_mut() {
            Some(last) if last.title == chapter => last.questions.push(question),
            _ => chapters.push(Chapter {
                title: chapter,
                questions: vec![question],
            }),
        }
    }
    Survey {
        case,
        method,
        chapters,
    }
}

/// A heading's chapter and its own title: 「(2) 診療所の施設概要 ① 開設主体」. A
/// heading without a circled number is a chapter of its own.
fn split_heading(heading: &str) -> (&str, &str) {
    heading
        .char_indices()
        .find(|(place, c)| *place > 0 && ('①'..='⑳').contains(c))
        .and_then(|(place, _)| heading.split_at_checked(place))
        .map_or((heading, heading), |(chapter, title)| {
            (chapter.trim(), title)
        })
}

/// What stands for all answers together in the document's tables and lists.
const TOTAL: &str = "合計";

/// How many answered: the first total that the survey prints.
fn answered(case: &Case) -> Option<&Figure> {
    case.records
        .iter()
        .flat_map(|record| &record.figures)
        .find(|figure| figure.label == TOTAL)
}

/// Counts of answers, averages and percentages apart, and the tables that say more.
fn charts<'a>(record: &'a Record, answered: Option<&'a Figure>) -> Vec<Chart<'a>> {
    let mut groups: Vec<(&str, bool, Vec<&Figure>)> = Vec::new();
    for figure in record.figures.iter().filter(|it| it.label != TOTAL) {
        let key = (figure.unit.as_str(), is_count(figure));
        match groups
            .iter_mut()
            .find(|(unit, count, _)| (*unit, *count) == key)
        {
            Some((_, _, figures)) => figures.push(figure),
            None => groups.push((key.0, key.1, vec![figure])),
        }
    }
    let drawn = groups.into_iter().filter_map(|(unit, count, figures)| {
        let bars = figures.iter().map(|it| (it.label.as_str(), it.value));
        let answered = answered.filter(|_| count);
        chart("", unit, bars.collect(), answered)
    });
    let mut charts: Vec<Chart> = drawn.collect();
    charts.extend(tables(record).filter_map(from_table));
    charts
}

/// The tables that have a row which is none of the record's figures.
fn tables(record: &Record) -> impl Iterator<Item = &Table> {
    record.tables.iter().filter(|table| {
        let is_figure = |row: &Vec<String>| {
            let label = row.first();
            record.figures.iter().any(|it| Some(&it.label) == label)
        };
        !table.rows.iter().all(is_figure)
    })
}

/// Whether a figure counts answers, and is neither an average nor a percentage.
fn is_count(figure: &Figure) -> bool {
    figure.value.fract() == 0.0 && !figure.label.contains("平均") && figure.unit != "%"
}

/// The column of a table that says most: an average or a total, else the first that
/// is not the number of answers.
fn from_table(table: &Table) -> Option<Chart<'_>> {
    let numeric = |column: &usize| {
        let parsed = table.rows.iter().filter_map(|row| cell(row.get(*column)?));
        parsed.count() > 1
    };
    let titled = |words: &'static [&'static str]| {
        move |column: &usize| {
            table
                .header
                .get(*column)
                .is_some_and(|title| words.iter().any(|word| title.contains(word)))
        }
    };
    let columns = || (1..table.header.len()).filter(numeric);
    let column = columns()
        .find(titled(&["平均", "全体"]))
        .or_else(|| columns().find(|column| !titled(&["n="])(column)))?;
    let title = table.header.get(column)?;
    let bars = table
        .rows
        .iter()
        .filter_map(|row| {
            let is_label = |it: &&String| !it.trim().is_empty() && cell(it).is_none();
            let label = row.iter().take(column).rev().find(is_label)?;
            Some((label.as_str(), cell(row.get(column)?)?))
        })
        .collect();
    chart(title, "", bars, None)
}

/// A chart of bars, the longest possible one all that answered, 100 percent or the
/// largest figure; none where there is nothing to compare a bar with.
fn chart<'a>(
    title: &'a str,
    unit: &'a str,
    bars: Vec<(&'a str, f64)>,
    answered: Option<&'a Figure>,
) -> Option<Chart<'a>> {
    let largest = bars.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    let answered = answered.filter(|it| it.value >= largest);
    let whole = (unit == "%" && largest <= 100.0).then_some(100.0);
    let longest = answered.map(|it| it.value).or(whole).unwrap_or(largest);
    let alone = bars.len() < 2 && longest <= largest;
    if alone || largest <= 0.0 || bars.iter().any(|(_, value)| *value < 0.0) {
        return None;
    }
    Some(Chart {
        title,
        unit,
        bars: bars
            .into_iter()
            .map(|(label, value)| Bar {
                label,
                value,
                share: value / longest,
            })
            .collect(),
        answered,
    })
}

/// The figure of a cell, 「1,183.0件」; none where it is words.
fn cell(cell: &str) -> Option<f64> {
    let folded = text::fold(cell).replace(',', "");
    let end = folded
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(folded.len());
    let (figure, unit) = folded.split_at(end);
    let figure = figure.parse().ok()?;
    (unit.chars().count() <= 2).then_some(figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(figures: &[(&str, f64, &str)], tables: Vec<Table>) -> Record {
        Record {
            id: "s-1".to_owned(),
            kind: RecordKind::Survey,
            heading: "開設主体".to_owned(),
            text: String::new(),
            lines: [1, 2],
            items: Vec::new(),
            figures: figures
                .iter()
                .map(|&(label, value, unit)| Figure {
                    label: label.to_owned(),
                    value,
                    unit: unit.to_owned(),
                    as_of: None,
                    lines: [1, 1],
                })
                .collect(),
            tables,
            figure_text: String::new(),
            page: None,
        }
    }

    #[test]
    fn a_question_stands_under_its_chapter() {
        assert_eq!(
            split_heading("(2) 診療所の施設概要 ① 開設主体"),
            ("(2) 診療所の施設概要", "① 開設主体")
        );
        assert_eq!(split_heading("① 開設主体"), ("① 開設主体", "① 開設主体"));
        assert_eq!(
            split_heading("(1) 回答者数"),
            ("(1) 回答者数", "(1) 回答者数")
        );
    }

    #[test]
    fn counts_and_averages_stand_in_charts_of_their_own() {
        let record = record(
            &[
                ("合計", 124.0, "診療所"),
                ("個人", 31.0, "件"),
                ("医療法人", 62.0, "件"),
                ("平均件数", 40.0, "件"),
                ("満足", 64.7, "%"),
            ],
            Vec::new(),
        );
        let charts = charts(&record, record.figures.first());
        let drawn: Vec<(&str, usize)> = charts.iter().map(|it| (it.unit, it.bars.len())).collect();
        assert_eq!(drawn, [("件", 2), ("%", 1)]);
        assert!((charts[0].bars[1].share - 0.5).abs() < 1e-9);
        assert_eq!(charts[0].answered, record.figures.first());
    }

    #[test]
    fn without_the_number_of_answers_the_largest_figure_is_the_longest_bar() {
        let record = record(
            &[("個人", 39.0, "件"), ("医療法人", 78.0, "件")],
            Vec::new(),
        );
        let charts = charts(&record, None);
        assert!((charts[0].bars[0].share - 0.5).abs() < 1e-9);
        let alone = self::record(&[("内科", 118.0, "件")], Vec::new());
        assert!(super::charts(&alone, None).is_empty());
    }

    #[test]
    fn a_table_is_drawn_by_its_average() {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let table = Table {
            caption: String::new(),
            header: row(["職員区分", "n=", "平均", "最大値"]),
            rows: vec![
                row(["医師", "106", "1.62", "12"]),
                row(["看護職", "106", "3.43件", "26"]),
                row(["その他", "106", "該当無し", "0"]),
            ],
            lines: [1, 4],
        };
        let record = record(&[], vec![table]);
        let charts = charts(&record, None);
        let bars: Vec<(&str, f64)> = charts[0]
            .bars
            .iter()
            .map(|it| (it.label, it.value))
            .collect();
        assert_eq!(bars, [("医師", 1.62), ("看護職", 3.43)]);
        assert_eq!(charts[0].title, "平均");
    }
}
