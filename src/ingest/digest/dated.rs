//! What the sentences of a case date: when the effort began, what happened when, and
//! the fiscal year that is told of.
//!
//! A day of figures (H29.10末現在) dates nothing that happened.

use unicode_normalization::UnicodeNormalization;

use crate::corpus::Source;
use crate::digest::{Event, Quote};
use crate::vocabulary::Standing;

use super::super::dates;
use super::super::tags::{Manner, Statement};

/// Fewer dates make no 年表.
const FEWEST: usize = 3;

/// Behind a date: it is the day of a figure.
const OF_FIGURES: [&str; 3] = ["現在", "時点", "国勢調査"];
/// Behind a date: something goes on from there.
const ONWARD: [&str; 5] = ["から", "より", "~", "〜", "以降"];

/// What happened when, in order of time, one event a sentence; nothing where there are
/// fewer than three dates.
pub(super) fn timeline(
    statements: &[Statement],
    year: Option<u16>,
    quote: impl Fn(&Statement) -> Quote,
) -> Vec<Event> {
    let mut events: Vec<Event> = told(statements)
        .filter(|it| it.is_whole)
        .filter_map(|it| Some((it, dated(it, year).into_iter().next()?)))
        .map(|(it, date)| date.event(quote(it)))
        .collect();
    events.sort_by(|one, other| one.date.cmp(&other.date));
    events.dedup_by(|one, other| one.quote == other.quote);
    let mut dates: Vec<&str> = events.iter().map(|event| event.date.as_str()).collect();
    dates.dedup();
    if dates.len() < FEWEST {
        Vec::new()
    } else {
        events
    }
}

/// The first date at which something begins or from which it goes on.
pub(super) fn since(
    statements: &[Statement],
    year: Option<u16>,
    quote: impl Fn(&Statement) -> Quote,
) -> Option<Event> {
    told(statements)
        .flat_map(|it| dated(it, year).into_iter().map(move |date| (it, date)))
        .filter(|(_, date)| date.begins)
        .min_by(|one, other| one.1.iso.cmp(&other.1.iso))
        .map(|(it, date)| date.event(quote(it)))
}

/// The fiscal year that a document names in its title, or that it was published in;
/// else that of the last date that is told.
pub(super) fn year(source: Option<&Source>, statements: &[Statement]) -> Option<u16> {
    let named = source.and_then(|it| dates::first(&it.title));
    if let Some(named) = named {
        return named.get(..4)?.parse().ok();
    }
    let published = source.and_then(|it| it.published.clone());
    let last = || {
        told(statements)
            .flat_map(|it| dated(it, None))
            .map(|it| it.iso)
            .max()
    };
    fiscal(&published.filter(|it| it.len() > 4).or_else(last)?)
}

/// The fiscal year of an ISO date; a year alone is taken for one.
fn fiscal(iso: &str) -> Option<u16> {
    let mut parts = iso.split('-');
    let year: u16 = parts.next()?.parse().ok()?;
    let month: Option<u16> = parts.next().and_then(|it| it.parse().ok());
    Some(if month.is_some_and(|month| month < 4) {
        year - 1
    } else {
        year
    })
}

/// What is told of the past, and not of what is wanting or to come.
fn told(statements: &[Statement]) -> impl Iterator<Item = &Statement> {
    statements
        .iter()
        .filter(|it| it.is_own)
        .filter(|it| match it.manner {
            Manner::Deed | Manner::Outcome => it.around != Some(Standing::Lacking),
            Manner::General => it.around == Some(Standing::Done),
            Manner::Plan | Manner::Want | Manner::Over => false,
        })
}

struct Dated {
    iso: String,
    printed: String,
    begins: bool,
}

impl Dated {
    fn event(self, quote: Quote) -> Event {
        Event {
            date: self.iso,
            printed: self.printed,
            quote,
        }
    }
}

/// The dates of a sentence up to the end of the year that is told of.
fn dated(it: &Statement, year: Option<u16>) -> Vec<Dated> {
    let text: String = it.text.nfkc().collect();
    dates::dates(&text)
        .into_iter()
        .enumerate()
        .filter_map(|(number, date)| {
            let (start, end) = date.span;
            let behind = text.get(end..)?.trim_start_matches([')', ' ', '(']);
            let of_figures = OF_FIGURES.iter().any(|it| behind.starts_with(it));
            let is_late = year
                .zip(fiscal(&date.iso))
                .is_some_and(|(year, own)| own > year);
            (!of_figures && !is_late).then(|| Dated {
                // A range of days is one event.
                begins: it.begins && number == 0
                    || date.iso.len() < "2018-03-01".len()
                        && ONWARD.iter().any(|it| behind.starts_with(it)),
                printed: text.get(start..end).unwrap_or_default().trim().to_owned(),
                iso: date.iso,
            })
        })
        .collect()
}
