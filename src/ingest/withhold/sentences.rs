//! Which figures of a form's free text are one institution's or speak of deaths.
//!
//! A sentence is read clause by clause. A figure is judged by what its own clause
//! says it counts, else by the subject that stands before: dying always hides it, and
//! all else but an activity, what is made for one, the group's total and what tells of a
//! district: clinics have more short names than any table. What hides a figure may stand
//! on another line, since lines are broken in mid-sentence, what shows it may not, since
//! lines may have nothing to do with each other.

use std::collections::HashSet;
use std::ops::Range;

use crate::report::Reason;

use super::clauses::{clauses, sentences};
use super::glyphs::{Glyph, is, stands};
use super::numbers::{Number, numbers};
use super::words::{Kind, Mark, marks, short_names};

/// A figure that must not come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    /// Its glyphs in `unit`.
    pub(super) glyphs: Range<usize>,
    /// Which of the units it stands in.
    pub(super) unit: usize,
    pub(super) reason: Reason,
}

/// What is known of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Public,
    Private(Reason),
    /// Nothing tells: private, unless it is one of a list that is told.
    Unknown,
}

/// What the text speaks of at a place.
#[derive(Clone, Copy, Debug, Default)]
struct Subject {
    deaths: bool,
    /// An institution or a total, whichever came last.
    whose: Option<Kind>,
    /// Whether the last clause was about an activity.
    active: bool,
    /// The line that the last clause ends on.
    line: usize,
}

impl Subject {
    /// The subject for a figure of a line: an activity or a total of another line is
    /// none.
    fn seen_from(mut self, line: usize) -> Self {
        if self.line != line {
            self.active = false;
            self.whose = self.whose.filter(|it| *it != Kind::Total);
        }
        self
    }
}

/// The private figures of a form's text.
pub(super) fn private_figures(units: &[Vec<Glyph>]) -> Vec<Hidden> {
    let short: HashSet<String> = units.iter().flat_map(|unit| short_names(unit)).collect();
    let mut hidden = Vec::new();
    let mut subject = Subject::default();
    for (index, unit) in units.iter().enumerate() {
        let mut passes_on = true;
        for range in sentences(unit) {
            let offset = range.start;
            let sentence = Sentence::read(unit.get(range).unwrap_or_default(), &short);
            for (number, reason) in sentence.judge(&mut subject) {
                hidden.push(Hidden {
                    glyphs: offset + number.start..offset + number.end,
                    unit: index,
                    reason,
                });
            }
            passes_on &= sentence.is_label();
        }
        if !passes_on {
            subject = Subject::default();
        }
    }
    hidden
}

/// How many figures further on a list may be told.
const LIST: usize = 8;

/// A sentence with what its words and figures are.
struct Sentence<'a> {
    glyphs: &'a [Glyph],
    marks: Vec<Mark>,
    numbers: Vec<Number>,
    /// For each glyph, the clause it stands in.
    clauses: Vec<usize>,
}

impl<'a> Sentence<'a> {
    fn read(glyphs: &'a [Glyph], short: &HashSet<String>) -> Self {
        let numbers = numbers(glyphs);
        let mut sentence = Self {
            glyphs,
            marks: marks(glyphs, short),
            clauses: clauses(glyphs, &numbers),
            numbers,
        };
        sentence.forget_themes();
        sentence
    }

    /// Whether one of some characters stands at a place.
    fn is(&self, at: usize, among: &str) -> bool {
        is(self.glyphs, at, among)
    }

    fn line(&self, at: usize) -> usize {
        self.glyphs.get(at).map_or(0, |it| it.line)
    }

    fn clause(&self, at: usize) -> usize {
        self.clauses.get(at).copied().unwrap_or_default()
    }

    /// Leaves out the words of dying that say what an activity is about: 「看取りに
    /// 関する研修会」. Of who is left behind that must be said so, and what is counted in
    /// cases is no theme.
    fn forget_themes(&mut self) {
        let is_theme = |death: &Mark| {
            let here = self.clause(death.start);
            let of_cases = self.numbers.iter().any(|it| {
                let is_case = self.is(it.end, "例") || stands(self.glyphs, it.end, "症例");
                is_case && it.start >= death.end && self.clause(it.start) == here
            });
            let behind = || self.marks.iter().filter(|it| it.start >= death.end);
            let held = |start: usize| {
                self.numbers
                    .iter()
                    .any(|it| death.end <= it.start && it.end <= start)
            };
            let of_event = behind()
                .filter(|it| it.kind == Kind::Event && self.clause(it.start) == here)
                .any(|it| !held(it.start) && self.line(it.start) == self.line(death.start));
            let spoken_of = behind().any(|it| it.kind == Kind::About && it.start <= death.end + 6)
                && behind().any(|it| matches!(it.kind, Kind::Event | Kind::Act));
            let titles_event = self.is_quoted(death.start)
                && self
                    .marks
                    .iter()
                    .any(|it| it.kind == Kind::Event && self.clause(it.start) == here);
            let is_left = stands(self.glyphs, death.start, "遺族");
            !of_cases && (spoken_of || !is_left && (of_event || titles_event))
        };
        let left = self
            .marks
            .iter()
            .filter(|it| it.kind != Kind::Death || !is_theme(it))
            .copied()
            .collect();
        self.marks = left;
    }

    /// Whether a glyph stands in quotation marks.
    fn is_quoted(&self, at: usize) -> bool {
        let before = self.glyphs.get(..at).unwrap_or_default().iter().rev();
        before
            .map(|it| it.c)
            .find(|c| "「『」』".contains(*c))
            .is_some_and(|c| "「『".contains(c))
    }

    /// Judges the figures, and lets the subject be what it is behind the sentence.
    fn judge(&self, subject: &mut Subject) -> Vec<(Number, Reason)> {
        let mut hidden = Vec::new();
        for clause in 0..=self.clauses.last().copied().unwrap_or_default() {
            for number in &self.numbers {
                if self.clause(number.start) == clause
                    && let Some(reason) = self.reason(number, *subject)
                {
                    hidden.push((*number, reason));
                }
            }
            let here = || {
                self.marks
                    .iter()
                    .filter(|it| self.clause(it.start) == clause)
            };
            let has = |kind: Kind| here().any(|it| it.kind == kind);
            let last = self.clauses.iter().rposition(|&it| it == clause);
            subject.line = last.map_or(subject.line, |last| self.line(last));
            let active = here().any(|it| {
                matches!(it.kind, Kind::Event | Kind::Act) && self.line(it.start) == subject.line
            });
            subject.deaths = has(Kind::Death) || (subject.deaths && !active);
            for mark in here() {
                subject.whose = owner(subject.whose, mark.kind);
            }
            let mut told = here()
                .map(|it| it.kind)
                .filter(|it| matches!(it, Kind::Event | Kind::Act | Kind::Institution));
            // 「研修を終えた大野先生は、患者を13人…」
            subject.active = match told.next_back() {
                Some(Kind::Institution) => false,
                Some(_) => active,
                None => subject.active && here().next().is_none(),
            };
        }
        hidden
    }

    /// Why a figure must not come out.
    fn reason(&self, number: &Number, subject: Subject) -> Option<Reason> {
        match self.verdict(number, subject) {
            Verdict::Unknown if self.is_listed(number, subject) => None,
            Verdict::Unknown => Some(Reason::Institution),
            Verdict::Private(reason) => Some(reason),
            Verdict::Public => None,
        }
    }

    /// Whether a figure is one of a list that is told behind its last: 「医師13名、看護師5名
    /// が集まった」.
    fn is_listed(&self, number: &Number, subject: Subject) -> bool {
        let rest = self.numbers.iter().skip_while(|it| it.start < number.start);
        for (one, next) in rest.clone().zip(rest.skip(1)).take(LIST) {
            let between = |it: &&Mark| it.start >= one.end && it.end <= next.start;
            let tells = |it: &Mark| matches!(it.kind, Kind::Event | Kind::Act | Kind::Death);
            let is_joined = self.is(one.unit_end, "、,・と")
                && self.line(next.start) == self.line(one.start)
                && !self.marks.iter().filter(between).any(tells);
            match self.verdict(next, subject) {
                Verdict::Unknown if is_joined => {}
                verdict => return is_joined && verdict == Verdict::Public,
            }
        }
        false
    }

    /// What a figure's own clause and what stands before it tell.
    fn verdict(&self, number: &Number, subject: Subject) -> Verdict {
        let clause = self.clause(number.start);
        let line = self.told_on(number);
        let subject = subject.seen_from(line);
        let next = self
            .numbers
            .iter()
            .map(|it| it.start)
            .find(|&start| start >= number.end)
            .unwrap_or(self.glyphs.len());
        let tells = |it: &&Mark| {
            !matches!(it.kind, Kind::Event | Kind::Act | Kind::Work | Kind::Total)
                || self.line(it.end - 1) == line
        };
        let here: Vec<&Mark> = self
            .marks
            .iter()
            .filter(|it| self.clause(it.start) == clause)
            .filter(tells)
            .collect();
        let before: Vec<&Mark> = here
            .iter()
            .copied()
            .filter(|it| it.end <= number.start)
            .collect();
        let bracketed = self.opens_behind_institution(number.start);
        let owned = before.last().is_some_and(|it| {
            it.kind == Kind::Institution && it.end + 1 == number.start && self.is(it.end, "の")
        });
        // A clause that says nothing itself is told by what follows.
        let goes_on = here.is_empty() || self.goes_on(clause);
        let tail: Vec<&Mark> = self
            .marks
            .iter()
            .filter(|it| it.start >= number.end && it.start < next)
            .filter(tells)
            .filter(|it| goes_on || self.clause(it.start) == clause)
            .collect();
        if self.counts_event(number, &tail) {
            return Verdict::Public;
        }
        let whose = before
            .iter()
            .fold(subject.whose, |found, it| owner(found, it.kind));
        let active =
            !owned && is_active(&before, &tail, number, &here, subject.active && !bracketed);
        let died = self.dead_before(&before, number, active)
            || tail.iter().any(|it| it.kind == Kind::Death)
            || (self.is_whole(number) && whose != Some(Kind::Total) && self.dead_after(number))
            || (here.iter().any(|it| it.kind == Kind::Death)
                && whose != Some(Kind::Total)
                && !active);
        if died || (subject.deaths && !active) {
            return Verdict::Private(Reason::Deaths);
        }
        let is_own = whose == Some(Kind::Institution);
        if active || number.of_things && !is_own {
            return Verdict::Public;
        }
        // 「市内の患者13名を当院が診る」
        let is_named = || tail.iter().any(|it| it.kind == Kind::Institution);
        let of_group = || {
            let has = |kind: Kind| self.marks.iter().any(|it| it.kind == kind);
            let bracket = self.is(number.unit_end, "(").then_some(number.unit_end + 1);
            let is_told = |it: &Mark| {
                it.kind == Kind::Total
                    && bracket.is_some_and(|at| self.clause(at) == self.clause(it.start))
            };
            !has(Kind::Institution)
                && (here.iter().any(|it| it.kind == Kind::Work) || self.marks.iter().any(is_told))
        };
        match whose {
            Some(Kind::Institution) => Verdict::Private(Reason::Institution),
            _ if is_named() => Verdict::Private(Reason::Institution),
            Some(Kind::Total) => Verdict::Public,
            // Cells of figures alone are the row's that they stand in.
            None if of_group() || self.is_label() => Verdict::Public,
            _ => Verdict::Unknown,
        }
    }

    /// The line whose words tell a figure: its own, or the one above where it stands alone.
    fn told_on(&self, number: &Number) -> usize {
        let own = self.line(number.start);
        let is_word = |at: &usize| {
            let before = self.numbers.partition_point(|it| it.start <= *at);
            let last = before.checked_sub(1).and_then(|it| self.numbers.get(it));
            last.is_none_or(|it| *at >= it.unit_end)
        };
        let on_line = |at: &usize| self.line(*at) == own;
        let mut behind = (number.unit_end..self.glyphs.len()).take_while(on_line);
        let mut before = (0..number.start).rev().filter(is_word);
        match before.next().map(|at| self.line(at)) {
            Some(line) if line < own && behind.all(|at| !is_word(&at)) => line,
            _ => own,
        }
    }

    /// Whether a clause is broken off behind a particle, so that its verb is to come.
    fn goes_on(&self, clause: usize) -> bool {
        let next = self.clauses.iter().position(|&it| it > clause);
        next.is_some_and(|next| {
            self.is(next, "、,") && next > 0 && self.is(next - 1, "がはをにもで")
        })
    }

    /// Whether a figure stands in a bracket right behind an institution's name.
    fn opens_behind_institution(&self, figure: usize) -> bool {
        let open = (0..figure).rev().find(|&at| self.is(at, "([<【"));
        open.is_some_and(|open| {
            self.clause(open + 1) == self.clause(figure)
                && self
                    .marks
                    .iter()
                    .any(|it| it.kind == Kind::Institution && it.end == open)
        })
    }

    /// Whether a word of dying before a figure is about it, and not about another
    /// figure between them behind which an activity is named.
    fn dead_before(&self, before: &[&Mark], number: &Number, active: bool) -> bool {
        let line = self.line(number.start);
        before.iter().any(|death| {
            death.kind == Kind::Death
                && (self.line(death.start) == line || !active)
                && !self.numbers.iter().any(|other| {
                    other.start >= death.end
                        && before
                            .iter()
                            .any(|it| it.kind == Kind::Event && it.start >= other.end)
                        && other.end <= number.start
                })
        })
    }

    /// Whether a part of the figure follows: 「13名のうち5名」.
    fn is_whole(&self, number: &Number) -> bool {
        let words = ["のうち", "うち", "中"];
        words
            .iter()
            .any(|word| stands(self.glyphs, number.unit_end, word))
    }

    fn dead_after(&self, number: &Number) -> bool {
        self.marks
            .iter()
            .any(|it| it.kind == Kind::Death && it.start >= number.end)
    }

    /// 「3回の研修会」.
    fn counts_event(&self, number: &Number, tail: &[&Mark]) -> bool {
        self.is(number.unit_end, "の")
            && tail
                .first()
                .is_some_and(|it| it.kind == Kind::Event && it.start <= number.unit_end + 5)
    }

    /// Whether the sentence is a label or cells of figures, whose subject goes on in
    /// the next cell or line.
    fn is_label(&self) -> bool {
        let active = self
            .marks
            .iter()
            .any(|it| matches!(it.kind, Kind::Event | Kind::Act));
        let ends = self
            .marks
            .last()
            .is_some_and(|it| it.end + 4 >= self.glyphs.len());
        let figures = self.numbers.iter().fold(self.glyphs.len(), |rest, it| {
            rest - (it.unit_end - it.start)
        });
        if self.numbers.is_empty() {
            let line = self.glyphs.last().map(|it| it.line);
            let own = self.glyphs.iter().filter(|it| Some(it.line) == line);
            !active && ends && own.count() <= 25 && !self.glyphs.iter().any(|it| it.c == '。')
        } else {
            figures == 0
        }
    }
}

/// The institution or total that a figure is of, after one more mark.
fn owner(found: Option<Kind>, mark: Kind) -> Option<Kind> {
    match mark {
        Kind::Institution | Kind::Total => Some(mark),
        Kind::Place => found.or(Some(mark)),
        _ => found,
    }
}

/// Whether a figure counts an activity, by the marks before and behind it in its
/// clause.
fn is_active(
    before: &[&Mark],
    tail: &[&Mark],
    number: &Number,
    here: &[&Mark],
    inherited: bool,
) -> bool {
    let last = before.last();
    let is = |mark: Option<&&Mark>, kind: Kind| mark.is_some_and(|it| it.kind == kind);
    if last.is_some_and(|it| it.kind == Kind::Care && it.end + 2 >= number.start) {
        return false;
    }
    let of_event = is(last, Kind::Event);
    let does = tail.iter().any(|it| it.kind == Kind::Act);
    let first = tail
        .iter()
        .find(|it| matches!(it.kind, Kind::Act | Kind::Event | Kind::Care | Kind::Death));
    match first.map(|it| it.kind) {
        Some(Kind::Act | Kind::Event) => true,
        Some(Kind::Care) => of_event && does,
        Some(_) => false,
        None => of_event || is(last, Kind::Act) || (here.is_empty() && inherited),
    }
}
