//! From documents to cases: splitting, facts, tags and withholding.
//!
//! Knows how each kind of source is laid out and nothing of how cases are indexed
//! or shown. Every kind goes one way: `withhold` → lines → sections → records, facts
//! and tags.

use crate::collection::Collection;
use crate::comparable;
use crate::corpus::{Corpus, Document, Source, SourceKind};
use crate::digest::Digest;
use crate::gazetteer::Gazetteer;
use crate::record::{Case, FactName, Record, Survey};
use crate::report::{Correction, Doubt, SourceReport};
use crate::statistics::Statistics;

use corrections::Corrections;
use draft::{Draft, Reading};
use section::Section;
use tags::{Statement, Tagger};
use withhold::Expected;

mod choices;
mod columns;
mod corrections;
mod dates;
mod debris;
mod digest;
mod draft;
mod elsewhere;
mod entries;
mod facts;
mod figures;
mod group_plan;
mod headings;
mod ids;
mod lines;
mod markup;
mod matrix;
mod model_survey;
mod names;
mod numbers;
mod paragraphs;
mod pattern;
mod rows;
mod section;
mod sections;
mod signals;
mod slides;
mod smart_practice;
mod tags;
mod town_columns;
mod withhold;
mod write_up;

pub(crate) use corrections::FILE as CORRECTIONS;
pub(crate) use write_up::{is_write_up, towns};

/// Reads every source of the corpus. A source that cannot be read is an error in
/// the report; the others are read all the same.
pub fn ingest(corpus: &Corpus, gazetteer: &Gazetteer) -> Collection {
    let mut collection = Collection::default();
    let statistics = Statistics::of_corpus(corpus.shelf()).unwrap_or_else(|error| {
        collection.report.errors.push(error.to_string());
        Statistics::default()
    });
    let against = Against {
        gazetteer,
        statistics: &statistics,
    };
    for fault in corpus.faults() {
        collection.report.errors.push(fault.to_string());
    }
    let corrections = Corrections::of_corpus(corpus.shelf()).unwrap_or_else(|error| {
        collection.report.errors.push(error);
        Corrections::default()
    });
    collection
        .report
        .errors
        .extend(corrections.strays(|id| corpus.sources().iter().any(|source| source.id == id)));
    collection.report.unlisted = corpus.unlisted();
    let mut readings = Vec::new();
    for source in corpus.sources() {
        match corpus.read(source) {
            Err(error) => collection.report.errors.push(error.to_string()),
            Ok(document) => {
                let reading = read(document, &corrections, against);
                readings.push((source.clone(), reading));
            }
        }
    }
    collect_all(readings, against, &mut collection);
    collection
}

/// Reads one document that is in memory, as if it were the whole corpus.
pub fn ingest_document(document: Document, gazetteer: &Gazetteer) -> Collection {
    let statistics = Statistics::built_in().unwrap_or_default();
    ingest_one(document, &Corrections::default(), &statistics, gazetteer)
}

/// Reads one document as it would stand in this corpus, with corrections of it that
/// nobody has written down yet.
pub fn ingest_in(
    corpus: &Corpus,
    document: Document,
    corrections: Vec<Correction>,
    gazetteer: &Gazetteer,
) -> Collection {
    let statistics = Statistics::of_corpus(corpus.shelf()).unwrap_or_default();
    ingest_one(
        document,
        &Corrections::of(corrections),
        &statistics,
        gazetteer,
    )
}

fn ingest_one(
    document: Document,
    corrections: &Corrections,
    statistics: &Statistics,
    gazetteer: &Gazetteer,
) -> Collection {
    let mut collection = Collection::default();
    let against = Against {
        gazetteer,
        statistics,
    };
    let source = document.source.clone();
    let reading = read(document, corrections, against);
    collect_all(vec![(source, reading)], against, &mut collection);
    collection
}

/// What is known of all municipalities.
#[derive(Clone, Copy)]
struct Against<'a> {
    gazetteer: &'a Gazetteer,
    statistics: &'a Statistics,
}

/// Makes cases of what was read from all sources.
fn collect_all(
    readings: Vec<(Source, Reading)>,
    against: Against<'_>,
    collection: &mut Collection,
) {
    let ids = ids::give(&readings);
    let mut stated = Vec::new();
    for ((source, reading), ids) in readings.into_iter().zip(ids) {
        collect(source, reading, ids, against, collection, &mut stated);
    }
    digest::fill(&mut collection.cases, &stated, &collection.sources);
    comparable::fill_similar(&mut collection.cases);
}

/// Reads one document as its kind is laid out, after what must not be published is
/// gone from its text and its misprints are put right.
fn read(mut document: Document, corrections: &Corrections, against: Against<'_>) -> Reading {
    let gazetteer = against.gazetteer;
    let expected = match document.source.kind {
        SourceKind::GroupPlan => Expected::Form,
        SourceKind::SmartPractice
        | SourceKind::ModelSurvey
        | SourceKind::CaseCollection
        | SourceKind::WriteUp => Expected::Other,
    };
    let id = &document.source.id;
    let released = corrections.released(id, &document.text);
    let screened = withhold::screen(&document.text, expected, &released);
    let mut corrected = corrections.apply(id, &screened.text, &screened.released);
    document.text = std::mem::take(&mut corrected.text);
    let mut reading = match document.source.kind {
        SourceKind::SmartPractice | SourceKind::CaseCollection => {
            smart_practice::read(&document, against)
        }
        SourceKind::WriteUp => write_up::read(&document, against),
        SourceKind::ModelSurvey => model_survey::read(&document, gazetteer),
        SourceKind::GroupPlan => group_plan::read(&document, &screened.effects, gazetteer),
    };
    for draft in &mut reading.drafts {
        facts::gate::check(draft, against.statistics);
        corrected.restore(draft);
    }
    reading.corrections = corrected.applied;
    reading.releases = corrected.released;
    reading.errors.extend(corrected.errors);
    reading.text = screened.text;
    reading.withheld = screened.withheld;
    reading.remarks.extend(screened.remarks);
    reading
}

/// Makes cases and surveys of what was read from a source, with these ids, tags and
/// their report; `stated` takes what each case's text states.
fn collect(
    source: Source,
    reading: Reading,
    ids: Vec<String>,
    against: Against<'_>,
    collection: &mut Collection,
    stated: &mut Vec<Vec<Statement>>,
) {
    let tagger = Tagger::built_in()
        .map_err(|error| collection.report.errors.push(error.to_string()))
        .ok();
    let given = ids.clone();
    let mut ids = ids.into_iter();
    let mut report = SourceReport {
        source: source.id.clone(),
        title: source.title.clone(),
        withheld: reading.withheld,
        ..SourceReport::default()
    };
    report
        .doubts
        .extend(reading.remarks.into_iter().map(|remark| Doubt {
            case: None,
            line: remark.line,
            message: remark.message,
        }));
    for (mut draft, id) in reading.drafts.into_iter().zip(ids.by_ref()) {
        let doubts = draft
            .remarks
            .drain(..)
            .map(|remark| Doubt {
                case: Some(id.clone()),
                line: remark.line,
                message: remark.message,
            })
            .collect();
        let (case, statements) = into_case(draft, id, &source.id, against, tagger);
        report.add(&case, doubts);
        stated.push(statements);
        collection.cases.push(case);
    }
    for (survey, id) in reading.surveys.into_iter().zip(ids) {
        let survey = Survey {
            records: records(survey.sections, &id),
            id,
            source: source.id.clone(),
            title: survey.title,
            lines: survey.lines,
        };
        report.surveys += 1;
        collection.surveys.push(survey);
    }
    for drafted in reading.orderings {
        let mut ordering = drafted.ordering;
        ordering.source.clone_from(&source.id);
        ordering.cases = drafted
            .drafts
            .into_iter()
            .map(|draft| draft.and_then(|index| given.get(index).cloned()))
            .collect();
        collection.orderings.push(ordering);
    }
    collection.report.corrections.extend(reading.corrections);
    collection.report.releases.extend(reading.releases);
    collection.report.errors.extend(reading.errors);
    collection.report.sources.push(report);
    collection.texts.insert(source.id.clone(), reading.text);
    collection.sources.push(source);
}

/// The case that a draft becomes, and what its text states; its digest and which cases
/// are similar are told when all are known.
fn into_case(
    mut draft: Draft,
    id: String,
    source: &str,
    against: Against<'_>,
    tagger: Option<&Tagger>,
) -> (Case, Vec<Statement>) {
    let (tags, statements) = match tagger {
        Some(tagger) => tagger.tag(&mut draft, against.gazetteer),
        None => (std::mem::take(&mut draft.tags), Vec::new()),
    };
    let records = records(draft.sections, &id);
    let mut facts = draft.facts;
    let towns = draft.municipalities.iter();
    let counted = towns.filter_map(|town| against.statistics.of(&town.code).cloned());
    let counted = counted.collect();
    let case = Case {
        id,
        source: source.to_owned(),
        kind: draft.kind,
        title: draft.title,
        printed_name: draft.printed_name,
        prefecture: draft.prefecture.map(Into::into),
        municipalities: draft.municipalities,
        population: facts.take_count(FactName::Population),
        population_65: facts.take_count(FactName::Population65),
        aging_rate: facts.take(FactName::AgingRate),
        population_75: facts.take_count(FactName::Population75),
        aging_rate_75: facts.take(FactName::AgingRate75),
        area_km2: facts.take(FactName::Area),
        parts: facts.parts.into_iter().map(Into::into).collect(),
        unread: draft.unread,
        counted,
        items: tags.items,
        scenes: tags.scenes,
        models: tags.models,
        ict_tools: tags.ict_tools,
        leads: tags.leads,
        planned: tags.planned,
        lines: draft.lines,
        records,
        digest: Digest::default(),
        similar: Vec::new(),
    };
    (case, statements)
}

/// The records that sections become, numbered from 1.
fn records(sections: Vec<Section>, id: &str) -> Vec<Record> {
    sections
        .into_iter()
        .enumerate()
        .map(|(index, section)| section.into_record(id, index + 1))
        .collect()
}
