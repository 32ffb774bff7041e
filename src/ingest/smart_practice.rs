//! Reads the write-ups of municipalities (スマートプラクティス).
//!
//! One way for every write-up: lines → entries → sections → paragraphs and facts.
//! A write-up that cannot be read in part is kept with what could be read.

use crate::corpus::Document;
use crate::gazetteer::Gazetteer;
use crate::record::Lines;
use crate::vocabulary::{CaseKind, RecordKind};

use super::draft::{Draft, Reading, Remark};
use super::entries::{self, Entry};
use super::section::Section;
use super::sections::{self, Cut};
use super::{facts, lines, names, paragraphs};

/// Reads every write-up of the document.
pub(super) fn read(document: &Document, gazetteer: &Gazetteer) -> Reading {
    let lines = lines::read(&document.text);
    let drafts: Vec<Draft> = entries::entries(&lines, gazetteer)
        .iter()
        .map(|entry| draft(entry, gazetteer))
        .collect();
    let mut reading = Reading::default();
    if drafts.is_empty() {
        reading.errors.push(format!(
            "{}: no write-up was found; each starts with a line 「スマートプラクティス ○○県○○市」 or 「○○県○○市の取り組み」",
            document.source.file.display()
        ));
    }
    reading.drafts = drafts;
    reading
}

fn draft(entry: &Entry, gazetteer: &Gazetteer) -> Draft {
    let cuts = sections::cut(entry);
    let title = entry
        .title
        .clone()
        .unwrap_or_else(|| format!("{}の取り組み", entry.printed));
    let mut draft = Draft::new(CaseKind::SmartPractice, title, entry.printed.clone());
    draft.lines = vec![entry.lines];
    match &entry.place {
        Some(place) => {
            draft.prefecture = Some(place.prefecture);
            draft.municipalities.clone_from(&place.municipalities);
            if place.municipalities.is_empty() {
                draft.municipalities =
                    names::mentioned(&profile_text(&cuts), place.prefecture, gazetteer);
            }
        }
        None => draft.remarks.push(Remark {
            line: Some(entry.lines[0]),
            message: format!("市町村名「{}」を特定できない", entry.printed),
        }),
    }
    let found = facts(&cuts, &draft);
    draft.facts = found.facts;
    draft.remarks.extend(found.remarks);
    draft.sections = cuts.into_iter().map(section).collect();
    draft
}

/// The figures of the sections that hold a town's basic information.
fn facts(cuts: &[Cut], draft: &Draft) -> facts::Found {
    let profiles = || cuts.iter().filter(|cut| cut.kind == RecordKind::Profile);
    let heading = profiles().next().map(|cut| cut.heading.clone());
    let block: Vec<lines::Line> = profiles().flat_map(|cut| cut.lines.clone()).collect();
    facts::read(&block, &draft.municipalities, heading.as_deref())
}

fn profile_text(cuts: &[Cut]) -> String {
    cuts.iter()
        .filter(|cut| cut.kind == RecordKind::Profile)
        .flat_map(|cut| &cut.lines)
        .map(|line| line.text.as_str())
        .collect()
}

fn section(cut: Cut) -> Section {
    let numbers = || {
        cut.at
            .into_iter()
            .chain(cut.lines.iter().map(|line| line.number))
    };
    let span: Lines = [
        numbers().min().unwrap_or_default(),
        numbers().max().unwrap_or_default(),
    ];
    Section {
        kind: cut.kind,
        paragraphs: paragraphs::paragraphs(&cut.lines),
        heading: cut.heading,
        items: Vec::new(),
        figures: Vec::new(),
        tables: Vec::new(),
        lines: span,
    }
}
