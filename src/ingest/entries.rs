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
use super::names::{self, Place};
use super::numbers;
use super::pattern::Pattern;
use super::signals::{HEADER, Name, Signal, is_office, is_population, signal, topic};

mod mentions;
mod place;
mod segments;
mod stretches;

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
    let mentions = mentions::mentions(lines, &signals, against);
    let mut spans: Vec<Span> = stretches::stretches(lines, &mentions, against)
        .into_iter()
        .map(|stretch| Span {
            start: stretch.start,
            name: stretch.name,
            others: Vec::new(),
        })
        .collect();
    if spans.is_empty() {
        spans.extend(members(lines, gazetteer));
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
        let own = signals.get_mut(span.start..end).unwrap_or_default();
        forget_others(own, &span.name);
        if own.iter().all(Option::is_none) {
            let titles = mentions
                .iter()
                .filter(|it| it.is_in_series() && it.name.is_same(&span.name));
            for at in titles.filter_map(|it| it.at.checked_sub(span.start)) {
                if let Some(signal) = own.get_mut(at) {
                    *signal = Some(Signal::Header(span.name.clone()));
                }
            }
        }
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

/// The municipalities that a document of a body of their own lists as many as it
/// counts: 「構成3町村（木曽町、上松町、王滝村）」.
fn members(lines: &[Line], gazetteer: &Gazetteer) -> Option<Span> {
    static MEMBERS: Pattern = Pattern::new(
        r"([0-9０-９]{1,2})(?:市町村|市町|市村|町村|[市町村])[（(]([^（）()]{5,200})[）)]",
    );
    let text: String = lines.iter().map(|line| line.text.as_str()).collect();
    MEMBERS.all_captures(&text).into_iter().find_map(|found| {
        let count = numbers::figures(found.get(1)?.as_str()).first()?.value;
        let place = names::bare_place(found.get(2)?.as_str(), gazetteer)?;
        let is_whole = place.municipalities.len() as f64 == count && count > 1.0;
        is_whole.then(|| Span {
            start: 0,
            name: Name {
                printed: place.printed.clone(),
                places: vec![place],
            },
            others: Vec::new(),
        })
    })
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
