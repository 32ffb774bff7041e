//! Reads one predicate: its head, the helpers and auxiliaries behind it, and how the
//! text goes on from there.
//!
//! Knows the chain of words only; what a predicate says of a mention is judged by its
//! parent.

use crate::language::grammar::{Part, Word};

use super::super::rules::Verb;
use super::{Link, Parsed, Predicate, State};

/// Verbs that make a predicate of the noun before them.
const LIGHT: [&str; 8] = [
    "する",
    "できる",
    "出来る",
    "いたす",
    "致す",
    "なさる",
    "いただく",
    "頂く",
];

/// A longer remark in brackets says nothing of the state of what is before it.
const SHORT_ASIDE: usize = 12;

impl Parsed<'_> {
    /// The first predicate at or behind `from`, for a mention that ends at `mention`;
    /// what stands in brackets is passed over unless the mention does.
    pub(super) fn predicate_from(
        &self,
        from: usize,
        mention: usize,
        inside: bool,
    ) -> Option<Predicate> {
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
                Part::Verb | Part::Adjective => true,
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
        self.is(index, Part::Auxiliary)
            || self.is(index, Part::Helper)
            || self.is(index, Part::Verb) && LIGHT.contains(&self.base(index))
    }

    /// Whether the verb at `index` may be part of a particle: による.
    pub(super) fn is_particle(&self, index: usize) -> bool {
        index > 0 && self.is(index - 1, Part::Case) && self.class(index) == Some(Verb::Joins)
    }

    /// Reads the predicate whose head is at `head`.
    fn predicate(&self, head: usize) -> Predicate {
        let noun = self.noun_of(head);
        let mut verb = self.class(noun);
        let mut denials = usize::from(self.is_prefixed(noun));
        let (mut past, mut lasting, mut wished, mut must) = (false, false, false, false);
        let mut goes = false;
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
                    "いく" | "ゆく" | "まいる" | "参る" => goes = true,
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
                    // 「…することとしている」: announced.
                    let goes_on = matches!(self.base(index + 1), "と" | "に");
                    wished |= word.surface == "こと" && goes_on && !past;
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
                let ends_in_past = self.base(index - 1) == "た";
                follows(word, past || denials > 0, ends_in_past)
            };
        }
        let last = self.words.get(index - 1);
        let is_te =
            |word: &Word<'_>| word.part == Part::Conjunctive && matches!(word.surface, "て" | "で");
        let continues = last.is_some_and(|word| word.continues || is_te(word));
        if link == Link::Describes && last.is_some_and(is_te) {
            link = Link::GoesOn;
        }
        if link == Link::Describes && self.surface(index - 1) == "ず" {
            link = Link::Ends;
        }
        if link == Link::Ends && continues && self.is_stop(index) && denials == 0 && !past {
            link = Link::GoesOn;
        }
        let before = self.verbs.iter().take(head);
        let to_come = before.into_iter().any(|it| *it == Some(Verb::Later));
        let begins = verb == Some(Verb::Makes) || to_come;
        // 「…していく」 is still to come, 「…へと繋がっていった」 is not.
        wished |= goes && !past;
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
            sense: noun,
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
        let passes = |index: usize| {
            matches!(
                self.surface(index),
                "中" | "段階" | "状況" | "状態" | "的" | "まま"
            ) || self.words.get(index).is_some_and(|word| {
                matches!(
                    word.part,
                    Part::Case
                        | Part::Topic
                        | Part::Particle
                        | Part::Genitive
                        | Part::Formal
                        | Part::Other
                )
            })
        };
        (0..head)
            .rev()
            .find(|&index| !passes(index))
            .filter(|&index| self.is(index, Part::Noun) || self.is(index, Part::Action))
            .unwrap_or(head)
    }

    pub(super) fn is_light(&self, head: usize) -> bool {
        self.class(head) == Some(Verb::Light)
    }

    pub(super) fn class(&self, index: usize) -> Option<Verb> {
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
            // 「課題の抽出」: what is a mere thing is no state of what follows.
            let is_thing = self.is(index, Part::Noun) && self.is(index + 1, Part::Genitive);
            let is_own = (index > from || self.is(index, Part::Noun)) && !is_thing;
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
            // 「切れ目のない体制」 describes what is there.
            let describes = [Part::Noun, Part::Action, Part::Prefix]
                .iter()
                .any(|part| self.is(index + 1, *part));
            denied |= self.is_prefixed(index)
                || matches!(self.base(index), "なし" | "無し" | "未着手")
                || self.base(index) == "ない" && !describes;
        }
        let state = if denied { State::Denied } else { State::Plain };
        Predicate {
            words: head.min(end)..end.max(from + 1),
            sense: head,
            state: with_verb(state, verb),
            bare: state,
            verb,
            link: Link::Ends,
            nominalised: false,
        }
    }

    /// Whether no noun but 中 follows.
    fn is_last_noun(&self, index: usize, end: usize) -> bool {
        (index + 1..end.min(self.words.len()))
            .all(|after| self.is(after, Part::Symbol) || self.surface(after) == "中")
    }
}

/// How the text goes on behind a predicate.
fn follows(word: &Word<'_>, marked: bool, ends_in_past: bool) -> Link {
    match (word.part, word.surface) {
        (Part::Formal, "ため" | "為" | "よう") if !marked => Link::Purpose,
        (Part::Noun | Part::Formal, "さなか" | "最中" | "途中" | "段階") => Link::Ends,
        (Part::Noun | Part::Formal, "結果" | "際" | "時" | "後" | "場合") if marked => {
            Link::Ends
        }
        (Part::Formal, "ため" | "為" | "中" | "ほか" | "他" | "うえ" | "上") => {
            Link::Ends
        }
        // 「連絡体制を含めた、」: no clause ends in た.
        (Part::Symbol, "、") if ends_in_past => Link::Describes,
        (Part::Particle, "か") | (Part::Noun | Part::Action | Part::Prefix | Part::Formal, _) => {
            Link::Describes
        }
        _ => Link::Ends,
    }
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
