//! Tells the words of figures and tables from text: runs of short lines that are no
//! sentences, list items or headings, as extraction leaves of flow charts, maps and
//! grids.
//!
//! Knows shapes only. The words are kept apart, not lost.

use super::pattern::Pattern;
use super::section::Paragraph;

/// Shorter runs may be a caption with what it names.
const RUN: usize = 6;

/// Words of boxes and cells are not longer.
const LONGEST: usize = 16;

/// What starts an item or is labelled as text.
static STARTS_TEXT: Pattern = Pattern::new(
    r"^(?:[・①-⑳※→⇒◆■【＜<「『]|[（(][ア-ク0-9０-９]|[ア-ク][ 　：:）)]|[0-9０-９]{1,2}[.．])",
);

/// The paragraphs that are text, and the words of figures, a line each.
pub(super) fn part(paragraphs: &[Paragraph]) -> (Vec<Paragraph>, String) {
    let is_word = |paragraph: &Paragraph| {
        paragraph.text.chars().count() <= LONGEST
            && !paragraph.text.contains(['。', '：'])
            && !STARTS_TEXT.is_match(&paragraph.text)
    };
    let (mut text, mut words) = (Vec::new(), Vec::new());
    for run in paragraphs.chunk_by(|one, other| is_word(one) == is_word(other)) {
        if run.len() >= RUN && run.iter().all(is_word) {
            words.extend(run.iter().map(|it| it.text.as_str()));
        } else {
            text.extend_from_slice(run);
        }
    }
    (text, words.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{lines, paragraphs};

    #[test]
    fn words_of_a_chart_are_kept_apart_from_its_text() {
        let text = "医師会が輪番表をつくった。\n\n主治医\n\n副主治医\n\n連携病院\n\n薬局\n\n訪問看護\n\n患者宅\n\n・年２回、見直している。";
        let (text, words) = part(&paragraphs::paragraphs(&lines::read(text)));
        assert_eq!(text.len(), 2);
        assert_eq!(words.lines().count(), 6);
    }

    #[test]
    fn a_few_short_lines_are_text() {
        let text = "参加者\n\n医師\n\n看護師\n\n・薬剤師";
        assert!(
            part(&paragraphs::paragraphs(&lines::read(text)))
                .1
                .is_empty()
        );
    }
}
