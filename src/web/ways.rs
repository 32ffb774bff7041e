//! Ways on from an empty list, beside those that the engine suggests.

use super::App;
use super::fault::Fault;
use crate::search::{Filters, Query, Results, Suggestion, SuggestionKind};

/// Adds the larger steps that lead somewhere to an empty answer's suggestions: the
/// whole help instead of the exact words, no filter, no words.
pub(super) async fn add(app: &App, results: &mut Results) -> Result<(), Fault> {
    if results.total > 0 {
        return Ok(());
    }
    for (kind, label, query) in steps(&results.query) {
        if results.suggestions.iter().any(|known| known.query == query) {
            continue;
        }
        let count = app.search(query.clone()).await?.total;
        if count > 0 {
            results.suggestions.push(Suggestion {
                kind,
                label: label.to_owned(),
                query,
                count,
            });
        }
    }
    Ok(())
}

fn steps(query: &Query) -> Vec<(SuggestionKind, &'static str, Query)> {
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
            "読みや同義語も含めてさがす",
            loose,
        ));
    }
    if words && filtered {
        let anywhere = Query {
            filters: Filters::default(),
            ..first.clone()
        };
        let any = Query {
            text: String::new(),
            ..first
        };
        steps.push((
            SuggestionKind::RemoveFilter,
            "条件をすべて外し、ことばだけでさがす",
            anywhere,
        ));
        steps.push((
            SuggestionKind::DropWord,
            "ことばを外し、条件だけでさがす",
            any,
        ));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_gives_up_one_thing() {
        let pairs = [("q", "研修"), ("item", "カ"), ("exact", "1"), ("page", "2")];
        let query = Query::from_pairs(pairs).unwrap();
        let addresses: Vec<Vec<(&str, String)>> = steps(&query)
            .into_iter()
            .map(|(_, _, query)| query.to_pairs())
            .collect();
        let pair = |name, value: &str| (name, value.to_owned());
        assert_eq!(
            addresses,
            [
                vec![pair("q", "研修"), pair("item", "カ")],
                vec![pair("q", "研修"), pair("exact", "1")],
                vec![pair("item", "カ"), pair("exact", "1")],
            ]
        );
    }
}
