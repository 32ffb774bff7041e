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
                "「医療法人」(78件)と「個人」（４２件）とで大半を占める。",
                vec![("医療法人", 78.0, "件"), ("個人", 42.0, "件")],
            ),
            (
                "「(7)腹膜透析」で77件(64.7%)の診療所が不可としている。",
                vec![("(7)腹膜透析", 77.0, "件"), ("(7)腹膜透析", 64.7, "%")],
            ),
            (
                "「現状を維持したい」が計 55 件と最も多く、医師が1人のみの診療所で43件であった。",
                vec![("現状を維持したい", 55.0, "件")],
            ),
            (
                "合計で124診療所からの回答を得た。「やめたい」と回答した診療所の件数は平均5.8件。",
                vec![("合計", 124.0, "診療所")],
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
