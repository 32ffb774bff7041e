//! Puts the rows of a table together again that extraction printed one cell a line.
//!
//! Such rows are a label and its figures, again and again as many; the heads of their
//! columns stand above the first. Knows shapes only.

use std::ops::Range;

use super::lines::{Line, compact};
use super::pattern::Pattern;

/// Blanks between the cells of a row.
const GAP: &str = "   ";

/// A label or a head is not longer.
const CELL: usize = 16;

/// Names of towns that a cell's width has cut: 「大間町・風間浦村・」.
static NAMES: Pattern = Pattern::new(r"^(?:[^\s、。・]{1,6}[市区町村]・)+$");

/// The lines with each row in one, and each cell's list of towns.
pub(super) fn join(lines: Vec<Line>) -> Vec<Line> {
    let rows = rows(&lines);
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for (index, line) in lines.into_iter().enumerate() {
        let goes_on = rows
            .iter()
            .any(|row| row.contains(&index) && row.start != index);
        match joined.last_mut() {
            Some(last) if goes_on => {
                last.text.push_str(GAP);
                last.text.push_str(&line.text);
            }
            Some(last) if !line.after_blank && NAMES.is_match(&last.text) => {
                last.text.push_str(&line.text);
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// The rows of all tables, each with its head's.
fn rows(lines: &[Line]) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let width = width(lines, index);
        let mut end = index;
        while width > 1 && self::width(lines, end) == width {
            end += width + 1;
        }
        if end > index + width + 1 {
            rows.extend(heads(lines, index, width));
            rows.extend((index..end).step_by(width + 1).map(|at| at..at + width + 1));
            index = end;
        } else {
            index += 1;
        }
    }
    rows
}

/// How many figures stand below the label at `index`; none where it is no label.
fn width(lines: &[Line], index: usize) -> usize {
    let is_figure = |line: &&Line| {
        let text = compact(&line.text);
        line.mark.is_none()
            && !line.after_blank
            && text.starts_with(|c: char| c.is_ascii_digit())
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || ",.%".contains(c))
    };
    if lines.get(index).is_none_or(|line| !is_cell(line)) {
        return 0;
    }
    let below = lines.iter().skip(index + 1);
    below.take_while(is_figure).count()
}

fn is_cell(line: &Line) -> bool {
    line.text.chars().count() <= CELL
        && !line.text.ends_with('。')
        && line.text.contains(char::is_alphabetic)
}

/// The heads of so many columns right above the first row.
fn heads(lines: &[Line], first: usize, width: usize) -> Option<Range<usize>> {
    let start = first.checked_sub(width)?;
    let own = lines.get(start..first)?;
    let is_row = own.iter().skip(1).all(|line| !line.after_blank);
    (is_row && own.iter().all(is_cell)).then_some(start..first)
}

#[cfg(test)]
mod tests {
    use crate::ingest::lines;

    #[test]
    fn cells_below_each_other_are_a_row() {
        let text = "基礎情報\n東町\n西町\n計\n人口（人）\n4,251\n3,013\n7,264\n高齢化率（％）\n34.1\n30.5\n32.6\n面積\n12.5㎢\n次の文。";
        let texts: Vec<String> = lines::read(text).into_iter().map(|it| it.text).collect();
        assert_eq!(
            texts,
            [
                "基礎情報",
                "東町   西町   計",
                "人口（人）   4,251   3,013   7,264",
                "高齢化率（％）   34.1   30.5   32.6",
                "面積",
                "12.5㎢",
                "次の文。",
            ]
        );
    }

    #[test]
    fn a_list_of_towns_is_one_line() {
        let lines = lines::read("東町・西町・\n北村\nひがしまち・\nにしまち");
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["東町・西町・北村", "ひがしまち・", "にしまち"]);
    }
}
