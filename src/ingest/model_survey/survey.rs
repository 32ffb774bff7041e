//! The survey of clinics: its questions, and the purpose, method and caveat that
//! belong beside them.

use crate::vocabulary::RecordKind;

use super::super::draft::DraftSurvey;
use super::super::pattern::Pattern;
use super::super::section::{Paragraph, Section};
use super::figures::figures;
use super::outline::{Line, add_line};
use super::tables;

/// 「1. 事業の背景・目的」
static PART: Pattern = Pattern::new(r"^\d{1,2}\.\s*\S");
/// 「(2) 診療所の施設概要」
static TOPIC: Pattern = Pattern::new(r"^\(\d{1,2}\)\s*\S");
/// What stands around the survey's title.
const BRACKETS: [char; 6] = ['<', '>', '〈', '〉', '《', '》'];

/// The survey, where the report has its questions.
pub(super) fn read(method: &[Line], survey: &[Line]) -> Option<DraftSurvey> {
    let title = survey
        .iter()
        .find(|line| line.text.starts_with(BRACKETS))
        .map_or("アンケート調査", |line| {
            line.text.trim_matches(BRACKETS)
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

/// How deep a heading stands: a part, a topic or a question.
fn level(line: &Line, kind: RecordKind) -> Option<usize> {
    let is_question = || {
        !line.is_row()
            && line.text.starts_with(|c: char| ('①'..='⑳').contains(&c))
            && !line.text.ends_with('。')
    };
    if kind == RecordKind::Other && line.is_heading(&PART) {
        Some(0)
    } else if line.is_heading(&TOPIC) {
        Some(1)
    } else {
        is_question().then_some(2)
    }
}

/// Cuts a chapter at its numbered headings.
fn cut(lines: &[Line], kind: RecordKind, title: &str) -> Vec<Section> {
    // The chapter's own heading leads, and ends nothing.
    let lines = lines.iter().skip(1);
    let lines = lines.filter(|line| line.text.trim_matches(BRACKETS) != title);
    let lines: Vec<Line> = lines.cloned().collect();
    let mut sections = Vec::new();
    let (mut part, mut topic) = ("", "");
    for run in lines.chunk_by(|_, next| level(next, kind).is_none()) {
        let Some((first, rest)) = run.split_first() else {
            continue;
        };
        let own = first.text.as_str();
        let level = level(first, kind);
        let above = match level {
            Some(0) => "",
            Some(1) => part,
            _ => topic,
        };
        match level {
            Some(0) => (part, topic) = (own, own),
            Some(1) => topic = own,
            _ => {}
        }
        sections.extend(match level {
            Some(_) => of_question(kind, [above, own], first.number, rest),
            // What stands before the first question is about all of them.
            None => of_question(RecordKind::Other, ["", title], first.number, run),
        });
    }
    sections
}

/// What stands under a heading, and the caveats in it by themselves.
fn of_question(
    kind: RecordKind,
    [above, own]: [&str; 2],
    start: usize,
    body: &[Line],
) -> Vec<Section> {
    let Some(last) = body.last() else {
        return Vec::new();
    };
    let heading = format!("{above} {own}");
    let mut section = Section::new(kind, heading.trim(), Vec::new(), [start, last.number]);
    fill(&mut section, body, own);
    let (caveats, paragraphs): (Vec<Paragraph>, Vec<Paragraph>) =
        section.paragraphs.into_iter().partition(|paragraph| {
            paragraph.text.contains("留意が必要") || paragraph.text.contains("注意が必要")
        });
    section.paragraphs = paragraphs;
    if kind == RecordKind::Survey {
        section.figures = section.paragraphs.iter().flat_map(figures).collect();
    }
    let mut sections = vec![section];
    if let (Some(first), Some(last)) = (caveats.first(), caveats.last()) {
        let lines = [first.lines[0], last.lines[1]];
        let heading = "結果を見るときの留意点";
        sections.push(Section::new(RecordKind::Other, heading, caveats, lines));
    }
    sections
}

/// The paragraphs and tables of a section.
fn fill(section: &mut Section, body: &[Line], question: &str) {
    for run in body.chunk_by(|one, other| one.is_row() == other.is_row()) {
        if run.iter().any(Line::is_row) {
            let caption = caption(&mut section.paragraphs).unwrap_or_else(|| question.to_owned());
            section.tables.push(tables::table(run, caption));
            continue;
        }
        let mut breaks = true;
        for line in run {
            let is_own = line.is_item || line.gap > 0 || line.text.starts_with(['※', '（', '(']);
            let ends = |last: &Paragraph| last.text.ends_with('。');
            let continues = !breaks && !is_own && !section.paragraphs.last().is_some_and(ends);
            add_line(&mut section.paragraphs, line, continues);
            breaks = line.breaks;
        }
    }
}

/// The caption that stands last before a table: 「図表 …」 or short words that are no
/// sentence.
fn caption(paragraphs: &mut Vec<Paragraph>) -> Option<String> {
    let last = paragraphs.pop_if(|last| {
        last.text.starts_with("図表")
            || (last.text.chars().count() <= 60
                && !last.text.ends_with('。')
                && !last.text.starts_with(['※', '・', '（']))
    })?;
    Some(last.text.trim_start_matches("図表").trim().to_owned())
}
