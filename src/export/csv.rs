//! The table of cases as CSV.

use std::borrow::{Borrow, Cow};
use std::io;

use ::csv::{Terminator, WriterBuilder};
use encoding_rs::SHIFT_JIS;

use super::columns::COLUMNS;
use super::{About, Encoding};
use crate::record::Case;

/// Writes a line of titles, then one case a line.
pub(super) fn write(
    encoding: Encoding,
    cases: impl IntoIterator<Item: Borrow<Case>>,
    about: &About,
    mut out: impl io::Write,
) -> io::Result<()> {
    if encoding == Encoding::Utf8 {
        // Without the mark Excel reads the file as Shift_JIS.
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    csv.write_record(
        COLUMNS
            .iter()
            .map(|it| encoded(encoding, it.title.to_owned())),
    )?;
    for case in cases {
        let cells = COLUMNS.iter().map(|column| {
            let cell = column.cell(case.borrow(), about);
            encoded(encoding, safe_cell(cell.to_string()))
        });
        csv.write_record(cells)?;
    }
    csv.flush()
}

/// A cell that Excel takes for text even where it starts like a formula; a Japanese
/// Excel reads the full-width signs as well.
fn safe_cell(cell: String) -> String {
    const SIGNS: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];
    if cell.trim_start_matches([' ', '\n']).starts_with(SIGNS) {
        format!("'{cell}")
    } else {
        cell
    }
}

fn encoded(encoding: Encoding, text: String) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Cp932 => cp932(&text),
    }
}

/// A text in Windows-31J. What it has no character for becomes the nearest it has,
/// else 「〓」, which printers set for a missing type.
fn cp932(text: &str) -> Vec<u8> {
    let text: String = text.chars().map(near).collect();
    let mut bytes = Vec::with_capacity(text.len());
    for character in text.chars() {
        let mut buffer = [0; 4];
        let (encoded, _, unmappable) = SHIFT_JIS.encode(character.encode_utf8(&mut buffer));
        let encoded = if unmappable {
            SHIFT_JIS.encode("〓").0
        } else {
            encoded
        };
        bytes.extend_from_slice(&Cow::into_owned(encoded));
    }
    bytes
}

const fn near(character: char) -> char {
    match character {
        '〜' => '～',
        '—' | '–' => '―',
        '²' => '2',
        '•' => '・',
        '\u{a0}' => ' ',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_stays_text() {
        for cell in ["=1+1", "+81", "-1", "@x", "＝A1", "\t=1", " =1", "\n=1"] {
            assert_eq!(safe_cell(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(safe_cell("014371".to_owned()), "014371");
    }

    #[test]
    fn older_programs_read_every_character_or_a_stand_in() {
        let bytes = cp932("27〜49行 158km² 𠮷野家");
        let (text, _, broken) = SHIFT_JIS.decode(&bytes);
        assert!(!broken);
        assert_eq!(text, "27～49行 158km2 〓野家");
    }
}
