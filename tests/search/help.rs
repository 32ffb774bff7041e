//! Ways on from an empty answer.

use renkei::search::{Query, SuggestionKind};

use crate::corpus;
use crate::made_up::{saying, typed};

#[test]
fn an_empty_list_offers_each_filter_s_removal_with_its_count() {
    let engine = corpus::engine();
    let query = Query::from_pairs([("q", "離島"), ("pref", "03"), ("pop", "300000-")]).unwrap();
    let results = engine.search(&query);
    assert_eq!(results.total, 0);
    for suggestion in &results.suggestions {
        assert!(suggestion.count > 0);
        assert_eq!(suggestion.count, engine.matching(&suggestion.query).len());
    }
    let query = Query::from_pairs([("q", "離島"), ("pref", "03")]).unwrap();
    let results = engine.search(&query);
    let removal = results
        .suggestions
        .iter()
        .find(|it| it.kind == SuggestionKind::RemoveFilter);
    let removal = removal.unwrap();
    assert_eq!(removal.label, "岩手県 を外す");
    assert_eq!(removal.count, engine.matching(&typed("離島")).len());
}

#[test]
fn a_slip_is_read_as_what_was_meant_and_said_so() {
    let engine = saying(&["カナミックネットワークを使う。", "石仏を守る。"]);
    let results = engine.search(&typed("カミナックネットワーク"));
    assert_eq!(results.total, 1);
    let relaxed = results.relaxed.unwrap();
    assert!(
        relaxed.message.contains("「カナミックネットワーク」"),
        "{}",
        relaxed.message
    );
    let spelling = results
        .suggestions
        .iter()
        .find(|it| it.kind == SuggestionKind::Spelling);
    assert_eq!(spelling.unwrap().query.text, "カナミックネットワーク");
}
