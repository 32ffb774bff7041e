//! The one gate between a document's text and everything else.
//!
//! The group-plan form says which of its figures may be published: of items 1 and 2
//! (visits to homes) the group's totals only, of item 3 (deaths) nothing. The gate
//! fails closed: from the form's table of effects no text passes at all. What leaves
//! it is [`Effects`]: numbers that stand in a position known to be the group's own.
//! A row that is laid out in an unforeseen way is lost, never published.
//!
//! The rest of a form is published, but for the figures in it that are one
//! institution's or speak of deaths: [`MASK`] stands for each, the words stay. An
//! editor may release a line.
//!
//! Every kind of document passes, since a form may stand in any of them. Nothing
//! here may be logged, and no message may quote the text.

mod clauses;
mod effects;
mod form;
mod glyphs;
mod numbers;
mod sentences;
mod words;

use std::ops::Range;

use crate::record::Lines;

use super::draft::Remark;
use crate::report::Withheld;
use form::Piece;
use glyphs::{Glyph, Units};

pub(super) use effects::{EffectRow, Effects};

/// How a document is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// The document is a group-plan form: a part that is not known to be free of
    /// single institutions' figures is withheld.
    Form,
    /// Some other document: only what carries the form's own words is withheld.
    Other,
}

/// What stands for a figure that is withheld.
const MASK: &str = "（非公表）";

/// How many pieces before a form's first sign may be its page's head.
const HEAD: usize = 10;

/// A document as it may be read on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Screened {
    /// The text with as many lines as before; what was withheld is empty lines.
    pub(super) text: String,
    /// The figures of the table of effects that may be published.
    pub(super) effects: Effects,
    /// How much was withheld.
    pub(super) withheld: Withheld,
    /// Lines whose figures were let through because an editor released them.
    pub(super) released: Vec<usize>,
    /// What a person should look at; never the text itself.
    pub(super) remarks: Vec<Remark>,
}

/// Where in the form a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Text that may be published.
    Open,
    /// The start of a form of which it is not known yet what comes.
    Preamble,
    /// Rows of the table without a heading, in the midst of open text.
    Rows,
    /// The table of effects, in no item that is known.
    Effects,
    /// Item 1: patients.
    Patients,
    /// Item 2: visits.
    Visits,
    /// Item 3: deaths. Only item 4's heading leads out.
    Deaths,
    /// Item 4: referrals, the group's own throughout.
    Referrals,
}

/// Lets through what may be published, and the figures in the text of the released
/// lines.
pub(super) fn screen(text: &str, expected: Expected, released: &[usize]) -> Screened {
    let lines: Vec<&str> = text.split('\n').collect();
    let pieces: Vec<Piece> = lines
        .iter()
        .enumerate()
        .flat_map(|(index, line)| Piece::cut(index, line))
        .collect();
    let mut gate = Gate::new(expected, &pieces);
    for (index, piece) in pieces.iter().enumerate() {
        gate.pass(index, piece, &pieces);
    }
    gate.finish(&lines, &pieces, released)
}

/// The state of one pass over a document.
struct Gate {
    expected: Expected,
    /// Whether the text is known to be a form's, from its title on in a document
    /// of another kind.
    strict: bool,
    /// The first piece that may be a form's; none where no form was met.
    form: Option<usize>,
    /// Whether a heading of the table of effects was met.
    headed: bool,
    /// Whether a row of it was met.
    rows: bool,
    place: Place,
    /// For each piece, whether it passes.
    open: Vec<bool>,
    /// The pieces of the part of the table that is being gone through.
    part: Vec<usize>,
    effects: Effects,
    withheld: Withheld,
    /// Lines of the table in which nothing was recognised.
    unread: Option<Lines>,
}

impl Gate {
    fn new(expected: Expected, pieces: &[Piece]) -> Self {
        let strict = expected == Expected::Form;
        let place = if strict && !starts_with_efforts(pieces) {
            Place::Preamble
        } else {
            Place::Open
        };
        Self {
            expected,
            strict,
            form: strict.then_some(0),
            headed: false,
            rows: false,
            place,
            open: vec![false; pieces.len()],
            part: Vec::new(),
            effects: Effects::default(),
            withheld: Withheld::default(),
            unread: None,
        }
    }

    fn pass(&mut self, index: usize, piece: &Piece, pieces: &[Piece]) {
        if self.place == Place::Open && !self.strict && piece.begins_form() {
            self.strict = true;
            self.form.get_or_insert(index.saturating_sub(HEAD));
            if piece.is_form_title() {
                self.place = Place::Preamble;
            }
        }
        let closed = !matches!(self.place, Place::Open | Place::Preamble | Place::Rows);
        let mut sign = piece.sign(self.strict, closed);
        if self.place == Place::Rows && sign.is_none() && piece.is_of_the_efforts() {
            self.close_part(pieces);
            self.place = Place::Open;
        }
        let is_open = matches!(self.place, Place::Open | Place::Preamble);
        // Among the efforts a total is no row; behind rows it may be item 3's.
        if self.strict && !self.rows && sign == Some(Place::Rows) && effects::is_total(piece) {
            sign = None;
        }
        self.rows |= sign == Some(Place::Rows);
        let heads = matches!(
            sign,
            Some(
                Place::Effects | Place::Patients | Place::Visits | Place::Deaths | Place::Referrals
            )
        );
        let next = match (self.place, sign) {
            // A piece like item 3's heading may stand among the efforts.
            (Place::Deaths, Some(Place::Open)) if !self.headed => Place::Open,
            // Nothing but item 4's heading leads out of item 3.
            (Place::Deaths, Some(Place::Referrals)) => Place::Referrals,
            (Place::Deaths, _) | (_, Some(Place::Deaths)) => Place::Deaths,
            (Place::Preamble, Some(Place::Rows)) => Place::Effects,
            // A row or a column title says that the table has begun, in a document
            // that has lost the heading.
            (Place::Open, Some(Place::Rows)) => Place::Rows,
            (Place::Preamble | Place::Rows | Place::Referrals, Some(Place::Open)) => Place::Open,
            (Place::Effects, Some(Place::Open)) if self.part_is_rows(pieces) => Place::Open,
            (Place::Referrals, None)
                if self.expected == Expected::Other && !piece.is_of_the_form() =>
            {
                self.strict = false;
                Place::Open
            }
            (_, Some(heading)) if heads => heading,
            (place, _) => place,
        };
        self.headed |= matches!(sign, Some(Place::Effects | Place::Patients | Place::Visits));
        if next != self.place {
            if is_open && (sign == Some(Place::Rows) || row_before(index, pieces)) {
                self.take_back(index, pieces);
            }
            self.close_part(pieces);
            self.place = next;
            self.form.get_or_insert(index.saturating_sub(HEAD));
        }
        match self.place {
            Place::Open => self.open[index] = true,
            Place::Preamble => self.open[index] = piece.is_safe_preamble(),
            // A heading is not part of what it heads, unless it carries figures.
            _ if heads && !piece.has_figures() => {}
            _ => self.part.push(index),
        }
    }

    /// Whether the part has no heading of its own: it was entered by a row.
    fn part_is_rows(&self, pieces: &[Piece]) -> bool {
        self.part
            .first()
            .is_some_and(|&first| pieces[first].sign(self.strict, false) == Some(Place::Rows))
    }

    /// Closes the pieces before the table's first sign that may be rows of it, or
    /// the start of a row's name.
    fn take_back(&mut self, index: usize, pieces: &[Piece]) {
        for before in (0..index).rev() {
            if !(pieces[before].may_be_part_of_a_name() || pieces[before].is_row()) {
                break;
            }
            self.open[before] = false;
        }
    }

    /// Reads the part that ends here for the figures that may be published.
    fn close_part(&mut self, pieces: &[Piece]) {
        let part: Vec<&Piece> = self.part.drain(..).map(|index| &pieces[index]).collect();
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            return;
        };
        let lines = [first.line, last.line];
        // Sentences and rows of item 3 that have strayed are nobody's rows.
        let of_deaths = self.place == Place::Deaths;
        let (strayed, part): (Vec<&Piece>, Vec<&Piece>) = part
            .into_iter()
            .partition(|piece| !of_deaths && (piece.is_prose() || piece.counts_deaths()));
        self.withheld.death_tables += usize::from(strayed.iter().any(|it| it.counts_deaths()));
        let rows = match self.place {
            Place::Open | Place::Preamble => return,
            Place::Deaths => {
                if part.iter().any(|piece| !piece.is_blank()) {
                    self.withheld.death_tables += 1;
                }
                return;
            }
            Place::Effects | Place::Rows => effects::rows_of_institutions(&part),
            Place::Patients => self.effects.read_patients(&part),
            Place::Visits => self.effects.read_visits(&part),
            Place::Referrals => {
                self.effects.read_referrals(&part);
                return;
            }
        };
        self.withheld.institution_rows += rows;
        if self.place == Place::Effects && rows > 0 {
            self.unread = Some(lines);
        }
    }

    fn finish(mut self, lines: &[&str], pieces: &[Piece], released: &[usize]) -> Screened {
        self.close_part(pieces);
        let mut edits: Vec<Vec<(Range<usize>, &str)>> = vec![Vec::new(); lines.len()];
        let mut shown = vec![false; lines.len()];
        for (piece, &open) in pieces.iter().zip(&self.open) {
            shown[piece.line - 1] |= open && !piece.is_blank();
            if !open {
                let end = piece.start + piece.text.len();
                edits[piece.line - 1].push((piece.start..end, ""));
            }
        }
        let mut let_through = Vec::new();
        let units = self
            .form
            .map(|form| self.units(form, pieces))
            .unwrap_or_default();
        for hidden in sentences::private_figures(&units) {
            let glyphs = &units[hidden.unit][hidden.glyphs];
            let line = glyphs[0].line;
            if released.contains(&line) {
                let_through.push(line);
                continue;
            }
            self.withheld.count(line, hidden.reason);
            for (index, glyphs) in glyphs
                .chunk_by(|one, other| one.line == other.line)
                .enumerate()
            {
                let bytes = glyphs[0].bytes.start..glyphs[glyphs.len() - 1].bytes.end;
                edits[glyphs[0].line - 1].push((bytes, if index == 0 { MASK } else { "" }));
            }
        }
        let_through.dedup();
        let text: Vec<String> = lines
            .iter()
            .zip(edits)
            .zip(shown)
            .map(|((line, edits), shown)| {
                if shown || edits.is_empty() {
                    edited(line, edits)
                } else {
                    String::new()
                }
            })
            .collect();
        let mut remarks = Vec::new();
        if let Some([first, _]) = self.unread {
            let message = "効果の表の見出しを確認できないため、この部分の数値はすべて載せていない";
            remarks.push(Remark::new(first, message));
        }
        Screened {
            text: text.join("\n"),
            effects: self.effects,
            withheld: self.withheld,
            released: let_through,
            remarks,
        }
    }

    /// The text that passes, from a piece on.
    fn units(&self, form: usize, pieces: &[Piece]) -> Vec<Vec<Glyph>> {
        let mut units = Units::default();
        for (piece, &open) in pieces.iter().zip(&self.open).skip(form) {
            if open {
                units.add(piece.text, piece.line, piece.start);
            } else {
                units.cut();
            }
        }
        units.all
    }
}

/// The line with parts of it replaced.
fn edited(line: &str, mut edits: Vec<(Range<usize>, &str)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = String::new();
    let mut end = 0;
    for (range, with) in edits {
        if range.start >= end {
            text.push_str(&line[end..range.start]);
            text.push_str(with);
            end = range.end;
        }
    }
    text + &line[end..]
}

/// Whether what stands before a piece is a row of the table.
fn row_before(index: usize, pieces: &[Piece]) -> bool {
    pieces[..index]
        .iter()
        .rev()
        .find(|piece| !piece.is_blank())
        .is_some_and(Piece::is_row)
}

/// Whether the form's part on efforts, which is published, comes before any sign of
/// the table of effects.
fn starts_with_efforts(pieces: &[Piece]) -> bool {
    pieces
        .iter()
        .find_map(|piece| piece.sign(true, false))
        .is_some_and(|sign| sign == Place::Open)
}

#[cfg(test)]
mod tests;
