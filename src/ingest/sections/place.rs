//! Whether a line is a heading in its place: what it reads as by itself, held
//! against the lines around it and the headings found before it.
//!
//! What is cut there is not decided here.

use std::collections::{HashMap, HashSet};

use crate::vocabulary::{Prefecture, RecordKind};

use super::Cutter;
use crate::ingest::entries::Entry;
use crate::ingest::headings::{self, Heading};
use crate::ingest::lines::{Line, compact};
use crate::ingest::paragraphs;

impl Cutter<'_> {
    /// A name on a map, alone on its line.
    pub(super) fn is_label(&self, line: &Line) -> bool {
        line.mark.is_none() && self.names.contains(&line.text)
    }

    /// The town's name as the heading of its figures.
    pub(super) fn is_town_heading(&self, lines: &[Line], index: usize) -> bool {
        self.cuts.is_empty()
            && lines
                .iter()
                .skip(index + 1)
                .take(2)
                .any(|line| compact(&line.text).contains("人口"))
            && lines.get(index).is_some_and(|line| {
                line.text.chars().count() > 1 && line.text.ends_with(['市', '区', '町', '村'])
            })
    }

    /// The line as a heading of the form in its place, after those found before it
    /// in the segment.
    pub(super) fn heading(
        &self,
        lines: &[Line],
        index: usize,
        line: &Line,
        found: &[(usize, Heading)],
    ) -> Option<Heading> {
        if self.is_label(line) && self.is_town_heading(lines, index) {
            return Some(Heading::plain(RecordKind::Profile, line.text.clone()));
        }
        if self.asks.is_some() && question_mark(line) == self.asks {
            return Some(headings::question(line));
        }
        let parted = || headings::parted(line).filter(|_| self.has_parted);
        let heading = headings::heading(line)
            .or_else(|| headings::run_in(line))
            .or_else(parted)?;
        // An item of a table of contents is printed again where its part starts.
        if line.mark.is_some() && self.counts.contains_key(&compact(line.body())) {
            return None;
        }
        let is_shared = self.shared.0.contains(&compact(&line.text));
        let body = found.last().map_or(0, |&(last, _)| last + 1);
        match heading.style {
            Some(style) if self.styles.contains(&style) => return Some(heading),
            // 「２．３町の基本情報」, once, can be nothing else.
            Some(_) if heading.loose || heading.weak || line.mark.is_some() => return None,
            // 「《本取り組みの狙い》」 is part of a section.
            None if heading.loose && heading.set_off && heading.kind == RecordKind::Other => {
                return None;
            }
            None if heading.loose && !is_shared && !stands_apart(lines, index, body) => {
                return None;
            }
            _ => {}
        }
        let known = |kind: RecordKind| {
            self.cuts.iter().any(|cut| cut.kind == kind)
                || found.iter().any(|(_, heading)| heading.kind == kind)
        };
        // 「課題」 again is part of a section; 「背景」 before it is another.
        let named = |heading: &Heading| {
            let is_same = |text: &str| text.contains(heading.text.as_str());
            self.cuts
                .iter()
                .any(|cut| cut.kind == heading.kind && is_same(&cut.heading))
                || found
                    .iter()
                    .any(|(_, other)| other.kind == heading.kind && is_same(&other.text))
        };
        let current = found
            .last()
            .map(|(_, heading)| heading.kind)
            .or(self.cuts.last().map(|cut| cut.kind));
        // 「【活動内容】」 inside a section, 「【今後の取組み】」 inside the plans.
        if heading.set_off && known(heading.kind) && current.is_some() {
            return None;
        }
        if is_column_head(lines, index) {
            return None;
        }
        if !heading.weak {
            return Some(heading);
        }
        let accepted = match heading.kind {
            RecordKind::Issues => !named(&heading),
            RecordKind::Activities => {
                (line.after_blank || self.has_words || is_shared)
                    && !known(RecordKind::Activities)
                    && !paragraphs::continues(lines, index)
            }
            _ => {
                line.after_blank
                    && !heading.set_off
                    && self.counts.get(&compact(&line.text)) == Some(&1)
            }
        };
        accepted.then_some(heading)
    }
}

/// What a map on the page carries: names, and the form's own words for it.
pub(super) fn names(entry: &Entry) -> Vec<String> {
    let mut names: Vec<String> = Prefecture::ALL
        .iter()
        .map(|prefecture| prefecture.label().to_owned())
        .collect();
    if let Some(place) = &entry.place {
        names.push(place.name());
        names.extend(
            place
                .municipalities
                .iter()
                .map(|municipality| municipality.name.clone()),
        );
    }
    names.push(entry.printed.clone());
    // The form's own words for the map.
    names.extend(["地図", "地図等"].map(str::to_owned));
    names
}

/// The headings that most entries of a document have, compacted.
pub(in crate::ingest) struct Shared(HashSet<String>);

impl Shared {
    pub(in crate::ingest) fn of(entries: &[Entry]) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let headings = entries.iter().map(headings);
        headings
            .flatten()
            .for_each(|it| *counts.entry(it).or_default() += 1);
        counts.retain(|_, count| *count > 1 && *count * 2 > entries.len());
        Self(counts.into_keys().collect())
    }
}

/// The lines that read as headings, each once and compacted.
fn headings(entry: &Entry) -> HashSet<String> {
    let lines = entry.segments.iter().flat_map(|segment| &segment.lines);
    let headings = lines.filter(|line| headings::heading(line).is_some());
    headings.map(|line| compact(&line.text)).collect()
}

/// How often each line is printed in the entry.
pub(super) fn counts(entry: &Entry) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for line in entry.segments.iter().flat_map(|segment| &segment.lines) {
        *counts.entry(compact(&line.text)).or_default() += 1;
    }
    counts
}

/// Whether at least three lines of nothing but a word head different parts.
pub(super) fn has_words(entry: &Entry) -> bool {
    /// 「取り組み」
    const WORD: usize = 4;
    heads_parts(entry, |line| {
        let is_word = line.mark.is_none() && line.text.chars().count() <= WORD;
        headings::heading(line).filter(|_| is_word)
    })
}

/// Whether at least three lines start with the heading of a part.
pub(super) fn has_parted(entry: &Entry) -> bool {
    heads_parts(entry, headings::parted)
}

fn heads_parts(entry: &Entry, heading: impl Fn(&Line) -> Option<Heading>) -> bool {
    let lines = entry.segments.iter().flat_map(|segment| &segment.lines);
    let kinds: HashSet<RecordKind> = lines.filter_map(|line| Some(heading(line)?.kind)).collect();
    kinds.len() >= 3
}

/// What the questions of an interview start with, where it is one.
pub(super) fn asks(entry: &Entry) -> Option<char> {
    /// So many questions are no rhetorical ones.
    const QUESTIONS: usize = 3;
    let mut asked: HashMap<char, (usize, usize)> = HashMap::new();
    for line in entry.segments.iter().flat_map(|segment| &segment.lines) {
        let Some(mark) = question_mark(line) else {
            continue;
        };
        let (all, questions) = asked.entry(mark).or_default();
        *all += 1;
        let text = line.text.trim_end_matches(['。', '？', '?']);
        let asks = ["か", "は", "しょう", "ください"]
            .iter()
            .any(|end| text.ends_with(end));
        *questions += usize::from(asks || line.text.ends_with(['？', '?']));
    }
    asked
        .into_iter()
        .filter(|&(_, (all, questions))| all >= QUESTIONS && questions * 2 >= all)
        .max_by_key(|&(_, (all, _))| all)
        .map(|(mark, _)| mark)
}

/// What may set off a question: a dash, a mark or a letter.
fn question_mark(line: &Line) -> Option<char> {
    let mark = line.mark.or_else(|| line.text.chars().next())?;
    (!mark.is_alphanumeric() || matches!(mark, 'Q' | 'Ｑ' | '問')).then_some(mark)
}

/// The marks that only headings have, and the ways of numbering that at least three
/// kinds of heading have.
pub(super) fn styles(entry: &Entry) -> HashSet<char> {
    /// Items of lists are longer, at least two of them.
    const TITLE: usize = 24;
    let mut heading_kinds: HashMap<char, HashSet<RecordKind>> = HashMap::new();
    let mut of_lists: HashMap<char, usize> = HashMap::new();
    for line in entry.segments.iter().flat_map(|segment| &segment.lines) {
        let Some(style) = headings::style(line) else {
            continue;
        };
        match headings::heading(line) {
            Some(heading) => {
                heading_kinds.entry(style).or_default().insert(heading.kind);
            }
            None if line.text.chars().count() > TITLE || line.text.ends_with('。') => {
                *of_lists.entry(style).or_default() += 1;
            }
            None => {}
        }
    }
    heading_kinds
        .into_iter()
        .filter(|(style, kinds)| {
            let is_number = matches!(style, '1' | '①' | '（' | 'Ⅰ' | '一');
            let has_lists = of_lists.get(style).is_some_and(|&lists| lists > 1);
            kinds.len() >= 2 && !has_lists || is_number && kinds.len() >= 3
        })
        .map(|(style, _)| style)
        .collect()
}

/// Whether a blank line, a sheet's edge or a list parts the line from sentences, and
/// it is neither the rest of one nor the heads of a table's columns. The text that it
/// may be part of starts at `body`.
fn stands_apart(lines: &[Line], index: usize, body: usize) -> bool {
    /// No sentence is as short: 「きっかけ」, 「今後の展開」.
    const WORD: usize = 6;
    let is_row = lines.get(index).is_some_and(|line| {
        line.text
            .split_whitespace()
            .filter(|word| word.chars().count() > 1)
            .count()
            > 1
    });
    let text = lines.get(body..).unwrap_or_default();
    if is_row || paragraphs::continues(text, index - body) {
        return false;
    }
    let opens = lines
        .get(index)
        .is_some_and(|line| line.after_blank || line.starts_page);
    let before = index.checked_sub(1).and_then(|before| lines.get(before));
    let after_sentence = before.is_none_or(|before| before.text.ends_with('。'));
    let is_word = lines
        .get(index)
        .is_some_and(|line| line.text.chars().count() <= WORD);
    let over_text = is_word
        || lines
            .get(index + 1)
            .is_none_or(|next| next.after_blank || next.mark.is_some());
    opens || after_sentence && over_text
}

/// Heads of two columns, printed one below the other before both bodies.
fn is_column_head(lines: &[Line], index: usize) -> bool {
    let is_head = |index: Option<usize>| {
        index
            .and_then(|index| lines.get(index))
            .is_some_and(|line| {
                let text = compact(&line.text);
                [
                    "取組の成果",
                    "取り組みの成果",
                    "成果",
                    "今後の展望",
                    "今後の展望と課題",
                    "今後の課題",
                ]
                .contains(&text.as_str())
            })
    };
    is_head(Some(index)) && (is_head(Some(index + 1)) || is_head(index.checked_sub(1)))
}
