//! Cuts an entry's segments into sections: at the headings of the form, at a
//! deck's own slide titles, and with text that the page prints before its heading
//! put back under it.
//!
//! Nothing of an entry's text is lost: what has no heading of its own goes to the
//! section that its place on the page speaks for.

use std::collections::{HashMap, HashSet};

use crate::vocabulary::RecordKind;

use super::entries::{Edge, Entry, Segment};
use super::headings::{self, Heading};
use super::lines::{Line, compact};
use super::slides;
pub(super) use place::Shared;
use profile::{is_profile, text_before, text_behind};

mod cells;
mod place;
mod profile;

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
    /// The sheet of the entry that it starts on, where the entry has several.
    pub(super) sheet: Option<u32>,
    /// Whether the heading is one of the form's.
    of_form: bool,
}

impl Cut {
    fn new(heading: &Heading, at: usize) -> Self {
        Self {
            at: Some(at),
            of_form: true,
            ..Self::untitled(heading.kind, &heading.text, Vec::new())
        }
    }

    /// A section under a title of the write-up's own.
    pub(super) fn titled(title: &str, at: usize, lines: Vec<Line>) -> Self {
        Self {
            at: Some(at),
            ..Self::untitled(headings::kind_of_title(title), title, lines)
        }
    }

    fn untitled(kind: RecordKind, heading: &str, lines: Vec<Line>) -> Self {
        Self {
            kind,
            heading: heading.to_owned(),
            at: None,
            lines,
            sheet: None,
            of_form: false,
        }
    }
}

/// The entry's sections, in the order of their headings.
pub(super) fn cut(entry: &Entry, shared: &Shared) -> Vec<Cut> {
    let mut cutter = Cutter {
        shared,
        names: place::names(entry),
        counts: place::counts(entry),
        styles: place::styles(entry),
        asks: place::asks(entry),
        has_words: place::has_words(entry),
        has_parted: place::has_parted(entry),
        cuts: Vec::new(),
        opening: Vec::new(),
        ahead: Vec::new(),
    };
    for segment in &entry.segments {
        cutter.segment(segment);
    }
    let mut cuts = cutter.finish();
    let sheets: HashMap<usize, u32> = entry
        .segments
        .iter()
        .flat_map(|segment| {
            segment
                .lines
                .iter()
                .map(|line| (line.number, segment.sheet))
        })
        .collect();
    if sheets.values().any(|&sheet| sheet > 1) {
        for cut in &mut cuts {
            let first = cut.at.or(cut.lines.first().map(|line| line.number));
            cut.sheet = first.and_then(|first| sheets.get(&first).copied());
        }
    }
    cuts
}

struct Cutter<'a> {
    shared: &'a Shared,
    names: Vec<String>,
    counts: HashMap<String, usize>,
    /// Marks and ways of numbering that the entry's headings have.
    styles: HashSet<char>,
    /// Whether its parts start with their headings, on the same line.
    has_parted: bool,
    /// What questions start with in an interview.
    asks: Option<char>,
    /// Whether single words head its parts.
    has_words: bool,
    cuts: Vec<Cut>,
    /// Text before the entry's first heading.
    opening: Vec<Line>,
    /// Text that belongs to the next heading.
    ahead: Vec<Line>,
}

impl Cutter<'_> {
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
        let lines = cells::join_status(lines);
        if let Some(table) = cells::labelled(&lines) {
            self.lines(segment, &table.rest);
            self.cuts
                .extend(table.cells.into_iter().map(|(heading, at, lines)| Cut {
                    lines,
                    ..Cut::new(&heading, at)
                }));
        } else {
            self.lines(segment, &lines);
        }
    }

    fn lines(&mut self, segment: &Segment, lines: &[Line]) {
        let mut found: Vec<(usize, Heading)> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let heading = self.heading(lines, index, line, &found);
            if let Some(heading) = heading.or_else(|| headings::ordinal(line)) {
                found.push((index, heading));
            }
        }
        if found.is_empty() {
            self.headless(segment, lines);
        } else {
            self.headed(segment, lines, &found);
        }
    }

    /// A segment with headings of the form.
    fn headed(&mut self, segment: &Segment, lines: &[Line], found: &[(usize, Heading)]) {
        let first = found.first().map_or(0, |&(index, _)| index);
        let head = lines.get(..first).unwrap_or_default().to_vec();
        // Only a heading alone on its line may have its body before it.
        let is_features =
            |heading: &Heading| heading.kind == RecordKind::Features && heading.rest.is_none();
        let features = found.iter().position(|(_, heading)| is_features(heading));
        let mut head = self.head(head, segment.opened, features);
        for (order, (index, heading)) in found.iter().enumerate() {
            let end = found
                .get(order + 1)
                .map_or(lines.len(), |&(index, _)| index);
            let mut body = lines.get(index + 1..end).unwrap_or_default().to_vec();
            let Some(line) = lines.get(*index) else {
                continue;
            };
            let mut cut = Cut::new(heading, line.number);
            if heading.rest.is_none() {
                complete(&mut cut.heading, line, &mut body);
            }
            if let Some(rest) = &heading.rest {
                cut.lines.push(Line {
                    mark: Some('・'),
                    text: rest.clone(),
                    ..line.clone()
                });
            }
            if is_features(heading) {
                self.features(cut, std::mem::take(&mut head), body);
                continue;
            }
            cut.lines.append(&mut self.ahead);
            if order == 0 && features.is_none() {
                match self.cuts.last_mut() {
                    Some(last) => last.lines.append(&mut head),
                    None => cut.lines.append(&mut head),
                }
            }
            cut.lines.extend(body);
            self.cuts.push(cut);
        }
        if segment.closed.page {
            self.foot(lines);
        }
    }

    /// A heading of the form at a sheet's foot, with nothing behind it, heads the list
    /// that stands above it on that sheet.
    fn foot(&mut self, sheet: &[Line]) {
        let [.., above, last] = self.cuts.as_mut_slice() else {
            return;
        };
        let is_on_sheet = |line: &Line| sheet.iter().any(|own| own.number == line.number);
        let mut items = above.lines.iter();
        let start = items.position(|line| line.mark.is_some() && is_on_sheet(line));
        if let Some(start) = start.filter(|_| last.of_form && last.lines.is_empty()) {
            last.lines = above.lines.split_off(start);
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
        match slides::opening(&head, opened) {
            Some(cut) => {
                self.cuts.push(cut);
                Vec::new()
            }
            None => head,
        }
    }

    /// The features section, whose body stands before its heading unless only what
    /// follows can be it.
    fn features(&mut self, mut cut: Cut, before: Vec<Line>, after: Vec<Line>) {
        let says_something = after
            .iter()
            .any(|line| !line.text.starts_with('※') && line.text.chars().count() > 6);
        if !before.is_empty() {
            cut.lines = before;
        } else if !self.opening.is_empty() && !is_profile(&self.opening) {
            cut.lines = std::mem::take(&mut self.opening);
        } else if says_something {
            cut.lines = after;
            self.cuts.push(cut);
            return;
        } else if let Some(previous) = self.cuts.last_mut() {
            cut.lines = last_block(&mut previous.lines);
        }
        self.cuts.push(cut);
        self.orphans(after);
    }

    /// Text behind a features heading that has its body already: captions, labels
    /// and figures of the page, or the body of an earlier heading.
    fn orphans(&mut self, lines: Vec<Line>) {
        let length: usize = lines.iter().map(|line| line.text.chars().count()).sum();
        let empty = self
            .cuts
            .iter_mut()
            .find(|cut| cut.of_form && cut.lines.is_empty() && cut.kind != RecordKind::Features);
        if lines.is_empty() {
        } else if let Some(cut) = empty {
            cut.lines = lines;
        } else if length > 60 && lines.iter().any(|line| line.mark.is_some()) && !is_profile(&lines)
        {
            self.ahead.extend(lines);
        } else {
            let profile = self
                .cuts
                .iter_mut()
                .find(|cut| cut.kind == RecordKind::Profile);
            match profile {
                Some(cut) => cut.lines.extend(lines),
                None => self.opening.extend(lines),
            }
        }
    }

    /// A segment without a heading of the form: slides with titles of their own, or
    /// the continuation of what stands before it.
    fn headless(&mut self, segment: &Segment, lines: &[Line]) {
        if lines.is_empty() {
            return;
        }
        let opens_entry = self.cuts.is_empty()
            && (self.opening.is_empty() || is_profile(lines))
            && (is_profile(lines) || lines.len() < 5);
        if opens_entry {
            self.opening.extend(lines.iter().cloned());
            return;
        }
        let starts_page = lines.first().is_some_and(|line| line.starts_page);
        if let Some(cut) = self.waiting().filter(|cut| !starts_page && cut.of_form) {
            cut.lines.extend(lines.iter().cloned());
            return;
        }
        let (before, titled) = slides::cut(lines, segment.opened);
        if !titled.is_empty() {
            match self.cuts.last_mut() {
                Some(last) => last.lines.extend(before),
                None => self.opening.extend(before),
            }
            for cut in titled {
                self.slide(cut);
            }
            return;
        }
        if let Some(cut) = self.waiting() {
            cut.lines.extend(lines.iter().cloned());
        } else if let Some(cut) = slides::closing(lines, segment.closed) {
            self.slide(cut);
        } else {
            self.continuation(segment, lines.to_vec());
        }
    }

    /// The same slide title again continues the slide.
    fn slide(&mut self, cut: Cut) {
        match self.cuts.last_mut() {
            Some(last) if compact(&last.heading) == compact(&cut.heading) => {
                last.lines.extend(cut.lines);
            }
            _ => self.cuts.push(cut),
        }
    }

    /// A section whose body has not been printed yet: the last, or one of the form's
    /// before it on the same page.
    fn waiting(&mut self) -> Option<&mut Cut> {
        let last = self.cuts.len().checked_sub(1)?;
        self.cuts
            .iter_mut()
            .enumerate()
            .rev()
            .take(3)
            .find(|(index, cut)| {
                let length: usize = cut.lines.iter().map(|line| line.text.chars().count()).sum();
                let short = if cut.kind == RecordKind::Activities {
                    60
                } else {
                    1
                };
                cut.kind != RecordKind::Features
                    && (cut.of_form && length < short || *index == last && length == 0)
            })
            .map(|(_, cut)| cut)
    }

    /// Text that goes on with what stands before it, or, between a footer and the
    /// next page's title, with what follows.
    fn continuation(&mut self, segment: &Segment, lines: Vec<Line>) {
        let before_title = segment.closed.title
            && !segment.closed.page
            && segment.opened.footer
            && !segment.opened.page;
        if before_title {
            self.ahead.extend(lines);
        } else if let Some(last) = self.cuts.last_mut() {
            last.lines.extend(lines);
        } else if segment.opened.page && is_profile(&self.opening) && !is_profile(&lines) {
            let cut = Cut::untitled(RecordKind::Activities, "取り組み", lines);
            self.cuts.push(cut);
        } else {
            self.opening.extend(lines);
        }
    }

    fn finish(mut self) -> Vec<Cut> {
        let ahead = std::mem::take(&mut self.ahead);
        match self.cuts.last_mut() {
            Some(last) => last.lines.extend(ahead),
            None => self.opening.extend(ahead),
        }
        let opening = std::mem::take(&mut self.opening);
        let profile = self
            .cuts
            .iter()
            .position(|cut| cut.kind == RecordKind::Profile);
        match profile.and_then(|index| self.cuts.get_mut(index)) {
            _ if opening.is_empty() => {}
            // A cover's few words stand with the town's figures.
            Some(cut) if opening.len() < 5 => {
                cut.lines.extend(opening);
            }
            None if is_profile(&opening) => {
                let mut figures = opening;
                let mut text = text_before(&mut figures);
                text.extend(text_behind(&mut figures));
                if !text.is_empty() {
                    let cut = Cut::untitled(RecordKind::Activities, "取り組み", text);
                    self.cuts.insert(0, cut);
                }
                let cut = Cut::untitled(RecordKind::Profile, "基本情報", figures);
                self.cuts.insert(0, cut);
            }
            _ => {
                let cut = Cut::untitled(RecordKind::Other, "概要", opening);
                self.cuts.insert(0, cut);
            }
        }
        self.text_of_profiles();
        without_empty(self.cuts)
    }

    /// What was done stands behind the figures where an entry has nothing but basic
    /// information, where the items of the project follow them, or where more is said
    /// than introduces a town.
    fn text_of_profiles(&mut self) {
        let is_profile = |cut: &Cut| cut.kind == RecordKind::Profile;
        let is_all = self.cuts.iter().all(is_profile);
        for mut cut in std::mem::take(&mut self.cuts) {
            let has_text = is_profile(&cut) && (is_all || profile::goes_on(&cut.lines));
            let text = if has_text {
                text_behind(&mut cut.lines)
            } else {
                Vec::new()
            };
            self.cuts.push(cut);
            if !text.is_empty() {
                let cut = Cut::untitled(RecordKind::Activities, "取り組み", text);
                self.cuts.push(cut);
            }
        }
    }
}

/// Puts the rest of a heading that a line break cut back to it.
fn complete(heading: &mut String, line: &Line, body: &mut Vec<Line>) {
    let is_rest = body.first().is_some_and(|next| {
        next.mark.is_none()
            && !next.after_blank
            && next.text.chars().count() <= 14
            && !next.text.ends_with('。')
            && !next.text.starts_with(['【', '(', '（', '①', '１', '1'])
    });
    if is_rest && line.text.chars().count() >= 22 && !line.text.ends_with(['）', '」', '】']) {
        heading.push_str(&body.remove(0).text);
    }
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

/// The sections that hold something; a title without a body of its own stands as the
/// first line of what follows it.
fn without_empty(cuts: Vec<Cut>) -> Vec<Cut> {
    let mut kept: Vec<Cut> = Vec::new();
    let mut titles: Vec<Line> = Vec::new();
    for mut cut in cuts {
        if cut.lines.is_empty() && cut.kind != RecordKind::Profile {
            let is_own = !cut.of_form || cut.heading.chars().count() > 12;
            if let Some(number) = cut.at.filter(|_| is_own) {
                titles.push(Line::of_title(number, &cut.heading));
            }
            continue;
        }
        if !titles.is_empty() {
            cut.lines.splice(0..0, titles.drain(..));
        }
        kept.push(cut);
    }
    if let Some(last) = kept.last_mut() {
        last.lines.append(&mut titles);
    }
    kept
}
