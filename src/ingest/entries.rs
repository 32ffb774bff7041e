//! Cuts a document of write-ups into its entries, and each entry into the segments
//! that its page furniture (headers, footers, page titles) separates.
//!
//! A new entry shows by its header line, by a page title or footer of another place
//! that stands over figures of its own, or by a second block of such figures. Where
//! a document has none of these, the towns that its sheets name in their titles'
//! places share it. What stands in an entry is not known here.

use std::collections::HashSet;
use std::ops::Range;

use crate::gazetteer::Gazetteer;
use crate::vocabulary::RecordKind;

use super::Against;
use super::draft::Remark;
use super::headings;
use super::lines::Line;
use super::names::Place;
use super::signals::{
    HEADER, Name, Signal, has_population, is_office, is_population, set_off, signal, subject, topic,
};

mod place;
mod segments;

/// One write-up.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// Where it is from; none where the name could not be read.
    pub(super) place: Option<Place>,
    /// The name as printed, in its header where it has one.
    pub(super) printed: String,
    /// The line of that name.
    pub(super) printed_at: usize,
    /// The page title, 「岩手県北上市の取り組み」.
    pub(super) title: Option<String>,
    /// Its text between page furniture, in order.
    pub(super) segments: Vec<Segment>,
    /// Its first and last line.
    pub(super) lines: [usize; 2],
    /// What a person should look at.
    pub(super) remarks: Vec<Remark>,
}

/// A run of lines without page furniture between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Segment {
    /// What stands before it.
    pub(super) opened: Edge,
    /// What stands behind it.
    pub(super) closed: Edge,
    /// The sheet of the entry that it stands on, from 1.
    pub(super) sheet: u32,
    /// Its lines; never none.
    pub(super) lines: Vec<Line>,
}

/// The page furniture at an end of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    /// A page title.
    pub(super) title: bool,
    /// A page footer.
    pub(super) footer: bool,
    /// The start of a sheet.
    pub(super) page: bool,
}

impl Edge {
    const TITLE: Self = Self {
        title: true,
        footer: false,
        page: false,
    };
    const FOOTER: Self = Self {
        title: false,
        footer: true,
        page: false,
    };

    fn add(&mut self, other: Self) {
        self.title |= other.title;
        self.footer |= other.footer;
        self.page |= other.page;
    }
}

/// The lines of an entry as the document prints them.
struct Printed<'a> {
    lines: &'a [Line],
    /// What each says of the entry it belongs to.
    signals: &'a [Option<Signal>],
    /// Which of them run along the sheets' edges.
    running: &'a [bool],
    /// The title on its cover.
    cover: Option<usize>,
}

/// Where an entry starts, and what it is about.
struct Span {
    start: usize,
    name: Name,
    /// Other places' titles in it that start no entry.
    others: Vec<(usize, String)>,
}

/// Cuts the document into entries. Lines before the first belong to none.
pub(super) fn entries(lines: &[Line], against: Against<'_>, about: &str) -> Vec<Entry> {
    let gazetteer = against.gazetteer;
    let mut signals: Vec<Option<Signal>> = (0..lines.len())
        .map(|index| signal(lines, index, gazetteer))
        .collect();
    let mut spans = by_signals(lines, &signals);
    if spans.is_empty() {
        for (index, name) in set_off(lines, gazetteer) {
            if let Some(signal) = signals.get_mut(index) {
                *signal = Some(Signal::Header(name));
            }
        }
        spans = by_signals(lines, &signals);
    }
    if spans.is_empty() {
        spans = by_topics(lines, gazetteer);
    }
    if spans.is_empty() {
        spans.extend(subject(lines, gazetteer).map(|(start, name)| Span {
            start,
            name,
            others: Vec::new(),
        }));
    }
    if let [only] = spans.as_mut_slice()
        && !matches!(signals.get(only.start), Some(Some(Signal::Header(_))))
    {
        only.start = 0;
    }
    let ends: Vec<usize> = spans
        .iter()
        .skip(1)
        .map(|span| span.start)
        .chain([lines.len()])
        .collect();
    for (span, &end) in spans.iter().zip(&ends) {
        forget_others(
            signals.get_mut(span.start..end).unwrap_or_default(),
            &span.name,
        );
    }
    let running = segments::running(lines);
    spans
        .into_iter()
        .zip(ends)
        .filter_map(|(span, end)| {
            let own = lines.get(span.start..end)?;
            let page = Printed {
                lines: own,
                signals: signals.get(span.start..end)?,
                running: running.get(span.start..end)?,
                cover: cover(own, &span.name, gazetteer),
            };
            let is_form = span.name.printed.is_empty() && is_form(page.lines);
            // A line of a table of contents names a place and says nothing.
            let is_empty = page.signals.iter().all(Option::is_some);
            (!is_form && !is_empty).then(|| {
                let context = place::Context {
                    document: lines,
                    about,
                    against,
                };
                entry(&page, &span, &context)
            })
        })
        .collect()
}

/// Page titles of other places in an entry are its text.
fn forget_others(signals: &mut [Option<Signal>], name: &Name) {
    for signal in signals {
        if matches!(signal, Some(Signal::Title(other)) if !other.is_same(name)) {
            *signal = None;
        }
    }
}

/// The entry that these lines are.
fn entry(page: &Printed<'_>, span: &Span, context: &place::Context<'_>) -> Entry {
    let mut remarks: Vec<Remark> = span
        .others
        .iter()
        .map(|(number, name)| Remark {
            line: Some(*number),
            message: format!("「{name}」で始まる題名は、この事例の中のものとして読んだ。別の事例なら、その前の行に「{HEADER} ○○県○○市」と加える"),
        })
        .collect();
    let (place, doubt) = place::of(&span.name, page.lines, context);
    remarks.extend(doubt);
    let (printed, printed_at) = page.printed_name(&span.name);
    let (title, segments) = page.segments(place.as_ref(), &printed);
    let numbers = || page.lines.iter().map(|line| line.number);
    Entry {
        place,
        printed,
        printed_at,
        title,
        segments,
        lines: [
            numbers().min().unwrap_or_default(),
            numbers().max().unwrap_or_default(),
        ],
        remarks,
    }
}

/// The line near an entry's start that has its name and is a title: no office, no
/// heading of its figures, and not below these. The form has its title elsewhere.
fn cover(lines: &[Line], name: &Name, gazetteer: &Gazetteer) -> Option<usize> {
    /// A cover is not longer.
    const COVER: usize = 8;
    if lines.first().is_some_and(|it| it.text.starts_with(HEADER)) {
        return None;
    }
    lines
        .iter()
        .take(COVER)
        .take_while(|line| !is_population(line))
        .position(|line| {
            let own = topic(line, gazetteer).filter(|own| own.is_same(name));
            let heads = headings::heading(line).map(|heading| heading.kind);
            own.is_some_and(|own| {
                !is_office(line, &own)
                    && !line.text.ends_with(&own.printed)
                    && heads != Some(RecordKind::Profile)
            })
        })
}

/// The names of towns that stand like titles in a document without entries, with
/// their lines: for the editor who has to say where they start.
pub(super) fn candidates(lines: &[Line], gazetteer: &Gazetteer) -> Vec<(usize, String)> {
    let mut seen = HashSet::new();
    lines
        .iter()
        .filter_map(|line| Some((line.number, topic(line, gazetteer)?.printed)))
        .filter(|(_, name)| seen.insert(name.clone()))
        .take(5)
        .collect()
}

/// Whether the lines are the form's own page, with its headings and nothing said.
fn is_form(lines: &[Line]) -> bool {
    lines
        .iter()
        .filter(|line| headings::heading(line).is_none())
        .all(|line| !line.text.contains('。') && !line.text.contains(char::is_numeric))
}

/// The document's sheets, as ranges of its lines; one where it shows none.
fn sheets(lines: &[Line]) -> Vec<Range<usize>> {
    let starts: Vec<usize> = (0..lines.len())
        .filter(|&index| index == 0 || lines.get(index).is_some_and(|line| line.starts_page))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| start..end)
        .collect()
}

/// The entries that headers, page titles and footers show.
fn by_signals(lines: &[Line], signals: &[Option<Signal>]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last_signal = 0;
    let mut last_header: Option<usize> = None;
    for (index, signal) in signals.iter().enumerate() {
        let Some((signal, name)) = signal.as_ref().and_then(|it| Some((it, it.name()?))) else {
            continue;
        };
        let is_header = matches!(signal, Signal::Header(_));
        let continues = spans.last().is_some_and(|span| {
            let same = span.name.is_same(name) || (is_header && name.printed.is_empty());
            // The same town may stand twice: a second header, far from the first.
            let again = is_header
                && !name.printed.is_empty()
                && last_header.is_some_and(|header| index > header + 5);
            same && !again
        });
        if !continues {
            if matches!(signal, Signal::Title(_)) && !is_backed(lines, signals, index, name) {
                if let Some(span) = spans.last_mut() {
                    let number = lines.get(index).map_or(0, |line| line.number);
                    span.others.push((number, name.printed.clone()));
                }
                continue;
            }
            let from = spans.last().map_or(0, |span| span.start);
            let start = start_of_next(lines, signals, from, last_signal, index);
            spans.push(Span {
                start,
                name: name.clone(),
                others: Vec::new(),
            });
            last_header = None;
        }
        if is_header {
            last_header = Some(index);
        }
        last_signal = index;
    }
    spans
}

/// Whether a page title of another place is an entry's and not a neighbour's or a
/// model's: a header or footer says the same, or figures of its own follow.
fn is_backed(lines: &[Line], signals: &[Option<Signal>], index: usize, name: &Name) -> bool {
    let others = |signal: &Option<Signal>| {
        signal
            .as_ref()
            .and_then(Signal::name)
            .is_some_and(|other| !other.is_same(name))
    };
    let end = (index..signals.len())
        .find(|&at| signals.get(at).is_some_and(others))
        .unwrap_or(signals.len());
    let signals = signals.get(index..end).unwrap_or_default();
    let is_sure =
        |signal: &Option<Signal>| matches!(signal, Some(Signal::Header(_) | Signal::Footer(_)));
    signals.iter().any(is_sure) || lines.get(index..end).is_some_and(has_population)
}

/// So many lines behind the one at `index`.
fn next_lines(lines: &[Line], index: usize, count: usize) -> &[Line] {
    let rest = lines.get(index + 1..).unwrap_or_default();
    rest.get(..count).unwrap_or(rest)
}

/// How many lines of a form may stand above the cell for the town's name.
const FORM: usize = 4;

/// Where the next entry starts, whose first signal stands at `first`: there, or at
/// a block of basic information between the last signal and it that cannot be the
/// current entry's, which has one already.
fn start_of_next(
    lines: &[Line],
    signals: &[Option<Signal>],
    from: usize,
    last_signal: usize,
    first: usize,
) -> usize {
    let is_profile = |index: usize| {
        lines
            .get(index)
            .and_then(headings::heading)
            .is_some_and(|heading| heading.kind == RecordKind::Profile)
    };
    let region = last_signal + 1..first;
    let has_profile = (from..=last_signal).any(is_profile);
    if !has_profile {
        // The lines above it on its sheet are the form's own.
        let text = |index: &usize| lines.get(*index).is_some_and(|it| it.text.contains('。'));
        let starts_sheet = |index: &usize| lines.get(*index).is_some_and(|it| it.starts_page);
        let mut above = region.rev().take(FORM).take_while(|index| !text(index));
        return above.find(starts_sheet).unwrap_or(first);
    }
    let form = region
        .clone()
        .find(|&index| matches!(signals.get(index), Some(Some(Signal::Form))));
    let profile = region
        .filter(|&index| form.is_none_or(|form| index > form))
        .find(|&index| is_profile(index));
    // The form's own page prints the labels without figures.
    profile
        .filter(|profile| has_population(next_lines(lines, *profile, 6)))
        .unwrap_or(first)
}

/// The entries that the titles of sheets show, where nothing else does: the first
/// town that stands in a title's place, or as the office that writes, has the
/// document, up to another with figures of its own.
fn by_topics(lines: &[Line], gazetteer: &Gazetteer) -> Vec<Span> {
    /// How many lines at a sheet's top and bottom may be titles and footers.
    const EDGES: (usize, usize) = (4, 3);
    let mut spans: Vec<Span> = Vec::new();
    for sheet in sheets(lines) {
        let (start, end) = (sheet.start, sheet.end);
        for index in sheet {
            let at_edge = index < start + EDGES.0 || index + EDGES.1 >= end;
            let own = lines.get(index..end).unwrap_or_default();
            // Without sheets a title stands behind a blank line and over its figures.
            let over_figures = |line: &Line, name: &Name| {
                line.after_blank
                    && line.text.chars().count() > name.printed.chars().count()
                    && has_population(next_lines(own, 0, EDGES.0))
            };
            let Some((line, name)) = own
                .first()
                .and_then(|line| Some((line, topic(line, gazetteer)?)))
                .filter(|(line, name)| {
                    at_edge
                        || is_office(line, name) && name.has_prefecture()
                        || over_figures(line, name)
                })
            else {
                continue;
            };
            match spans.last_mut() {
                Some(span) if span.name.is_same(&name) => {
                    // The name with its prefecture says which of several it is.
                    if name.has_prefecture() && !span.name.has_prefecture() {
                        span.name = name;
                    }
                }
                Some(span) if !has_population(own) || span.name.is_listed_in(&name) => {
                    span.others.push((line.number, name.printed));
                }
                _ => spans.push(Span {
                    start: if at_edge { start } else { index },
                    name,
                    others: Vec::new(),
                }),
            }
        }
    }
    spans
}
