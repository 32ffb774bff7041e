//! From documents to cases: splitting, facts, tags and withholding.
//!
//! Knows how each kind of source is laid out and nothing of how cases are indexed
//! or shown. Every kind goes one way: `withhold` → lines → sections → records, facts
//! and tags.

use crate::collection::Collection;
use crate::comparable;
use crate::corpus::{Corpus, Document, Source, SourceKind};
use crate::gazetteer::Gazetteer;
use crate::record::Case;
use crate::report::{Doubt, SourceReport};

use corrections::Corrections;
use draft::{Draft, Reading};
use ids::Ids;
use withhold::Expected;

mod corrections;
mod dates;
mod draft;
mod entries;
mod facts;
mod figures;
mod group_plan;
mod heading_words;
mod headings;
mod ids;
mod lines;
mod markup;
mod model_survey;
mod names;
mod numbers;
mod paragraphs;
mod pattern;
mod section;
mod sections;
mod signals;
mod slides;
mod smart_practice;
mod tags;
mod withhold;

/// Reads every source of the corpus. A source that cannot be read is an error in
/// the report; the others are read all the same.
pub fn ingest(corpus: &Corpus, gazetteer: &Gazetteer) -> Collection {
    let mut collection = Collection::default();
    for fault in corpus.faults() {
        collection.report.errors.push(fault.to_string());
    }
    let corrections = Corrections::load(corpus.folder()).unwrap_or_else(|error| {
        collection.report.errors.push(error);
        Corrections::default()
    });
    collection
        .report
        .errors
        .extend(corrections.strays(|id| corpus.sources().iter().any(|source| source.id == id)));
    let mut ids = Ids::default();
    for source in corpus.sources() {
        match corpus.read(source) {
            Err(error) => collection.report.errors.push(error.to_string()),
            Ok(document) => add(document, &corrections, gazetteer, &mut ids, &mut collection),
        }
    }
    comparable::fill_similar(&mut collection.cases);
    collection
}

/// Reads one document that is in memory, as if it were the whole corpus.
pub fn ingest_document(document: Document, gazetteer: &Gazetteer) -> Collection {
    let mut collection = Collection::default();
    let mut ids = Ids::default();
    add(
        document,
        &Corrections::default(),
        gazetteer,
        &mut ids,
        &mut collection,
    );
    comparable::fill_similar(&mut collection.cases);
    collection
}

/// Adds a document's cases and its report to the collection.
fn add(
    document: Document,
    corrections: &Corrections,
    gazetteer: &Gazetteer,
    ids: &mut Ids,
    collection: &mut Collection,
) {
    let source = document.source.clone();
    let mut reading = read(document, corrections, gazetteer);
    collection
        .report
        .corrections
        .append(&mut reading.corrections);
    collect(source, reading, ids, collection);
}

/// Reads one document as its kind is laid out, after what must not be published is
/// gone from its text and its misprints are put right.
fn read(mut document: Document, corrections: &Corrections, gazetteer: &Gazetteer) -> Reading {
    let expected = match document.source.kind {
        SourceKind::GroupPlan => Expected::Form,
        SourceKind::SmartPractice | SourceKind::ModelSurvey => Expected::Other,
    };
    let id = &document.source.id;
    let released = corrections.released(id, &document.text);
    let screened = withhold::screen(&document.text, expected, &released);
    let mut corrected = corrections.apply(id, &screened.text, &screened.released);
    document.text = std::mem::take(&mut corrected.text);
    let mut reading = match document.source.kind {
        SourceKind::SmartPractice => smart_practice::read(&document, gazetteer),
        SourceKind::ModelSurvey => model_survey::read(&document, gazetteer),
        SourceKind::GroupPlan => group_plan::read(&document, &screened.effects, gazetteer),
    };
    for draft in &mut reading.drafts {
        corrected.restore(draft);
    }
    reading.corrections = corrected.applied;
    reading.errors.extend(corrected.errors);
    reading.withheld = screened.withheld;
    reading.remarks.extend(screened.remarks);
    reading
}

/// Makes cases of what was read from a source, with ids, tags and their report.
fn collect(source: Source, reading: Reading, ids: &mut Ids, collection: &mut Collection) {
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
    let mut given = Vec::new();
    for mut draft in reading.drafts {
        let id = ids.give(&draft, &source.id);
        let doubts = draft
            .remarks
            .drain(..)
            .map(|remark| Doubt {
                case: Some(id.clone()),
                line: remark.line,
                message: remark.message,
            })
            .collect();
        let case = into_case(draft, id.clone(), &source.id);
        report.add(&case, doubts);
        collection.cases.push(case);
        given.push(id);
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
    collection.report.errors.extend(reading.errors);
    collection.report.sources.push(report);
    collection.sources.push(source);
}

/// The case that a draft becomes; which cases are similar is not known here.
fn into_case(mut draft: Draft, id: String, source: &str) -> Case {
    let tags = tags::tag(&mut draft);
    let records = draft
        .sections
        .into_iter()
        .enumerate()
        .map(|(index, section)| section.into_record(&id, index + 1))
        .collect();
    Case {
        id,
        source: source.to_owned(),
        kind: draft.kind,
        title: draft.title,
        printed_name: draft.printed_name,
        prefecture: draft.prefecture.map(Into::into),
        municipalities: draft.municipalities,
        population: draft.facts.population,
        population_65: draft.facts.population_65,
        aging_rate: draft.facts.aging_rate,
        population_75: draft.facts.population_75,
        aging_rate_75: draft.facts.aging_rate_75,
        area_km2: draft.facts.area_km2,
        parts: draft.facts.parts,
        items: tags.items,
        scenes: tags.scenes,
        models: tags.models,
        ict_tools: tags.ict_tools,
        leads: tags.leads,
        planned: tags.planned,
        lines: draft.lines,
        records,
        similar: Vec::new(),
    }
}
