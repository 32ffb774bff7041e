//! Figures in the survey's sentences, each with the answer that it counts:
//! 「「医療法人」(78件)」, 「「現状を維持したい」が計55件」, 「合計で124診療所」.
//!
//! A figure without a quoted answer right before it is left in the text alone.

use crate::record::Figure;
use crate::text::fold;

use super::super::pattern::Pattern;
use super::super::section::Paragraph;

static COUNT: Pattern = Pattern::new(
    r"(?:「(?P<answer>[^「」]+)」|(?P<sum>合計))[がでは]?計?\s*[（(]?\s*(?P<number>[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?)\s*(?P<unit>件|人|名|機関|項目|診療所|病院|回|か所|箇所|カ所)(?:[（(](?P<share>[0-9０-９]+(?:[.．][0-9０-９]+)?)\s*[%％])?",
);

/// The figures of a paragraph, in order; a share stands behind the count that it is
/// the same as.
pub(super) fn figures(paragraph: &Paragraph) -> Vec<Figure> {
    let mut figures = Vec::new();
    for found in COUNT.all_captures(&paragraph.text) {
        let group = |name: &str| found.name(name).map(|it| it.as_str());
        let Some(label) = group("answer").or(group("sum")) else {
            continue;
        };
        let unit = group("unit").unwrap_or_default();
        for (printed, unit) in [(group("number"), unit), (group("share"), "%")] {
            let value = printed.and_then(|it| fold(it).replace(',', "").parse().ok());
            figures.extend(value.map(|value| Figure {
                label: label.to_owned(),
                value,
                unit: unit.to_owned(),
                as_of: None,
                lines: paragraph.lines,
            }));
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_the_answer_right_before_the_count() {
        for (text, expected) in [
            (
                "「赤い屋根」(31件)と「青い屋根」（１２件）が目立つ。",
                vec![("赤い屋根", 31.0, "件"), ("青い屋根", 12.0, "件")],
            ),
            (
                "「(3)送迎」は52件(40.3%)ができないと答えた。",
                vec![("(3)送迎", 52.0, "件"), ("(3)送迎", 40.3, "%")],
            ),
            (
                "「広げたい」が計 24 件に上り、車が1台のみの事業所で19件であった。",
                vec![("広げたい", 24.0, "件")],
            ),
            (
                "合計で61診療所が答えた。「閉じたい」とした診療所の件数は平均2.5件。",
                vec![("合計", 61.0, "診療所")],
            ),
        ] {
            let paragraph = Paragraph {
                text: text.to_owned(),
                lines: [1, 1],
            };
            let found = figures(&paragraph);
            let found: Vec<_> = found
                .iter()
                .map(|it| (it.label.as_str(), it.value, it.unit.as_str()))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
