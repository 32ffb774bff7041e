//! Lines and columns of a printed page, from pieces of text that know where they
//! stand: blanks keep columns apart, so that the ingester finds them as in the text of
//! `pdftotext -layout`.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unpdf::parser::TextSpan;

/// Pieces closer than this share of their size stand in one word.
const WORD: f32 = 0.2;
/// A gap of this share of the size parts columns.
const COLUMN: f32 = 1.0;
/// So many blanks are enough for any gap.
const LONGEST: f32 = 100.0;
/// Half of a line's size up or down is still the same line of a text.
const SAME_LINE: f32 = 0.5;
/// Lines of columns side by side that are this near stand in one row.
const SAME_ROW: f32 = 0.75;
/// Lines farther apart than this share of their size have a blank line between them.
const PARAGRAPH: f32 = 2.2;

/// A piece of a line between wide gaps.
#[derive(Debug)]
struct Piece {
    text: String,
    left: f32,
    right: f32,
    /// The baseline, from the page's foot.
    y: f32,
    size: f32,
    /// How many characters stand before it in the line that it is printed in.
    column: usize,
}

impl Piece {
    fn len(&self) -> usize {
        self.text.chars().count()
    }

    /// How many of its characters stand left of `x`.
    fn until(&self, x: f32) -> usize {
        let share = ((x - self.left) / (self.right - self.left).max(0.1)).clamp(0.0, 1.0);
        (share * self.len() as f32).round() as usize
    }
}

/// Adds the lines of a page to `text`.
pub(super) fn lines(spans: &[TextSpan], text: &mut String) {
    let mut pieces = pieces(spans);
    columns(&mut pieces);
    let mut last: Option<f32> = None;
    for line in rows(&pieces) {
        let (y, size) = line.first().map_or((0.0, 1.0), |it| (it.y, it.size));
        if last.is_some_and(|last| last - y > PARAGRAPH * size) {
            text.push('\n');
        }
        last = Some(y);
        let mut width = 0;
        for piece in line {
            let blanks = piece
                .column
                .saturating_sub(width)
                .max(usize::from(width > 0));
            text.extend(std::iter::repeat_n(' ', blanks));
            let words = piece.text.trim_end();
            text.push_str(words);
            width += blanks + words.chars().count();
        }
        text.push('\n');
    }
}

/// Joins what stands side by side into pieces.
fn pieces(spans: &[TextSpan]) -> Vec<Piece> {
    let mut spans: Vec<&TextSpan> = spans
        .iter()
        .filter(|span| !span.text.trim().is_empty() && span.x.is_finite() && span.y.is_finite())
        .collect();
    spans.sort_by(|one, other| down(one.y, other.y).then(one.x.total_cmp(&other.x)));
    let mut pieces: Vec<Piece> = Vec::new();
    // The spans of one line are not in order where their baselines differ a little.
    let mut line: Vec<&TextSpan> = Vec::new();
    for span in spans {
        let is_same = line.first().is_some_and(|first| {
            is_same_line(first.y, span.y, first.font_size.max(span.font_size))
        });
        if !is_same {
            join(&mut line, &mut pieces);
        }
        line.push(span);
    }
    join(&mut line, &mut pieces);
    pieces
}

fn join(line: &mut Vec<&TextSpan>, pieces: &mut Vec<Piece>) {
    line.sort_by(|one, other| one.x.total_cmp(&other.x));
    let first = pieces.len();
    for span in line.drain(..) {
        let right = span.x + span.width.max(0.0);
        let words = clean(&span.text);
        let last = pieces.get_mut(first..).and_then(<[Piece]>::last_mut);
        match last {
            // Bold type is printed twice, a little apart.
            Some(last)
                if last.text.ends_with(&words)
                    && span.x - last.left < last.right - last.left - (right - span.x) * 0.5 => {}
            Some(last) if span.x - last.right < COLUMN * last.size => {
                if span.x - last.right > WORD * last.size && !last.text.ends_with(' ') {
                    last.text.push(' ');
                }
                last.text.push_str(&words);
                last.right = last.right.max(right);
            }
            _ => pieces.push(Piece {
                text: words.trim_start().to_owned(),
                left: span.x,
                right,
                y: span.y,
                size: span.font_size.max(1.0),
                column: 0,
            }),
        }
    }
}

/// A span's text on one line, in the letters that people type.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { plain(c) })
        .collect()
}

/// The letter that a fonts' radical stands for: PDFs made by browsers and by Word take
/// one for the other, as they look the same.
fn plain(c: char) -> char {
    /// Those that Unicode does not fold, or folds to a letter that is not today's.
    const RADICALS: [(char, char); 28] = [
        ('⼾', '戸'),
        ('⾭', '青'),
        ('⿆', '麦'),
        ('⿈', '黄'),
        ('⿊', '黒'),
        ('⿑', '斉'),
        ('⿒', '歯'),
        ('⿔', '亀'),
        ('⺟', '母'),
        ('⺠', '民'),
        ('⺫', '目'),
        ('⻁', '虎'),
        ('⻄', '西'),
        ('⻅', '見'),
        ('⻆', '角'),
        ('⻑', '長'),
        ('⻘', '青'),
        ('⻝', '食'),
        ('⻞', '食'),
        ('⻣', '骨'),
        ('⻤', '鬼'),
        ('⻨', '麦'),
        ('⻩', '黄'),
        ('⻫', '斉'),
        ('⻭', '歯'),
        ('⻯', '竜'),
        ('⻲', '亀'),
        ('‧', '・'),
    ];
    if !matches!(c, '\u{2e80}'..='\u{2fd5}' | '‧') {
        return c;
    }
    let found = RADICALS.iter().find(|(radical, _)| *radical == c);
    let folded = || c.nfkc().next().unwrap_or(c);
    found.map_or_else(folded, |(_, letter)| *letter)
}

fn is_same_line(one: f32, other: f32, size: f32) -> bool {
    (one - other).abs() < SAME_LINE * size
}

/// Whether a piece stands in this row, beside what is there.
fn is_in_row(row: &[&Piece], piece: &Piece) -> bool {
    let Some(first) = row.first() else {
        return false;
    };
    let size = first.size.max(piece.size);
    let is_beside = |other: &&Piece| piece.left >= other.right || piece.right <= other.left;
    is_same_line(first.y, piece.y, size)
        || (first.y - piece.y).abs() < SAME_ROW * size && row.iter().all(is_beside)
}

/// From the page's head to its foot.
fn down(one: f32, other: f32) -> Ordering {
    other.total_cmp(&one)
}

/// Gives every piece its column: behind all that ends left of it anywhere on the page,
/// or at the character of a wider piece that it stands under.
fn columns(pieces: &mut [Piece]) {
    pieces.sort_by(|one, other| one.left.total_cmp(&other.left));
    for at in 0..pieces.len() {
        let (before, rest) = pieces.split_at_mut(at);
        let Some(piece) = rest.first_mut() else {
            return;
        };
        let column = before.iter().map(|other| {
            let gap = piece.left - other.right;
            let indent = piece.left - other.left;
            if gap >= 0.0 {
                other.column + other.len() + (gap / other.size).clamp(1.0, LONGEST) as usize + 1
            } else if indent < other.size {
                // What is set a little in stands in the same column.
                other.column
            } else {
                other.column + other.until(piece.left)
            }
        });
        piece.column = column.max().unwrap_or_default();
    }
}

/// The page's lines, each from left to right.
fn rows(pieces: &[Piece]) -> Vec<Vec<&Piece>> {
    let mut pieces: Vec<&Piece> = pieces.iter().collect();
    pieces.sort_by(|one, other| down(one.y, other.y));
    let mut rows: Vec<Vec<&Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if is_in_row(row, piece) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of words with the places they stand at.
    fn page(words: &[(&str, f32, f32)]) -> String {
        let span = |&(words, x, y): &(&str, f32, f32)| TextSpan {
            width: 10.0 * words.chars().count() as f32,
            ..TextSpan::new(words.to_owned(), x, y, 10.0, String::new())
        };
        let mut text = String::new();
        lines(&words.iter().map(span).collect::<Vec<_>>(), &mut text);
        text
    }

    #[test]
    fn columns_begin_at_the_same_character() {
        let text = page(&[
            ("課題", 100.0, 88.0),
            ("人口九千人", 0.0, 90.0),
            ("医師が一人。", 100.0, 76.0),
            ("面積", 0.0, 76.0),
        ]);
        assert_eq!(text, "人口九千人      課題\n面積         医師が一人。\n");
    }

    #[test]
    fn what_stands_close_is_one_word() {
        let text = page(&[("⼈", 0.0, 9.0), ("⼝", 10.0, 9.0), ("五⼾", 26.0, 9.0)]);
        assert_eq!(text, "人口 五戸\n");
    }

    #[test]
    fn bold_type_that_is_printed_twice_is_read_once() {
        assert_eq!(page(&[("課題", 0.0, 9.0), ("課題", 0.4, 9.0)]), "課題\n");
    }

    #[test]
    fn a_wide_gap_is_a_blank_line() {
        let text = page(&[("上", 0.0, 90.0), ("下", 0.0, 60.0), ("続き", 0.0, 48.0)]);
        assert_eq!(text, "上\n\n下\n続き\n");
    }
}
