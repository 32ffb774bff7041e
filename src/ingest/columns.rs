//! Reads a sheet's columns one after the other, where extraction kept the sheet's
//! layout and printed them side by side.
//!
//! A gutter is a strip that no line fills, with text on both sides of it. The rows of
//! a table have one too: a table stays as it is. Knows blanks and marks only.

use std::collections::HashMap;
use std::ops::Range;

use super::lines::from_each;
use super::numbers;
use super::pattern::Pattern;

/// A line of the document with its number, counted from 1.
pub(super) type Numbered = (usize, String);

/// So many lines at least have text on both sides of a gutter.
const ROWS: usize = 3;

/// Blanks between columns; one is a blank between words.
const GUTTER: usize = 2;

/// What parts the cells of a row.
static GAP: Pattern = Pattern::new(r"\s{2,}");

/// The labels of a table are no wider, most of them and all; columns of text are.
const LABEL: usize = 8;
const LONGEST_LABEL: usize = 12;

/// A cell with a town's name and figures is not wider: 「（人口159,814人、」.
const CELL: usize = 18;

/// The name of a town at the start of its cell, behind the row's number.
static TOWN: Pattern = Pattern::new(
    r"^\s*(?:[0-9０-９]{1,6}[\s．.]+)?[^\s0-9０-９、。]{1,7}[市区町村](?:[\s・（(]|$)",
);

/// What heads a column of towns.
static TOWNS: Pattern = Pattern::new(r"^\s*[市区町村]{2,3}(?:\s|$)");

/// A town's name that stands alone, with its prefecture or without it.
static TITLE: Pattern =
    Pattern::new(r"^(?:\p{Han}{2,3}[都道府県]\s*)?[^\s0-9０-９、。・（）()]{1,7}[市区町村]$");

/// A number of people or a share of them.
static FIGURES: Pattern = Pattern::new(r"[0-9０-９]\s*[万千]?[人%％]");

/// What says in a table of items whether they are done.
pub(super) const STATUS: [char; 9] = ['○', '〇', '◯', '◎', '△', '×', '✕', '－', '―'];

/// The document's lines, sheet by sheet and column by column. A town's name over columns
/// of its own begins a part that is read as a sheet is.
pub(super) fn unweave(lines: Vec<Numbered>) -> Vec<Numbered> {
    let text = |index: usize| lines.get(index).map_or("", |(_, line)| line.trim());
    let begins = |&index: &usize| {
        let line = lines.get(index).map_or("", |(_, line)| line);
        let is_set_off = text(index - 1).is_empty() && text(index + 1).is_empty();
        line.starts_with('\u{c}') || is_set_off && TITLE.is_match(text(index))
    };
    let starts: Vec<usize> = (1..lines.len()).filter(begins).collect();
    let mut rest = lines;
    let parts = starts.iter().rev().map(|&start| rest.split_off(start));
    let mut parts: Vec<Vec<Numbered>> = parts.collect();
    parts.push(rest);
    parts.into_iter().rev().flat_map(columns).collect()
}

/// The lines of one sheet, the left column before the right.
fn columns(sheet: Vec<Numbered>) -> Vec<Numbered> {
    let rows: Vec<Vec<char>> = sheet
        .iter()
        .map(|(_, line)| line.chars().collect())
        .collect();
    let Some((at, block)) = gutter(&rows) else {
        return sheet;
    };
    let mut read = sheet;
    let mut inner = read.split_off(block.start);
    let after = inner.split_off(block.len());
    // A table is read one town after the other.
    let mut starts = towns(rows.get(block).unwrap_or_default(), at);
    starts.insert(0, 0);
    for own in from_each(&starts, inner.len()).filter_map(|it| inner.get(it)) {
        let halves = own.iter().map(|(number, line)| {
            let at = line.char_indices().nth(at);
            let (one, other) = line.split_at(at.map_or(line.len(), |(at, _)| at));
            ((*number, one.to_owned()), (*number, other.to_owned()))
        });
        let (left, right): (Vec<Numbered>, Vec<Numbered>) = halves.unzip();
        let blank = (own.first().map_or(0, |it| it.0), String::new());
        read.extend(left);
        read.push(blank.clone());
        read.extend(columns(right));
        read.push(blank);
    }
    read.extend(after);
    read
}

/// Where the rows of a table begin that each tell of one town, its name and figures in
/// a narrow column before the rest, or the parts of a sheet that each begin with a
/// town behind a blank line; none where there are no two of them.
fn towns(rows: &[Vec<char>], at: usize) -> Vec<usize> {
    let left = |row: &Vec<char>| -> String { row.iter().take(at).collect() };
    // Bare figures may stand behind the name, under heads that say what they are.
    let is_narrow = |row: &Vec<char>| {
        let left = left(row);
        let cells = GAP.split(left.trim()).into_iter();
        let words = cells.filter(|it| !is_figure(it) && !numbers::is_none(it));
        words.map(|it| it.chars().count()).sum::<usize>() <= CELL
    };
    let starts = |row: &Vec<char>| {
        let right = first_cell(row.get(at..).unwrap_or_default());
        let says = !right.is_empty() && !is_figure(&right) && !is_status(&right);
        says && is_town(&left(row))
    };
    let has_figures = |own: Range<usize>| {
        let own = rows.get(own).unwrap_or_default();
        own.iter().any(|row| {
            let left = left(row);
            GAP.split(left.trim()).into_iter().any(is_figure) || FIGURES.is_match(&left)
        })
    };
    let starts = |index: usize| rows.get(index).is_some_and(starts);
    // A second name right below the first, without figures, is of the same cell.
    let is_second = |index: usize| index > 0 && starts(index - 1) && !has_figures(index..index + 1);
    let found: Vec<usize> = (0..rows.len())
        .filter(|&index| starts(index) && !is_second(index))
        .collect();
    // Who speaks in minutes stands in a narrow column too, without figures; a note in the
    // line below the table is as wide as the sheet.
    let first = found.first().copied().unwrap_or_default();
    let table = rows.get(first..rows.len().saturating_sub(1));
    let is_column = table.unwrap_or_default().iter().all(is_narrow);
    let is_set_off = |index: &usize| index.checked_sub(1).is_none_or(|it| is_blank(rows, it));
    let are_parts = found.len() > 1
        && if is_column {
            from_each(&found, rows.len()).all(has_figures)
        } else {
            found.iter().all(is_set_off)
        };
    if are_parts { found } else { Vec::new() }
}

/// Where the right column starts, in the lines that have two.
fn gutter(rows: &[Vec<char>]) -> Option<(usize, Range<usize>)> {
    let width = rows.iter().map(Vec::len).max()?;
    // Few sheets are such tables: they are looked for only where lines begin with towns.
    let named = rows.iter().map(|row| row.iter().collect::<String>());
    let may_be_of_towns = named.filter(|line| is_town(line)).count() > 1;
    let heads: Vec<usize> = (0..rows.len())
        .filter(|&index| rows.get(index).is_some_and(|row| are_titles(row)))
        .collect();
    let mut best: Option<Gutter> = None;
    for at in GUTTER + 1..width {
        for run in runs(rows, &heads, at) {
            let sided = |index: &usize| rows.get(*index).is_some_and(|row| has_both(row, at));
            let Some(first) = run.clone().find(sided) else {
                continue;
            };
            // The heads of the right column may stand above the first such line.
            let above = (run.start..first).rev();
            let mut above = above.take_while(|&index| !is_blank(rows, index));
            let is_head = |&index: &usize| rows.get(index).is_some_and(|row| is_right(row, at));
            let first = above.find(is_head).unwrap_or(first);
            let count = run.clone().filter(sided).count();
            let block = first..run.end;
            let own = rows.get(block.clone())?;
            let of_towns = may_be_of_towns && !towns(own, at).is_empty();
            let worth = (of_towns, count, block.len());
            let is_more = best.as_ref().is_none_or(|best| worth > best.worth);
            if count >= ROWS && is_more && (of_towns || !is_table(own, at)) {
                best = Some(Gutter { worth, at, block });
            }
        }
    }
    best.map(|best| (best.at, best.block))
}

/// A strip between two columns.
struct Gutter {
    /// Whether a table's towns stand before it, how many lines have text on both sides,
    /// and how many there are: the widest strip closes no line of the left column out.
    worth: (bool, usize, usize),
    /// Where the right column starts.
    at: usize,
    block: Range<usize>,
}

/// Runs of lines that leave the strip before `at` blank; a footer and rows of figures
/// stand apart, these unless towns' names head the columns.
fn runs(rows: &[Vec<char>], heads: &[usize], at: usize) -> Vec<Range<usize>> {
    let is_open = |row: &Vec<char>| {
        row.iter()
            .take(at)
            .skip(at - GUTTER)
            .all(|c| c.is_whitespace())
    };
    let mut runs = Vec::new();
    let mut start = 0;
    for (index, row) in rows.iter().enumerate() {
        let ends = is_blank(rows, index) && is_blank(rows, index + 1);
        let is_headed = || heads.iter().any(|head| (start..index).contains(head));
        if !is_open(row) || ends || is_row_of_figures(row, at) && !is_headed() {
            runs.push(start..index);
            start = index + 1;
        }
    }
    runs.push(start..rows.len());
    runs
}

/// Whether a row holds towns' names, a column each.
fn are_titles(row: &[char]) -> bool {
    let line: String = row.iter().collect();
    let cells = GAP.split(line.trim());
    cells.len() > 1 && cells.into_iter().all(|it| TITLE.is_match(it))
}

/// Whether a row holds three figures or more, on both sides of a gutter.
fn is_row_of_figures(row: &[char], at: usize) -> bool {
    let figures = |part: &[char]| {
        let part: String = part.iter().collect();
        part.split_whitespace().filter(|it| is_figure(it)).count()
    };
    row.split_at_checked(at).is_some_and(|(left, right)| {
        let counts = [figures(left), figures(right)];
        !counts.contains(&0) && counts.iter().sum::<usize>() > 2
    })
}

fn has_both(row: &[char], at: usize) -> bool {
    let holds = |part: &[char]| part.iter().any(|c| !c.is_whitespace());
    row.split_at_checked(at)
        .is_some_and(|(left, right)| holds(left) && holds(right))
}

/// Whether a row stands behind the gutter only, and right behind it.
fn is_right(row: &[char], at: usize) -> bool {
    let start = row.iter().position(|c| !c.is_whitespace());
    start.is_some_and(|start| (at..at + CELL).contains(&start))
}

fn is_blank(rows: &[Vec<char>], index: usize) -> bool {
    rows.get(index)
        .is_none_or(|row| row.iter().all(|c| c.is_whitespace()))
}

/// Whether the rows are a table's: a column of labels before the rest, a column of
/// figures behind it, or marks that say what is done on either side of the gutter.
fn is_table(rows: &[Vec<char>], at: usize) -> bool {
    let rows = || rows.iter().filter(|row| has_both(row, at));
    let left = |row: &&Vec<char>| first_cell(row);
    let right = |row: &&Vec<char>| first_cell(row.get(at..).unwrap_or_default());
    let count = |is_meant: &dyn Fn(&&Vec<char>) -> bool| rows().filter(is_meant).count();
    let all = rows().count();
    // A column of labels and figures is one of the page.
    let figures = count(&|row| is_figure(&left(row)));
    let is_mixed = figures > 1 && figures + 1 < all;
    let is_label = |row: &&Vec<char>| left(row).chars().count() <= LABEL;
    let is_long_label = |row: &&Vec<char>| left(row).chars().count() <= LONGEST_LABEL;
    let are_labels = count(&is_label) * 2 > all && count(&is_long_label) == all;
    let is_marked = |row: &&Vec<char>| {
        let left = row.iter().take(at).rfind(|c| !c.is_whitespace());
        let right = row.iter().skip(at).find(|c| !c.is_whitespace());
        let next = row.iter().skip(at).skip_while(|c| c.is_whitespace()).nth(1);
        left.is_some_and(|c| STATUS.contains(c))
            || right.is_some_and(|c| STATUS.contains(c)) && next.is_none_or(|c| c.is_whitespace())
    };
    // Columns of marks side by side.
    let is_of_marks = |row: &&Vec<char>| {
        let cells = row.split(|c| c.is_whitespace());
        let marks = cells.filter(|cell| matches!(cell, [c] if STATUS.contains(c)));
        marks.count() > 2
    };
    let is_of_figures = |row: &&Vec<char>| {
        let right = right(row);
        is_figure(&right) || numbers::is_none(&right)
    };
    // Figures of years or of towns side by side.
    let are_figures = |row: &&Vec<char>| {
        let right: String = row.iter().skip(at).collect();
        let cells = || right.split_whitespace();
        cells().count() > 1 && cells().all(is_figure)
    };
    // 「実施」 again and again.
    let mut lasts: HashMap<String, usize> = HashMap::new();
    for row in rows() {
        let left: String = row.iter().take(at).collect();
        if let Some(word) = left.split_whitespace().last() {
            *lasts.entry(word.to_owned()).or_default() += 1;
        }
    }
    !is_mixed && are_labels
        || lasts.values().any(|&same| same > 2 && same * 2 > all)
        || count(&is_marked) * 2 > all
        || count(&is_of_marks) > 1
        || count(&are_figures) > 1
        || count(&is_of_figures) * 2 > all && count(&|row| is_figure(&right(row))) > 0
}

/// What stands before the first gap.
fn first_cell(row: &[char]) -> String {
    let start = row.iter().position(|c| !c.is_whitespace());
    let row = start.and_then(|start| row.get(start..)).unwrap_or_default();
    let is_gap = |two: &[char]| two.iter().all(|c| c.is_whitespace());
    let end = row.windows(GUTTER).position(is_gap).unwrap_or(row.len());
    row.iter().take(end).collect()
}

/// Whether a line begins with a town.
fn is_town(line: &str) -> bool {
    TOWN.is_match(line) && !TOWNS.is_match(line)
}

/// Whether a cell begins with a mark that says what is done.
fn is_status(cell: &str) -> bool {
    cell.starts_with(STATUS)
}

/// Whether a cell holds nothing but a figure.
fn is_figure(cell: &str) -> bool {
    cell.starts_with(char::is_numeric)
        && cell
            .chars()
            .all(|c| c.is_numeric() || ",.，．%％㎢km²人名千万".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let lines = (1..).zip(text.lines().map(str::to_owned));
        unweave(lines.collect())
            .into_iter()
            .map(|(_, line)| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    }

    #[test]
    fn a_town_s_name_over_columns_begins_a_part_of_its_own() {
        let columns = |one: &str, other: &str| {
            format!(
                "{one}を毎週\u{3000}  {other}に配\n続けている{one}  り、皆で読む\nことにした町  ようになった\n\n"
            )
        };
        let text = [
            "岩手県 紫波町\n\n",
            &columns("往診", "冊子"),
            "岩手県 矢巾町\n\n",
            &columns("相談", "地図"),
        ]
        .concat();
        let read = read(&text);
        let at = |line: &str| read.iter().position(|it| it.contains(line)).unwrap();
        assert!(at("冊子に配") < at("矢巾町"), "{read:?}");
        assert!(at("相談を毎週") > at("矢巾町"), "{read:?}");
    }

    #[test]
    fn the_left_column_is_read_before_the_right() {
        let text = "町のようす\n 人口 9,000人（令和2年3月末）   課題\n 高齢化率 41.2％          医師が一人しかおらず、夜間の\n 面積 120.5㎢           往診ができない。\n\n\n\n         3";
        assert_eq!(
            read(text),
            [
                "町のようす",
                "人口 9,000人（令和2年3月末）",
                "高齢化率 41.2％",
                "面積 120.5㎢",
                "課題",
                "医師が一人しかおらず、夜間の",
                "往診ができない。",
                "3",
            ]
        );
    }

    #[test]
    fn a_column_of_labels_and_figures_is_read_first() {
        let text = "人口        夜間の往診ができる医師がいない。\n9,000人      どう進めたか\n高齢化率      当番制をつくった。\n41.2％      成果は";
        assert_eq!(
            read(text).get(..4).unwrap_or_default(),
            ["人口", "9,000人", "高齢化率", "41.2％"]
        );
    }

    #[test]
    fn a_table_with_a_row_a_town_is_read_town_by_town() {
        let text = "１ 北町         夜間の当番を三つの診療所で    ・担い手が\n  人口 9,000人   受け持つ。            少ない\n             相談の窓口を置いた。\n２ 南町         住民に劇を見せた。       ・特になし\n  人口 4,100人   冊子も配った。";
        assert_eq!(
            read(text),
            [
                "１ 北町",
                "人口 9,000人",
                "夜間の当番を三つの診療所で    ・担い手が",
                "受け持つ。            少ない",
                "相談の窓口を置いた。",
                "２ 南町",
                "人口 4,100人",
                "住民に劇を見せた。       ・特になし",
                "冊子も配った。",
            ]
        );
        // Who speaks in minutes has no figures.
        let minutes = "北町    当番を受け持つ。\n議長    次に。\n南町    劇を見せた。";
        assert_eq!(read(minutes).len(), 3);
    }

    #[test]
    fn a_town_s_figures_may_stand_in_cells_of_their_own() {
        let text = "表１ 町別の取組                    四月一日現在\n町村名    人口     率      取組の内容\n北町     9,000   41.2    夜間の当番を三つの診療所で\n                      受け持つ。\n南町     4,100   －     住民に劇を見せた。\n東町                    冊子も配った。\n※東町は計に含む。 調べ：県。            7";
        assert_eq!(
            read(text),
            [
                "表１ 町別の取組",
                "町村名    人口     率",
                "四月一日現在",
                "取組の内容",
                "北町     9,000   41.2",
                "夜間の当番を三つの診療所で",
                "受け持つ。",
                "南町     4,100   －",
                "東町",
                "※東町は計に含む。 調べ：県。",
                "住民に劇を見せた。",
                "冊子も配った。",
                "7",
            ]
        );
    }

    #[test]
    fn parts_of_a_sheet_that_begin_with_towns_are_read_one_by_one() {
        let text = "１ 北町                    当番医のいる夜\n三つの診療所が曜日ごとに夜の往診を受け持    人口 9,000人\nち、看護師が電話を受ける。           面積 120㎢\n\n２ 南町                    劇で伝える\n住民と職員が劇をつくり、集会所を回って見    人口 4,100人\nせた。冊子も配った。              面積 88㎢";
        let read = read(text);
        let at = |words: &str| read.iter().position(|line| line == words).unwrap();
        assert!(at("面積 120㎢") < at("２ 南町"), "{read:?}");
        assert!(
            at("ち、看護師が電話を受ける。") < at("人口 9,000人"),
            "{read:?}"
        );
    }

    #[test]
    fn figures_below_two_names_are_read_with_their_columns() {
        let rows = [
            ("      東山県 北町", "    西山県 南町"),
            ("人口      率      面積", "人口      率      面積"),
            ("9,000人   41.2%   120km²", "4,100人   38.0%   88km²"),
            ("取組の経緯", "取組の経緯"),
            (
                "診療所が一つしかなく、夜の往",
                "船が出ない日は訪問が止まり、",
            ),
            ("診を頼める医師がいなかった。", "看護師が困っていた。"),
        ];
        let rows = rows.map(|(left, right)| format!("{left:<32}{right}"));
        let read = read(&format!("二つの町の取組\n\n{}", rows.join("\n")));
        let at = |words: &str| {
            read.iter()
                .position(|line| line.starts_with(words))
                .unwrap()
        };
        assert!(at("9,000人") < at("診を頼める"), "{read:?}");
        assert!(at("診を頼める") < at("西山県 南町"), "{read:?}");
        assert!(at("西山県 南町") < at("4,100人"), "{read:?}");
    }

    #[test]
    fn tables_of_labels_and_of_marks_stay() {
        for text in [
            "背景     夜間の往診ができる医師がいない。\n内容     当番制をつくり、三つの診療所が\n       交代で受ける。\n成果     看取りが増えた。",
            "在宅医療の資源の把握      ○ 一覧を配布した。\n相談支援の窓口の設置      × 未定\n医療と介護の職員の研修     △ 来年度に行う。",
            "人口       9,000人（基準日）\n六十五歳以上人口 3,400人\n将来推計人口   6,100人\n（参考）県の割合 31.2％ ほかに圏域の割合は別に示す。\n取組       夜間の当番を三つの診療所で",
            "目次    町名  ページ\n１     北町  １\n２     南町  ２\n       三年  四年\n人口（人）  9,100 9,000\n六十五歳以上 3,300 3,400",
        ] {
            assert_eq!(read(text).len(), text.lines().count(), "{text}");
        }
    }
}
