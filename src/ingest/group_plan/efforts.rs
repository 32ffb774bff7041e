//! The form's three efforts, with 取組内容, 現状, 計画 and 実績, in a table or as a
//! run of lines.
//!
//! In a run of lines the columns cannot be told apart; their text follows in the
//! order that the document has it.

use crate::record::{Figure, Lines};
use crate::text::fold;
use crate::vocabulary::RecordKind;

use super::super::draft::Remark;
use super::super::lines::from_each;
use super::super::markup;
use super::super::pattern::Pattern;
use super::super::section::{Paragraph, Section};

/// What the form says outside its table of effects.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// The group's name, where the form has one.
    pub(super) group: Option<String>,
    /// Its efforts, in order, as the records they become.
    pub(super) efforts: Vec<Section>,
    /// What a person should look at.
    pub(super) remarks: Vec<Remark>,
}

/// A line of the document.
#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    text: &'a str,
}

/// A title of an effort: its number and words that end in 取組.
static TITLE: Pattern = Pattern::new(r"^[1-9]\s*[^\d\s.,、。:：月年日回/～~-][^。、:]{2,40}取組$");
/// Where a new paragraph starts inside a cell or a run of lines.
static STARTER: Pattern =
    Pattern::new(r"^(?:[①-⑳・▶◆●■○◎※★【\[［(（〈＜]|[0-9０-９]+\s*回目|[^\s・]{2,8}：)");
/// The same after a blank in the middle of a cell; brackets do not start there.
static INNER_STARTER: Pattern = Pattern::new(r"\s+([①-⑳・▶◆●■○◎★]|[0-9０-９]+\s*回目)");
/// A cell that holds one figure alone.
static FIGURE: Pattern = Pattern::new(r"^(\d[\d,]*(?:\.\d+)?)\s*(回|名|人|件|か所|箇所)$");

/// Reads the efforts of a form.
pub(super) fn read(text: &str) -> Form {
    let lines: Vec<Line> = text
        .split('\n')
        .enumerate()
        .map(|(index, text)| Line {
            number: index + 1,
            text,
        })
        .filter(|line| !line.text.trim().is_empty())
        .collect();
    let mut form = Form::default();
    let mut columns: Vec<String> = Vec::new();
    let mut run: Vec<Line> = Vec::new();
    let mut is_told_apart = true;
    let mut index = 0;
    while let Some(&line) = lines.get(index) {
        let cells = cells(line.text);
        index += 1;
        if cells.iter().any(|cell| column(cell) == "取組内容") {
            columns = cells.iter().map(|cell| column(cell)).collect();
            // The titles of the efforts stand before it, with or without a head.
            if columns.first().is_some_and(|first| first == "取組内容") {
                columns.insert(0, String::new());
            }
        } else if cells.len() > 1
            && let Some(effort) = row(line, &cells, &columns, &mut form.group)
        {
            flush(&mut form, &mut run);
            form.efforts.push(effort);
        } else if let Some((heading, next)) = title(&lines, index - 1) {
            flush(&mut form, &mut run);
            let last = lines.get(next - 1).unwrap_or(&line).number;
            form.efforts.push(effort(heading, [line.number, last]));
            is_told_apart = false;
            index = next;
        } else if !form.efforts.is_empty() {
            run.push(line);
        } else if form.group.is_none() {
            form.group = group(&markup::plain(line.text));
        }
    }
    flush(&mut form, &mut run);
    if !is_told_apart {
        let first = form.efforts.first().map(|effort| effort.lines[0]);
        let message =
            "取組の現状・計画・実績の欄が本文で分かれていないため、取組内容に続けて載せた";
        form.remarks.push(Remark::new(first, message));
    }
    form
}

fn effort(heading: String, lines: Lines) -> Section {
    Section::new(RecordKind::Activities, heading, Vec::new(), lines)
}

/// Cells of a line; one where it is no table row.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    match line.strip_prefix('|') {
        Some(row) => row.strip_suffix('|').unwrap_or(row).split('|').collect(),
        None => line.split('\t').collect(),
    }
}

/// A column's title without the period that it stands for.
fn column(cell: &str) -> String {
    let plain = markup::plain(cell);
    let title = plain.split(['（', '(']).next().unwrap_or_default();
    title.split_whitespace().collect()
}

/// The effort that a table row holds.
fn row(
    line: Line,
    cells: &[&str],
    columns: &[String],
    group_name: &mut Option<String>,
) -> Option<Section> {
    let lines = [line.number, line.number];
    let (first, cells) = cells.split_first()?;
    let first = markup::blocks(first).join(" ");
    let (heading, note) = first.split_once('※').unzip();
    let mut section = effort(numbered(heading.unwrap_or(&first))?, lines);
    let note = note.map(|note| format!("※{}", close_up(note)));
    let mut texts: Vec<String> = note.into_iter().collect();
    for (index, cell) in cells.iter().enumerate() {
        let blocks = markup::blocks(cell);
        let items = blocks.iter().flat_map(|block| items(block));
        let (names, mut of_cell): (Vec<String>, Vec<String>) =
            items.partition(|text| group(text).is_some());
        *group_name = group_name
            .take()
            .or_else(|| names.first().and_then(|name| group(name)));
        // 取組内容 needs no title of its own.
        let title = columns.get(index + 1).map_or("", String::as_str);
        if index > 0 && !title.is_empty() && !of_cell.is_empty() {
            if let [only] = of_cell.as_slice() {
                section.figures.extend(figure(title, only, lines));
            }
            of_cell.insert(0, format!("【{title}】"));
        }
        texts.append(&mut of_cell);
    }
    let paragraphs = texts.into_iter().map(|text| Paragraph { text, lines });
    section.paragraphs = paragraphs.collect();
    Some(section)
}

/// The figure that stands alone in a cell.
fn figure(title: &str, cell: &str, lines: Lines) -> Option<Figure> {
    let found = FIGURE
        .captures(&fold(cell))?
        .extract::<2>()
        .1
        .map(str::to_owned);
    let [number, unit] = found;
    Some(Figure {
        label: title.to_owned(),
        value: number.replace(',', "").parse().ok()?,
        unit,
        as_of: None,
        lines,
    })
}

/// The text as an effort's title, number and words parted, where it is one.
fn numbered(text: &str) -> Option<String> {
    let text = close_up(text.trim());
    if !TITLE.is_match(&fold(&text)) {
        return None;
    }
    let words = text.trim_start_matches(char::is_numeric);
    let number = text.strip_suffix(words)?;
    Some(format!("{number} {}", words.trim_start()))
}

/// The title of an effort that starts at a line and may run over some more, and the
/// line behind it.
fn title(lines: &[Line], at: usize) -> Option<(String, usize)> {
    let mut title = String::new();
    for (offset, line) in lines[at..].iter().take(6).enumerate() {
        let plain = markup::plain(line.text);
        if offset == 0 && plain.starts_with(|c: char| ('①'..='⑳').contains(&c)) {
            return None;
        }
        title.push_str(&plain);
        if let Some(title) = numbered(&title) {
            return Some((title, at + offset + 1));
        }
        if title.contains(['。', '：', ':']) {
            return None;
        }
    }
    None
}

/// The group's name in a line that gives it.
fn group(text: &str) -> Option<String> {
    let rest = text.strip_prefix("グループ名")?;
    let name = rest.split('※').next()?.trim_matches([' ', '　', ':', '：']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Gives the lines of a run to the effort that they follow, as paragraphs.
fn flush(form: &mut Form, run: &mut Vec<Line>) {
    let lines: Vec<Line> = std::mem::take(run);
    let Some(section) = form.efforts.last_mut() else {
        return;
    };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for line in lines {
        let text = markup::plain(line.text);
        match paragraphs.last_mut() {
            // Lines of one sentence stand two apart; a wider gap parts columns.
            Some(last)
                if line.number <= last.lines[1] + 3
                    && !STARTER.is_match(&text)
                    && !last.text.ends_with(['。', '：', ':', ']', '］', '】']) =>
            {
                last.text = join(&last.text, &text);
                last.lines[1] = line.number;
            }
            _ => paragraphs.push(Paragraph {
                text,
                lines: [line.number, line.number],
            }),
        }
    }
    for paragraph in &mut paragraphs {
        paragraph.text = list_item(&paragraph.text);
    }
    paragraphs.retain(|paragraph| !is_of_the_form(&paragraph.text));
    if let Some(last) = paragraphs.last() {
        section.lines[1] = last.lines[1];
    }
    section.paragraphs.extend(paragraphs);
}

/// What the empty form prints on every copy.
fn is_of_the_form(text: &str) -> bool {
    let tight: String = fold(text).split_whitespace().collect();
    tight.starts_with("別添")
        || tight.starts_with("記載のポイント")
        || tight.starts_with("(記載例)")
        || tight.starts_with("【参入促進")
        || (tight.starts_with('※')
            && (tight.contains("公表") || tight.contains("記載するものとする")))
        || (tight.starts_with("なお、必要に応じ") && tight.ends_with("取り組むものである。"))
}

/// The paragraphs and list items that a cell's block holds in one line.
fn items(block: &str) -> Vec<String> {
    let found = INNER_STARTER.all_captures(block);
    let inner = found.iter().filter_map(|found| found.get(1));
    let inner = inner.map(|starter| starter.start());
    let starts: Vec<usize> = std::iter::once(0).chain(inner).collect();
    from_each(&starts, block.len())
        .map(|item| list_item(block[item].trim()))
        .filter(|item| !item.is_empty())
        .collect()
}

/// A list item with the mark that list items have.
fn list_item(text: &str) -> String {
    match text.strip_prefix(['・', '▶', '◆', '●', '■', '○', '◎', '★']) {
        Some(item) => format!("・{}", item.trim_start()),
        None => text.to_owned(),
    }
}

/// Two lines of one sentence as one.
fn join(one: &str, other: &str) -> String {
    let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let space = if ascii(one.chars().next_back()) && ascii(other.chars().next()) {
        " "
    } else {
        ""
    };
    format!("{one}{space}{other}")
}

/// The text without the blanks that a line break in a cell left between Japanese
/// characters.
fn close_up(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let wide = |c: Option<&char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
    characters
        .iter()
        .enumerate()
        .filter(|&(index, c)| {
            !(c.is_whitespace()
                && index > 0
                && wide(characters.get(index - 1))
                && wide(characters.get(index + 1)))
        })
        .map(|(_, c)| c)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_in_one_line_falls_into_its_items() {
        assert_eq!(
            items(
                "①事務局： 乙 管理者 ②会議 1 回目 令和4年9月10日 2 回目 未定 ▶参加：甲グループ①・②"
            ),
            [
                "①事務局： 乙 管理者",
                "②会議",
                "1 回目 令和4年9月10日",
                "2 回目 未定",
                "・参加：甲グループ①・②"
            ]
        );
    }

    #[test]
    fn titles_are_known_whole_or_broken() {
        let form = read("１ 医師等を支え\n\nる取組\n\n・電話で相談す\n\nる。\n１ 回\n");
        assert_eq!(form.efforts[0].heading, "１ 医師等を支える取組");
        assert_eq!(form.efforts[0].paragraphs[0].text, "・電話で相談する。");
        assert_eq!(form.efforts[0].paragraphs[1].text, "１ 回");
        assert!(read("１ 回の取組\n").efforts.is_empty());
    }

    #[test]
    fn columns_keep_their_titles_and_figures() {
        let form = read(
            "取組事項\t取組内容\t現 状\t実 績(3月まで)\n<p>2 家族の 取組</p>\t・集う\t0 回\t１回\n",
        );
        let section = &form.efforts[0];
        let texts: Vec<&str> = section
            .paragraphs
            .iter()
            .map(|it| it.text.as_str())
            .collect();
        assert_eq!(texts, ["・集う", "【現状】", "0 回", "【実績】", "１回"]);
        assert_eq!(section.figures[1].label, "実績");
    }

    #[test]
    fn columns_stay_in_place_under_a_first_one_without_a_head() {
        let form = read("\t取組内容\t現 状\t実 績\n1 家族を支える取組\t・集う\t0 回\t1 回\n");
        let section = &form.efforts[0];
        let figures = section.figures.iter();
        let figures: Vec<(&str, f64)> = figures.map(|it| (it.label.as_str(), it.value)).collect();
        assert_eq!(figures, [("現状", 0.0), ("実績", 1.0)]);
    }
}
