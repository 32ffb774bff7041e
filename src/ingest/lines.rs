//! A document's lines, cleaned of what extraction left in them: private-use list
//! marks, template dots, text set one character a line.
//!
//! Knows how the text was extracted, not what it says.

use std::ops::Range;

use regex::Captures;
use unicode_normalization::UnicodeNormalization;

use super::pattern::Pattern;
use super::{choices, columns, matrix, rows, town_columns};
use crate::text::is_private_use as is_private;

/// One line of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: usize,
    /// Trimmed; a list item starts with `・` whatever its mark was.
    pub(super) text: String,
    /// Whether a blank line, or nothing, stands before it.
    pub(super) after_blank: bool,
    /// Whether a printed sheet starts here: extraction leaves a single space.
    pub(super) starts_page: bool,
    /// Whether it is a page number: up to three digits alone, before more space.
    pub(super) is_page_number: bool,
    /// The mark that made it a list item.
    pub(super) mark: Option<char>,
}

impl Line {
    /// A title as a line of the text under it.
    pub(super) fn of_title(number: usize, text: &str) -> Self {
        Self {
            number,
            text: text.to_owned(),
            after_blank: true,
            starts_page: false,
            is_page_number: false,
            mark: None,
        }
    }

    /// The text without its list mark.
    pub(super) fn body(&self) -> &str {
        match self.mark {
            Some(_) => self.text.strip_prefix('・').unwrap_or(&self.text),
            None => &self.text,
        }
    }
}

/// Marks that start a list item, private-use ones aside.
const MARKS: &str = "・･■□▪●○〇◎◆◇★☆＊*•➤▶►◦✓❖※";

/// Boxes of a form's choices.
pub(super) const TICKED: [char; 3] = ['☑', '☒', '✅'];
pub(super) const EMPTY: char = '□';

/// The document's lines that hold something, in order.
pub(super) fn read(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut after_blank = true;
    // Where extraction lost the form feeds, each left a single space.
    let is_start = if text.contains('\u{c}') {
        |raw: &str| raw.starts_with('\u{c}')
    } else {
        starts_page
    };
    // A box that may be ticked marks no item.
    let has_boxes = text.contains(TICKED);
    let settled = choices::settle(text);
    let numbered: Vec<_> = (1..).zip(settled.lines().map(str::to_owned)).collect();
    for (number, raw) in matrix::spread(columns::unweave(town_columns::unweave(&numbered))) {
        let raw = raw.as_str();
        let (mark, clean) = clean(raw, has_boxes);
        if clean.is_empty() {
            after_blank = true;
            continue;
        }
        // Behind a blank line the space is an indent: a sheet's last line stands
        // right before its form feed.
        let is_edge = raw.starts_with('\u{c}') || !after_blank || lines.is_empty();
        lines.push(Line {
            number,
            text: clean,
            after_blank,
            starts_page: is_edge && is_start(raw),
            is_page_number: is_page_number(raw),
            mark,
        });
        after_blank = false;
    }
    number_pages(&mut lines);
    rows::join(join_vertical(lines))
}

/// A number alone between blank lines is a page's, unless a list, a chart or a table
/// of numbers stands around it.
fn number_pages(lines: &mut [Line]) {
    let is_number = |line: &Line| {
        line.mark.is_none()
            && (1..=2).contains(&line.text.chars().count())
            && line
                .text
                .chars()
                .all(|c| c.is_numeric() && !matches!(c, '①'..='⑳'))
    };
    let is_footer = |line: &Line| {
        line.text.starts_with(char::is_numeric) && line.text.ends_with(['市', '区', '町', '村'])
    };
    let numbers: Vec<bool> = lines.iter().map(is_number).collect();
    for index in numbers
        .iter()
        .enumerate()
        .filter_map(|(at, it)| it.then_some(at))
    {
        let ends_paragraph = index
            .checked_sub(1)
            .and_then(|before| lines.get(before))
            .is_none_or(|before| before.text.chars().count() > 8);
        let has_room_below = lines
            .get(index + 1)
            .is_none_or(|next| next.after_blank || is_footer(next));
        let around = numbers.iter().take(index + 6).skip(index.saturating_sub(5));
        let is_only = around.filter(|it| **it).count() == 1;
        if let Some(line) = lines.get_mut(index) {
            line.is_page_number |= line.after_blank && has_room_below && ends_paragraph && is_only;
        }
    }
}

/// A sheet's first line keeps one space of its form feed, and is no list item.
fn starts_page(raw: &str) -> bool {
    let mut chars = raw.chars();
    chars.next() == Some(' ')
        && chars
            .next()
            .is_some_and(|c| !c.is_whitespace() && !is_private(c))
}

/// A page number alone: extraction leaves a space behind it, or it has dashes around
/// or a P before it.
fn is_page_number(raw: &str) -> bool {
    const DASHES: [char; 7] = ['-', '‐', '–', '—', '―', '−', '－'];
    let text = raw.trim();
    let is_number = |text: &str| {
        let text = text.trim();
        !text.is_empty() && text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit())
    };
    let framed = text
        .strip_prefix(DASHES)
        .and_then(|text| text.strip_suffix(DASHES));
    let counted = text
        .strip_prefix(['P', 'p'])
        .map(|text| text.trim_start_matches('.'));
    raw.ends_with(' ') && is_number(text)
        || framed.is_some_and(is_number)
        || counted.is_some_and(is_number)
}

/// A town's name that fills its cell: 「田 辺 市」.
static SPREAD_NAME: Pattern =
    Pattern::new(r"(^|[ 　]{2})((?:[\p{Han}\p{Hiragana}][ 　])+[市区町村])([ 　]{2}|$)");

/// The line's list mark and its text; empty where it holds only marks and dots.
fn clean(raw: &str, has_boxes: bool) -> (Option<char>, String) {
    let text: String = raw
        .trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}')
        .to_owned();
    let is_mark = |c: char| is_private(c) || MARKS.contains(c) && !(has_boxes && c == EMPTY);
    // 「●●区」 stands for a name to be filled in.
    let is_placeholder =
        text.starts_with("●●") || text.starts_with("○○") || text.starts_with("〇〇");
    // Dots of the form's template (「・・・」) and doubled marks say nothing more.
    let is_dot = |c: char| !is_placeholder && ((is_mark(c) && c != '※') || c == '…');
    let body = text.trim_start_matches(|c: char| is_dot(c) || c.is_whitespace());
    let mark = text.chars().next().filter(|&c| is_dot(c));
    let body: String = body
        .chars()
        .filter(|&c| !is_private(c) && !c.is_control())
        .map(|c| if c == '\t' { ' ' } else { c })
        .collect();
    let joined = |name: &Captures| {
        format!(
            "{}{}{}",
            &name[1],
            name[2].replace([' ', '　'], ""),
            &name[3]
        )
    };
    let body = SPREAD_NAME.replace_all(body.trim(), joined);
    if body.is_empty() {
        return (None, String::new());
    }
    match mark {
        Some(mark) => (Some(mark), format!("・{body}")),
        None => (None, body),
    }
}

/// Joins runs of lines of one character each, as upright text is extracted.
fn join_vertical(lines: Vec<Line>) -> Vec<Line> {
    let single = |line: &Line| line.mark.is_none() && line.text.chars().count() == 1;
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut in_run = false;
    for line in lines {
        let continues = in_run && single(&line) && !line.after_blank;
        in_run = single(&line);
        match joined.last_mut() {
            Some(last) if continues => last.text.push_str(&line.text),
            _ => joined.push(line),
        }
    }
    joined
}

/// The stretch from each start to the next, the last one to the end.
pub(super) fn from_each(starts: &[usize], end: usize) -> impl Iterator<Item = Range<usize>> {
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().zip(ends).map(|(&start, end)| start..end)
}

/// A line's printed width in half-width columns.
pub(super) fn width(text: &str) -> usize {
    text.chars()
        .map(|c| {
            if c.is_ascii() || matches!(c, '\u{ff61}'..='\u{ff9f}') {
                1
            } else {
                2
            }
        })
        .sum()
}

/// NFKC without white space: the form that labels and headings are compared in.
pub(super) fn compact(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_use_bullets_and_template_dots_become_list_items() {
        let lines = read(" \u{f06e} 人口･･･5人\n\n・・・①連携\n・・・\n■面積\n ");
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["・人口･･･5人", "・①連携", "・面積"]);
        assert_eq!(lines[1].number, 3);
        assert!(!lines[0].starts_page);
    }

    #[test]
    fn a_name_to_be_filled_in_is_no_list_item() {
        assert_eq!(read("●●区医師会")[0].text, "●●区医師会");
        assert_eq!(read("● 会議")[0].text, "・会議");
    }

    #[test]
    fn a_name_that_fills_its_cell_is_joined() {
        let lines = read("白 浜 町        19,604    41.0\n田 辺 市\n北 の 町 に");
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            texts,
            ["白浜町        19,604    41.0", "田辺市", "北 の 町 に"]
        );
    }

    #[test]
    fn upright_text_is_joined() {
        let lines = read("大\n阪\n市\n\nア\n\n本文");
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["大阪市", "ア", "本文"]);
    }

    #[test]
    fn a_number_alone_is_a_page_s_unless_others_stand_around_it() {
        let pages = |text: &str| -> Vec<usize> {
            let lines = read(text);
            let pages = lines.iter().filter(|line| line.is_page_number);
            pages.map(|line| line.number).collect()
        };
        assert_eq!(
            pages("前の頁はここで終わります。\n\n12\n\n次の頁です。"),
            [3]
        );
        let chart =
            "相談の件数を月ごとに示します。\n\n12\n\n4月から6月までの相談です。\n\n15\n\n7月";
        assert_eq!(pages(chart), [] as [usize; 0]);
        assert_eq!(pages("前の頁です。\nP.3\n次の頁\n- 4 -\n次の頁"), [2, 4]);
        assert_eq!(pages("P.3に続く"), [] as [usize; 0]);
    }

    #[test]
    fn a_sheet_starts_at_a_single_leading_space() {
        let lines = read(" 青森県の取り組み\n本文");
        assert!(lines[0].starts_page);
        assert!(!lines[1].starts_page);
    }
}
