//! A source's text as it was read, in pages of some hundred lines.
//!
//! Shows what may be shown: what must not be published was taken out before the text
//! came here. Nothing of addresses or markup.

use std::borrow::Cow;

use serde::Serialize;
use utoipa::ToSchema;

use crate::record::{Lines, LinesSchema};
use crate::text::is_private_use;

/// How many lines a page has at most.
const LINES: usize = 500;
/// How many bytes of text: less than that makes a megabyte, however it is escaped.
const BYTES: usize = 100_000;
/// How much of a line is shown, in bytes.
const LONGEST: usize = 20_000;

/// A page of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TextPage<'a> {
    /// Which page it is, from 1.
    pub page: usize,
    /// How many pages there are; at least one.
    pub pages: usize,
    /// The lines that were asked for, of all the text.
    #[schema(required, value_type = Option<LinesSchema>)]
    pub quoted: Option<Lines>,
    /// The page's lines.
    pub lines: Vec<TextLine<'a>>,
}

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TextLine<'a> {
    /// Its number, from 1.
    pub line: usize,
    /// What stands there; empty for what must not be published, too.
    pub text: Cow<'a, str>,
    /// Whether it heads what follows; the mark that says so is no part of its text.
    pub heading: bool,
}

/// Which page of a text is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// By its number.
    pub page: Option<usize>,
    /// By the lines that it shows.
    pub quoted: Option<Lines>,
}

/// The page that is asked for; the last where the text ends before it.
pub fn page(text: &str, asked: Asked) -> TextPage<'_> {
    let lines: Vec<&str> = text
        .strip_suffix('\n')
        .unwrap_or(text)
        .split('\n')
        .collect();
    let starts = starts(&lines);
    let pages = starts.len();
    let last = lines.len().max(1);
    let quoted = asked.quoted.map(|[from, to]| {
        let from = from.clamp(1, last);
        [from, to.clamp(from, last)]
    });
    let of_line = |line: usize| starts.partition_point(|&start| start < line);
    let page = match (asked.page, quoted) {
        (Some(page), _) => page.clamp(1, pages),
        (None, Some([from, _])) => of_line(from),
        (None, None) => 1,
    };
    let start = starts.get(page - 1).copied().unwrap_or_default();
    let end = starts.get(page).copied().unwrap_or(lines.len());
    let shown = lines.get(start..end).unwrap_or_default();
    TextPage {
        page,
        pages,
        quoted,
        lines: shown
            .iter()
            .zip(start + 1..)
            .map(|(text, line)| {
                let heading = heading(text);
                TextLine {
                    line,
                    text: readable(heading.unwrap_or(text)),
                    heading: heading.is_some(),
                }
            })
            .collect(),
    }
}

/// The first line of each page, from 0.
fn starts(lines: &[&str]) -> Vec<usize> {
    let mut starts = vec![0];
    let (mut start, mut bytes) = (0, 0);
    for (index, line) in lines.iter().enumerate() {
        let length = line.len().min(LONGEST);
        if index > start && (index - start == LINES || bytes + length > BYTES) {
            starts.push(index);
            (start, bytes) = (index, 0);
        }
        bytes += length;
    }
    starts
}

/// The words of a line that is marked as a heading, as the form of write-ups does.
fn heading(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['\u{c}', ' ']);
    let words = line.trim_start_matches('#');
    let is_marked = (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ');
    Some(words.trim()).filter(|words| is_marked && !words.is_empty())
}

/// A line as a person can read it: list marks that only the document's own font knows
/// are shown as one that every font has.
fn readable(line: &str) -> Cow<'_, str> {
    let shown = line.floor_char_boundary(LONGEST);
    let (line, rest) = line.split_at(shown);
    let is_read = |c: char| !is_private_use(c) && (c == '\t' || !c.is_control());
    if rest.is_empty() && line.chars().all(is_read) {
        return Cow::Borrowed(line);
    }
    let mut text: String = line
        .chars()
        .map(|c| if is_private_use(c) { '・' } else { c })
        .filter(|&c| is_read(c))
        .collect();
    if !rest.is_empty() {
        text.push_str("…（長いため、ここまで）");
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quoting(lines: Lines) -> Asked {
        Asked {
            quoted: Some(lines),
            ..Asked::default()
        }
    }

    #[test]
    fn a_page_is_found_by_the_lines_it_shows() {
        let lines: Vec<String> = (1..=1_200).map(|line| format!("{line}行目")).collect();
        let text = lines.join("\n");
        let found = page(&text, quoting([501, 502]));
        assert_eq!((found.page, found.pages), (2, 3));
        assert_eq!(found.lines[0].line, 501);
        assert_eq!(found.lines[0].text, "501行目");
        assert_eq!(page(&text, quoting([500, 501])).page, 1);
        // A link to lines that a shorter text has no more.
        let past = page(&text, quoting([9_000, 9_001]));
        assert_eq!((past.page, past.quoted), (3, Some([1_200, 1_200])));
        let numbered = Asked {
            page: Some(9),
            ..Asked::default()
        };
        assert_eq!(page(&text, numbered).page, 3);
        assert_eq!(page("", Asked::default()).pages, 1);
    }

    #[test]
    fn a_line_is_shown_in_characters_that_every_font_has() {
        assert_eq!(readable("\u{f06e}\u{c}一つ\r"), "・一つ");
        let headed = page("## 課題\n#1 の取組\n\u{c}# 題\n", Asked::default());
        let read = headed.lines.iter().map(|it| (it.heading, it.text.as_ref()));
        let expected = [(true, "課題"), (false, "#1 の取組"), (true, "題")];
        assert_eq!(read.collect::<Vec<_>>(), expected);
        let long = "長".repeat(LONGEST);
        assert!(readable(&long).ends_with("…（長いため、ここまで）"));
    }

    proptest! {
        #[test]
        fn pages_hold_every_line_once_and_are_short(
            lines in prop::collection::vec(("[あ-んa\u{f06e}\t]{0,5}", 0_usize..30_000), 0..1_100),
        ) {
            let written = lines.iter().map(|(line, times)| line.repeat(times % 300));
            let mut text = written.collect::<Vec<_>>().join("\n");
            text.push('\n');
            let pages = page(&text, Asked::default()).pages;
            let mut next = 1;
            for number in 1..=pages {
                let asked = Asked { page: Some(number), ..Asked::default() };
                let shown = page(&text, asked);
                prop_assert_eq!(shown.lines[0].line, next);
                prop_assert_eq!(page(&text, quoting([next, next])).page, number);
                next += shown.lines.len();
                let bytes: usize = shown.lines.iter().map(|it| it.text.len()).sum();
                prop_assert!(bytes <= BYTES + LONGEST);
            }
            prop_assert_eq!(next - 1, lines.len().max(1));
        }
    }
}
