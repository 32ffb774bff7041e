//! Cuts a document of write-ups into its entries, and each entry into the segments
//! that its page furniture (headers, footers, page titles) separates.
//!
//! A new entry shows by its header line, by a page title or footer of another
//! place, or by a second block of basic information; any of them may be missing.
//! What stands in an entry is not known here.

use std::collections::HashMap;

use crate::gazetteer::Gazetteer;
use crate::vocabulary::RecordKind;

use super::headings;
use super::lines::{Line, compact};
use super::names::Place;
use super::signals::{FOOTER, Name, Signal, TITLE_END, signal, without_ending};

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
}

/// A run of lines without page furniture between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Segment {
    /// What stands before it.
    pub(super) opened: Edge,
    /// What stands behind it.
    pub(super) closed: Edge,
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

/// Cuts the document into entries. Lines before the first belong to none.
pub(super) fn entries(lines: &[Line], gazetteer: &Gazetteer) -> Vec<Entry> {
    let signals: Vec<Option<Signal>> = (0..lines.len())
        .map(|index| signal(lines, index, gazetteer))
        .collect();
    let spans = spans(lines, &signals);
    spans
        .into_iter()
        .filter_map(|(start, end, name)| {
            let lines = lines.get(start..end)?;
            let signals = signals.get(start..end)?;
            if name.printed.is_empty() && is_form(lines) {
                return None;
            }
            Some(entry(lines, signals, name))
        })
        .collect()
}

/// Whether the lines are the form's own page, with its headings and nothing said.
fn is_form(lines: &[Line]) -> bool {
    lines
        .iter()
        .filter(|line| headings::heading(line).is_none())
        .all(|line| !line.text.contains('。') && !line.text.contains(char::is_numeric))
}

/// First line, line behind the last, and name of each entry.
fn spans(lines: &[Line], signals: &[Option<Signal>]) -> Vec<(usize, usize, Name)> {
    let mut spans: Vec<(usize, usize, Name)> = Vec::new();
    let mut last_signal = 0;
    let mut last_header: Option<usize> = None;
    for (index, signal) in signals.iter().enumerate() {
        let (name, is_header) = match signal {
            Some(Signal::Header(name)) => (name, true),
            Some(Signal::Title(name) | Signal::Footer(name)) => (name, false),
            Some(Signal::Form) | None => continue,
        };
        let continues = spans.last().is_some_and(|(_, _, current)| {
            let same = current.is_same(name) || (is_header && name.printed.is_empty());
            // The same town may stand twice: a second header, far from the first.
            let again = is_header
                && !name.printed.is_empty()
                && last_header.is_some_and(|header| index > header + 5);
            same && !again
        });
        if !continues {
            let from = spans.last().map_or(0, |&(start, _, _)| start);
            let start = if spans.is_empty() && !is_header {
                first_start(lines, index)
            } else {
                start_of_next(lines, signals, from, last_signal, index)
            };
            if let Some(previous) = spans.last_mut() {
                previous.1 = start;
            }
            spans.push((start, lines.len(), name.clone()));
            last_header = None;
        }
        if is_header {
            last_header = Some(index);
        }
        last_signal = index;
    }
    spans
}

/// Where the document's first entry starts, when it has no header: at the first
/// line, unless that is far from its first title.
fn first_start(lines: &[Line], index: usize) -> usize {
    (0..index)
        .find(|&at| lines.get(at).and_then(headings::heading).is_some())
        .map_or(index, |at| at.saturating_sub(3))
}

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
    let has_profile = (from..=last_signal).any(is_profile);
    if !has_profile {
        return first;
    }
    let region = last_signal + 1..first;
    let form = region
        .clone()
        .find(|&index| matches!(signals.get(index), Some(Some(Signal::Form))));
    let profile = region
        .filter(|&index| form.is_none_or(|form| index > form))
        .find(|&index| is_profile(index));
    let Some(profile) = profile else {
        return first;
    };
    // The form's own page prints the labels without figures.
    let has_figures = lines
        .iter()
        .skip(profile + 1)
        .take(6)
        .any(|line| line.text.chars().any(char::is_numeric));
    if has_figures { profile } else { first }
}

/// The entry that these lines are.
fn entry(lines: &[Line], signals: &[Option<Signal>], name: Name) -> Entry {
    let (printed, printed_at) = printed_name(lines, signals, &name);
    let captions = repeated_captions(lines, signals);
    let mut title: Option<String> = None;
    let mut segments: Vec<Segment> = Vec::new();
    let mut edge = Edge::default();
    let mut open = false;
    for (index, (line, signal)) in lines.iter().zip(signals).enumerate() {
        let furniture = match signal {
            Some(Signal::Header(_) | Signal::Form) => Some(Edge::default()),
            Some(Signal::Footer(_)) => Some(Edge {
                footer: true,
                ..Edge::default()
            }),
            Some(Signal::Title(_)) => {
                let whole = whole_title(lines, index, &captions);
                // The bare name, on a map or above the title, is the title only
                // where there is no other.
                if title
                    .as_ref()
                    .is_none_or(|title| !says_more(title, &printed) && says_more(&whole, &printed))
                {
                    title = Some(whole);
                }
                Some(Edge {
                    title: true,
                    ..Edge::default()
                })
            }
            None if captions.contains_key(&line.number) => Some(Edge {
                title: true,
                ..Edge::default()
            }),
            None if is_unresolved_furniture(&line.text, &name, &printed) => {
                if line.text.starts_with(&*printed) {
                    title.get_or_insert_with(|| line.text.clone());
                }
                Some(Edge {
                    title: line.text.starts_with(&*printed),
                    footer: !line.text.starts_with(&*printed),
                    page: false,
                })
            }
            None => is_page_number(lines, signals, index).then_some(Edge::default()),
        };
        let here = Edge {
            page: line.starts_page,
            ..furniture.unwrap_or_default()
        };
        if furniture.is_some() || line.starts_page {
            if open && let Some(segment) = segments.last_mut() {
                segment.closed = here;
                open = false;
                edge = here;
            } else {
                edge.title |= here.title;
                edge.footer |= here.footer;
                edge.page |= here.page;
            }
        }
        if furniture.is_some() {
            // The furniture right behind a segment says together what closed it.
            if let Some(segment) = segments.last_mut() {
                segment.closed.title |= here.title;
                segment.closed.footer |= here.footer;
            }
            continue;
        }
        if open && let Some(segment) = segments.last_mut() {
            segment.lines.push(line.clone());
        } else {
            segments.push(Segment {
                opened: edge,
                closed: Edge::default(),
                lines: vec![line.clone()],
            });
            open = true;
            edge = Edge::default();
        }
    }
    let number = |line: Option<&Line>| line.map_or(0, |line| line.number);
    if let Some(own) = own_title(lines, signals).filter(|own| !captions.contains_key(&own.number)) {
        for segment in &mut segments {
            segment.lines.retain(|line| line.number != own.number);
        }
        segments.retain(|segment| !segment.lines.is_empty());
        title = Some(own.text.clone());
    }
    Entry {
        title: title.filter(|title| says_more(title, &printed)),
        place: name.place,
        printed,
        printed_at,
        segments,
        lines: [number(lines.first()), number(lines.last())],
    }
}

/// A page number: by its own form, or bare digits right beside other furniture.
fn is_page_number(lines: &[Line], signals: &[Option<Signal>], index: usize) -> bool {
    let Some(line) = lines.get(index) else {
        return false;
    };
    let is_bare = line.mark.is_none()
        && line.after_blank
        && line.text.len() <= 3
        && line.text.chars().all(|c| c.is_ascii_digit());
    let beside = |other: Option<usize>| {
        other.is_some_and(|other| signals.get(other).is_some_and(Option::is_some))
    };
    line.is_page_number || is_bare && (beside(index.checked_sub(1)) || beside(Some(index + 1)))
}

/// The one line of its own words that an entry prints as its title, between its
/// header and its basic information.
fn own_title<'a>(lines: &'a [Line], signals: &[Option<Signal>]) -> Option<&'a Line> {
    if !matches!(signals.first(), Some(Some(Signal::Header(_)))) {
        return None;
    }
    let heading = |line: &Line| headings::heading(line).or_else(|| headings::run_in(line));
    let first = lines.iter().position(|line| heading(line).is_some())?;
    let is_profile = lines
        .get(first)
        .and_then(heading)
        .is_some_and(|heading| heading.kind == RecordKind::Profile);
    let mut own = lines
        .get(..first)?
        .iter()
        .zip(signals)
        .filter(|(_, signal)| signal.is_none())
        .map(|(line, _)| line);
    let title = own.next().filter(|_| is_profile)?;
    let is_title = own.next().is_none()
        && headings::could_be_title(title)
        && title.text.chars().count() >= 8
        && !title.text.contains([' ', '　']);
    is_title.then_some(title)
}

/// The name as printed and its line: in the header, else with its prefecture in a
/// title or footer, else as first met.
fn printed_name(lines: &[Line], signals: &[Option<Signal>], name: &Name) -> (String, usize) {
    let named = |signal: &Option<Signal>, in_header: bool| match signal {
        Some(Signal::Header(name)) => in_header && !name.printed.is_empty(),
        Some(Signal::Title(name) | Signal::Footer(name)) => {
            !in_header
                && name
                    .place
                    .as_ref()
                    .is_some_and(|place| name.printed.starts_with(place.prefecture.label()))
        }
        Some(Signal::Form) | None => false,
    };
    let at = [true, false]
        .into_iter()
        .find_map(|in_header| signals.iter().position(|signal| named(signal, in_header)));
    let number = |index: usize| lines.get(index).map_or(0, |line| line.number);
    match at.and_then(|index| Some((index, signals.get(index)?.as_ref()?))) {
        Some((index, Signal::Header(name) | Signal::Title(name) | Signal::Footer(name))) => {
            (name.printed.clone(), number(index))
        }
        _ => (name.printed.clone(), number(0)),
    }
}

/// The title with the caption line that stands with it, 「在宅医療・介護連携推進事業
/// 香川県丸亀市の取り組み」.
fn whole_title(lines: &[Line], index: usize, captions: &HashMap<usize, String>) -> String {
    let title = lines.get(index).map_or("", |line| line.text.as_str());
    let before = index
        .checked_sub(1)
        .and_then(|before| lines.get(before))
        .and_then(|line| captions.get(&line.number));
    let after = lines
        .get(index + 1)
        .filter(|line| !line.after_blank)
        .and_then(|line| captions.get(&line.number));
    match (before, after) {
        (Some(caption), _) => format!("{caption} {title}"),
        (None, Some(caption)) => format!("{title} {caption}"),
        (None, None) => title.to_owned(),
    }
}

/// Whether a title holds more than the name.
fn says_more(title: &str, name: &str) -> bool {
    without_ending(title).len() < title.trim_end().len()
        || compact(title).chars().count() > compact(name).chars().count() + 2
}

/// Lines printed together with page titles: the same words right before more than
/// one, or the rest of a title that holds only the name.
fn repeated_captions(lines: &[Line], signals: &[Option<Signal>]) -> HashMap<usize, String> {
    let is_title = |index: usize| matches!(signals.get(index), Some(Some(Signal::Title(_))));
    let mut before: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut captions = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        if signals.get(index).is_some_and(Option::is_some) || line.mark.is_some() {
            continue;
        }
        if is_title(index + 1) && lines.get(index + 1).is_some_and(|next| !next.after_blank) {
            before.entry(&line.text).or_default().push(line.number);
        }
        let follows_name = index > 0
            && is_title(index - 1)
            && !line.after_blank
            && lines
                .get(index - 1)
                .is_some_and(|title| title.text.ends_with(['市', '区', '町', '村']));
        // A cover's second line, alone with the name above it.
        let on_cover = captions.is_empty()
            && headings::could_be_title(line)
            && matches!(signals.get(index + 1), Some(Some(Signal::Footer(_))));
        if follows_name && (on_cover || TITLE_END.is_match(&line.text)) {
            captions.insert(line.number, line.text.clone());
        }
    }
    for (text, numbers) in before {
        if numbers.len() > 1 {
            for number in numbers {
                captions.insert(number, text.to_owned());
            }
        }
    }
    captions
}

/// A page title or footer that no rule resolves but that repeats the entry's name.
fn is_unresolved_furniture(text: &str, name: &Name, printed: &str) -> bool {
    let candidates = [
        printed.to_owned(),
        name.place
            .iter()
            .flat_map(|place| &place.municipalities)
            .map(|municipality| municipality.name.as_str())
            .collect::<Vec<&str>>()
            .join("・"),
    ];
    let text = compact(text);
    // 「42. 長崎県東彼杵郡３町」: a name of the entry's own for what it is of.
    let of_prefecture = name.place.as_ref().is_some_and(|place| {
        FOOTER
            .captures(&text)
            .and_then(|found| found.get(1))
            .and_then(|rest| rest.as_str().strip_prefix(place.prefecture.label()))
            .is_some_and(|rest| {
                rest.chars().count() <= 12
                    && rest.ends_with(['市', '区', '町', '村', '域', '会', '所'])
            })
    });
    of_prefecture
        || candidates
            .iter()
            .map(|candidate| compact(candidate))
            .filter(|candidate| candidate.chars().count() >= 2)
            .any(|candidate| {
                let numbered = FOOTER
                    .captures(&text)
                    .and_then(|found| found.get(1))
                    .map(|rest| without_ending(rest.as_str()) == candidate);
                let title = text.strip_prefix(&candidate).is_some_and(|rest| {
                    rest.starts_with(['の', '(', 'に'])
                        && without_ending(rest).len() < rest.len()
                        && rest.chars().count() <= 24
                });
                numbered == Some(true) || title
            })
}
