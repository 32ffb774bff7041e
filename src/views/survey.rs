//! The survey's questions with what can be drawn of them: only how all that answered
//! are divided. Whatever else the document counts stays its own words and tables.
//!
//! Nothing of how charts look is known here.

use crate::record::{Record, Survey, Table};
use crate::text;
use crate::vocabulary::RecordKind;

/// A survey as its page shows it.
#[derive(Clone, Debug)]
pub struct Answers<'a> {
    /// The survey.
    pub survey: &'a Survey,
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
    /// The question with its text.
    pub record: &'a Record,
    /// What can be drawn of its tables.
    pub charts: Vec<Chart<'a>>,
    /// The tables that say more than the charts do.
    pub tables: Vec<&'a Table>,
}

/// How all that answered are divided: the rows of a table that sum up to its total.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart<'a> {
    /// The table's caption, and the column's title where there are several.
    pub title: String,
    /// 「件」「診療所」; empty where none is printed.
    pub unit: &'a str,
    /// How many they are in all.
    pub total: f64,
    /// The options, in the document's order.
    pub bars: Vec<Bar<'a>>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar<'a> {
    /// What is counted.
    pub label: &'a str,
    /// How many.
    pub value: f64,
    /// Their share of the total, from 0 to 1.
    pub share: f64,
}

/// A survey as its page shows it.
pub fn answers(survey: &Survey) -> Answers<'_> {
    let (questions, method): (Vec<&Record>, Vec<&Record>) = survey
        .records
        .iter()
        .partition(|record| record.kind == RecordKind::Survey);
    let mut chapters: Vec<Chapter> = Vec::new();
    for record in questions {
        let (chapter, title) = split_heading(&record.heading);
        let question = question(title, record);
        match chapters.last_mut() {
            Some(last) if last.title == chapter => last.questions.push(question),
            _ => chapters.push(Chapter {
                title: chapter,
                questions: vec![question],
            }),
        }
    }
    Answers {
        survey,
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

/// Words for all answers together, which stand in a row of their own.
const TOTALS: [&str; 4] = ["合計", "総計", "計", "全体"];

fn question<'a>(title: &'a str, record: &'a Record) -> Question<'a> {
    let mut charts = Vec::new();
    let mut tables = Vec::new();
    for table in &record.tables {
        let columns = 1..table.header.len();
        let drawn: Vec<Chart> = columns
            .clone()
            .filter_map(|column| chart(table, column, record))
            .collect();
        if drawn.len() < columns.len() || drawn.is_empty() {
            tables.push(table);
        }
        charts.extend(drawn);
    }
    Question {
        title,
        record,
        charts,
        tables,
    }
}

/// A chart of a column, where its rows are all there are: counts of one unit that sum
/// up to the total printed with them. Averages, several answers of one clinic and
/// parts beside their sums do not, and stay a table.
fn chart<'a>(table: &'a Table, column: usize, record: &'a Record) -> Option<Chart<'a>> {
    let mut total = None;
    let mut unit = None;
    let mut bars = Vec::new();
    for row in &table.rows {
        let label = row.first()?.as_str();
        let (value, of_cell) = cell(row.get(column)?)?;
        if *unit.get_or_insert(of_cell) != of_cell {
            return None;
        }
        if TOTALS.contains(&label.trim()) {
            if total.replace((label, value)).is_some() {
                return None;
            }
        } else {
            bars.push((label, value));
        }
    }
    let (label, total) = total?;
    let sum: f64 = bars.iter().map(|(_, value)| value).sum();
    if bars.len() < 2 || total <= 0.0 || (sum - total).abs() > 1e-6 {
        return None;
    }
    // A bare number may have its unit in the sentence above the table, or another row's.
    let of_text = || {
        let whole = (label, total);
        let mut rows = std::iter::once(&whole).chain(&bars);
        rows.find_map(|(label, value)| {
            let mut figures = record.figures.iter();
            figures.find(|it| it.label == *label && it.value.to_bits() == value.to_bits())
        })
    };
    let unit = unit.filter(|unit| !unit.is_empty());
    Some(Chart {
        title: match table.header.get(column) {
            Some(title) if table.header.len() > 2 => format!("{}：{title}", table.caption),
            _ => table.caption.clone(),
        },
        unit: unit
            .or_else(|| of_text().map(|it| it.unit.as_str()))
            .unwrap_or_default(),
        total,
        bars: bars
            .into_iter()
            .map(|(label, value)| Bar {
                label,
                value,
                share: value / total,
            })
            .collect(),
    })
}

/// The count and unit of a cell, 「1,183件」; none where it is anything else.
fn cell(cell: &str) -> Option<(f64, &str)> {
    let cell = cell.trim();
    let end = cell
        .find(|c: char| {
            !(c.is_ascii_digit() || ('０'..='９').contains(&c) || c == ',' || c == '，')
        })
        .unwrap_or(cell.len());
    let (count, unit) = cell.split_at_checked(end)?;
    let count = text::fold(count).replace(',', "").parse().ok()?;
    let is_unit =
        !unit.contains(|c: char| c.is_numeric() || c == '.' || c == '．' || c == '%' || c == '％');
    is_unit.then_some((count, unit.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Figure;

    fn record(header: &[&str], rows: &[&[&str]]) -> Record {
        let cells = |row: &[&str]| row.iter().map(|&cell| cell.to_owned()).collect();
        Record {
            id: "s-1".to_owned(),
            kind: RecordKind::Survey,
            heading: "開設主体".to_owned(),
            text: String::new(),
            lines: [1, 2],
            items: Vec::new(),
            figures: vec![Figure {
                label: "合計".to_owned(),
                value: 124.0,
                unit: "診療所".to_owned(),
                as_of: None,
                lines: [1, 1],
            }],
            tables: vec![Table {
                caption: "主体".to_owned(),
                header: cells(header),
                rows: rows.iter().map(|row| cells(row)).collect(),
                lines: [1, 4],
            }],
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
    fn options_that_sum_up_to_their_total_are_drawn_as_shares_of_it() {
        let record = record(
            &["区分", "数"],
            &[&["個人", "31"], &["法人", "93"], &["合計", "124"]],
        );
        let question = question("開設主体", &record);
        let [chart] = question.charts.as_slice() else {
            panic!("{question:?}");
        };
        assert_eq!((chart.title.as_str(), chart.unit), ("主体", "診療所"));
        assert!((chart.total - 124.0).abs() < 1e-9);
        assert!((chart.bars[0].share - 0.25).abs() < 1e-9);
        assert!(question.tables.is_empty());
    }

    #[test]
    fn each_complete_column_is_drawn_by_itself_and_the_others_stay_a_table() {
        let record = record(
            &["区分", "数", "平均"],
            &[
                &["個人", "1,031件", "1.5"],
                &["法人", "62件", "2.5"],
                &["計", "1,093件", "2.0"],
            ],
        );
        let question = question("開設主体", &record);
        let titles: Vec<&str> = question.charts.iter().map(|it| it.title.as_str()).collect();
        assert_eq!((titles, question.charts[0].unit), (vec!["主体：数"], "件"));
        assert_eq!(question.tables.len(), 1);
    }

    #[test]
    fn what_is_not_all_there_is_stays_a_table() {
        let rows: [&[&[&str]]; 6] = [
            // Answers are missing, or a clinic gave several.
            &[&["個人", "42"], &["法人", "78"], &["合計", "124"]],
            // No total.
            &[&["個人", "42"], &["法人", "82"]],
            // Parts beside their sum.
            &[&["死亡", "4"], &["うち自宅", "2"], &["合計", "4"]],
            // Two units on one axis.
            &[&["日数", "16日"], &["患者", "84人"], &["合計", "100人"]],
            // Words among the figures.
            &[&["個人", "24"], &["法人", "該当無し"], &["合計", "24"]],
            // A share is no count.
            &[&["個人", "40%"], &["法人", "60%"], &["合計", "100%"]],
        ];
        for rows in rows {
            let record = record(&["区分", "数"], rows);
            let question = question("問", &record);
            assert!(question.charts.is_empty(), "{rows:?}");
            assert_eq!(question.tables.len(), 1, "{rows:?}");
        }
    }
}
