//! The one chain that texts and queries go through: folding, words, character
//! pairs and readings.
//!
//! Three fields come out of it, each answering another way of typing:
//! - `words`: the dictionary forms of words that carry meaning, for sentences and
//!   for the parts of a compound;
//! - `grams`: single characters and pairs of neighbours, so that any substring is
//!   found whatever the segmentation;
//! - `reading`: the same over kana, so that みとり finds 看取り.
//!
//! `grams` and `reading` have each term a second time with a mark where a word
//! starts or ends: a phrase that asks for the mark finds 医師会 and passes over
//! 歯科医師会.
//!
//! Blanks, hyphens, middle dots and quotation marks are passed over (主治医・副主治医
//! is written 主治医副主治医 too); other punctuation keeps what stands on its two
//! sides apart.

use std::borrow::Cow;
use std::fmt;

use lindera::segmenter::Segmenter;

use super::dictionary::{DictionaryError, UserDictionary};
use super::folded::Folded;
use crate::text;

/// The mark of a term at a word's start or end.
pub(crate) const WORD_END: char = '|';

/// A term at its place in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The term.
    pub text: String,
    /// Its place, counted in words or characters.
    pub position: usize,
}

/// A text's terms in each field of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Dictionary forms of the words that carry meaning.
    pub words: Vec<Token>,
    /// Characters and pairs of neighbours.
    pub grams: Vec<Token>,
    /// The same over the reading.
    pub reading: Vec<Token>,
}

/// A field a line, its terms separated by blanks, as `renkei analyze` prints it.
impl fmt::Display for Analysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, tokens) in [
            ("words", &self.words),
            ("grams", &self.grams),
            ("reading", &self.reading),
        ] {
            let terms: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
            writeln!(f, "{name}: {}", terms.join(" "))?;
        }
        Ok(())
    }
}

/// What a word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A noun, prefix or unknown word: part of a name or compound.
    Noun,
    /// A suffix: belongs to the noun before it (率, 者, 市).
    Suffix,
    /// A verb or adjective that carries meaning.
    Predicate,
    /// A particle, auxiliary or word too general to search for.
    Function,
    /// Punctuation.
    Symbol,
}

/// A word of a text.
#[derive(Clone, Debug)]
pub(crate) struct Morpheme {
    /// As folded.
    pub(crate) surface: String,
    /// Its place in the folded text, in characters.
    pub(crate) range: std::ops::Range<usize>,
    /// The dictionary form, katakana without the final long vowel.
    pub(crate) base: String,
    /// The reading as [`fold_kana`] writes it; none for unknown kanji and for
    /// letters and digits.
    pub(crate) reading: Option<String>,
    pub(crate) role: Role,
}

/// A character that counts, at its place in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) c: char,
    /// The place in the field; a gap keeps apart what punctuation separates.
    pub(crate) position: usize,
    /// The character or morpheme that it comes from.
    pub(crate) from: usize,
}

/// Cuts texts and queries alike into what the index holds.
pub struct Analyzer {
    segmenter: Segmenter,
}

impl fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analyzer").finish_non_exhaustive()
    }
}

impl Analyzer {
    /// An analyzer with the user dictionary that stands in `folder`, or the one
    /// that the program was built with.
    pub fn load(folder: &std::path::Path) -> Result<Self, DictionaryError> {
        Self::new(&UserDictionary::load(folder)?)
    }

    pub(crate) fn new(dictionary: &UserDictionary) -> Result<Self, DictionaryError> {
        Ok(Self {
            segmenter: dictionary.segmenter()?,
        })
    }

    /// A text's terms in each field.
    pub fn analyze(&self, text: &str) -> Analysis {
        let folded = Folded::new(text);
        let morphemes = self.morphemes(&folded.text());
        let starts: Vec<usize> = morphemes
            .iter()
            .map(|morpheme| morpheme.range.start)
            .collect();
        let words = morphemes
            .iter()
            .filter(|morpheme| matches!(morpheme.role, Role::Noun | Role::Suffix | Role::Predicate))
            .enumerate()
            .map(|(position, morpheme)| Token {
                text: morpheme.base.clone(),
                position,
            })
            .collect();
        let word_indexes: Vec<usize> = (0..morphemes.len()).collect();
        Analysis {
            words,
            grams: grams(&units(&folded.chars), &starts),
            reading: grams(&reading_units(&morphemes), &word_indexes),
        }
    }

    /// The words of a folded text.
    pub(crate) fn morphemes(&self, folded: &str) -> Vec<Morpheme> {
        // The tokenizer fails on nothing but a broken dictionary; a text without
        // words is then still found by its characters.
        let Ok(tokens) = self.segmenter.segment(Cow::Borrowed(folded)) else {
            return Vec::new();
        };
        let mut morphemes = Vec::with_capacity(tokens.len());
        let (mut bytes, mut chars) = (0, 0);
        for mut token in tokens {
            let Some(surface) = folded.get(token.byte_start..token.byte_end) else {
                continue;
            };
            chars += folded
                .get(bytes..token.byte_start)
                .map_or(0, |gap| gap.chars().count());
            let end = chars + surface.chars().count();
            let details = token.details();
            let detail = |index: usize| match details.get(index) {
                Some(&"*") | None => "",
                Some(detail) => detail,
            };
            let base = match detail(6) {
                "" => surface,
                base => base,
            };
            morphemes.push(Morpheme {
                role: role(surface, detail(0), detail(1), base),
                base: katakana_stem(base),
                reading: reading(surface, detail(7)),
                surface: surface.to_owned(),
                range: chars..end,
            });
            (bytes, chars) = (token.byte_end, end);
        }
        morphemes
    }
}

/// What IPADIC's part of speech means for searching.
fn role(surface: &str, part: &str, sub: &str, base: &str) -> Role {
    /// Verbs that every sentence has.
    const LIGHT: [&str; 14] = [
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
    ];
    if !surface.chars().any(counts) {
        return Role::Symbol;
    }
    match (part, sub) {
        ("名詞", "接尾") => Role::Suffix,
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
fn katakana_stem(base: &str) -> String {
    let katakana = base.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー'));
    match base.strip_suffix('ー') {
        Some(stem) if katakana && stem.chars().count() > 2 => stem.to_owned(),
        _ => base.to_owned(),
    }
}

fn reading(surface: &str, reading: &str) -> Option<String> {
    if is_kana(surface) {
        Some(fold_kana(surface))
    } else if reading.is_empty() {
        None
    } else {
        Some(fold_kana(reading))
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
    text::to_hiragana(kana)
        .chars()
        .filter(|&c| c != 'ー')
        .map(|c| match c {
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
        .collect()
}

/// Whether a character is searched for.
fn counts(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '%' | '々' | '〆')
}

/// Whether a character is passed over without keeping its sides apart.
fn is_passed_over(c: char) -> bool {
    matches!(
        c,
        ' ' | '・' | '-' | '~' | '/' | '\'' | '"' | '「' | '」' | '『' | '』' | '“' | '”' | '’'
    )
}

/// A folded text without what is passed over in it.
pub(crate) fn compact(folded: &str) -> String {
    let chars: Vec<char> = folded.chars().collect();
    units(&chars).iter().map(|unit| unit.c).collect()
}

/// The units of a reading that is typed by itself, every character in its place.
pub(crate) fn kana_units(kana: &str) -> Vec<Unit> {
    kana.chars()
        .enumerate()
        .map(|(position, c)| Unit {
            c,
            position,
            from: position,
        })
        .collect()
}

/// The characters of a folded text that count, each with its place.
pub(crate) fn units(chars: &[char]) -> Vec<Unit> {
    let mut units = Vec::with_capacity(chars.len());
    let mut position = 0;
    for (from, &c) in chars.iter().enumerate() {
        let digit = |index: Option<usize>| {
            index
                .and_then(|index| chars.get(index))
                .is_some_and(char::is_ascii_digit)
        };
        // 1,941 and 35.2 are one figure.
        let in_figure =
            matches!(c, ',' | '.') && digit(from.checked_sub(1)) && digit(Some(from + 1));
        if counts(c) || in_figure {
            units.push(Unit { c, position, from });
            position += 1;
        } else if !is_passed_over(c) {
            position += 1;
        }
    }
    units
}

/// The kana of a text's words, each with its place; `from` is the word.
pub(crate) fn reading_units(morphemes: &[Morpheme]) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut position = 0;
    for (from, morpheme) in morphemes.iter().enumerate() {
        if let Some(reading) = &morpheme.reading {
            for c in reading.chars() {
                units.push(Unit { c, position, from });
                position += 1;
            }
        } else if !morpheme.surface.chars().all(is_passed_over) {
            position += 1;
        }
    }
    units
}

/// Single characters and pairs of neighbours, marked where a word starts or ends;
/// `starts` are the values of `from` at which a word starts, in ascending order.
fn grams(units: &[Unit], starts: &[usize]) -> Vec<Token> {
    let mut starts = starts.iter().peekable();
    let starts_word: Vec<bool> = units
        .iter()
        .enumerate()
        .map(|(index, unit)| {
            // A word that starts with a character passed over starts at the next.
            let mut starts_word = false;
            while starts.next_if(|&&start| start <= unit.from).is_some() {
                starts_word = true;
            }
            let previous = index.checked_sub(1).and_then(|index| units.get(index));
            starts_word || previous.is_none_or(|it| it.position + 1 != unit.position)
        })
        .collect();
    let ends_word = |index: usize| starts_word.get(index + 1).copied().unwrap_or(true);
    let mut tokens = Vec::with_capacity(units.len() * 4);
    for (index, unit) in units.iter().enumerate() {
        let next = units
            .get(index + 1)
            .filter(|next| next.position == unit.position + 1);
        let pair = next.map(|next| [unit.c, next.c].iter().collect::<String>());
        let mut push = |text: String| {
            tokens.push(Token {
                text,
                position: unit.position,
            });
        };
        push(unit.c.to_string());
        if starts_word[index] {
            push(format!("{WORD_END}{}", unit.c));
        }
        let Some(pair) = pair else {
            continue;
        };
        if starts_word[index] {
            push(format!("{WORD_END}{pair}"));
        }
        if ends_word(index + 1) {
            push(format!("{pair}{WORD_END}"));
            if starts_word[index] {
                push(format!("{WORD_END}{pair}{WORD_END}"));
            }
        }
        push(pair);
    }
    tokens
}
