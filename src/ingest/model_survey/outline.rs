//! The report's lines without marks, and the chapters that they fall into.
//!
//! Knows how the report is laid out, not what its tables say.

use std::ops::Range;

use crate::text::fold;
use crate::vocabulary::Prefecture;

use super::super::lines::from_each;
use super::super::markup;
use super::super::pattern::Pattern;
use super::super::section::Paragraph;

/// A line that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: usize,
    /// The words without marks; cells are parted by a blank.
    pub(super) text: String,
    /// A table row's cells, its blank ones too; one cell where it is no row. A cell
    /// of several lines or list items has them on lines of their own.
    pub(super) cells: Vec<String>,
    /// Whether the document marks the line as a heading.
    pub(super) is_marked: bool,
    /// The mark before a list item, taken off the text.
    pub(super) is_item: bool,
    /// How many blank lines stand before.
    pub(super) gap: usize,
    /// Whether the document breaks the line on purpose at its end.
    pub(super) breaks: bool,
}

impl Line {
    /// Whether the line is a row of a table.
    pub(super) fn is_row(&self) -> bool {
        self.cells.len() > 1
    }

    /// Whether the line is a heading in this shape: one cell, no sentence.
    pub(super) fn is_heading(&self, shape: &Pattern) -> bool {
        !self.is_row()
            && !self.is_item
            && !self.text.ends_with('。')
            && self.text.chars().count() <= 100
            && shape.is_match(&fold(&self.text))
    }
}

/// The report cut into chapters; each holds its lines in order.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Purpose and method.
    pub(super) method: Vec<Line>,
    /// The survey of clinics.
    pub(super) survey: Vec<Line>,
    /// The index of regions: orderings and trees of models.
    pub(super) index: Vec<Line>,
    /// The regions' own pages, each from its heading on.
    pub(super) regions: Vec<Vec<Line>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Chapter {
    Front,
    Contents,
    Method,
    Survey,
    Index,
    Regions,
    Back,
}

static PAGE: Pattern = Pattern::new(r"^\d{1,4}$");
/// What parts the cells of a row where the sheet's layout was kept.
static GAP: Pattern = Pattern::new(r"[ \u{3000}]{2,}");
static RULE: Pattern = Pattern::new(r"^[\s|:+-]+$");
static FOOTNOTE: Pattern = Pattern::new(r"(?i)^<sup>\s*(\d+)\s*</sup>\s*");
/// A chapter's number: a Roman numeral, folded.
static CHAPTER: Pattern = Pattern::new(r"^(?:[ivx]+)[.\s]*[^a-z\s]");
/// 「<在宅医療の連携に関するアンケート調査>」
static TITLED: Pattern = Pattern::new(r"^[<〈《].*[>〉》]$");
static NUMBERED: Pattern = Pattern::new(r"^([0-9０-９]{1,3})\s*[.．]\s*(.*)$");
static ARROW: Pattern = Pattern::new(r"[→⇒➡]\s*[PpＰｐ]?\s*[.．]?\s*[0-9０-９]+");

/// The lines of the report, blank ones left out.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = 0;
    // Without tabs and pipes the layout alone parts the cells.
    let is_laid_out = !text.contains(['\t', '|']);
    for (index, raw) in text.split('\n').enumerate() {
        let raw = raw.trim_start_matches('\u{c}');
        if raw.trim().is_empty() {
            gap += 1;
            continue;
        }
        let raw = FOOTNOTE.replace_all(raw, "（注$1）");
        let unlisted = raw.trim_start().trim_start_matches("- ").trim();
        let cells: Vec<String> = if unlisted.starts_with('|') {
            if RULE.is_match(unlisted) {
                continue;
            }
            let row = unlisted.trim_start_matches('|');
            let row = row.strip_suffix('|').unwrap_or(row);
            row.split('|').map(cell).collect()
        } else if raw.contains('\t') {
            raw.trim_end_matches('\r').split('\t').map(cell).collect()
        } else if is_laid_out {
            GAP.split(raw.trim()).into_iter().map(cell).collect()
        } else {
            vec![cell(&raw)]
        };
        let words = cells.iter().map(String::as_str);
        let words: Vec<&str> = words.filter(|cell| !cell.is_empty()).collect();
        let text = words.join(" ");
        if text.is_empty() {
            gap += 1;
            continue;
        }
        let item = Some(&text).filter(|_| cells.len() == 1);
        let item = item.and_then(|text| list_item(text));
        lines.push(Line {
            number: index + 1,
            is_item: item.is_some(),
            text: item.unwrap_or(text),
            cells,
            is_marked: raw.trim_start().starts_with('#'),
            gap,
            breaks: raw.trim_end_matches('\r').ends_with("  "),
        });
        gap = 0;
    }
    lines
}

/// A cell's lines without marks.
fn cell(cell: &str) -> String {
    markup::blocks(cell).join("\n")
}

/// The words of a list item without its mark.
fn list_item(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("- ")
        .or_else(|| text.strip_prefix("* "))
        .or_else(|| text.strip_prefix(['○', '●', '・', '•', '◎', '■', '□', '◆', '◇']))
        .or_else(|| text.strip_prefix(|c: char| ('\u{e000}'..='\u{f8ff}').contains(&c)))?;
    Some(rest.trim_start().to_owned())
}

/// The number and the words of a numbered line, 「12. 福岡県福岡市」.
pub(super) fn numbered(text: &str) -> Option<(usize, &str)> {
    let found = NUMBERED.captures(text)?;
    let number = fold(&found[1]).parse().ok()?;
    Some((number, found.get(2)?.as_str().trim()))
}

/// Whether a line sends to a region's page, 「→P.34」.
pub(super) fn points_to_page(text: &str) -> bool {
    ARROW.is_match(text)
}

/// The text without its 「→P.34」.
pub(super) fn without_page(text: &str) -> String {
    ARROW.strip(text).trim().to_owned()
}

/// Adds a line to paragraphs: to the last one where it goes on with it.
pub(super) fn add_line(paragraphs: &mut Vec<Paragraph>, line: &Line, continues: bool) {
    if let Some(last) = paragraphs.last_mut().filter(|_| continues) {
        last.text.push_str(&line.text);
        last.lines[1] = line.number;
    } else {
        let mark = if line.is_item { "・" } else { "" };
        paragraphs.push(Paragraph {
            text: format!("{mark}{}", line.text),
            lines: [line.number, line.number],
        });
    }
}

/// Cuts the report into its chapters.
pub(super) fn outline(text: &str) -> Outline {
    let lines = lines(text);
    let starts = region_starts(&lines);
    let mut outline = Outline::default();
    let mut chapter = Chapter::Front;
    for (index, line) in lines.into_iter().enumerate() {
        if starts.contains(&index) {
            chapter = Chapter::Regions;
            outline.regions.push(Vec::new());
        } else {
            chapter = next_chapter(chapter, &line);
        }
        let lines = match chapter {
            Chapter::Front | Chapter::Contents | Chapter::Back => None,
            Chapter::Method => Some(&mut outline.method),
            Chapter::Survey => Some(&mut outline.survey),
            Chapter::Index => Some(&mut outline.index),
            Chapter::Regions => outline.regions.last_mut(),
        };
        if let Some(lines) = lines {
            lines.push(line);
        }
    }
    outline
}

/// The chapter that a line stands in, given the one before it.
fn next_chapter(chapter: Chapter, line: &Line) -> Chapter {
    let tight: String = line.text.split_whitespace().collect();
    if tight == "目次" {
        return Chapter::Contents;
    }
    if chapter == Chapter::Contents && is_contents_entry(line) {
        return Chapter::Contents;
    }
    let titled = line.is_heading(&TITLED);
    if line.is_row() || line.is_item || !(titled || line.is_marked || line.is_heading(&CHAPTER)) {
        // What follows the table of contents without a heading is front matter.
        return match chapter {
            Chapter::Contents => Chapter::Front,
            other => other,
        };
    }
    let opens = titled || line.is_heading(&CHAPTER);
    let has = |word: &str| line.text.contains(word);
    if opens && (has("索引") || has("各地域") || has("事例集")) {
        Chapter::Index
    } else if opens && (has("調査結果") || has("アンケート調査")) && !has("調査票") {
        Chapter::Survey
    } else if opens && has("概要") {
        Chapter::Method
    } else if has("附属資料") || has("付属資料") || has("調査票") || has("参考資料")
    {
        Chapter::Back
    } else if chapter == Chapter::Contents {
        Chapter::Front
    } else {
        chapter
    }
}

/// Whether the line is an entry of a table of contents: it ends in a page number.
fn is_contents_entry(line: &Line) -> bool {
    line.cells
        .last()
        .is_some_and(|cell| line.is_row() && PAGE.is_match(&fold(cell)))
        || line.text.contains("……")
        || line.text.contains("‥‥")
}

/// The lines that open a region's own page: a number and a place in a prefecture,
/// perhaps on the next line, with no 「→P.」 before the next numbered line. Entries of
/// the index look alike and point to the page.
fn region_starts(lines: &[Line]) -> Vec<usize> {
    let entries: Vec<usize> = (0..lines.len())
        .filter(|&index| {
            let line = &lines[index];
            !line.is_row() && !line.is_item && numbered(&line.text).is_some()
        })
        .collect();
    let is_start = |own: &Range<usize>| {
        let own = &lines[own.clone()];
        region_name(own).is_some_and(|(_, name, _)| starts_with_prefecture(&name))
            && !own.iter().any(|line| points_to_page(&line.text))
    };
    let starts = from_each(&entries, lines.len()).filter(is_start);
    starts.map(|own| own.start).collect()
}

/// The number and the name that a region's page opens with, and how many lines they
/// take.
pub(super) fn region_name(lines: &[Line]) -> Option<(usize, String, usize)> {
    let (number, name) = numbered(&lines.first()?.text)?;
    let mut name = name.to_owned();
    let mut taken = 1;
    if name.is_empty() {
        name.clone_from(&lines.get(1)?.text);
        taken = 2;
    }
    // 「(福岡市医師会、福岡市南区医師会)」 below its place
    if let Some(line) = lines.get(taken)
        && !line.is_item
        && !line.is_row()
        && line.text.starts_with(['(', '（'])
        && line.text.ends_with([')', '）'])
        && !name.ends_with([')', '）'])
    {
        name.push_str(&line.text);
        taken += 1;
    }
    Some((number, name, taken))
}

/// Whether a name starts with a prefecture's.
pub(super) fn starts_with_prefecture(name: &str) -> bool {
    Prefecture::ALL
        .iter()
        .any(|prefecture| name.starts_with(prefecture.label()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_entries_are_no_pages_of_their_own() {
        let outline = outline(
            "# 目次\nI\t実施概要\t1\n1.\t甲県\t9\n# I 実施概要\n目的\n## Ⅱ 調査結果\n質問\n\
             ## **Ⅲ 各地域の概要（事例集）**\n### 1. 長野県駒ヶ根市\n(窓口)\n→P.9\n\
             # 1. 長野県駒ヶ根市\n## 題\n# 2.\n## 福岡県福岡市\n### (医師会)\n#### 題\n# 附属資料\n票\n",
        );
        let texts =
            |lines: &[Line]| -> Vec<String> { lines.iter().map(|it| it.text.clone()).collect() };
        assert_eq!(texts(&outline.method), ["I 実施概要", "目的"]);
        assert_eq!(texts(&outline.survey), ["Ⅱ 調査結果", "質問"]);
        assert_eq!(outline.index.len(), 4);
        assert_eq!(outline.regions.len(), 2);
        assert_eq!(
            region_name(&outline.regions[1]),
            Some((2, "福岡県福岡市(医師会)".into(), 3))
        );
    }

    #[test]
    fn cells_keep_their_place_and_lose_their_marks() {
        let lines = lines("\tn=\t<b>平均</b>\n- | 1. 甲<br>(乙) |  |\n|---|---|\n");
        assert_eq!(lines[0].cells, ["", "n=", "平均"]);
        assert_eq!(lines[1].cells, ["1. 甲\n(乙)", ""]);
        assert_eq!(lines.len(), 2);
    }
}
