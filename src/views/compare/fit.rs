//! Whether a handout goes on its paper: what it takes, estimated from the measures that
//! the page is printed with (`compare.css`).
//!
//! Nothing is cut where the estimate is wrong: the table then goes on over the page.

use super::{Handout, Line, Paper, RowKind};

/// How many characters of text a cell may hold, from all there is to one sentence.
pub(super) const ROOMS: [usize; 10] = [1_000, 400, 300, 220, 170, 135, 110, 90, 75, 0];

/// A paper's measures, in millimetres.
struct Sheet {
    /// Its width between the margins.
    width: f64,
    /// Its height between the margins, of all sheets; less what rows that stay whole
    /// leave empty at a sheet's foot.
    height: f64,
}

/// The size of the table's type and of the sources' below it, in millimetres.
const TYPE: f64 = 2.65;
const SMALL: f64 = 2.47;

/// The height of a line, as a part of the size of its type.
const LEADING: f64 = 1.35;

/// What the rows' names take of the width, and the air beside a cell's text.
const LABEL: f64 = 19.0;
const CELL_AIR: f64 = 2.8;

/// The air above and below a row, and between the lines of a cell.
const ROW_AIR: f64 = 1.3;
const LINE_AIR: f64 = 0.4;

/// The height of the title, of the blank row and of the air around the sources.
const TITLE: f64 = 8.0;
const BLANK: f64 = 13.5;
const SOURCES_AIR: f64 = 4.0;

/// Whether the handout goes on its paper.
pub(super) fn fits(handout: &Handout) -> bool {
    let sheet = match handout.paper {
        Paper::Landscape => Sheet {
            width: 281.0,
            height: 188.0,
        },
        Paper::Portrait => Sheet {
            width: 190.0,
            height: 520.0,
        },
    };
    let columns = handout.columns.len().max(1) as f64;
    let room = ((sheet.width - LABEL) / columns - CELL_AIR) / TYPE;
    let label = (LABEL - CELL_AIR) / TYPE;
    let head = 2.0 * TYPE * LEADING + ROW_AIR;
    let rows = handout.rows.iter().map(|row| {
        if row.kind == RowKind::Hints {
            return BLANK;
        }
        let cells = row.cells.iter().map(|cell| cell_height(cell, room));
        let name = lines(&row.label, label) * TYPE * LEADING;
        cells.fold(name, f64::max) + ROW_AIR
    });
    let below = handout.legend.iter().chain(&handout.sources);
    let below = below.map(|text| lines(text, sheet.width / SMALL) * SMALL * LEADING);
    TITLE + head + rows.sum::<f64>() + SOURCES_AIR + below.sum::<f64>() <= sheet.height
}

fn cell_height(cell: &[Line], room: f64) -> f64 {
    let heights = cell
        .iter()
        .map(|line| lines(&line.text, room) * TYPE * LEADING + LINE_AIR);
    heights.sum()
}

/// How many lines a text takes where so many full-width characters stand in one; one
/// less does, where the next may not begin a line.
fn lines(text: &str, room: f64) -> f64 {
    let width = |character: char| if character.is_ascii() { 0.58 } else { 1.0 };
    let width: f64 = text.chars().map(width).sum();
    (width / (room - 0.7).max(1.0)).ceil().max(1.0)
}
