//! The words of a sentence with what each does in it, as IPADIC tells: what a reader
//! of predicates needs and searching does not.
//!
//! Knows parts of speech and forms only, not what a predicate means.

use std::ops::Range;

use super::analyzer::{Analyzer, Columns};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A noun, a number or an unknown word.
    Noun,
    /// A noun that する makes a verb of: 開催.
    Action,
    /// A noun that carries no meaning of its own: こと, ため, 予定 is none of these.
    Formal,
    Prefix,
    /// A verb that stands for itself.
    Verb,
    /// A verb behind another: (して)いる, (さ)れる.
    Helper,
    Adjective,
    /// 助動詞
    Auxiliary,
    /// が, を, に, で, と, へ, から, より
    Case,
    /// は, も
    Topic,
    /// て, が, ので, ながら between clauses
    Conjunctive,
    /// の between nouns
    Genitive,
    /// Any other particle.
    Particle,
    /// Anything else with meaning: adverbs, conjunctions.
    Other,
    Symbol,
}

impl Part {
    /// Whether it joins words to a sentence, unlike the parts of a name.
    pub(crate) fn joins(self) -> bool {
        matches!(
            self,
            Self::Verb | Self::Case | Self::Topic | Self::Conjunctive | Self::Genitive
        )
    }
}

/// A word of a folded text.
#[derive(Clone, Debug)]
pub(crate) struct Word<'a> {
    pub(crate) surface: &'a str,
    /// Its place in the folded text, in characters.
    pub(crate) range: Range<usize>,
    pub(crate) part: Part,
    /// The dictionary form.
    pub(crate) base: String,
    /// Whether it stands in the form that another clause follows: 作成し、.
    pub(crate) continues: bool,
}

/// The words of a folded text.
pub(crate) fn words<'a>(analyzer: &Analyzer, folded: &'a str) -> Vec<Word<'a>> {
    analyzer.tokens(folded, word)
}

/// A token of IPADIC as a word.
fn word<'a>(
    [part, sub, _, _, _, form, base, _]: Columns,
    surface: &'a str,
    range: Range<usize>,
) -> Word<'a> {
    let base = match base {
        "*" | "" => surface,
        base => base,
    };
    Word {
        part: if surface.chars().any(char::is_alphanumeric) {
            self::part(part, sub)
        } else {
            Part::Symbol
        },
        continues: form.starts_with("連用形"),
        base: base.to_owned(),
        surface,
        range,
    }
}

fn part(part: &str, sub: &str) -> Part {
    match (part, sub) {
        ("名詞", "サ変接続") => Part::Action,
        ("名詞", "非自立" | "代名詞") => Part::Formal,
        ("名詞", _) => Part::Noun,
        ("接頭詞", _) => Part::Prefix,
        ("動詞", "自立") => Part::Verb,
        ("動詞", _) => Part::Helper,
        ("形容詞", _) => Part::Adjective,
        ("助動詞", _) => Part::Auxiliary,
        ("助詞", "格助詞") => Part::Case,
        ("助詞", "係助詞") => Part::Topic,
        ("助詞", "接続助詞") => Part::Conjunctive,
        ("助詞", "連体化") => Part::Genitive,
        ("助詞", _) => Part::Particle,
        ("記号", _) => Part::Symbol,
        _ => Part::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_what_they_do() {
        let analyzer = Analyzer::load(std::path::Path::new("")).unwrap();
        let found = words(&analyzer, "研修会を開催し、未実施(なし)");
        let parts: Vec<(&str, Part)> = found.iter().map(|it| (it.surface, it.part)).collect();
        for expected in [
            ("を", Part::Case),
            ("開催", Part::Action),
            ("し", Part::Verb),
            ("未", Part::Prefix),
            ("(", Part::Symbol),
        ] {
            assert!(parts.contains(&expected), "{expected:?}: {parts:?}");
        }
        assert!(found.iter().any(|it| it.surface == "し" && it.continues));
    }
}
