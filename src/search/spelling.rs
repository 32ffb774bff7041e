//! Near spellings: what a word that stands nowhere may have been meant as.
//!
//! Over all words that stand in a case, the thesaurus's terms, the names of places and
//! products among them; only offered, never taken for what was typed. The words are
//! gone through in their order, each from where it leaves the one before, so that a
//! beginning that is too far off is looked at once.

use std::collections::BTreeMap;

use crate::index::analyzer::compact;

/// From how many characters on two slips are looked past, not one.
const LONG: usize = 6;
/// The shortest word that a slip can be told in.
const SHORTEST: usize = 3;

/// Every spelling by its compact form, with the way it is written.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    entries: Vec<(Vec<char>, String)>,
}

impl Spellings {
    /// Collects spellings; of those with one compact form the first stands.
    pub(super) fn new(spellings: impl IntoIterator<Item = String>) -> Self {
        let mut by_compact: BTreeMap<Vec<char>, String> = BTreeMap::new();
        for written in spellings {
            let key: Vec<char> = compact(&written).chars().collect();
            if key.len() > 1 {
                by_compact.entry(key).or_insert(written);
            }
        }
        Self {
            entries: by_compact.into_iter().collect(),
        }
    }

    /// The spellings nearest to a word, nearest first, itself left out.
    pub(super) fn near(&self, typed: &str, limit: usize) -> Vec<String> {
        let typed: Vec<char> = compact(typed).chars().collect();
        if typed.len() < SHORTEST {
            return Vec::new();
        }
        let most = if typed.len() >= LONG { 2 } else { 1 };
        let mut slips = Slips::new(&typed, most);
        let mut found: Vec<(usize, usize, &str)> = Vec::new();
        for (key, written) in &self.entries {
            if key.len().abs_diff(typed.len()) > most {
                continue;
            }
            if let Some(slips) = slips.of(key).filter(|&slips| slips > 0) {
                found.push((slips, usize::MAX - shared(&typed, key), written));
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

/// How many characters two words begin with alike.
fn shared(one: &[char], other: &[char]) -> usize {
    let pairs = one.iter().zip(other);
    pairs.take_while(|(one, other)| one == other).count()
}

/// Counts the slips between one word and others that come in their order: characters
/// that are wrong, missing, too many or in each other's place.
struct Slips<'a> {
    typed: &'a [char],
    most: usize,
    /// The word before.
    last: &'a [char],
    /// Of each beginning of it: the slips to each beginning of what was typed.
    rows: Vec<Vec<usize>>,
    /// The length of its beginning that has too many, however it goes on.
    hopeless: Option<usize>,
}

impl<'a> Slips<'a> {
    fn new(typed: &'a [char], most: usize) -> Self {
        Self {
            typed,
            most,
            last: &[],
            rows: vec![(0..=typed.len()).collect()],
            hopeless: None,
        }
    }

    /// The slips to the next word, if they are not too many.
    fn of(&mut self, key: &'a [char]) -> Option<usize> {
        let shared = shared(self.last, key);
        if self.hopeless.is_some_and(|hopeless| shared >= hopeless) {
            return None;
        }
        self.hopeless = None;
        self.last = key;
        self.rows.truncate(shared + 1);
        while let Some(length) = Some(self.rows.len()).filter(|length| *length <= key.len()) {
            let row = self.row(key, length);
            let least = |row: &[usize]| row.iter().min().copied().unwrap_or(0);
            // Two characters in each other's place lead past a row.
            let over = least(&row) > self.most && least(&self.rows[length - 1]) >= self.most;
            self.rows.push(row);
            if over {
                self.hopeless = Some(length);
                return None;
            }
        }
        let slips = self.rows[key.len()][self.typed.len()];
        (slips <= self.most).then_some(slips)
    }

    /// The slips between the beginning of this length and each of what was typed.
    fn row(&self, key: &[char], length: usize) -> Vec<usize> {
        let above = &self.rows[length - 1];
        let mut row = vec![length];
        for at in 1..=self.typed.len() {
            let wrong = usize::from(key[length - 1] != self.typed[at - 1]);
            let mut slips = (above[at - 1] + wrong)
                .min(above[at] + 1)
                .min(row[at - 1] + 1);
            if length > 1
                && at > 1
                && key[length - 1] == self.typed[at - 2]
                && key[length - 2] == self.typed[at - 1]
            {
                slips = slips.min(self.rows[length - 2][at - 2] + 1);
            }
            row.push(slips);
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
        let spellings = Spellings::new(words.map(str::to_owned));
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

    proptest! {
        // Going from word to word finds what comparing each with each finds.
        #[test]
        fn no_spelling_is_passed_over(
            words in prop::collection::vec("[あいうアイ看護a]{2,8}", 0..30),
            typed in "[あいうアイ看護a]{3,8}",
        ) {
            let spellings = Spellings::new(words.iter().cloned());
            let most = if typed.chars().count() >= LONG { 2 } else { 1 };
            let mut expected: Vec<&String> = words
                .iter()
                .filter(|word| (1..=most).contains(&strsim::osa_distance(word, &typed)))
                .collect();
            expected.sort_unstable();
            expected.dedup();
            let mut near = spellings.near(&typed, usize::MAX);
            near.sort_unstable();
            prop_assert_eq!(near.iter().collect::<Vec<_>>(), expected);
        }
    }
}
