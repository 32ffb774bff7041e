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
use crate::record::{Lines, Tag};
use crate::vocabulary::{Basis, CaseKind, Model, RecordKind};

use super::draft::{Draft, Facts, Reading, Remark};
use super::section::{Paragraph, Section};
use outline::region_name;
use pages::Page;
use places::Region;
use trees::Entry;

/// Reads the report.
pub(super) fn read(document: &Document, gazetteer: &Gazetteer) -> Reading {
    let outline = outline::outline(&document.text);
    let regions = places::regions(&outline, gazetteer);
    let orderings = orderings::read(&outline.index, &regions);
    let (entries, remarks) = trees::read(&outline.index, &regions);
    let mut reading = Reading {
        orderings: orderings.tables,
        remarks: orderings.remarks,
        ..Reading::default()
    };
    reading.remarks.extend(remarks);
    if regions.is_empty() {
        reading.errors.push(format!(
            "{}: 地域が一つも読み取れない。事例索引の表か「1. 岩手県釜石市(…)」の形の見出しが本文にあるか確かめる",
            document.source.file.display()
        ));
    }

    let pages: Vec<(usize, Page)> = outline
        .regions
        .iter()
        .filter_map(|lines| Some((region_name(lines)?.0, pages::read(lines))))
        .collect();
    for (index, (region, facts)) in regions.iter().zip(orderings.facts).enumerate() {
        let entries: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.region == index)
            .collect();
        let page = pages
            .iter()
            .find(|(number, _)| *number == region.number)
            .map(|(_, page)| page);
        reading.drafts.push(draft(
            region,
            facts,
            &entries,
            page,
            orderings.note.as_deref(),
        ));
    }
    reading
        .surveys
        .extend(survey::read(&outline.method, &outline.survey));
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
    let title = page.and_then(|page| page.subtitle.as_ref()).map_or_else(
        || format!("{}の在宅医療連携", region.name),
        |it| it.text.clone(),
    );
    let mut draft = Draft::new(CaseKind::ModelSurvey, title, region.name.clone());
    draft.prefecture = region.prefecture;
    draft.municipalities.clone_from(&region.municipalities);
    if region.municipalities.is_empty() {
        draft.remarks.push(remark(None, "市町村を特定できない"));
    }

    let mut named_at = [0, 0];
    if let Some((facts, lines)) = facts {
        named_at = lines;
        draft.lines.push(lines);
        draft.sections.extend(profile(&facts, lines, note));
        draft.facts = facts;
    }
    for (missing, label) in [
        (draft.facts.population.is_none(), "人口"),
        (draft.facts.aging_rate.is_none(), "高齢化率"),
    ] {
        if missing {
            draft
                .remarks
                .push(remark(None, &format!("{label}の印字なし")));
        }
    }
    match page {
        Some(page) => {
            draft.sections.extend(page.sections.iter().cloned());
            draft.lines.extend(page.lines);
            if let Some(lines) = page.lines {
                named_at = [lines[0], lines[0]];
            }
        }
        None => draft
            .remarks
            .push(remark(None, "本文の掲載なし（索引のみ）")),
    }
    draft.sections.extend(models(entries));
    draft
        .lines
        .extend(entries.iter().map(|entry| entry.tag.lines));
    draft.lines.sort_unstable();

    let mut leads = pages::leads_of_name(&region.bodies, &region.name, named_at);
    leads.extend(page.iter().flat_map(|page| page.leads.iter().cloned()));
    leads.sort_by_key(|tag| tag.code);
    leads.dedup_by_key(|tag| tag.code);
    draft.tags.leads = leads;
    draft.tags.models = entries.iter().map(|entry| entry.tag.clone()).collect();
    for entry in entries {
        let by_tool = matches!(entry.tag.code, Model::B2 | Model::IctTeam);
        for tool in entry
            .tag
            .by
            .iter()
            .filter(|_| by_tool)
            .flat_map(|by| trees::tools(by))
        {
            if !draft.tags.ict_tools.iter().any(|tag| tag.code == tool) {
                draft.tags.ict_tools.push(Tag {
                    code: tool,
                    basis: Basis::Printed,
                    evidence: entry.tag.evidence.clone(),
                    lines: entry.tag.lines,
                    by: None,
                });
            }
        }
    }
    draft
}

/// The record of a region's printed figures.
fn profile(facts: &Facts, lines: Lines, note: Option<&str>) -> Option<Section> {
    let printed = [
        facts.population.as_ref().map(|fact| &fact.printed),
        facts.population_65.as_ref().map(|fact| &fact.printed),
        facts.aging_rate.as_ref().map(|fact| &fact.printed),
        facts.population_75.as_ref().map(|fact| &fact.printed),
        facts.aging_rate_75.as_ref().map(|fact| &fact.printed),
    ];
    let mut paragraphs: Vec<Paragraph> = printed
        .into_iter()
        .flatten()
        .map(|printed| Paragraph {
            text: format!("・{printed}"),
            lines,
        })
        .collect();
    if paragraphs.is_empty() {
        return None;
    }
    paragraphs.extend(note.map(|note| Paragraph {
        text: note.to_owned(),
        lines,
    }));
    Some(Section {
        kind: RecordKind::Profile,
        heading: "人口と高齢化率".into(),
        paragraphs,
        items: Vec::new(),
        figures: Vec::new(),
        tables: Vec::new(),
        figure_text: String::new(),
        page: None,
        lines,
    })
}

/// The record of a region's models, with who or what mediates.
fn models(entries: &[&Entry]) -> Option<Section> {
    let paragraphs: Vec<Paragraph> = entries
        .iter()
        .map(|entry| {
            let by = entry.tag.by.iter().map(|by| format!("：{by}"));
            let note = entry.note.iter().map(|note| format!(" {note}"));
            let words: String = by.chain(note).collect();
            Paragraph {
                text: format!("・{}{words}", entry.heading),
                lines: entry.tag.lines,
            }
        })
        .collect();
    let lines = [
        paragraphs.iter().map(|it| it.lines[0]).min()?,
        paragraphs.iter().map(|it| it.lines[1]).max()?,
    ];
    Some(Section {
        kind: RecordKind::Features,
        heading: "在宅医療連携のモデル".into(),
        paragraphs,
        items: Vec::new(),
        figures: Vec::new(),
        tables: Vec::new(),
        figure_text: String::new(),
        page: None,
        lines,
    })
}

fn remark(line: Option<usize>, message: &str) -> Remark {
    Remark {
        line,
        message: message.to_owned(),
    }
}
