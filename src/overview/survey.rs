//! The survey's questions with what can be drawn of them.

use crate::record::{Case, Figure, Record, Table};
use crate::text;
use crate::vocabulary::CaseKind;

/// A question of a survey.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The question with its text, figures and tables.
    pub record: &'a Record,
    /// What can be drawn, one for each unit of its figures and one for each table.
    pub charts: Vec<Chart<'a>>,
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
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar<'a> {
    /// What is counted.
    pub label: &'a str,
    /// The figure.
    pub value: f64,
    /// Its share of the longest bar, from 0 to 1.
    pub share: f64,
}

/// The surveys among the cases.
pub fn surveys(cases: &[Case]) -> impl Iterator<Item = &Case> {
    cases.iter().filter(|case| case.kind == CaseKind::Survey)
}

/// The questions of a survey, in the document's order.
pub fn questions(survey: &Case) -> Vec<Question<'_>> {
    survey
        .records
        .iter()
        .map(|record| Question {
            record,
            charts: charts(record),
        })
        .collect()
}

fn charts(record: &Record) -> Vec<Chart<'_>> {
    let mut units: Vec<&str> = Vec::new();
    for figure in &record.figures {
        if !units.contains(&figure.unit.as_str()) {
            units.push(&figure.unit);
        }
    }
    let figures = units.into_iter().filter_map(|unit| {
        let of_unit: Vec<&Figure> = record
            .figures
            .iter()
            .filter(|figure| figure.unit == unit)
            .collect();
        let bars = of_unit.iter().map(|it| (it.label.as_str(), it.value));
        chart(&record.heading, unit, bars.collect())
    });
    figures
        .chain(record.tables.iter().filter_map(from_table))
        .collect()
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
            let label = row[..column]
                .iter()
                .rfind(|cell| self::cell(cell).is_none())?;
            Some((label.as_str(), cell(row.get(column)?)?))
        })
        .collect();
    chart(title, "", bars)
}

/// A chart of bars; none where one bar alone, or none but zeros, would be drawn.
fn chart<'a>(title: &'a str, unit: &'a str, bars: Vec<(&'a str, f64)>) -> Option<Chart<'a>> {
    let longest = bars.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    if bars.len() < 2 || longest <= 0.0 || bars.iter().any(|(_, value)| *value < 0.0) {
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
    use crate::vocabulary::RecordKind;

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
        }
    }

    #[test]
    fn figures_of_one_unit_stand_in_one_chart() {
        let record = record(
            &[
                ("個人", 39.0, "件"),
                ("医療法人", 78.0, "件"),
                ("平均", 8.8, "機関"),
            ],
            Vec::new(),
        );
        let charts = charts(&record);
        assert_eq!(charts.len(), 1);
        assert_eq!(charts[0].unit, "件");
        assert!((charts[0].bars[0].share - 0.5).abs() < 1e-9);
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
        let charts = charts(&record);
        let bars: Vec<(&str, f64)> = charts[0]
            .bars
            .iter()
            .map(|it| (it.label, it.value))
            .collect();
        assert_eq!(bars, [("医師", 1.62), ("看護職", 3.43)]);
        assert_eq!(charts[0].title, "平均");
    }
}
