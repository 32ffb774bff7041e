//! Text without blanks and mark-up, each character knowing where it stands in the
//! document, cut where a cell or a list item ends.
//!
//! Knows characters only, not what they say.

use std::ops::Range;

use crate::text::fold;

use super::super::pattern::Pattern;

/// A mark of HTML. What else stands between angle brackets is read, 「<訪問診療 13名>」,
/// and so is a mark that says something in Japanese.
pub(super) static TAG: Pattern = Pattern::new(r"</?[A-Za-z][A-Za-z0-9]*(?:[\s/][ -;=?-~]*)?>");

/// One folded character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) c: char,
    /// Its line, from 1.
    pub(super) line: usize,
    /// The bytes of the line that it was folded from.
    pub(super) bytes: Range<usize>,
    /// Whether a blank stands before it.
    pub(super) gap: bool,
    /// Whether it was a number in a circle, which mostly numbers a list or a name.
    pub(super) circled: bool,
}

/// Marks before which a new list item starts.
const ITEMS: &str = "・･▶►▷◆◇●■□▪○◎★☆※➤✓•";

/// The glyphs of a document, cut into cells and list items. A line break inside a
/// sentence cuts nothing.
#[derive(Debug, Default)]
pub(super) struct Units {
    pub(super) all: Vec<Vec<Glyph>>,
    gap: bool,
}

impl Units {
    /// Starts a new unit.
    pub(super) fn cut(&mut self) {
        if self.all.last().is_none_or(|last| !last.is_empty()) {
            self.all.push(Vec::new());
        }
    }

    /// Adds a piece of a line, of which it starts at a byte.
    pub(super) fn add(&mut self, text: &str, line: usize, offset: usize) {
        let mut rest = text;
        self.gap = true;
        if text.trim_start().starts_with('#') {
            self.cut();
        }
        while let Some(c) = rest.chars().next() {
            let at = offset + text.len() - rest.len();
            let tag = (c == '<').then(|| TAG.find(rest)).flatten();
            let tag = tag.filter(|&(start, _)| start == 0);
            if let Some(tag) = tag.and_then(|(_, end)| rest.get(..end)) {
                if ["<td", "</td", "<th", "</th"]
                    .iter()
                    .any(|it| tag.starts_with(it))
                {
                    self.cut();
                }
                self.gap = true;
                rest = rest.get(tag.len()..).unwrap_or_default();
                continue;
            }
            let length = cluster(rest);
            let (drawn, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
            rest = behind;
            let circled = matches!(c, '①'..='⑳' | '㉑'..='㉟' | '❶'..='❿' | '⓪');
            if c == '\t' || c == '|' {
                self.cut();
                self.gap = true;
            } else if c.is_whitespace() || matches!(c, '*' | '＊' | '_' | '`' | '#') {
                self.gap = true;
            } else if self.gap && starts_item(c, circled, behind) {
                self.cut();
                if circled {
                    self.push(drawn, line, at, true);
                }
            } else {
                self.push(drawn, line, at, circled);
            }
        }
    }

    fn push(&mut self, drawn: &str, line: usize, at: usize, circled: bool) {
        if self.all.is_empty() {
            self.all.push(Vec::new());
        }
        for c in fold(drawn).chars().filter(|c| !c.is_whitespace()) {
            let glyph = Glyph {
                c,
                line,
                bytes: at..at + drawn.len(),
                gap: std::mem::take(&mut self.gap),
                circled,
            };
            if let Some(unit) = self.all.last_mut() {
                unit.push(glyph);
            }
        }
    }
}

/// Whether a character behind a blank starts a list item; two circles stand for a
/// name that is kept back.
fn starts_item(c: char, circled: bool, behind: &str) -> bool {
    circled || (ITEMS.contains(c) && !behind.starts_with(c))
}

/// How many bytes a character has with the marks that belong to it (カ and ゛).
fn cluster(text: &str) -> usize {
    let belongs = |c: char| matches!(c, '\u{3099}' | '\u{309a}' | 'ﾞ' | 'ﾟ' | '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200d}');
    text.char_indices()
        .skip(1)
        .find(|&(_, c)| !belongs(c))
        .map_or(text.len(), |(at, _)| at)
}

/// Whether one of some characters stands at a place.
pub(super) fn is(glyphs: &[Glyph], at: usize, among: &str) -> bool {
    glyphs.get(at).is_some_and(|glyph| among.contains(glyph.c))
}

/// Whether a hiragana stands before a place.
pub(super) fn follows_kana(glyphs: &[Glyph], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| glyphs.get(at));
    before.is_some_and(|glyph| matches!(glyph.c, 'ぁ'..='ゖ'))
}

/// Whether a word stands at a place.
pub(super) fn stands(glyphs: &[Glyph], at: usize, word: &str) -> bool {
    let mut rest = glyphs.iter().skip(at);
    word.chars()
        .all(|c| rest.next().is_some_and(|glyph| glyph.c == c))
}

/// Whether a word ends before a place.
pub(super) fn ends_with(glyphs: &[Glyph], end: usize, word: &str) -> bool {
    end.checked_sub(word.chars().count())
        .is_some_and(|start| stands(glyphs, start, word))
}

/// The characters of a stretch.
pub(super) fn text(glyphs: &[Glyph], stretch: Range<usize>) -> String {
    let glyphs = glyphs.get(stretch).unwrap_or_default();
    glyphs.iter().map(|glyph| glyph.c).collect()
}

#[cfg(test)]
impl Glyph {
    /// The glyphs of one line.
    pub(super) fn of_text(text: &str) -> Vec<Self> {
        let mut units = Units::default();
        units.add(text, 1, 0);
        units.all.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_items_are_cut_and_broken_lines_are_not() {
        let mut units = Units::default();
        units.add("・在 宅<b>患者\u{3000}１３名", 1, 0);
        units.add("を診る。①ﾊﾟｽ | 二つ", 2, 0);
        let texts: Vec<String> = units
            .all
            .iter()
            .map(|unit| unit.iter().map(|glyph| glyph.c).collect())
            .collect();
        assert_eq!(texts, ["在宅患者13名を診る。1パス", "二つ"]);
        let three = &units.all[0][5];
        assert_eq!((three.c, three.line), ('3', 1));
        assert_eq!(&"・在 宅<b>患者\u{3000}１３名"[three.bytes.clone()], "３");
    }
}
