//! Whose a mention is: the entry's own, or another place's that it writes of.
//!
//! A place that is the subject or the owner (柏市では, 先進地の○○市は) speaks of itself to
//! the end of the sentence; a partner (隣町と合同で) does not.

use std::ops::Range;

use crate::gazetteer::Gazetteer;
use crate::language::compact::GAP;
use crate::language::grammar::{Part, Word};
use crate::record::MunicipalityRef;
use crate::vocabulary::Prefecture;

use super::super::draft::Draft;
use super::predicate::Parsed;
use super::rules::{Kind, Mention, Verb};
use super::sentences::Sentence;

/// The entry's own names.
pub(super) struct Own<'a> {
    gazetteer: &'a Gazetteer,
    prefecture: Option<Prefecture>,
    towns: &'a [MunicipalityRef],
}

impl<'a> Own<'a> {
    pub(super) fn new(gazetteer: &'a Gazetteer, draft: &'a Draft) -> Self {
        Self {
            gazetteer,
            prefecture: draft.prefecture,
            towns: &draft.municipalities,
        }
    }

    /// The stretches of folded characters in which a sentence speaks of others.
    pub(super) fn elsewhere(
        &self,
        sentence: &Sentence,
        parsed: &Parsed<'_>,
        mentions: &[Mention<'_>],
    ) -> Vec<Range<usize>> {
        let mut others = mentions.iter().filter(|it| it.kind == Kind::Elsewhere);
        if others.any(|it| it.term == "whole") {
            return std::iter::once(0..usize::MAX).collect();
        }
        let words = parsed.words();
        let end = words.last().map_or(0, |word| word.range.end);
        // 視察した, 説明を受けた: it only looks at what others do.
        let looks_at = parsed.has_verb(Verb::Regards);
        let text = &sentence.compact.text;
        let text = text.trim_start_matches(|c: char| c.is_ascii_digit());
        // 「他県：…」 and 「〔他自治体の例〕…」 are labels.
        let is_label = |it: &Mention<'_>| {
            let behind = sentence.compact.text.get(it.span.end..).unwrap_or_default();
            let starts = it.kind == Kind::Elsewhere && it.span.start == 0;
            let label = behind.split_once(GAP).map(|(label, _)| label);
            starts && label.is_some_and(|it| it.is_empty() || it.ends_with('例'))
        };
        let is_reference = ["参考", "他市", "先進", "事例"]
            .iter()
            .any(|it| text.starts_with(it))
            || mentions.iter().any(is_label);
        let mut places = self.others(sentence, mentions);
        places.retain_mut(|place| {
            let aside = parsed.is_aside(place.start);
            let speaks = !aside && (is_reference || speaks_of(words, place.end, looks_at));
            place.end = end;
            if looks_at {
                place.start = 0;
            }
            speaks
        });
        places
    }

    /// Places of others, as folded characters.
    fn others(&self, sentence: &Sentence, mentions: &[Mention<'_>]) -> Vec<Range<usize>> {
        let text = &sentence.compact.text;
        let words = mentions.iter().filter(|it| it.kind == Kind::Elsewhere);
        let prefectures = Prefecture::ALL
            .iter()
            .filter(|it| Some(**it) != self.prefecture)
            .flat_map(|it| it.mentions(text).map(move |at| at..at + it.label().len()));
        self.named(text)
            .into_iter()
            .chain(words.map(|it| it.span.clone()))
            .chain(prefectures)
            .map(|span| sentence.compact.folded_chars(span))
            .collect()
    }

    /// The names of other towns in a compact text, but for those that it lists
    /// together with the entry's own.
    fn named(&self, text: &str) -> Vec<Range<usize>> {
        let mut lists: Vec<Vec<(Range<usize>, bool)>> = Vec::new();
        for (span, codes) in self.gazetteer.names_in(text) {
            let own = |code: &&str| self.towns.iter().any(|town| town.code == *code);
            let is_own = codes.iter().any(own);
            let joins = lists
                .last()
                .and_then(|list| list.last())
                .is_some_and(|(last, _)| {
                    let between = text.get(last.end..span.start).unwrap_or_default();
                    let between = between.trim_matches([GAP, 'と', 'や']);
                    between.is_empty() || between == "及び"
                });
            match lists.last_mut() {
                Some(list) if joins => list.push((span, is_own)),
                _ => lists.push(vec![(span, is_own)]),
            }
        }
        lists.retain(|list| !list.iter().any(|(_, is_own)| *is_own));
        lists.into_iter().flatten().map(|(span, _)| span).collect()
    }
}

/// Whether the place that ends at a character is what is spoken of, or owns what is,
/// not a partner nor the first part of a body's name.
fn speaks_of(words: &[Word<'_>], end: usize, looks_at: bool) -> bool {
    let mut rest = words
        .iter()
        .skip_while(|word| word.range.start < end)
        .peekable();
    let between = |word: &&Word<'_>| {
        matches!(word.surface, "など" | "等" | "たち") || word.part == Part::Symbol
    };
    while rest.next_if(|word| between(word)).is_some() {}
    let owner = words.iter().rev().find(|word| word.range.end <= end);
    let owns = rest.next_if(|word| word.part == Part::Genitive).is_some()
        || owner.is_some_and(|word| word.part == Part::Genitive);
    if owns {
        let part_of_name = |word: &&Word<'_>| {
            matches!(
                word.part,
                Part::Noun
                    | Part::Action
                    | Part::Genitive
                    | Part::Symbol
                    | Part::Prefix
                    | Part::Formal
            )
        };
        while rest.next_if(|word| part_of_name(word)).is_some() {}
    }
    let (Some(word), after) = (rest.next(), rest.next()) else {
        return false;
    };
    let topic =
        after.is_some_and(|it| it.part == Part::Topic || it.part == Part::Genitive && !owns);
    match (word.part, word.surface) {
        (Part::Topic, _)
        | (Part::Case, "が" | "で" | "では" | "において" | "における" | "にて" | "による") => {
            true
        }
        (Part::Case, "に") => topic || looks_at,
        (Part::Case | Part::Particle, _) => looks_at && word.surface != "と",
        _ => false,
    }
}
