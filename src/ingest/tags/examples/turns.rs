//! How a sentence speaks: its runs of characters and of words, and those near its end,
//! which decides, once more. What the sentence is about is not known here.

use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::quality::FixedState;

use crate::language::grammar::{Part, Word};

/// A kind of run: the longest that is a feature, and in which ends of the sentence it
/// counts again, all by how many of its parts. Chosen on examples of writers of whom none
/// had been read.
struct Runs {
    longest: usize,
    ends: [usize; 3],
}

const CHARS: Runs = Runs {
    longest: 4,
    ends: [6, 12, 24],
};
const WORDS: Runs = Runs {
    longest: 3,
    ends: [3, 6, 12],
};

/// A run with the end of the sentence that it stands in, by its hash: of four thousand
/// runs that no example has, about one is taken for one of the million that some have.
pub(super) type Turn = u32;

/// The turns of a folded sentence and its words, each once: of its characters, of its
/// words in their dictionary form, and of these where every name is one.
pub(super) fn turns(folded: &str, words: &[Word<'_>]) -> Vec<Turn> {
    let mut turns = Vec::new();
    CHARS.add(&chars(folded), &mut turns);
    let words = words.iter().filter(|it| it.surface != "。");
    let bases = words.clone().map(|it| it.base.as_str());
    WORDS.add(&bounded(bases), &mut turns);
    let manners = words.map(|it| match it.part {
        Part::Noun => "名詞",
        Part::Action => "サ変接続",
        _ => it.base.as_str(),
    });
    let manners = bounded(manners).into_iter().map(|it| (it, "manner"));
    WORDS.add(&manners.collect::<Vec<_>>(), &mut turns);
    turns.sort_unstable();
    turns.dedup();
    turns
}

/// The characters, digits as one, with the sentence's start and end marked.
fn chars(folded: &str) -> Vec<char> {
    let mut chars = vec!['^'];
    for c in folded.chars().filter(|c| *c != '。' && !c.is_whitespace()) {
        let digit = c.is_ascii_digit();
        if !(digit && chars.last() == Some(&'0')) {
            chars.push(if digit { '0' } else { c });
        }
    }
    chars.push('$');
    chars
}

/// Words with the sentence's start and end marked.
fn bounded<'w>(words: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    ["^"].into_iter().chain(words).chain(["$"]).collect()
}

impl Runs {
    fn add(&self, parts: &[impl Hash], turns: &mut Vec<Turn>) {
        for start in 0..parts.len() {
            let rest = parts.len() - start;
            let ends = self.ends.iter().filter(|end| rest <= **end).count();
            let mut run = FixedState::default().build_hasher();
            for part in parts[start..].iter().take(self.longest) {
                part.hash(&mut run);
                turns.extend((0..=ends).map(|end| {
                    let mut run = run.clone();
                    end.hash(&mut run);
                    run.finish() as Turn
                }));
            }
        }
    }
}
