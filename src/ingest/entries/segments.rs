//! Takes an entry's page furniture away: what is left are its segments, and its
//! title.
//!
//! Furniture is what signals its entry, what runs along the edges of sheets, page
//! numbers, and the caption that stands with a page title.

use std::collections::{HashMap, HashSet};

use super::{Edge, Kind, Name, Printed, Segment, Signal};
use crate::ingest::headings;
use crate::ingest::lines::{Line, compact};
use crate::ingest::names::{Place, SUFFIXES};
use crate::ingest::pattern::Pattern;
use crate::ingest::signals::{FOOTER, has_figure, is_population, without_ending};
use crate::vocabulary::RecordKind;

/// Which lines are running headers and footers: page numbers, and the same words,
/// figures aside, at the edges of several sheets and of at least one in [`SHARE`].
pub(super) fn running(lines: &[Line]) -> Vec<bool> {
    /// A slide's title may be printed on two sheets where it goes on.
    const SHARE: usize = 3;
    /// How many lines at the top and at the bottom of a sheet are looked at.
    const EDGES: (usize, usize) = (2, 3);
    let sheets = super::sheets(lines);
    let mut found: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (order, sheet) in sheets.iter().enumerate() {
        let top = sheet.start..sheet.end.min(sheet.start + EDGES.0);
        let bottom = top.end.max(sheet.end.saturating_sub(EDGES.1))..sheet.end;
        for index in top.clone().chain(bottom) {
            let Some(line) = lines.get(index).filter(|line| line.mark.is_none()) else {
                continue;
            };
            let key: String = line.text.chars().filter(|c| c.is_alphabetic()).collect();
            let is_last = index + 1 == sheet.end;
            let is_number = is_last && SHEET_NUMBER.is_match(&line.text);
            let length = if is_last { 2 } else { 4 };
            let is_words = key.chars().count() >= length
                && headings::heading(line).is_none()
                && (index != sheet.start + 1 || !LARGE.is_match(&line.text));
            if is_number || is_words {
                found.entry(key).or_default().push((order, index));
            }
        }
    }
    let mut running = vec![false; lines.len()];
    for at in found.into_values() {
        let of_sheets: HashSet<usize> = at.iter().map(|&(order, _)| order).collect();
        if of_sheets.len() >= 2 && of_sheets.len() * SHARE >= sheets.len() {
            for (_, index) in at {
                if let Some(line) = running.get_mut(index) {
                    *line = true;
                }
            }
        }
    }
    running
}

/// A year or a town's figure, which a header's second line does not hold.
static LARGE: Pattern = Pattern::new(r"[0-9０-９]{3}|[0-9０-９][.,．，、][0-9０-９]");

/// A sheet's number at its foot: 「3」, 「2／5」.
static SHEET_NUMBER: Pattern = Pattern::new(r"^[0-9０-９]{1,3}(?:\s*[/／]\s*[0-9０-９]{1,3})?$");

impl Printed<'_> {
    /// The name as printed and its line: in the header, else with its prefecture in a
    /// title or footer, else as first met.
    pub(super) fn printed_name(&self, name: &Name) -> (String, usize) {
        let named = |is_fit: fn(&Signal) -> bool| {
            let mut signals = self.signals.iter().zip(self.lines);
            signals.find_map(|(signal, line)| {
                let signal = signal.as_ref().filter(|signal| is_fit(signal))?;
                Some((signal.name.printed.clone(), line.number))
            })
        };
        let in_title = || named(|it| it.kind != Kind::Header && it.name.has_prefecture());
        let as_met = || {
            let mut lines = self.lines.iter();
            let met = lines.find(|line| line.text.contains(&name.printed));
            let at = met.or(self.lines.first()).map_or(0, |line| line.number);
            (name.printed.clone(), at)
        };
        named(|it| it.kind == Kind::Header && !it.name.printed.is_empty())
            .or_else(in_title)
            .unwrap_or_else(as_met)
    }

    /// The entry's title, where it says more than the name, and its text between
    /// furniture.
    pub(super) fn segments(
        &self,
        place: Option<&Place>,
        printed: &str,
    ) -> (Option<String>, Vec<Segment>) {
        let (title, captions) = self.title(printed);
        let mut segments: Vec<Segment> = Vec::new();
        let mut edge = Edge::default();
        let mut sheet = 1;
        let mut open = false;
        for (index, line) in self.lines.iter().enumerate() {
            let furniture = self.furniture(index, &captions, place, printed);
            if furniture.is_none() && !line.starts_page && open {
                if let Some(segment) = segments.last_mut() {
                    segment.lines.push(line.clone());
                }
                continue;
            }
            let mut here = furniture.unwrap_or_default();
            here.page = line.starts_page;
            edge.add(here);
            if let Some(segment) = segments.last_mut() {
                segment.closed.add(here);
            }
            open = furniture.is_none();
            if open {
                let is_new = edge.page || edge.footer;
                if is_new && !segments.is_empty() {
                    sheet += 1;
                }
                segments.push(Segment {
                    opened: std::mem::take(&mut edge),
                    closed: Edge::default(),
                    sheet,
                    lines: vec![line.clone()],
                });
            }
        }
        for segment in &mut segments {
            let (before, after) = (segment.opened, segment.closed);
            // Between a footer and the title of its own sheet.
            if before.footer && !before.page && after.title && !after.footer && !after.page {
                segment.sheet = segment.sheet.saturating_sub(1).max(1);
            }
        }
        (title, segments)
    }

    /// What a line of furniture stands for; none for text.
    fn furniture(
        &self,
        index: usize,
        captions: &[usize],
        place: Option<&Place>,
        printed: &str,
    ) -> Option<Edge> {
        let line = self.lines.get(index)?;
        match self.signals.get(index)?.as_ref().map(|it| it.kind) {
            Some(Kind::Title) if has_figure(&line.text) => return None,
            Some(Kind::Header | Kind::Form) => return Some(Edge::default()),
            Some(Kind::Footer) => return Some(Edge::FOOTER),
            Some(Kind::Title) => return Some(Edge::TITLE),
            None => {}
        }
        let text = compact(&line.text);
        let footer = FOOTER.captures(&text).and_then(|found| found.get(1));
        // 「42. 長崎県東彼杵郡３町」: a name of the entry's own for what it is of.
        let is_footer = footer.is_some_and(|rest| {
            without_ending(rest.as_str()) == compact(printed)
                || place
                    .and_then(|place| rest.as_str().strip_prefix(place.prefecture.label()))
                    .is_some_and(|rest| rest.chars().count() <= 12 && rest.ends_with(SUFFIXES))
        });
        if captions.contains(&index) {
            Some(Edge::TITLE)
        } else if is_footer {
            Some(Edge::FOOTER)
        } else if self.running.get(index).copied().unwrap_or_default()
            || self.is_page_number(index, line)
        {
            Some(Edge::default())
        } else {
            None
        }
    }

    /// A page number: by its own form, or bare digits right beside other furniture.
    fn is_page_number(&self, index: usize, line: &Line) -> bool {
        let is_bare = line.mark.is_none()
            && line.after_blank
            && line.text.len() <= 3
            && line.text.chars().all(|c| c.is_ascii_digit());
        let beside = |other: Option<usize>| {
            other.is_some_and(|other| self.signals.get(other).is_some_and(Option::is_some))
        };
        line.is_page_number || is_bare && (beside(index.checked_sub(1)) || beside(Some(index + 1)))
    }

    /// The title where it says more than the name, and the lines that make up titles.
    fn title(&self, printed: &str) -> (Option<String>, Vec<usize>) {
        let mut title = None;
        let mut parts = Vec::new();
        for index in (0..self.lines.len()).filter(|&index| self.is_title(index, printed)) {
            let caption = self.caption(index);
            let whole = match caption {
                Some(other) if other < index => vec![other, index],
                Some(other) => vec![index, other],
                None => vec![index],
            };
            let words: Vec<&str> = whole
                .iter()
                .filter_map(|&at| self.lines.get(at))
                .map(|line| line.text.as_str())
                .collect();
            let words = words.join(" ");
            // The bare name, on a map or above the title, is no title.
            if title.is_none() && says_more(&words, printed) {
                title = Some(words);
            }
            parts.extend(whole);
        }
        if let Some(own) = self.own_title().filter(|own| !parts.contains(own)) {
            title = self.lines.get(own).map(|line| line.text.clone());
            parts.push(own);
        }
        (title, parts)
    }

    /// Whether the line is a page title: signalled, of a name that is not known, or
    /// the cover's of a document without signals.
    fn is_title(&self, index: usize, printed: &str) -> bool {
        let is_own = |line: &Line| {
            !printed.is_empty()
                && line.text.starts_with(printed)
                && without_ending(&line.text).len() < line.text.len()
        };
        self.cover == Some(index)
            || matches!(self.signals.get(index), Some(Some(it)) if it.kind == Kind::Title)
            || self.lines.get(index).is_some_and(is_own)
    }

    /// The line that is one title with the line at `index`: its end where that breaks
    /// off at a name, or the words right above it, on the cover or above every title.
    fn caption(&self, index: usize) -> Option<usize> {
        let line = self.lines.get(index)?;
        let fits = |at: usize| {
            let is_free = self.signals.get(at).is_some_and(Option::is_none);
            self.lines
                .get(at)
                .filter(|line| is_free && headings::could_be_title(line))
        };
        let breaks_off = line.text.ends_with(SUFFIXES) || line.text.ends_with("における");
        let is_end = |next: &&Line| {
            let is_other = headings::heading(next).is_some() || is_population(next);
            !is_other || without_ending(&next.text) != next.text
        };
        if fits(index + 1)
            .filter(is_end)
            .is_some_and(|next| breaks_off && !next.after_blank)
        {
            return Some(index + 1);
        }
        let before = index.checked_sub(1).filter(|_| !line.after_blank)?;
        let above = fits(before)?;
        let again = || {
            (1..self.lines.len())
                .filter(|&at| self.signals.get(at).is_some_and(Option::is_some))
                .filter_map(|at| self.lines.get(at - 1))
                .filter(|line| line.text == above.text)
                .count()
                > 1
        };
        let is_subtitle = !line.text.starts_with(char::is_alphanumeric);
        let is_caption = headings::heading(above).is_none()
            && above.text.contains(|c| matches!(c, '一'..='鿿'))
            && (self.cover == Some(index) && (above.after_blank || is_subtitle) || again());
        is_caption.then_some(before)
    }

    /// The one line of its own words that an entry prints as its title, between its
    /// header and its basic information.
    fn own_title(&self) -> Option<usize> {
        if !matches!(self.signals.first(), Some(Some(it)) if it.kind == Kind::Header) {
            return None;
        }
        let (first, heading) = self
            .lines
            .iter()
            .enumerate()
            .find_map(|(index, line)| Some((index, headings::heading(line)?)))?;
        let mut own = (0..first).filter(|&at| self.signals.get(at).is_some_and(Option::is_none));
        let title = own
            .next()
            .filter(|_| heading.kind == RecordKind::Profile && own.next().is_none())?;
        let line = self.lines.get(title)?;
        let is_title = headings::could_be_title(line)
            && line.text.chars().count() >= 8
            && !line.text.contains([' ', '　']);
        is_title.then_some(title)
    }
}

/// Whether a title holds more than the name, with or without its prefecture.
fn says_more(title: &str, name: &str) -> bool {
    /// 「神奈川県」
    const PREFECTURE: usize = 4;
    without_ending(title).len() < title.trim_end().len()
        || compact(title).chars().count() > compact(name).chars().count() + PREFECTURE
}
