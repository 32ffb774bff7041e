//! The larger steps on from an empty list: the whole help instead of the exact words,
//! part of the words, any standing, no filter, no words.
//!
//! Queries made from queries; what they lead to is not known here.

use super::help::Offer;
use super::{Filters, Query, SuggestionKind};

/// Each step with what the page calls it; five at most.
pub(super) fn steps(query: &Query) -> Vec<Offer> {
    let (words, filtered) = (!query.text.is_empty(), query.filters != Filters::default());
    let narrowed = filtered || query.all || query.part.is_some();
    let mut steps = Vec::new();
    let mut step = |helps: bool, kind, label: &str, give_up: &dyn Fn(&mut Query)| {
        if helps {
            let mut query = query.on_first_page();
            give_up(&mut query);
            steps.push((kind, label.to_owned(), query));
        }
    };
    step(
        query.exact,
        SuggestionKind::Spelling,
        "読みや別の言い方も含めて探す",
        &|it| it.exact = false,
    );
    step(
        words && query.all,
        SuggestionKind::RemoveFilter,
        "一部の語だけを含む事例も探す",
        &|it| it.all = false,
    );
    step(
        words && query.part.is_some(),
        SuggestionKind::RemoveFilter,
        "記載の区分を限らずに探す",
        &|it| it.part = None,
    );
    step(
        words && narrowed,
        SuggestionKind::RemoveFilter,
        "条件をすべて外し、ことばだけで探す",
        &|it| *it = it.words_alone(),
    );
    step(
        words && filtered,
        SuggestionKind::DropWord,
        "ことばを外し、条件だけで探す",
        &|it| {
            it.text.clear();
            (it.all, it.part) = (false, None);
        },
    );
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
