//! The index as plain data, from which a program without it answers queries as the
//! engine does: which case holds what how often, what words mean, what the cases say.
//!
//! How it is written and who reads it is not known here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write as _};

use serde::Serialize;

use super::{Engine, place};
use crate::index::schema::{text_of, title_text};
use crate::language::analyzer::{Lexicon, compact};
use crate::language::compact::GAP;
use crate::language::thesaurus::ConceptId;
use crate::record::{Case, Lines, Record};
use crate::search::facets::Having;
use crate::search::lookup::SearchError;
use crate::search::lookup::listing::{Lengths, Part};
use crate::search::places::Place;
use crate::search::{FacetName, MAX_CLAUSES, Weights};
use crate::search::{codes, explain, lookup, meaning, sizes, spelling, tags};
use crate::text;
use crate::vocabulary::{Basis, Standing};

/// What words mean, and how they are cut.
#[derive(Serialize)]
pub(crate) struct Words<'a> {
    lexicon: Lexicon,
    /// A term a line, in compact form, with the concepts that it says, each with how much.
    thesaurus: String,
    /// The same of what terms are read, in folded kana.
    concepts_read: String,
    reading: Reading,
    /// Names of places with the cases and the filters that they stand for.
    places: Vec<(String, Vec<usize>, Vec<Filter>)>,
    /// What a word may have been meant as.
    spellings: &'a [String],
    near: Near,
    /// Codes as they are named, with the filters that they stand for.
    codes: BTreeMap<String, Filter>,
}

/// Of which words near spellings are looked for.
#[derive(Serialize)]
struct Near {
    /// From how many characters on two slips are looked past.
    long: usize,
    shortest: usize,
    longest: usize,
}

/// A facet and a value of it, as they stand in an address.
type Filter = (&'static str, String);

/// By what queries are read and cases are scored.
#[derive(Serialize)]
struct Reading {
    say_nothing: &'static [&'static str],
    lack: &'static [&'static str],
    size_in_figures: &'static str,
    size_in_words: &'static str,
    weights: Weights,
    most_parts: usize,
    most_terms: usize,
    helped: usize,
    few: usize,
    least_kana: usize,
    read_so: usize,
    least_pairs: usize,
}

impl Reading {
    fn own() -> Self {
        Self {
            say_nothing: &meaning::SAY_NOTHING,
            lack: &meaning::LACK,
            size_in_figures: sizes::FIGURES,
            size_in_words: sizes::SMALL_TOWN,
            weights: Weights::default(),
            most_parts: MAX_CLAUSES,
            most_terms: MAX_CLAUSES * Standing::ALL.len(),
            helped: meaning::HELPED,
            few: meaning::FEW,
            least_kana: meaning::LEAST_KANA,
            read_so: lookup::READ_SO,
            least_pairs: lookup::LEAST_PAIRS,
        }
    }
}

/// What the cases hold.
#[derive(Serialize)]
pub(crate) struct Index<'a> {
    /// The ids of the cases, by their numbers.
    ids: Vec<String>,
    /// The numbers from north to south.
    by_place: Vec<usize>,
    population: Vec<Option<f64>>,
    aging: Vec<Option<f64>>,
    facets: BTreeMap<&'static str, Vec<Having<'a>>>,
    title: Lengths,
    /// What is read so, with how it is written: a term a line with its cases.
    readings: String,
    readings_length: Lengths,
    /// By standing, in its order.
    standings: Vec<Fields>,
    /// What each case says.
    texts: Vec<Text>,
    surveys: Vec<Answers<'a>>,
}

/// What a survey says.
#[derive(Serialize)]
struct Answers<'a> {
    id: &'a str,
    records: Vec<Passage>,
}

/// The fields of one [`Standing`]; terms stand a line each, with their cases.
#[derive(Serialize)]
struct Fields {
    pairs_length: Lengths,
    words: String,
    words_length: Lengths,
    concepts: String,
    concepts_length: Lengths,
}

/// What a case says: by standing its text in compact form, and its records as they
/// are read.
#[derive(Serialize)]
struct Text {
    /// Where the case lies; nothing where it lies nowhere.
    place: Option<String>,
    /// Its title and the names of its places, in compact form.
    title: String,
    compact: Vec<String>,
    records: Vec<Passage>,
    /// The place of the record that says most about the case.
    telling: Option<usize>,
    tags: Vec<Evidence>,
}

/// A tag: what stands for it in the text.
#[derive(Serialize)]
struct Evidence {
    facet: &'static str,
    value: String,
    /// Whether it is read from the text.
    inferred: bool,
    words: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Passage {
    id: String,
    heading: String,
    lines: Lines,
    standing: usize,
    words: String,
}

impl Engine {
    /// What words mean.
    pub(crate) fn portable_words(&self) -> Result<Words<'_>, SearchError> {
        let thesaurus = self.analyzer.thesaurus();
        let mut says: BTreeMap<String, Vec<(ConceptId, f32)>> = BTreeMap::new();
        // Towns may be typed though no case names them.
        let names = self.places.all().map(|(name, _)| name.to_owned());
        let mut texts: BTreeSet<String> = names.collect();
        for (id, term) in thesaurus.marking_terms() {
            let of_term = says.entry(compact(&term.written)).or_default();
            of_term.push((id, term.weight));
            texts.insert(text::fold(&term.written));
        }
        for number in 0..self.summaries.len() {
            let case = self.whole(number)?;
            for standing in Standing::ALL {
                texts.insert(text::fold(&text_of(&case, *standing)));
            }
        }
        let read: BTreeMap<_, _> = self.concepts_read.clone().into_iter().collect();
        let places = self.places.all();
        Ok(Words {
            lexicon: self.analyzer.lexicon(texts.iter().map(String::as_str)),
            thesaurus: by_line(&says, |&it| concept(it)),
            concepts_read: by_line(&read, |&it| concept(it)),
            reading: Reading::own(),
            places: places
                .map(|(name, Place { numbers, filters })| {
                    let filters = filters.iter().cloned().map(filter);
                    (name.to_owned(), numbers.clone(), filters.collect())
                })
                .collect(),
            spellings: self.spellings.written(),
            near: Near {
                long: spelling::LONG,
                shortest: *spelling::LENGTHS.start(),
                longest: *spelling::LENGTHS.end(),
            },
            codes: codes::all().map(|(name, it)| (name, filter(it))).collect(),
        })
    }

    /// What the cases hold.
    pub(crate) fn portable_index(&self) -> Result<Index<'_>, SearchError> {
        let lookup = &self.lookup;
        let terms = |part| lookup.terms(part).map(|it| by_line(&it, case));
        let standings = Standing::ALL.iter().map(|&standing| {
            Ok(Fields {
                pairs_length: lookup.lengths(Part::Pairs(standing))?,
                words: terms(Part::Words(standing))?,
                words_length: lookup.lengths(Part::Words(standing))?,
                concepts: terms(Part::Concepts(standing))?,
                concepts_length: lookup.lengths(Part::Concepts(standing))?,
            })
        });
        let mut by_place: Vec<usize> = (0..self.summaries.len()).collect();
        by_place.sort_by(|&one, &other| {
            place(&self.summaries[one]).cmp(&place(&self.summaries[other]))
        });
        let texts = (0..self.summaries.len()).map(|number| Ok(told(&*self.whole(number)?)));
        Ok(Index {
            ids: self.summaries.iter().map(|case| case.id.clone()).collect(),
            by_place,
            population: self.facets.figures(FacetName::Pop).to_vec(),
            aging: self.facets.figures(FacetName::Aging).to_vec(),
            facets: FacetName::ON_PAGE
                .into_iter()
                .map(|name| (name.code(), self.facets.having(name)))
                .collect(),
            title: lookup.lengths(Part::Title)?,
            readings: terms(Part::Readings)?,
            readings_length: lookup.lengths(Part::Readings)?,
            standings: standings.collect::<Result<_, SearchError>>()?,
            texts: texts.collect::<Result<_, SearchError>>()?,
            surveys: self
                .surveys()
                .iter()
                .map(|it| Answers {
                    id: &it.id,
                    records: it.records.iter().map(passage).collect(),
                })
                .collect(),
        })
    }
}

/// What a case says.
fn told(case: &Case) -> Text {
    let standings = Standing::ALL.iter();
    let prefecture = case.prefecture.as_ref();
    Text {
        place: prefecture.map(|it| format!("{}{}", it.name, case.place())),
        title: compact(&title_text(case)),
        compact: standings.map(|&it| compact(&text_of(case, it))).collect(),
        records: case.records.iter().map(passage).collect(),
        telling: explain::telling(case)
            .and_then(|record| case.records.iter().position(|it| it.id == record.id)),
        tags: tags::all(case)
            .map(|it| Evidence {
                facet: it.facet.code(),
                inferred: it.basis == Basis::Inferred,
                words: it.evidence.to_owned(),
                lines: it.lines,
                value: it.value,
            })
            .collect(),
    }
}

fn filter((facet, value): (FacetName, String)) -> Filter {
    (facet.code(), value)
}

fn passage(record: &Record) -> Passage {
    Passage {
        id: record.id.clone(),
        heading: record.heading.clone(),
        lines: record.lines,
        standing: record.kind.standing() as usize,
        words: record.words().into_owned(),
    }
}

/// Terms, one a line, each with what it leads to: as `write` has it, blanks between.
fn by_line<'a, K, V, I>(terms: &'a BTreeMap<K, V>, write: impl Fn(I::Item) -> String) -> String
where
    K: Display,
    &'a V: IntoIterator<IntoIter = I>,
    I: Iterator,
{
    let mut lines = String::new();
    for (term, leads) in terms {
        let leads: Vec<String> = leads.into_iter().map(&write).collect();
        // Compact text has no blanks, and its gap would end the line.
        let term = term.to_string().replace(GAP, " ");
        // A text takes whatever is written to it.
        let _ = writeln!(lines, "{term}\t{}", leads.join(" "));
    }
    lines
}

/// A concept, `12:0.6` where a term says part of it.
fn concept((id, weight): (ConceptId, f32)) -> String {
    if weight < 1.0 {
        format!("{id}:{weight}")
    } else {
        id.to_string()
    }
}

/// A case, `12:3` where a term stands there three times.
fn case((number, times): (&u32, &u32)) -> String {
    if *times > 1 {
        format!("{number}:{times}")
    } else {
        number.to_string()
    }
}
