//! Text in the encodings that Japanese offices have used, and tables as text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::blocks::{self, Block};
use super::extract::Extracted;
use super::format::Format;
use super::limits;
use super::refusal::Refusal;

/// Encodings that a Japanese text may be in, beside those of Unicode.
const JAPANESE: [&str; 3] = ["Shift_JIS", "EUC-JP", "ISO-2022-JP"];

pub(super) fn text(bytes: &[u8]) -> Result<Extracted, Refusal> {
    Ok(Extracted::new(Format::Text, decode(bytes)?))
}

pub(super) fn csv(bytes: &[u8]) -> Result<Extracted, Refusal> {
    let text = decode(bytes)?;
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut left = limits::CELLS;
    for record in reader.records() {
        let record = record.map_err(|_| Refusal::Damaged)?;
        left = left.checked_sub(record.len()).ok_or(Refusal::TooLong)?;
        rows.push(record.iter().map(str::to_owned).collect());
    }
    let text = blocks::text(&[Block::Table(rows)])?;
    Ok(Extracted::new(Format::Csv, text))
}

/// The text of these bytes, its line ends made the same.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let encoding = encoding(bytes)?;
    // A mark of the byte order goes along with it.
    let (text, _, is_broken) = encoding.decode(bytes);
    if is_broken {
        return Err(Refusal::Encoding);
    }
    if text.len() > limits::TEXT {
        return Err(Refusal::TooLong);
    }
    let is_strange = |c: char| c.is_control() && !c.is_whitespace();
    if text.chars().filter(|&c| is_strange(c)).count() * 50 > text.chars().count() {
        return Err(Refusal::Unknown);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Ok(text.chars().filter(|&c| !is_strange(c)).collect())
}

fn encoding(bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return Ok(encoding);
    }
    if bytes.contains(&0) {
        return Err(Refusal::Unknown);
    }
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0x1b) {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    if JAPANESE.contains(&guess.name()) {
        Ok(guess)
    } else {
        Err(Refusal::Encoding)
    }
}

/// UTF-16 without its mark shows by its line breaks, one of whose bytes is nought.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let count = |pair: [u8; 2]| bytes.chunks_exact(2).filter(|it| **it == pair).count();
    let (little, big) = (count([b'\n', 0]), count([0, b'\n']));
    if little == 0 && big == 0 || bytes.len() % 2 == 1 {
        return None;
    }
    Some(if little > big { UTF_16LE } else { UTF_16BE })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "北竜町の取り組み\n人口は1,941人です。在宅医療と介護の連携を進める。\n";

    #[test]
    fn old_encodings_are_told_apart() {
        for encoding in [
            encoding_rs::SHIFT_JIS,
            encoding_rs::EUC_JP,
            encoding_rs::ISO_2022_JP,
            UTF_8,
        ] {
            let bytes = encoding.encode(TEXT).0;
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT), "{}", encoding.name());
        }
        let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            TEXT.encode_utf16().flat_map(order).collect()
        };
        for bytes in [
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
            [vec![0xff, 0xfe], wide(u16::to_le_bytes)].concat(),
            format!("\u{feff}{}", TEXT.replace('\n', "\r\n")).into_bytes(),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT));
        }
    }

    #[test]
    fn junk_is_no_text() {
        let junk: Vec<u8> = (0..4000_u32).map(|at| (at * 7919 % 251) as u8).collect();
        assert!(decode(&junk).is_err());
    }
}
