//! Reads a table with a column a town one town after the other, where extraction kept
//! its columns apart.
//!
//! Knows the shape of towns' names and where cells begin; what they say is read later.

use std::collections::BTreeMap;
use std::ops::Range;

use super::columns::Numbered;
use super::lines::from_each;
use super::numbers;
use super::pattern::Pattern;

/// Fewer lines with words for two towns are no table of what they did: a joint entry's
/// figures stand in columns too.
const ROWS: usize = 3;
/// Words have more letters.
const WORDS: usize = 6;
/// How far a wide cell may push the next one, and one that a mark begins.
const PUSHED: usize = 8;
const MARKED: usize = 16;

/// What may begin a cell.
const MARKS: &str = "○◎〇△×●・";

/// What starts a sheet.
const SHEET: &str = "\u{c}";

/// A town's name alone in a cell, its prefecture's before it or in the cell above, and how
/// it is read behind it.
static TOWN: Pattern = Pattern::new(
    r"^(?:[^\s0-9０-９、。・（）()]{1,3}[都道府県]\s)?[^\s0-9０-９、。・（）()]{1,7}[市区町村](?:\s?[（(]\p{Hiragana}+[)）])?$",
);
static PREFECTURE: Pattern = Pattern::new(r"^[^\s0-9０-９、。・（）()]{1,3}[都道府県]$");

/// A figure with its unit.
static FIGURE: Pattern = Pattern::new(r"^約?[0-9０-９][^ぁ-ん、。]*$");

/// The words of a cell: one blank joins them, more part cells.
static CELL: Pattern = Pattern::new(r"\S+(?:\s\S+)*");

/// A cell of a line: the characters that it takes, and its words.
type Cell = (Range<usize>, String);

/// A table's towns, each with its lines, and how many lines of the document it has.
struct Table {
    names: Vec<String>,
    towns: Vec<Vec<Numbered>>,
    length: usize,
}

/// The lines with each such table read town by town.
pub(super) fn unweave(lines: &[Numbered]) -> Vec<Numbered> {
    // Text, and each town of a table by itself.
    let mut parts: Vec<Vec<Numbered>> = vec![Vec::new()];
    // The names of each table, and which part is its first town.
    let mut tables: Vec<(Vec<String>, usize)> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let Some(table) = table(lines, at) else {
            if let Some(text) = parts.last_mut() {
                text.push(line.clone());
            }
            at += 1;
            continue;
        };
        at += table.length;
        // One that goes on from another sheet goes on with its towns.
        if let Some((_, first)) = tables.iter().find(|(names, _)| *names == table.names) {
            for (town, more) in parts.iter_mut().skip(*first).zip(table.towns) {
                town.extend(more.into_iter().skip(NAME));
            }
        } else {
            tables.push((table.names, parts.len()));
            parts.extend(table.towns);
        }
        parts.push(Vec::new());
    }
    parts.into_iter().flatten().collect()
}

/// How many lines a town's name takes: a blank one and its own.
const NAME: usize = 2;

/// The table whose head stands at a line.
fn table(lines: &[Numbered], at: usize) -> Option<Table> {
    let (number, line) = lines.get(at)?;
    let above = cells(line);
    let is_above = above.len() > 1 && above.iter().all(|(_, it)| PREFECTURE.is_match(it));
    let first = at + usize::from(is_above);
    let (head, beside) = head(cells(&lines.get(first)?.1))?;
    if is_above && above.len() != head.len() {
        return None;
    }
    let body = lines.get(first + 1..)?;
    let is_next = |(_, line): &Numbered| line.starts_with(SHEET);
    let body = body.get(..body.iter().position(is_next).unwrap_or(body.len()))?;
    let starts = starts(body, &head, &beside)?;
    let cut: Vec<Vec<String>> = body
        .iter()
        .map_while(|(_, line)| cut(line, &starts))
        .collect();
    let is_words = |cell: &&String| {
        let letters = cell
            .chars()
            .filter(|c| c.is_alphabetic() && !c.is_numeric());
        letters.count() > WORDS
    };
    let towns = |row: &Vec<String>| row.iter().skip(1).take(head.len()).filter(is_words).count();
    let says = |row: &&Vec<String>| towns(row) > 1;
    if cut.iter().filter(says).count() < ROWS {
        return None;
    }
    let rows = rows(body, &cut);
    let mut towns = Vec::new();
    for (town, (_, name)) in head.iter().enumerate() {
        let prefecture = above.get(town).filter(|_| is_above);
        let prefecture = prefecture.map_or("", |(_, it)| it.as_str());
        // The first name takes the start of the sheet.
        let sheet = if town == 0 && line.starts_with(SHEET) {
            SHEET
        } else {
            ""
        };
        let name: String = name.split_whitespace().collect();
        let name = format!("{sheet}{prefecture}{name}");
        let mut own = vec![(*number, String::new()), (*number, name)];
        own.extend(rows.iter().flat_map(|row| row.of(town)));
        towns.push(own);
    }
    Some(Table {
        names: head.into_iter().map(|(_, name)| name).collect(),
        towns,
        length: first - at + 1 + cut.len(),
    })
}

/// The towns that head a table, and what heads columns behind theirs: 「（参考）東県」, of
/// which the table tells nothing that a town did. The labels may have a head too.
fn head(mut cells: Vec<Cell>) -> Option<(Vec<Cell>, Vec<Cell>)> {
    // 「項目＼市町」 heads the labels.
    let is_label = |words: &str| ["市町", "町村"].iter().any(|it| words.ends_with(it));
    let is_town = |(_, words): &Cell| TOWN.is_match(words) && !is_label(words);
    if cells.first().is_some_and(|it| !is_town(it)) {
        cells.remove(0);
    }
    let towns = cells.iter().take_while(|it| is_town(it)).count();
    let beside = cells.split_off(towns);
    let has_more = beside.iter().any(is_town);
    (towns > 1 && !has_more).then_some((cells, beside))
}

/// The cells of a line.
fn cells(line: &str) -> Vec<Cell> {
    let chars = |part: Range<usize>| line.get(part).map_or(0, |it| it.chars().count());
    // How far the line is read, in bytes and in characters.
    let (mut byte, mut at) = (0, 0);
    let found = CELL.find_all(line).into_iter();
    let cells = found.map(|(start, end)| {
        let from = at + chars(byte..start);
        (byte, at) = (end, from + chars(start..end));
        let words = line.get(start..end).unwrap_or_default();
        (from..at, words.to_owned())
    });
    cells.collect()
}

/// Where the columns of the towns begin, and those behind them: where most words do
/// between the names in the head.
fn starts(body: &[Numbered], head: &[Cell], beside: &[Cell]) -> Option<Vec<usize>> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, line) in body {
        let mut before = ' ';
        for (at, c) in line.chars().enumerate() {
            if before.is_whitespace() && !c.is_whitespace() {
                *counts.entry(at).or_default() += 1;
            }
            before = c;
        }
    }
    let mut from = 1;
    head.iter()
        .chain(beside)
        .map(|(place, _)| {
            let own = (from <= place.start).then(|| counts.range(from..=place.start))?;
            from = place.end;
            own.max_by_key(|(_, count)| **count).map(|(at, _)| *at)
        })
        .collect()
}

/// A line's label and the text of each town; none where a text runs over the columns.
fn cut(line: &str, starts: &[usize]) -> Option<Vec<String>> {
    let chars: Vec<char> = line.chars().collect();
    let is_blank = |at: usize| chars.get(at).is_none_or(|c| c.is_whitespace());
    let mut begins = vec![0];
    for &start in starts {
        let near = (0..=MARKED).flat_map(|step| [start.checked_sub(step), Some(start + step)]);
        let last = begins.last().copied().unwrap_or(0);
        let near = near.flatten().filter(|&at| at > last && is_blank(at - 1));
        // A mark begins a cell, however near the text before ends.
        let is_marked = |at: &usize| chars.get(*at).is_some_and(|c| MARKS.contains(*c));
        let is_near = |at: &usize| at.abs_diff(start) <= PUSHED;
        let place = near.clone().find(|at| *at == start || is_marked(at));
        let near = || near.clone().find(is_near);
        begins.push(place.or_else(near)?);
    }
    let parts = from_each(&begins, chars.len()).map(|part| {
        let part: String = chars.iter().take(part.end).skip(part.start).collect();
        part.trim().to_owned()
    });
    Some(parts.collect())
}

/// A row of the table: its label and the lines of each town.
#[derive(Default)]
struct Row {
    /// The line of its label.
    number: usize,
    label: String,
    towns: Vec<Vec<Numbered>>,
}

impl Row {
    /// What it says of a town, behind its label; a note that no town has stays with the
    /// first.
    fn of(&self, town: usize) -> Vec<Numbered> {
        if town == 0 && self.towns.iter().all(Vec::is_empty) && !self.label.is_empty() {
            return vec![(self.number, self.label.clone())];
        }
        let mut lines = self.towns.get(town).cloned().unwrap_or_default();
        if let Some((number, first)) = lines.first_mut() {
            let labelled = format!("{} {first}", self.label);
            labelled.trim().clone_into(first);
            let blank = (*number, String::new());
            lines.insert(0, blank);
        }
        lines
    }
}

/// The rows of the table: a label begins one, behind a line without, where either line
/// has figures, which take no second one, or where a mark begins a town's text.
fn rows(body: &[Numbered], cut: &[Vec<String>]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let is_figure =
        |cell: &String| cell.is_empty() || FIGURE.is_match(cell) || numbers::is_none(cell);
    let is_mark = |c: char| c != '・' && MARKS.contains(c);
    let (mut had_label, mut was_counted) = (false, false);
    for ((number, _), parts) in body.iter().zip(cut) {
        let Some((label, texts)) = parts.split_first() else {
            continue;
        };
        let is_counted = texts.iter().all(is_figure) && texts.iter().any(|it| !it.is_empty());
        let is_marked = texts.iter().any(|it| it.starts_with(is_mark));
        let is_next = !had_label || was_counted || is_counted || is_marked;
        if rows.is_empty() || !label.is_empty() && is_next {
            rows.push(Row {
                number: *number,
                ..Row::default()
            });
        }
        (had_label, was_counted) = (!label.is_empty(), is_counted);
        let Some(row) = rows.last_mut() else {
            continue;
        };
        row.label.push_str(label);
        row.towns.resize(texts.len(), Vec::new());
        for (town, text) in row
            .towns
            .iter_mut()
            .zip(texts)
            .filter(|(_, it)| !it.is_empty())
        {
            town.push((*number, text.clone()));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::unweave;

    #[test]
    fn a_column_is_read_as_the_town_s() {
        let text = "二つの町\n          東県             西県\n          北町             南町\n人口        9,000人          4,100人\n\n話し合い      三者が月に一度、庁舎に   協議会は四年前から\n          集まって決める      集まれずにいる\nこれか       公民館に窓口を置く    往診の当番を考える\nら\n\n※四月現在\n\n以上、二つの町の担当者から聞き取ったことを表にまとめた。";
        let lines: Vec<_> = (1..).zip(text.lines().map(str::to_owned)).collect();
        let read: Vec<String> = unweave(&lines)
            .into_iter()
            .map(|(_, line)| line)
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(
            read,
            [
                "二つの町",
                "東県北町",
                "人口 9,000人",
                "話し合い 三者が月に一度、庁舎に",
                "集まって決める",
                "これから 公民館に窓口を置く",
                "※四月現在",
                "西県南町",
                "人口 4,100人",
                "話し合い 協議会は四年前から",
                "集まれずにいる",
                "これから 往診の当番を考える",
                "以上、二つの町の担当者から聞き取ったことを表にまとめた。",
            ]
        );
        let beside = text.replace(
            "          東県             西県\n          北町             南町",
            "          東県 北町          西県 南町",
        );
        let lines: Vec<_> = (1..).zip(beside.lines().map(str::to_owned)).collect();
        let read: Vec<String> = unweave(&lines).into_iter().map(|(_, line)| line).collect();
        assert!(
            ["東県北町", "西県南町"]
                .iter()
                .all(|it| read.iter().any(|line| line == it))
        );
        let read_aloud = text
            .replace("北町  ", "北町 （きたまち）")
            .replace("南町\n", "南町 （みなみまち）\n");
        let lines: Vec<_> = (1..).zip(read_aloud.lines().map(str::to_owned)).collect();
        let read: Vec<String> = unweave(&lines).into_iter().map(|(_, line)| line).collect();
        assert!(
            read.contains(&"東県北町（きたまち）".to_owned()),
            "{read:?}"
        );
        let compared = "項目          北町             南町             （参考）東県\n人口        9,000人          4,100人          912,000人\n話し合い      三者が月に一度、庁舎に   協議会は四年前から     市町村の半分が開く\n          集まって決める      集まれずにいる\n窓口        公民館に窓口を置いた   往診の当番を考える\n名簿        公民館に名簿を置いた   名簿は作らずにいる";
        let lines: Vec<_> = (1..).zip(compared.lines().map(str::to_owned)).collect();
        let read: Vec<String> = unweave(&lines).into_iter().map(|(_, line)| line).collect();
        let place = |line: &str| read.iter().position(|it| it == line);
        assert!(place("北町") < place("人口 9,000人"));
        assert!(place("人口 9,000人") < place("南町"));
        assert!(place("南町") < place("人口 4,100人"));
        assert!(read.iter().all(|it| !it.contains("912,000人")));
        let figures = "        北町       南町\n人口      9,000人    4,100人\n面積      12.3㎢    45.6㎢\n高齢化率    33.1％    35.2％";
        let lines: Vec<_> = (1..).zip(figures.lines().map(str::to_owned)).collect();
        assert_eq!(unweave(&lines), lines);
    }

    #[test]
    fn names_without_a_table_stay() {
        let text = "北町    南町\n北町と南町の担当者が年に四回集まり、次に何をするかを決めている。";
        let lines: Vec<_> = (1..).zip(text.lines().map(str::to_owned)).collect();
        assert_eq!(unweave(&lines), lines);
    }
}
