//! Runs of rows as tables: headers of one or two rows, blank cells, lists laid out
//! crosswise.

use crate::record::Table;
use crate::text::fold;

use super::super::pattern::Pattern;
use super::outline::Line;

static NUMBER: Pattern = Pattern::new(
    r"^[-▲△]?\d[\d,]*(?:\.\d+)?\s*(?:件|人|名|%|回|歳|倍|か所|箇所|診療所|病院|機関|項目)?(?:[、,]\s*\d+\s*病院)?$",
);

/// Words of a first cell that titles a column.
const TITLES: [&str; 8] = [
    "no.",
    "no",
    "区分",
    "分類",
    "地域名",
    "項目",
    "団体名",
    "種別",
];

/// Every run of rows, as printed.
pub(super) fn tables(lines: &[Line]) -> impl Iterator<Item = Table> {
    let runs = lines.chunk_by(|one, other| one.is_row() == other.is_row());
    let runs = runs.filter(|run| run.iter().any(Line::is_row));
    runs.map(|run| table(run, String::new()))
}

/// The table that a run of rows holds.
pub(super) fn table(run: &[Line], caption: String) -> Table {
    let lines = [
        run.first().map_or(0, |line| line.number),
        run.last().map_or(0, |line| line.number),
    ];
    let mut rows: Vec<Vec<String>> = run.iter().map(|line| line.cells.clone()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    for row in &mut rows {
        row.resize(width, String::new());
    }
    // A column that is blank throughout is a stray separator.
    for column in (0..width).rev() {
        if rows.iter().all(|row| row[column].is_empty()) {
            for row in &mut rows {
                row.remove(column);
            }
        }
    }
    let parts = crosswise(&rows).or_else(|| two_headers(&rows));
    let (header, rows) = parts.or_else(|| one_header(&rows)).unwrap_or_else(|| {
        let mut header = vec!["項目".to_owned(), "内容".to_owned()];
        header.resize(rows.first().map_or(0, Vec::len), String::new());
        (header, rows)
    });
    Table {
        caption,
        header,
        rows: fill_down(rows),
        lines,
    }
}

type Parts = (Vec<String>, Vec<Vec<String>>);

/// Names above their figures, in as many pairs of rows as the page needed.
fn crosswise(rows: &[Vec<String>]) -> Option<Parts> {
    let (pairs, []) = rows.as_chunks::<2>() else {
        return None;
    };
    let filled = |row: &'_ Vec<String>, holds: fn(&str) -> bool| {
        let mut cells = row.iter().filter(|cell| !cell.is_empty());
        cells.all(|cell| holds(cell))
    };
    let is_pair = |[names, figures]: &[Vec<String>; 2]| {
        filled(names, |cell| !is_number(cell)) && filled(figures, is_number)
    };
    if pairs.is_empty() || !pairs.iter().all(is_pair) {
        return None;
    }
    let list = pairs
        .iter()
        .flat_map(|[names, figures]| names.iter().zip(figures))
        .filter(|(name, _)| !name.is_empty())
        .map(|(name, figure)| vec![name.clone(), figure.clone()])
        .collect();
    Some((vec!["区分".into(), "数".into()], list))
}

/// A header in two rows: the second, with a blank first cell, parts the columns of
/// the first.
fn two_headers(rows: &[Vec<String>]) -> Option<Parts> {
    let [first, second, rest @ ..] = rows else {
        return None;
    };
    let heads = second.first()?.is_empty()
        && second.iter().any(|cell| !cell.is_empty())
        && !first.iter().chain(second).any(|cell| is_number(cell))
        && rest.iter().flatten().any(|cell| is_number(cell));
    if !heads {
        return None;
    }
    let mut above = "";
    let header = first
        .iter()
        .zip(second)
        .map(|(one, other)| {
            if !one.is_empty() {
                above = one;
            }
            [above, other].join(" ").trim().to_owned()
        })
        .collect();
    Some((header, rest.to_vec()))
}

/// A header in one row: its first cell is a title, or figures stand below its words.
fn one_header(rows: &[Vec<String>]) -> Option<Parts> {
    let (first, rest) = rows.split_first()?;
    let cell = fold(first.first()?);
    let titled = TITLES.contains(&cell.split('(').next()?);
    let above_figures = !first.iter().any(|cell| is_number(cell))
        && (1..first.len()).any(|column| {
            rest.iter()
                .any(|row| row.get(column).is_some_and(|cell| is_number(cell)))
        });
    (!rest.is_empty() && (titled || above_figures)).then(|| (first.clone(), rest.to_vec()))
}

/// A blank first cell with words beside it stands for the one above.
fn fill_down(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut above = String::new();
    for row in &mut rows {
        let beside = row
            .get(1)
            .is_some_and(|cell| !cell.is_empty() && !is_number(cell));
        match row.first_mut() {
            Some(first) if first.is_empty() && beside => first.clone_from(&above),
            Some(first) => above.clone_from(first),
            None => {}
        }
    }
    rows
}

/// Whether a cell holds a figure, perhaps with its unit.
fn is_number(cell: &str) -> bool {
    NUMBER.is_match(&fold(cell))
}

#[cfg(test)]
mod tests {
    use super::super::outline::lines;
    use super::*;

    fn of(text: &str) -> Table {
        table(&lines(text), String::new())
    }

    #[test]
    fn names_above_figures_become_a_list() {
        let table = of("釜石市\t鶴岡市\t\n1\t5\t\n無回答\t合計\n0\t124");
        assert_eq!(table.header, ["区分", "数"]);
        assert_eq!(table.rows[3], ["合計", "124"]);
    }

    #[test]
    fn a_header_in_two_rows_becomes_one() {
        let table = of(
            "意向\t件数(1年間)\t\t\n\t全体\t1人のみ\t2人以上\n増やしたい\t110.4件\t75.0件\t該当無し",
        );
        assert_eq!(
            table.header,
            [
                "意向",
                "件数(1年間) 全体",
                "件数(1年間) 1人のみ",
                "件数(1年間) 2人以上"
            ]
        );
        assert_eq!(table.rows.len(), 1);
    }

    #[test]
    fn blank_cells_stand_for_the_one_above() {
        let table = of("患者数(人)\t\tn=\nうち死亡\t合計\t86\n\t自宅\t85\n");
        assert_eq!(table.rows[1], ["うち死亡", "自宅", "85"]);
    }

    #[test]
    fn a_list_of_items_keeps_its_first_row() {
        let table =
            of("調査目的\t検討\n調査時期\t9月\n調査の進め方\t<ul><li>・一</li><li>・二</li></ul>");
        assert_eq!(table.header, ["項目", "内容"]);
        assert_eq!(table.rows[2][1], "・一\n・二");
        assert_eq!(
            of("分類（特徴）\t意見\n甲\t乙").header,
            ["分類（特徴）", "意見"]
        );
    }
}
