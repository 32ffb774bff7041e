//! The table of what the reader looks for: one rule a row, with the term that it
//! gives, the words that must stand together and a note of why.
//!
//! `words` are groups of alternatives. Groups joined by ` + ` stand in this order and
//! near each other, groups joined by ` & ` anywhere in the sentence; `[…]` stands for
//! every word of a concept of the thesaurus. A rule does not hold in a sentence with
//! a word of `unless`. In what state the sentence says it is not known here.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::PathBuf;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as UnknownName;

use crate::language::analyzer::compact;
use crate::language::compact::Compact;
use crate::language::table::{self, Row, TableError};
use crate::language::thesaurus::{Thesaurus, is_whole};

/// The table's file name.
const RULES: &str = "index/tag-rules.csv";
const BUILT_IN: &[u8] = include_bytes!("../../../index/tag-rules.csv");

/// How many characters may stand between the groups of a chain: a modifier and its
/// noun with a particle and another word between.
const NEAR: usize = 12;

/// How many places of a group count in a rule whose groups stand anywhere: a sentence
/// that repeats a word says no more, and the ways to combine them multiply.
const REPEATED: usize = 8;

/// What a rule gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// 事業項目, told from examples of what is done; no rule gives one.
    Item,
    /// 事業項目, as a document heads it.
    Title,
    /// 場面
    Scene,
    /// 連携モデル
    Model,
    /// Those who act in a 連携モデル and upon whom: a sentence without them tells of none.
    Role,
    /// A body that may be the 主体, see `leads`.
    Lead,
    /// A product for sharing information, by its canonical name.
    Tool,
    /// A heading that says in what state the text below it is.
    Head,
    /// Words for other places: 先進地, 他市.
    Elsewhere,
}

/// What a verb says of its object, see `predicate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verb {
    /// It is over: 廃止する, 見送る.
    Ends,
    /// It is still to come: 予定する, 目指す.
    Plans,
    /// It is being weighed, where it is the object: 検討する, 準備する.
    Weighs,
    /// It is wanting or hard: 不足する, 難しい.
    Lacks,
    /// It is brought about: 設置する, 導入する.
    Makes,
    /// It is only looked at: 視察する, 紹介する.
    Regards,
    /// It means what the noun before it means: 廃止となる, 協議を重ねる.
    Light,
    /// A time to come: 来年度, 今後.
    Later,
    /// Its denial denies nothing: 欠かさず, 断らずに.
    Spares,
    /// It is there already and stays: 継続する.
    GoesOn,
    /// As a last word it makes the line a heading: …の概要.
    Names,
    /// Something is other than before: 増える, 広がる, つながる.
    Changes,
    /// It is part of a particle behind に, を or と: による, を通じて.
    Joins,
    /// The body named before it leads: 主催, 主導.
    Hosts,
    /// The work is given to another: に委託する.
    Entrusts,
    /// The subject is only there or takes part: 参加する, 存在する.
    Attends,
}

/// A place where a rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention<'r> {
    pub(super) kind: Kind,
    /// The code of the term.
    pub(super) term: &'r str,
    /// From the first word that made it to the last, in bytes of the compact text.
    pub(super) span: Range<usize>,
}

/// A word of a text, by its number in the table.
type Found = HashMap<u32, Vec<Range<usize>>>;

#[derive(Debug)]
struct Rule {
    kind: Kind,
    term: String,
    /// Each group's words.
    groups: Vec<Vec<u32>>,
    chained: bool,
    unless: Vec<u32>,
}

/// The table as read.
pub(super) struct Rules {
    all: Vec<Rule>,
    verbs: HashMap<String, Verb>,
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
}

/// Gives each word a number.
#[derive(Default)]
struct Words(BTreeMap<String, u32>);

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(word.to_owned()).or_insert(next)
    }
}

impl Rules {
    /// The table that the program was built with.
    pub(super) fn built_in(thesaurus: &Thesaurus) -> Result<Self, TableError> {
        let path = PathBuf::from(RULES);
        let mut words = Words::default();
        let mut rules = Vec::new();
        let mut verbs = HashMap::new();
        for row in table::rows(BUILT_IN, &path)? {
            let read = if row.cell(0) == "verb" {
                named(row.cell(1)).map(|verb: Verb| {
                    let words = row.cell(2).split('|').map(str::trim);
                    verbs.extend(words.map(|word| (crate::text::fold(word), verb)));
                })
            } else {
                rule(&row, thesaurus, &mut words).map(|rule| rules.push(rule))
            };
            read.map_err(|problem| TableError::Row {
                path: path.clone(),
                line: row.line,
                problem,
            })?;
        }
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .build_with_values(words.0.iter().map(|(word, &number)| (word, number)))
            .map_err(|error| TableError::Row {
                path,
                line: 1,
                problem: format!("its words cannot be looked for: {error}"),
            })?;
        Ok(Self {
            all: rules,
            verbs,
            automaton,
        })
    }

    /// The class of a verb or of a noun that makes one, by its dictionary form.
    pub(super) fn verb(&self, base: &str) -> Option<Verb> {
        self.verbs.get(base).copied()
    }

    /// Every place in a sentence's compact text where a rule holds.
    pub(super) fn mentions(&self, text: &Compact) -> Vec<Mention<'_>> {
        let compact = text.text.as_str();
        let found = self.words_in(text);
        let holds = |rule: &&Rule| !rule.unless.iter().any(|word| found.contains_key(word));
        let mentions = self.all.iter().filter(holds).flat_map(|rule| {
            let spans = rule.spans(compact, &found).into_iter();
            spans.map(|span| Mention {
                kind: rule.kind,
                term: &rule.term,
                span,
            })
        });
        mentions.collect()
    }

    fn words_in(&self, text: &Compact) -> Found {
        let compact = text.text.as_str();
        let mut found = Found::new();
        for hit in self.automaton.find_overlapping_iter(compact) {
            // What stands in quotation marks is whole: システム「ポピーねっと」.
            let quoted = || text.is_parted(hit.start()) && text.is_parted(hit.end());
            if is_whole(compact, hit.start(), hit.end()) || quoted() {
                let places = found.entry(hit.value()).or_default();
                places.push(hit.start()..hit.end());
            }
        }
        found
    }
}

impl Rule {
    /// From the first word to the last, for each way to find all its groups.
    fn spans(&self, compact: &str, found: &Found) -> Vec<Range<usize>> {
        let places = |group: &Vec<u32>| -> Vec<Range<usize>> {
            let all = group.iter().filter_map(|word| found.get(word)).flatten();
            let mut all: Vec<Range<usize>> = all.cloned().collect();
            if !self.chained {
                all.sort_unstable_by_key(|place| (place.start, place.end));
                all.truncate(REPEATED);
            }
            all
        };
        let joins = |span: &Range<usize>, next: &Range<usize>| {
            if self.chained {
                next.start >= span.end && is_near(compact, span.end, next.start)
            } else {
                next.start >= span.end || next.end <= span.start
            }
        };
        let mut groups = self.groups.iter().map(places);
        let mut spans = groups.next().unwrap_or_default();
        for next in groups {
            let pairs = spans.iter();
            let pairs = pairs.flat_map(|span| next.iter().map(move |it| (span, it)));
            spans = pairs
                .filter(|(span, it)| joins(span, it))
                .map(|(span, it)| span.start.min(it.start)..span.end.max(it.end))
                .collect();
        }
        spans
    }
}

fn is_near(compact: &str, from: usize, to: usize) -> bool {
    compact
        .get(from..to)
        .is_some_and(|between| between.chars().count() <= NEAR)
}

fn rule(row: &Row, thesaurus: &Thesaurus, words: &mut Words) -> Result<Rule, String> {
    let kind = named(row.cell(0))?;
    let written = row.cell(2);
    let chained = !written.contains(" & ");
    if !chained && written.contains(" + ") {
        return Err("a rule joins its groups by + or by &, not by both".into());
    }
    let groups = written.split(if chained { " + " } else { " & " });
    let groups = groups.map(|group| alternatives(group, thesaurus, words));
    let groups = groups.collect::<Result<_, _>>()?;
    let unless = match row.cell(3) {
        "" => Vec::new(),
        unless => alternatives(unless, thesaurus, words)?,
    };
    Ok(Rule {
        kind,
        term: row.cell(1).to_owned(),
        groups,
        chained,
        unless,
    })
}

fn alternatives(group: &str, thesaurus: &Thesaurus, words: &mut Words) -> Result<Vec<u32>, String> {
    let mut numbers = Vec::new();
    for word in group.split('|').map(str::trim) {
        if let Some(name) = word.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            let mut concepts = thesaurus.concepts().iter();
            let concept = concepts.find(|concept| concept.name == name);
            let concept =
                concept.ok_or_else(|| format!("the thesaurus has no concept 「{name}」"))?;
            let terms = concept.terms.iter().filter(|term| term.marks());
            numbers.extend(terms.map(|term| words.number(&compact(&term.written))));
            continue;
        }
        let key = compact(word);
        if key.is_empty() {
            return Err("an alternative is empty; delete the | beside it".into());
        }
        numbers.push(words.number(&key));
    }
    Ok(numbers)
}

/// The kind or class that a cell names; else what it could name.
fn named<T: for<'de> Deserialize<'de>>(cell: &str) -> Result<T, String> {
    T::deserialize(cell.into_deserializer()).map_err(|error: UnknownName| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_whole() {
        let thesaurus = Thesaurus::built_in().unwrap();
        let error = Rules::built_in(&thesaurus).err();
        assert!(error.is_none(), "{error:?}");
    }
}
