//! The features that examples have, each with its number and how much it counts. What
//! a feature is, is not known here.

use std::hash::Hash;

use foldhash::{HashMap, HashMapExt};

use super::line::Feature;

/// What fewer examples have tells nothing of another text.
const LEAST: u32 = 2;

/// The features of examples.
#[derive(Debug)]
pub(super) struct Vocabulary<K> {
    known: HashMap<K, Feature>,
}

impl<K: Eq + Hash> Vocabulary<K> {
    /// The vocabulary of examples, each with its features, none of them twice; how much
    /// a feature counts, by the share of the examples that have it.
    pub(super) fn of(
        examples: impl Iterator<Item = impl IntoIterator<Item = K>>,
        counting: impl Fn(f32) -> f32,
    ) -> Self {
        let mut counts: HashMap<K, u32> = HashMap::new();
        let mut all = 0_u32;
        for example in examples {
            all += 1;
            for feature in example {
                *counts.entry(feature).or_default() += 1;
            }
        }
        counts.retain(|_, count| *count >= LEAST);
        let counting = |count: u32| counting(count as f32 / all as f32);
        let known = (0..).zip(counts);
        let known = known.map(|(number, (key, count))| (key, (number, counting(count))));
        Self {
            known: known.collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    pub(super) fn get(&self, key: &K) -> Option<Feature> {
        self.known.get(key).copied()
    }

    /// The features of a text that examples have, of length 1 together.
    pub(super) fn features<'k>(&self, keys: impl IntoIterator<Item = &'k K>) -> Vec<Feature>
    where
        K: 'k,
    {
        let known = keys.into_iter().filter_map(|key| self.get(key));
        let mut found: Vec<Feature> = known.collect();
        let squares = found.iter().map(|(_, counts)| counts * counts);
        let length = squares.sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        for (_, counts) in &mut found {
            *counts /= length;
        }
        found
    }
}
