//! Reads the survey report: its regions with their models, the survey of clinics
//! and the orderings.

mod figures;
mod orderings;
mod outline;
mod pages;
mod places;
mod survey;
mod tables;
mod trees;

use crate::corpus::Document;
use crate::gazetteer::Gazetteer;
use crate::record::{FactName, Lines};
use crate::vocabulary::{CaseKind, Model, RecordKind};

use super::draft::{Draft, Facts, Reading, Remark, printed};
use super::section::{Paragraph, Section, span};
use outline::region_name;
use pages::Page;
use places::Region;
use trees::Entry;

/// Reads the report.
pub(super) fn read(document: &Document, gazetteer: &Gazetteer) -> Reading {
    let outline = outline::outline(&document.text);
    let regions = places::regions(&outline, gazetteer);
    let mut orderings = orderings::read(&outline.index, &regions);
    let (entries, remarks) = trees::read(&outline.index, &regions);
    orderings.remarks.extend(remarks);
    let mut reading = Reading {
        orderings: orderings.tables,
        remarks: orderings.remarks,
        ..Reading::default()
    };
    if regions.is_empty() {
        reading.errors.push(format!(
            "{}: 地域が一つも読み取れない。事例索引の表か「1. 岩手県釜石市(…)」の形の見出しが本文にあるか確かめる",
            document.source.file.display()
        ));
    }
    let pages = outline.regions.iter();
    let pages: Vec<(usize, Page)> = pages
        .filter_map(|lines| Some((region_name(lines)?.0, pages::read(lines))))
        .collect();
    for (index, (region, facts)) in regions.iter().zip(orderings.facts).enumerate() {
        let entries = entries.iter().filter(|entry| entry.region == index);
        let entries: Vec<&Entry> = entries.collect();
        let page = pages.iter().find(|(number, _)| *number == region.number);
        let page = page.map(|(_, page)| page);
        let note = orderings.note.as_deref();
        reading
            .drafts
            .push(draft(region, facts, &entries, page, note));
    }
    let survey = survey::read(&outline.method, &outline.survey);
    reading.surveys.extend(survey);
    reading
}

/// The entry of one region.
fn draft(
    region: &Region,
    facts: Option<(Facts, Lines)>,
    entries: &[&Entry],
    page: Option<&Page>,
    note: Option<&str>,
) -> Draft {
    let subtitle = page.and_then(|page| page.subtitle.as_ref());
    let title = subtitle.map_or_else(
        || format!("{}の在宅医療連携", region.name),
        |it| it.text.clone(),
    );
    let mut draft = Draft::new(CaseKind::ModelSurvey, title, region.name.clone());
    draft.prefecture = region.prefecture;
    draft.municipalities.clone_from(&region.municipalities);
    if region.municipalities.is_empty() {
        draft
            .remarks
            .push(Remark::new(None, "市町村を特定できない"));
    }
    let mut named_at = [0, 0];
    if let Some((facts, lines)) = facts {
        named_at = lines;
        draft.lines.push(lines);
        draft.sections.extend(profile(&facts, lines, note));
        draft.facts = facts;
    }
    for fact in [FactName::Population, FactName::AgingRate] {
        if !draft.facts.has(fact) {
            let message = format!("{}の印字なし", fact.label());
            draft.remarks.push(Remark::new(None, message));
        }
    }
    if let Some(page) = page {
        draft.sections.extend(page.sections.iter().cloned());
        draft.lines.extend(page.lines);
        named_at = page.lines.map_or(named_at, |lines| [lines[0], lines[0]]);
    } else {
        let message = "本文の掲載なし（索引のみ）";
        draft.remarks.push(Remark::new(None, message));
    }
    draft.sections.extend(models(entries));
    let tags = entries.iter().map(|entry| &entry.tag);
    draft.lines.extend(tags.clone().map(|tag| tag.lines));
    draft.lines.sort_unstable();

    let mut leads = pages::leads_of_name(&region.bodies, &region.name, named_at);
    leads.extend(page.iter().flat_map(|page| page.leads.iter().cloned()));
    leads.sort_by_key(|tag| tag.code);
    leads.dedup_by_key(|tag| tag.code);
    draft.tags.leads = leads;
    draft.tags.models = tags.clone().cloned().collect();
    let tools = tags.filter(|tag| matches!(tag.code, Model::B2 | Model::IctTeam));
    let tools = tools.flat_map(|tag| {
        let names = tag.by.iter().flat_map(|by| trees::tools(by));
        names.map(move |name| (name, tag))
    });
    for (name, tag) in tools {
        if !draft.tags.ict_tools.iter().any(|known| known.code == name) {
            draft
                .tags
                .ict_tools
                .push(printed(name, &tag.evidence, tag.lines));
        }
    }
    draft
}

/// The record of a region's printed figures.
fn profile(facts: &Facts, lines: Lines, note: Option<&str>) -> Option<Section> {
    let printed = facts.stated.values().map(|fact| &fact.printed);
    let mut texts: Vec<String> = printed.map(|printed| format!("・{printed}")).collect();
    if texts.is_empty() {
        return None;
    }
    texts.extend(note.map(str::to_owned));
    let paragraphs = texts.into_iter().map(|text| Paragraph { text, lines });
    Some(Section::new(
        RecordKind::Profile,
        "人口と高齢化率",
        paragraphs.collect(),
        lines,
    ))
}

/// The record of a region's models, with who or what mediates.
fn models(entries: &[&Entry]) -> Option<Section> {
    let paragraphs = entries.iter().map(|entry| {
        let by = entry.tag.by.iter().map(|by| format!("：{by}"));
        let note = entry.note.iter().map(|note| format!(" {note}"));
        let words: String = by.chain(note).collect();
        Paragraph {
            text: format!("・{}{words}", entry.heading),
            lines: entry.tag.lines,
        }
    });
    let paragraphs: Vec<Paragraph> = paragraphs.collect();
    let lines = span(paragraphs.iter().map(|it| it.lines))?;
    Some(Section::new(
        RecordKind::Features,
        "在宅医療連携のモデル",
        paragraphs,
        lines,
    ))
}
