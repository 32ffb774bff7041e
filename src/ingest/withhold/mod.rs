//! The one gate between a document's text and everything else.
//!
//! The group-plan form says which of its figures may be published: of items 1 and 2
//! (visits to homes) the group's totals only, of item 3 (deaths) nothing. The gate
//! fails closed: from the form's table of effects no text passes at all. What leaves
//! it is [`Effects`]: numbers that stand in a position known to be the group's own.
//! A row that is laid out in an unforeseen way is lost, never published.
//!
//! Every kind of document passes, since a form may stand in any of them. Nothing
//! here may be logged, and no message may quote the text.

mod effects;
mod form;

use crate::record::Lines;

use super::draft::Remark;
use crate::report::Withheld;
use form::{Piece, Sign};

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

/// A document as it may be read on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Screened {
    /// The text with as many lines as before; what was withheld is empty lines.
    pub(super) text: String,
    /// The figures of the table of effects that may be published.
    pub(super) effects: Effects,
    /// How much was withheld.
    pub(super) withheld: Withheld,
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

/// Lets through what may be published.
pub(super) fn screen(text: &str, expected: Expected) -> Screened {
    let lines: Vec<&str> = text.split('\n').collect();
    let pieces: Vec<Piece> = lines
        .iter()
        .enumerate()
        .flat_map(|(index, line)| Piece::cut(index, line))
        .collect();
    let mut gate = Gate::new(lines.len(), expected, &pieces);
    for (index, piece) in pieces.iter().enumerate() {
        gate.pass(index, piece, &pieces);
    }
    gate.finish(&lines, &pieces)
}

/// The state of one pass over a document.
struct Gate {
    expected: Expected,
    /// Whether the text is known to be a form's, from its title on in a document
    /// of another kind.
    strict: bool,
    place: Place,
    /// For each piece, whether it passes.
    open: Vec<bool>,
    /// The pieces of the part of the table that is being gone through.
    part: Vec<usize>,
    effects: Effects,
    withheld: Withheld,
    /// Lines of the table in which nothing was recognised.
    unread: Option<Lines>,
    lines: usize,
}

impl Gate {
    fn new(lines: usize, expected: Expected, pieces: &[Piece]) -> Self {
        let strict = expected == Expected::Form;
        let place = if strict && !starts_with_efforts(pieces) {
            Place::Preamble
        } else {
            Place::Open
        };
        Self {
            expected,
            strict,
            place,
            open: vec![false; pieces.len()],
            part: Vec::new(),
            effects: Effects::default(),
            withheld: Withheld::default(),
            unread: None,
            lines,
        }
    }

    fn pass(&mut self, index: usize, piece: &Piece, pieces: &[Piece]) {
        if self.place == Place::Open && !self.strict && piece.is_form_title() {
            self.strict = true;
            self.place = Place::Preamble;
        }
        let closed = !matches!(self.place, Place::Open | Place::Preamble);
        let sign = piece.sign(self.strict, closed);
        let next = match (self.place, sign) {
            // Nothing but item 4's heading leads out of item 3.
            (Place::Deaths, Some(Sign::Referrals)) => Place::Referrals,
            (Place::Deaths, _) | (_, Some(Sign::Deaths)) => Place::Deaths,
            (_, Some(Sign::Referrals)) => Place::Referrals,
            (_, Some(Sign::Patients)) => Place::Patients,
            (_, Some(Sign::Visits)) => Place::Visits,
            // A row or a column title says that the table has begun, in a document
            // that has lost the heading.
            (_, Some(Sign::Effects)) | (Place::Open | Place::Preamble, Some(Sign::Row)) => {
                Place::Effects
            }
            (Place::Preamble | Place::Referrals, Some(Sign::Efforts)) => Place::Open,
            (Place::Effects, Some(Sign::Efforts)) if self.part_is_rows(pieces) => Place::Open,
            (Place::Referrals, None)
                if self.expected == Expected::Other && !piece.is_of_the_form() =>
            {
                self.strict = false;
                Place::Open
            }
            (place, _) => place,
        };
        let heads = matches!(
            sign,
            Some(Sign::Effects | Sign::Patients | Sign::Visits | Sign::Deaths | Sign::Referrals)
        );
        if next != self.place {
            let was_open = matches!(self.place, Place::Open | Place::Preamble);
            if was_open && (sign == Some(Sign::Row) || row_before(index, pieces)) {
                self.take_back(index, pieces);
            }
            self.close_part(pieces);
            self.place = next;
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
            .is_some_and(|&first| pieces[first].sign(self.strict, false) == Some(Sign::Row))
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
        let rows = match self.place {
            Place::Open | Place::Preamble => return,
            Place::Deaths => {
                if part.iter().any(|piece| !piece.is_blank()) {
                    self.withheld.death_tables += 1;
                }
                return;
            }
            Place::Effects => effects::rows_of_institutions(&part),
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

    fn finish(mut self, lines: &[&str], pieces: &[Piece]) -> Screened {
        self.close_part(pieces);
        let mut kept: Vec<Vec<&str>> = vec![Vec::new(); self.lines];
        let mut whole = vec![true; self.lines];
        for (piece, &open) in pieces.iter().zip(&self.open) {
            if open {
                kept[piece.line - 1].push(piece.text);
            } else {
                whole[piece.line - 1] = false;
            }
        }
        let text: Vec<String> = kept
            .into_iter()
            .zip(whole)
            .zip(lines)
            .map(|((kept, whole), line)| {
                if whole {
                    (*line).to_owned()
                } else {
                    kept.join(" ")
                }
            })
            .collect();
        let mut remarks = Vec::new();
        if let Some([first, _]) = self.unread {
            remarks.push(Remark {
                line: Some(first),
                message: "効果の表の見出しを確認できないため、この部分の数値はすべて載せていない"
                    .into(),
            });
        }
        Screened {
            text: text.join("\n"),
            effects: self.effects,
            withheld: self.withheld,
            remarks,
        }
    }
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
        .is_some_and(|sign| sign == Sign::Efforts)
}

#[cfg(test)]
mod tests;
