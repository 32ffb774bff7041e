//! What a table says, as headings and lines: a table in which each row is a town
//! becomes an entry a row, a form of labels and values becomes its labels with what
//! stands under them, any other keeps its rows.

use super::blocks::{Block, one_line};

/// Headers of the column that names the town.
const TOWN: [&str; 12] = [
    "市町村名",
    "市町村",
    "市区町村名",
    "市区町村",
    "自治体名",
    "自治体",
    "団体名",
    "市町名",
    "市町",
    "実施市町村",
    "実施自治体",
    "保険者名",
];
/// Headers of the column that names its prefecture.
const PREFECTURE: [&str; 4] = ["都道府県名", "都道府県", "県名", "県"];
/// The heading over a town's name in an entry.
pub(super) const NAME: &str = "市町村名";
/// A header stands in one of so many first rows, below a title.
const ABOVE: usize = 8;
/// A label is not longer.
const LABEL: usize = 20;
/// A cell that is longer is text.
const TEXT: usize = 40;

/// The blocks that a table's rows become.
pub(super) fn blocks(rows: &[Vec<String>]) -> Vec<Block> {
    let rows: Vec<&Vec<String>> = rows.iter().filter(|row| filled(row) > 0).collect();
    let header = rows
        .iter()
        .take(ABOVE)
        .position(|row| filled(row) >= 3 && row.iter().any(|cell| is_one_of(cell, &TOWN)));
    if let Some(at) = header
        && let (above, [header, rows @ ..]) = rows.split_at(at)
        && !rows.is_empty()
    {
        let mut blocks: Vec<Block> = above.iter().map(|row| plain(row)).collect();
        blocks.extend(towns(header, rows));
        return blocks;
    }
    if is_form(&rows) {
        return rows.iter().flat_map(|row| labelled(row)).collect();
    }
    if let [header, row] = rows.as_slice()
        && header.iter().all(|cell| is_label(cell))
        && row.iter().any(|cell| is_text(cell))
    {
        let pairs = header.iter().zip(row.iter());
        return pairs
            .flat_map(|(label, value)| entry(label, value))
            .collect();
    }
    rows.iter()
        .flat_map(|row| match row.split_first() {
            Some((first, rest)) if is_label(first) && rest.iter().any(|cell| is_text(cell)) => {
                entry(first, &rest.join("\n"))
            }
            _ => vec![plain(row)],
        })
        .collect()
}

/// A heading and what stands under it; nothing where nothing does.
fn entry(label: &str, value: &str) -> Vec<Block> {
    let paragraph = Block::Paragraph(value.to_owned());
    match (label.trim(), value.trim()) {
        (_, "") => Vec::new(),
        ("", _) => vec![paragraph],
        (label, _) => vec![Block::Heading(label.to_owned()), paragraph],
    }
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Whether a cell is one of these words, whatever blanks stand in it.
fn is_one_of(cell: &str, words: &[&str]) -> bool {
    let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    words.contains(&cell.as_str())
}

fn is_label(cell: &str) -> bool {
    (1..=LABEL).contains(&cell.trim().chars().count())
}

fn is_text(cell: &str) -> bool {
    cell.contains('。') || cell.trim().contains('\n') || cell.chars().count() > TEXT
}

/// Whether each row is a label with its value.
fn is_form(rows: &[&Vec<String>]) -> bool {
    let is_pair =
        |row: &&&Vec<String>| row.first().is_some_and(|label| is_label(label)) && filled(row) <= 2;
    let has_value = |row: &&&Vec<String>| filled(row) == 2;
    !rows.is_empty()
        && rows.iter().all(|row| is_pair(&row))
        && rows.iter().filter(has_value).count() * 2 > rows.len()
}

fn labelled(row: &[String]) -> Vec<Block> {
    let mut cells = row.iter().filter(|cell| !cell.trim().is_empty());
    let label = cells.next().map(String::as_str).unwrap_or_default();
    match cells.next().map(|cell| value(label, cell.trim())) {
        Some(value) if is_text(&value) || is_one_of(label, &TOWN) => entry(label, &value),
        Some(value) => {
            let words = format!("{}：{}", one_line(label), one_line(&value));
            vec![Block::Item(words)]
        }
        None => vec![Block::Heading(label.to_owned())],
    }
}

/// A row as a line, its cells apart.
fn plain(row: &[String]) -> Block {
    let cells = row.iter().map(|cell| one_line(cell));
    let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
    Block::Item(cells.join("   "))
}

/// The entries of a table of which each row is a town.
fn towns(header: &[String], rows: &[&Vec<String>]) -> Vec<Block> {
    let at = |words| header.iter().position(|cell| is_one_of(cell, words));
    let (named, above) = (at(&TOWN).unwrap_or_default(), at(&PREFECTURE));
    let mut headers: Vec<String> = header.iter().map(|cell| one_line(cell)).collect();
    let mut rows = rows;
    // A second row of headers stands below the first where cells are joined.
    if let Some((second, rest)) = rows.split_first()
        && cell(second, named).is_empty()
        && filled(second) >= 2
        && second
            .iter()
            .all(|cell| cell.trim().is_empty() || is_label(cell))
        && !rest.is_empty()
    {
        headers.resize(headers.len().max(second.len()), String::new());
        for (header, second) in headers.iter_mut().zip(second.iter()) {
            if !second.trim().is_empty() {
                *header = one_line(second);
            }
        }
        rows = rest;
    }
    let mut blocks = Vec::new();
    let (mut prefecture, mut last) = ("", "");
    for row in rows {
        if let Some(own) = above.map(|at| cell(row, at))
            && !own.is_empty()
        {
            prefecture = own;
        }
        let town = cell(row, named);
        // Joined cells name the town in their first row only.
        if !town.is_empty() && town != last {
            let name = match town.strip_prefix(prefecture) {
                Some(_) => town.to_owned(),
                None => format!("{prefecture}{town}"),
            };
            blocks.extend(entry(NAME, &name));
            last = town;
        }
        for (at, header) in headers.iter().enumerate() {
            if at != named && Some(at) != above {
                blocks.extend(entry(header, &value(header, cell(row, at))));
            }
        }
    }
    blocks
}

fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map(|cell| cell.trim()).unwrap_or_default()
}

/// A value as it was shown: a sheet keeps 43.7 % as 0.437.
fn value(header: &str, cell: &str) -> String {
    let share = cell
        .parse()
        .ok()
        .filter(|share| *share > 0.0 && *share < 1.0);
    match share {
        Some(share) if header.contains('率') || header.contains("割合") => {
            let percent: f64 = share;
            format!("{}％", (percent * 1000.0).round() / 10.0)
        }
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::text;
    use super::*;

    fn read(rows: &[&[&str]]) -> String {
        let row = |row: &&[&str]| row.iter().map(|&cell| cell.to_owned()).collect();
        text(&[Block::Table(rows.iter().map(row).collect())]).unwrap()
    }

    #[test]
    fn each_row_that_is_a_town_becomes_an_entry() {
        let text = read(&[
            &["取組一覧", "", "", ""],
            &["県", "市町村", "高齢化率", "課題"],
            &["北海道", "北竜町", "0.437", "医師が一人。"],
            &["", "", "", "夜間が薄い。"],
            &["", "沼田町", "41.2％", ""],
        ]);
        assert_eq!(
            text,
            "取組一覧\n\n## 市町村名\n\n北海道北竜町\n\n## 高齢化率\n\n43.7％\n\n## 課題\n\n\
             医師が一人。\n\n## 課題\n\n夜間が薄い。\n\n## 市町村名\n\n北海道沼田町\n\n\
             ## 高齢化率\n\n41.2％\n"
        );
    }

    #[test]
    fn a_form_keeps_its_labels_over_their_text() {
        let text = read(&[&["人口", "9,000人"], &["課題", "医師が一人しかいない。"]]);
        assert_eq!(
            text,
            "人口：9,000人\n\n## 課題\n\n医師が一人しかいない。\n\n"
        );
    }

    #[test]
    fn another_table_keeps_its_rows() {
        let text = read(&[&["年度", "件数", "人数"], &["R4", "12", "30"]]);
        assert_eq!(text, "年度   件数   人数\nR4   12   30\n");
    }
}
