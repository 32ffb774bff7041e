//! What kind of document a text is, by its words.

use crate::corpus::{Document, Source, SourceKind};
use crate::gazetteer::Gazetteer;
use crate::ingest;

use super::blocks::HEADING;

/// What a document seems to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The kind that fits best.
    pub kind: SourceKind,
    /// Whether nothing else comes near: otherwise the officer is asked.
    pub is_sure: bool,
    /// The words that say so.
    pub because: String,
}

/// The word that every entry of the Ministry's form begins with.
const PRACTICE: &str = "スマートプラクティス";

/// Words of the field, without which a document is hardly one of its cases.
const FIELD: [&str; 14] = [
    "在宅医療",
    "医療・介護",
    "医療と介護",
    "医療介護",
    "地域包括ケア",
    "在宅ケア",
    "訪問看護",
    "訪問診療",
    "往診",
    "看取り",
    "退院支援",
    "ケアマネ",
    "医師会",
    "多職種",
];

/// What kind of document this text is.
pub fn recognise(text: &str, gazetteer: &Gazetteer) -> Guess {
    let sure = |kind, because: &str| Guess {
        kind,
        is_sure: true,
        because: because.to_owned(),
    };
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |word: &str| words.contains(word);
    if has("グループ化") && (has("取組効果") || has("取組事項")) {
        return sure(SourceKind::GroupPlan, "「グループ化」と「取組効果」の語");
    }
    if has("事例索引") && has("垂直連携") && has("水平連携") {
        return sure(
            SourceKind::ModelSurvey,
            "「事例索引」と「垂直連携」「水平連携」の語",
        );
    }
    if text.lines().any(|line| line.trim().starts_with(PRACTICE)) {
        return sure(
            SourceKind::SmartPractice,
            "「スマートプラクティス」で始まる行",
        );
    }
    if ingest::is_write_up(text) {
        return sure(SourceKind::WriteUp, "「市町村名」「課題」などの見出し");
    }
    let towns = towns(text, gazetteer);
    let of_field = FIELD.iter().find(|word| has(word));
    Guess {
        kind: SourceKind::CaseCollection,
        is_sure: towns > 0 && of_field.is_some(),
        because: match (towns, of_field) {
            (0, _) => "市町村ごとのまとまりが見つからない".to_owned(),
            (_, None) => "在宅医療・介護連携の語が見つからない".to_owned(),
            (towns, Some(word)) => format!("{towns}つの市町村のまとまりと「{word}」の語"),
        },
    }
}

/// How many entries of known towns a text shows, read as a collection.
fn towns(text: &str, gazetteer: &Gazetteer) -> usize {
    let document = Document {
        source: Source::new("recognised", SourceKind::CaseCollection),
        text: fitted(text, SourceKind::CaseCollection),
    };
    let read = ingest::ingest_document(document, gazetteer);
    let known = read.cases.iter().filter(|it| !it.municipalities.is_empty());
    known.count()
}

/// The text as the reader of this kind takes it: only the form's knows the marks of
/// headings.
pub(super) fn fitted(text: &str, kind: SourceKind) -> String {
    if kind == SourceKind::WriteUp {
        return text.to_owned();
    }
    let lines = text.split('\n').map(|line| {
        let (page, words) = match line.strip_prefix('\u{c}') {
            Some(words) => ("\u{c}", words),
            None => ("", line),
        };
        format!("{page}{}", words.strip_prefix(HEADING).unwrap_or(words))
    });
    let lines: Vec<String> = lines.collect();
    lines.join("\n")
}
