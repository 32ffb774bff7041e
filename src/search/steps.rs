//! The larger steps on from an empty list: the whole help instead of the exact words,
//! part of the words, any standing, no filter, no words.
//!
//! Queries made from queries; what they lead to is not known here.

use super::{Filters, Query, SuggestionKind};

/// Each step with what the page calls it; five at most.
pub(super) fn steps(query: &Query) -> Vec<(SuggestionKind, &'static str, Query)> {
    let first = query.on_first_page();
    let (words, filtered) = (!query.text.is_empty(), query.filters != Filters::default());
    let mut steps = Vec::new();
    if query.exact {
        let loose = Query {
            exact: false,
            ..first.clone()
        };
        steps.push((
            SuggestionKind::Spelling,
            "読みや別の言い方も含めて探す",
            loose,
        ));
    }
    if words && query.all {
        let some = Query {
            all: false,
            ..first.clone()
        };
        steps.push((
            SuggestionKind::RemoveFilter,
            "一部の語だけを含む事例も探す",
            some,
        ));
    }
    if words && query.part.is_some() {
        let any = Query {
            part: None,
            ..first.clone()
        };
        steps.push((
            SuggestionKind::RemoveFilter,
            "記載の区分を限らずに探す",
            any,
        ));
    }
    if words && (filtered || query.all || query.part.is_some()) {
        steps.push((
            SuggestionKind::RemoveFilter,
            "条件をすべて外し、ことばだけで探す",
            query.words_alone(),
        ));
    }
    if words && filtered {
        let filters_alone = Query {
            text: String::new(),
            all: false,
            part: None,
            ..first
        };
        steps.push((
            SuggestionKind::DropWord,
            "ことばを外し、条件だけで探す",
            filters_alone,
        ));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_gives_up_one_thing() {
        let pairs = [
            ("q", "研修"),
            ("item", "カ"),
            ("exact", "1"),
            ("all", "1"),
            ("part", "issues"),
            ("page", "2"),
        ];
        let query = Query::from_pairs(pairs).unwrap();
        let addresses: Vec<String> = steps(&query)
            .into_iter()
            .map(|(_, _, query)| {
                let pairs = query.to_pairs();
                let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
                pairs.collect::<Vec<String>>().join("&")
            })
            .collect();
        assert_eq!(
            addresses,
            [
                "q=研修&item=カ&all=1&part=issues",
                "q=研修&item=カ&exact=1&part=issues",
                "q=研修&item=カ&exact=1&all=1",
                "q=研修&exact=1",
                "item=カ&exact=1",
            ]
        );
    }
}
