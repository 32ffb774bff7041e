//! What a sentence is as a whole, whatever it mentions: the state it ends in, whether it
//! tells of a deed or only names, says what came of something, defines, or can be read
//! by itself.

use crate::language::grammar::{Part, Word};

use super::super::rules::Verb;
use super::{Link, Parsed, Predicate, State};

/// So many commas make a list of what has no predicate; so many names do where none
/// is of an action.
const LISTED: usize = 4;

impl Parsed<'_> {
    /// The state that the whole sentence ends in.
    pub(in super::super) fn whole(&self) -> State {
        let predicates = self.predicates(0, Some(0)).map(|(_, it)| it);
        let own = predicates.filter(|it| matches!(it.link, Link::Ends | Link::GoesOn));
        own.last().map_or(State::Plain, |it| it.state)
    }

    /// Whether it tells of no deed: it only lists names, parted by commas, or names a
    /// body or heading (啓発部会の取り組み), without a predicate.
    pub(in super::super) fn only_names(&self) -> bool {
        let count = |is: fn(&Word<'_>) -> bool| self.words.iter().filter(|word| is(word)).count();
        let commas = count(|word| word.surface == "、");
        let acts = count(|word| word.part == Part::Action);
        let says =
            |word: &Word<'_>| matches!(word.part, Part::Verb | Part::Auxiliary | Part::Helper);
        let pairs = self.words.iter().zip(self.words.iter().skip(1));
        let blanks = pairs.filter(|(one, next)| next.range.start > one.range.end);
        let lists = commas >= LISTED || acts == 0 && commas + blanks.count() + 1 >= LISTED;
        let last = self
            .words
            .iter()
            .rposition(|word| word.part != Part::Symbol);
        let is_heading = last.is_some_and(|index| self.class(index) == Some(Verb::Names));
        (lists || is_heading) && !self.words.iter().any(says)
    }

    /// Whether it tells of anything: a predicate stands in it, or nouns for what is done
    /// among more words than a name has.
    pub(in super::super) fn tells(&self) -> bool {
        /// 訪問看護ステーション has ten letters.
        const NAME: usize = 12;
        let has = |is: fn(Part) -> bool| self.words.iter().any(|word| is(word.part));
        let letters: usize = self.words.iter().map(|word| word.range.len()).sum();
        has(|part| matches!(part, Part::Verb | Part::Auxiliary | Part::Helper))
            || letters > NAME && has(|part| part == Part::Action)
    }

    /// Whether it says what came of something: a change that is there, or what became
    /// possible (共有できた, 増えている, …ようになった).
    pub(in super::super) fn has_outcome(&self) -> bool {
        self.predicates(0, Some(0)).any(|(_, it)| {
            it.state == State::Done
                && matches!(it.link, Link::Ends | Link::GoesOn)
                && (it.verb == Some(Verb::Changes) || self.became(&it))
        })
    }

    /// Whether a predicate says that something became possible or otherwise: 共有できた,
    /// 話すようになった, 取りやすくなった.
    fn became(&self, predicate: &Predicate) -> bool {
        predicate.words.clone().any(|index| {
            let before = |steps| index.checked_sub(steps).map_or("", |at| self.base(at));
            match self.base(index) {
                "できる" | "出来る" => true,
                "られる" => matches!(before(1), "見る" | "みる" | "得る"),
                "なる" => {
                    before(1) == "に" && before(2) == "よう"
                        || before(1) == "やすい"
                        || index > 0 && self.is(index - 1, Part::Adjective)
                }
                _ => false,
            }
        })
    }

    /// Whether it says what something is: it ends in a noun that is of no action, with
    /// です, である or nothing behind it.
    pub(in super::super) fn defines(&self) -> bool {
        let outside = self.words.iter().zip(&self.aside).rev();
        let mut words = outside
            .filter(|(word, aside)| **aside == 0 && word.part != Part::Symbol)
            .map(|(word, _)| word);
        let names = |part| matches!(part, Part::Noun | Part::Formal);
        words.next().is_some_and(|last| {
            let is_copula = last.part == Part::Auxiliary
                && matches!(last.base.as_str(), "だ" | "です" | "ある");
            names(last.part) && last.surface != "化"
                || is_copula
                    && words
                        .next()
                        .is_some_and(|it| names(it.part) || it.part == Part::Auxiliary)
        })
    }

    /// Whether it can be read by itself: it starts with a word that starts sentences,
    /// tells of something, and ends as a sentence does or, unless `ends`, in a predicate
    /// or in a noun that makes one (…の開催).
    pub(in super::super) fn stands_alone(&self, ends: bool) -> bool {
        let starts = self.words.iter().find(|word| word.part != Part::Symbol);
        let starts = starts.is_some_and(|word| {
            word.surface == "より"
                || !matches!(
                    word.part,
                    Part::Case
                        | Part::Topic
                        | Part::Conjunctive
                        | Part::Genitive
                        | Part::Particle
                        | Part::Auxiliary
                        | Part::Helper
                )
        });
        let tells = |part| matches!(part, Part::Action | Part::Verb | Part::Adjective);
        let says = self.words.iter().any(|word| tells(word.part));
        starts && says && (ends || self.last().is_some_and(|last| self.ends_at(last)))
    }

    /// Whether it ends in a verb that is neither past nor lasting nor a noun: 開催する.
    pub(in super::super) fn is_general(&self) -> bool {
        let last = self.last().and_then(|last| self.words.get(last));
        last.is_some_and(|word| {
            matches!(word.part, Part::Verb | Part::Helper | Part::Adjective)
                || word.part == Part::Auxiliary && matches!(word.base.as_str(), "ます" | "ない")
        })
    }

    /// The last word that counts, outside of brackets.
    pub(super) fn last(&self) -> Option<usize> {
        self.words
            .iter()
            .zip(&self.aside)
            .rposition(|(word, aside)| {
                *aside == 0 && word.part != Part::Symbol && !matches!(word.surface, "等" | "など")
            })
    }

    /// Whether a list item may end in the word at `last`. A noun of an action must be
    /// acted on something (資料の配布) or bring it about (資料作成); otherwise it is part
    /// of a name (地域ケア会議).
    fn ends_at(&self, last: usize) -> bool {
        let Some(word) = self.words.get(last) else {
            return false;
        };
        match word.part {
            Part::Verb => !self.is_particle(last),
            Part::Adjective | Part::Helper | Part::Auxiliary => true,
            Part::Action => {
                let before = last.checked_sub(1).and_then(|index| self.words.get(index));
                let is_apart = before
                    .is_some_and(|it| !matches!(it.part, Part::Noun | Part::Formal | Part::Prefix));
                match self.class(last) {
                    Some(Verb::Names) => false,
                    Some(Verb::Makes) => true,
                    _ => is_apart && self.words.iter().any(|it| it.part.joins()),
                }
            }
            _ => word.surface == "化",
        }
    }
}
