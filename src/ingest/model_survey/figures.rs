//! Figures in the survey's sentences, each with the words that it counts:
//! 「「医療法人」(78件)」, 「「現状を維持したい」が計55件」, 「平均8.8機関」.

use std::sync::LazyLock;

use regex::Regex;

use crate::record::Figure;
use crate::text::fold;

use super::super::markup::pattern;
use super::super::section::Paragraph;

static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?)\s*(件|人|名|％|%|機関|項目|診療所|病院|回|か所|箇所|カ所|倍)",
    )
});
/// A share in words before the count that it stands for, 「が2割弱」.
static SHARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[がは]?[0-9０-９]割[強弱]?$"));

/// Words that open a clause and say nothing of what it counts.
const OPENINGS: [&str; 4] = ["次いで", "それぞれ", "続いて", "うち"];

/// The figures of a paragraph, in order.
pub(super) fn figures(paragraph: &Paragraph) -> Vec<Figure> {
    let text = paragraph.text.as_str();
    let mut figures: Vec<Figure> = Vec::new();
    for found in FIGURE.captures_iter(text) {
        let (Some(whole), Some(number), Some(unit)) = (found.get(0), found.get(1), found.get(2))
        else {
            continue;
        };
        let before = &text[..whole.start()];
        if is_quoted(before) || bounds_or_divides(before, &text[whole.end()..]) {
            continue;
        }
        let Ok(value) = fold(number.as_str()).replace(',', "").parse() else {
            continue;
        };
        let label = match before.trim_end().strip_suffix(['(', '（']) {
            // 「77件(64.7%)」: the same in other units.
            Some(outer)
                if FIGURE
                    .find_iter(outer)
                    .last()
                    .is_some_and(|it| it.end() == outer.len()) =>
            {
                figures
                    .last()
                    .map(|figure| figure.label.clone())
                    .unwrap_or_default()
            }
            Some(outer) => label(outer),
            None => label(before),
        };
        if !label.is_empty() {
            figures.push(Figure {
                label,
                value,
                unit: fold(unit.as_str()),
                as_of: None,
                lines: paragraph.lines,
            });
        }
    }
    figures
}

/// Whether the text ends inside a quotation.
fn is_quoted(text: &str) -> bool {
    let opened = text.matches(['「', '『']).count();
    let closed = text.matches(['」', '』']).count();
    opened > closed
}

/// Whether the figure is no result but bounds a group or divides: 「2人以上」,
/// 「医師1人あたり」, 「「その他」を除く9項目のうち」.
fn bounds_or_divides(before: &str, after: &str) -> bool {
    let after = after.trim_start();
    let bounds = [
        "あたり",
        "当たり",
        "以上",
        "未満",
        "以下",
        "超",
        "のみ",
        "所属",
    ];
    bounds.iter().any(|word| after.starts_with(word))
        || (after.starts_with("のうち") && !before.trim_end().ends_with("平均"))
}

/// What the figure behind a text counts, in the text's own words.
fn label(before: &str) -> String {
    let mut clauses = clauses(before);
    let last = clauses.pop().unwrap_or_default();
    let last = SHARE.replace(last.trim(), "");
    let last = OPENINGS
        .iter()
        .find_map(|opening| last.trim().strip_prefix(opening))
        .unwrap_or(last.trim());
    let (words, average) = match last.strip_suffix("平均") {
        Some(words) => (words, true),
        None => (last, false),
    };
    let words = words.trim_end();
    let words = words
        .strip_suffix('計')
        .filter(|words| !words.ends_with('合'))
        .unwrap_or(words);
    let words = words
        .trim_end_matches(['で', 'は', 'が', 'の', 'を', 'も'])
        .trim();
    let before_it = clauses.pop().map(str::trim).unwrap_or_default();
    let mut label = match quotation(words) {
        Some(quoted) => quoted.to_owned(),
        None => words.to_owned(),
    };
    if label.is_empty() || before_it.ends_with("では") {
        let joint = if label.is_empty() { "" } else { "、" };
        label = format!("{before_it}{joint}{label}");
    }
    if average && !label.is_empty() {
        label.push_str("（平均）");
    }
    label
}

/// The quotation that the words consist of.
fn quotation(words: &str) -> Option<&str> {
    let inner = words.strip_prefix('「')?.strip_suffix('」')?;
    (!inner.contains('「')).then_some(inner)
}

/// The clauses of the last sentence, quotations whole.
fn clauses(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '「' | '『' => depth += 1,
            '」' | '』' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => {
                clauses.clear();
                start = at + c.len_utf8();
            }
            '、' | '，' if depth == 0 => {
                clauses.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            // The next of several that one sentence counts: 「「甲」(1件)と「乙」」.
            ')' | '）' if depth == 0 => {
                let inside = &text[start..at];
                if FIGURE
                    .find_iter(inside)
                    .last()
                    .is_some_and(|it| it.end() == inside.len())
                {
                    start = at + c.len_utf8();
                }
            }
            _ => {}
        }
    }
    clauses.push(
        text[start..]
            .trim_start_matches(['と', 'や', '・'])
            .trim_start_matches("および"),
    );
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, f64, String)> {
        figures(&Paragraph {
            text: text.to_owned(),
            lines: [1, 1],
        })
        .into_iter()
        .map(|it| (it.label, it.value, it.unit))
        .collect()
    }

    fn expect(text: &str, expected: &[(&str, f64, &str)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|&(label, value, unit)| (label.to_owned(), value, unit.to_owned()))
            .collect();
        assert_eq!(read(text), expected, "{text}");
    }

    #[test]
    fn counts_in_brackets_belong_to_the_words_before() {
        expect(
            "開設主体については、「医療法人」(78件)と「個人」(42件)とで大半を占める。",
            &[("医療法人", 78.0, "件"), ("個人", 42.0, "件")],
        );
        expect(
            "「服薬指導（麻薬を除く）」（79件）が最も多い。「いずれも届け出ていない」と回答した診療所が2割弱(23件)見られた。",
            &[
                ("服薬指導（麻薬を除く）", 79.0, "件"),
                ("「いずれも届け出ていない」と回答した診療所", 23.0, "件"),
            ],
        );
        expect(
            "対応可能としていたが、「(7)腹膜透析」で77件(64.7%)、「(14)小児患者(15歳未満)への対応」で62件(52.1%)の診療所が不可としている。",
            &[
                ("(7)腹膜透析", 77.0, "件"),
                ("(7)腹膜透析", 64.7, "%"),
                ("(14)小児患者(15歳未満)への対応", 62.0, "件"),
                ("(14)小児患者(15歳未満)への対応", 52.1, "%"),
            ],
        );
    }

    #[test]
    fn groups_are_told_from_results() {
        expect(
            "往診に対する意向は、「現状を維持したい」が計 55 件と最も多く、内訳を見ると、在宅医療を行う医師が1人のみ所属する診療所で43件、在宅医療を行う医師が2人以上所属する診療所で12件であった。",
            &[
                ("現状を維持したい", 55.0, "件"),
                ("在宅医療を行う医師が1人のみ所属する診療所", 43.0, "件"),
                ("在宅医療を行う医師が2人以上所属する診療所", 12.0, "件"),
            ],
        );
        expect(
            "一方、医師1人あたり 2,000 件未満の診療所では、平均訪問診療件数は平均 386.1 件で、",
            &[(
                "医師1人あたり 2,000 件未満の診療所では、平均訪問診療件数（平均）",
                386.1,
                "件",
            )],
        );
    }

    #[test]
    fn averages_say_of_what() {
        expect(
            "「訪問看護ステーション」(109 件)が最も多く、次いで「薬局」（94件）と続き、20 種類の機関のうち、平均 8.8 機関と連携していた。",
            &[
                ("訪問看護ステーション", 109.0, "件"),
                ("薬局", 94.0, "件"),
                ("20 種類の機関のうち（平均）", 8.8, "機関"),
            ],
        );
        expect(
            "年間死亡患者数平均 13.2 人のうち、自宅での死亡者数は平均 6.1 人であり、",
            &[
                ("年間死亡患者数（平均）", 13.2, "人"),
                ("自宅での死亡者数（平均）", 6.1, "人"),
            ],
        );
        expect(
            "合計で124診療所からの回答を得た。",
            &[("合計", 124.0, "診療所")],
        );
    }
}
