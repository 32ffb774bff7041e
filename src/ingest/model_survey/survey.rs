//! The survey of clinics: its questions, and the purpose, method and caveat that
//! belong beside them.

use std::sync::LazyLock;

use regex::Regex;

use crate::record::Figure;
use crate::vocabulary::RecordKind;

use super::super::draft::DraftSurvey;
use super::super::markup::pattern;
use super::super::numbers;
use super::super::section::{Paragraph, Section};
use super::figures::figures;
use super::outline::Line;
use super::tables;

/// 「1. 事業の背景・目的」
static PART: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,2}\.\s*\S"));
/// 「(2) 診療所の施設概要」
static TOPIC: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\(\d{1,2}\)\s*\S"));

/// A heading: its own words and those that it stands under.
struct Heading {
    above: String,
    own: String,
}

impl Heading {
    fn whole(&self) -> String {
        [self.above.as_str(), self.own.as_str()]
            .join(" ")
            .trim()
            .to_owned()
    }
}

/// The survey, where the report has its questions.
pub(super) fn read(method: &[Line], survey: &[Line]) -> Option<DraftSurvey> {
    let title = survey
        .iter()
        .map(|line| line.text.as_str())
        .find(|text| text.starts_with(['<', '〈', '《']))
        .map_or("アンケート調査", |text| {
            text.trim_matches(['<', '>', '〈', '〉', '《', '》'])
        });
    let mut sections = cut(method, RecordKind::Other, title);
    sections.extend(cut(survey, RecordKind::Survey, title));
    let lines = [method, survey]
        .into_iter()
        .filter_map(|chapter| Some([chapter.first()?.number, chapter.last()?.number]))
        .collect();
    sections
        .iter()
        .any(|section| section.kind == RecordKind::Survey)
        .then(|| DraftSurvey {
            title: title.to_owned(),
            sections,
            lines,
        })
}

/// Cuts a chapter at its numbered headings.
fn cut(lines: &[Line], kind: RecordKind, title: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut part = String::new();
    let mut topic = String::new();
    let mut heading = Heading {
        above: String::new(),
        own: title.to_owned(),
    };
    let mut is_question = false;
    let mut body: Vec<Line> = Vec::new();
    let mut start = None;
    // The chapter's own heading leads, and ends nothing.
    for line in lines.iter().skip(1) {
        let is_topic = line.is_heading(&TOPIC);
        let is_part = kind == RecordKind::Other && line.is_heading(&PART);
        let is_item = !line.is_row()
            && line.text.starts_with(|c: char| ('①'..='⑳').contains(&c))
            && !line.text.ends_with('。');
        if !(is_topic || is_part || is_item) {
            if line.text.trim_matches(['<', '>', '〈', '〉', '《', '》']) != title {
                body.push(line.clone());
            }
            continue;
        }
        close(&mut sections, &body, &heading, kind, is_question, start);
        body.clear();
        start = Some(line.number);
        is_question = true;
        heading.own.clone_from(&line.text);
        if is_part {
            heading.above.clear();
            part.clone_from(&line.text);
            topic.clone_from(&line.text);
        } else if is_topic {
            heading.above.clone_from(&part);
            topic.clone_from(&line.text);
        } else {
            heading.above.clone_from(&topic);
        }
    }
    close(&mut sections, &body, &heading, kind, is_question, start);
    sections
}

/// Adds what stands under a heading, and the caveats in it by themselves.
fn close(
    sections: &mut Vec<Section>,
    body: &[Line],
    heading: &Heading,
    kind: RecordKind,
    is_question: bool,
    start: Option<usize>,
) {
    let (Some(first), Some(last)) = (body.first(), body.last()) else {
        return;
    };
    // What stands before the first question is about all of them.
    let kind = if is_question { kind } else { RecordKind::Other };
    let mut section = Section {
        kind,
        heading: heading.whole(),
        paragraphs: Vec::new(),
        items: Vec::new(),
        figures: Vec::new(),
        tables: Vec::new(),
        figure_text: String::new(),
        page: None,
        lines: [start.unwrap_or(first.number), last.number],
    };
    fill(&mut section, body, &heading.own);
    let (caveats, paragraphs): (Vec<Paragraph>, Vec<Paragraph>) =
        section.paragraphs.into_iter().partition(|paragraph| {
            paragraph.text.contains("留意が必要") || paragraph.text.contains("注意が必要")
        });
    section.paragraphs = paragraphs;
    if section.kind == RecordKind::Survey {
        section.figures = section.paragraphs.iter().flat_map(figures).collect();
        for table in &section.tables {
            add_listed(&mut section.figures, list_figures(table));
        }
    }
    sections.push(section);
    if let (Some(first), Some(last)) = (caveats.first(), caveats.last()) {
        sections.push(Section {
            kind: RecordKind::Other,
            heading: "結果を見るときの留意点".into(),
            lines: [first.lines[0], last.lines[1]],
            paragraphs: caveats,
            items: Vec::new(),
            figures: Vec::new(),
            tables: Vec::new(),
            figure_text: String::new(),
            page: None,
        });
    }
}

/// The paragraphs and tables of a section.
fn fill(section: &mut Section, body: &[Line], question: &str) {
    let mut at = 0;
    let mut breaks = true;
    while let Some(line) = body.get(at) {
        if line.is_row() {
            let length = body[at..].iter().take_while(|line| line.is_row()).count();
            let caption = caption(&mut section.paragraphs).unwrap_or_else(|| question.to_owned());
            section
                .tables
                .push(tables::table(&body[at..at + length], caption));
            at += length;
            breaks = true;
            continue;
        }
        let continues =
            !breaks && !line.is_item && line.gap == 0 && !line.text.starts_with(['※', '（', '(']);
        match section
            .paragraphs
            .last_mut()
            .filter(|last| continues && !last.text.ends_with('。'))
        {
            Some(last) => {
                last.text.push_str(&line.text);
                last.lines[1] = line.number;
            }
            None => section.paragraphs.push(Paragraph {
                text: if line.is_item {
                    format!("・{}", line.text)
                } else {
                    line.text.clone()
                },
                lines: [line.number, line.number],
            }),
        }
        breaks = line.breaks;
        at += 1;
    }
}

/// The caption that stands last before a table: 「図表 …」 or short words that are no
/// sentence.
fn caption(paragraphs: &mut Vec<Paragraph>) -> Option<String> {
    let last = paragraphs.last()?;
    let is_caption = last.text.starts_with("図表")
        || (last.text.chars().count() <= 60
            && !last.text.ends_with('。')
            && !last.text.starts_with(['※', '・', '（']));
    if !is_caption {
        return None;
    }
    let last = paragraphs.pop()?;
    Some(last.text.trim_start_matches("図表").trim().to_owned())
}

/// Adds a list's figures to those of the sentences. Where a sentence names one of
/// them, it also says what all of them count.
fn add_listed(figures: &mut Vec<Figure>, listed: Vec<Figure>) {
    let is_same = |one: &Figure, other: &Figure| {
        one.label == other.label && one.value.to_bits() == other.value.to_bits()
    };
    let unit = figures
        .iter()
        .find(|figure| listed.iter().any(|other| is_same(figure, other)))
        .map(|figure| figure.unit.clone());
    for mut figure in listed {
        if figures.iter().any(|other| is_same(other, &figure)) {
            continue;
        }
        if let (true, Some(unit)) = (figure.unit.is_empty(), &unit) {
            figure.unit.clone_from(unit);
        }
        figures.push(figure);
    }
}

/// The figures of a table that lists names with one figure each.
fn list_figures(table: &crate::record::Table) -> Vec<Figure> {
    if table.header.len() != 2 {
        return Vec::new();
    }
    table
        .rows
        .iter()
        .filter_map(|row| {
            let [label, cell] = row.as_slice() else {
                return None;
            };
            let figure = numbers::figures(cell)
                .into_iter()
                .next()
                .filter(|_| tables::is_number(cell))?;
            Some(Figure {
                label: label.clone(),
                value: figure.value,
                unit: cell.get(figure.end..).unwrap_or_default().trim().to_owned(),
                as_of: None,
                lines: table.lines,
            })
        })
        .collect()
}
