//! The sentences of a draft as rules are matched against them: text, place, and what
//! the text around them is about.
//!
//! A heading says what its section stands for; a sub-heading within may change it.
//! What a sentence itself says is not known here.

use crate::language::compact::Compact;
use crate::record::{Lines, Tag};
use crate::vocabulary::{Basis, RecordKind, Standing};

use super::super::dates;
use super::super::draft::Draft;
use super::super::lines::{EMPTY, TICKED};
use super::super::pattern::Pattern;
use super::super::section::{Paragraph, Section};
use super::rules::{Kind, Mention, Rules};

/// Longest evidence, in characters.
const LONGEST: usize = 160;
/// In characters. The longest sentence of the corpus has 218; a list or a damaged
/// text without full stops may go on for pages.
const LONGEST_SENTENCE: usize = 600;
/// A longer paragraph is no heading of the ones below it, in compact characters.
const LONGEST_HEAD: usize = 24;

/// A sentence, or a line that stands for one.
pub(super) struct Sentence {
    /// The section it stands in.
    pub(super) section: usize,
    /// What the section says about the case.
    pub(super) kind: RecordKind,
    /// As printed, without list mark.
    pub(super) text: String,
    pub(super) compact: Compact,
    /// Where its paragraph stands.
    pub(super) lines: Lines,
    /// What the text around it stands for; none among figures and names.
    pub(super) around: Option<Standing>,
    /// Whether its paragraph is a list item.
    pub(super) is_item: bool,
    /// Whether it is the first of its paragraph.
    pub(super) leads: bool,
    /// Whether it is a section's heading.
    pub(super) is_heading: bool,
}

/// What a mark says of a table's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Not done.
    Undone,
    /// Begun or to come.
    Partial,
}

impl Sentence {
    /// A tag with this sentence as its evidence.
    pub(super) fn tag<T>(&self, code: T, basis: Basis) -> Tag<T> {
        let mut evidence: String = self.text.chars().take(LONGEST).collect();
        if evidence.len() < self.text.len() {
            evidence.push('…');
        }
        Tag {
            code,
            basis,
            evidence,
            lines: self.lines,
            by: None,
        }
    }

    /// Whether it is a question.
    pub(super) fn asks(&self) -> bool {
        static QUESTION: Pattern = Pattern::new(r"(?:[？?]|[るたすいのうくだん]か)[」）)。]*$");
        QUESTION.is_match(&self.text)
    }

    /// The mark or the count of nothing between blanks that says in a table what became
    /// of its row.
    pub(super) fn mark(&self) -> Option<Mark> {
        self.text.split_whitespace().find_map(|word| match word {
            "×" | "✕" | "✖" | "╳" | "0回" | "０回" | "0件" | "０件" => {
                Some(Mark::Undone)
            }
            "△" => Some(Mark::Partial),
            _ => None,
        })
    }

    /// Whether it is told under a heading that is about what was or is to be done.
    pub(super) fn is_text(&self) -> bool {
        self.around.is_some() && !self.is_heading
    }
}

/// Every sentence of the draft, headings included, in reading order.
pub(super) fn sentences(draft: &Draft, rules: &Rules) -> Vec<Sentence> {
    let mut all = Vec::new();
    for (index, section) in draft.sections.iter().enumerate() {
        let of_section = standing_of(section, rules);
        let mut around = of_section;
        let read = |text: &str, lines, around| Sentence {
            section: index,
            kind: section.kind,
            text: text.to_owned(),
            compact: Compact::new(text),
            lines,
            around,
            is_item: false,
            leads: true,
            is_heading: false,
        };
        let at = section.lines[0];
        all.push(Sentence {
            is_heading: true,
            ..read(&section.heading, [at, at], around)
        });
        for paragraph in &section.paragraphs {
            if of_section.is_some() {
                around = after_head(paragraph, of_section, around, rules);
            }
            let text = paragraph.text.trim_start_matches('・');
            // What something is for is not yet something done.
            let start: String = text.split_whitespace().collect();
            let start = start.trim_start_matches(['【', '（', '＜', '〈', '《', '■', '◆']);
            let is_aim = ["目的", "ねらい", "狙い"]
                .iter()
                .any(|it| start.starts_with(it));
            let choices = ticked(text);
            let is_form = choices.is_some();
            let around = match around {
                _ if is_form => Some(Standing::Done),
                Some(Standing::Done) if is_aim => Some(Standing::Planned),
                around => around,
            };
            let sentences = || text.split_inclusive('。').flat_map(pieces).map(str::trim);
            let texts = choices.unwrap_or_else(|| sentences().collect());
            let texts = texts.into_iter().filter(|it| !it.is_empty());
            all.extend(texts.enumerate().map(|(order, text)| Sentence {
                is_item: is_form || paragraph.text.starts_with('・'),
                leads: order == 0 && !is_form,
                ..read(text, paragraph.lines, around)
            }));
        }
    }
    all
}

/// The choices of a form that are ticked: 「☑ウ 切れ目のない…」; none where the text is
/// no row of boxes.
fn ticked(text: &str) -> Option<Vec<&str>> {
    let is_box = |c: char| c == EMPTY || TICKED.contains(&c);
    if text.matches(is_box).count() < 2 && !text.starts_with(TICKED) {
        return None;
    }
    let starts = text.char_indices().filter(|(_, c)| is_box(*c));
    let ends = starts.clone().skip(1).map(|(at, _)| at).chain([text.len()]);
    let choices = starts.zip(ends).filter(|((_, c), _)| TICKED.contains(c));
    let words = choices.filter_map(|((at, _), end)| text.get(at..end));
    Some(words.map(str::trim).collect())
}

/// A sentence, or the pieces of a run of text that is longer than any.
fn pieces(sentence: &str) -> impl Iterator<Item = &str> {
    let mut rest = sentence;
    std::iter::from_fn(move || {
        let end = rest
            .char_indices()
            .nth(LONGEST_SENTENCE)
            .map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

fn standing_of(section: &Section, rules: &Rules) -> Option<Standing> {
    match section.kind {
        RecordKind::Profile => None,
        kind if kind.standing() == Standing::Done => {
            Some(head(&section.heading, rules).unwrap_or(Standing::Done))
        }
        kind => Some(kind.standing()),
    }
}

/// What holds from a paragraph on that may be a sub-heading.
fn after_head(
    paragraph: &Paragraph,
    of_section: Option<Standing>,
    current: Option<Standing>,
    rules: &Rules,
) -> Option<Standing> {
    let text = paragraph.text.trim_start_matches('・');
    let is_short = text.chars().count() <= LONGEST_HEAD;
    // 「第2回 平成30年3月16日 予定」: a row about one day.
    let has_day = || dates::first(text).is_some_and(|date| date.len() > "2018-03".len());
    let is_head = is_short && !text.contains(['。', '、', '，']) && !has_day();
    if !is_head {
        return current;
    }
    match head(text, rules) {
        // What was done about a problem is still told under it.
        Some(Standing::Done) if of_section == Some(Standing::Lacking) => of_section,
        Some(standing) => Some(standing),
        None if text.starts_with(['【', '《', '<', '〈', '◆', '■']) => of_section,
        None => current,
    }
}

/// What a heading says of the text below it.
fn head(text: &str, rules: &Rules) -> Option<Standing> {
    let compact = Compact::new(text);
    let found = rules.mentions(&compact);
    let of_head = |mention: &&Mention<'_>| mention.kind == Kind::Head;
    // The last word decides: 「今後の課題」.
    let last = found.iter().filter(of_head).max_by_key(|it| it.span.end)?;
    Standing::from_code(last.term)
}
