//! Reads a prefecture's グループ化 plan form: the group, its three efforts, and the
//! figures of its effects that may be published.
//!
//! The text comes from `withhold`, which has read the table of effects already; no
//! other figure of that table can be seen here.

mod efforts;

use std::cmp::Reverse;

use crate::corpus::Document;
use crate::gazetteer::Gazetteer;
use crate::record::{Figure, MunicipalityRef, Table, Tag};
use crate::text::fold;
use crate::vocabulary::{CaseKind, Lead, Prefecture, RecordKind};

use super::draft::{Draft, Reading, Remark, printed};
use super::names::{self, SUFFIXES};
use super::section::{Paragraph, Section, span};
use super::withhold::{EffectRow, Effects};

/// Reads the form.
pub(super) fn read(document: &Document, effects: &Effects, gazetteer: &Gazetteer) -> Reading {
    let form = efforts::read(&document.text);
    let mut reading = Reading::default();
    if form.efforts.is_empty() && effects == &Effects::default() {
        reading.errors.push(format!(
            "{}: 取組の表も効果の表も読み取れない。様式の見出し（取組事項、取組効果）が本文にあるか確かめる",
            document.source.file.display()
        ));
        return reading;
    }

    let title = form
        .group
        .clone()
        .unwrap_or_else(|| document.source.title.clone());
    let mut draft = Draft::new(CaseKind::GroupPlan, title, String::new());
    locate(&mut draft, document, form.group.as_deref(), gazetteer);
    draft.printed_name = form
        .group
        .unwrap_or_else(|| place_in_title(document, &draft));
    draft.remarks.extend(form.remarks);
    for section in form.efforts {
        draft.tags.leads.extend(leads(&section));
        draft.sections.push(section);
    }
    draft.tags.leads.sort_by_key(|tag| tag.code);
    draft.tags.leads.dedup_by_key(|tag| tag.code);
    effect_sections(effects, &mut draft);
    let lines = draft.sections.iter().map(|section| section.lines);
    draft.lines = span(lines).into_iter().collect();
    reading.drafts.push(draft);
    reading
}

/// Finds the group's municipalities: those that its name or the document's title
/// names, in full or without 市, else the one that the text names most.
fn locate(draft: &mut Draft, document: &Document, group: Option<&str>, gazetteer: &Gazetteer) {
    let title = &document.source.title;
    // The text comes last: it may name a partner in another prefecture first.
    let Some(prefecture) = [title, &document.source.publisher]
        .into_iter()
        .find_map(|text| prefecture_in(text))
        .or_else(|| prefecture_of_town(group.into_iter().chain([title.as_str()]), gazetteer))
        .or_else(|| prefecture_in(&document.text))
    else {
        draft
            .remarks
            .push(Remark::new(None, "都道府県を特定できない"));
        return;
    };
    draft.prefecture = Some(prefecture);
    let titles = [group, Some(title.as_str())];
    let mut found = titles
        .into_iter()
        .flatten()
        .map(|text| named(text, prefecture, gazetteer))
        .find(|found| !found.is_empty())
        .unwrap_or_default();
    if found.is_empty() {
        let text = fold(&document.text);
        found = gazetteer
            .iter()
            .filter(|it| it.prefecture == prefecture)
            .map(|it| (text.matches(&fold(&it.name)).count(), it))
            .filter(|&(count, _)| count > 0)
            .min_by_key(|&(count, _)| Reverse(count))
            .map(|(_, it)| it.into())
            .into_iter()
            .collect();
        if !found.is_empty() {
            draft.remarks.push(Remark::new(
                None,
                "グループの市町村の印字がないため、本文に最も多く出る市町村とした",
            ));
        }
    }
    if found.is_empty() {
        draft
            .remarks
            .push(Remark::new(None, "市町村を特定できない"));
    }
    draft.municipalities = found;
}

/// The prefecture that a text names first.
fn prefecture_in(text: &str) -> Option<Prefecture> {
    Prefecture::ALL
        .iter()
        .filter_map(|&it| text.find(it.label()).map(|at| (at, it)))
        .min_by_key(|&(at, _)| at)
        .map(|(_, it)| it)
}

/// The prefecture of the first town that a text names by itself, where no other town
/// has that name.
fn prefecture_of_town<'a>(
    texts: impl Iterator<Item = &'a str>,
    gazetteer: &Gazetteer,
) -> Option<Prefecture> {
    let mut words = texts.flat_map(|text| text.split(SEPARATORS));
    let place = words.find_map(|word| names::bare_place(word, gazetteer))?;
    Some(place.prefecture)
}

/// What parts words in a title.
const SEPARATORS: [char; 11] = ['（', '）', '(', ')', '・', '、', ',', '，', '／', ' ', '　'];

/// The municipalities that a short text names in the prefecture: in full, or as the
/// whole of a bracketed or separated word without 市, 区, 町 or 村.
fn named(text: &str, prefecture: Prefecture, gazetteer: &Gazetteer) -> Vec<MunicipalityRef> {
    let text = text.replace(prefecture.label(), "・");
    let mut found: Vec<MunicipalityRef> = Vec::new();
    for word in text.split(SEPARATORS) {
        let mut towns = names::mentioned(word, prefecture, gazetteer);
        if towns.is_empty() {
            let stem = word.strip_suffix("グループ").unwrap_or(word);
            let full = SUFFIXES.iter().map(|kind| format!("{stem}{kind}"));
            let mut full = full.flat_map(|name| gazetteer.by_name(&name, Some(prefecture)));
            towns.extend(full.next().map(MunicipalityRef::from));
        }
        towns.retain(|town| !found.contains(town));
        found.append(&mut towns);
    }
    found
}

/// The place as the manifest's title has it at its end, 「（桜川）」.
fn place_in_title(document: &Document, draft: &Draft) -> String {
    let title = document.source.title.trim_end();
    title
        .strip_suffix(['）', ')'])
        .and_then(|title| title.rsplit(['（', '(']).next())
        .filter(|_| !draft.municipalities.is_empty())
        .map_or_else(|| title.to_owned(), str::to_owned)
}

/// Who runs the group's office, as the form's own field says.
fn leads(section: &Section) -> Vec<Tag<Lead>> {
    let mut leads = Vec::new();
    let mut office = false;
    for paragraph in &section.paragraphs {
        let starts = paragraph.text.contains("事務局");
        office = starts || (office && paragraph.text.starts_with('・'));
        if !office {
            continue;
        }
        for (words, lead) in OFFICES {
            if words.iter().any(|word| paragraph.text.contains(word)) {
                leads.push(printed(*lead, &paragraph.text, paragraph.lines));
            }
        }
    }
    leads
}

/// Words of a body that runs an office.
const OFFICES: &[(&[&str], Lead)] = &[
    (
        &[
            "市役所",
            "町役場",
            "村役場",
            "福祉課",
            "介護課",
            "保険課",
            "健康課",
        ],
        Lead::Government,
    ),
    (&["医師会"], Lead::MedicalAssociation),
    (&["病院", "医療センター"], Lead::Hospital),
    (&["保健所"], Lead::HealthCentre),
    (&["社会福祉協議会"], Lead::WelfareCouncil),
    (&["訪問看護"], Lead::VisitingNurse),
];

/// The records of the published effects.
fn effect_sections(effects: &Effects, draft: &mut Draft) {
    let plan = if effects.plans_are_goals {
        "取組目標"
    } else {
        "計画"
    };
    let outcome = ["現状", plan, "実績"];
    let change = ["現状", "実績", "差"];
    for (rows, heading, columns, unit) in [
        (
            &effects.patients,
            "在宅に赴いて診療（往診、訪問診療）する合計診療患者数（連携する医療機関内の合計）",
            outcome,
            "名",
        ),
        (
            &effects.visits,
            "在宅に赴いて診療（往診、訪問診療）する合計回数（連携する医療機関内の合計）",
            outcome,
            "回",
        ),
        (
            &effects.referrals,
            "後方支援病院等への紹介数、急変時の受入数、後方支援病院等からの逆紹介数",
            change,
            "件",
        ),
    ] {
        if rows.is_empty() {
            draft
                .remarks
                .push(Remark::new(None, format!("「{heading}」の印字なし")));
        } else {
            draft
                .sections
                .push(effect_section(rows, heading, columns, unit));
        }
    }
    doubt_sums(effects, draft);
}

fn effect_section(rows: &[EffectRow], heading: &str, columns: [&str; 3], unit: &str) -> Section {
    let lines = span(rows.iter().map(|row| row.lines)).unwrap_or_default();
    let cell =
        |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value}{unit}"));
    let paragraphs = rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = columns
                .iter()
                .zip(row.cells)
                .filter(|(_, value)| value.is_some())
                .map(|(column, value)| format!("{column} {}", cell(value)))
                .collect();
            Paragraph {
                text: format!("・{}：{}", row.label, cells.join("、")),
                lines: row.lines,
            }
        })
        .collect();
    let figures = rows
        .iter()
        .flat_map(|row| columns.iter().zip(row.cells).map(move |it| (row, it)))
        .filter_map(|(row, (column, value))| {
            Some(Figure {
                label: format!("{}（{column}）", row.label),
                value: value?,
                unit: unit.to_owned(),
                as_of: None,
                lines: row.lines,
            })
        })
        .collect();
    let table = Table {
        caption: heading.to_owned(),
        header: ["区分"]
            .iter()
            .chain(&columns)
            .map(|&it| it.to_owned())
            .collect(),
        rows: rows
            .iter()
            .map(|row| {
                std::iter::once(row.label.to_owned())
                    .chain(row.cells.into_iter().map(cell))
                    .collect()
            })
            .collect(),
        lines,
    };
    Section {
        figures,
        tables: vec![table],
        ..Section::new(RecordKind::Figures, heading, paragraphs, lines)
    }
}

/// Doubts totals that are not the sum, or the difference, of their parts.
fn doubt_sums(effects: &Effects, draft: &mut Draft) {
    let unequal = |one: f64, other: f64| (one - other).abs() > 0.05;
    if let [total, home_calls, visits] = effects.visits.as_slice() {
        for column in 0..3 {
            if let (Some(total_value), Some(one), Some(other)) = (
                total.cells[column],
                home_calls.cells[column],
                visits.cells[column],
            ) && unequal(total_value, one + other)
            {
                draft.remarks.push(Remark::new(
                    Some(total.lines[0]),
                    format!("合計回数 {total_value} が往診 {one} と訪問診療 {other} の和でない"),
                ));
            }
        }
    }
    for row in &effects.referrals {
        if let [Some(before), Some(after), Some(change)] = row.cells
            && unequal(change, after - before)
        {
            draft.remarks.push(Remark::new(
                Some(row.lines[0]),
                format!(
                    "{}の差 {change} が実績 {after} と現状 {before} の差でない",
                    row.label
                ),
            ));
        }
    }
}
