//! The words of the corpus and of the user dictionary, for spelling variants, near
//! spellings and completion.

use std::collections::{HashMap, HashSet};

use super::synonyms::Synonyms;
use crate::index::LexiconEntry;
use crate::index::analyzer::{Morpheme, compact, fold_kana, is_kana};
use crate::index::dictionary::UserWord;
use crate::record::Case;
use crate::text;

/// What words there are.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: Vec<LexiconEntry>,
    by_reading: HashMap<String, Vec<usize>>,
    known: HashSet<String>,
    /// The known terms by reading.
    read: HashMap<String, Vec<String>>,
    spellings: Vec<Spelling>,
}

/// A term that a misspelt one may stand for.
#[derive(Debug)]
struct Spelling {
    written: String,
    /// Without what is passed over in a text.
    folded: Vec<char>,
    /// In folded kana.
    reading: Option<Vec<char>>,
}

impl Lexicon {
    pub(super) fn new(
        entries: Vec<LexiconEntry>,
        words: &[UserWord],
        synonyms: &Synonyms,
        cases: &[Case],
    ) -> Self {
        let mut by_reading: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            if let Some(reading) = &entry.reading {
                by_reading.entry(reading.clone()).or_default().push(index);
            }
        }
        let mut read: HashMap<String, Vec<String>> = HashMap::new();
        for word in words {
            let terms = read.entry(fold_kana(&word.reading)).or_default();
            terms.push(compact(&word.surface));
        }
        let towns = cases.iter().flat_map(|case| &case.municipalities);
        let tools = cases.iter().flat_map(|case| &case.ict_tools);
        let mut seen = HashSet::new();
        let spellings = words
            .iter()
            .map(|word| (word.written.as_str(), Some(word.reading.as_str())))
            .chain(towns.map(|town| (town.name.as_str(), Some(town.kana.as_str()))))
            .chain(tools.map(|tag| (tag.code.as_str(), None)))
            .chain(synonyms.terms().map(|term| (term, None)))
            .chain(
                entries
                    .iter()
                    .map(|entry| (entry.surface.as_str(), entry.reading.as_deref())),
            )
            .filter(|(written, _)| seen.insert((*written).to_owned()))
            .map(|(written, reading)| Spelling::new(written, reading))
            .collect();
        Self {
            by_reading,
            known: words.iter().map(|word| compact(&word.surface)).collect(),
            read,
            spellings,
            entries,
        }
    }

    /// The corpus's words.
    pub(super) fn entries(&self) -> &[LexiconEntry] {
        &self.entries
    }

    /// Whether the field has this term, by the user dictionary.
    pub(super) fn is_known(&self, term: &str) -> bool {
        self.known.contains(term)
    }

    /// The corpus's words that differ from this one only in how much of it is
    /// written in kana: 看とり for 看取り, 取組 for 取り組み.
    pub(super) fn okurigana_variants<'a>(
        &'a self,
        morpheme: &'a Morpheme,
    ) -> impl Iterator<Item = &'a str> {
        let kanji = kanji(&morpheme.surface);
        self.by_reading
            .get(morpheme.reading.as_deref().unwrap_or_default())
            .into_iter()
            .flatten()
            .filter_map(|&index| self.entries.get(index))
            .map(|entry| entry.surface.as_str())
            .filter(move |surface| {
                let other = self::kanji(surface);
                *surface != morpheme.surface
                    && !kanji.is_empty()
                    && !other.is_empty()
                    && (is_part_of(&kanji, &other) || is_part_of(&other, &kanji))
            })
    }

    /// The known terms with this reading, without what is passed over in a text.
    pub(super) fn terms_read(&self, kana: &str) -> impl Iterator<Item = &str> {
        self.read
            .get(kana)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// The terms that are spelt, or read, most like this folded one, nearest
    /// first; none for a word too short to tell.
    pub(super) fn near(&self, folded: &str, limit: usize) -> Vec<String> {
        let spelling = Spelling::new(folded, None);
        let mut near: Vec<(usize, &str)> = self
            .spellings
            .iter()
            .filter(|other| other.folded != spelling.folded)
            .filter_map(|other| Some((spelling.distance(other)?, other.written.as_str())))
            .collect();
        near.sort_by_key(|(distance, _)| *distance);
        near.truncate(limit);
        near.into_iter()
            .map(|(_, written)| written.to_owned())
            .collect()
    }
}

impl Spelling {
    fn new(written: &str, reading: Option<&str>) -> Self {
        let folded: String = text::fold(written)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        let reading = reading
            .or_else(|| is_kana(&folded).then_some(folded.as_str()))
            .map(|reading| fold_kana(reading).chars().collect());
        Self {
            written: written.to_owned(),
            reading,
            folded: folded.chars().collect(),
        }
    }

    /// How many characters are wrong, missing, too many or swapped; none where it
    /// is more than a slip.
    fn distance(&self, other: &Self) -> Option<usize> {
        let written = slips(&self.folded, &other.folded);
        // A word in katakana is read as it is written; without its long vowels the
        // reading would only be like more words.
        let as_written = self.folded.iter().all(|c| matches!(c, 'ァ'..='ヿ'));
        let read = match (&self.reading, &other.reading) {
            (Some(one), Some(other)) if !as_written => slips(one, other),
            _ => None,
        };
        written.into_iter().chain(read).min()
    }
}

/// The slips between two words; none where there are more than a quarter of them.
fn slips(one: &[char], other: &[char]) -> Option<usize> {
    let allowed = one.len() / 4 + usize::from(one.len() % 4 == 3);
    if one.len().abs_diff(other.len()) > allowed {
        return None;
    }
    let distance = distance(one, other);
    (distance <= allowed).then_some(distance)
}

/// The Damerau-Levenshtein distance of two words, neighbours swapped once at most.
fn distance(one: &[char], other: &[char]) -> usize {
    let width = other.len() + 1;
    let mut rows: Vec<Vec<usize>> = vec![(0..width).collect()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut best = (rows[i][j] + usize::from(a != b))
                .min(rows[i][j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

fn kanji(surface: &str) -> Vec<char> {
    surface
        .chars()
        .filter(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '々'))
        .collect()
}

/// Whether the characters of one stand in the other in the same order.
fn is_part_of(one: &[char], other: &[char]) -> bool {
    let mut other = other.iter();
    one.iter().all(|c| other.any(|it| it == c))
}

#[cfg(test)]
mod tests {

    #[test]
    fn slips_are_counted_as_a_typist_makes_them() {
        for (one, other, slips) in [
            ("カミナック", "カナミック", Some(1)),
            ("主冶医副主冶医制", "主治医副主治医制", Some(2)),
            ("看取り", "見取り", Some(1)),
            ("医師", "医院", None),
            ("看取り", "見取る", None),
        ] {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(super::slips(&chars(one), &chars(other)), slips, "{one}");
        }
    }
}
