//! Cuts an entry's segments into sections: at the headings of the form, at a
//! deck's own slide titles, and with text that the page prints before its heading
//! put back under it.
//!
//! Nothing of an entry's text is lost: what has no heading of its own goes to the
//! section that its place on the page speaks for.

use std::collections::HashMap;

use crate::vocabulary::{Prefecture, RecordKind};

use super::entries::{Edge, Entry, Segment};
use super::headings::{self, Heading};
use super::lines::{Line, compact};

/// A heading with its lines, before they are joined into paragraphs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cut {
    /// What it says about the case.
    pub(super) kind: RecordKind,
    /// The heading as printed; a plain one where there is none.
    pub(super) heading: String,
    /// The line of the heading.
    pub(super) at: Option<usize>,
    /// Its text.
    pub(super) lines: Vec<Line>,
    /// Whether the heading is one of the form's.
    of_form: bool,
}

impl Cut {
    fn new(heading: &Heading, at: usize) -> Self {
        Self {
            kind: heading.kind,
            heading: heading.text.clone(),
            at: Some(at),
            lines: Vec::new(),
            of_form: true,
        }
    }

    fn titled(kind: RecordKind, title: &str, at: Option<usize>, lines: Vec<Line>) -> Self {
        Self {
            kind,
            heading: title.to_owned(),
            at,
            lines,
            of_form: false,
        }
    }

    fn length(&self) -> usize {
        self.lines
            .iter()
            .map(|line| line.text.chars().count())
            .sum()
    }
}

/// The entry's sections, in the order of their headings.
pub(super) fn cut(entry: &Entry) -> Vec<Cut> {
    let mut cutter = Cutter {
        names: names(entry),
        counts: counts(entry),
        cuts: Vec::new(),
        opening: Vec::new(),
        ahead: Vec::new(),
    };
    for segment in &entry.segments {
        cutter.segment(segment);
    }
    cutter.finish()
}

/// The names that a map on the page carries.
fn names(entry: &Entry) -> Vec<String> {
    let mut names: Vec<String> = Prefecture::ALL
        .iter()
        .map(|prefecture| prefecture.label().to_owned())
        .collect();
    names.extend(
        [
            "地図",
            "地図等",
            "日本海",
            "太平洋",
            "瀬戸内海",
            "（次頁に続く）",
        ]
        .map(str::to_owned),
    );
    if let Some(place) = &entry.place {
        names.push(place.name());
        names.extend(
            place
                .municipalities
                .iter()
                .map(|municipality| municipality.name.clone()),
        );
    }
    names.push(entry.printed.clone());
    names
}

fn counts(entry: &Entry) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for line in entry.segments.iter().flat_map(|segment| &segment.lines) {
        *counts.entry(compact(&line.text)).or_default() += 1;
    }
    counts
}

struct Cutter {
    /// What stands on maps.
    names: Vec<String>,
    /// How often each line is printed in the entry.
    counts: HashMap<String, usize>,
    cuts: Vec<Cut>,
    /// Text before the entry's first heading.
    opening: Vec<Line>,
    /// Text that belongs to the next heading.
    ahead: Vec<Line>,
}

impl Cutter {
    fn segment(&mut self, segment: &Segment) {
        let lines: Vec<Line> = segment
            .lines
            .iter()
            .enumerate()
            .filter(|&(index, line)| {
                !self.is_label(line) || self.is_town_heading(&segment.lines, index)
            })
            .map(|(_, line)| line.clone())
            .collect();
        let found: Vec<(usize, Heading)> = lines
            .iter()
            .enumerate()
            .filter_map(|(index, line)| Some((index, self.heading(&lines, index, line)?)))
            .collect();
        if found.is_empty() {
            self.headless(segment, &lines);
            return;
        }
        let starts: Vec<usize> = found.iter().map(|&(index, _)| index).collect();
        let head = lines.get(..starts[0]).unwrap_or_default().to_vec();
        let has_features = found
            .iter()
            .position(|(_, heading)| heading.kind == RecordKind::Features);
        let head = self.head(head, segment.opened, has_features);
        let mut before_features = head;
        for (order, (index, heading)) in found.iter().enumerate() {
            let end = starts.get(order + 1).copied().unwrap_or(lines.len());
            let body = lines.get(index + 1..end).unwrap_or_default().to_vec();
            let at = lines.get(*index).map_or(0, |line| line.number);
            let mut cut = Cut::new(heading, at);
            if let Some(rest) = &heading.rest
                && let Some(line) = lines.get(*index)
            {
                cut.lines.push(Line {
                    mark: Some('・'),
                    text: rest.clone(),
                    ..line.clone()
                });
            }
            if heading.kind == RecordKind::Features {
                self.features(cut, std::mem::take(&mut before_features), body);
            } else {
                cut.lines.append(&mut self.ahead);
                if order == 0 && has_features.is_none() {
                    cut.lines.append(&mut before_features);
                }
                cut.lines.extend(body);
                self.cuts.push(cut);
            }
        }
    }

    /// What stands above a segment's first heading, less what goes elsewhere.
    fn head(&mut self, head: Vec<Line>, opened: Edge, features: Option<usize>) -> Vec<Line> {
        if head.is_empty() || features == Some(0) {
            return head;
        }
        if self.cuts.is_empty() && !opened.footer {
            self.opening.extend(head);
            return Vec::new();
        }
        if let Some(cut) = slide(&head, opened) {
            self.cuts.push(cut);
            return Vec::new();
        }
        head
    }

    /// The features section, whose body stands before its heading unless only what
    /// follows can be it.
    fn features(&mut self, mut cut: Cut, before: Vec<Line>, after: Vec<Line>) {
        let says_something = |lines: &[Line]| {
            lines
                .iter()
                .any(|line| !line.text.starts_with('※') && line.text.chars().count() > 12)
        };
        if !before.is_empty() {
            cut.lines = before;
            self.cuts.push(cut);
            self.orphans(after);
        } else if !self.opening.is_empty() && !is_profile(&self.opening) {
            cut.lines = std::mem::take(&mut self.opening);
            self.cuts.push(cut);
            self.orphans(after);
        } else if says_something(&after) {
            cut.lines = after;
            self.cuts.push(cut);
        } else {
            cut.lines = self
                .cuts
                .last_mut()
                .map(|previous| last_block(&mut previous.lines))
                .unwrap_or_default();
            self.cuts.push(cut);
            self.orphans(after);
        }
    }

    /// Text behind a features heading that has its body already: captions, labels
    /// and figures of the page, or the body of an earlier heading.
    fn orphans(&mut self, mut lines: Vec<Line>) {
        if lines.is_empty() {
            return;
        }
        let length: usize = lines.iter().map(|line| line.text.chars().count()).sum();
        let empty = self
            .cuts
            .iter_mut()
            .find(|cut| cut.of_form && cut.lines.is_empty() && cut.kind != RecordKind::Features);
        if let Some(cut) = empty {
            cut.lines = lines;
        } else if is_titled(&lines) && length > 60 {
            let title = lines.remove(0);
            self.cuts.push(Cut::titled(
                headings::kind_of_title(&title.text),
                &title.text,
                Some(title.number),
                lines,
            ));
        } else if length > 60 && lines.iter().any(|line| line.mark.is_some()) && !is_profile(&lines)
        {
            self.ahead.extend(lines);
        } else {
            self.add_to_profile(lines);
        }
    }

    fn add_to_profile(&mut self, lines: Vec<Line>) {
        let profile = self
            .cuts
            .iter_mut()
            .find(|cut| cut.kind == RecordKind::Profile);
        match profile {
            Some(cut) => cut.lines.extend(lines),
            None => self.opening.extend(lines),
        }
    }

    /// A segment without a heading of the form: a slide with a title of its own, or
    /// the continuation of what stands before it.
    fn headless(&mut self, segment: &Segment, lines: &[Line]) {
        if lines.is_empty() {
            return;
        }
        if self.cuts.is_empty()
            && (self.opening.is_empty() || is_profile(lines))
            && !is_deck_title(lines, segment)
        {
            self.opening.extend(lines.iter().cloned());
            return;
        }
        if let Some(cut) = slide(lines, segment.opened).or_else(|| closing_title(lines, segment)) {
            // The same slide title again continues the slide.
            match self.cuts.last_mut() {
                Some(last) if compact(&last.heading) == compact(&cut.heading) => {
                    last.lines.extend(cut.lines);
                }
                _ => self.cuts.push(cut),
            }
            return;
        }
        let waiting = self.cuts.iter_mut().rev().take(3).find(|cut| {
            let short = match cut.kind {
                RecordKind::Activities => 40,
                _ => 1,
            };
            cut.of_form && cut.kind != RecordKind::Features && cut.length() < short
        });
        if let Some(cut) = waiting {
            cut.lines.extend(lines.iter().cloned());
        } else if segment.closed.title
            && !segment.closed.page
            && segment.opened.footer
            && !segment.opened.page
        {
            self.ahead.extend(lines.iter().cloned());
        } else if let Some(last) = self.cuts.last_mut() {
            last.lines.extend(lines.iter().cloned());
        } else {
            self.opening.extend(lines.iter().cloned());
        }
    }

    fn finish(mut self) -> Vec<Cut> {
        if !self.ahead.is_empty() {
            let ahead = std::mem::take(&mut self.ahead);
            match self.cuts.last_mut() {
                Some(last) => last.lines.extend(ahead),
                None => self.opening.extend(ahead),
            }
        }
        if !self.opening.is_empty() {
            let opening = std::mem::take(&mut self.opening);
            let has_profile = self.cuts.iter().any(|cut| cut.kind == RecordKind::Profile);
            let cut = if !has_profile && is_profile(&opening) {
                Cut::titled(RecordKind::Profile, "基本情報", None, opening)
            } else {
                Cut::titled(RecordKind::Other, "概要", None, opening)
            };
            self.cuts.insert(0, cut);
        }
        self.cuts
            .retain(|cut| !cut.lines.is_empty() || cut.kind == RecordKind::Profile);
        self.cuts
    }

    /// A name on a map, alone on its line.
    fn is_label(&self, line: &Line) -> bool {
        line.mark.is_none() && self.names.contains(&line.text)
    }

    /// The town's name as the heading of its figures.
    fn is_town_heading(&self, lines: &[Line], index: usize) -> bool {
        self.cuts.is_empty()
            && lines
                .iter()
                .skip(index + 1)
                .take(2)
                .any(|line| compact(&line.text).contains("人口"))
            && lines.get(index).is_some_and(|line| {
                line.text.ends_with(['市', '区', '町', '村'])
                    && line.text != "町"
                    && line.text != "村"
            })
    }

    fn heading(&self, lines: &[Line], index: usize, line: &Line) -> Option<Heading> {
        if self.is_label(line) && self.is_town_heading(lines, index) {
            return Some(Heading {
                kind: RecordKind::Profile,
                text: line.text.clone(),
                rest: None,
                weak: false,
            });
        }
        let found = headings::heading(line).or_else(|| headings::run_in(line))?;
        if !found.weak {
            return Some(found);
        }
        let accepted = match found.kind {
            RecordKind::Issues => {
                !self.cuts.iter().any(|cut| cut.kind == RecordKind::Issues)
                    && !lines
                        .iter()
                        .skip(index)
                        .take(8)
                        .any(|line| compact(&line.text) == "対応策")
            }
            _ => line.after_blank && self.counts.get(&compact(&line.text)) == Some(&1),
        };
        accepted.then_some(found)
    }
}

/// Whether the lines hold a town's figures.
fn is_profile(lines: &[Line]) -> bool {
    lines.iter().any(|line| {
        let text = compact(line.body());
        (text.starts_with("人口") || text.starts_with("総人口"))
            && text.chars().any(|c| c.is_ascii_digit())
    })
}

/// Whether the first line is a title over what follows.
fn is_titled(lines: &[Line]) -> bool {
    let Some((first, rest)) = lines.split_first() else {
        return false;
    };
    headings::could_be_title(first)
        && first.text.chars().count() >= 8
        && !first.text.contains([' ', '　'])
        && first.after_blank
        && rest.first().is_some_and(|next| {
            next.mark.is_some() && !next.after_blank || rest.len() > 8 && next.after_blank
        })
}

/// A slide whose first line is its title: at the start of a sheet, or right behind
/// a page title.
fn slide(lines: &[Line], opened: Edge) -> Option<Cut> {
    let (first, rest) = lines.split_first()?;
    let starts = first.starts_page || opened.title;
    let plain = headings::could_be_title(first)
        && !first.text.contains([' ', '　'])
        && !first.text.starts_with(['（', '〔', '[', '［'])
        && !first.text.starts_with("資料")
        && !first.text.ends_with("です")
        && !first.text.ends_with("ます");
    let framed = first.mark.is_none()
        && first.text.starts_with(['【', '《', '≪'])
        && first.text.chars().count() <= 60
        && lines
            .iter()
            .filter(|line| line.text.starts_with(['【', '《']))
            .count()
            <= 2;
    let bracketed = first.starts_page
        && first.text.starts_with(['（', '＜'])
        && first.text.ends_with(['）', '＞']);
    if !(starts && (plain || framed || bracketed) || is_titled(lines)) {
        return None;
    }
    let mut title = first.text.clone();
    let mut body = rest;
    // A title cut in two: the frame is still open, or a few characters are left.
    if let Some((second, rest)) = rest.split_first()
        && second.mark.is_none()
        && !second.after_blank
        && (framed && !title.contains(['】', '》'])
            || second.text.chars().count() <= 5
            || second.text.starts_with(['「', '（']) && second.text.chars().count() <= 20)
        && !second.text.ends_with('。')
    {
        title.push_str(&second.text);
        body = rest;
    }
    let title = title
        .trim_start_matches(['【', '《', '≪', '（', '＜'])
        .trim_end_matches(['】', '》', '≫', '）', '＞'])
        .trim()
        .to_owned();
    Some(Cut::titled(
        headings::kind_of_title(&title),
        &title,
        Some(first.number),
        body.to_vec(),
    ))
}

/// A slide whose last line, alone before the footer, is its title.
fn closing_title(lines: &[Line], segment: &Segment) -> Option<Cut> {
    let (last, rest) = lines.split_last()?;
    let fits = segment.closed.footer | segment.closed.page
        && !rest.is_empty()
        && last.after_blank
        && headings::could_be_title(last)
        && last.text.chars().count() >= 7
        && !last.text.contains(['年', '→'])
        && rest.last().is_some_and(|line| !continues_into(line));
    let framed = last.text.starts_with(['【', '《', '＜', '（'])
        && last.text.ends_with(['】', '》', '＞', '）'])
        && segment.closed.footer
        && last.text.chars().count() >= 6;
    if !fits && !framed {
        return None;
    }
    let title = last
        .text
        .trim_matches(['【', '】', '《', '》', '＜', '＞'])
        .trim();
    Some(Cut::titled(
        headings::kind_of_title(title),
        title,
        Some(last.number),
        rest.to_vec(),
    ))
}

/// Whether a line ends in the middle of a sentence.
fn continues_into(line: &Line) -> bool {
    line.text.ends_with([
        '、', '，', 'の', 'を', 'に', 'が', 'は', 'と', 'で', 'も', 'や',
    ])
}

fn is_deck_title(lines: &[Line], segment: &Segment) -> bool {
    slide(lines, segment.opened).is_some_and(|cut| cut.lines.len() > 4) && !is_profile(lines)
}

/// Takes the last block off a section: lines that stand together, no list items,
/// behind a blank line.
fn last_block(lines: &mut Vec<Line>) -> Vec<Line> {
    let start = lines
        .iter()
        .rposition(|line| line.after_blank)
        .filter(|&start| start > 0)
        .filter(|&start| lines.iter().skip(start).all(|line| line.mark.is_none()));
    match start {
        Some(start) => lines.split_off(start),
        None => Vec::new(),
    }
}
