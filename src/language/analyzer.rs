//! How texts and queries are cut into terms, the same way for both.
//!
//! Four ways to stand in a document, each a field of its own:
//! - `pairs`: neighbouring characters of the compact text, so that any substring is
//!   found whatever the segmentation;
//! - `words`: the dictionary forms of the words that carry meaning;
//! - `concepts`: the ideas of the thesaurus whose terms stand there;
//! - `readings`: the kana of each word and of neighbouring words together, with what
//!   is written, so that みとり finds 看取り and ほうもんかんご finds 訪問看護.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use lindera::segmenter::Segmenter;
use lindera::token::Token;
use lindera_dictionary::viterbi::Lattice;

use super::compact::{Compact, GAP, counts};
use super::dictionary::{DictionaryError, UserDictionary};
use super::thesaurus::{ConceptId, Edges, Mark, Thesaurus};
use crate::text;

pub(crate) use super::compact::compact;

mod lexicon;

/// A text's terms in each field of the index. The place of a pair is that of its
/// first character in the compact text, counted in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Pairs of neighbouring characters; a lone character stands for itself.
    pub pairs: Vec<(usize, String)>,
    /// Dictionary forms of the words that carry meaning.
    pub words: Vec<String>,
    /// The names of the concepts that the text says.
    pub concepts: Vec<String>,
    /// Kana of words, and of neighbouring words together, with what is written.
    pub readings: Vec<String>,
}

/// A field a line, its terms separated by blanks, as `renkei analyze` prints it.
impl fmt::Display for Analysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs: Vec<&str> = self.pairs.iter().map(|(_, pair)| pair.as_str()).collect();
        writeln!(f, "pairs: {}", pairs.join(" "))?;
        writeln!(f, "words: {}", self.words.join(" "))?;
        writeln!(f, "concepts: {}", self.concepts.join(" "))?;
        writeln!(f, "readings: {}", self.readings.join(" "))
    }
}

/// What a word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A noun, prefix, suffix or unknown word: part of a name or compound.
    Noun,
    /// A verb or adjective that carries meaning.
    Predicate,
    /// A particle, auxiliary or word too general to search for.
    Function,
    /// Punctuation.
    Symbol,
}

/// A word of a folded text.
#[derive(Clone, Debug)]
pub(crate) struct Morpheme<'a> {
    /// As folded.
    pub(crate) surface: &'a str,
    /// Its place in the folded text, in characters.
    pub(crate) range: std::ops::Range<usize>,
    /// The dictionary form, katakana without the final long vowel.
    pub(crate) base: &'a str,
    /// The reading in kana; none for unknown kanji and for letters and digits.
    kana: Option<&'a str>,
    pub(crate) role: Role,
}

impl Morpheme<'_> {
    /// The reading as [`fold_kana`] writes it, where there is one.
    pub(crate) fn reading(&self) -> Option<String> {
        self.kana.map(fold_kana)
    }
}

/// Cuts texts and queries alike into what the index holds.
pub struct Analyzer {
    segmenter: Segmenter,
    /// What segmenting needs room for, to be used again: one for each thread at most.
    lattices: Mutex<Vec<Lattice>>,
    thesaurus: Thesaurus,
    /// Where the words of its terms meet; found when a text is first marked.
    edges: OnceLock<Vec<Edges>>,
}

impl fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analyzer")
            .field("thesaurus", &self.thesaurus)
            .finish_non_exhaustive()
    }
}

impl Analyzer {
    /// An analyzer with the tables that stand in `folder`, or those that the program
    /// was built with.
    pub fn load(folder: &Path) -> Result<Self, DictionaryError> {
        Self::new(&UserDictionary::load(folder)?, Thesaurus::load(folder)?)
    }

    pub(crate) fn new(
        dictionary: &UserDictionary,
        thesaurus: Thesaurus,
    ) -> Result<Self, DictionaryError> {
        Ok(Self {
            segmenter: dictionary.segmenter()?,
            lattices: Mutex::default(),
            thesaurus,
            edges: OnceLock::new(),
        })
    }

    pub(crate) fn thesaurus(&self) -> &Thesaurus {
        &self.thesaurus
    }

    /// A text's terms in each field.
    pub fn analyze(&self, text: &str) -> Analysis {
        let compact = Compact::new(text);
        let morphemes = self.morphemes(&compact.folded);
        Analysis {
            pairs: pairs(&compact.text)
                .map(|(place, pair)| (place, pair.to_owned()))
                .collect(),
            words: words(&morphemes).map(str::to_owned).collect(),
            concepts: self
                .marks(&compact.text)
                .iter()
                .filter_map(|mark| Some(self.thesaurus.concept(mark.concept)?.name.clone()))
                .collect(),
            readings: readings(&morphemes),
        }
    }

    /// The concepts that a compact text says, those of terms within longer ones too,
    /// unless they cut a word: 看取り in 在宅看取り, no 在宅医 in 在宅医療.
    pub(crate) fn marks(&self, compact: &str) -> Vec<Mark> {
        let cut = |term: &str| {
            let words = self.morphemes(term).into_iter();
            let ends = words.flat_map(|it| [it.range.start, it.range.end]);
            ends.fold(0, |edges, at| {
                edges | 1_u64.checked_shl(at as u32).unwrap_or(0)
            })
        };
        let edges = self.edges.get_or_init(|| self.thesaurus.edges(cut));
        self.thesaurus.all_marks(compact, edges)
    }

    /// The words of a folded text.
    pub(crate) fn morphemes<'a>(&'a self, folded: &'a str) -> Vec<Morpheme<'a>> {
        self.tokens(folded, morpheme)
    }

    /// What `read` makes of each token of a folded text: of its columns, its surface
    /// and its place in characters.
    pub(super) fn tokens<'a, 't: 'a, T>(
        &'a self,
        folded: &'t str,
        read: impl Fn(Columns<'a>, &'t str, std::ops::Range<usize>) -> T,
    ) -> Vec<T> {
        let tokens = self.segment(folded);
        let mut all = Vec::with_capacity(tokens.len());
        // Most words of a text stand in it more than once.
        let mut known: HashMap<_, Columns<'a>> = HashMap::with_capacity(tokens.len());
        let (mut bytes, mut chars) = (0, 0);
        for token in tokens {
            let range = token.byte_start..token.byte_end;
            let (Some(gap), Some(surface)) = (folded.get(bytes..range.start), folded.get(range))
            else {
                continue;
            };
            let start = chars + gap.chars().count();
            bytes = token.byte_end;
            chars = start + surface.chars().count();
            let word = token.word_id;
            let word = (word.id(), word.is_system(), word.is_unknown());
            let columns = *known.entry(word).or_insert_with(|| columns(&token));
            all.push(read(columns, surface, start..chars));
        }
        all
    }

    /// The tokens of a folded text. The tokenizer fails on nothing but a broken
    /// dictionary; a text without words is then still found by its characters.
    fn segment<'t>(&'t self, folded: &'t str) -> Vec<Token<'t>> {
        let lattices = || self.lattices.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lattice = lattices().pop().unwrap_or_default();
        let text = Cow::Borrowed(folded);
        let tokens = self.segmenter.segment_with_lattice(text, &mut lattice);
        lattices().push(lattice);
        tokens.unwrap_or_default()
    }
}

/// What IPADIC says of a token, as far as anybody asks; `*` where it says nothing.
pub(super) type Columns<'a> = [&'a str; 8];

/// A token's columns, borrowed from the dictionary: a text has thousands of tokens.
fn columns<'a>(token: &Token<'a>) -> Columns<'a> {
    let id = token.word_id.id() as usize;
    first_columns(match token.user_dictionary {
        _ if token.word_id.is_unknown() => token.dictionary.unknown_word_details_iter(id),
        Some(own) if !token.word_id.is_system() => own.word_details_iter(id),
        _ => token.dictionary.word_details_iter(id),
    })
}

/// The columns that anybody asks for.
fn first_columns<'a>(fields: impl Iterator<Item = &'a str>) -> Columns<'a> {
    let mut columns = ["*"; 8];
    for (column, field) in columns.iter_mut().zip(fields) {
        *column = field;
    }
    columns
}

/// A token of IPADIC as a word.
fn morpheme<'a>(
    [part, sub, _, _, _, _, base, reading]: Columns<'a>,
    surface: &'a str,
    range: std::ops::Range<usize>,
) -> Morpheme<'a> {
    let known = |column: &'a str| Some(column).filter(|it| !matches!(*it, "*" | ""));
    let base = known(base).unwrap_or(surface);
    Morpheme {
        role: role(surface, part, sub, base),
        base: katakana_stem(base),
        kana: if is_kana(surface) {
            Some(surface)
        } else {
            known(reading)
        },
        surface,
        range,
    }
}

/// What IPADIC's part of speech means for searching.
fn role(surface: &str, part: &str, sub: &str, base: &str) -> Role {
    /// Verbs and adjectives that every sentence has.
    const LIGHT: [&str; 16] = [
        "する",
        "なる",
        "ある",
        "いる",
        "できる",
        "行う",
        "おこなう",
        "言う",
        "いう",
        "思う",
        "くれる",
        "もらう",
        "図る",
        "出来る",
        "ない",
        "よい",
    ];
    if !surface.chars().any(counts) {
        return Role::Symbol;
    }
    match (part, sub) {
        ("動詞" | "形容詞", "自立") if !LIGHT.contains(&base) => Role::Predicate,
        ("名詞", "非自立" | "代名詞" | "特殊")
        | (
            "動詞" | "形容詞" | "助詞" | "助動詞" | "フィラー" | "接続詞" | "感動詞" | "連体詞"
            | "記号" | "副詞",
            _,
        ) => Role::Function,
        _ => Role::Noun,
    }
}

/// A katakana word without its final long vowel, so that コーディネーター and
/// コーディネータ are one.
fn katakana_stem(base: &str) -> &str {
    let katakana = base.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー'));
    match base.strip_suffix('ー') {
        Some(stem) if katakana && stem.chars().count() > 2 => stem,
        _ => base,
    }
}

/// Whether a text is kana and nothing else.
pub(crate) fn is_kana(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー'))
}

/// One form for what is easily typed otherwise: hiragana, small kana as large,
/// without long vowel signs, ぢ and づ as じ and ず.
pub(crate) fn fold_kana(kana: &str) -> String {
    folded_kana(kana).collect()
}

fn folded_kana(kana: &str) -> impl Iterator<Item = char> + '_ {
    kana.chars()
        .filter(|&c| c != 'ー')
        .map(|c| match text::hiragana(c) {
            'ぁ' => 'あ',
            'ぃ' => 'い',
            'ぅ' => 'う',
            'ぇ' => 'え',
            'ぉ' => 'お',
            'ゃ' => 'や',
            'ゅ' => 'ゆ',
            'ょ' => 'よ',
            'っ' => 'つ',
            'ゎ' => 'わ',
            'ぢ' => 'じ',
            'づ' => 'ず',
            'ゔ' => 'ぶ',
            other => other,
        })
}

/// The pairs of neighbours in a compact text, each with the place of its first
/// character. The last character before a gap stands for itself as well, so that
/// every character begins a term.
pub(crate) fn pairs(compact: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = compact.char_indices().enumerate();
    let starts = starts.filter(|(_, (_, c))| *c != GAP);
    starts.map(|(place, (start, _))| {
        let rest = &compact[start..];
        let pair = rest.chars().take(2).take_while(|&c| c != GAP);
        (place, &rest[..pair.map(char::len_utf8).sum()])
    })
}

/// The pairs that are two characters.
pub(crate) fn whole_pairs(compact: &str) -> impl Iterator<Item = (usize, &str)> {
    pairs(compact).filter(|(_, pair)| pair.chars().nth(1).is_some())
}

/// The dictionary forms of the words that carry meaning.
pub(crate) fn words<'m>(morphemes: &'m [Morpheme]) -> impl Iterator<Item = &'m str> {
    morphemes
        .iter()
        .filter(|morpheme| matches!(morpheme.role, Role::Noun | Role::Predicate))
        .map(|morpheme| morpheme.base)
}

/// The kana of each noun or predicate, and of each two neighbouring nouns together,
/// with what is written, as [`reading_term`] joins them; each once.
pub(crate) fn readings(morphemes: &[Morpheme]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut readings = Vec::new();
    for (place, first) in morphemes.iter().enumerate() {
        let Some(kana) = first.kana else { continue };
        let next = morphemes.get(place + 1);
        let next = next.filter(|it| it.role == Role::Noun && first.role == Role::Noun);
        let next = next.and_then(|next| Some((next.surface, next.kana?)));
        let is_read = matches!(first.role, Role::Noun | Role::Predicate);
        for (surface, more) in [("", "")].into_iter().chain(next) {
            if is_read && seen.insert((first.surface, surface)) {
                let kana: String = folded_kana(kana).chain(folded_kana(more)).collect();
                if kana.chars().nth(1).is_some() {
                    let mut written = [first.surface, surface].concat();
                    // Few words hold a letter that compact text has not.
                    if !written.chars().all(counts) {
                        written = compact(&written);
                    }
                    readings.push(reading_term(&kana, &written));
                }
            }
        }
    }
    readings
}

/// The term of a reading in the index: what begins with a reading's own term is read
/// so, and ends with what is written.
pub(crate) fn reading_term(kana: &str, written: &str) -> String {
    format!("{kana}|{written}")
}

/// The term of a concept in the index.
pub(crate) fn concept_term(concept: ConceptId) -> String {
    format!("{concept:x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analyze(text: &str) -> Analysis {
        let analyzer = Analyzer::load(Path::new("/nonexistent")).unwrap();
        analyzer.analyze(text)
    }

    #[test]
    fn every_character_begins_a_pair_and_none_crosses_a_gap() {
        let pairs = analyze("看取り、研修").pairs;
        let pairs: Vec<(usize, &str)> = pairs.iter().map(|(at, it)| (*at, it.as_str())).collect();
        assert_eq!(
            pairs,
            [(0, "看取"), (1, "取り"), (2, "り"), (4, "研修"), (5, "修")]
        );
    }

    #[test]
    fn words_are_their_dictionary_forms_without_what_every_sentence_has() {
        assert_eq!(
            analyze("コーディネーターを置いている").words,
            ["コーディネータ", "置く"]
        );
    }

    #[test]
    fn neighbouring_words_are_read_together() {
        let readings = analyze("訪問看護を学ぶ").readings;
        for kana in [
            "ほうもん|訪問",
            "かんご|看護",
            "ほうもんかんご|訪問看護",
            "まなぶ|学ぶ",
        ] {
            assert!(readings.iter().any(|it| it == kana), "{kana}: {readings:?}");
        }
        assert_eq!(fold_kana("ケアマネージャー"), "けあまねじや");
    }
}
