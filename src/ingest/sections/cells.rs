//! Puts the cells of a table together again that extraction printed column by
//! column: items with the marks that say whether they are done, and labels with the
//! texts beside them.
//!
//! Columns of different length are left as they are. Knows shapes, and headings by
//! `headings`.

use crate::ingest::choices::ITEM;
use crate::ingest::columns::STATUS;
use crate::ingest::headings::{self, Heading};
use crate::ingest::lines::{Line, from_each};
use crate::ingest::pattern::Pattern;

/// Fewer lines are no column.
const ROWS: usize = 3;

/// Marks of several years side by side; the last is today's.
static MARKS: Pattern = Pattern::new(r"[ 　][○〇◯◎△×✕－―](?:[ 　]+[○〇◯◎△×✕－―])+[ 　]");

/// The lines with each item, its mark and what stands beside it in one.
pub(super) fn join_status(mut lines: Vec<Line>) -> Vec<Line> {
    for line in &mut lines {
        if let Some((start, end)) = MARKS.find(&line.text) {
            let last = line
                .text
                .get(start..end)
                .and_then(|marks| marks.trim_end().chars().next_back());
            line.text
                .replace_range(start..end, &format!(" {} ", last.unwrap_or('○')));
        }
    }
    let is_item = |line: &Line| ITEM.is_match(&line.text) && status(line).is_none();
    let Some(items) = column(&lines, is_item) else {
        return lines;
    };
    let marked: Vec<usize> = (items.end..lines.len())
        .filter(|&index| lines.get(index).and_then(status).is_some())
        .collect();
    if marked.len() != items.len() {
        return lines;
    }
    let first = marked.first().copied().unwrap_or(items.end);
    let mut read: Vec<Line> = lines.get(..items.start).unwrap_or_default().to_vec();
    read.extend(lines.get(items.end..first).unwrap_or_default().to_vec());
    let mut after = first;
    for (item, at) in items.zip(from_each(&marked, lines.len())) {
        let own = lines.get(at.clone()).unwrap_or_default();
        let length = own
            .iter()
            .skip(1)
            .position(|line| line.after_blank || line.starts_page)
            .map_or(own.len(), |end| end + 1);
        let (Some(item), Some(line)) = (lines.get(item), own.first()) else {
            continue;
        };
        let Some((mark, words)) = status(line) else {
            continue;
        };
        let rest: String = own
            .iter()
            .take(length)
            .skip(1)
            .map(|line| line.text.as_str())
            .collect();
        read.push(Line {
            text: format!("{} {mark} {words}{rest}", item.text),
            mark: None,
            after_blank: true,
            ..line.clone()
        });
        after = at.start + length;
    }
    read.extend(lines.get(after..).unwrap_or_default().to_vec());
    read
}

/// The mark that a line starts with, and what follows it.
fn status(line: &Line) -> Option<(char, &str)> {
    if let Some(mark) = line.mark {
        return STATUS.contains(&mark).then(|| (mark, line.body()));
    }
    let mark = line.text.chars().next().filter(|c| STATUS.contains(c))?;
    Some((mark, line.text.get(mark.len_utf8()..)?.trim_start()))
}

/// The first run of at least [`ROWS`] such lines.
fn column(lines: &[Line], is_cell: impl Fn(&Line) -> bool) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for (index, line) in lines.iter().enumerate() {
        if !is_cell(line) {
            if index - start >= ROWS {
                return Some(start..index);
            }
            start = index + 1;
        }
    }
    None
}

/// Labels with the texts that stood beside them, and the lines that are neither.
pub(super) struct Labelled {
    pub(super) cells: Vec<(Heading, usize, Vec<Line>)>,
    pub(super) rest: Vec<Line>,
}

/// A column of headings followed by as many texts of whole sentences.
pub(super) fn labelled(lines: &[Line]) -> Option<Labelled> {
    let labels = column(lines, |line| headings::heading(line).is_some())?;
    let mut rest = lines.get(..labels.start)?.to_vec();
    let mut texts: Vec<Vec<Line>> = Vec::new();
    let mut is_open = false;
    let after = lines.get(labels.end..)?;
    for (index, line) in after.iter().enumerate() {
        let ends = line.text.ends_with('。');
        let next = after.get(index + 1);
        let is_cut = || next.is_some_and(|next| !next.after_blank && next.text.ends_with('。'));
        if is_open && !line.after_blank {
            if let Some(text) = texts.last_mut() {
                text.push(line.clone());
            }
        } else if ends || is_cut() && line.text.chars().count() > SENTENCE {
            texts.push(vec![line.clone()]);
        } else {
            rest.push(line.clone());
            continue;
        }
        is_open = !ends;
    }
    if texts.len() != labels.len() {
        return None;
    }
    let cells = labels
        .zip(texts)
        .filter_map(|(at, text)| {
            let line = lines.get(at)?;
            Some((headings::heading(line)?, line.number, text))
        })
        .collect();
    Some(Labelled { cells, rest })
}

/// A cell's line that goes on in the next is not shorter.
const SENTENCE: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines;

    #[test]
    fn items_and_marks_of_two_columns_are_joined() {
        let text = "①資源の把握\n②課題の抽出\n③相談支援\n\n実施\n○ 一覧を配布した。\n× 未実施\n△ 来年度に\n始める予定。\n\n次のこと";
        let texts: Vec<String> = join_status(lines::read(text))
            .into_iter()
            .map(|line| line.text)
            .collect();
        assert_eq!(
            texts,
            [
                "実施",
                "①資源の把握 ○ 一覧を配布した。",
                "②課題の抽出 × 未実施",
                "③相談支援 △ 来年度に始める予定。",
                "次のこと",
            ]
        );
    }

    #[test]
    fn labels_get_the_texts_that_stood_beside_them() {
        let text = "人口\n背景\n内容\n今後\n\n9,000人\n\n医師が一人しかいない。\n当番制をつくり、三つの診療所の医師が夜間の往診を交\n代で受けている。\n隣の町にも広げる。";
        let found = labelled(&lines::read(text)).unwrap();
        let texts: Vec<usize> = found.cells.iter().map(|(_, _, text)| text.len()).collect();
        assert_eq!(texts, [1, 2, 1]);
        assert_eq!(found.rest.len(), 2);
        assert!(labelled(&lines::read("背景\n内容\n今後\n一つの文。")).is_none());
    }
}
