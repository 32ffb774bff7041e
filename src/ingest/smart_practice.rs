//! Reads the write-ups of municipalities (スマートプラクティス).
//!
//! One way for every write-up: lines → entries → sections → paragraphs and facts.
//! A write-up that cannot be read in part is kept with what could be read.

use crate::corpus::Document;
use crate::record::FactName;
use crate::vocabulary::{CaseKind, RecordKind};

use super::Against;
use super::draft::{Draft, Reading, Remark};
use super::entries::{self, Entry};
use super::facts::official::Official;
use super::lines::Line;
use super::names::{self, Place};
use super::section::Section;
use super::sections::{self, Cut, Shared};
use super::{elsewhere, facts, lines};

/// Reads every write-up of the document.
pub(super) fn read(document: &Document, against: Against<'_>) -> Reading {
    let gazetteer = against.gazetteer;
    let lines = lines::read(&document.text);
    let source = &document.source;
    let about = format!("{} {}", source.title, source.publisher);
    let entries = entries::entries(&lines, against, &about);
    let shared = Shared::of(&entries);
    let drafts: Vec<Draft> = entries
        .iter()
        .map(|entry| draft(entry, &shared, &lines, against))
        .collect();
    let mut reading = Reading::default();
    if drafts.is_empty() {
        reading.errors.push(nothing_found(
            document,
            &entries::candidates(&lines, gazetteer),
        ));
    }
    reading.drafts = drafts;
    reading
}

/// What an editor can do where no entry shows.
fn nothing_found(document: &Document, candidates: &[(usize, String)]) -> String {
    let found: Vec<String> = candidates
        .iter()
        .map(|(line, name)| format!("{line}行「{name}」"))
        .collect();
    let found = if found.is_empty() {
        "市町村名の見出しもない".to_owned()
    } else {
        format!("市町村名で始まる行は{}", found.join("、"))
    };
    format!(
        "{}: 事例の始まりが見つからない（{found}）。各事例の前に「スマートプラクティス ○○県○○市」の行を加える",
        document.source.file.display()
    )
}

/// The draft of an entry of the document that these lines are.
fn draft(entry: &Entry, shared: &Shared, document: &[Line], against: Against<'_>) -> Draft {
    let cuts = sections::cut(entry, shared);
    let title = entry
        .title
        .clone()
        .unwrap_or_else(|| format!("{}の取り組み", entry.printed));
    let mut draft = Draft::new(CaseKind::SmartPractice, title, entry.printed.clone());
    draft.printed_at = Some(entry.printed_at);
    draft.lines = vec![entry.lines];
    draft.remarks.clone_from(&entry.remarks);
    if let Some(place) = &entry.place {
        draft.prefecture = Some(place.prefecture);
        draft.municipalities.clone_from(&place.municipalities);
        if place.municipalities.is_empty() {
            draft.municipalities =
                names::mentioned(&profile_text(&cuts), place.prefecture, against.gazetteer);
        }
    }
    if let Some(doubt) = entry.place.as_ref().and_then(Place::doubt) {
        draft.remarks.push(Remark::new(entry.printed_at, doubt));
    }
    let official = Official::of(&draft.municipalities, against.statistics);
    let mut found = facts(&cuts, &draft, &official);
    for (name, fact) in elsewhere::facts(document, entry.lines, &draft.municipalities, against) {
        // What the statistics contradict in the entry is another's.
        let own = found.facts.stated.get(&name);
        if own.is_some_and(|own| official.contradicts(name, own.value).is_none()) {
            continue;
        }
        if !draft.lines.contains(&fact.lines) {
            draft.lines.push(fact.lines);
        }
        found.unread.retain(|unread| unread.fact != name);
        found.facts.stated.insert(name, fact);
    }
    add_figures(&mut draft, found);
    draft.sections = cuts.into_iter().map(section).collect();
    draft
}

/// Gives a draft the figures that were found, and says which were not.
pub(super) fn add_figures(draft: &mut Draft, found: facts::Found) {
    draft.facts = found.facts;
    draft.unread = found.unread;
    draft.remarks.extend(found.remarks);
    draft.remarks.extend(missing(draft));
}

/// What a reader would look for and not find, or that could not be read.
fn missing(draft: &Draft) -> Vec<Remark> {
    let facts = [FactName::Population, FactName::AgingRate, FactName::Area];
    let absent = facts.into_iter().filter(|&fact| !draft.facts.has(fact));
    absent
        .map(|fact| {
            let unread = draft.unread.iter().find(|unread| unread.fact == fact);
            let words = match unread {
                Some(unread) => format!("は{}", unread.reason),
                None if draft.facts.is_in_parts(fact) => {
                    "の合計の印字なし（市町村ごとの数値のみ）".to_owned()
                }
                None => "の印字なし".to_owned(),
            };
            let message = format!("{}{words}", fact.label());
            Remark::new(unread.map(|unread| unread.line), message)
        })
        .collect()
}

/// The figures that the entry prints, those of its basic information first.
fn facts(cuts: &[Cut], draft: &Draft, official: &Official) -> facts::Found {
    let is_profile = |cut: &&Cut| cut.kind == RecordKind::Profile;
    let heading = cuts.iter().find(is_profile).map(|cut| cut.heading.as_str());
    let lines: Vec<(facts::Origin, &Line)> = cuts
        .iter()
        .flat_map(|cut| {
            let origin = match cut.kind {
                RecordKind::Profile => facts::Origin::Profile,
                _ => facts::Origin::Other,
            };
            cut.lines.iter().map(move |line| (origin, line))
        })
        .collect();
    facts::of_entry(&lines, &draft.municipalities, heading, official)
}

fn profile_text(cuts: &[Cut]) -> String {
    cuts.iter()
        .filter(|cut| cut.kind == RecordKind::Profile)
        .flat_map(|cut| &cut.lines)
        .map(|line| line.text.as_str())
        .collect()
}

fn section(cut: Cut) -> Section {
    Section {
        page: cut.sheet,
        ..Section::read(cut.kind, cut.heading, cut.at, &cut.lines)
    }
}
