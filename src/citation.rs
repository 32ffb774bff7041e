//! The wording of a 出典, as the sources' terms of use ask for it.

use crate::corpus::Source;
use crate::format;
use crate::record::Case;

/// 出典：「資料名」（発行者、2018年3月）「題名」 with the address where there is one.
pub(crate) fn citation(case: &Case, source: &Source) -> String {
    format!(
        "出典：{}{}{}",
        document(source),
        own_title(case, source),
        url(source)
    )
}

/// A case's citation in a paper: where in the document it stands, and the day it was
/// looked at.
pub(crate) fn viewed(case: &Case, source: &Source, day: &str) -> String {
    format!(
        "{}　{}{}{}{}（{}閲覧）",
        case.place(),
        document(source),
        own_title(case, source),
        place(case),
        url(source),
        format::date(day)
    )
}

/// 「資料名」（発行者、2018年3月）
pub(crate) fn document(source: &Source) -> String {
    let published = source
        .published
        .as_ref()
        .map_or_else(String::new, |day| format!("、{}", format::date(day)));
    format!("「{}」（{}{published}）", source.title, source.publisher)
}

fn own_title(case: &Case, source: &Source) -> String {
    if case.title == source.title {
        String::new()
    } else {
        format!("「{}」", case.title)
    }
}

fn url(source: &Source) -> String {
    let url = source.url.as_ref();
    url.map_or_else(String::new, |url| format!("（{url}）"))
}

/// The sheets of the entry where they are known, and the lines of the text.
fn place(case: &Case) -> String {
    let sheets = case.records.iter().filter_map(|record| record.page).max();
    let sheets = sheets.map(|sheets| match sheets {
        1 => "1枚目".to_owned(),
        _ => format!("1〜{sheets}枚目"),
    });
    let lines: Vec<String> = case.lines.iter().copied().map(format::lines).collect();
    let lines = (!lines.is_empty()).then(|| format!("本文{}", lines.join("、")));
    sheets
        .into_iter()
        .chain(lines)
        .collect::<Vec<_>>()
        .join("、")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::SourceKind;

    #[test]
    fn a_document_is_named_with_publisher_and_date() {
        let mut source = Source {
            title: "事例集".into(),
            publisher: "厚生労働省".into(),
            published: Some("2018-03".into()),
            ..Source::new("s", SourceKind::SmartPractice)
        };
        assert_eq!(document(&source), "「事例集」（厚生労働省、2018年3月）");
        source.published = None;
        assert_eq!(document(&source), "「事例集」（厚生労働省）");
    }
}
