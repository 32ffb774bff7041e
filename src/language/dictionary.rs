//! The words that text is cut into: IPADIC, baked into the program by `build.rs`,
//! and the field's own words on top.
//!
//! The user dictionary is a table of surface, part of speech and reading. `名詞`
//! and `固有名詞` are words that must not be cut (看取り, 歯科医師会, 虹ねっと);
//! `複合語` are terms made of words that stay searchable on their own
//! (退院支援ルール): the tokenizer does not see them, the query does.

use std::path::Path;

use lindera::segmenter::Segmenter;
use lindera_dictionary::builder::user_dictionary::UserDictionaryBuilderOptions;
use lindera_dictionary::loader::DictionaryLoader;
use lindera_dictionary::mode::{Mode, Penalty};

use super::table::{self, TableError};
use crate::text;

/// What of IPADIC and lindera the index was made with.
pub(crate) const VERSION: &str = "mecab-ipadic-2.7.0-20070801/lindera-6.2";
/// The terms that IPADIC is passed on under, as its source states them.
pub const TERMS: &str = include_str!(concat!(env!("LINDERA_WORKDIR"), "/lindera-ipadic/COPYING"));
/// The user dictionary's file name.
pub(crate) const USER_DICTIONARY: &str = "user-dictionary.csv";

const BUILT_IN: &[u8] = include_bytes!("../../index/user-dictionary.csv");
/// IPADIC's context numbers (left-id.def) of 名詞,一般 and 名詞,固有名詞,一般.
const NOUN: u16 = 1285;
const PROPER_NOUN: u16 = 1288;
/// A word's cost before the decomposing mode's penalty: far enough below
/// IPADIC's nouns (3,000 to 9,000) to win, so that a longer word of the field
/// still beats two short ones.
const WORD_COST: i64 = -3000;

mod embedded {
    lindera_dictionary::embedded_dictionary!("/lindera-ipadic", Ipadic);
}

/// Why the dictionary cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    /// The user dictionary is at fault.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The compiled dictionary is at fault; only a broken build brings this about.
    #[error("the built-in dictionary cannot be used: {0}; build the program again")]
    Compiled(String),
}

/// A word of the user dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UserWord {
    /// Folded, as the tokenizer meets it.
    pub(crate) surface: String,
    /// As the table writes it.
    pub(crate) written: String,
    /// Hiragana.
    pub(crate) reading: String,
    part_of_speech: PartOfSpeech,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartOfSpeech {
    Noun,
    ProperNoun,
    Compound,
}

/// The user dictionary as read, with the bytes it was read from.
#[derive(Clone, Debug)]
pub(crate) struct UserDictionary {
    pub(crate) words: Vec<UserWord>,
    pub(crate) bytes: Vec<u8>,
}

impl UserDictionary {
    /// The one in `folder`, or the one the program was built with.
    pub(crate) fn load(folder: &Path) -> Result<Self, TableError> {
        let (bytes, path) = table::load(folder, USER_DICTIONARY, BUILT_IN)?;
        Self::parse(bytes, &path)
    }

    /// The one that the program was built with.
    pub(crate) fn built_in() -> Result<Self, TableError> {
        Self::parse(BUILT_IN.to_vec(), Path::new(USER_DICTIONARY))
    }

    fn parse(bytes: Vec<u8>, path: &Path) -> Result<Self, TableError> {
        let mut words: Vec<UserWord> = Vec::new();
        for row in table::rows(&bytes, path)? {
            let problem = |problem: String| TableError::Row {
                path: path.to_owned(),
                line: row.line,
                problem,
            };
            let (written, reading) = (row.cell(0), row.cell(2));
            if written.is_empty() {
                return Err(problem("the word is missing in the first column".into()));
            }
            let part_of_speech = match row.cell(1) {
                "名詞" => PartOfSpeech::Noun,
                "固有名詞" => PartOfSpeech::ProperNoun,
                "複合語" => PartOfSpeech::Compound,
                other => {
                    return Err(problem(format!(
                        "「{other}」 is no part of speech; write 名詞, 固有名詞 or 複合語"
                    )));
                }
            };
            let reading = text::to_hiragana(&text::fold(reading));
            if reading.is_empty() || !reading.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー')) {
                return Err(problem(format!(
                    "the reading of 「{written}」 must be kana in the third column"
                )));
            }
            let surface = text::fold(written);
            if words.iter().any(|word| word.surface == surface) {
                return Err(problem(format!(
                    "「{written}」 stands here twice; keep one row"
                )));
            }
            words.push(UserWord {
                surface,
                written: written.to_owned(),
                reading,
                part_of_speech,
            });
        }
        Ok(Self { words, bytes })
    }

    /// A tokenizer that knows IPADIC's words and these.
    pub(super) fn segmenter(&self) -> Result<Segmenter, DictionaryError> {
        let compiled = |error: lindera_dictionary::error::LinderaError| {
            DictionaryError::Compiled(error.to_string())
        };
        let ipadic = embedded::Ipadic.load().map_err(compiled)?;
        let mut csv = csv::WriterBuilder::new().from_writer(Vec::new());
        for word in &self.words {
            let (context, kind) = match word.part_of_speech {
                PartOfSpeech::Noun => (NOUN, "一般"),
                PartOfSpeech::ProperNoun => (PROPER_NOUN, "固有名詞"),
                PartOfSpeech::Compound => continue,
            };
            let (context, cost) = (context.to_string(), cost(&word.surface).to_string());
            csv.write_record([
                &word.surface,
                &context,
                &context,
                &cost,
                "名詞",
                kind,
                "*",
                "*",
                "*",
                "*",
                &word.surface,
                &word.reading,
                &word.reading,
            ])
            .map_err(|error| DictionaryError::Compiled(error.to_string()))?;
        }
        let csv = csv
            .into_inner()
            .map_err(|error| DictionaryError::Compiled(error.to_string()))?;
        let words = if csv.is_empty() {
            None
        } else {
            let builder = UserDictionaryBuilderOptions::default().builder();
            Some(
                builder
                    .build_from_reader(csv.as_slice())
                    .map_err(compiled)?,
            )
        };
        Ok(Segmenter::new(
            Mode::Decompose(Penalty::default()),
            ipadic,
            words,
        ))
    }
}

/// The word's cost with the decomposing mode's penalty on long words taken back:
/// what stands in the table is meant to stay whole.
fn cost(surface: &str) -> i16 {
    let length = i64::try_from(surface.chars().count()).unwrap_or(i64::MAX);
    let kanji = surface
        .chars()
        .all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '々'));
    let penalty = if kanji && length > 2 {
        (length - 2).saturating_mul(3000)
    } else if !kanji && length > 7 {
        (length - 7).saturating_mul(1700)
    } else {
        0
    };
    i16::try_from(WORD_COST.saturating_sub(penalty)).unwrap_or(i16::MIN)
}
