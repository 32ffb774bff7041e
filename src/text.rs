//! One form for the many ways the same characters are written: what index, query
//! and names are compared by.
//!
//! Knows characters only; words and readings are the analyzer's business.

use unicode_normalization::UnicodeNormalization;

/// NFKC, lower case and the mappings that NFKC leaves: wave dashes, dashes and
/// long-vowel look-alikes, ヶ/ケ, 髙/高, 﨑/崎 and other name variants, variation
/// selectors and private-use list marks.
///
/// Idempotent; the result may be shorter or longer than the input.
pub fn fold(text: &str) -> String {
    text.nfkc()
        .filter_map(fold_char)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The folded form of a character that NFKC leaves as it is or only makes narrow: of
/// ASCII, its wide forms, kana and the unified ideographs, which most text is of. None of
/// others, which must be folded with their neighbours; asking NFKC costs ten times more.
pub(crate) fn fold_plain(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' => Some(c.to_ascii_lowercase()),
        '！'..='～' => {
            let narrow = char::from_u32(u32::from(c) - u32::from('！') + u32::from('!'))?;
            Some(narrow.to_ascii_lowercase())
        }
        '、'..='】' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '\u{4e00}'..='\u{9fff}' => fold_char(c),
        _ => None,
    }
}

/// One character's folded form; none where it is dropped.
fn fold_char(c: char) -> Option<char> {
    Some(match c {
        '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}'
        | '\u{200b}'..='\u{200d}'
        | '\u{feff}' => return None,
        '\u{e000}'..='\u{f8ff}' => ' ',
        '〜' | '～' | '∼' => '~',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' => '-',
        'ヶ' => 'ケ',
        'ヵ' => 'カ',
        '髙' => '高',
        '﨑' => '崎',
        '德' => '徳',
        '濵' => '浜',
        '邉' | '邊' => '辺',
        '齋' => '斎',
        '櫻' => '桜',
        other => other,
    })
}

/// Whether a character means nothing without the document's own font: lists are marked
/// with such.
pub(crate) fn is_private_use(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}

/// Hiragana for katakana, everything else as it is.
pub fn to_hiragana(text: &str) -> String {
    text.chars().map(hiragana).collect()
}

/// The same of one character.
pub(crate) fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_variants_fold_to_one_form() {
        for (one, other) in [
            ("ＩＣＴ", "ict"),
            ("茅ヶ崎", "茅ケ崎"),
            ("髙﨑", "高崎"),
            ("（ア）～（ク）", "(ア)〜(ク)"),
            ("ｹｱﾏﾈ", "ケアマネ"),
            ("葛\u{e0100}飾", "葛飾"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn plain_characters_fold_as_all_do() {
        for c in '\0'..='\u{ffff}' {
            if let Some(folded) = fold_plain(c) {
                assert_eq!(fold(&c.to_string()), folded.to_string(), "{c:?}");
            }
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Ⅲ－１ ㎢ ㈱", "ﾊﾟﾋﾟﾌﾟ", "İstanbul"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }

    #[test]
    fn katakana_reads_as_hiragana() {
        assert_eq!(to_hiragana("ミトリのケアー"), "みとりのけあー");
    }
}
