//! The nouns of a query that stand together, and how they are read.
//!
//! Knows words and their places, and nothing of ideas, cases or what is looked for.

use std::ops::Range;

use crate::language::analyzer::{Morpheme, Role, compact};

/// The fewest kana by which a word in kanji is looked for: shorter ones are the
/// reading of too much.
pub(super) const LEAST_KANA: usize = 3;

/// Whether two stretches share a character.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The nouns that stand together and that nothing has taken yet.
pub(super) fn chunks<'m>(
    morphemes: &'m [Morpheme<'m>],
    taken: &[Range<usize>],
) -> Vec<Vec<&'m Morpheme<'m>>> {
    let mut chunks: Vec<Vec<&'m Morpheme>> = Vec::new();
    let mut open = false;
    for morpheme in morphemes {
        let is_taken = taken.iter().any(|it| overlap(it, &morpheme.range));
        if is_taken || !matches!(morpheme.role, Role::Noun | Role::Symbol) {
            open = false;
            continue;
        }
        if morpheme.role == Role::Symbol {
            // What is passed over in a text keeps nothing apart here either.
            open &= compact(&format!("a{}a", morpheme.surface)) == "aa";
            continue;
        }
        match chunks.last_mut().filter(|_| open) {
            Some(chunk) => chunk.push(morpheme),
            None => chunks.push(vec![morpheme]),
        }
        open = true;
    }
    chunks
}

/// The reading of words together, where all of them can be read and it is long
/// enough.
pub(super) fn together(chunk: &[&Morpheme]) -> Option<String> {
    let kana: Option<String> = chunk.iter().map(|it| it.reading()).collect();
    kana.filter(|kana| kana.chars().nth(LEAST_KANA - 1).is_some())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::language::Analyzer;

    /// The nouns of a text that stand together, but for what is taken.
    fn compounds(text: &str, taken: &[Range<usize>]) -> Vec<String> {
        let analyzer = Analyzer::load(Path::new("/nonexistent")).unwrap();
        let morphemes = analyzer.morphemes(text);
        chunks(&morphemes, taken)
            .into_iter()
            .map(|chunk| chunk.iter().map(|it| it.surface).collect())
            .collect()
    }

    #[test]
    fn nouns_that_touch_are_one_compound() {
        assert_eq!(compounds("駐車場整備の予算", &[]), ["駐車場整備", "予算"]);
        // What is written or left out at will keeps nothing apart; a comma does.
        assert_eq!(compounds("駐車場・整備、予算", &[]), ["駐車場整備", "予算"]);
        assert_eq!(compounds("庁舎を建てる", &[]), ["庁舎"]);
    }

    #[test]
    fn what_is_taken_parts_its_neighbours() {
        let taken = 3..5;
        assert_eq!(compounds("駐車場整備予算", &[taken]), ["駐車場", "予算"]);
    }

    #[test]
    fn what_cannot_be_read_or_is_short_is_not_looked_for_by_its_sound() {
        let analyzer = Analyzer::load(Path::new("/nonexistent")).unwrap();
        let sound = |text: &str| together(&analyzer.morphemes(text).iter().collect::<Vec<_>>());
        assert_eq!(sound("駐車場").as_deref(), Some("ちゆうしやじよう"));
        assert_eq!(sound("木"), None);
        assert_eq!(sound("ABC整備"), None);
    }
}
