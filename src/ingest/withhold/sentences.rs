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

use super::glyphs::{Glyph, is, stands};
use super::numbers::{Number, begins_item, numbers};
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

/// Lines without a full stop are no one sentence from so many characters on.
const LONGEST: usize = 400;

/// Words that start a sentence which says whose the figures before it are.
const BACK: [&str; 7] = ["これ", "それ", "いずれも", "うち", "内訳", "すべて", "全て"];

/// The sentences of a unit; one that only adds to the one before is no other.
fn sentences(unit: &[Glyph]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in 1..=unit.len() {
        let full_stop = unit
            .get(end - 1)
            .is_some_and(|it| matches!(it.c, '。' | '!' | '?'));
        let next_line = unit.get(end).map(|it| it.line) != unit.get(end - 1).map(|it| it.line);
        let ends = full_stop || next_line && (end - start > LONGEST || begins_item(unit, end));
        if !ends && end < unit.len() {
            continue;
        }
        let adds = BACK.iter().any(|word| stands(unit, start, word));
        match found.last_mut() {
            Some(last) if adds => last.end = end,
            _ => found.push(start..end),
        }
        start = end;
    }
    found
}

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
        let clause = self.clause(number.start);
        let subject = subject.seen_from(self.told_on(number));
        let next = self
            .numbers
            .iter()
            .map(|it| it.start)
            .find(|&start| start >= number.end)
            .unwrap_or(self.glyphs.len());
        let line = self.told_on(number);
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
            return None;
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
            return Some(Reason::Deaths);
        }
        let is_own = whose == Some(Kind::Institution);
        if active || number.of_things && !is_own {
            return None;
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
        // Cells of figures alone are the row's that they stand in.
        let is_cell = || self.is_label() || self.is_listed(number, subject);
        let is_shown = match whose {
            Some(Kind::Institution) => false,
            Some(Kind::Total) => !is_named(),
            Some(_) => self.is_listed(number, subject),
            None => !is_named() && (of_group() || is_cell()),
        };
        (!is_shown).then_some(Reason::Institution)
    }

    /// Whether a figure is one of a list that is told behind its last: 「医師13名、看護師5名
    /// が集まった」.
    fn is_listed(&self, number: &Number, subject: Subject) -> bool {
        let next = self.numbers.iter().find(|it| it.start >= number.end);
        next.is_some_and(|next| {
            let between = |it: &Mark| it.start >= number.end && it.end <= next.start;
            let tells = |it: &Mark| matches!(it.kind, Kind::Event | Kind::Act | Kind::Death);
            self.is(number.unit_end, "、,・と")
                && self.line(next.start) == self.line(number.start)
                && !self.marks.iter().any(|it| between(it) && tells(it))
                && self.reason(next, subject).is_none()
        })
    }

    /// The line whose words tell a figure: its own, or the one above where it stands alone.
    fn told_on(&self, number: &Number) -> usize {
        let is_word = |at: &usize| {
            let in_number = |it: &Number| (it.start..it.unit_end).contains(at);
            !self.numbers.iter().any(in_number)
        };
        let own = self.line(number.start);
        let words = (0..self.glyphs.len()).filter(is_word);
        let mut lines = words.map(|at| self.line(at)).filter(|line| *line <= own);
        lines.next_back().unwrap_or(own)
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

/// Words that part clauses like a comma.
const PARTS: [&str; 4] = ["ながら", "つつ", "とともに", "一方"];

/// For each glyph, the clause it stands in.
fn clauses(glyphs: &[Glyph], numbers: &[Number]) -> Vec<usize> {
    let mut clause = 0;
    (0..glyphs.len())
        .map(|at| {
            let in_number = numbers.iter().any(|it| (it.start..it.end).contains(&at));
            let parted = is(glyphs, at, "、,;/()[]<>【】。")
                || PARTS.iter().any(|word| stands(glyphs, at, word));
            clause += usize::from(parted && !in_number);
            clause
        })
        .collect()
}
