//! A town's figures in tables that stand outside its entry: in its row, or in its column.
//!
//! Knows which lines such a table has; how figures are read from them is not known here.

use std::iter;

use crate::record::{Fact, FactName, Lines, MunicipalityRef};

use super::Against;
use super::facts::official::Official;
use super::facts::{self, Origin};
use super::lines::Line;
use super::names::{self, Place};
use super::pattern::Pattern;
use super::signals::{has_figure, row};

/// The figures of an entry's one town outside its lines: those of its row that the
/// statistics vouch for, before those that only a head says what they are.
pub(super) fn facts(
    document: &[Line],
    entry: Lines,
    towns: &[MunicipalityRef],
    against: Against<'_>,
) -> Vec<(FactName, Fact<f64>)> {
    let [town] = towns else {
        return Vec::new();
    };
    let official = Official::of(towns, against.statistics);
    let tables = Tables {
        document,
        entry,
        town,
        against,
    };
    let read = |with_heads| {
        let lines = tables.lines(with_heads);
        facts::of_entry(&lines, towns, None, &official).facts.stated
    };
    read(false).into_iter().chain(read(true)).collect()
}

/// Where a town may stand in tables.
struct Tables<'l> {
    document: &'l [Line],
    entry: Lines,
    town: &'l MunicipalityRef,
    against: Against<'l>,
}

/// A label has no more words before the cells of its row: 「65歳以上 人口 （人）」.
const LABEL_WORDS: usize = 3;

/// A figure's cell, or a dash for one.
static FIGURE: Pattern = Pattern::new(r"^[0-9０-９―－-][0-9０-９,，.．％%人㎢]*$");

/// What heads a column of a town's figures.
static LABEL: Pattern = Pattern::new("人口|高齢化|面積");

/// A table's rows stand no further below its head.
const TABLE: usize = 60;

impl<'l> Tables<'l> {
    /// The town's rows, 「北上市   92,900   28.4」; with the heads of their columns too,
    /// and the tables in which towns head the columns.
    fn lines(&self, with_heads: bool) -> Vec<(Origin, &'l Line)> {
        let [first, last] = self.entry;
        let mut found = Vec::new();
        for (at, line) in self.document.iter().enumerate() {
            if (first..=last).contains(&line.number) || !line.text.contains(&self.town.name) {
                continue;
            }
            let towns = self.towns(line).filter(|_| with_heads);
            if let Some(towns) = towns {
                // Such heads say whose the figures below them are.
                let below = self.document.iter().skip(at + 1);
                let below = below.take_while(|line| cells(line, towns).is_some());
                let is_of_figures = |line: &&Line| {
                    let cells = cells(line, towns);
                    cells.is_some_and(|it| it.iter().all(|cell| FIGURE.is_match(cell)))
                };
                let table = iter::once(line).chain(below.filter(is_of_figures));
                found.extend(table.map(|line| (Origin::Profile, line)));
            } else if self.is_own(line) {
                let above = self.document.iter().take(at).rev();
                let head = above
                    .take(TABLE)
                    .find(|line| row(line, self.against.gazetteer).is_none());
                let head = head.filter(|line| with_heads && is_head(line));
                let row = head.into_iter().chain([line]);
                found.extend(row.map(|line| (Origin::Other, line)));
            }
        }
        found
    }

    /// Whether a line is the town's own row.
    fn is_own(&self, line: &Line) -> bool {
        let is_own =
            |place: &Place| matches!(place.municipalities.as_slice(), [it] if it == self.town);
        row(line, self.against.gazetteer).is_some_and(|places| places.iter().any(is_own))
    }

    /// How many columns a line heads whose heads are towns, behind the head of the
    /// labels: 「区分 ○○町 △△市 （参考）全国」.
    fn towns(&self, line: &Line) -> Option<usize> {
        let is_town = |word: &&str| {
            names::leading(word, self.against.gazetteer).is_some_and(|(_, rest)| rest.is_empty())
        };
        let mut words = line.text.split_whitespace();
        let towns = words.clone().filter(is_town).count();
        let all = words.clone().count();
        let labels = usize::from(words.next().is_some_and(|first| !is_town(&first)));
        (towns > 1 && all - towns < towns).then_some(all - labels)
    }
}

/// The cells of a row of so many columns, behind its label; none for another line.
fn cells(line: &Line, columns: usize) -> Option<Vec<&str>> {
    let words: Vec<&str> = line.text.split_whitespace().collect();
    let label = words.len().checked_sub(columns)?;
    let is_row = (1..=LABEL_WORDS).contains(&label) && !line.text.contains('。');
    is_row.then(|| words.get(label..).unwrap_or_default().to_vec())
}

/// Whether a line heads columns of figures and has none.
fn is_head(line: &Line) -> bool {
    !line.text.contains('。') && !has_figure(&line.text) && LABEL.is_match(&line.text)
}
