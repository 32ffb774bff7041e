//! Figures that no label stands right by, but that official statistics vouch for: the
//! population, aging rate and area in sentences, boxes and posters of any form.
//!
//! The unit must fit, words near by must speak of the matter, and nothing in the
//! statement may make it another's or a later year's. Which of them counts is chosen
//! with the others.

use crate::record::{FactName, MunicipalityRef};

use super::super::pattern::Pattern;
use super::official::Official;
use super::segments::{Segment, TITLE_LENGTH};
use super::table::is_horizon;
use super::tokens::{Figure, Scope, Token};
use super::units::Unit;
use super::{Certainty, Printed, differs, is_told_again};

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

/// The figures of the entry that the statistics vouch for.
pub(super) fn figures(
    segments: &[Segment],
    towns: &[MunicipalityRef],
    official: &Official,
) -> Vec<Printed> {
    let mut found = Vec::new();
    let mut statement = Statement::default();
    // Whether rows stand under a head that says they are expected: 「推計」.
    let mut looks_ahead = false;
    for (index, segment) in segments.iter().enumerate() {
        if !segment.tokens.iter().any(is_figure) {
            let is_head = segment.text.chars().count() <= TITLE_LENGTH;
            let projects = segment.tokens.contains(&Token::Scope(Scope::Projected));
            looks_ahead = is_head && (projects || looks_ahead && heads_only(segment));
        }
        let goes_on = index
            .checked_sub(1)
            .and_then(|before| segments.get(before))
            .is_some_and(|before| {
                is_text(before) && !segment.after_blank && segment.cell == 0 && !is_cell(segment)
            });
        if !goes_on {
            statement = Statement::default();
        }
        statement.is_projected |= looks_ahead && is_row(segment);
        for (place, token) in segment.tokens.iter().enumerate() {
            match token {
                Token::Stop => statement = Statement::default(),
                Token::Label(label) => {
                    statement.label = Some(label.map_or(Counted::Else, Counted::Fact));
                }
                Token::Word(word) => statement.adds_up = ADDED.is_match(word),
                Token::Scope(Scope::Projected) => statement.is_projected = true,
                Token::Scope(scope) => {
                    statement.is_own |= *scope == Scope::Own;
                    statement.scope = Some(scope.clone());
                }
                // 「本市は○○県の北部にあり、…」 goes on about the town.
                Token::Comma if statement.is_own => statement.scope = Some(Scope::Own),
                Token::Date(date) => {
                    statement.is_projected |= is_horizon(date);
                    statement.date = Some(date.clone());
                }
                Token::Figure(figure) => {
                    let said = statement.label.take();
                    let is_aside = statement.is_of_others(towns)
                        || std::mem::take(&mut statement.adds_up)
                        || is_projected_behind(segments, index, place);
                    let near = near(segments, index);
                    let company = company(segments, index, figure.unit, official);
                    let heads = match company {
                        _ if is_row(segment) => ROW_HEADS,
                        Some(true) if matches!(figure.unit, Unit::People | Unit::Percent) => {
                            ROW_HEADS
                        }
                        _ => near.as_str(),
                    };
                    // An area so exact is nobody else's.
                    let label = label(*figure, heads, towns.len() > 1, official).filter(|label| {
                        *label == FactName::Area
                            || !is_aside && said.is_none_or(|said| names(said, *label))
                    });
                    let value = label.map(|label| Printed {
                        label,
                        value: figure.value,
                        town: None,
                        is_total: false,
                        is_projected: false,
                        certainty: match figure.is_about {
                            true => Certainty::About,
                            false if is_row(segment) => Certainty::Apart,
                            false => Certainty::Vouched,
                        },
                        unit: figure.unit,
                        is_confirmed: false,
                        as_of: statement.date.clone(),
                        note: None,
                        origin: segment.origin,
                        segment: index,
                        words: segment.words.clone(),
                        lines: segment.lines,
                    });
                    found.extend(value);
                }
                _ => {}
            }
        }
    }
    without_rivals(&found)
}

/// What is said before a figure in its statement.
#[derive(Debug, Default)]
struct Statement {
    scope: Option<Scope>,
    /// Whether it names the town.
    is_own: bool,
    is_projected: bool,
    date: Option<String>,
    /// What is counted, since the last figure.
    label: Option<Counted>,
    /// 「延べ」
    adds_up: bool,
}

impl Statement {
    fn is_of_others(&self, towns: &[MunicipalityRef]) -> bool {
        self.is_projected
            || match &self.scope {
                Some(Scope::Others) => true,
                Some(Scope::Town(name)) => !towns.iter().any(|town| town.name == *name),
                _ => false,
            }
    }
}

/// What a label says is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    /// A fact of the town.
    Fact(FactName),
    /// Something else: 「登録者数」.
    Else,
}

/// Whether a label can name the figure: 「65歳以上」 the share of the old.
fn names(said: Counted, label: FactName) -> bool {
    said == Counted::Fact(label)
        || label == FactName::AgingRate && said == Counted::Fact(FactName::Population65)
}

/// The figures of which no other says something else: of two exact ones nothing tells
/// which is the town's, unless both have dates or one is told again.
fn without_rivals(figures: &[Printed]) -> Vec<Printed> {
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

/// What a figure can only be, by its unit, its value and the words around it.
fn label(figure: Figure, near: &str, is_joint: bool, official: &Official) -> Option<FactName> {
    let (label, is_said) = match figure.unit {
        // Which of several towns' rates is the one of all does not show.
        Unit::Percent | Unit::Bare if is_joint => return None,
        Unit::Percent => (FactName::AgingRate, OLD.is_match(near)),
        Unit::SquareKilometres => (FactName::Area, true),
        // 「746.24」, cut from its unit by the line's end.
        Unit::Bare
            if figure.value.fract() > 0.0 && official.vouches(FactName::Area, figure.value) =>
        {
            (FactName::Area, EXTENT.is_match(near))
        }
        // 「32,349 30.3」 over 「人口 高齢化率」.
        Unit::Bare if figure.value.fract() > 0.0 || figure.value < 100.0 => {
            (FactName::AgingRate, OLD.is_match(near))
        }
        Unit::People | Unit::Bare => (FactName::Population, INHABITANTS.is_match(near)),
        _ => return None,
    };
    (is_said && !figure.is_bounded && official.vouches(label, figure.value)).then_some(label)
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

/// Whether a cell only heads columns or rows: dates, names and labels.
fn heads_only(segment: &Segment) -> bool {
    let is_head = |token: &Token| {
        matches!(
            token,
            Token::Date(_) | Token::Label(_) | Token::UnitOf(..) | Token::Scope(_)
        )
    };
    segment.tokens.iter().all(is_head)
}

fn is_figure(token: &Token) -> bool {
    matches!(token, Token::Figure(_))
}

/// Whether a cell is the town's name or a year with figures in a row: 「根室市 24,877 35.1」.
fn is_row(segment: &Segment) -> bool {
    let is_head = |token: &Token| matches!(token, Token::Scope(Scope::Own) | Token::Date(_));
    match segment.tokens.as_slice() {
        [head, one, two, ..] => is_head(head) && is_figure(one) && is_figure(two),
        _ => false,
    }
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

/// Whether a cell holds nothing but a figure, with its label or without.
fn is_cell(segment: &Segment) -> bool {
    let is_part = |token: &Token| matches!(token, Token::Figure(_) | Token::Label(_));
    segment.tokens.iter().all(is_part)
}

/// Whether the rest of the statement says that what it counts is expected.
fn is_projected_behind(segments: &[Segment], index: usize, place: usize) -> bool {
    let rest = segments.iter().skip(index).take(NEAR + 1).enumerate();
    rest.flat_map(|(order, segment)| {
        let from = if order == 0 { place + 1 } else { 0 };
        let breaks = order > 0 && (segment.after_blank || segment.cell > 0);
        let tokens = segment.tokens.iter().skip(from);
        breaks.then_some(&Token::Stop).into_iter().chain(tokens)
    })
    .take_while(|token| **token != Token::Stop)
    .any(|token| *token == Token::Scope(Scope::Projected))
}
