//! Takes the marks of extracted text away: HTML-like tags, Markdown, entities.
//!
//! Knows characters only, not what a document says with them.

use super::pattern::Pattern;

static BLOCK: Pattern = Pattern::new(r"(?i)</?(?:br|p|li|ul|ol|div|tr)\b[^<>]*>");
/// A footnote's mark in running text; the note itself stands elsewhere.
static FOOTNOTE: Pattern = Pattern::new(r"(?i)<sup>[^<>]*</sup>");
static TAG: Pattern = Pattern::new(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->");
static LINK: Pattern = Pattern::new(r"<(https?://[^<>\s]+)>");
static HEADING: Pattern = Pattern::new(r"^\s*#{1,6}\s+");
static SPACES: Pattern = Pattern::new(r"[ \u{a0}\u{3000}\t]+");

/// The text of one line or cell without marks, blanks in runs as one.
pub(super) fn plain(text: &str) -> String {
    let text = LINK.replace_all(text, "$1");
    let text = FOOTNOTE.strip(&text);
    let text = TAG.replace_all(&text, " ");
    let text = HEADING.strip(&text);
    let text = text
        .replace("**", "")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    SPACES.replace_all(text.trim(), " ")
}

/// The lines that a cell or line holds, parted where its block tags part them;
/// blank ones are left out.
pub(super) fn blocks(text: &str) -> Vec<String> {
    let lines = BLOCK.split(text).into_iter().map(plain);
    lines.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (marked, expected) in [
            ("## **Ⅲ 各地域の概要**", "Ⅲ 各地域の概要"),
            ("増えている<sup>1</sup>。独居", "増えている。独居"),
            (
                "グループ名 <b>連携グループ</b> ※<a href=\"#\">参考資料1</a>",
                "グループ名 連携グループ ※ 参考資料1",
            ),
            ("URL : <https://example.jp/a>", "URL : https://example.jp/a"),
            ("A&amp;B　　C", "A&B C"),
            ("1 < 2 > 0", "1 < 2 > 0"),
        ] {
            assert_eq!(plain(marked), expected);
        }
    }

    #[test]
    fn block_tags_part_lines() {
        assert_eq!(
            blocks("<ul style=\"x\"> <li>・ 一つ</li> <li>・ 二つ</li> </ul>"),
            ["・ 一つ", "・ 二つ"]
        );
        assert_eq!(
            blocks("1. 甲<br/>   (乙)<br>→P.1"),
            ["1. 甲", "(乙)", "→P.1"]
        );
    }
}
