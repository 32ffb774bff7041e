//! Says of the marks in a table's row which items of the project they are for:
//! 「○○市 ○ × △」 below the heads 「（ア）…（イ）…（ウ）…」.
//!
//! Each mark becomes a line of its own behind its item's letter. Knows letters and
//! marks only.

use super::columns::{Numbered, STATUS};
use super::pattern::Pattern;

/// Fewer columns are no list of the project's items.
const LEAST: usize = 3;

/// The letter of an item at the head of a column.
static HEAD: Pattern = Pattern::new(r"[（(]([ア-ク])[)）]|(?:^|\s)([ア-ク])(?:[\s．.]|$)");

/// So many lines with the end of a sentence stand at most between the heads and the
/// first row, and between two rows, which have remarks.
const TEXT: [usize; 2] = [2, 12];

/// The lines with the marks of such rows below their row.
pub(super) fn spread(lines: Vec<Numbered>) -> Vec<Numbered> {
    let mut heads = Heads::default();
    let mut spread = Vec::with_capacity(lines.len());
    for (number, line) in lines {
        // A table goes on over sheets, but heads nothing on the next one.
        if line.starts_with('\u{c}') && !heads.has_rows {
            heads = Heads::default();
        }
        let row = Row::of(&line).filter(|row| heads.fit(row));
        let Some(row) = row else {
            heads.read(&line);
            spread.push((number, line));
            continue;
        };
        heads.has_rows = true;
        heads.text = 0;
        let marks = heads.letters.iter().zip(&row.marks);
        let marks = marks.map(|(head, mark)| format!("（{head}） {mark}"));
        let parts = [row.before.to_owned()].into_iter().chain(marks);
        let parts = parts.chain([row.behind.to_owned()]);
        let parts = parts.filter(|part| !part.trim().is_empty());
        spread.extend(parts.map(|part| (number, part)));
    }
    spread
}

/// The heads of a table's columns.
#[derive(Default)]
struct Heads {
    letters: Vec<char>,
    /// Whether a row of marks stood below them.
    has_rows: bool,
    /// How many lines with the end of a sentence have come since.
    text: usize,
}

impl Heads {
    /// Whether a row's marks are theirs.
    fn fit(&self, row: &Row<'_>) -> bool {
        self.letters.len() >= LEAST
            && row.marks.len() == self.letters.len()
            && self.text <= TEXT[usize::from(self.has_rows)]
    }

    /// Adds the letters of a line that go on with the heads; a first one begins anew.
    /// Letters with text between them head paragraphs, no columns.
    fn read(&mut self, line: &str) {
        for found in HEAD.all_captures(line) {
            let letter = found
                .get(1)
                .or(found.get(2))
                .and_then(|it| it.as_str().chars().next());
            let place =
                letter.and_then(|letter| "アイウエオカキク".chars().position(|it| it == letter));
            let (Some(letter), Some(place)) = (letter, place) else {
                continue;
            };
            if place == 0 {
                *self = Self::default();
            }
            if place == self.letters.len() && !self.has_rows {
                if self.text > 0 {
                    *self = Self::default();
                } else {
                    self.letters.push(letter);
                }
            }
        }
        self.text += usize::from(line.contains('。'));
    }
}

/// A row of marks, with what stands on both sides of them.
struct Row<'t> {
    before: &'t str,
    marks: Vec<char>,
    behind: &'t str,
}

impl<'t> Row<'t> {
    fn of(line: &'t str) -> Option<Self> {
        let is_alone = |at: usize, c: char| {
            let before = line.get(..at).unwrap_or_default();
            let behind = line.get(at + c.len_utf8()..).unwrap_or_default();
            before.ends_with(char::is_whitespace)
                && (behind.is_empty() || behind.starts_with(char::is_whitespace))
        };
        let marks = line.char_indices();
        let marks: Vec<(usize, char)> = marks
            .filter(|&(at, c)| STATUS.contains(&c) && is_alone(at, c))
            .collect();
        let (&(first, _), &(last, mark)) = (marks.first()?, marks.last()?);
        Some(Self {
            before: line.get(..first)?,
            behind: line.get(last + mark.len_utf8()..)?,
            marks: marks.into_iter().map(|(_, mark)| mark).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::spread;

    fn lines(text: &str) -> Vec<String> {
        let lines = (1..).zip(text.lines().map(str::to_owned));
        spread(lines.collect())
            .into_iter()
            .map(|(_, line)| line)
            .collect()
    }

    #[test]
    fn each_mark_of_a_row_stands_behind_its_letter() {
        let table =
            "町名 人口 （ア）\n把握 （イ） （ウ）\n北町 1.2 ○ △ × 窓口は隣町と共同\n南町 3.4 ○ ○";
        assert_eq!(
            lines(table),
            [
                "町名 人口 （ア）",
                "把握 （イ） （ウ）",
                "北町 1.2 ",
                "（ア） ○",
                "（イ） △",
                "（ウ） ×",
                " 窓口は隣町と共同",
                "南町 3.4 ○ ○",
            ]
        );
    }

    #[test]
    fn letters_over_paragraphs_head_no_marks() {
        let row = "県立病院 ○ × ○";
        for above in [
            "（ア）資源の把握\n地図をつくった。\n（イ）課題の抽出\n会議を開いた。\n（ウ）体制づくり",
            "（ア）資源の把握\n（イ）課題の抽出\n（ウ）体制づくり\n\u{c}診療日 月 火 水",
            "（ア）（イ）（ウ）の順に進めた。\n地図をつくった。\n会議を開いた。",
        ] {
            let text = format!("{above}\n{row}");
            assert_eq!(lines(&text), text.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn marks_without_heads_stay() {
        let table = "（ア）～（ク）を実施\n北町 ○ ○ ×";
        assert_eq!(lines(table), table.lines().collect::<Vec<_>>());
    }
}
