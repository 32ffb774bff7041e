//! The words by which texts like a collection's are cut, with what each costs: what a
//! program without the dictionary needs to cut a query as the analyzer does.
//!
//! The dictionary has some hundred thousand words; those that stand somewhere in the
//! texts, with every form of their verbs, those of two of their kanji, and the short
//! words of kana that join others are a fifth of them. What they are used for is not known here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use lindera_dictionary::dictionary::character_definition::CategoryId;
use lindera_dictionary::viterbi::WordEntry;
use serde::Serialize;

use super::{Analyzer, Columns, Morpheme, Role, first_columns, morpheme};

/// The longest word that is looked for, in characters.
const LONGEST: usize = 24;
/// The letters that particles, auxiliaries and endings are written with.
const KANA: std::ops::RangeInclusive<char> = 'ぁ'..='ん';
/// How long a user word's record is, as the dictionary keeps it.
const RECORD: usize = 10;

/// The words and what it costs to use them.
#[derive(Serialize)]
pub(crate) struct Lexicon {
    /// A word a line: how it is written, its cost, its context to the left and to the
    /// right, its role; for nouns and predicates their dictionary form, for nouns their
    /// kana, where they are not as written. Words of one writing in the order in which
    /// they are tried.
    words: String,
    /// The words for what is in no dictionary, by category of their first character.
    unknown: Vec<Unknown>,
    /// From which character on which categories hold.
    categories: Vec<(u32, Vec<usize>)>,
    /// By context to the left of a word, row by row, what it costs to follow each
    /// context to the right: a character a cost, which a script reads without delay.
    costs: String,
    /// How long a row is.
    contexts: usize,
}

/// How characters of a category make words that are in no dictionary.
#[derive(Serialize)]
struct Unknown {
    /// Also where the dictionary has a word.
    always: bool,
    /// As many of the category as stand together.
    together: bool,
    /// And each of the first few.
    up_to: u32,
    is_space: bool,
    /// Cost, context to the left and to the right, role.
    words: Vec<(i16, u16, u16, u8)>,
}

/// A word as the dictionary has it.
#[derive(Clone, Copy)]
struct Known<'a> {
    cost: i16,
    left: u16,
    right: u16,
    columns: Columns<'a>,
}

impl Analyzer {
    /// The words by which folded texts like these are cut.
    pub(crate) fn lexicon<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Lexicon {
        let mut found = Found {
            analyzer: self,
            words: BTreeMap::new(),
        };
        let mut kanji = BTreeSet::new();
        texts.for_each(|text| {
            found.add_words_of(text);
            kanji.extend(
                text.chars()
                    .filter(|it| matches!(it, '\u{4e00}'..='\u{9fff}')),
            );
        });
        found.add_compounds(&kanji);
        found.add_short_words();
        found.add_forms();
        found.lexicon()
    }
}

/// The words found so far, by how they are written.
struct Found<'a> {
    analyzer: &'a Analyzer,
    words: BTreeMap<String, Vec<Known<'a>>>,
}

impl<'a> Found<'a> {
    fn add_words_of(&mut self, text: &str) {
        let dictionary = &self.analyzer.segmenter.dictionary.prefix_dictionary;
        for (at, _) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            let end = rest
                .char_indices()
                .nth(LONGEST)
                .map_or(rest.len(), |it| it.0);
            let rest = rest.get(..end).unwrap_or_default();
            let ends: BTreeSet<usize> = dictionary.prefix(rest).map(|(end, _)| end).collect();
            for word in ends.into_iter().filter_map(|end| rest.get(..end)) {
                self.add(word);
            }
        }
        if let Some(own) = &self.analyzer.segmenter.user_dictionary {
            let found = own.dict.da.find_overlapping_iter(text);
            for word in found.filter_map(|found| text.get(found.start()..found.end())) {
                self.add(word);
            }
        }
    }

    /// Every word of two of these, or of one and a letter of kana: most of what is typed
    /// and stands nowhere is of them. What is nothing but a name is left out.
    fn add_compounds(&mut self, kanji: &BTreeSet<char>) {
        for &first in kanji {
            for second in kanji.iter().copied().chain(KANA) {
                let written = String::from_iter([first, second]);
                let words = self.words_of(&written);
                if words.iter().any(|word| word.columns[1] != "固有名詞") {
                    self.words.insert(written, words);
                }
            }
        }
    }

    /// Everything of up to three hiragana: what joins words stands in every query.
    fn add_short_words(&mut self) {
        let mut words = vec![String::new()];
        for _ in 0..3 {
            let longer = words
                .iter()
                .flat_map(|word| KANA.map(move |c| format!("{word}{c}")));
            words = longer.collect();
            for word in &words {
                self.add(word);
            }
        }
    }

    /// Every form of the verbs and adjectives, made as others of their kind are.
    fn add_forms(&mut self) {
        let mut endings: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
        let mut bases: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (written, words) in &self.words {
            for word in words {
                let [part, _, _, _, kind, _, base, _] = word.columns;
                if !matches!(part, "動詞" | "形容詞" | "助動詞") {
                    continue;
                }
                let same = written.chars().zip(base.chars());
                let stem: usize = same
                    .take_while(|(a, b)| a == b)
                    .map(|(a, _)| a.len_utf8())
                    .sum();
                endings
                    .entry(kind)
                    .or_default()
                    .insert((&base[stem..], &written[stem..]));
                bases.insert((kind, base));
            }
        }
        let mut forms = BTreeSet::new();
        for (kind, base) in bases {
            for (ending, other) in endings.get(kind).into_iter().flatten() {
                forms.extend(
                    base.strip_suffix(ending)
                        .map(|stem| format!("{stem}{other}")),
                );
            }
        }
        for form in &forms {
            self.add(form);
        }
    }

    /// Adds what the dictionary has under a writing.
    fn add(&mut self, written: &str) {
        if self.words.contains_key(written) {
            return;
        }
        let words = self.words_of(written);
        if !words.is_empty() {
            self.words.insert(written.to_owned(), words);
        }
    }

    /// What the dictionary has under a writing: the own words first, the others in the
    /// order in which the tokenizer tries them.
    fn words_of(&self, written: &str) -> Vec<Known<'a>> {
        let dictionary = &self.analyzer.segmenter.dictionary;
        let mut entries = dictionary.prefix_dictionary.find_surface(written);
        entries.reverse();
        let mut words = self.own_words(written);
        words.extend(entries.iter().map(|entry| {
            let id = entry.word_id().id() as usize;
            known(entry, first_columns(dictionary.word_details_iter(id)))
        }));
        words
    }

    fn own_words(&self, written: &str) -> Vec<Known<'a>> {
        let Some(own) = &self.analyzer.segmenter.user_dictionary else {
            return Vec::new();
        };
        let whole = own.dict.da.find_overlapping_iter(written);
        let whole = whole.filter(|it| it.end() - it.start() == written.len());
        let mut words: Vec<Known<'a>> = whole
            .flat_map(|found| {
                let (first, count) = own.dict.decode_val(found.value());
                let (first, count) = (first as usize * RECORD, count as usize * RECORD);
                let records = own.dict.vals_data.get(first..first + count);
                records.unwrap_or_default().chunks_exact(RECORD)
            })
            .map(|record| {
                let two = |at: usize| [record[at], record[at + 1]];
                let id = u32::from_le_bytes([record[0], record[1], record[2], record[3]]);
                Known {
                    cost: i16::from_le_bytes(two(4)),
                    left: u16::from_le_bytes(two(6)),
                    right: u16::from_le_bytes(two(8)),
                    columns: first_columns(own.word_details_iter(id as usize)),
                }
            })
            .collect();
        words.reverse();
        words
    }

    fn lexicon(&self) -> Lexicon {
        let dictionary = &self.analyzer.segmenter.dictionary;
        let characters = &dictionary.character_definition;
        let strange = &dictionary.unknown_dictionary;
        let names = characters.categories().iter().enumerate();
        let unknown_words: Vec<Vec<Known>> = names
            .clone()
            .map(|(category, _)| {
                let ids = strange.lookup_word_ids(CategoryId(category)).iter();
                ids.map(|&id| {
                    let columns = first_columns(dictionary.unknown_word_details_iter(id as usize));
                    known(&strange.word_entry(id), columns)
                })
                .collect()
            })
            .collect();
        let all = || self.words.values().chain(&unknown_words).flatten();
        // What begins and ends a text has the context 0.
        let lefts = Contexts::new(all().map(|word| word.left));
        let rights = Contexts::new(all().map(|word| word.right));
        let unknown = names.zip(&unknown_words).map(|((category, name), words)| {
            let definition = characters.lookup_definition(CategoryId(category));
            Unknown {
                always: definition.invoke,
                together: definition.group,
                up_to: definition.length,
                is_space: name == "SPACE",
                words: words
                    .iter()
                    .map(|it| {
                        let role = morpheme(it.columns, "語", 0..1).role;
                        (
                            it.cost,
                            lefts.place(it.left),
                            rights.place(it.right),
                            role as u8,
                        )
                    })
                    .collect(),
            }
        });
        let mut lines = String::new();
        for (written, words) in &self.words {
            for word in words {
                let (left, right) = (lefts.place(word.left), rights.place(word.right));
                let end = rest(&morpheme(word.columns, written, 0..0));
                let cost = word.cost;
                // A text takes whatever is written to it.
                let _ = writeln!(lines, "{written}\t{cost}\t{left}\t{right}{end}");
            }
        }
        Lexicon {
            words: lines,
            unknown: unknown.collect(),
            categories: self.categories(),
            costs: lefts
                .0
                .iter()
                .flat_map(|&left| {
                    let row = dictionary.connection_cost_matrix.row(left.into());
                    rights.0.iter().map(|&right| row.get(usize::from(right)))
                })
                .map(|cost| letter(cost.copied().unwrap_or_default()))
                .collect(),
            contexts: rights.0.len(),
        }
    }

    /// From which character on which categories hold, within the plane that nearly all
    /// characters lie in.
    fn categories(&self) -> Vec<(u32, Vec<usize>)> {
        let characters = &self.analyzer.segmenter.dictionary.character_definition;
        let mut runs: Vec<(u32, Vec<usize>)> = Vec::new();
        for c in '\0'..='\u{ffff}' {
            let of_char = characters.lookup_categories(c).iter();
            let of_char: Vec<usize> = of_char.map(|it| it.0).collect();
            if runs.last().is_none_or(|(_, last)| *last != of_char) {
                runs.push((c.into(), of_char));
            }
        }
        runs
    }
}

fn known<'a>(entry: &WordEntry, columns: Columns<'a>) -> Known<'a> {
    Known {
        cost: entry.word_cost(),
        left: entry.left_id() as u16,
        right: entry.right_id() as u16,
        columns,
    }
}

/// What a word's line ends with.
fn rest(word: &Morpheme) -> String {
    let role = word.role as u8;
    let other = |text: &str| text != word.surface;
    let base = Some(word.base).filter(|it| other(it));
    let kana = word.kana.filter(|it| other(it));
    match word.role {
        Role::Noun => format!(
            "\t{role}\t{}\t{}",
            base.unwrap_or_default(),
            kana.unwrap_or_default()
        ),
        Role::Predicate => format!("\t{role}\t{}", base.unwrap_or_default()),
        Role::Function | Role::Symbol => format!("\t{role}"),
    }
}

/// A cost as a character that needs no escape; none of the dictionary's is out of range.
fn letter(cost: i16) -> char {
    const ZERO: i32 = 0x6000;
    let code = ZERO + i32::from(cost).clamp(-ZERO / 2, ZERO);
    u32::try_from(code)
        .ok()
        .and_then(char::from_u32)
        .unwrap_or_default()
}

/// The contexts in use, in order; they are known by their places.
struct Contexts(Vec<u16>);

impl Contexts {
    fn new(used: impl Iterator<Item = u16>) -> Self {
        let used: BTreeSet<u16> = used.chain([0]).collect();
        Self(used.into_iter().collect())
    }

    fn place(&self, context: u16) -> u16 {
        self.0.binary_search(&context).unwrap_or_default() as u16
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn words_of_a_text_come_with_their_forms_and_what_they_are_made_of() {
        let analyzer = Analyzer::load(Path::new("/nonexistent")).unwrap();
        let lexicon = analyzer.lexicon(["看取りで患者を減らす"].into_iter());
        let lines: Vec<Vec<&str>> = lexicon
            .words
            .lines()
            .map(|it| it.split('\t').collect())
            .collect();
        let of = |written: &str| lines.iter().find(|it| it[0] == written).unwrap();
        // A word of the field stays whole, with its reading.
        assert_eq!(of("看取り")[4..], ["0", "", "みとり"]);
        assert_eq!(of("減らし")[4..], ["1", "減らす"]);
        assert_eq!(of("です")[4], "2");
        assert!(lines.iter().all(|it| it[0] != "医師"));
        let contexts = lines.iter().map(|it| it[3].parse::<usize>().unwrap());
        assert!(contexts.max().unwrap() < lexicon.contexts);
        assert_eq!(lexicon.costs.chars().count() % lexicon.contexts, 0);
    }
}
