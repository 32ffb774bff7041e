//! Near spellings: what a word that stands nowhere may have been meant as.
//!
//! An automaton over all words that stand in a case, the thesaurus's terms, the
//! names of places and products among them; only offered, never taken for what was
//! typed.

use std::collections::BTreeMap;

use fst::{IntoStreamer, Map, Streamer};
use levenshtein_automata::{Distance, LevenshteinAutomatonBuilder};

use crate::language::analyzer::compact;

/// From how many characters on two slips are looked past, not one.
pub(super) const LONG: usize = 6;
/// The shortest and the longest word that a slip can be told in.
pub(super) const LENGTHS: std::ops::RangeInclusive<usize> = 3..=24;

/// Every spelling, in compact form, with the place of the way it is written.
pub(super) struct Spellings {
    map: Map<Vec<u8>>,
    written: Vec<String>,
    /// Automata that look past one slip, and past two.
    automata: [LevenshteinAutomatonBuilder; 2],
}

impl Spellings {
    /// Collects spellings; of those with one compact form the first stands.
    pub(super) fn new<'a>(spellings: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_compact: BTreeMap<String, String> = BTreeMap::new();
        for written in spellings {
            let key = compact(written);
            if key.chars().nth(1).is_some() {
                by_compact.entry(key).or_insert_with(|| written.to_owned());
            }
        }
        let entries = by_compact.keys().zip(0..);
        // Keys of a sorted map come in order, the one thing that can go wrong.
        let map = Map::from_iter(entries).unwrap_or_default();
        Self {
            map,
            written: by_compact.into_values().collect(),
            automata: [1, 2].map(|slips| LevenshteinAutomatonBuilder::new(slips, true)),
        }
    }

    /// Every spelling as it is written, in the order of their compact forms.
    pub(super) fn written(&self) -> &[String] {
        &self.written
    }

    /// The spellings nearest to a word, nearest first, itself left out.
    pub(super) fn near(&self, typed: &str, limit: usize) -> Vec<String> {
        let typed = compact(typed);
        let length = typed.chars().count();
        if !LENGTHS.contains(&length) {
            return Vec::new();
        }
        let automaton = self.automata[usize::from(length >= LONG)].build_dfa(&typed);
        let mut found: Vec<(u8, usize, &str)> = Vec::new();
        let mut stream = self.map.search(&automaton).into_stream();
        while let Some((key, place)) = stream.next() {
            let written = self.written.get(place as usize);
            let (Distance::Exact(slips), Some(written)) = (automaton.eval(key), written) else {
                continue;
            };
            let alike = typed.bytes().zip(key).take_while(|(a, b)| a == *b).count();
            if slips > 0 {
                found.push((slips, usize::MAX - alike, written));
            }
        }
        found.sort_unstable();
        found
            .into_iter()
            .take(limit)
            .map(|(_, _, written)| written.to_owned())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first_and_short_words_have_none() {
        let words = [
            "訪問看護",
            "訪問診療",
            "ACP",
            "ケアマネジャー",
            "看取り",
            "カナミック",
            "退院調整ルール",
        ];
        let spellings = Spellings::new(words);
        for (typed, meant) in [
            ("訪門看護", "訪問看護"),
            ("BCP", "ACP"),
            ("ケアマネージャ", "ケアマネジャー"),
            ("カミナック", "カナミック"),
            ("退院調製ルール", "退院調整ルール"),
        ] {
            assert_eq!(spellings.near(typed, 3), [meant], "{typed}");
        }
        for typed in ["看護", "訪問看護", "訪問介護士", ""] {
            assert!(spellings.near(typed, 3).is_empty(), "{typed}");
        }
    }
}
