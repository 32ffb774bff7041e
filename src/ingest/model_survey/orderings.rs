//! The report's tables of its regions by population and aging rate, and the figures
//! that they print for each.

use crate::record::{Fact, Lines, Ordering, Table};
use crate::text::fold;

use super::super::dates;
use super::super::draft::{DraftOrdering, Facts, Remark};
use super::super::numbers;
use super::outline::{Line, numbered};
use super::places::{Region, resolve};
use super::tables;

/// What the orderings say.
#[derive(Debug, Default)]
pub(super) struct Orderings {
    /// The tables as printed, each row with the index of its region.
    pub(super) tables: Vec<DraftOrdering>,
    /// Each region's figures, as the first table prints them, and where.
    pub(super) facts: Vec<Option<(Facts, Lines)>>,
    /// The note that says what the figures are.
    pub(super) note: Option<String>,
    /// What a person should look at.
    pub(super) remarks: Vec<Remark>,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Population,
    Population65,
    AgingRate,
    Population75,
    AgingRate75,
}

/// Reads the orderings out of the index.
pub(super) fn read(index: &[Line], regions: &[Region]) -> Orderings {
    let mut found = Orderings {
        facts: vec![None; regions.len()],
        ..Orderings::default()
    };
    let mut at = 0;
    while let Some(start) = index[at..].iter().position(Line::is_row).map(|it| at + it) {
        let length = index[start..]
            .iter()
            .take_while(|line| line.is_row())
            .count();
        let rows = &index[start..start + length];
        at = start + length;
        let title = index[..start]
            .iter()
            .rev()
            .find(|line| !line.is_row())
            .map_or("", |line| line.text.as_str());
        let table = tables::table(rows, title.to_owned());
        let columns: Vec<Option<Column>> = table.header.iter().map(|title| column(title)).collect();
        if !columns.contains(&Some(Column::Population)) {
            continue;
        }
        let note = index
            .get(at)
            .filter(|line| line.text.contains("出典") || line.text.starts_with('※'))
            .map(|line| line.text.clone());
        add(&mut found, table, &columns, note, rows, regions);
    }
    found
}

fn add(
    found: &mut Orderings,
    table: Table,
    columns: &[Option<Column>],
    note: Option<String>,
    lines: &[Line],
    regions: &[Region],
) {
    let as_of = note.as_deref().and_then(as_of);
    // Header rows come first; every other line is a row of the table.
    let lines = &lines[lines.len() - table.rows.len()..];
    let mut drafts = Vec::new();
    for (row, line) in table.rows.iter().zip(lines) {
        let region = row
            .first()
            .and_then(|cell| numbered(cell))
            .and_then(|(number, name)| resolve(number, name, regions))
            .map(|(region, _)| region);
        drafts.push(region);
        let Some(region) = region else {
            found.remarks.push(Remark {
                line: Some(line.number),
                message: "索引の行の地域を特定できない".into(),
            });
            continue;
        };
        let facts = facts(row, columns, &table.header, as_of.as_deref(), line.number);
        match &found.facts[region] {
            None => found.facts[region] = Some((facts, [line.number, line.number])),
            Some((first, _)) if !agree(first, &facts) => found.remarks.push(Remark {
                line: Some(line.number),
                message: format!("{}の数値が索引の表によって異なる", regions[region].name),
            }),
            Some(_) => {}
        }
    }
    found.note = found.note.take().or_else(|| note.clone());
    found.tables.push(DraftOrdering {
        ordering: Ordering {
            source: String::new(),
            title: table.caption.clone(),
            table,
            cases: Vec::new(),
            note,
        },
        drafts,
    });
}

/// What a column's title says that it holds.
fn column(title: &str) -> Option<Column> {
    let title = fold(title);
    let (older, rate) = (title.contains("75"), title.contains('率'));
    match (rate, title.contains("人口")) {
        (true, _) if older => Some(Column::AgingRate75),
        (true, _) => Some(Column::AgingRate),
        (false, true) if older => Some(Column::Population75),
        (false, true) if title.contains("65") => Some(Column::Population65),
        (false, true) => Some(Column::Population),
        (false, false) => None,
    }
}

/// The date that a note gives with 時点 or 現在.
fn as_of(note: &str) -> Option<String> {
    let folded = fold(note);
    let end = folded.find("時点").or_else(|| folded.find("現在"))?;
    dates::dates(folded.get(..end)?)
        .into_iter()
        .next_back()
        .map(|date| date.iso)
}

fn facts(
    row: &[String],
    columns: &[Option<Column>],
    header: &[String],
    as_of: Option<&str>,
    line: usize,
) -> Facts {
    let mut facts = Facts::default();
    for ((cell, column), title) in row.iter().zip(columns).zip(header) {
        let (Some(column), Some(figure)) = (column, numbers::figures(cell).into_iter().next())
        else {
            continue;
        };
        let printed = format!("{title} {cell}");
        let people = || {
            Some(Fact {
                value: numbers::count(figure, cell)?,
                as_of: as_of.map(str::to_owned),
                printed: printed.clone(),
                lines: [line, line],
                corrected: None,
            })
        };
        let rate = || {
            Some(Fact {
                value: figure.value,
                as_of: as_of.map(str::to_owned),
                printed: printed.clone(),
                lines: [line, line],
                corrected: None,
            })
        };
        match column {
            Column::Population => facts.population = people(),
            Column::Population65 => facts.population_65 = people(),
            Column::AgingRate => facts.aging_rate = rate(),
            Column::Population75 => facts.population_75 = people(),
            Column::AgingRate75 => facts.aging_rate_75 = rate(),
        }
    }
    facts
}

/// Whether two tables print the same figures.
fn agree(one: &Facts, other: &Facts) -> bool {
    fn same<T: PartialEq + Copy>(one: Option<&Fact<T>>, other: Option<&Fact<T>>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => one.value == other.value,
            _ => true,
        }
    }
    same(one.population.as_ref(), other.population.as_ref())
        && same(one.population_65.as_ref(), other.population_65.as_ref())
        && same(one.aging_rate.as_ref(), other.aging_rate.as_ref())
        && same(one.population_75.as_ref(), other.population_75.as_ref())
        && same(one.aging_rate_75.as_ref(), other.aging_rate_75.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_dates_the_figures_with_the_day_it_says_they_stand_for() {
        let note = "【出典】総務省「平成29年住民基本台帳人口、平成28年度人口動態」平成29年1月時点";
        assert_eq!(as_of(note).as_deref(), Some("2017-01"));
        assert_eq!(as_of("【出典】平成29年住民基本台帳"), None);
    }

    #[test]
    fn columns_are_known_by_their_titles() {
        assert!(column("総人口") == Some(Column::Population));
        assert!(column("高齢化率 (75歳以上)") == Some(Column::AgingRate75));
        assert!(column("６５歳以上人口") == Some(Column::Population65));
        assert!(column("ページ 番号").is_none());
    }
}
