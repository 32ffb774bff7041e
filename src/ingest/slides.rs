//! Slides with titles of their own, in write-ups that are decks of free form.
//!
//! A title stands at the top of a sheet, right behind the page title, or as the last
//! line before the footer. Knows layout only; what a title means is `headings`'
//! business.

use super::entries::Edge;
use super::headings;
use super::lines::{Line, from_each, width};
use super::paragraphs;
use super::pattern::Pattern;
use super::sections::Cut;

/// One title line in a sequence of slides, 「②きっかけはモデル事業」.
static NUMBERED: Pattern = Pattern::new(r"^[①-⑳]\S");
/// An item of the project as a slide's title, 「ウ：切れ目のない…」.
static LETTERED: Pattern =
    Pattern::new(r"^[ア-ク][：:]\S*(資源|課題|切れ目|情報共有|相談|研修|啓発|市区?町村)\S*$");
/// Words that a title does not hold: figures of an event, parts of a sentence.
static NO_TITLE: Pattern = Pattern::new(
    r"[0-9０-９]+(人|名|回|件)|年\d|年[０-９]|→|です$|ます$|した$|など$|^（出典）|^資料",
);

/// What a chart's title ends with, which no sentence does.
static NAMES_A_CHART: Pattern =
    Pattern::new(r"^[^をがは、。]*(?:流れ|ながれ|しくみ|仕組み|イメージ|体制図|概念図|フロー)$");

/// Cuts a segment at the items in it that stand as titles, and at a title that it opens
/// with: what stands before the first title, and the titles with what is under them.
pub(super) fn cut(lines: &[Line], opened: Edge) -> (Vec<Line>, Vec<Cut>) {
    let lettered = lines.iter().enumerate();
    let lettered = lettered.filter(|(_, line)| LETTERED.is_match(line.body()));
    let mut starts: Vec<usize> = lettered.map(|(at, _)| at).collect();
    if !starts.contains(&0) && opens(lines, opened) {
        starts.insert(0, 0);
    }
    let Some(&first) = starts.first() else {
        return (Vec::new(), only_number(lines).into_iter().collect());
    };
    let before = lines.get(..first).unwrap_or_default().to_vec();
    let cuts = from_each(&starts, lines.len()).filter_map(|own| titled(lines.get(own)?));
    (before, cuts.collect())
}

/// The slide that the lines are, where their first line is its title.
pub(super) fn opening(lines: &[Line], opened: Edge) -> Option<Cut> {
    if opens(lines, opened) {
        titled(lines)
    } else {
        None
    }
}

/// The slide whose last line, alone before the footer, is its title.
pub(super) fn closing(lines: &[Line], closed: Edge) -> Option<Cut> {
    let (last, rest) = lines.split_last()?;
    let length: usize = rest.iter().map(|line| line.text.chars().count()).sum();
    let plain = could_be_title(last)
        && last.text.chars().count() >= 7
        && !last.text.contains('、')
        && (NAMES_A_CHART.is_match(&last.text) || !paragraphs::continues(lines, lines.len() - 1));
    let fits = (closed.footer || closed.page) && last.after_blank && length > 40;
    (fits && plain).then(|| {
        Cut::titled(
            headings::unbracket(&last.text).1,
            last.number,
            rest.to_vec(),
        )
    })
}

/// Whether the first line is a title: at the top of a sheet or right behind the page
/// title.
fn opens(lines: &[Line], opened: Edge) -> bool {
    let Some(first) = lines.first() else {
        return false;
    };
    let next = lines.get(1);
    let widest = lines
        .iter()
        .map(|line| width(&line.text))
        .max()
        .unwrap_or_default();
    // A sentence that the line break cut fills its line.
    let runs_on = next.is_some_and(|next| {
        !next.after_blank
            && next.mark.is_none()
            && next.text.chars().count() > 5
            && !next.text.starts_with(['「', '（', '～', '【', '※', '●'])
            && width(&first.text) * 10 >= widest * 8
    });
    let quotes = first.starts_page
        && next.is_some_and(|next| next.after_blank || next.mark.is_some())
        && first
            .text
            .strip_suffix('」')
            .is_some_and(|text| could_be_title(&Line::of_title(first.number, text)));
    let numbered = NUMBERED.is_match(&first.text) && first.text.chars().count() <= 40;
    let is_row = first.text.contains([' ', '　'])
        && !(first.starts_page && headings::style(first).is_some());
    let plain = (could_be_title(first) || numbered || quotes) && !is_row && !runs_on;
    let framed = first.mark.is_none()
        && first.text.starts_with(['【', '《', '≪'])
        && first.text.chars().count() <= 60
        && lines
            .iter()
            .filter(|line| line.text.starts_with(['【', '《']))
            .count()
            <= 2
        && lines.len() > 2;
    let at_top = first.starts_page || opened.title;
    at_top && (plain || framed)
        || opened.footer && plain && next.is_some_and(|next| next.mark.is_some())
}

fn could_be_title(line: &Line) -> bool {
    headings::could_be_title(line) && !NO_TITLE.is_match(&line.text)
}

/// The slide with the only circled number that starts a line of its own.
fn only_number(lines: &[Line]) -> Option<Cut> {
    let mut numbered = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| NUMBERED.is_match(&line.text));
    let (index, line) = numbered.next()?;
    let stands_alone = line.mark.is_none()
        && line.after_blank
        && lines.get(index + 1).is_none_or(|next| next.after_blank)
        && (6..=54).contains(&line.text.chars().count())
        && !line.text.ends_with('。');
    if numbered.next().is_some() || !stands_alone {
        return None;
    }
    let mut rest = lines.to_vec();
    rest.remove(index);
    Some(Cut::titled(&line.text, line.number, rest))
}

/// The slide whose first line is its title, with the rest of a title cut in two.
fn titled(lines: &[Line]) -> Option<Cut> {
    let (first, mut body) = lines.split_first()?;
    let mut title = first.body().to_owned();
    if let Some((second, rest)) = body.split_first() {
        let is_rest = second.mark.is_none()
            && !second.after_blank
            && !second.text.ends_with('。')
            && (second.text.chars().count() <= 5
                || second.text.chars().count() <= 20
                    && (second.text.starts_with(['「', '（'])
                        || title.starts_with('【') && !title.contains('】')));
        if is_rest {
            title.push_str(&second.text);
            body = rest;
        }
    }
    Some(Cut::titled(
        headings::unbracket(&title).1,
        first.number,
        body.to_vec(),
    ))
}
