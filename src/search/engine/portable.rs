//! The index as plain data, from which a program without it answers queries as the
//! engine does: which case holds what how often, what words mean, what the cases say.
//!
//! How it is written and who reads it is not known here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write as _};

use serde_json::{Value, json};

use super::{Engine, place};
use crate::index::schema::{text_of, title_text};
use crate::language::analyzer::compact;
use crate::language::compact::GAP;
use crate::language::thesaurus::{ConceptId, MARKING};
use crate::record::{Case, Record};
use crate::search::lookup::{FieldName, SearchError};
use crate::search::places::Place;
use crate::search::{FacetName, MAX_CLAUSES, Weights};
use crate::search::{codes, explain, lack, lookup, meaning, nouns, sizes, spelling, tags};
use crate::text;
use crate::vocabulary::{Basis, RecordKind, Standing};

/// A facet and a value of it, as they stand in an address.
type Filter = (&'static str, String);

impl Engine {
    /// What words mean, and how they are cut.
    pub(crate) fn portable_words(&self) -> Result<Value, SearchError> {
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
        let within = says.keys().map(|term| (term, self.within(term)));
        let within: BTreeMap<_, _> = within.filter(|(_, it)| !it.is_empty()).collect();
        let read: BTreeMap<_, _> = self.concepts_read.clone().into_iter().collect();
        let places = self.places.all().map(|(name, Place { numbers, filters })| {
            let filters = filters.iter().cloned().map(filter);
            (name, numbers, filters.collect::<Vec<_>>())
        });
        Ok(json!({
            "lexicon": self.analyzer.lexicon(texts.iter().map(String::as_str)),
            // A term a line, in compact form, with the concepts that it says, each with
            // how much; then the same of what terms are read, in folded kana.
            "thesaurus": by_line(&says, |&it| concept(it)),
            "concepts_read": by_line(&read, |&it| concept(it)),
            // By term: the concepts of terms within it with where they stand.
            "within": by_line(&within, |(concept, from, to)| format!("{concept}:{from}:{to}")),
            "reading": {
                "say_nothing": meaning::SAY_NOTHING,
                "lack": lack::LACK,
                "none": lack::NONE,
                "except": lack::EXCEPT,
                "size_in_figures": sizes::FIGURES,
                "size_in_words": sizes::SMALL_TOWN,
                "rate_in_figures": sizes::RATE,
                "rate_in_words": sizes::HIGH_RATE,
                "weights": Weights::default(),
                "marking": MARKING,
                "most_parts": MAX_CLAUSES,
                "most_terms": MAX_CLAUSES * Standing::ALL.len(),
                "helped": meaning::HELPED,
                "few": meaning::FEW,
                "least_kana": nouns::LEAST_KANA,
                "read_so": lookup::READ_SO,
                "least_pairs": lookup::LEAST_PAIRS,
            },
            // Names with the cases and the filters that they stand for.
            "places": places.collect::<Vec<_>>(),
            "spellings": self.spellings.written(),
            // Of which words near spellings are looked for; from `long` on two slips are
            // looked past.
            "near": {
                "long": spelling::LONG,
                "shortest": spelling::LENGTHS.start(),
                "longest": spelling::LENGTHS.end(),
            },
            "codes": codes::all().map(|(name, it)| (name, filter(it))).collect::<BTreeMap<_, _>>(),
        }))
    }

    /// The ideas that a term says by terms within it, with where they stand in it as
    /// JavaScript counts.
    fn within(&self, term: &str) -> Vec<(ConceptId, usize, usize)> {
        let at = |byte: usize| term[..byte].encode_utf16().count();
        let marks = self.analyzer.marks(term).into_iter();
        let within = marks.filter(|mark| mark.end - mark.start < term.len());
        within
            .map(|mark| (mark.concept, at(mark.start), at(mark.end)))
            .collect()
    }

    /// What the cases hold; terms stand a line each, with their cases.
    pub(crate) fn portable_index(&self) -> Result<Value, SearchError> {
        let lookup = &self.lookup;
        let terms = |name| lookup.terms(name).map(|it| by_line(&it, case));
        let standings = Standing::ALL.iter().map(|&standing| {
            Ok(json!({
                "pairs_length": lookup.lengths(FieldName::Pairs(standing))?,
                "words": terms(FieldName::Words(standing))?,
                "words_length": lookup.lengths(FieldName::Words(standing))?,
                "concepts": terms(FieldName::Concepts(standing))?,
                "said": terms(FieldName::Said(standing))?,
                "concepts_length": lookup.lengths(FieldName::Concepts(standing))?,
            }))
        });
        let mut by_place: Vec<usize> = (0..self.summaries.len()).collect();
        by_place.sort_by(|&one, &other| {
            place(&self.summaries[one]).cmp(&place(&self.summaries[other]))
        });
        let texts = (0..self.summaries.len()).map(|number| Ok(told(&*self.whole(number)?)));
        let facets = FacetName::ON_PAGE.into_iter();
        let facets = facets.map(|name| (name.code(), self.facets.having(name)));
        let surveys = self.surveys().iter().map(|it| {
            let records = it.records.iter().map(passage);
            json!({ "id": it.id, "records": records.collect::<Value>() })
        });
        let ids = self.summaries.iter().map(|case| case.id.as_str());
        Ok(json!({
            // By the cases' numbers.
            "ids": ids.collect::<Vec<_>>(),
            // The numbers from north to south.
            "by_place": by_place,
            "population": self.facets.figures(FacetName::Pop),
            "aging": self.facets.figures(FacetName::Aging),
            "facets": facets.collect::<BTreeMap<_, _>>(),
            "title": lookup.lengths(FieldName::Title)?,
            "readings": terms(FieldName::Readings)?,
            "readings_length": lookup.lengths(FieldName::Readings)?,
            // By standing, in its order.
            "standings": standings.collect::<Result<Value, SearchError>>()?,
            "texts": texts.collect::<Result<Value, SearchError>>()?,
            "surveys": surveys.collect::<Value>(),
        }))
    }
}

/// What a case says: by standing its text in compact form, its records as they are read,
/// and its tags with what stands for them.
fn told(case: &Case) -> Value {
    let standings = Standing::ALL.iter().map(|&it| compact(&text_of(case, it)));
    let telling = explain::telling(case);
    let tags = tags::all(case).map(|it| {
        json!({
            "facet": it.facet.code(),
            "value": it.value,
            "inferred": it.basis == Basis::Inferred,
            "words": it.evidence,
            "lines": it.lines,
        })
    });
    json!({
        // Nothing where it lies nowhere.
        "place": case.prefecture.as_ref().map(|it| format!("{}{}", it.name, case.place())),
        "title": compact(&title_text(case)),
        "compact": standings.collect::<Value>(),
        "records": case.records.iter().map(passage).collect::<Value>(),
        // The place of the record that says most about the case.
        "telling": telling.and_then(|record| case.records.iter().position(|it| it.id == record.id)),
        "tags": tags.collect::<Value>(),
    })
}

fn filter((facet, value): (FacetName, String)) -> Filter {
    (facet.code(), value)
}

fn passage(record: &Record) -> Value {
    json!({
        "id": record.id,
        "heading": record.heading,
        "lines": record.lines,
        "standing": record.kind.standing() as usize,
        // Whether it only counts what the town has.
        "counts": record.kind == RecordKind::Profile,
        "words": record.words(),
    })
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
