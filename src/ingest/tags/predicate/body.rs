//! Whether a sentence says that a body which it names leads: that it does something
//! (医師会が…を開く), hosts it (医師会の主催, 医師会を中心に) or was given it to do (医師会に
//! 委託). One that is only named, counted, met or taken part with does not.
//!
//! Which words name a body stands in the table of rules.

use std::ops::Range;

use crate::language::grammar::{Part, Word};

use super::super::rules::Verb;
use super::{Link, Parsed, Predicate};

/// What those who act for a body are called at the end of their names: 医師会の会員,
/// 市民病院の連携室.
const MEMBERS: [&str; 24] = [
    "員",
    "師",
    "士",
    "医",
    "長",
    "者",
    "職",
    "会",
    "課",
    "係",
    "室",
    "部",
    "科",
    "局",
    "所",
    "班",
    "団",
    "理事",
    "面々",
    "チーム",
    "センター",
    "スタッフ",
    "ヘルパー",
    "ボランティア",
];
/// What those are called whom a list names before a body: 医師と訪問看護.
const PEOPLE: [&str; 8] = [
    "師",
    "医",
    "員",
    "者",
    "士",
    "所",
    "ヘルパー",
    "ケアマネジャー",
];
/// What a body is that others gather around: 医師会を中心に.
const MIDDLE: [&str; 4] = ["中心", "軸", "核", "主体"];
/// Behind these something may be put into a body's hands: 医師会に連携室を設置.
const PUTS: [&str; 3] = ["設置", "配置", "置く"];

/// A body's name with what belongs to it: 医師会の理事, 市と医師会.
struct Phrase {
    /// The word behind it.
    end: usize,
    /// Whether it ends in the name or in those who act for it.
    acts: bool,
    /// Whether it has の.
    owns: bool,
}

impl Parsed<'_> {
    /// Whether a sentence says that the body which stands in these folded characters
    /// leads; `bodies` are all that it names.
    pub(in super::super) fn leads(&self, body: &Range<usize>, bodies: &[Range<usize>]) -> bool {
        let bodies: Vec<Range<usize>> = bodies.iter().filter_map(|it| self.words_of(it)).collect();
        let body = self.words_of(body);
        body.is_some_and(|body| self.is_leader(&body, &bodies))
    }

    /// The words that a stretch of folded characters is made of, if it is of whole ones.
    fn words_of(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let start = self
            .words
            .iter()
            .position(|it| it.range.start == place.start)?;
        let last = self.words.iter().position(|it| it.range.end == place.end)?;
        Some(start..last + 1)
    }

    fn is_leader(&self, body: &Range<usize>, bodies: &[Range<usize>]) -> bool {
        let is_part = |it: &Range<usize>| {
            it.start <= body.start && it.len() > body.len() && it.end >= body.end
        };
        let follows_body = bodies.iter().any(|it| it.end + 1 == body.start);
        let is_listed = !follows_body && self.is_among_people(body.start);
        if is_listed || bodies.iter().any(is_part) {
            return false;
        }
        let mut phrase = Phrase {
            end: body.end,
            acts: true,
            owns: false,
        };
        let mut listed = false;
        while let Some(word) = self.words.get(phrase.end) {
            let at = phrase.end;
            phrase.end += 1;
            match (self.is_inside(body.start), self.is_inside(at)) {
                (true, false) => return false,
                (false, true) => continue,
                _ => {}
            }
            let starting = bodies.iter().filter(|it| it.start == at);
            if let Some(next) = starting.max_by_key(|it| it.end) {
                // 市と医師会: what the one does the other does. 市医師会: the last one is it.
                return listed && self.is_leader(next, bodies);
            }
            let is_middle = at == body.end && MIDDLE.contains(&word.surface);
            if self.class(at) == Some(Verb::Hosts) || is_middle {
                return true;
            }
            match word.part {
                Part::Noun | Part::Action | Part::Formal | Part::Prefix => {
                    phrase.acts = MEMBERS.iter().any(|it| word.surface.ends_with(it));
                }
                Part::Genitive => phrase.owns = true,
                // 市民団体「…の会」.
                Part::Symbol if matches!(word.surface, "「" | "『") => {
                    let closes = |it: &Word<'_>| matches!(it.surface, "」" | "』");
                    let rest = self.words.get(at..).unwrap_or_default();
                    phrase.end = at + rest.iter().position(closes).map_or(1, |it| it + 1);
                    phrase.acts = true;
                }
                Part::Symbol if word.surface != "。" => {
                    listed |= matches!(word.surface, "、" | "・");
                }
                _ if joins(word.surface) => listed = true,
                _ => {
                    phrase.end = at;
                    break;
                }
            }
        }
        !listed && self.has_role(&phrase)
    }

    /// Whether the word at `start` goes on a list of those who are no bodies: 医師と.
    fn is_among_people(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(2) else {
            return false;
        };
        let names_people = PEOPLE.iter().any(|it| self.surface(before).ends_with(it));
        (joins(self.surface(start - 1)) || matches!(self.surface(start - 1), "、" | "・"))
            && names_people
    }

    /// Whether what follows a phrase makes a leader of it.
    fn has_role(&self, phrase: &Phrase) -> bool {
        let at = phrase.end;
        let acts = phrase.acts;
        let Some(word) = self.words.get(at) else {
            return false;
        };
        match (word.part, word.surface) {
            (_, "が" | "は" | "において" | "による" | "により" | "によって") => {
                acts && self.does(at)
            }
            (Part::Case, "で") if self.is(at + 1, Part::Topic) => acts && self.does(at + 1),
            // An association is no place.
            (Part::Case, "で") => acts && self.surface(at - 1).ends_with('会') && self.does(at),
            (Part::Case, "を") => MIDDLE.contains(&self.surface(at + 1)),
            (Part::Case, "に" | "へ") => acts && self.is_given(at),
            // 町の作った手引き.
            (Part::Verb, _) => {
                phrase.owns
                    && !self.attends(at)
                    && (self.is(at - 1, Part::Action) || self.is(at - 1, Part::Genitive))
            }
            _ => false,
        }
    }

    /// Whether what is said of the subject that ends at `at` is something done, not that
    /// it is there, is many, takes part or gives the work to another.
    fn does(&self, at: usize) -> bool {
        let counts = self
            .surface(at + 1)
            .starts_with(|c: char| c.is_ascii_digit());
        let mut said = self.predicates(at + 1, None).map(|(_, it)| it).peekable();
        let gives = |it: &Predicate| self.class(it.sense) == Some(Verb::Entrusts);
        if let Some(first) = said.peek().filter(|it| gives(it)) {
            return self.is_passive(first);
        }
        let governs = |it: &Predicate| {
            let is_adverb = self.is(it.words.start, Part::Adjective)
                && self
                    .words
                    .get(it.words.start)
                    .is_some_and(|it| it.continues);
            matches!(it.link, Link::Ends | Link::GoesOn) && !is_adverb
        };
        let Some(said) = said.find(governs).filter(|_| !self.attends(at)) else {
            return false;
        };
        let head = said.words.start;
        let is_there = matches!(self.base(head), "ある" | "いる" | "おる" | "入る");
        let acts = self.is(head, Part::Verb) || self.is(head, Part::Action);
        let names_act = || self.last().is_some_and(|it| self.is(it, Part::Action));
        let has_object = || (at..head).any(|it| self.surface(it) == "を");
        let is_noun = self
            .words
            .get(head)
            .is_none_or(|it| it.part == Part::Symbol);
        (acts || is_noun && names_act())
            && !is_there
            && !self.is_passive(&said)
            && (!counts || has_object())
    }

    /// Whether what stands behind a subject, up to the next, is that it takes part in
    /// something or is there.
    fn attends(&self, at: usize) -> bool {
        let rest = at + 1..self.words.len();
        let mut rest = rest.take_while(|&it| !matches!(self.surface(it), "が" | "は"));
        rest.any(|it| self.class(it) == Some(Verb::Attends) && self.surface(it + 1) != "者")
    }

    fn is_passive(&self, predicate: &Predicate) -> bool {
        let mut words = predicate.words.clone();
        words.any(|it| matches!(self.base(it), "れる" | "られる"))
    }

    /// Whether a word stands in brackets.
    fn is_inside(&self, index: usize) -> bool {
        self.aside.get(index).is_some_and(|&it| it > 0)
    }

    /// Whether something is given to the body behind which に stands at `at`.
    fn is_given(&self, at: usize) -> bool {
        let end = self
            .predicate_from(at + 1, at, false)
            .map_or(at, |it| it.words.end);
        let is_association = self.surface(at - 1).ends_with('会');
        (at + 1..end).any(|it| {
            self.class(it) == Some(Verb::Entrusts)
                || is_association && PUTS.contains(&self.base(it))
        })
    }
}

fn joins(surface: &str) -> bool {
    matches!(surface, "と" | "や" | "及び" | "並びに" | "または")
}
