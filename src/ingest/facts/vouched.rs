//! Figures that no label stands right by, but that official statistics vouch for: the
//! population, aging rate and area in sentences, boxes and posters of any form.
//!
//! The unit must fit, words near by must speak of the matter, and nothing in the
//! statement may make it another's or a later year's. Which of them counts is chosen
//! with the others.

use crate::record::FactName;

use super::super::pattern::Pattern;
use super::cell::Cell;
use super::official::Official;
use super::reading::Reader;
use super::segments::Segment;
use super::statement::Statement;
use super::table::{Head, is_past_day};
use super::tokens::{Figure, Scope, Token};
use super::units::Unit;
use super::{Certainty, Printed, differs, is_share, is_told_again};

/// How many cells before and behind a figure may name what it counts.
const NEAR: usize = 3;
/// The same of a cell that holds nothing else, as in a form.
const APART: usize = 6;
/// How many cells before and behind a figure stand beside it.
const BESIDE: usize = 2;

/// What speaks of inhabitants, of the town's extent, and of the share of the old.
static INHABITANTS: Pattern = Pattern::new(r"人口|[住市町村区]民|暮ら|住む|住んで");
/// What makes a number of people a sum of times.
static ADDED: Pattern = Pattern::new(r"延べ|のべ|累計");
static EXTENT: Pattern = Pattern::new(r"面積|平方|広さ|(?i:km2)");
static OLD: Pattern = Pattern::new(r"高齢化|高齢者|お年寄り|65歳以上");

/// What is told before a figure in its statement, over brackets and lines.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) date: Option<String>,
    /// What is counted, since the last figure.
    label: Option<Token>,
    /// 「延べ」
    adds_up: bool,
    /// Whether the sentence names the town.
    pub(super) is_own: bool,
}

impl Told {
    fn hear(&mut self, token: &Token) {
        match token {
            Token::Stop => *self = Self::default(),
            Token::Label(_) => self.label = Some(token.clone()),
            Token::Word(word) => self.adds_up = ADDED.is_match(word),
            Token::Date(date) => self.date = Some(date.clone()),
            Token::Scope(Scope::Own) => self.is_own = true,
            Token::Figure(_) => (self.label, self.adds_up) = (None, false),
            _ => {}
        }
    }

    /// Whether the next figure can be what the statistics say that it is.
    fn allows(&self, fact: FactName) -> bool {
        let is_of = |said: &Token| {
            // 「65歳以上」 also names the share of the old.
            *said == Token::Label(Some(fact))
                || fact == FactName::AgingRate
                    && *said == Token::Label(Some(FactName::Population65))
        };
        self.label.as_ref().is_none_or(is_of) && !self.adds_up
    }
}

impl Reader<'_> {
    /// What a token says of the figures that the statistics vouch for.
    pub(super) fn hear(&mut self, token: &Token) {
        self.told.hear(token);
        match token {
            Token::Stop => self.first = self.vouched.len(),
            // 「16万人になると推計される」
            Token::Scope(Scope::Projected)
                if !self.told.date.as_deref().is_some_and(is_past_day) =>
            {
                let told = self.vouched.iter_mut().skip(self.first);
                told.filter(|it| it.label != FactName::Area)
                    .for_each(|it| it.is_projected = true);
            }
            _ => {}
        }
    }

    /// Takes a figure that the statistics vouch for, and that its label in the cell, if it
    /// has one, and the head of its column make no other's.
    pub(super) fn vouch(
        &mut self,
        figure: Figure,
        cell: Cell<'_>,
        at: &Statement,
        (own, head): (Option<FactName>, &Head),
    ) {
        let index = cell.index;
        let is_joint = self.towns.len() > 1;
        let label = label(figure, self.segments, index, is_joint, self.official);
        let scopes = || [at.scope.as_ref(), head.scope.as_ref()].into_iter();
        let is_of_others = at.is_projected
            || head.is_projected
            || scopes().any(|it| it == Some(&Scope::Others) || self.table.is_other_town(it));
        // An area so exact is nobody else's.
        let label = label
            .filter(|&label| self.told.allows(label) && !is_of_others || label == FactName::Area);
        self.vouched.extend(label.map(|label| Printed {
            certainty: match figure.is_about {
                true => Certainty::About,
                false if is_row(self.segments, index) => Certainty::Apart,
                false if own == Some(label) => Certainty::Labelled,
                false => Certainty::Vouched,
            },
            as_of: head.date.clone().or_else(|| self.told.date.clone()),
            ..cell.printed(label, figure.value, figure.unit)
        }));
    }
}

/// Whether a cell goes on with the sentence of the one before it.
pub(super) fn goes_on(segments: &[Segment], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|it| segments.get(it));
    before.zip(segments.get(index)).is_some_and(|(before, it)| {
        let is_below = before.cell == 0 && it.cell == 0 && !it.after_blank;
        let goes_on = is_text(before) && is_below && !is_cell(it);
        goes_on || it.starts_mid()
    })
}

/// What a figure can only be, by its unit, its value and the words around it.
fn label(
    figure: Figure,
    segments: &[Segment],
    index: usize,
    is_joint: bool,
    official: &Official,
) -> Option<FactName> {
    let near = near(segments, index);
    let near = match company(segments, index, figure.unit, official) {
        _ if is_row(segments, index) => ROW_HEADS,
        Some(true) if matches!(figure.unit, Unit::People | Unit::Percent) => ROW_HEADS,
        _ => near.as_str(),
    };
    let (label, is_said) = match figure.unit {
        // Which of several towns' rates is the one of all does not show.
        Unit::Percent | Unit::Bare if is_joint => return None,
        Unit::Percent => (FactName::AgingRate, OLD.is_match(near)),
        Unit::SquareKilometres => (FactName::Area, true),
        // 「746.24」, cut from its unit by the line's end; what may as well be a share is
        // neither.
        Unit::Bare
            if figure.value.fract() > 0.0 && official.vouches(FactName::Area, figure.value) =>
        {
            let is_share = official.vouches(FactName::AgingRate, figure.value);
            let is_said = EXTENT.is_match(near) || official.is_exact_area(figure.value);
            (FactName::Area, is_said && !is_share)
        }
        // 「（仮名、44）」 or a page's number: without a unit it may count anything.
        Unit::Bare if !is_in_table(figure, segments, index) => return None,
        // 「32,349 30.3」 over 「人口 高齢化率」.
        Unit::Bare if figure.value.fract() > 0.0 || figure.value < 100.0 => {
            (FactName::AgingRate, OLD.is_match(near))
        }
        Unit::People | Unit::Bare => (FactName::Population, INHABITANTS.is_match(near)),
        _ => return None,
    };
    (is_said && !figure.is_bounded && official.vouches(label, figure.value)).then_some(label)
}

/// The figures of which no other says something else: of two exact ones nothing tells
/// which is the town's, unless both have dates or one is told again.
pub(super) fn without_rivals(figures: &[Printed]) -> Vec<Printed> {
    let is_rival = |one: &Printed, other: &Printed| {
        let is_dated = one.as_of.is_some() && other.as_of.is_some() && one.as_of != other.as_of;
        let is_same = one.label == other.label && one.certainty == other.certainty;
        is_same && differs(one, other) && differs(other, one) && !is_dated
    };
    let is_alone = |one: &&Printed| {
        is_told_again(one, figures) || !figures.iter().any(|other| is_rival(one, other))
    };
    figures.iter().filter(is_alone).cloned().collect()
}

/// What the heads of a row of the town's figures say, wherever they stand.
const ROW_HEADS: &str = "人口 高齢化率 面積";

/// Whether the figures beside one of a unit are the town's: none where nothing shows
/// it, false where an area can only be another's.
pub(super) fn company(
    segments: &[Segment],
    index: usize,
    unit: Unit,
    official: &Official,
) -> Option<bool> {
    let before = (index.saturating_sub(BESIDE)..=index).rev();
    let first = before
        .take_while(|&at| at == index || segments.get(at + 1).is_some_and(|it| !it.after_blank))
        .last()?;
    let behind = segments.iter().skip(index + 1).take(BESIDE);
    let behind = behind.take_while(|segment| !segment.after_blank).count();
    let judged = (first..=index + behind).flat_map(|at| {
        let tokens = segments.get(at).map_or(&[][..], |segment| &segment.tokens);
        tokens.iter().filter_map(move |token| {
            let Token::Figure(figure) = token else {
                return None;
            };
            let vouches = |label| official.vouches(label, figure.value);
            match figure.unit {
                Unit::SquareKilometres => Some(vouches(FactName::Area)),
                Unit::People if unit != Unit::People => {
                    vouches(FactName::Population).then_some(true)
                }
                Unit::Percent if unit == Unit::People && at == index => {
                    vouches(FactName::AgingRate).then_some(true)
                }
                _ => None,
            }
        })
    });
    judged.reduce(|one, other| one || other)
}

/// Whether a label so many cells before or behind says whose a share is that has none of
/// its own: 「37.1％」 over 「○○地域の高齢化率」.
pub(super) fn is_labelled_others(segments: &[Segment], at: usize, reach: usize) -> bool {
    let near = at.saturating_sub(reach)..(at + reach).min(segments.len());
    let near = segments.get(near).unwrap_or_default();
    near.iter().any(|segment| {
        let tokens = &segment.tokens;
        let is_of_others = tokens.contains(&Token::Scope(Scope::Others));
        let is_of_share =
            matches!(tokens.last(), Some(Token::Label(Some(label))) if is_share(*label));
        is_of_others && is_of_share && !tokens.iter().any(Token::is_figure)
    })
}

/// Whether a number stands as figures do in a table: in the town's row, or in a cell of
/// its own and not as small and whole as a page's number.
fn is_in_table(figure: Figure, segments: &[Segment], index: usize) -> bool {
    let is_small = figure.value.fract() == 0.0 && figure.value < 100.0;
    let is_alone = segments.get(index).is_some_and(is_cell);
    is_row(segments, index) || is_alone && !is_small
}

/// Whether a cell is of a row that the town's name or a year begins, perhaps behind the
/// row's number, with figures behind it: 「根室市   24,877   35.1   ・相談員を…」.
fn is_row(segments: &[Segment], index: usize) -> bool {
    let mut before = segments.iter().take(index + 1);
    let Some(first) = before.rposition(|it| it.cell == 0) else {
        return false;
    };
    let cells = segments.iter().enumerate().skip(first);
    let cells = cells.take_while(|(at, it)| *at == first || it.cell > 0);
    let mut row = cells
        .flat_map(|(at, it)| it.tokens.iter().map(move |token| (at, token)))
        .peekable();
    let number = row.next_if(|(_, it)| it.is_figure()).is_some();
    // Its prefecture may have a column of its own.
    row.next_if(|(_, it)| **it == Token::Scope(Scope::Others));
    let is_head = |token: &Token| {
        matches!(token, Token::Scope(Scope::Own)) || !number && matches!(token, Token::Date(_))
    };
    let is_headed = row.next().is_some_and(|(_, it)| is_head(it));
    let figures = row.take_while(|(_, it)| it.is_figure() || **it == Token::Nothing);
    let figures: Vec<usize> = figures
        .filter(|(_, it)| it.is_figure())
        .map(|(at, _)| at)
        .collect();
    is_headed && figures.len() > 1 && figures.last().is_some_and(|&last| index <= last)
}

/// The words of the cells around one.
fn near(segments: &[Segment], index: usize) -> String {
    let reach = if segments.get(index).is_some_and(is_cell) {
        APART
    } else {
        NEAR
    };
    let around = segments.iter().take(index + reach + 1);
    let texts = around.skip(index.saturating_sub(reach));
    texts.map(|segment| segment.text.as_str()).collect()
}

/// Whether a cell is a line of a sentence that may go on in the next.
fn is_text(segment: &Segment) -> bool {
    !segment.is_item() || segment.breaks_off()
}

/// Whether a cell holds nothing but figures, with their label or without.
fn is_cell(segment: &Segment) -> bool {
    let mut tokens = segment.tokens.iter();
    tokens.all(|it| it.is_figure() || it.is_label() || *it == Token::Nothing)
}
