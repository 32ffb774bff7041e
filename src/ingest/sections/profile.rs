//! Where a town's figures stand among lines without headings, and what stands behind
//! them. What the figures are is read in `facts`.

use crate::ingest::choices::ITEM;
use crate::ingest::lines::{Line, compact};
use crate::ingest::pattern::Pattern;
use crate::ingest::signals::is_population;

/// Whether the lines hold a town's figures: labelled, or in the columns of a table.
pub(super) fn is_profile(lines: &[Line]) -> bool {
    let is_label = |line: &Line| compact(line.body()) == "人口";
    lines.iter().any(is_population)
        || lines.iter().any(is_label) && lines.iter().any(|line| PEOPLE.is_match(&line.text))
}

/// Whether more follows the figures than what introduces a town.
pub(super) fn goes_on(lines: &[Line]) -> bool {
    /// How many characters introduce one.
    const INTRODUCTION: usize = 400;
    let behind = text_behind(&mut lines.to_vec());
    let letters: usize = behind.iter().map(|line| line.text.chars().count()).sum();
    lists_items(lines) || letters > INTRODUCTION
}

/// Whether the lines go through the items of the project.
fn lists_items(lines: &[Line]) -> bool {
    lines
        .iter()
        .filter(|line| ITEM.is_match(&line.text))
        .count()
        > 2
}

/// Takes off what stands before the figures of a text without headings, where that are
/// sentences: all but the title right above the figures.
pub(super) fn text_before(lines: &mut Vec<Line>) -> Vec<Line> {
    let is_figure = |line: &Line| is_population(line) || compact(line.body()) == "人口";
    let figures = lines.iter().position(is_figure).unwrap_or(0);
    let is_title = |line: &Line| !line.text.ends_with('。');
    let title = figures.saturating_sub(usize::from(
        figures > 0 && lines.get(figures - 1).is_some_and(is_title),
    ));
    let says = |lines: &[Line]| lines.iter().any(|line| line.text.ends_with('。'));
    if !lines.get(..title).is_some_and(says) {
        return Vec::new();
    }
    let rest = lines.split_off(title);
    std::mem::replace(lines, rest)
}

/// Takes off what stands behind the figures of a text without headings: its sentences,
/// from the item or line that the first of them starts with.
pub(super) fn text_behind(lines: &mut Vec<Line>) -> Vec<Line> {
    let is_item = |line: &Line| ITEM.is_match(&line.text);
    let items = lines
        .iter()
        .position(is_item)
        .filter(|_| lists_items(lines));
    let end = items.unwrap_or(lines.len());
    let figures = lines
        .iter()
        .take(end)
        .rposition(|line| {
            // Further on a neighbour's figures may stand within a line.
            let words = compact(line.body());
            let label = words.trim_start_matches(|c: char| !c.is_alphabetic());
            let is_figure = is_population(line) || label.starts_with("高齢化率");
            is_figure && !line.text.ends_with('。')
        })
        .unwrap_or(0);
    let is_sentence = |line: &Line| line.text.ends_with('。');
    let is_text = |line: &Line| is_sentence(line) || line.mark.is_some() && is_prose(line);
    let behind = || lines.iter().skip(figures);
    let starts = |line: &Line| {
        line.after_blank || line.mark.is_some() || line.text.starts_with(['(', '（', '①', '【'])
    };
    behind()
        .position(|line| is_text(line) || items.is_some() && is_item(line))
        .or_else(|| behind().position(is_prose))
        .and_then(|sentence| {
            let sentence = figures + sentence;
            (figures + 1..=sentence)
                .rev()
                .find(|&at| lines.get(at).is_some_and(starts))
                .or((sentence > figures).then_some(sentence))
        })
        .map_or_else(Vec::new, |at| lines.split_off(at))
}

/// Whether a line is words that belong together, no figure with its label.
fn is_prose(line: &Line) -> bool {
    /// Labels have fewer hiragana: 「かかりつけ医のいる人」 has six.
    const LABEL: usize = 6;
    let hiragana = line.text.chars().filter(|c| matches!(c, 'ぁ'..='ゖ'));
    !is_population(line) && hiragana.count() > LABEL
}

/// A printed number of people.
static PEOPLE: Pattern = Pattern::new(r"[0-9０-９]人");
