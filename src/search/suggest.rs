//! Completes what is being typed: towns, prefectures, models, products, headings
//! and words of the corpus, by their writing or reading.

use std::collections::{BTreeMap, HashSet};

use super::lexicon::Lexicon;
use super::results::{Typeahead, TypeaheadKind};
use crate::index::Analyzer;
use crate::index::analyzer::{fold_kana, is_kana};
use crate::index::dictionary::UserWord;
use crate::record::Case;
use crate::text;
use crate::vocabulary::{Model, Prefecture};

/// In how many cases a word must stand to be offered.
const FREQUENT: usize = 5;
/// The longest heading that is offered, in characters.
const LONGEST_HEADING: usize = 24;

/// Everything that can be completed to, in the order it is offered.
#[derive(Debug, Default)]
pub(super) struct Completions {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    typeahead: Typeahead,
    folded: String,
    reading: String,
    /// Other beginnings that it is offered for: a town's prefecture.
    aliases: Vec<String>,
}

impl Completions {
    pub(super) fn new(
        cases: &[Case],
        lexicon: &Lexicon,
        words: &[UserWord],
        analyzer: &Analyzer,
    ) -> Self {
        let mut completions = Self::default();
        completions.add_towns(cases, analyzer);
        for &prefecture in Prefecture::ALL {
            if cases
                .iter()
                .any(|case| case.prefecture_term() == Some(prefecture))
            {
                completions.add(
                    TypeaheadKind::Prefecture,
                    prefecture.label(),
                    None,
                    analyzer,
                );
            }
        }
        for &model in Model::ALL {
            let note = Some(model.code().to_owned());
            completions.add(TypeaheadKind::Model, model.label(), note, analyzer);
        }
        let mut tools: BTreeMap<&str, usize> = BTreeMap::new();
        let mut headings: BTreeMap<&str, usize> = BTreeMap::new();
        for case in cases {
            for tag in &case.ict_tools {
                *tools.entry(&tag.code).or_default() += 1;
            }
            for record in &case.records {
                *headings.entry(&record.heading).or_default() += 1;
            }
        }
        for (tool, _) in most_first(tools) {
            completions.add(TypeaheadKind::IctTool, tool, None, analyzer);
        }
        let own_words: Vec<(&UserWord, usize)> = words
            .iter()
            .filter_map(|word| {
                let cases = cases_with(cases, &word.written);
                (cases > 0).then_some((word, cases))
            })
            .collect();
        for (word, count) in most_first(own_words) {
            completions.push(
                Typeahead {
                    text: word.written.clone(),
                    kind: TypeaheadKind::Term,
                    note: Some(format!("{count}件")),
                    case: None,
                },
                fold_kana(&word.reading),
                Vec::new(),
            );
        }
        let frequent = lexicon
            .entries()
            .iter()
            .filter(|entry| entry.cases >= FREQUENT && !is_hiragana(&entry.surface))
            .map(|entry| (entry, entry.cases));
        for (entry, count) in most_first(frequent) {
            completions.push(
                Typeahead {
                    text: entry.surface.clone(),
                    kind: TypeaheadKind::Term,
                    note: Some(format!("{count}件")),
                    case: None,
                },
                entry.reading.clone().unwrap_or_default(),
                Vec::new(),
            );
        }
        for (heading, _) in most_first(headings) {
            if heading.chars().count() <= LONGEST_HEADING {
                completions.add(TypeaheadKind::Heading, heading, None, analyzer);
            }
        }
        let mut seen = HashSet::new();
        completions
            .entries
            .retain(|entry| seen.insert((entry.folded.clone(), entry.typeahead.note.clone())));
        completions
    }

    fn add_towns(&mut self, cases: &[Case], analyzer: &Analyzer) {
        for case in cases {
            let prefecture = case.prefecture.as_ref().map(|it| it.name.clone());
            let aliases: Vec<String> = prefecture
                .iter()
                .flat_map(|name| [text::fold(name), reading(name, analyzer)])
                .collect();
            for town in &case.municipalities {
                let note = match &prefecture {
                    Some(prefecture) => format!("{prefecture}・{}", town.kana),
                    None => town.kana.clone(),
                };
                self.push(
                    Typeahead {
                        text: town.name.clone(),
                        kind: TypeaheadKind::Town,
                        note: Some(note),
                        case: Some(case.id.clone()),
                    },
                    fold_kana(&town.kana),
                    aliases.clone(),
                );
            }
        }
    }

    fn add(&mut self, kind: TypeaheadKind, text: &str, note: Option<String>, analyzer: &Analyzer) {
        let typeahead = Typeahead {
            text: text.to_owned(),
            kind,
            note,
            case: None,
        };
        self.push(typeahead, reading(text, analyzer), Vec::new());
    }

    fn push(&mut self, typeahead: Typeahead, reading: String, aliases: Vec<String>) {
        self.entries.push(Entry {
            folded: text::fold(&typeahead.text),
            typeahead,
            reading,
            aliases,
        });
    }

    /// The completions of the last word typed, those that begin with it first.
    pub(super) fn complete(&self, typed: &str, limit: usize) -> Vec<Typeahead> {
        let typed = typed.trim_start();
        let (before, word) = match typed.rfind(char::is_whitespace) {
            Some(at) => {
                let (before, word) = typed.split_at(at);
                (before.trim(), word.trim_start())
            }
            None => ("", typed),
        };
        let word = text::fold(word);
        if word.is_empty() {
            return Vec::new();
        }
        let kana = is_kana(&word).then(|| fold_kana(&word));
        let kana = kana.as_deref().filter(|kana| !kana.is_empty());
        let begins =
            |text: &str| text.starts_with(&word) || kana.is_some_and(|kana| text.starts_with(kana));
        let mut found: Vec<(usize, &Entry)> = self
            .entries
            .iter()
            .filter_map(|entry| {
                let worth = if begins(&entry.folded) || begins(&entry.reading) {
                    0
                } else if entry.aliases.iter().any(|alias| begins(alias)) {
                    1
                } else if word.chars().nth(1).is_some() && entry.folded.contains(&word) {
                    2
                } else {
                    return None;
                };
                Some((worth, entry))
            })
            .collect();
        found.sort_by_key(|(worth, _)| *worth);
        found
            .into_iter()
            .take(limit)
            .map(|(_, entry)| {
                let mut typeahead = entry.typeahead.clone();
                if !before.is_empty() {
                    typeahead.text = format!("{before} {}", typeahead.text);
                }
                typeahead
            })
            .collect()
    }
}

fn most_first<T>(counted: impl IntoIterator<Item = (T, usize)>) -> Vec<(T, usize)> {
    let mut counted: Vec<(T, usize)> = counted.into_iter().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted
}

/// In how many cases a term stands.
fn cases_with(cases: &[Case], term: &str) -> usize {
    cases
        .iter()
        .filter(|case| {
            case.records
                .iter()
                .any(|record| record.text.contains(term) || record.heading.contains(term))
        })
        .count()
}

fn is_hiragana(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'))
}

/// A text's reading in folded kana, as far as the dictionary knows it.
fn reading(text: &str, analyzer: &Analyzer) -> String {
    analyzer
        .morphemes(&text::fold(text))
        .into_iter()
        .filter_map(|morpheme| morpheme.reading)
        .collect()
}
