//! What day a block's figures stand for.
//!
//! A figure's own bracket comes first; then footnotes that name it, a line with only
//! a date right below it, the heads of a table's columns, and what is said for the
//! whole block: with its heading, at its start or at its end.

use crate::record::Lines;

use super::super::dates::{self, Date};
use super::super::pattern::Pattern;
use super::{Label, Printed, Row};

static NOTE: Pattern = Pattern::new(r"^[・(]*[※*注]\s*\d{1,2}");
static PROJECTED: Pattern = Pattern::new(r"推計|見込|予測|将来");
/// What a line may hold besides a date and still say nothing else.
static DATE_WORDS: Pattern = Pattern::new(
    r"[\s()（）〔〕【】\[\]※*・･:：。、]|現在|時点|末日|末|国勢調査|住民基本台帳|住基|調べ|より",
);
static RANGE: Pattern = Pattern::new(r"^[\d.%~〜\-]+$");
static NAMES_AREA: Pattern = Pattern::new(r"面積($|[^調])");
static NAMES_POPULATION: Pattern = Pattern::new(r"(^|[^者])人口");

/// Gives dates to the figures that have none of their own.
pub(super) fn date(values: &mut [Printed], rows: &[Row<'_>], heading: Option<&str>) {
    let own = values.iter().any(|value| value.as_of.is_some());
    let mut of_block = heading.and_then(dates::first);
    let columns = columns(values, rows);
    if columns.len() > 1 {
        date_columns(values, &columns);
    }
    for row in rows {
        let number = row.line.number;
        let is_value = values
            .iter()
            .any(|value| (value.lines[0]..=value.lines[1]).contains(&number));
        let is_column = columns.len() > 1
            && columns
                .iter()
                .any(|column| (column.lines[0]..=column.lines[1]).contains(&number));
        let found = dates::dates(&row.text);
        let Some(first) = found.first().filter(|_| !is_value && !is_column) else {
            continue;
        };
        if let Some((_, end)) = NOTE.find(&row.text) {
            let note = row.text.get(..end).unwrap_or_default();
            let note = note.trim_start_matches(['・', '(']);
            give(values, &first.iso, |value| {
                value
                    .note
                    .as_deref()
                    .is_some_and(|mark| compact_note(mark) == compact_note(note))
            });
            continue;
        }
        let named = named(&row.text);
        if !named.is_empty() {
            give(values, &first.iso, |value| named.contains(&value.label));
            continue;
        }
        let rest = rest(&row.text, &found);
        let for_others = row.text.contains("その他");
        let is_range = rest.contains('%') && RANGE.is_match(&rest);
        let excepts = rest.contains("のみ") || rest.contains("認定率は");
        if !(for_others || is_range || excepts || rest.chars().count() <= 1) {
            continue;
        }
        let before = values
            .iter()
            .map(|value| value.lines)
            .filter(|lines| lines[1] < number)
            .max_by_key(|lines| lines[1]);
        let stands_between = values.iter().any(|value| value.lines[0] > number);
        let says_current = row.text.contains("現在") || row.text.contains("時点");
        match before {
            // Between the figures, or a range right below one: that figure's own.
            Some(lines) if !for_others && (stands_between || is_range) => {
                give(values, &first.iso, |value| value.lines == lines);
            }
            Some(_) if !for_others && own && !says_current => {}
            _ => of_block = of_block.or_else(|| Some(first.iso.clone())),
        }
    }
    if let Some(date) = of_block {
        give(values, &date, |_| true);
    }
}

fn give(values: &mut [Printed], date: &str, is_meant: impl Fn(&Printed) -> bool) {
    for value in values.iter_mut().filter(|value| is_meant(value)) {
        value.as_of.get_or_insert_with(|| date.to_owned());
    }
}

fn compact_note(note: &str) -> String {
    note.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The labels that a footnote names: 「※人口、高齢化率はH29年10月31日現在」.
fn named(text: &str) -> Vec<Label> {
    let mut named = Vec::new();
    if NAMES_POPULATION.is_match(text) {
        named.push(Label::Population);
    }
    if text.contains("高齢者人口") {
        named.push(Label::Population65);
    }
    if text.contains("75歳以上") || text.contains("後期高齢") {
        named.extend([Label::Population75, Label::Rate75]);
    }
    if text.contains("高齢化率") || text.contains("高齢者率") {
        named.push(Label::Rate65);
    }
    if NAMES_AREA.is_match(text) {
        named.push(Label::Area);
    }
    named
}

/// What the line says besides its dates.
fn rest(text: &str, found: &[Date]) -> String {
    let mut rest = text.to_owned();
    for date in found.iter().rev() {
        if rest.is_char_boundary(date.span.0) && rest.is_char_boundary(date.span.1) {
            rest.replace_range(date.span.0..date.span.1, "");
        }
    }
    DATE_WORDS.strip(&rest)
}

/// A column of a table, by the date over it.
#[derive(Debug)]
struct Column {
    date: String,
    is_projected: bool,
    lines: Lines,
}

/// The columns that stand over the first figures, where they are printed for more
/// than one year.
fn columns(values: &[Printed], rows: &[Row<'_>]) -> Vec<Column> {
    let side_by_side = values
        .iter()
        .filter(|value| value.column == 1 && value.town.is_none());
    let Some(first) = side_by_side.map(|value| value.lines[0]).min() else {
        return Vec::new();
    };
    let mut columns: Vec<Column> = Vec::new();
    for row in rows.iter().filter(|row| row.line.number < first) {
        let in_brackets = row.text.starts_with('(');
        for (order, date) in dates::dates(&row.text).into_iter().enumerate() {
            let after = row.text.get(date.span.1..).unwrap_or_default();
            let before = row.text.get(..date.span.0).unwrap_or_default();
            // 「2017（H29.10.31)」: the bracket says the same more exactly.
            let same = before.trim_end().ends_with('(') && (in_brackets || order > 0);
            let is_projected = PROJECTED.find(after).is_some_and(|(start, _)| {
                dates::dates(after)
                    .first()
                    .is_none_or(|next| start < next.span.0)
            });
            match columns.last_mut() {
                Some(last) if same => {
                    if date.iso.len() > last.date.len() {
                        last.date = date.iso;
                    }
                    last.is_projected |= is_projected;
                    last.lines[1] = row.line.number;
                }
                _ => columns.push(Column {
                    date: date.iso,
                    is_projected,
                    lines: [row.line.number, row.line.number],
                }),
            }
        }
    }
    columns
}

fn date_columns(values: &mut [Printed], columns: &[Column]) {
    let tabular: Vec<[usize; 2]> = values
        .iter()
        .filter(|value| value.column > 0 && value.town.is_none())
        .map(|value| value.lines)
        .collect();
    for value in values
        .iter_mut()
        .filter(|value| tabular.contains(&value.lines))
    {
        if let Some(column) = columns.get(value.column) {
            value.as_of.get_or_insert_with(|| column.date.clone());
            value.is_projected |= column.is_projected;
        }
    }
}
