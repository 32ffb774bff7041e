//! Cuts a document of write-ups into its entries, and each entry into the segments
//! that its page furniture (headers, footers, page titles) separates.
//!
//! Where an entry starts is told from what all lines say of towns (`mentions`,
//! `stretches`). What stands in an entry is not known here.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::gazetteer::Gazetteer;
use crate::text::fold;
use crate::vocabulary::RecordKind;

use super::Against;
use super::draft::Remark;
use super::headings;
use super::lines::{Line, from_each};
use super::names::{self, Place};
use super::numbers;
use super::pattern::Pattern;
use super::section::span;
use super::signals::{
    HEADER, Kind, Name, Signal, has_figure, is_office, is_population, signal, topic,
};

mod mentions;
mod place;
mod segments;
mod stretches;

use stretches::{Figures, Stretch, officials};

/// So many lines at its start and end say what a document is.
const EDGE: usize = 3;

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

/// Cuts the document into entries. Lines before the first belong to none.
pub(super) fn entries(lines: &[Line], against: Against<'_>, about: &str) -> Vec<Entry> {
    let gazetteer = against.gazetteer;
    let mut signals: Vec<Option<Signal>> = (0..lines.len())
        .map(|index| signal(lines, index, gazetteer))
        .collect();
    let mentions = mentions::mentions(lines, &signals, against);
    let mut stretches = stretches::stretches(lines, &mentions, against);
    if stretches.len() < 2
        && let Some(joint) = members(lines, gazetteer)
        && stretches.iter().all(|it| it.name.overlaps(&joint.name))
    {
        stretches = vec![joint];
    }
    if stretches.is_empty() {
        stretches.extend(told_of(lines, against));
    }
    if let [only] = stretches.as_mut_slice()
        && !matches!(signals.get(only.start), Some(Some(it)) if it.kind == Kind::Header)
    {
        only.start = 0;
    }
    let starts = stretches.iter().skip(1).map(|it| it.start);
    let ends: Vec<usize> = starts.chain([lines.len()]).collect();
    for (stretch, &end) in stretches.iter().zip(&ends) {
        let own = signals.get_mut(stretch.start..end).unwrap_or_default();
        forget_others(own, &stretch.name);
        // Titles without text of their own are no text of the entry.
        let is_bare = own.iter().all(Option::is_none);
        let titles = mentions.iter().filter(|it| is_bare && it.is_in_series());
        let has_figure = |at: usize| lines.get(at).is_some_and(|line| has_figure(&line.text));
        let titles = titles.filter(|it| !has_figure(it.at));
        for mention in titles.filter(|it| it.name.is_same(&stretch.name)) {
            let at = mention.at.checked_sub(stretch.start);
            if let Some(signal) = at.and_then(|at| own.get_mut(at)) {
                let (kind, name) = (Kind::Header, stretch.name.clone());
                *signal = Some(Signal { kind, name });
            }
        }
    }
    let running = segments::running(lines);
    let counted = mentions.iter();
    let counted = counted.filter(|it| it.is_counted && it.is_in_series());
    let counted: Vec<usize> = counted.map(|it| it.at).collect();
    stretches
        .into_iter()
        .zip(ends)
        .filter_map(|(Stretch { start, name }, end)| {
            let own = lines.get(start..end)?;
            let page = Printed {
                lines: own,
                signals: signals.get(start..end)?,
                running: running.get(start..end)?,
                cover: cover(own, &name, counted.contains(&start), gazetteer),
            };
            let others = mentions.iter().filter(|it| {
                (start..end).contains(&it.at) && it.is_title() && !it.name.is_same(&name)
            });
            let remarks = others.filter_map(|it| other_title(lines.get(it.at)?, &it.name));
            // A line of a table of contents names a place and says nothing.
            let is_empty = page.signals.iter().all(Option::is_some);
            (!is_empty).then(|| {
                let context = place::Context {
                    document: lines,
                    about,
                    against,
                };
                entry(&page, &name, remarks.collect(), &context)
            })
        })
        .collect()
}

/// What an editor is told of a title of another place.
fn other_title(line: &Line, name: &Name) -> Option<Remark> {
    let printed = Some(&name.printed).filter(|it| !it.is_empty())?;
    Some(Remark {
        line: Some(line.number),
        message: format!(
            "「{printed}」で始まる題名は、この事例の中のものとして読んだ。別の事例なら、その前の行に「{HEADER} ○○県○○市」と加える"
        ),
    })
}

/// The municipalities that a document of a body of their own lists, as many as it
/// counts: 「構成3町村（木曽町、上松町、王滝村）」, 「7市町村あわせて」 over a table of their names.
fn members(lines: &[Line], gazetteer: &Gazetteer) -> Option<Stretch> {
    static COUNTED: Pattern = Pattern::new(
        r"([0-9０-９]{1,2})(?:市町村|市町|市村|町村|[市町村])(?:[（(]([^（）()]{5,200})[）)])?",
    );
    let text: String = lines.iter().map(|line| line.text.as_str()).collect();
    let is_name = |word: &&str| names::bare_place(word, gazetteer).is_some();
    let heads = lines.iter().map(|line| line.text.split_whitespace());
    let is_cell = |word: &str| word.starts_with(char::is_numeric) || is_name(&word);
    let heads = heads.filter(|words| words.clone().all(is_cell));
    let heads = heads.flatten().filter(is_name).collect::<Vec<&str>>();
    let heads = heads.join("、");
    COUNTED.all_captures(&text).into_iter().find_map(|found| {
        let count = numbers::figures(found.get(1)?.as_str()).first()?.value;
        let listed = found.get(2).map_or(heads.as_str(), |it| it.as_str());
        let place = names::bare_place(listed, gazetteer)?;
        let is_whole = place.municipalities.len() == count as usize && count > 1.0;
        let printed = place.printed.clone();
        is_whole.then(|| Stretch {
            start: 0,
            name: Name {
                printed,
                places: vec![place],
            },
        })
    })
}

/// The town that a document without titles tells of: the one whose office stands on its
/// cover, or that is named at least twice as often as any other, with what it calls
/// itself, at its edges or with its figures counted more.
fn told_of(lines: &[Line], against: Against<'_>) -> Option<Stretch> {
    /// What makes a document one town's.
    const LEAST: f64 = 4.0;
    let mut named: BTreeMap<Vec<&str>, f64> = BTreeMap::new();
    let texts: Vec<String> = lines.iter().map(|line| fold(&line.text)).collect();
    for (at, text) in texts.iter().enumerate() {
        let is_edge = at < EDGE || at + EDGE >= lines.len();
        for (_, codes) in against.gazetteer.names_in(text) {
            *named.entry(codes).or_default() += if is_edge { 2.0 } else { 1.0 };
        }
    }
    let authors = lines
        .iter()
        .take(EDGE)
        .filter_map(|line| topic(line, against.gazetteer).filter(|name| is_office(line, name)));
    let authors: Vec<Name> = authors.collect();
    if let Some((name, others)) = authors.split_first()
        && others.iter().all(|other| other.is_same(name))
    {
        let name = name.clone();
        return Some(Stretch { start: 0, name });
    }
    let figures: Vec<Figures> = (0..lines.len())
        .map(|at| Figures::near(lines, at))
        .collect();
    let worths = named.into_iter().map(|(codes, times)| {
        let towns = codes.iter().filter_map(|it| against.gazetteer.by_code(it));
        let places: Vec<Place> = towns.map(Place::of).collect();
        let officials = officials(&places, against);
        let told = figures.iter().map(|it| it.worth(&officials));
        (times + told.fold(0.0, f64::max), places)
    });
    let mut ranked: Vec<(f64, Vec<Place>)> = worths.collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut ranked = ranked.into_iter();
    let (most, places) = ranked.next()?;
    let is_clear = ranked.next().is_none_or(|(next, _)| most >= 2.0 * next);
    let printed = places.first()?.printed.clone();
    (is_clear && most >= LEAST).then_some(Stretch {
        start: 0,
        name: Name { printed, places },
    })
}

/// Page titles of other places in an entry are its text.
fn forget_others(signals: &mut [Option<Signal>], name: &Name) {
    for signal in signals {
        if matches!(signal, Some(it) if it.kind == Kind::Title && !it.name.is_same(name)) {
            *signal = None;
        }
    }
}

/// The entry that these lines are.
fn entry(
    page: &Printed<'_>,
    name: &Name,
    mut remarks: Vec<Remark>,
    context: &place::Context<'_>,
) -> Entry {
    let (place, doubt) = place::of(name, page.lines, context);
    remarks.extend(doubt);
    let (printed, printed_at) = page.printed_name(name);
    let (title, segments) = page.segments(place.as_ref(), &printed);
    let numbers = page.lines.iter().map(|line| line.number);
    Entry {
        place,
        printed,
        printed_at,
        title,
        segments,
        lines: span(numbers.map(|it| [it, it])).unwrap_or_default(),
        remarks,
    }
}

/// The line near an entry's start that has its name and is a title: no office, no
/// heading of its figures, and not below these. The counted title that it starts with
/// is it. The form has its title elsewhere.
fn cover(lines: &[Line], name: &Name, is_counted: bool, gazetteer: &Gazetteer) -> Option<usize> {
    /// A cover is not longer.
    const COVER: usize = 8;
    /// What parts the cells of a row.
    const ROW: &str = "   ";
    if lines.first().is_some_and(|it| it.text.starts_with(HEADER)) {
        return None;
    }
    if is_counted {
        return Some(0);
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
                    && headings::could_be_title(line)
                    && !line.text.contains(ROW)
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

/// The document's sheets, as ranges of its lines; one where it shows none.
fn sheets(lines: &[Line]) -> Vec<Range<usize>> {
    let starts: Vec<usize> = (0..lines.len())
        .filter(|&index| index == 0 || lines.get(index).is_some_and(|line| line.starts_page))
        .collect();
    from_each(&starts, lines.len()).collect()
}
