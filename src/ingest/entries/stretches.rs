//! Which town each stretch of a document is about.
//!
//! A line speaks for a town that it names as its title, footer or subject, or whose
//! official figures it prints. The document is cut where that makes its stretches
//! speak most for one town each, less a price for every cut: a title that nothing
//! follows up, a neighbour's figures or a list of towns starts no entry.

use super::mentions::{Mention, worth};
use super::{Name, sheets};
use crate::ingest::Against;
use crate::ingest::facts::official::Official;
use crate::ingest::headings;
use crate::ingest::lines::{Line, compact};
use crate::ingest::names::Place;
use crate::ingest::numbers;
use crate::ingest::pattern::Pattern;
use crate::ingest::signals::row;
use crate::record::FactName;
use crate::vocabulary::RecordKind;

/// What a new stretch must be worth.
const CUT: f64 = 6.5;
/// What a start at a sheet's first line is worth.
const SHEET: f64 = 0.5;
/// What the town's area and the number of its people are worth.
const AREA: f64 = 4.0;
const POPULATION: f64 = 2.0;
/// A town of which less is said by name has no stretch, whatever its figures.
const LEAST: f64 = 1.0;
/// How many lines at a sheet's top and bottom may name its town.
const EDGES: (usize, usize) = (5, 3);
/// A header so many lines further on starts another entry.
const AGAIN: usize = 5;
/// How many lines a town's basic figures are.
const BLOCK: usize = 6;

/// A stretch of lines about one town, up to the next.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) name: Name,
}

/// Cuts a document into stretches. Lines before the first belong to none.
pub(super) fn stretches(
    lines: &[Line],
    mentions: &[Mention],
    against: Against<'_>,
) -> Vec<Stretch> {
    let towns: Vec<Name> = towns(mentions);
    let figures: Vec<Figures> = (0..lines.len())
        .map(|at| Figures::near(lines, at))
        .collect();
    let rows: Vec<Option<Name>> = lines.iter().map(|it| row_of(it, against)).collect();
    let columns: Vec<Column> = towns
        .iter()
        .map(|town| Column::of(town, lines, mentions, (&figures, &rows), against))
        .collect();
    let mut found: Vec<Stretch> = Vec::new();
    let mut last = None;
    let mut header: Option<usize> = None;
    for (start, town) in best_path(lines, &columns).into_iter().enumerate() {
        let own_header = mentions.iter().find(|it| it.at == start && it.is_header());
        // The same town may stand twice: a second header, far from the first.
        let is_again = own_header.is_some() && header.is_some_and(|it| start > it + AGAIN);
        if town != last || is_again {
            last = town;
            header = None;
            let name = town.and_then(|town| towns.get(town));
            found.extend(name.map(|name| Stretch {
                start,
                name: name.clone(),
            }));
        }
        header = own_header.map(|it| it.at).or(header);
    }
    found
}

/// The town whose row of figures a line is; a sentence may go on to another.
fn row_of(line: &Line, against: Against<'_>) -> Option<Name> {
    let places = row(line, against.gazetteer).filter(|_| !line.text.contains('。'))?;
    let printed = places.first()?.printed.clone();
    Some(Name { printed, places })
}

/// The towns that are named, each once, with its prefecture where a title prints that.
fn towns(mentions: &[Mention]) -> Vec<Name> {
    let mut towns: Vec<Name> = Vec::new();
    for mention in mentions {
        let name = &mention.name;
        match towns.iter_mut().find(|town| town.is_same(name)) {
            Some(town) if mention.is_title() && name.has_prefecture() && !town.has_prefecture() => {
                town.clone_from(name);
            }
            Some(_) => {}
            None => towns.push(name.clone()),
        }
    }
    towns
}

/// What each line says for one town.
struct Column {
    worths: Vec<f64>,
    /// Where a stretch about it may start.
    starts: Vec<bool>,
}

impl Column {
    fn of(
        town: &Name,
        lines: &[Line],
        mentions: &[Mention],
        (figures, rows): (&[Figures], &[Option<Name>]),
        against: Against<'_>,
    ) -> Self {
        let officials = officials(&town.places, against);
        // The number of a town's people may be near its neighbour's.
        let is_others = |row: &Option<Name>| row.as_ref().is_some_and(|it| !it.overlaps(town));
        let worth = |(figures, row): (&Figures, &Option<Name>)| {
            let own = Some(figures).filter(|_| !is_others(row));
            own.map_or(0.0, |figures| figures.worth(&officials))
        };
        let mut worths: Vec<f64> = figures.iter().zip(rows).map(worth).collect();
        let own: Vec<&Mention> = mentions.iter().filter(|it| it.name.is_same(town)).collect();
        let said: f64 = own.iter().map(|it| it.worth).sum();
        if said < LEAST {
            return Self {
                worths: vec![0.0; lines.len()],
                starts: vec![false; lines.len()],
            };
        }
        // A block of basic information starts above its figures.
        let is_profile = |(at, line): (usize, &Line)| {
            let block = worths.iter().skip(at).take(BLOCK);
            block.copied().any(|worth| worth > 0.0)
                && headings::heading(line).is_some_and(|it| it.kind == RecordKind::Profile)
        };
        let mut starts: Vec<bool> = lines.iter().enumerate().map(is_profile).collect();
        for sheet in sheets(lines) {
            let has_header = own
                .iter()
                .any(|it| it.is_header() && sheet.contains(&it.at));
            let is_edge = |it: &Mention| {
                let is_top = it.at < sheet.start + EDGES.0;
                let is_bottom = it.at + EDGES.1 >= sheet.end && !has_header;
                sheet.contains(&it.at) && (is_top || is_bottom)
            };
            if let Some(start) = starts.get_mut(sheet.start) {
                *start |= own
                    .iter()
                    .any(|it| it.worth > worth::SUBJECT && is_edge(it));
            }
        }
        for mention in own {
            // 「【背景】○○市（42,091人、…」: a paragraph that begins with its figures.
            let line = lines.get(mention.at);
            let begins = line.is_some_and(|line| line.after_blank || line.mark.is_some());
            let told: f64 = worths.iter().skip(mention.at).take(2).sum();
            let introduces = begins && told >= POPULATION;
            if let (Some(worth), Some(start)) =
                (worths.get_mut(mention.at), starts.get_mut(mention.at))
            {
                *start |= mention.is_title() || introduces;
                let least = if introduces { worth::SUBJECT } else { 0.0 };
                *worth += mention.worth.max(least);
            }
        }
        Self { worths, starts }
    }
}

/// The town of each line where all lines together are worth most; none before the
/// first.
fn best_path(lines: &[Line], columns: &[Column]) -> Vec<Option<usize>> {
    let best = |scores: &[f64]| {
        let scores = scores.iter().copied().enumerate();
        let best = scores.max_by(|one, other| one.1.total_cmp(&other.1));
        best.filter(|(_, score)| *score > f64::NEG_INFINITY)
    };
    let mut scores = vec![f64::NEG_INFINITY; columns.len()];
    // For each line the town before it, for each town of its own.
    let mut steps: Vec<Vec<Option<usize>>> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let sheet = if line.starts_page { SHEET } else { 0.0 };
        let before = best(&scores);
        let mut step: Vec<Option<usize>> = (0..columns.len()).map(Some).collect();
        for (town, column) in columns.iter().enumerate() {
            let worth = column.worths.get(at).copied().unwrap_or_default();
            let starts = column.starts.get(at).copied().unwrap_or_default();
            let (Some(score), Some(from)) = (scores.get_mut(town), step.get_mut(town)) else {
                continue;
            };
            if (starts || worth > 0.0) && sheet > *score {
                (*score, *from) = (sheet, None);
            }
            if let Some((other, value)) = before.filter(|_| starts)
                && value - CUT + sheet > *score
            {
                (*score, *from) = (value - CUT + sheet, Some(other));
            }
            *score += worth;
        }
        steps.push(step);
    }
    let mut path = vec![None; lines.len()];
    let mut town = best(&scores).map(|(town, _)| town);
    for (own, step) in path.iter_mut().zip(steps).rev() {
        *own = town;
        town = town.and_then(|town| step.get(town).copied().flatten());
    }
    path
}

/// What is near a figure of a town's extent and of its people.
static EXTENT: Pattern = Pattern::new(r"面積|平方|広さ|(?i:km)");
static PEOPLE: Pattern = Pattern::new(r"人|暮ら|住[むん民]");
/// A part of its people.
static PART: Pattern = Pattern::new(r"(?:65歳以上|75歳以上|高齢者)[^0-9]{0,8}[0-9,]+");

/// The figures of a line, with what the words near by say of them.
pub(super) struct Figures {
    values: Vec<f64>,
    /// Those that may be of all its people.
    people: Vec<f64>,
    /// Whether they stand in a row, where the heads of columns have the units.
    is_row: bool,
    speaks_of_area: bool,
    speaks_of_people: bool,
}

impl Figures {
    pub(super) fn near(lines: &[Line], at: usize) -> Self {
        let text = |at: Option<usize>| {
            let line = at.and_then(|at| lines.get(at));
            line.map_or_else(String::new, |line| numbers::in_digits(&compact(&line.text)))
        };
        let own = text(Some(at));
        let near = text(at.checked_sub(1)) + &own;
        Self {
            people: values(&PART.strip(&own)),
            values: values(&own),
            is_row: false,
            speaks_of_area: EXTENT.is_match(&near),
            speaks_of_people: PEOPLE.is_match(&near),
        }
    }

    /// Those of a row, where heads of columns say what they are.
    pub(super) fn of_row(text: &str) -> Self {
        Self {
            people: values(text),
            values: values(text),
            is_row: true,
            speaks_of_area: true,
            speaks_of_people: true,
        }
    }

    /// What they are worth for a name, with the statistics of the places that it can mean.
    pub(super) fn worth(&self, officials: &[Official]) -> f64 {
        let worths = officials.iter().map(|it| self.worth_for(it));
        worths.fold(0.0, f64::max)
    }

    fn worth_for(&self, official: &Official) -> f64 {
        let any = |is_own: &dyn Fn(f64) -> bool| self.values.iter().copied().any(is_own);
        let area = self.speaks_of_area && any(&|value| official.is_area(value));
        // In thousands it is a number of people beside the town's aging rate.
        let in_thousands =
            self.is_row && any(&|value| official.vouches(FactName::AgingRate, value));
        let people = self.speaks_of_people
            && self.people.iter().any(|&value| {
                let is_population = |value| official.vouches(FactName::Population, value);
                let thousands = [1e3, 1e4].map(|it| value * it);
                is_population(value) || in_thousands && thousands.into_iter().any(is_population)
            });
        AREA * f64::from(u8::from(area)) + POPULATION * f64::from(u8::from(people))
    }
}

/// What the statistics count in each place that a name can mean.
pub(super) fn officials(places: &[Place], against: Against<'_>) -> Vec<Official> {
    let towns = places.iter().map(|place| &place.municipalities);
    let officials = towns.map(|towns| Official::of(towns, against.statistics));
    officials.collect()
}

fn values(text: &str) -> Vec<f64> {
    numbers::figures(text)
        .into_iter()
        .map(|figure| figure.value)
        .collect()
}
