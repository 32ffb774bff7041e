//! Folded text that remembers where each character came from, so that what is
//! found in it can be marked in the original.
//!
//! Characters only; which of them make a word is not known here.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text;

/// A text folded by [`text::fold`], character by character.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    /// The folded characters.
    pub(crate) chars: Vec<char>,
    /// For each of them the bytes of the original that it stands for.
    origins: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text. A character is folded with the marks that combine with it
    /// (ｶﾞ, か + ゛), never across others.
    pub(crate) fn new(text: &str) -> Self {
        let mut folded = Self::default();
        let mut rest = text.char_indices().peekable();
        while let Some((start, first)) = rest.next() {
            let mut end = start + first.len_utf8();
            while let Some(&(at, mark)) = rest.peek()
                && is_mark(mark)
            {
                end = at + mark.len_utf8();
                rest.next();
            }
            for c in text::fold(&text[start..end]).chars() {
                folded.chars.push(c);
                folded.origins.push(start..end);
            }
        }
        folded
    }

    /// The folded text.
    pub(crate) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// The bytes of the original that a run of folded characters stands for.
    pub(crate) fn origin(&self, range: Range<usize>) -> Range<usize> {
        let start = self.origins.get(range.start);
        let last = range.end.checked_sub(1).and_then(|i| self.origins.get(i));
        match (start, last) {
            (Some(start), Some(last)) if start.start <= last.end => start.start..last.end,
            _ => 0..0,
        }
    }
}

/// Whether a character belongs to the one before it.
fn is_mark(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{ff9e}' | '\u{ff9f}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_folded_is_marked_in_the_original() {
        let original = "①ＩＣＴと㌔、ｶﾞｲﾄﾞ";
        let folded = Folded::new(original);
        assert_eq!(folded.text(), text::fold(original));
        let at = |word: &str| {
            let word: Vec<char> = word.chars().collect();
            let start = folded
                .chars
                .windows(word.len())
                .position(|window| window == word)
                .unwrap();
            &original[folded.origin(start..start + word.len())]
        };
        assert_eq!(at("ict"), "ＩＣＴ");
        assert_eq!(at("ガイド"), "ｶﾞｲﾄﾞ");
        assert_eq!(at("キ"), "㌔");
    }
}
