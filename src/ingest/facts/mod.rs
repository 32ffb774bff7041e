//! Reads a town's printed figures: population, aging rates and area with the dates
//! that they stand for, and each town's own in a joint entry.
//!
//! One way for every kind of document: `segments` takes lines apart into cells,
//! `tokens` says what their words are, `reading` joins figures and labels, `dating`
//! says what day they stand for, and what is the town's own among them is chosen
//! here. A figure that is not printed, or that is another area's, stays none; one
//! that is printed and cannot be read is said to be so. `gate` is what every fact
//! passes, whoever read it. Never panics.

use std::collections::BTreeMap;

use crate::record::{Fact, FactName, Lines, MunicipalityRef, Unread};

use super::draft::{DraftPart, Facts, Remark};
use super::lines::Line;
use official::Official;
use segments::Segment;
use tokens::Token;

mod aside;
mod cell;
mod dating;
pub(super) mod gate;
mod labels;
pub(super) mod official;
mod reading;
mod segments;
mod statement;
mod table;
mod tokens;
mod units;
mod vouched;
mod words;
mod year_rows;

/// What was read from an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The figures.
    pub(super) facts: Facts,
    /// Figures that are printed and could not be read.
    pub(super) unread: Vec<Unread>,
    /// What a person should look at.
    pub(super) remarks: Vec<Remark>,
}

/// What part of an entry a line stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A section of basic information: its figures are the town's.
    Profile,
    /// Any other section: its figures count only where the profile says nothing and
    /// the words name the town.
    Other,
}

/// How surely a figure is its label's, and how exact it is, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    /// It stands right by its label.
    Direct,
    /// In a row of as many figures as labels head it.
    Aligned,
    /// In a table, or further on.
    Apart,
    /// Right by its label where nothing says that it is the town's, and what official
    /// statistics count.
    Labelled,
    /// Somewhere near its label, and what official statistics count.
    Vouched,
    /// 「約8万人」
    About,
}

/// One labelled figure of the entry.
#[derive(Clone, Debug)]
struct Printed {
    label: FactName,
    value: f64,
    /// The town it is printed for, where it names one.
    town: Option<String>,
    /// Whether it is said to be a total.
    is_total: bool,
    /// Whether it is a projection.
    is_projected: bool,
    certainty: Certainty,
    /// Whether it is printed again somewhere else.
    is_confirmed: bool,
    unit: units::Unit,
    /// The date it stands for.
    as_of: Option<String>,
    /// The number of a 「※1」 behind the label.
    note: Option<String>,
    origin: Origin,
    /// The cell that it stands in.
    segment: usize,
    /// The line as printed.
    words: String,
    lines: Lines,
}

/// The order in which the figures of an entry are chosen, and what is left of them.
const PICKED: [FactName; 6] = [
    FactName::Area,
    FactName::Population,
    FactName::Population65,
    FactName::Population75,
    FactName::AgingRate,
    FactName::AgingRate75,
];
/// How many cells behind a number of people its shares stand.
const BEHIND: usize = 2;
/// What is told of single towns.
const OF_PARTS: [FactName; 3] = [FactName::Population, FactName::AgingRate, FactName::Area];

/// Reads an entry of these municipalities: all its lines, each with the part that it
/// stands in, and the heading of its basic information.
pub(super) fn of_entry(
    lines: &[(Origin, &Line)],
    towns: &[MunicipalityRef],
    heading: Option<&str>,
    official: &Official,
) -> Found {
    let segments = year_rows::join(&segments::segments(lines, towns), towns);
    let read = reading::Reader::new(&segments, towns, official).read();
    let mut values = read.printed;
    // Rows of the town's name or a year stand for what is printed right by its label.
    let is_others = |it: &Printed| {
        is_share(it.label) && vouched::is_labelled_others(&segments, it.segment, labels::FAR)
    };
    let (mut rows, mut vouched): (Vec<Printed>, Vec<Printed>) = read
        .vouched
        .into_iter()
        .filter(|value| !is_others(value))
        .partition(|value| value.certainty == Certainty::Apart);
    rows.append(&mut values);
    values = rows;
    let is_joint = towns.len() > 1;
    let strangers = if is_joint {
        Vec::new()
    } else {
        strangers(&values, official)
    };
    let is_strange = |value: &Printed| {
        let is_behind = |it: &usize| (*it..=it + BEHIND).contains(&value.segment);
        is_share(value.label) && strangers.iter().any(is_behind)
    };
    let all = values.iter().chain(&vouched);
    let own_shares = all.filter(|it| is_share(it.label) && !is_strange(it));
    let own_shares: Vec<FactName> = own_shares.map(|it| it.label).collect();
    vouched.retain(|value| {
        let is_labelled = value.certainty == Certainty::Labelled;
        is_labelled || !has_rival(value, &segments, BEHIND, official)
    });
    // Years of one row whose heads were not read.
    let is_of_row = |value: &Printed| {
        !is_joint && value.label == FactName::Population && value.certainty == Certainty::Apart
    };
    values.retain(|value| {
        let is_apart = is_share(value.label) && value.certainty == Certainty::Apart;
        let is_others = || vouched::is_labelled_others(&segments, value.segment, BEHIND);
        let has_rival = || is_of_row(value) && has_rival(value, &segments, 0, official);
        !(is_apart && is_others() || has_rival())
    });
    for values in [&mut values, &mut vouched] {
        values.retain(|value| {
            let is_near = official.vouches(value.label, value.value);
            match value.label {
                // The gate says why a number of people that is contradicted cannot be.
                FactName::Population if strangers.contains(&value.segment) => {
                    is_near || official.contradicts(value.label, value.value).is_some()
                }
                // A share beside another's area, or behind another's people, is another's.
                label if is_share(label) => {
                    let beside =
                        || vouched::company(&segments, value.segment, value.unit, official);
                    (!is_strange(value) || is_near && !own_shares.contains(&label))
                        && (value.certainty == Certainty::Direct || beside() != Some(false))
                }
                _ => true,
            }
        });
        dating::date(values, &segments, &read.table.used_heads, heading);
    }
    values.extend(later_years(&values, &vouched));
    let all: Vec<Printed> = values.iter().chain(&vouched).cloned().collect();
    for value in &mut values {
        value.is_confirmed = is_told_again(value, &all);
    }
    let mut found = Found {
        unread: read.unread,
        ..Found::default()
    };
    let breakdown = breakdown(&values);
    // What the statistics contradict comes last: the gate says why it cannot be.
    let can_be = |value: &Printed| {
        is_joint
            || !breakdown.is_empty()
            || official.contradicts(value.label, value.value).is_none()
    };
    let mut unclear = Vec::new();
    let mut choose = |values: &[Printed], can_be: &dyn Fn(&Printed) -> bool| {
        choose(values, can_be, towns, (&mut found, &mut unclear));
    };
    choose(&values, &can_be);
    if breakdown.is_empty() {
        choose(&vouched, &|_| true);
    }
    choose(&values, &|_| true);
    found.facts.parts = if is_joint {
        parts(values.iter(), |name| {
            towns.iter().any(|town| town.name == name)
        })
    } else {
        parts(breakdown.into_iter(), |_| true)
    };
    let facts = &found.facts;
    found
        .unread
        .retain(|unread| !facts.has(unread.fact) && !facts.is_in_parts(unread.fact));
    found.unread.dedup_by_key(|unread| unread.fact);
    found
}

/// Figures of a later year right behind one with its label: where another column of text
/// runs beside them, the label reaches only the first year's.
fn later_years(values: &[Printed], vouched: &[Printed]) -> Vec<Printed> {
    let goes_on = |later: &&Printed| {
        values.iter().any(|value| {
            let is_dated = value.as_of.is_some() && value.as_of < later.as_of;
            let is_behind = (value.segment + 1..=value.segment + BEHIND).contains(&later.segment);
            value.label == later.label && is_dated && is_behind
        })
    };
    let later = vouched.iter().filter(goes_on).cloned();
    let certainty = Certainty::Direct;
    later.map(|it| Printed { certainty, ..it }).collect()
}

fn is_share(label: FactName) -> bool {
    matches!(label, FactName::AgingRate | FactName::AgingRate75)
}

/// The cells with numbers of people that are another's: the statistics contradict them,
/// or, where they do so with any, speak for another one.
fn strangers(values: &[Printed], official: &Official) -> Vec<usize> {
    let people = values.iter();
    let people = people.filter(|it| it.label == FactName::Population && !it.is_projected);
    let contradicts = |it: &Printed| official.contradicts(it.label, it.value).is_some();
    let vouches = |it: &Printed| official.vouches(it.label, it.value);
    if !people.clone().any(contradicts) {
        return Vec::new();
    }
    let is_known = people.clone().any(vouches);
    let strangers = people.filter(|it| contradicts(it) || is_known && !vouches(it));
    strangers.map(|it| it.segment).collect()
}

/// Picks the town's figures among those printed that can be, where it has none yet; what
/// is unclear among them is so among others too.
fn choose(
    values: &[Printed],
    can_be: &dyn Fn(&Printed) -> bool,
    towns: &[MunicipalityRef],
    (found, unclear): (&mut Found, &mut Vec<FactName>),
) {
    let is_joint = towns.len() > 1;
    // 「56,900人（長井市27,407 …）」 in an entry of one town: the totals are not its own.
    let totals_are_others = !is_joint && !breakdown(values).is_empty();
    // Columns of today and of a later year, where one row says so.
    let looks_ahead = values.iter().any(|later| {
        let now = |value: &Printed| value.segment == later.segment && !value.is_projected;
        later.is_projected && values.iter().any(now)
    });
    let known = found.facts.clone();
    let mut pick = |label: FactName| -> Option<&Printed> {
        let of_label: Vec<&Printed> = values
            .iter()
            .filter(|value| value.label == label && !value.is_projected && can_be(value))
            .filter(|_| !known.has(label) && !unclear.contains(&label))
            .collect();
        if is_joint {
            return total(&of_label, towns.len());
        }
        let (own, others): (Vec<&Printed>, Vec<&Printed>) =
            of_label.into_iter().partition(|value| {
                is_own(value, towns) && !(totals_are_others && value.town.is_none())
            });
        if own.is_empty()
            && totals_are_others
            && let Some(total) = others.first()
        {
            found.unread.push(Unread {
                fact: label,
                line: total.lines[0],
                reason: "複数市町村の合計のため採用せず".to_owned(),
            });
        }
        let chosen = current(&own)?;
        if !looks_ahead && own.iter().any(|value| is_beside(value, chosen)) {
            unclear.push(label);
            found.unread.push(Unread {
                fact: label,
                line: chosen.lines[0],
                reason: "並んだ数値のどれが町の現在の値か判断できない".to_owned(),
            });
            return None;
        }
        if own.iter().any(|value| differs(value, chosen)) {
            found.remarks.push(Remark {
                line: Some(chosen.lines[0]),
                message: format!(
                    "{}が二つ印字（{}を採用）",
                    label.label(),
                    chosen.as_of.as_deref().unwrap_or("先の値")
                ),
            });
        }
        Some(chosen)
    };
    let picked = PICKED.map(|label| (label, pick(label)));
    let area = picked.iter().find(|(label, _)| *label == FactName::Area);
    let in_square_metres = area.and_then(|(_, it)| *it);
    if let Some(area) = in_square_metres.filter(|it| it.unit == units::Unit::SquareMetres) {
        let message = "面積の単位が㎡と印字（㎢とみなす）";
        found.remarks.push(Remark::new(area.lines[0], message));
    }
    let picked = picked.into_iter();
    let picked = picked.filter_map(|(label, value)| Some((label, fact(value?))));
    found.facts.stated.extend(picked);
}

/// Whether a figure is printed somewhere else too.
fn is_told_again(one: &Printed, all: &[Printed]) -> bool {
    all.iter().any(|other| {
        let is_same = (one.value - other.value).abs() < f64::EPSILON;
        is_same && one.label == other.label && one.segment != other.segment
    })
}

/// Whether two figures stand side by side and nothing tells them apart: columns whose
/// heads were not read.
fn is_beside(one: &Printed, other: &Printed) -> bool {
    let is_same = one.lines == other.lines && one.town == other.town;
    is_same && !other.is_total && one.as_of == other.as_of && differs(one, other)
}

/// Whether a figure without date or label may as well be another in its cell, or so many
/// cells before or behind it: years or areas beside each other.
fn has_rival(value: &Printed, segments: &[Segment], reach: usize, official: &Official) -> bool {
    let near = segments.iter().take(value.segment + reach + 1);
    let near = near.skip(value.segment.saturating_sub(reach));
    let mut figures = near
        .flat_map(|it| &it.tokens)
        .filter_map(|token| match token {
            Token::Figure(figure) if figure.unit == value.unit => Some(figure.value),
            _ => None,
        });
    let is_other = |it: f64| (it - value.value).abs() > f64::EPSILON;
    value.as_of.is_none() && figures.any(|it| is_other(it) && official.vouches(value.label, it))
}

/// Whether two figures say something else, and not only more exactly.
fn differs(one: &Printed, other: &Printed) -> bool {
    one.certainty != Certainty::About && (one.value - other.value).abs() > f64::EPSILON
}

/// The towns that a total on the same line is made of: figures that add up to it.
fn breakdown(values: &[Printed]) -> Vec<&Printed> {
    let population = |value: &&Printed| value.label == FactName::Population;
    let totals = values.iter().filter(population);
    totals
        .filter(|value| value.town.is_none())
        .map(|total| {
            let towns = values.iter().filter(population);
            let towns: Vec<&Printed> = towns
                .filter(|value| value.lines == total.lines && value.town.is_some())
                .collect();
            let sum: f64 = towns.iter().map(|value| value.value).sum();
            let adds_up = towns.len() > 1 && (sum - total.value).abs() < 0.01 * total.value;
            if adds_up { towns } else { Vec::new() }
        })
        .find(|towns| !towns.is_empty())
        .unwrap_or_default()
}

/// Whether a figure names no town, or the entry's.
fn is_own(value: &Printed, towns: &[MunicipalityRef]) -> bool {
    value
        .town
        .as_ref()
        .is_none_or(|name| towns.iter().any(|town| town.name == *name))
}

/// In a joint entry: the printed total, or the only figure that names no town.
fn total<'a>(of_label: &[&'a Printed], towns: usize) -> Option<&'a Printed> {
    let plain: Vec<&Printed> = of_label
        .iter()
        .copied()
        .filter(|value| value.town.is_none())
        .collect();
    let total = plain.iter().find(|value| value.is_total).copied();
    total.or(match plain.as_slice() {
        [only] => Some(only),
        // A table with a column for each town and one for their total.
        columns if columns.len() == towns + 1 && of_label.len() == columns.len() => {
            columns.last().copied()
        }
        _ => None,
    })
}

/// Among the town's own figures of one label the one that counts: of the profile,
/// right by its label, exact, the latest of those on its line, and the first.
fn current<'a>(values: &[&'a Printed]) -> Option<&'a Printed> {
    let rank = |value: &Printed| (value.origin == Origin::Other, value.certainty);
    let best = values.iter().map(|value| rank(value)).min()?;
    let mut best_of = values.iter().copied().filter(|value| rank(value) == best);
    let first = best_of.next()?;
    // Of several years the one that is told again, else the latest, where each says its
    // own.
    let latest = best_of.max_by_key(|value| (value.is_confirmed, value.as_of.clone()));
    let is_later = |value: &&Printed| {
        first.as_of.is_some() && !first.is_confirmed && value.as_of > first.as_of
    };
    Some(latest.filter(is_later).unwrap_or(first))
}

fn fact(printed: &Printed) -> Fact<f64> {
    Fact {
        value: printed.value,
        as_of: printed.as_of.clone(),
        printed: printed.words.clone(),
        lines: printed.lines,
        corrected: None,
    }
}

/// Each town's own figures.
fn parts<'a>(
    values: impl Iterator<Item = &'a Printed>,
    is_meant: impl Fn(&str) -> bool,
) -> Vec<DraftPart> {
    let mut parts: Vec<DraftPart> = Vec::new();
    for value in values.filter(|value| !value.is_projected) {
        let Some(name) = value.town.as_ref().filter(|name| is_meant(name)) else {
            continue;
        };
        let known = parts.iter().position(|part| part.municipality == *name);
        let index = known.unwrap_or_else(|| {
            parts.push(DraftPart {
                municipality: name.clone(),
                values: BTreeMap::new(),
                lines: value.lines,
            });
            parts.len() - 1
        });
        let Some(part) = parts.get_mut(index) else {
            continue;
        };
        if OF_PARTS.contains(&value.label) {
            part.values.entry(value.label).or_insert(value.value);
        }
        part.lines = [
            part.lines[0].min(value.lines[0]),
            part.lines[1].max(value.lines[1]),
        ];
    }
    parts
}

#[cfg(test)]
mod tests;
