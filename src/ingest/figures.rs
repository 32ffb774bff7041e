//! Printed figures of a section besides a town's basic facts: attendance, counts,
//! shares, with their label and unit.
//!
//! Reads what a label or a verb right beside the figure counts; a figure whose label
//! is not certain is left in the text alone.

use unicode_normalization::UnicodeNormalization;

use crate::record::Figure;

use super::dates;
use super::numbers;
use super::pattern::Pattern;
use super::section::Paragraph;

/// A label that says it counts, and its figure: 「参加者数：約１６０名」「病院数179」.
/// NFKC has made full stops of an ellipsis.
static LABELLED: Pattern = Pattern::new(
    r"(?P<label>[一-龠々ァ-ヴーA-Za-z65歳以上・]{0,14}(?:数|率|割合|者|人員|床|回数|件数))(?:[:：.・･=]|は|が|\s){0,6}(?:約|延べ|延|計|合計)?\s*(?P<number>[\d][\d,.]*)\s*(?P<unit>人|名|件|回|か所|カ所|ヵ所|ヶ所|箇所|施設|床|%|世帯|戸|機関|事業所|団体|職種|室|圏域)",
);
/// A facility and how many there are: 「訪問看護ステーション5か所」「診療所34ヵ所」.
static FACILITY: Pattern = Pattern::new(
    r"(?P<label>(?:[一-龠々ァ-ヴー・]|訪問看護ST)*(?:病院|診療所|医院|薬局|歯科|ステーション|センター|事業所|施設|圏域|特養|老健|ホーム))(?:[:：.・･=]|\s){0,4}(?:約)?(?P<number>[\d][\d,]*)\s*(?P<unit>か所|カ所|ヵ所|ヶ所|箇所|施設|機関|事業所|圏域|床)",
);
/// Who came: 「８９名参加」「250人が参加」.
static ATTENDED: Pattern = Pattern::new(
    r"(?:約|延べ|延)?\s*(?P<number>[\d][\d,]*)\s*(?P<unit>人|名)(?:が|の)?(?P<label>参加|来場|受講|出席)",
);
/// Labels that the basic facts hold already, or that count nothing of the town's.
static NOT_A_FIGURE: Pattern = Pattern::new(
    r"^(人口|総人口|面積|高齢化率|後期高齢化率|高齢者率|高齢者人口|参加|対象|担当|委員)$|総数$",
);

/// The figures that the paragraphs print.
pub(super) fn figures(paragraphs: &[Paragraph]) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for paragraph in paragraphs {
        let text: String = paragraph.text.nfkc().collect();
        for pattern in [&LABELLED, &FACILITY, &ATTENDED] {
            for found in pattern.all_captures(&text) {
                let group = |name: &str| found.name(name).map_or("", |group| group.as_str());
                let label = label(group("label"));
                let Some(number) = found.name("number") else {
                    continue;
                };
                let Some(value) = numbers::figures(number.as_str()).first().map(|it| it.value)
                else {
                    continue;
                };
                if label.chars().count() < 2 || NOT_A_FIGURE.is_match(&label) {
                    continue;
                }
                let figure = Figure {
                    label,
                    value,
                    unit: group("unit").to_owned(),
                    as_of: date_of(&text, number.start(), number.end()),
                    lines: paragraph.lines,
                };
                let is_known = figures.iter().any(|known| {
                    known.lines == figure.lines
                        && known.unit == figure.unit
                        && (known.value - figure.value).abs() < f64::EPSILON
                });
                if !is_known {
                    figures.push(figure);
                }
            }
        }
    }
    figures
}

fn label(printed: &str) -> String {
    // 「医療資源・・・病院」: what stands before the dots is another label.
    let label = printed.rsplit("・・").next().unwrap_or(printed);
    let label = label
        .trim_start_matches("年度")
        .trim_matches(|c: char| "・･…:： ".contains(c));
    match label {
        "参加" => "参加者".to_owned(),
        "来場" => "来場者".to_owned(),
        "受講" => "受講者".to_owned(),
        "出席" => "出席者".to_owned(),
        label => label.to_owned(),
    }
}

/// The date in brackets behind a figure, else the last one before it.
fn date_of(text: &str, start: usize, end: usize) -> Option<String> {
    let behind = text.get(end..).unwrap_or_default();
    let bracket = behind
        .char_indices()
        .take(6)
        .find(|&(_, c)| c == '(')
        .and_then(|(at, _)| behind.get(at + 1..))
        .and_then(|inner| inner.split(')').next())
        .and_then(dates::first);
    bracket.or_else(|| {
        let before = text.get(..start).unwrap_or_default();
        dates::dates(before).pop().map(|date| date.iso)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<(String, f64, String, Option<String>)> {
        let paragraph = Paragraph {
            text: text.to_owned(),
            lines: [1, 1],
        };
        figures(&[paragraph])
            .into_iter()
            .map(|figure| (figure.label, figure.value, figure.unit, figure.as_of))
            .collect()
    }

    #[test]
    fn attendance_counts_and_facilities_are_read() {
        for (text, label, value, unit, as_of) in [
            (
                "第1回 平成２９年９月８日（金） ７２名参加",
                "参加者",
                72.0,
                "名",
                Some("2017-09-08"),
            ),
            (
                "参加者数：約１６０名（医師、行政等）",
                "参加者数",
                160.0,
                "名",
                None,
            ),
            (
                "※H２８年度相談件数：１３７件",
                "相談件数",
                137.0,
                "件",
                Some("2016"),
            ),
            ("・認定率…18.5％(支援1,189人)", "認定率", 18.5, "%", None),
            (
                "訪問看護ステーション3か所（H28.10）",
                "訪問看護ステーション",
                3.0,
                "か所",
                Some("2016-10"),
            ),
        ] {
            let expected = (
                label.to_owned(),
                value,
                unit.to_owned(),
                as_of.map(str::to_owned),
            );
            assert_eq!(read(text)[0], expected, "{text}");
        }
        assert!(read("・人口･･･33,468人(H29.3月末現在)").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(参加者|数|[0-9０-９,，.]|人|名|件|（|）|H29|.){0,40}") {
            let _ = read(&text);
        }
    }
}
