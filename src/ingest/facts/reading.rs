//! Which label a figure belongs to, and whose it is.
//!
//! A figure is taken only where everything between it and its label is known to
//! change nothing: a word that is not known keeps it from being read. What belongs
//! to a district, another town, a prefecture or a later year is passed over.

use crate::record::{FactName, MunicipalityRef, Unread};

use super::super::pattern::Pattern;
use super::cell::Cell;
use super::labels::{self, FAR, State, Waiting};
use super::official::Official;
use super::segments::Segment;
use super::statement::{Before, Statement};
use super::table::{Head, Table, is_horizon, is_past_day};
use super::tokens::{Figure, Scope, Token};
use super::vouched::{self, Told};
use super::{Certainty, Origin, Printed, dating, gate};

/// Words that end as the topic of what follows: 「島しょ部では」.
static TOPIC: Pattern = Pattern::new(r"(?:は|において)$");

/// Reads an entry's figures.
pub(super) struct Reader<'a> {
    pub(super) towns: &'a [MunicipalityRef],
    pub(super) official: &'a Official,
    pub(super) segments: &'a [Segment],
    pub(super) table: Table<'a>,
    /// The label whose figure was read last.
    current: Option<Waiting>,
    /// How many figures, or dashes for them, the cell has had.
    column: usize,
    /// Whether the first column of the page, and the others, are under a title that
    /// is not about the town as it is.
    pub(super) aside: [bool; 2],
    /// What the last cell leaves to the next where a sentence goes on.
    left: Statement,
    pub(super) told: Told,
    /// The first figure of the statement that the statistics vouch for.
    pub(super) first: usize,
    /// The figures that stand by their labels, and those that the statistics vouch for.
    pub(super) printed: Vec<Printed>,
    pub(super) vouched: Vec<Printed>,
    pub(super) unread: Vec<Unread>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        segments: &'a [Segment],
        towns: &'a [MunicipalityRef],
        official: &'a Official,
    ) -> Self {
        Self {
            towns,
            official,
            segments,
            table: Table::new(towns),
            current: None,
            column: 0,
            aside: [false; 2],
            left: Statement::default(),
            told: Told::default(),
            first: 0,
            printed: Vec::new(),
            vouched: Vec::new(),
            unread: Vec::new(),
        }
    }

    pub(super) fn read(mut self) -> Self {
        let mut origin = Origin::Profile;
        for (index, segment) in self.segments.iter().enumerate() {
            if origin != segment.origin {
                origin = segment.origin;
                let used_heads = std::mem::take(&mut self.table.used_heads);
                self.table = Table::new(self.towns);
                self.table.used_heads = used_heads;
                self.aside = [false; 2];
            }
            self.segment(index, segment);
        }
        self.vouched.retain(|value| !value.is_projected);
        self.vouched = vouched::without_rivals(&self.vouched);
        self
    }

    fn segment(&mut self, index: usize, segment: &Segment) {
        if self.table.are_prefectures(segment) {
            return;
        }
        let tokens = segment.tokens.iter();
        let figures = tokens.clone().filter(|it| it.is_figure()).count();
        let empty = tokens.clone().filter(|it| **it == Token::Nothing).count();
        let labels = tokens.filter(|it| it.is_label()).count();
        let cell = Cell {
            segment,
            index,
            width: if labels > 1 { 0 } else { figures + empty },
        };
        self.column = 0;
        if figures == 0 {
            self.title(cell);
        }
        self.table
            .waiting
            .retain(|label| label.state != State::Broken && index <= label.segment + FAR);
        self.current = None;
        let goes_on = vouched::goes_on(self.segments, index);
        if !goes_on {
            self.hear(&Token::Stop);
        }
        if self.table.takes_head(index, segment) {
            return;
        }
        let left = std::mem::take(&mut self.left);
        let is_near = !segment.after_blank && segment.cell == 0;
        let mut at = Statement {
            is_named: left.is_named && is_near,
            ..Statement::default()
        };
        if goes_on {
            at = left;
        }
        let mut outer: Vec<(Statement, bool)> = Vec::new();
        for (place, token) in segment.tokens.iter().enumerate() {
            match token {
                Token::Open => {
                    let before = place.checked_sub(1).and_then(|it| segment.tokens.get(it));
                    let is_of_label = matches!(before, Some(Token::Label(_) | Token::Note(_)));
                    outer.push((at.clone(), is_of_label));
                    at.of_clause = None;
                    at.date = None;
                    at.before = Before::Other;
                }
                Token::Close => {
                    if let Some((before, _)) = outer.pop() {
                        self.close(before, &mut at, index);
                    }
                }
                Token::Label(label) if outer.last().is_some_and(|(_, of_label)| *of_label) => {
                    self.refine(*label);
                }
                token => self.token(token, cell, &mut at),
            }
            self.hear(token);
        }
        // 「人口 13,629人 ※令和3年4月1日現在」
        if let Some(date) = at.date.take().filter(|_| at.figures > 0) {
            self.give(&date, index);
        }
        let next = self.segments.get(index + 1);
        let goes_on = segment.breaks_off()
            || goes_on && segment.is_mid()
            || next.is_some_and(Segment::starts_mid);
        self.left = Statement {
            scope: at.scope.filter(|scope| goes_on && *scope != Scope::Total),
            is_projected: goes_on && at.is_projected,
            is_named: at.is_named,
            ..Statement::default()
        };
    }

    fn token(&mut self, token: &Token, cell: Cell<'_>, at: &mut Statement) {
        let here = |label: &&mut Waiting| label.segment == cell.index;
        match token {
            Token::Stop => {
                // What a text says of the town it goes on saying.
                *at = Statement {
                    is_named: at.is_named,
                    ..Statement::default()
                };
                self.current = None;
            }
            Token::Comma => {
                if TOPIC.is_match(&at.words) {
                    at.scope = Some(Scope::Others);
                }
                // 「本市は○○県の北部にあり、…」 goes on about the town, but not what lists
                // another's figures: 「（圏域の人口は約8万人、高齢化率は37.4％）」.
                let lists_others = at.scope == Some(Scope::Others) && at.before == Before::Figure;
                if self.told.is_own && !lists_others {
                    at.scope = Some(Scope::Own);
                }
                at.words.clear();
                at.of_clause = None;
                if at.before == Before::Figure {
                    at.before = Before::Other;
                }
            }
            Token::Word(word) => {
                at.words.push_str(word);
                at.before = Before::Other;
                let labels = self.table.waiting.iter_mut().filter(here);
                for label in labels.chain(&mut self.current) {
                    label.lower(State::Broken);
                }
            }
            Token::About => at.is_about = true,
            Token::Note(note) => {
                if let Some(label) = self.table.waiting.last_mut().filter(here) {
                    label.note = Some(note.clone());
                }
            }
            Token::UnitOf(unit, factor) => {
                if let Some(label) = self.table.waiting.last_mut().filter(here) {
                    label.unit = Some((*unit, *factor));
                }
            }
            Token::NameColumn => self.table.names_rows = true,
            Token::Nothing => {
                let mut tokens = cell.segment.tokens.iter();
                let has_head = self.table.column(self.column, cell.width).is_some();
                if !has_head && tokens.all(|it| it.is_figure() || *it == Token::Nothing) {
                    self.table.skip(cell.index);
                }
                self.column += 1;
            }
            Token::Date(date) => {
                at.is_projected =
                    is_horizon(date, &cell.segment.text) || at.is_projected && at.figures == 0;
                at.date = Some(date.clone());
                at.day.clone_from(&at.date);
                at.of_clause = None;
            }
            Token::Scope(scope) => self.scope(scope, cell, at),
            Token::Label(label) => self.label(*label, cell.index, at),
            Token::Figure(figure) => {
                self.figure(*figure, cell, at);
                self.column += 1;
            }
            Token::Open | Token::Close => {}
        }
    }

    fn scope(&mut self, scope: &Scope, cell: Cell<'_>, at: &mut Statement) {
        match scope {
            Scope::Projected => {
                if at.date.as_deref().is_some_and(is_past_day) {
                    return;
                }
                at.is_projected = true;
                if let Some(figure) = at.of_clause.and_then(|it| self.printed.get_mut(it)) {
                    figure.is_projected = true;
                }
                return;
            }
            Scope::Total if at.scope == Some(Scope::Others) => return,
            Scope::Others => {
                at.scope = Some(Scope::Others);
                return;
            }
            Scope::Own => self.set_aside(cell, false),
            Scope::Town(_) | Scope::Total => {}
        }
        let is_own = *scope == Scope::Own;
        at.scope = Some(scope.clone());
        at.is_named |= is_own;
        at.words.clear();
        at.before = Before::Name;
        // 「県は30％だが、本町は34.8％」: the label counts anew.
        let waiting = self.table.waiting.iter_mut();
        let here = waiting.filter(|label| label.segment == cell.index);
        for label in here.chain(&mut self.current) {
            if !label.is_read {
                label.state = State::Clear;
            }
            label.is_named |= is_own;
        }
    }

    /// A label in brackets behind another says what that counts: 「人口(65歳以上)」.
    fn refine(&mut self, inner: Option<FactName>) {
        if let Some(outer) = self.table.waiting.last_mut() {
            let both = outer.label.zip(inner);
            match both.and_then(|(outer, inner)| labels::refined(outer, inner)) {
                Some(label) => outer.label = Some(label),
                None => outer.lower(State::Others),
            }
        }
    }

    fn label(&mut self, label: Option<FactName>, index: usize, at: &mut Statement) {
        let mut date = at.date.take();
        // 「13,629人 平成29年4月1日現在 高齢化率」: the date of what stands before it.
        if at.before == Before::Figure
            && at.words.is_empty()
            && let Some(date) = date.take()
        {
            self.give(&date, index);
        }
        let is_others = !at.words.is_empty()
            || at.scope == Some(Scope::Others)
            || self.table.is_other_town(at.scope.as_ref());
        self.table.wait(Waiting {
            label,
            state: if is_others {
                State::Others
            } else {
                State::Clear
            },
            is_named: at.is_named,
            unit: None,
            date,
            note: None,
            segment: index,
            is_read: false,
        });
        self.current = None;
        at.words.clear();
        at.is_about = false;
        at.before = Before::Other;
        at.of_clause = None;
    }

    /// The end of a bracket, whose words are about the figure before it, or, where
    /// none stands before it, about what follows.
    fn close(&mut self, before: Statement, at: &mut Statement, index: usize) {
        let inside = std::mem::replace(at, before);
        let is_empty = inside.figures == at.figures;
        let stands_behind = at.figures > 0 && self.current.is_some();
        at.figures = inside.figures;
        if !stands_behind {
            at.date = inside.date.or(at.date.take());
            at.is_projected |= inside.is_projected;
            // 「圏域（△△市＋○○町）の人口」 is not the town's.
            let is_others = at.scope == Some(Scope::Others);
            let inner = inside.scope.filter(|_| is_empty && !is_others);
            at.scope = inner.or(at.scope.take());
            if is_empty && !self.table.waiting.iter().any(|it| it.segment == index) {
                at.words.push_str(&inside.words);
            }
            return;
        }
        if !is_empty {
            if let Some(current) = &mut self.current {
                current.lower(State::Broken);
            }
            return;
        }
        let Some(latest) = at.latest else { return };
        if let Some(figure) = self.printed.get_mut(latest) {
            figure.is_projected |= inside.is_projected;
            figure.as_of = figure.as_of.take().or(inside.date);
        }
        // 「30.2%(県平均)」
        if inside.scope == Some(Scope::Others) && inside.words.is_empty() {
            self.printed.truncate(latest);
            at.latest = None;
        }
    }

    /// Dates the figures of a cell that have no date of their own.
    fn give(&mut self, date: &str, index: usize) {
        dating::give(&mut self.printed, date, |it| it.segment == index);
    }

    fn figure(&mut self, figure: Figure, cell: Cell<'_>, at: &mut Statement) {
        at.figures += 1;
        let head = self.table.column(self.column, cell.width);
        let taken = self.take(figure, cell, at);
        let label = taken.as_ref().map(|(label, _)| label);
        let label = label.filter(|it| it.segment == cell.index && it.state == State::Clear);
        let is_of_years = head.as_ref().is_some_and(|it| it.date.is_some());
        let unit = label.and_then(|it| it.unit).filter(|_| is_of_years);
        let head = head.unwrap_or_default();
        let label = label.and_then(|it| it.label);
        self.vouch(figure.in_unit(unit), cell, at, (label, &head));
        let words = std::mem::take(&mut at.words);
        let date = at.date.take();
        let is_about = std::mem::take(&mut at.is_about) || figure.is_about;
        at.before = Before::Figure;
        at.latest = None;
        at.of_clause = None;
        let Some((mut label, head)) = taken else {
            if let Some(current) = &mut self.current {
                current.lower(State::Broken);
            }
            return;
        };
        // A row that begins with the town names it.
        label.is_named |= head.scope == Some(Scope::Own);
        if label.label == Some(FactName::Population)
            && label.state == State::Others
            && head.scope != Some(Scope::Others)
            && cell.segment.is_item()
        {
            // 「北部西 人口5,827人」: what stands below it is of the same district.
            self.set_aside(cell, true);
        }
        if head.scope == Some(Scope::Others) || self.aside.get(cell.column()) == Some(&true) {
            label.lower(State::Others);
        }
        if figure.is_bounded || label.segment != cell.index && !words.is_empty() {
            label.lower(State::Broken);
        }
        let measured = label
            .label
            .and_then(|it| labels::measure(it, figure, label.unit));
        // 「人口 令和5年」 dates a row whose columns towns head.
        if head.scope.is_some() && label.segment == cell.index {
            label.date = label.date.take().or_else(|| date.clone());
        }
        if let Some((fact, value)) = measured {
            let printed = Printed {
                town: head.scope.as_ref().and_then(|it| it.town(self.towns)),
                is_total: head.scope == Some(Scope::Total),
                is_projected: at.is_projected || head.is_projected,
                certainty: match label.segment == cell.index {
                    _ if is_about => Certainty::About,
                    true => Certainty::Direct,
                    false if head.is_aligned => Certainty::Aligned,
                    false => Certainty::Apart,
                },
                as_of: date
                    .or_else(|| label.date.clone())
                    .or(head.date)
                    .or_else(|| at.day.clone().filter(|_| self.told.is_own)),
                note: label.note.clone(),
                ..cell.printed(fact, value, figure.unit)
            };
            if self.admits(&printed, figure, &label, at) {
                label.is_read |= printed.town.is_none() || head.scope == Some(Scope::Own);
                at.latest = Some(self.printed.len());
                at.of_clause = at.latest;
                self.printed.push(printed);
            }
        }
        self.current = Some(label);
    }

    /// Whether a figure is the town's as far as the words tell; what is unclear or
    /// cannot be is noted.
    fn admits(
        &mut self,
        printed: &Printed,
        figure: Figure,
        label: &Waiting,
        at: &mut Statement,
    ) -> bool {
        let is_told_apart = label.state == State::Others
            || figure.is_bounded
            || printed.origin == Origin::Other && !label.is_named;
        if is_told_apart {
            return false;
        }
        let is_possible = gate::is_possible(printed.label, printed.value);
        let reason = if label.state == State::Broken {
            "数値の前後の語から町の値と判断できない".to_owned()
        } else if is_possible || printed.is_projected {
            return true;
        } else {
            // 「人口 5,268,352人、高齢化率 31.6％」 is a prefecture's as a whole.
            at.scope = Some(Scope::Others).filter(|_| printed.label == FactName::Population);
            gate::impossible(printed.label)
        };
        self.unread.push(Unread {
            fact: printed.label,
            line: printed.lines[0],
            reason,
        });
        false
    }

    /// The label that a figure belongs to, and whose figure it is.
    fn take(&mut self, figure: Figure, cell: Cell<'_>, at: &Statement) -> Option<(Waiting, Head)> {
        let Cell { index, width, .. } = cell;
        let waiting = &mut self.table.waiting;
        let here = |label: &Waiting| label.segment == index && label.fits(figure, index);
        // 「医師数は人口10万対で180人」: a label of another thing only takes what stands
        // right behind it.
        let known = |label: &Waiting| label.label.is_some() && here(label);
        let last = waiting.len().checked_sub(1);
        let place = waiting.iter().position(known);
        let place = place.or(last.filter(|&last| waiting.get(last).is_some_and(here)));
        if let Some(place) = place {
            let label = waiting.remove(place);
            self.table.names_rows = false;
            let head = self.table.head(self.column, width, at.scope.as_ref());
            return Some((label, head));
        }
        // 「面積：13,189世帯」: what the label counts is another thing.
        waiting.retain(|label| label.segment != index);
        let is_apart = self
            .current
            .as_ref()
            .is_none_or(|label| label.segment != index);
        if is_apart && (at.figures == 1 || at.before != Before::Other) {
            let is_named = at.figures == 1 && (at.scope.is_some() || !at.words.is_empty())
                || at.before == Before::Name;
            let name = is_named.then(|| Head {
                scope: at.scope.clone().filter(|_| at.words.is_empty()),
                ..Head::default()
            });
            let place = (self.column, width);
            let taken = self.table.take(figure, index, place, name);
            if taken.is_some() {
                return taken;
            }
        }
        let label = self
            .current
            .clone()
            .filter(|label| label.fits(figure, index))?;
        let goes_on = at.before != Before::Other || at.date.is_some() || label.has_share(figure);
        let head = self.table.head(self.column, width, at.scope.as_ref());
        goes_on.then_some((label, head))
    }
}
