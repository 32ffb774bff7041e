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
use super::signals::{has_figure, heads_row};

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

/// A label with figures in columns behind it.
static COLUMNS: Pattern = Pattern::new(concat!(
    r"^[^。0-9０-９]+(?:65歳|75歳)?[^。0-9０-９]*",
    r"(?:\s+[0-9０-９―－-][0-9０-９,，.．％%人㎢]*){2}",
));

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
            if with_heads && self.are_towns(line) {
                // Such heads say whose the figures below them are.
                let below = self.document.iter().skip(at + 1);
                let below = below.take_while(|line| COLUMNS.is_match(&line.text));
                let table = iter::once(line).chain(below);
                found.extend(table.map(|line| (Origin::Profile, line)));
            } else if self.is_own(line) {
                let above = self.document.iter().take(at).rev();
                let head = above.take(TABLE).find(|line| self.row(line).is_none());
                let head = head.filter(|line| with_heads && is_head(line));
                let row = head.into_iter().chain([line]);
                found.extend(row.map(|line| (Origin::Other, line)));
            }
        }
        found
    }

    /// The places that a row of figures may be of, behind its number.
    fn row(&self, line: &Line) -> Option<Vec<Place>> {
        let row = line.body().trim_start_matches(|c: char| !c.is_alphabetic());
        let (places, rest) = names::leading(row, self.against.gazetteer)?;
        heads_row(rest).then_some(places)
    }

    /// Whether a line is the town's own row.
    fn is_own(&self, line: &Line) -> bool {
        let is_own =
            |place: &Place| matches!(place.municipalities.as_slice(), [it] if it == self.town);
        self.row(line)
            .is_some_and(|places| places.iter().any(is_own))
    }

    /// Whether a line heads columns with towns, behind the head of the labels:
    /// 「区分 ○○町 △△市 （参考）全国」.
    fn are_towns(&self, line: &Line) -> bool {
        let is_town = |word: &&str| {
            names::leading(word, self.against.gazetteer).is_some_and(|(_, rest)| rest.is_empty())
        };
        let words = line.text.split_whitespace();
        let towns = words.clone().filter(is_town).count();
        towns > 1 && words.count() - towns < towns
    }
}

/// Whether a line heads columns of figures and has none.
fn is_head(line: &Line) -> bool {
    !line.text.contains('。') && !has_figure(&line.text) && LABEL.is_match(&line.text)
}
