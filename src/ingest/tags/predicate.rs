//! In what state a sentence says that something is: done, planned, ended, denied or
//! missing, told from the morphemes of the predicate that governs it.
//!
//! A mention is governed by the first predicate behind it; a clause that only goes on
//! (作成し、…) takes the mood of what follows, and a later clause that names nothing
//! of its own (…が、休止している) speaks of the same thing. Which words end or plan a
//! thing stands in the table of rules; what the mention is of is not known here.

use std::ops::Range;

use crate::language::Analyzer;
use crate::language::grammar::{self, Part, Word};

use super::rules::{Rules, Verb};

/// In what state a sentence says that something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// It was or is being done.
    Done,
    /// Present tense without more: as the text around it.
    Plain,
    /// Only announced, wished for or prepared.
    Planned,
    /// It once ran.
    Ended,
    /// Not done.
    Denied,
    /// Wanted, missing or difficult.
    Lacking,
}

impl State {
    /// What holds where two words that belong together are said in two states.
    pub(super) fn least(self, other: Self) -> Self {
        self.max(other)
    }
}

/// A sentence with its morphemes.
pub(super) struct Parsed<'a> {
    words: Vec<Word<'a>>,
    /// Of each word, how many words stand in its brackets; 0 outside of brackets.
    aside: Vec<usize>,
    verbs: Vec<Option<Verb>>,
}

/// A predicate: its first word and the word behind its last.
struct Predicate {
    words: Range<usize>,
    state: State,
    /// The same without what the verb means.
    bare: State,
    /// The verb's class, where the table gives one.
    verb: Option<Verb>,
    /// How it goes on.
    link: Link,
    /// Whether こと makes a noun of it.
    nominalised: bool,
}

/// What follows a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// The sentence, or a clause with a mood of its own, ends.
    Ends,
    /// It only goes on: 作成し、 and 作成して、.
    GoesOn,
    /// It describes the noun behind it.
    Describes,
    /// It is a purpose: …するため, …できるよう.
    Purpose,
}

/// A longer remark in brackets says nothing of the state of what is before it.
const SHORT_ASIDE: usize = 12;

/// So many commas make a list of what has no predicate.
const LISTED: usize = 4;

impl<'a> Parsed<'a> {
    pub(super) fn new(folded: &'a str, analyzer: &Analyzer, rules: &Rules) -> Self {
        let words = grammar::words(analyzer, folded);
        let aside = brackets(&words);
        let verbs = words
            .iter()
            .map(|word| rules.verb(&word.base).or_else(|| rules.verb(word.surface)))
            .collect();
        Self {
            words,
            aside,
            verbs,
        }
    }

    /// The state of what is mentioned in these folded characters.
    pub(super) fn state(&self, mention: &Range<usize>) -> State {
        let Some(last) = self.last_word(mention) else {
            return State::Plain;
        };
        let inside = self.aside.get(last).copied().unwrap_or_default() > 0;
        if !inside && self.is_topic(last) {
            return self.of_topic(last, mention);
        }
        let (mut at, mut subject) = (last, last);
        let (mut purpose, mut done) = (false, false);
        loop {
            let Some(predicate) = self.predicate_from(at, subject, inside) else {
                return State::Plain;
            };
            let state = self.about(&predicate, subject, mention);
            match predicate.link {
                Link::Ends => {
                    return match self.carried(&predicate, state) {
                        State::Plain if purpose => State::Planned,
                        // 「作成した冊子を…する」: it is there whatever follows.
                        State::Plain if done => State::Done,
                        state => state,
                    };
                }
                Link::Describes if !matches!(state, State::Plain | State::Done) => return state,
                Link::Purpose => purpose |= predicate.verb == Some(Verb::Makes),
                Link::Describes => done |= state == State::Done,
                Link::GoesOn if matches!(state, State::Plain | State::Done) => {
                    return self.mood_of_rest(&predicate, state);
                }
                Link::GoesOn => return self.carried(&predicate, state),
            }
            at = predicate.words.end.max(at + 1);
            subject = at - 1;
        }
    }

    /// Whether the mention is what the sentence is about: …は.
    fn is_topic(&self, last: usize) -> bool {
        let rest = self.words.iter().enumerate().skip(last + 1);
        let mut rest = rest.skip_while(|&(index, word)| {
            self.aside.get(index).is_some_and(|&it| it > 0)
                || matches!(
                    word.part,
                    Part::Noun | Part::Action | Part::Genitive | Part::Prefix | Part::Formal
                )
                || word.part == Part::Symbol && !self.is_stop(index)
                || word.part == Part::Case
                    && matches!(word.surface, "について" | "に" | "で")
                    && self.is(index + 1, Part::Topic)
        });
        rest.next()
            .is_some_and(|(_, word)| word.part == Part::Topic)
    }

    /// The state of what the sentence is about: its last predicate's, as far as no
    /// other topic is taken up.
    fn of_topic(&self, last: usize, mention: &Range<usize>) -> State {
        let mut state = State::Plain;
        let mut at = last;
        let mut topics = 0;
        while let Some(next) = self.predicate_from(at, last, false) {
            topics += (at..next.words.start)
                .filter(|&index| self.is_subject(index))
                .count();
            if topics > 1 {
                break;
            }
            let denies = matches!(next.state, State::Denied | State::Ended);
            if next.link != Link::Describes && next.link != Link::Purpose
                || next.nominalised && denies
            {
                let own = self.about(&next, last, mention);
                let over = matches!(state, State::Denied | State::Ended);
                if state == State::Plain
                    || own != State::Plain && !(over && self.names_own(at, &next))
                {
                    state = own;
                }
            }
            at = next.words.end.max(at + 1);
        }
        state
    }

    /// The state that the whole sentence ends in.
    pub(super) fn whole(&self) -> State {
        let mut at = 0;
        let mut state = State::Plain;
        while let Some(predicate) = self.predicate_from(at, 0, false) {
            if predicate.link == Link::Ends || predicate.link == Link::GoesOn {
                state = predicate.state;
            }
            at = predicate.words.end.max(at + 1);
        }
        state
    }

    /// Whether it tells of no deed: it only lists names, parted by commas, or names a
    /// body or heading (啓発部会の取り組み), without a predicate.
    pub(super) fn only_names(&self) -> bool {
        let commas = self
            .words
            .iter()
            .filter(|word| word.surface == "、")
            .count();
        let says =
            |word: &Word<'_>| matches!(word.part, Part::Verb | Part::Auxiliary | Part::Helper);
        let last = self
            .words
            .iter()
            .rposition(|word| word.part != Part::Symbol);
        let is_heading = last.is_some_and(|index| self.class(index) == Some(Verb::Names));
        (commas >= LISTED || is_heading) && !self.words.iter().any(says)
    }

    /// Whether any of its words is of a class.
    pub(super) fn has_verb(&self, verb: Verb) -> bool {
        self.verbs.contains(&Some(verb))
    }

    /// Whether a folded character stands in brackets.
    pub(super) fn is_aside(&self, place: usize) -> bool {
        let word = self
            .words
            .iter()
            .position(|word| word.range.contains(&place));
        word.is_some_and(|index| self.aside.get(index).is_some_and(|&it| it > 0))
    }

    /// Its words, in order.
    pub(super) fn words(&self) -> &[Word<'a>] {
        &self.words
    }

    fn last_word(&self, mention: &Range<usize>) -> Option<usize> {
        self.words
            .iter()
            .rposition(|word| word.range.start < mention.end && word.range.end > mention.start)
    }

    fn is(&self, index: usize, part: Part) -> bool {
        self.words.get(index).is_some_and(|word| word.part == part)
    }

    fn base(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.base.as_str())
    }

    /// Whether the word at `index` is a sentence's or a clause's mark.
    fn is_stop(&self, index: usize) -> bool {
        self.words.get(index).is_none_or(|word| {
            word.part == Part::Symbol && matches!(word.surface, "、" | "。" | "," | ";" | "⇒" | "→")
        })
    }

    /// The first predicate at or behind `from`, for a mention that ends at `mention`;
    /// what stands in brackets is passed over unless the mention does.
    fn predicate_from(&self, from: usize, mention: usize, inside: bool) -> Option<Predicate> {
        let mut names = false;
        for index in from..self.words.len() {
            let aside = self.aside.get(index).is_some_and(|&it| it > 0);
            if aside != inside {
                if inside {
                    return Some(self.nominal(mention, index));
                }
                continue;
            }
            let word = self.words.get(index)?;
            names |= matches!(word.part, Part::Noun | Part::Action | Part::Formal);
            let is_head = match word.part {
                Part::Action => self.makes_verb(index + 1),
                Part::Verb => !self.is_compound_particle(index),
                Part::Adjective => true,
                Part::Auxiliary => index > from && word.surface != "な",
                Part::Noun => self.class(index) == Some(Verb::Ends) && self.is_stop(index + 1),
                _ => false,
            };
            if is_head {
                return Some(self.predicate(index));
            }
            if word.surface == "。" && names {
                return Some(self.nominal(mention, index));
            }
        }
        names.then(|| self.nominal(mention, self.words.len()))
    }

    /// Whether a verb that makes a predicate of the noun before stands here.
    fn makes_verb(&self, index: usize) -> bool {
        let light = [
            "する",
            "できる",
            "出来る",
            "いたす",
            "致す",
            "なさる",
            "いただく",
            "頂く",
        ];
        self.words.get(index).is_some_and(|word| {
            matches!(word.part, Part::Verb | Part::Helper) && light.contains(&word.base.as_str())
                || word.part == Part::Auxiliary
                || word.part == Part::Helper
        })
    }

    /// A verb that IPADIC does not know as the particle it is part of: に向け, を通じ.
    fn is_compound_particle(&self, index: usize) -> bool {
        let bases = [
            "よる",
            "係る",
            "かかる",
            "関する",
            "対する",
            "通じる",
            "通す",
            "基づく",
            "伴う",
            "おく",
            "つく",
            "応じる",
            "含む",
            "限る",
        ];
        let after_case = index > 0 && self.is(index - 1, Part::Case);
        let goes_on = self.words.get(index).is_some_and(|word| word.continues)
            || self.is(index + 1, Part::Noun)
            || self.is(index + 1, Part::Action)
            || self.is(index + 1, Part::Conjunctive) && !self.is(index + 2, Part::Helper);
        after_case && goes_on && bases.contains(&self.base(index))
    }

    /// Reads the predicate whose head is at `head`.
    fn predicate(&self, head: usize) -> Predicate {
        let noun = self.noun_of(head);
        let mut verb = self.class(noun);
        let mut denials = usize::from(self.is_prefixed(noun));
        let (mut past, mut lasting, mut wished, mut must) = (false, false, false, false);
        if self.base(head) == "ない" || self.base(head) == "無い" {
            denials += 1;
        }
        let mut index = head + 1;
        let mut nominalised = false;
        let mut link = Link::Ends;
        while let Some(word) = self.words.get(index) {
            let class = self.class(index);
            // 「…得られず見送った」: two predicates, but 「作らずじまい」 is one.
            if self.base(index - 1) == "ぬ" && matches!(word.part, Part::Verb | Part::Action) {
                break;
            }
            match word.part {
                Part::Auxiliary => match word.base.as_str() {
                    "ない" | "ぬ" | "ん" | "まい" => denials += 1,
                    "た" => past = true,
                    "たい" | "う" | "よう" => wished = true,
                    _ => {}
                },
                Part::Helper => match word.base.as_str() {
                    "いる" | "おる" | "ある" | "くる" | "しまう" | "きる" => {
                        lasting = true;
                    }
                    "いく" | "ゆく" | "まいる" | "参る" => wished = true,
                    "なる" if denials > 0 && self.base(index - 1) == "ば" => must = true,
                    _ => {}
                },
                // A noun or verb of mood: する予定, することとする, したいと考える.
                Part::Noun | Part::Action | Part::Verb | Part::Adjective
                    if matches!(class, Some(Verb::Plans | Verb::Lacks | Verb::Ends)) =>
                {
                    if word.part == Part::Action && self.is(index + 1, Part::Case) {
                        break;
                    }
                    verb = class;
                }
                Part::Verb if matches!(class, Some(Verb::Light)) => {
                    lasting |= word.base == "いる";
                    wished |= matches!(word.base.as_str(), "まいる" | "参る");
                }
                Part::Adjective if word.base == "ない" => denials += 1,
                Part::Conjunctive if matches!(word.surface, "て" | "で" | "ば" | "ちゃ") => {}
                Part::Formal
                    if matches!(
                        word.surface,
                        "こと" | "ところ" | "わけ" | "もの" | "の" | "はず" | "つもり" | "そう"
                    ) =>
                {
                    nominalised = true;
                    // 「…することとしている」, 「…するつもりである」: announced.
                    if word.surface == "つもり"
                        || word.surface == "こと"
                            && matches!(self.base(index + 1), "と" | "に")
                            && !past
                    {
                        wished = true;
                    }
                }
                Part::Case
                    if matches!(word.surface, "と" | "に" | "が" | "で") && index > head + 1 =>
                {
                    let after = self.words.get(index + 1);
                    let goes = after.is_some_and(|it| {
                        matches!(
                            it.part,
                            Part::Verb | Part::Helper | Part::Topic | Part::Auxiliary
                        )
                    });
                    if !goes {
                        break;
                    }
                }
                Part::Particle if word.surface == "か" => break,
                Part::Topic | Part::Particle => {}
                _ => break,
            }
            index += 1;
        }
        if let Some(word) = self.words.get(index) {
            link = if nominalised && word.part == Part::Case {
                Link::Describes
            } else {
                follows(word, past || denials > 0)
            };
        }
        let joins = self
            .words
            .get(index.saturating_sub(1))
            .is_some_and(|it| it.part == Part::Conjunctive && matches!(it.surface, "て" | "で"));
        if link == Link::Describes && joins {
            link = Link::GoesOn;
        }
        let continues = self.words.get(index.saturating_sub(1)).is_some_and(|word| {
            word.continues || word.part == Part::Conjunctive && matches!(word.surface, "て" | "で")
        });
        let negative_form = self
            .words
            .get(index.saturating_sub(1))
            .is_some_and(|it| it.surface == "ず");
        if link == Link::Describes && negative_form {
            link = Link::Ends;
        }
        if link == Link::Ends && continues && self.is_stop(index) && denials == 0 && !past {
            link = Link::GoesOn;
        }
        let to_come = self.words[..head].iter().zip(&self.verbs);
        let to_come = to_come.into_iter().any(|(_, it)| *it == Some(Verb::Later));
        let begins = verb == Some(Verb::Makes) || to_come;
        if verb == Some(Verb::Spares) && denials % 2 == 1 {
            denials = 0;
            link = Link::Describes;
        }
        let state = if must {
            State::Lacking
        } else if denials % 2 == 1 {
            State::Denied
        } else if wished {
            State::Planned
        } else if past || lasting {
            State::Done
        } else if begins && link == Link::Ends {
            State::Planned
        } else {
            State::Plain
        };
        Predicate {
            words: head..index,
            state: with_verb(state, verb),
            bare: state,
            verb,
            link,
            nominalised,
        }
    }

    /// The noun that a light verb or a copula at `head` makes a predicate of: 白紙 of
    /// 白紙に戻る, 検討 of 検討中である; else `head` itself.
    fn noun_of(&self, head: usize) -> usize {
        if !self.is(head, Part::Auxiliary) && !self.is_light(head) {
            return head;
        }
        let before = (0..head).rev().find(|&index| {
            let surface = self.words.get(index).map_or("", |word| word.surface);
            let passes = matches!(surface, "中" | "段階" | "状況" | "状態" | "的" | "まま")
                || self.words.get(index).is_some_and(|word| {
                    matches!(
                        word.part,
                        Part::Case
                            | Part::Topic
                            | Part::Particle
                            | Part::Genitive
                            | Part::Formal
                            | Part::Other
                    )
                });
            !passes
        });
        before
            .filter(|&index| self.is(index, Part::Noun) || self.is(index, Part::Action))
            .unwrap_or(head)
    }

    fn is_light(&self, head: usize) -> bool {
        self.class(head) == Some(Verb::Light)
    }

    fn class(&self, index: usize) -> Option<Verb> {
        self.verbs.get(index).copied().flatten()
    }

    /// Whether 未 or another denying prefix stands before a noun.
    fn is_prefixed(&self, noun: usize) -> bool {
        noun.checked_sub(1)
            .is_some_and(|before| self.is(before, Part::Prefix) && self.base(before) == "未")
    }

    /// The predicate of a clause that ends in a noun: the words of state among its
    /// last, 「開催予定」, 「未実施」, 「検討中」, also in short brackets.
    fn nominal(&self, from: usize, end: usize) -> Predicate {
        let mut verb = None;
        let mut head = end;
        let mut denied = false;
        for index in from..end.min(self.words.len()) {
            if self.aside.get(index).is_some_and(|&it| it > SHORT_ASIDE) {
                continue;
            }
            let class = self.class(index);
            let is_own = index > from || self.is(index, Part::Noun);
            match class {
                Some(Verb::Ends | Verb::Plans | Verb::Lacks | Verb::GoesOn) if is_own => {
                    verb = class;
                }
                // 「…を検討」, 「…の検討中」, but not 「検討会で…」.
                Some(Verb::Weighs) if is_own && self.is_last_noun(index, end) => {
                    verb = class;
                    head = index;
                }
                _ => {}
            }
            denied |= self.is_prefixed(index)
                || matches!(self.base(index), "なし" | "無し" | "ない" | "未着手");
        }
        let state = if denied { State::Denied } else { State::Plain };
        Predicate {
            words: head.min(end)..end.max(from + 1),
            state: with_verb(state, verb),
            bare: state,
            verb,
            link: Link::Ends,
            nominalised: false,
        }
    }

    /// Whether no noun but 中 follows.
    fn is_last_noun(&self, index: usize, end: usize) -> bool {
        (index + 1..end.min(self.words.len())).all(|after| {
            self.is(after, Part::Symbol)
                || self.words.get(after).is_some_and(|it| it.surface == "中")
        })
    }

    /// The state for the mention whose last word is `last`: what is considered or
    /// prepared is planned only where the mention is its object.
    fn about(&self, predicate: &Predicate, last: usize, mention: &Range<usize>) -> State {
        let head = predicate.words.start;
        let covers_head = self
            .words
            .get(head)
            .is_some_and(|word| word.range.start < mention.end);
        let weighs = predicate.verb == Some(Verb::Weighs);
        if !weighs {
            return predicate.state;
        }
        // 「課題を話し合う会を…」: what a meeting is for.
        let describes = predicate.link == Link::Describes && !predicate.nominalised;
        if covers_head || describes || !self.is_object(last, head) {
            predicate.bare
        } else {
            predicate.state
        }
    }

    /// Whether the noun at `last` is what the predicate at `head` is about, not where
    /// or by what it is done.
    fn is_object(&self, last: usize, head: usize) -> bool {
        for index in last + 1..head {
            let Some(word) = self.words.get(index) else {
                break;
            };
            match (word.part, word.surface) {
                (
                    Part::Case,
                    "で" | "において" | "にて" | "により" | "によって" | "から" | "と",
                ) => {
                    return false;
                }
                (Part::Case, "を" | "について" | "に") | (Part::Topic, _) => return true,
                _ => {}
            }
        }
        true
    }

    /// A clause that only goes on is in the mood that the sentence ends in.
    fn mood_of_rest(&self, predicate: &Predicate, own: State) -> State {
        let mut at = predicate.words.end;
        let mut last = own;
        while let Some(next) = self.predicate_from(at, at, false) {
            if matches!(next.link, Link::Ends | Link::GoesOn) {
                let weighs_other = next.verb == Some(Verb::Weighs) && self.names_own(at, &next);
                last = if weighs_other { next.bare } else { next.state };
            }
            at = next.words.end.max(at + 1);
        }
        match last {
            State::Planned | State::Lacking if own == State::Plain => last,
            State::Done => State::Done,
            _ => own,
        }
    }

    /// The state that a later clause gives to what an earlier one spoke of, where it
    /// names nothing of its own.
    fn carried(&self, predicate: &Predicate, own: State) -> State {
        let mut at = predicate.words.end;
        let mut state = own;
        while let Some(next) = self.predicate_from(at, at, false) {
            let names_own = self.names_own(at, &next);
            if !names_own && next.state != State::Plain && next.link != Link::Describes {
                state = next.state;
            }
            at = next.words.end.max(at + 1);
        }
        state
    }

    /// Whether something of its own is named between `from` and a predicate.
    fn names_own(&self, from: usize, predicate: &Predicate) -> bool {
        (from..predicate.words.start).any(|index| {
            self.is_subject(index)
                || self.is(index, Part::Case)
                    && self
                        .words
                        .get(index)
                        .is_some_and(|it| matches!(it.surface, "を" | "が" | "について"))
        })
    }

    /// Whether は that takes up a subject stands at `index`: not behind a time or a
    /// place (現在は, 本村には).
    fn is_subject(&self, index: usize) -> bool {
        self.words
            .get(index)
            .is_some_and(|it| it.surface == "は" && it.part == Part::Topic)
            && !index
                .checked_sub(1)
                .is_some_and(|before| self.is(before, Part::Case))
            && !self.is_time(index)
    }

    /// Whether は at `index` stands behind a time: 現在は, 令和2年度からは.
    fn is_time(&self, index: usize) -> bool {
        let before = self.words[..index]
            .iter()
            .rev()
            .find(|word| word.part != Part::Case);
        before.is_some_and(|word| {
            [
                "現在",
                "今",
                "年度",
                "年",
                "月",
                "以降",
                "後",
                "今回",
                "当面",
                "その後",
                "当初",
            ]
            .iter()
            .any(|time| word.surface.ends_with(time))
        })
    }
}

/// How the text goes on behind a predicate.
fn follows(word: &Word<'_>, marked: bool) -> Link {
    match (word.part, word.surface) {
        (Part::Formal, "ため" | "為" | "よう") if !marked => Link::Purpose,
        (Part::Noun | Part::Formal, "さなか" | "最中" | "途中" | "段階") => Link::Ends,
        (Part::Noun | Part::Formal, "結果" | "際" | "時" | "後" | "場合") if marked => {
            Link::Ends
        }
        (Part::Formal, "ため" | "為" | "中" | "ほか" | "他" | "うえ" | "上") => {
            Link::Ends
        }
        (Part::Particle, "か") | (Part::Noun | Part::Action | Part::Prefix | Part::Formal, _) => {
            Link::Describes
        }
        _ => Link::Ends,
    }
}

/// Of each word, how many words stand in its brackets.
fn brackets(words: &[Word<'_>]) -> Vec<usize> {
    let mut sizes = vec![0; words.len()];
    let mut open = None;
    for (index, word) in words.iter().enumerate() {
        if word.surface.contains(['(', '[']) {
            open = open.or(Some(index));
        }
        if let Some(start) = open
            && word.surface.contains([')', ']'])
        {
            for size in sizes.iter_mut().take(index + 1).skip(start) {
                *size = index + 1 - start;
            }
            open = None;
        }
    }
    sizes
}

/// What a verb of the table makes of a state.
fn with_verb(state: State, verb: Option<Verb>) -> State {
    match (verb, state) {
        // What is not ended goes on; what is not wanting is there.
        (Some(Verb::Ends | Verb::Lacks), State::Denied) | (Some(Verb::Ends), State::Planned) => {
            State::Done
        }
        (Some(Verb::Ends), _) => State::Ended,
        (Some(Verb::Plans | Verb::Weighs), State::Denied) => State::Denied,
        (Some(Verb::Plans | Verb::Weighs), _) => State::Planned,
        (Some(Verb::Lacks), _) => State::Lacking,
        (Some(Verb::GoesOn), State::Plain | State::Planned) => State::Done,
        (_, state) => state,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::compact::Compact;
    use crate::language::dictionary::UserDictionary;
    use crate::language::thesaurus::Thesaurus;
    use std::sync::LazyLock;

    static TABLES: LazyLock<(Analyzer, Rules)> = LazyLock::new(|| {
        let thesaurus = Thesaurus::built_in().unwrap();
        let rules = Rules::built_in(&thesaurus).unwrap();
        let analyzer = Analyzer::new(&UserDictionary::built_in().unwrap(), thesaurus).unwrap();
        (analyzer, rules)
    });

    /// The state of what stands between 【 and 】.
    fn states(sentences: &[(&str, State)]) {
        let (analyzer, rules) = &*TABLES;
        for (marked, expected) in sentences {
            let start = marked.chars().position(|c| c == '【').unwrap();
            let end = marked.chars().position(|c| c == '】').unwrap() - 1;
            let text = marked.replace(['【', '】'], "");
            let folded = Compact::new(&text).folded;
            let parsed = Parsed::new(&folded, analyzer, rules);
            assert_eq!(parsed.state(&(start..end)), *expected, "{marked}");
        }
    }

    #[test]
    fn the_predicate_that_governs_a_mention_decides() {
        states(&[
            ("【研修会】を年4回開催した。", State::Done),
            ("【輪番制】は医師会の合意が得られず見送った。", State::Ended),
            ("【相談窓口】は、町内に置かれていない。", State::Denied),
            ("【連携ノート】の作成を検討している。", State::Planned),
            ("協議会で【課題を検討】している。", State::Done),
            ("【研修会】は今年度未実施である。", State::Denied),
            ("【研修会】を開催しなければならない。", State::Lacking),
            ("【協議会】の設置に向け準備を進めている。", State::Planned),
        ]);
    }

    #[test]
    fn clauses_hand_on_their_mood() {
        states(&[
            (
                "【講演会】を企画したが、台風で開催できなかった。",
                State::Denied,
            ),
            (
                "【手帳】を配っていたが、現在は使われていない。",
                State::Denied,
            ),
            (
                "課題が明確でなかったため、【調査】を実施した。",
                State::Done,
            ),
            (
                "【一覧表】を作成し、ホームページに掲載する予定である。",
                State::Planned,
            ),
            ("予定していた【研修】を実施した。", State::Done),
            ("行けない人のために【出前講座】を開いた。", State::Done),
        ]);
    }

    #[test]
    fn negative_words_that_deny_nothing() {
        states(&[
            ("【会議】は一度も欠かさず開催されている。", State::Done),
            (
                "急変時には断らずに受け入れる【制度】を運用している。",
                State::Done,
            ),
            ("【会議】は中止せず開催した。", State::Done),
        ]);
    }

    #[test]
    fn a_line_without_a_verb_is_read_by_its_last_words() {
        states(&[
            (
                "【連携相談窓口】の新設（令和3年10月開所見込み）",
                State::Planned,
            ),
            ("【合同研修会】の中止", State::Ended),
            ("【マップ】の作成（年1回更新）", State::Plain),
        ]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "[研修会をはが開催しないた予定、。（）中止るていこと 0-9a-z]{0,60}", start in 0_usize..60, length in 1_usize..8) {
            let (analyzer, rules) = &*TABLES;
            let folded = Compact::new(&text).folded;
            let parsed = Parsed::new(&folded, analyzer, rules);
            let _ = (parsed.state(&(start..start + length)), parsed.whole());
        }
    }
}
