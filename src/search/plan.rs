//! What a query means: the ideas that a case must treat, and the forms in which
//! each can stand in a document.
//!
//! A word that was typed is looked for as written, by its reading, by its
//! synonyms and in parts, in this order of worth. A sentence is cut into the
//! words that carry its meaning. What a match is worth is not known here.

use std::collections::HashSet;

use super::lexicon::Lexicon;
use super::matching::{Lookup, Pattern};
use super::parse::Clause;
use super::places::Places;
use super::synonyms::Synonyms;
use crate::index::Analyzer;
use crate::index::analyzer::{Morpheme, Role, compact, fold_kana, is_kana, units};
use crate::text;

/// How a form came about, from the least to the most certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Level {
    /// A word that is spelt much the same.
    Near,
    /// Parts of it.
    Partial,
    /// A word that means the same.
    Synonym,
    /// A word that reads the same.
    Reading,
    /// As written.
    Written,
    /// The case is of the prefecture of this name.
    Prefecture,
    /// The case is about the town of this name.
    Town,
}

/// One form that an idea can stand in a document in.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) level: Level,
    pub(super) pattern: Pattern,
    /// The words of the form, as the reason names them.
    pub(super) shown: String,
}

/// Something that a case must treat.
#[derive(Clone, Debug)]
pub(super) struct Idea {
    /// As typed.
    pub(super) typed: String,
    pub(super) forms: Vec<Form>,
}

/// The ideas of one typed word or sentence.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    pub(super) ideas: Vec<Idea>,
    /// As typed.
    pub(super) typed: String,
    /// A sentence: most of its ideas are enough.
    pub(super) loose: bool,
}

/// What a query means.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) demands: Vec<Demand>,
    pub(super) excluded: Vec<Pattern>,
}

impl Plan {
    /// Whether any of it is a sentence.
    pub(super) fn has_sentence(&self) -> bool {
        self.demands.iter().any(|demand| demand.loose)
    }

    /// Every idea, with whether it belongs to a sentence.
    pub(super) fn ideas(&self) -> impl Iterator<Item = (&Idea, bool)> {
        self.demands
            .iter()
            .flat_map(|demand| demand.ideas.iter().map(|idea| (idea, demand.loose)))
    }
}

/// What is needed to understand a query.
#[derive(Debug)]
pub(super) struct Planner<'a> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) synonyms: &'a Synonyms,
    pub(super) lexicon: &'a Lexicon,
    pub(super) places: &'a Places,
    pub(super) lookup: &'a Lookup<'a>,
}

impl Planner<'_> {
    /// Understands the clauses of a query; `exact` takes all words as they are.
    pub(super) fn plan(&self, clauses: &[Clause], exact: bool) -> Plan {
        let mut plan = Plan::default();
        for clause in clauses {
            let folded = text::fold(&clause.text);
            if units(&folded.chars().collect::<Vec<_>>()).is_empty() {
                continue;
            }
            if clause.excluded {
                plan.excluded.push(Pattern::Text(folded));
            } else if clause.quoted || exact {
                let idea = Idea {
                    typed: clause.text.clone(),
                    forms: vec![written(&clause.text, &folded)],
                };
                plan.demands.push(strict(idea));
            } else {
                plan.demands.extend(self.word(&clause.text, &folded));
            }
        }
        plan
    }

    /// The demands of one typed word.
    fn word(&self, typed: &str, folded: &str) -> Vec<Demand> {
        let compact = compact(folded);
        if is_kana(&compact) {
            return vec![strict(self.kana(typed, folded, &compact))];
        }
        let morphemes = self.analyzer.morphemes(folded);
        let chunks = chunks(&morphemes);
        let known = self.is_known(&compact) || self.places.is_place(&compact);
        let stands = || self.lookup.stands(&Pattern::Text(folded.to_owned()));
        if chunks.len() <= 1 || known || stands() {
            let nouns: Vec<&Morpheme> = chunks.iter().flatten().copied().collect();
            let idea = self.idea(typed, folded, &nouns);
            if !known
                && !stands()
                && !self.has_more_than_parts(&idea)
                && let Some(parts) = self.known_parts(&nouns)
            {
                return parts
                    .iter()
                    .map(|part| strict(self.idea(&surface(part), &surface(part), part)))
                    .collect();
            }
            return vec![strict(idea)];
        }
        let ideas = chunks
            .iter()
            .map(|chunk| match chunk.as_slice() {
                [predicate] if predicate.role == Role::Predicate => Idea {
                    typed: predicate.surface.clone(),
                    forms: vec![Form {
                        level: Level::Written,
                        pattern: Pattern::Word(predicate.base.clone()),
                        shown: predicate.base.clone(),
                    }],
                },
                chunk => self.idea(&surface(chunk), &surface(chunk), chunk),
            })
            .collect();
        vec![Demand {
            ideas,
            typed: typed.to_owned(),
            loose: true,
        }]
    }

    /// A word typed in kana: as written, and whatever reads so.
    fn kana(&self, typed: &str, folded: &str, compact: &str) -> Idea {
        let mut forms = self.place(typed, compact);
        forms.push(written(typed, folded));
        let kana = fold_kana(compact);
        if kana.chars().nth(1).is_some() {
            forms.push(Form {
                level: Level::Reading,
                pattern: Pattern::Reading(kana.clone()),
                shown: typed.to_owned(),
            });
        }
        forms.extend(self.synonyms_of(compact));
        for term in self.lexicon.terms_read(&kana) {
            forms.extend(self.synonyms_of(term));
        }
        self.or_near(typed, compact, forms)
    }

    /// A word or compound with all its forms.
    fn idea(&self, typed: &str, folded: &str, morphemes: &[&Morpheme]) -> Idea {
        let compact = compact(folded);
        let mut forms = self.place(typed, &compact);
        forms.push(written(typed, folded));
        forms.extend(self.spelt_otherwise(morphemes));
        if let [only] = morphemes
            && only.role == Role::Predicate
        {
            forms.push(Form {
                level: Level::Written,
                pattern: Pattern::Word(only.base.clone()),
                shown: only.base.clone(),
            });
        }
        forms.extend(self.synonyms_of(&compact));
        forms.extend(self.synonyms_within(morphemes));
        if self.nowhere(&forms)
            && let Some(kana) = reading(morphemes)
        {
            for term in self.lexicon.terms_read(&kana) {
                forms.extend(self.synonyms_of(term));
            }
            forms.push(Form {
                level: Level::Reading,
                shown: typed.to_owned(),
                pattern: Pattern::Reading(kana),
            });
        }
        forms.extend(parts(morphemes));
        self.or_near(typed, &compact, forms)
    }

    fn nowhere(&self, forms: &[Form]) -> bool {
        forms.iter().all(|form| !self.lookup.stands(&form.pattern))
    }

    /// The idea of these forms; where none of them stands anywhere, a word that
    /// is spelt much the same and does.
    fn or_near(&self, typed: &str, compact: &str, mut forms: Vec<Form>) -> Idea {
        if self.nowhere(&forms) {
            for near in self.lexicon.near(compact, 1) {
                let folded = text::fold(&near);
                let mut found = vec![written(&near, &folded)];
                found.extend(self.synonyms_of(&self::compact(&folded)));
                forms.extend(found.into_iter().map(|form| Form {
                    level: Level::Near,
                    shown: near.clone(),
                    pattern: form.pattern,
                }));
            }
        }
        Idea {
            typed: typed.to_owned(),
            forms: distinct(forms),
        }
    }

    /// The towns and the prefecture of this name.
    fn place(&self, typed: &str, compact: &str) -> Vec<Form> {
        [
            (Level::Town, self.places.towns(compact)),
            (Level::Prefecture, self.places.prefecture(compact)),
        ]
        .into_iter()
        .filter(|(_, cases)| !cases.is_empty())
        .map(|(level, cases)| Form {
            level,
            pattern: Pattern::Cases(cases.to_vec()),
            shown: typed.to_owned(),
        })
        .collect()
    }

    /// The same words with other okurigana: 看とり for 看取り.
    fn spelt_otherwise(&self, morphemes: &[&Morpheme]) -> Vec<Form> {
        let mut forms = Vec::new();
        for (index, morpheme) in morphemes.iter().enumerate() {
            for variant in self.lexicon.okurigana_variants(morpheme) {
                let text = replaced(morphemes, index..index + 1, variant);
                forms.push(Form {
                    level: Level::Written,
                    shown: text.clone(),
                    pattern: Pattern::Text(text),
                });
            }
        }
        forms
    }

    fn synonyms_of(&self, term: &str) -> Vec<Form> {
        self.synonyms
            .of(term)
            .iter()
            .map(|target| self.synonym(target, text::fold(target)))
            .collect()
    }

    /// A form through a synonym; the name of a prefecture stands for the
    /// cases there.
    fn synonym(&self, target: &str, folded: String) -> Form {
        let prefecture = self.places.prefecture(&folded);
        Form {
            level: Level::Synonym,
            shown: target.to_owned(),
            pattern: if prefecture.is_empty() {
                Pattern::Text(folded)
            } else {
                Pattern::Cases(prefecture.to_vec())
            },
        }
    }

    /// The compound with one of its words replaced by a synonym: 訪看利用 for
    /// 訪問看護利用.
    fn synonyms_within(&self, morphemes: &[&Morpheme]) -> Vec<Form> {
        let mut forms = Vec::new();
        for start in 0..morphemes.len() {
            for end in start + 1..=morphemes.len() {
                if end - start == morphemes.len() {
                    continue;
                }
                for target in self.synonyms.of(&surface(&morphemes[start..end])) {
                    let text = replaced(morphemes, start..end, &text::fold(target));
                    forms.push(Form {
                        level: Level::Synonym,
                        shown: text.clone(),
                        pattern: Pattern::Text(text),
                    });
                }
            }
        }
        forms
    }

    /// Whether anything but parts of the idea stands in a document.
    fn has_more_than_parts(&self, idea: &Idea) -> bool {
        idea.forms
            .iter()
            .filter(|form| form.level > Level::Partial)
            .any(|form| self.lookup.stands(&form.pattern))
    }

    fn is_known(&self, term: &str) -> bool {
        self.lexicon.is_known(term) || !self.synonyms.of(term).is_empty()
    }

    /// A compound that nobody wrote so, cut into terms that are known each for
    /// itself: 退院支援ルール and 看取り. None where a part is not known.
    fn known_parts<'m>(&self, morphemes: &[&'m Morpheme]) -> Option<Vec<Vec<&'m Morpheme>>> {
        let mut parts = Vec::new();
        let mut start = 0;
        while start < morphemes.len() {
            let end = (start + 1..=morphemes.len()).rev().find(|&end| {
                let term = surface(&morphemes[start..end]);
                self.is_known(&term) || self.places.is_place(&term)
            })?;
            parts.push(morphemes[start..end].to_vec());
            start = end;
        }
        (parts.len() > 1).then_some(parts)
    }
}

fn strict(idea: Idea) -> Demand {
    Demand {
        typed: idea.typed.clone(),
        ideas: vec![idea],
        loose: false,
    }
}

fn written(typed: &str, folded: &str) -> Form {
    Form {
        level: Level::Written,
        pattern: Pattern::Text(folded.to_owned()),
        shown: typed.to_owned(),
    }
}

/// The nouns that stand together, and the verbs and adjectives between them.
fn chunks(morphemes: &[Morpheme]) -> Vec<Vec<&Morpheme>> {
    let mut chunks: Vec<Vec<&Morpheme>> = Vec::new();
    let mut open = false;
    for morpheme in morphemes {
        match morpheme.role {
            Role::Noun | Role::Suffix => {
                match chunks.last_mut().filter(|_| open) {
                    Some(chunk) => chunk.push(morpheme),
                    None => chunks.push(vec![morpheme]),
                }
                open = true;
            }
            Role::Predicate => {
                chunks.push(vec![morpheme]);
                open = false;
            }
            Role::Function => open = false,
            // What is passed over in a text keeps nothing apart here either.
            Role::Symbol => {
                let chars: Vec<char> = format!("a{}a", morpheme.surface).chars().collect();
                open &= units(&chars).last().is_some_and(|unit| unit.position == 1);
            }
        }
    }
    // A lone suffix or digit says nothing.
    chunks.retain(|chunk| {
        chunk
            .iter()
            .any(|morpheme| morpheme.role != Role::Suffix || chunk.len() > 1)
    });
    chunks
}

fn surface(morphemes: &[&Morpheme]) -> String {
    morphemes
        .iter()
        .map(|morpheme| morpheme.surface.as_str())
        .collect()
}

fn replaced(morphemes: &[&Morpheme], range: std::ops::Range<usize>, by: &str) -> String {
    let before = surface(&morphemes[..range.start]);
    let after = surface(&morphemes[range.end..]);
    format!("{before}{by}{after}")
}

/// The reading of a compound, where all of it can be read and it is long enough
/// not to be the reading of everything.
fn reading(morphemes: &[&Morpheme]) -> Option<String> {
    let kana: Option<Vec<&str>> = morphemes
        .iter()
        .map(|morpheme| morpheme.reading.as_deref())
        .collect();
    let kana = kana?.concat();
    (kana.chars().count() >= 3).then_some(kana)
}

/// The compound in parts: its words, and its neighbouring words; none where there
/// is nothing to part.
fn parts(morphemes: &[&Morpheme]) -> Option<Form> {
    let words: Vec<&str> = morphemes
        .iter()
        .filter(|morpheme| {
            morpheme.role != Role::Suffix && !morpheme.surface.chars().all(char::is_numeric)
        })
        .map(|morpheme| morpheme.surface.as_str())
        .collect();
    if words.is_empty() || morphemes.len() < 2 {
        return None;
    }
    let pairs = morphemes.windows(2).map(surface);
    let pairs = pairs.filter(|_| morphemes.len() > 2).collect();
    Some(Form {
        level: Level::Partial,
        shown: words.join("・"),
        pattern: Pattern::Parts {
            words: words.into_iter().map(str::to_owned).collect(),
            pairs,
        },
    })
}

fn distinct(forms: Vec<Form>) -> Vec<Form> {
    let mut seen = HashSet::new();
    forms
        .into_iter()
        .filter(|form| seen.insert(form.pattern.clone()))
        .collect()
}
