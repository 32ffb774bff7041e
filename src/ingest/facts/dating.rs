//! What day a block's figures stand for.
//!
//! A figure's own bracket comes first; then footnotes that name it, a line with only
//! a date right below it, and what is said for the whole block: with its heading, at its
//! start or at its end. A date alone above the figures must say that it is theirs: it may
//! be the cover's.

use crate::record::{FactName, Lines};

use super::super::dates::{self, Date};
use super::super::pattern::Pattern;
use super::segments::Segment;
use super::tokens::{Scope, Token};
use super::{Origin, Printed};

static NOTE: Pattern = Pattern::new(r"^[・(]*[※*注]\s*(\d{1,2})(?:[^\d年./]|$)");
/// What a line may hold besides a date and still say nothing else.
static DATE_WORDS: Pattern = Pattern::new(
    r"[\s()（）〔〕【】\[\]※*・･:：。、]|現在|時点|末日|末|国勢調査|住民基本台帳|住基|調べ|より|基準日",
);
static RANGE: Pattern = Pattern::new(r"^[\d.%~〜\-]+$");

/// Gives dates to the figures that have none of their own.
pub(super) fn date(
    values: &mut [Printed],
    segments: &[Segment],
    heads: &[usize],
    heading: Option<&str>,
) {
    let own = values.iter().any(|value| value.as_of.is_some());
    let mut of_block = heading.and_then(dates::first);
    let holds = |lines: &Lines, line: usize| (lines[0]..=lines[1]).contains(&line);
    for (index, segment) in segments.iter().enumerate() {
        if segment.origin != Origin::Profile {
            continue;
        }
        let number = segment.lines[0];
        let is_value = values.iter().any(|value| holds(&value.lines, number));
        let found = dates::dates(&segment.text);
        let Some(first) = found
            .first()
            .filter(|_| !is_value && !heads.contains(&index))
        else {
            continue;
        };
        if let Some(note) = NOTE.captures(&segment.text).and_then(|it| it.get(1)) {
            let note = Some(note.as_str());
            give(values, &first.iso, |value| value.note.as_deref() == note);
            continue;
        }
        if segment.tokens.contains(&Token::Scope(Scope::Projected)) {
            continue;
        }
        // 「※人口、高齢化率はH29年10月31日現在」
        let labels = segment.tokens.iter().filter_map(|token| match token {
            Token::Label(label) => *label,
            _ => None,
        });
        let named: Vec<FactName> = labels.collect();
        if !named.is_empty() && !segment.tokens.iter().any(Token::is_figure) {
            if !are_heads(&segment.tokens) {
                give(values, &first.iso, |value| named.contains(&value.label));
            }
            continue;
        }
        let rest = rest(&segment.text, &found);
        let for_others = segment.text.contains("その他");
        let is_range = rest.contains('%') && RANGE.is_match(&rest);
        let excepts = rest.contains("のみ") || rest.contains("認定率は");
        if !(for_others || is_range || excepts || rest.chars().count() <= 1) {
            continue;
        }
        let before = values
            .iter()
            .map(|value| value.lines)
            .filter(|lines| lines[1] < number)
            .max_by_key(|lines| lines[1]);
        let stands_between = values.iter().any(|value| value.lines[0] > number);
        let says_current = segment.text.contains("現在") || segment.text.contains("時点");
        match before {
            // A range right below a figure is that figure's.
            Some(lines) if is_range => {
                give(values, &first.iso, |value| value.lines == lines);
            }
            // Between the figures: of those above.
            Some(_) if !for_others && stands_between => {
                give(values, &first.iso, |value| value.lines[1] < number);
            }
            Some(_) if !for_others && own && !says_current => {}
            None if !says_current => {}
            _ => of_block = of_block.or_else(|| Some(first.iso.clone())),
        }
    }
    if let Some(date) = of_block {
        give(values, &date, |_| true);
    }
}

/// Dates the figures that have no date.
pub(super) fn give(values: &mut [Printed], date: &str, is_meant: impl Fn(&Printed) -> bool) {
    for value in values.iter_mut().filter(|value| is_meant(value)) {
        value.as_of.get_or_insert_with(|| date.to_owned());
    }
}

/// Whether nothing but labels and dates stands there, a date between them: heads of
/// columns, 「人口 面積 令和2年の人口」.
fn are_heads(tokens: &[Token]) -> bool {
    let date = tokens.iter().position(|it| matches!(it, Token::Date(_)));
    let (before, behind) = tokens.split_at(date.unwrap_or_default());
    let says_more = tokens.iter().any(|it| matches!(it, Token::Word(_)));
    !says_more && before.iter().any(Token::is_label) && behind.iter().any(Token::is_label)
}

/// What the line says besides its dates.
fn rest(text: &str, found: &[Date]) -> String {
    let mut rest = text.to_owned();
    for date in found.iter().rev() {
        if rest.is_char_boundary(date.span.0) && rest.is_char_boundary(date.span.1) {
            rest.replace_range(date.span.0..date.span.1, "");
        }
    }
    DATE_WORDS.strip(&rest)
}
