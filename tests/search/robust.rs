//! Nothing typed is an error.

use proptest::prelude::*;
use renkei::search::Query;

use crate::corpus;
use crate::made_up::typed;

#[test]
fn odd_input_is_answered() {
    let engine = corpus::engine();
    for text in [
        "",
        " ",
        "　",
        "-",
        "--",
        "\"",
        "「",
        "」「",
        "\"\"",
        "😀",
        "\u{0}",
        "a\u{300}\u{300}",
        "ｶﾞ",
        "゛",
        "ー",
        "ッ",
        "|",
        "%",
        "①②",
        "AND OR NOT",
        "*:*",
        "看取り\u{fe0f}",
        "\u{202e}看取り",
        "看",
        "ん",
        "１，９４１人",
        "99999999999999999999",
        "-看取り -研修",
        "（ア）〜（ク）",
    ] {
        let results = engine.search(&typed(text));
        assert!(results.hits.len() <= results.total, "{text:?}");
        engine.suggest(text, 10);
    }
    assert!(engine.search(&typed("看")).total > 20);
    assert!(engine.search(&typed("1,941人")).total > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_typed_is_answered(
        text in "([ぁ-んァ-ヶ一-龠Ａ-Ｚｱ-ﾝa-z0-9\"「」『』 　・、。〜ー-]|\\PC){0,40}",
        exact: bool,
        page in 1usize..5,
    ) {
        let query = Query { text, exact, page, ..Query::default() };
        let results = corpus::engine().search(&query);
        prop_assert!(results.hits.len() <= results.total);
        for hit in &results.hits {
            for snippet in &hit.snippets {
                let plain = snippet.html.replace("<mark>", "").replace("</mark>", "");
                prop_assert!(!plain.contains(['<', '>']), "{}", snippet.html);
                prop_assert_eq!(
                    snippet.html.matches("<mark>").count(),
                    snippet.html.matches("</mark>").count()
                );
            }
        }
    }
}
