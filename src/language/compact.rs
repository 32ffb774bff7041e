//! Compact text: the one form in which texts, queries and the thesaurus are
//! compared, with the way back to the original.
//!
//! Folded, without what people write or leave out as they like (blanks, hyphens,
//! middle dots, quotation marks, the comma in 1,941); other punctuation is one
//! [`GAP`], which nothing is found across. Characters only; which of them make a
//! word is not known here.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text;

/// What keeps apart the characters on its two sides.
pub(crate) const GAP: char = '\n';

/// A text in compact form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compact {
    /// The compact text.
    pub(crate) text: String,
    /// The folded text, as the tokenizer reads it.
    pub(crate) folded: String,
    /// Of each compact character: where it starts in the compact text, and which
    /// folded character it is.
    chars: Vec<(u32, u32)>,
    /// For each folded character the bytes of the original that it stands for.
    origins: Vec<Range<u32>>,
}

impl Compact {
    /// Folds a text and leaves out what does not count. A character is folded with
    /// the marks that combine with it (ｶﾞ, か + ゛), never across others.
    pub(crate) fn new(original: &str) -> Self {
        // Three bytes a character, as nearly all Japanese text.
        let chars = original.len() / 3 + 1;
        let mut compact = Self {
            text: String::with_capacity(original.len()),
            folded: String::with_capacity(original.len()),
            chars: Vec::with_capacity(chars),
            origins: Vec::with_capacity(chars),
        };
        compact.fold(original);
        compact.leave_out();
        compact
    }

    fn fold(&mut self, original: &str) {
        let mut rest = original.char_indices().peekable();
        while let Some((start, first)) = rest.next() {
            let mut end = start + first.len_utf8();
            while let Some(&(at, mark)) = rest.peek()
                && is_mark(mark)
            {
                end = at + mark.len_utf8();
                rest.next();
            }
            let origin = to_u32(start)..to_u32(end);
            if let Some(folded) =
                text::fold_plain(first).filter(|_| end - start == first.len_utf8())
            {
                self.folded.push(folded);
                self.origins.push(origin);
                continue;
            }
            for c in text::fold(&original[start..end]).chars() {
                self.folded.push(c);
                self.origins.push(origin.clone());
            }
        }
    }

    fn leave_out(&mut self) {
        let mut last = GAP;
        let mut before = GAP;
        let mut rest = self.folded.chars().enumerate().peekable();
        while let Some((index, c)) = rest.next() {
            let next = rest.peek().map_or(GAP, |&(_, next)| next);
            let in_figure = before.is_ascii_digit() && next.is_ascii_digit();
            before = c;
            let c = match c {
                '.' if in_figure => c,
                ',' if in_figure => continue,
                c if counts(c) => c,
                c if is_passed_over(c) => continue,
                _ => GAP,
            };
            if c != GAP || last != GAP {
                self.chars.push((to_u32(self.text.len()), to_u32(index)));
                self.text.push(c);
            }
            last = c;
        }
        if last == GAP && self.text.pop().is_some() {
            self.chars.pop();
        }
    }

    /// The bytes of the original that a stretch of compact text stands for.
    pub(crate) fn origin(&self, stretch: Range<usize>) -> Range<usize> {
        let folded = self.folded_chars(stretch);
        self.origin_of_folded(folded)
    }

    /// The bytes of the original that a run of folded characters stands for.
    pub(crate) fn origin_of_folded(&self, run: Range<usize>) -> Range<usize> {
        let start = self.origins.get(run.start);
        let last = run.end.checked_sub(1).and_then(|i| self.origins.get(i));
        match (start, last) {
            (Some(start), Some(last)) if start.start <= last.end => {
                start.start as usize..last.end as usize
            }
            _ => 0..0,
        }
    }

    /// Whether something was left out, or nothing stands, before a byte of the compact
    /// text.
    pub(crate) fn is_parted(&self, byte: usize) -> bool {
        let at = self
            .chars
            .partition_point(|&(start, _)| (start as usize) < byte);
        let folded = |index: usize| self.chars.get(index).map(|&(_, folded)| folded);
        let before = at.checked_sub(1).and_then(folded);
        before
            .zip(folded(at))
            .is_none_or(|(before, after)| after > before + 1)
    }

    /// The folded character that a compact character, by its number, stands for.
    pub(crate) fn folded_char(&self, index: usize) -> usize {
        self.chars
            .get(index)
            .map_or(0, |&(_, folded)| folded as usize)
    }

    /// The run of folded characters that a stretch of compact text, in bytes, covers.
    pub(crate) fn folded_chars(&self, stretch: Range<usize>) -> Range<usize> {
        let at = |byte: usize| {
            self.chars
                .partition_point(|&(start, _)| (start as usize) < byte)
        };
        let (first, end) = (at(stretch.start), at(stretch.end));
        match (self.chars.get(first), end.checked_sub(1)) {
            (Some(&(_, start)), Some(last)) if last >= first => {
                let last = self.chars.get(last).map_or(start, |&(_, last)| last);
                start as usize..last as usize + 1
            }
            _ => 0..0,
        }
    }
}

/// A text in compact form, without the way back.
pub(crate) fn compact(text: &str) -> String {
    Compact::new(text).text
}

fn to_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Whether a character belongs to the one before it.
fn is_mark(c: char) -> bool {
    !matches!(c, '\0'..='\x7f' | '\u{3000}'..='\u{3029}' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '\u{4e00}'..='\u{9fff}' | '！'..='～')
        && (is_combining_mark(c) || matches!(c, '\u{ff9e}' | '\u{ff9f}' | '\u{fe00}'..='\u{fe0f}'))
}

/// Whether a folded character is searched for.
pub(crate) fn counts(c: char) -> bool {
    // Asking for these first spares a look into the tables of all characters.
    match c {
        'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{4e00}'..='\u{9fff}' | '%' | '々' | '〆' => {
            true
        }
        '、' | '。' | '〈'..='】' => false,
        c => c.is_alphanumeric(),
    }
}

/// Whether a folded character is passed over without keeping its sides apart.
fn is_passed_over(c: char) -> bool {
    matches!(
        c,
        ' ' | '・' | '-' | '~' | '/' | '\'' | '"' | '「' | '」' | '『' | '』' | '“' | '”' | '’'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_leave_out_is_left_out() {
        for (text, expected) in [
            ("主治医・副主治医 制", "主治医副主治医制"),
            ("（ア）～（ク）", "ア\nク"),
            ("1,941人、35.2％", "1941人\n35.2%"),
            ("。「看取り」。。研修。", "看取り\n研修"),
            ("改行で\n切れた", "改行で\n切れた"),
            ("", ""),
        ] {
            assert_eq!(compact(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_found_is_marked_in_the_original() {
        let original = "①ＩＣＴと㌔、ｶﾞｲﾄﾞ・ブック";
        let compact = Compact::new(original);
        assert_eq!(compact.folded, text::fold(original));
        let at = |word: &str| {
            let start = compact.text.find(word).unwrap();
            &original[compact.origin(start..start + word.len())]
        };
        assert_eq!(at("ict"), "ＩＣＴ");
        assert_eq!(at("ガイドブック"), "ｶﾞｲﾄﾞ・ブック");
        assert_eq!(at("キ"), "㌔");
    }
}
