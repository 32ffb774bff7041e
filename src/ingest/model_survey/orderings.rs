//! The report's tables of its regions by population and aging rate, and the figures
//! that they print for each.

use crate::record::{Fact, FactName, Lines, Ordering};
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

/// Reads the orderings out of the index.
pub(super) fn read(index: &[Line], regions: &[Region]) -> Orderings {
    let mut found = Orderings {
        facts: vec![None; regions.len()],
        ..Orderings::default()
    };
    let runs = index.chunk_by(|one, other| one.is_row() == other.is_row());
    let runs: Vec<&[Line]> = runs.collect();
    for (at, rows) in runs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| runs.get(at)?.last());
        let behind = runs.get(at + 1).and_then(|run| run.first());
        if rows.iter().any(Line::is_row) {
            found.add(rows, before, behind, regions);
        }
    }
    found
}

impl Orderings {
    /// Adds the table that these rows are, where it holds populations; its title
    /// stands before it, a note may behind.
    fn add(
        &mut self,
        lines: &[Line],
        before: Option<&Line>,
        behind: Option<&Line>,
        regions: &[Region],
    ) {
        let title = before.map_or("", |line| line.text.as_str());
        let table = tables::table(lines, title.to_owned());
        let columns: Vec<Option<FactName>> =
            table.header.iter().map(|title| column(title)).collect();
        if !columns.contains(&Some(FactName::Population)) {
            return;
        }
        let is_note = |line: &&Line| line.text.contains("出典") || line.text.starts_with('※');
        let note = behind.filter(is_note).map(|line| line.text.clone());
        let as_of = note.as_deref().and_then(as_of);
        let mut drafts = Vec::new();
        // Header rows come first; every other line is a row of the table.
        let rows = table
            .rows
            .iter()
            .zip(lines.iter().skip(lines.len() - table.rows.len()));
        for (row, line) in rows {
            let named = row.first().and_then(|cell| numbered(cell));
            let region = named.and_then(|(number, name)| resolve(number, name, regions));
            let region = region.map(|(region, _)| region);
            drafts.push(region);
            let Some(region) = region else {
                let message = "索引の行の地域を特定できない";
                self.remarks.push(Remark::new(line.number, message));
                continue;
            };
            let cells = table.header.iter().zip(row);
            let cells = columns.iter().copied().zip(cells);
            let facts = facts(cells, as_of.as_deref(), line.number);
            let (first, _) =
                self.facts[region].get_or_insert((facts.clone(), [line.number, line.number]));
            if !agree(first, &facts) {
                let message = format!("{}の数値が索引の表によって異なる", regions[region].name);
                self.remarks.push(Remark::new(line.number, message));
            }
        }
        self.note = self.note.take().or_else(|| note.clone());
        self.tables.push(DraftOrdering {
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
}

/// What a column's title says that it holds.
fn column(title: &str) -> Option<FactName> {
    let title = fold(title);
    let (older, rate) = (title.contains("75"), title.contains('率'));
    match (rate, title.contains("人口")) {
        (true, _) if older => Some(FactName::AgingRate75),
        (true, _) => Some(FactName::AgingRate),
        (false, true) if older => Some(FactName::Population75),
        (false, true) if title.contains("65") => Some(FactName::Population65),
        (false, true) => Some(FactName::Population),
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

/// The figures of a row, from its columns with their titles and cells.
fn facts<'a>(
    cells: impl Iterator<Item = (Option<FactName>, (&'a String, &'a String))>,
    as_of: Option<&str>,
    line: usize,
) -> Facts {
    let mut facts = Facts::default();
    for (column, (title, cell)) in cells {
        let (Some(column), Some(&figure)) = (column, numbers::figures(cell).first()) else {
            continue;
        };
        let value = match column {
            FactName::AgingRate | FactName::AgingRate75 | FactName::Area => Some(figure.value),
            FactName::Population | FactName::Population65 | FactName::Population75 => {
                numbers::count(figure, cell).map(|count| count as f64)
            }
        };
        let fact = value.map(|value| Fact {
            value,
            as_of: as_of.map(str::to_owned),
            printed: format!("{title} {cell}"),
            lines: [line, line],
            corrected: None,
        });
        facts.stated.extend(fact.map(|fact| (column, fact)));
    }
    facts
}

/// Whether two tables print the same figures.
fn agree(one: &Facts, other: &Facts) -> bool {
    one.stated.iter().all(|(&fact, stated)| {
        let other = other.value(fact);
        other.is_none_or(|other| (stated.value - other).abs() < 1e-6)
    })
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
        assert!(column("総人口") == Some(FactName::Population));
        assert!(column("高齢化率 (75歳以上)") == Some(FactName::AgingRate75));
        assert!(column("６５歳以上人口") == Some(FactName::Population65));
        assert!(column("ページ 番号").is_none());
    }
}
