//! The wording of a 出典, as the sources' terms of use ask for it.

use crate::corpus::Source;
use crate::format;
use crate::record::Case;

/// 出典：「資料名」（発行者、2018年3月）「題名」 with the address where there is one.
pub(crate) fn citation(case: &Case, source: &Source) -> String {
    let own_title = if case.title == source.title {
        String::new()
    } else {
        format!("「{}」", case.title)
    };
    let url = source
        .url
        .as_ref()
        .map_or_else(String::new, |url| format!("（{url}）"));
    format!("出典：{}{own_title}{url}", document(source))
}

/// 「資料名」（発行者、2018年3月）
pub(crate) fn document(source: &Source) -> String {
    let published = source
        .published
        .as_ref()
        .map_or_else(String::new, |day| format!("、{}", format::date(day)));
    format!("「{}」（{}{published}）", source.title, source.publisher)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::SourceKind;

    #[test]
    fn a_document_is_named_with_publisher_and_date() {
        let mut source = Source {
            id: "s".into(),
            kind: SourceKind::SmartPractice,
            file: "s.txt".into(),
            title: "事例集".into(),
            publisher: "厚生労働省".into(),
            published: Some("2018-03".into()),
            added: None,
            url: None,
            licence: None,
            sha256: None,
        };
        assert_eq!(document(&source), "「事例集」（厚生労働省、2018年3月）");
        source.published = None;
        assert_eq!(document(&source), "「事例集」（厚生労働省）");
    }
}
