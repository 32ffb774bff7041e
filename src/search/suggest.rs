//! Completes what is being typed: towns, prefectures, models, products, ideas,
//! headings and words of the corpus, by their writing or reading.

use std::collections::HashSet;

use super::facets::Facets;
use super::places::reading;
use super::results::{FacetName, Typeahead, TypeaheadKind};
use crate::language::Analyzer;
use crate::language::analyzer::{fold_kana, is_kana};
use crate::language::dictionary::UserWord;
use crate::record::{CaseSummary, MunicipalityRef};
use crate::text;
use crate::vocabulary::Model;

/// In how many cases a word must stand to be offered.
const FREQUENT: u32 = 5;
/// How many frequent words are offered, the most frequent of them.
const MOST_WORDS: usize = 2000;

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
    /// `stands` tells whether a term stands in a case; `frequent` are the words of the
    /// cases with how many hold each, the most frequent first.
    pub(super) fn new(
        summaries: &[CaseSummary],
        facets: &Facets,
        words: &[UserWord],
        frequent: &[(String, u32)],
        analyzer: &Analyzer,
        stands: impl Fn(&str) -> bool,
    ) -> Self {
        let mut completions = Self::default();
        completions.add_towns(summaries, analyzer);
        let read = |text: &str| reading(text, analyzer);
        for (_, label) in facets.in_use(FacetName::Pref) {
            completions.add(TypeaheadKind::Prefecture, label, None, read(label));
        }
        for &model in Model::ALL {
            let (code, label) = (model.code().to_owned(), model.label());
            completions.add(TypeaheadKind::Model, label, Some(code), read(label));
        }
        for (_, label) in facets.in_use(FacetName::Ict) {
            completions.add(TypeaheadKind::IctTool, label, None, read(label));
        }
        for word in words.iter().filter(|word| stands(&word.surface)) {
            let kana = fold_kana(&word.reading);
            completions.add(TypeaheadKind::Term, &word.written, None, kana);
        }
        let concepts = analyzer.thesaurus().concepts().iter();
        for name in concepts.filter_map(|concept| Some(&concept.terms.first()?.written)) {
            if stands(name) {
                completions.add(TypeaheadKind::Term, name, None, read(name));
            }
        }
        let frequent = frequent
            .iter()
            .filter(|(word, cases)| *cases >= FREQUENT && !is_hiragana(word));
        for (word, _) in frequent.take(MOST_WORDS) {
            completions.add(TypeaheadKind::Term, word, None, read(word));
        }
        let mut seen = HashSet::new();
        completions
            .entries
            .retain(|entry| seen.insert((entry.folded.clone(), entry.typeahead.note.clone())));
        completions
    }

    fn add_towns(&mut self, summaries: &[CaseSummary], analyzer: &Analyzer) {
        let mut seen = HashSet::new();
        for case in summaries {
            let towns = case.municipalities.iter();
            let towns: Vec<&MunicipalityRef> = towns
                .filter(|town| seen.insert((&town.code, &town.name)))
                .collect();
            if towns.is_empty() {
                continue;
            }
            let prefecture = case.prefecture.as_ref().map(|it| it.name.clone());
            let aliases: Vec<String> = prefecture
                .iter()
                .flat_map(|name| [text::fold(name), reading(name, analyzer)])
                .collect();
            for town in towns {
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

    fn add(&mut self, kind: TypeaheadKind, text: &str, note: Option<String>, reading: String) {
        let typeahead = Typeahead {
            text: text.to_owned(),
            kind,
            note,
            case: None,
        };
        self.push(typeahead, reading, Vec::new());
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

fn is_hiragana(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'))
}
