//! The work of an answer is bounded, whatever is typed. Counted, never timed.

use renkei::search::{Query, Results};

use crate::corpus;
use crate::made_up::typed;

/// How many parts a query has at most.
const PARTS: usize = 32;
/// How many ways on are offered at most.
const OFFERS: usize = 6;
/// How many hits of a near spelling are shown at most.
const NEAR_HITS: usize = 5;
/// The most bytes of a page of hits: what a hit shows is some sentences, whatever the
/// length of the case.
const BYTES_OF_A_HIT: usize = 16_000;
const BYTES_OF_THE_REST: usize = 40_000;

/// The longest queries an address can hold, of every make.
fn dear() -> Vec<String> {
    let corpus: String = corpus::engine()
        .cases(&renkei::search::Filters::default())
        .unwrap()
        .iter()
        .flat_map(|case| case.records.iter().map(|it| it.text.clone()))
        .collect();
    let starts = [0, 10_000, 50_000, 100_000];
    let of_corpus = starts.map(|at| corpus.chars().skip(at).take(300).collect::<String>());
    let kanji: Vec<char> = corpus
        .chars()
        .filter(|c| matches!(c, '一'..='龠'))
        .collect();
    let spaced = |step: usize, size: usize| -> String {
        let words = kanji.chunks(size).step_by(step);
        let words: Vec<String> = words.map(|it| it.iter().collect()).collect();
        words.join(" ").chars().take(300).collect()
    };
    let mut dear = of_corpus.to_vec();
    for size in 1..=6 {
        dear.extend([spaced(1, size), spaced(97, size)]);
        dear.push(spaced(31, size).replace(' ', " -"));
    }
    dear.extend(
        [
            "看取り ",
            "研修",
            "訪門看護 ",
            "カミナック ",
            "がない",
            "人口1万人以下 ",
            "四国 ",
        ]
        .map(|it| it.chars().cycle().take(300).collect()),
    );
    dear
}

fn is_bounded(results: &Results, text: &str) {
    assert!(results.hits.iter().all(|it| it.of <= PARTS), "{text}");
    assert!(results.suggestions.len() <= OFFERS, "{text}");
    let near = results.relaxed.as_ref().map_or(0, |it| it.hits.len());
    assert!(near <= NEAR_HITS, "{text}");
    let hits = results.hits.len() + near;
    let bytes = serde_json::to_string(results).unwrap().len();
    let most = hits * BYTES_OF_A_HIT + BYTES_OF_THE_REST;
    assert!(bytes <= most, "{bytes} for {hits} hits of {text}");
}

#[test]
fn an_answer_is_no_larger_than_its_page() {
    let engine = corpus::engine();
    for text in dear() {
        for exact in [false, true] {
            let query = Query {
                exact,
                ..typed(&text)
            };
            is_bounded(&engine.search(&query).unwrap(), &text);
        }
    }
}

#[test]
fn completions_are_no_more_than_asked_for() {
    for text in dear().iter().map(String::as_str).chain(["み", "a", "　"]) {
        for limit in [0, 1, 20] {
            let offered = corpus::engine().suggest(text, limit).unwrap();
            assert!(offered.len() <= limit, "{text}");
        }
    }
}

#[test]
fn only_so_much_of_an_address_is_searched_for() {
    let text = "看".repeat(100_000);
    let query = Query::from_pairs([("q", text.as_str())]).unwrap();
    assert_eq!(query.text.chars().count(), 300);
}
