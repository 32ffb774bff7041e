//! Regular expressions that are compiled when first used.
//!
//! A pattern that is not valid matches nothing, so that reading never stops; tests
//! run with assertions, which name it.

use std::sync::OnceLock;

use regex::{Captures, Regex, Replacer};

/// A pattern.
pub(super) struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern in the syntax of the `regex` crate.
    pub(super) const fn new(source: &'static str) -> Self {
        Self {
            source,
            compiled: OnceLock::new(),
        }
    }

    /// Whether it matches anywhere in the text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// Byte offsets of the first match.
    pub(super) fn find(&self, text: &str) -> Option<(usize, usize)> {
        self.regex()?
            .find(text)
            .map(|found| (found.start(), found.end()))
    }

    /// Byte offsets of every match.
    pub(super) fn find_all(&self, text: &str) -> Vec<(usize, usize)> {
        self.regex().map_or_else(Vec::new, |regex| {
            regex
                .find_iter(text)
                .map(|found| (found.start(), found.end()))
                .collect()
        })
    }

    /// The groups of the first match.
    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }

    /// The groups of every match.
    pub(super) fn all_captures<'t>(&self, text: &'t str) -> Vec<Captures<'t>> {
        self.regex()
            .map_or_else(Vec::new, |regex| regex.captures_iter(text).collect())
    }

    /// What stands between its matches.
    pub(super) fn split<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.regex()
            .map_or_else(|| vec![text], |regex| regex.split(text).collect())
    }

    /// The text with every match left out.
    pub(super) fn strip(&self, text: &str) -> String {
        self.replace_all(text, "")
    }

    /// The text with something else for every match: words, or what is made of its groups.
    pub(super) fn replace_all(&self, text: &str, by: impl Replacer) -> String {
        self.regex().map_or_else(
            || text.to_owned(),
            |regex| regex.replace_all(text, by).into_owned(),
        )
    }

    fn regex(&self) -> Option<&Regex> {
        self.compiled
            .get_or_init(|| {
                let compiled = Regex::new(self.source);
                debug_assert!(compiled.is_ok(), "{compiled:?}");
                compiled.ok()
            })
            .as_ref()
    }
}
