//! Nothing typed is an error.

use proptest::prelude::*;
use renkei::search::{Query, Results};
use renkei::vocabulary::Standing;

use crate::corpus;
use crate::made_up::{ask, typed};

/// What a page relies on, whatever was typed.
fn holds_together(results: &Results) {
    assert!(results.hits.len() <= results.total);
    assert!(results.met_all <= results.total);
    for hit in &results.hits {
        assert!(hit.met <= hit.of, "{} of {}", hit.met, hit.of);
        assert!(hit.score.is_finite() && hit.score >= 0.0, "{}", hit.score);
        for snippet in &hit.snippets {
            let plain = snippet.html.replace("<mark>", "").replace("</mark>", "");
            assert!(!plain.contains(['<', '>']), "{}", snippet.html);
            let opened = snippet.html.matches("<mark>").count();
            assert_eq!(opened, snippet.html.matches("</mark>").count());
        }
    }
}

#[test]
fn odd_input_is_answered() {
    let engine = corpus::engine();
    let long = |text: &str| text.chars().cycle().take(300).collect::<String>();
    let mut texts: Vec<String> = [
        "",
        " ",
        "　",
        "-",
        "--",
        "- -",
        "\"",
        "「",
        "」「",
        "\"\"",
        "「」",
        "-「」",
        "-\"",
        "😀",
        "👨‍👩‍👧‍👦",
        "\u{0}",
        "\r\n\t",
        "\u{feff}",
        "a\u{300}\u{300}",
        "\u{300}",
        "ｶﾞ",
        "ﾞ",
        "゛",
        "ー",
        "ーー",
        "ッ",
        "々",
        "〆",
        "|",
        "%",
        "%%",
        "①②",
        "㍿㌔",
        "ﷺ",
        "AND OR NOT",
        "title:看取り",
        "*:*",
        "看*",
        "[看取り TO 研修]",
        "看取り~2^9",
        "(((((",
        ".*",
        ".",
        "\\",
        "'; DROP TABLE--",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "看取り\u{fe0f}",
        "\u{202e}看取り",
        "\u{e000}\u{f06e}",
        "看",
        "ん",
        "１，９４１人",
        "1,2,3,,,4",
        "0.0.0.0",
        "99999999999999999999",
        "人口99999999999999999999999999人以下",
        "人口0人以下",
        "人口1.5万人",
        "人口1.2.3.4万人",
        "-看取り -研修",
        "（ア）〜（ク）",
        "郡",
        "郡郡郡",
        "市町村",
        "県",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.extend(
        [
            "看取り",
            "看 ",
            "-看 ",
            "「看」",
            "\"看\"",
            "あ",
            "ア",
            "ー",
            "🍣",
            "a ",
            "9",
            "が゛",
            "訪門看護 ",
            "「",
            "-",
            "𠮷野家",
            "人口1万人 ",
        ]
        .map(long),
    );
    for text in &texts {
        for exact in [false, true] {
            for part in [None, Some(Standing::Lacking)] {
                let query = Query {
                    exact,
                    part,
                    ..typed(text)
                };
                let results = engine.search(&query);
                holds_together(&results.unwrap_or_else(|error| panic!("{text:?}: {error}")));
            }
        }
        engine.suggest(text, 10).unwrap();
    }
    assert!(ask(engine, "看").total > 20);
    assert!(ask(engine, "1,941人").total > 0);
}

#[test]
fn what_is_nothing_to_search_for_lists_everything() {
    let engine = corpus::engine();
    for text in ["", "　", "。", "「」", "😀"] {
        assert_eq!(
            ask(engine, text).total,
            engine.summaries().len(),
            "{text:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 4))]

    #[test]
    fn whatever_is_typed_is_answered(
        text in "([ぁ-んァ-ヶ一-龠Ａ-Ｚｱ-ﾝa-z0-9\"「」『』 　・、。〜ー-]|\\PC){0,40}",
        exact: bool,
        all: bool,
        part in prop::sample::select(vec![None, Some(Standing::Lacking), Some(Standing::Done)]),
        page in 1usize..5,
    ) {
        let query = Query { text, exact, all, part, page, ..Query::default() };
        holds_together(&corpus::engine().search(&query).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 16))]

    #[test]
    fn three_hundred_characters_of_anything_are_answered(
        chars in prop::collection::vec(any::<char>(), 300),
    ) {
        let text: String = chars.into_iter().collect();
        holds_together(&corpus::engine().search(&typed(&text)).unwrap());
        corpus::engine().suggest(&text, 20).unwrap();
    }
}
