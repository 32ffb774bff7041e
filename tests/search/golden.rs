//! The ranking is as good as it was, and better than the plainest one.

use std::collections::BTreeMap;
use std::path::Path;

use renkei::search::eval::{Judged, Measures, Outcome, Pairs, evaluate, mean, measures, read};
use renkei::search::{Filters, Weights};
use serde::Deserialize;

use crate::corpus;

const SETS: [&str; 6] = ["golden", "holdout", "k", "n", "u", "t"];
/// How much worse a change may make it.
const TOLERANCE: f64 = 0.01;

/// What was reached on a set.
#[derive(Debug, Deserialize)]
struct Reached {
    ndcg_10: f64,
    recall_20: f64,
}

fn judged(set: &str) -> Vec<Judged> {
    let folder = Path::new("tests/golden");
    read(
        &folder.join(format!("{set}-queries.tsv")),
        &folder.join(format!("{set}-judgements.json")),
    )
    .unwrap()
}

fn outcomes(judged: &[Judged]) -> Vec<Outcome> {
    evaluate(corpus::engine(), judged, &Weights::default()).unwrap()
}

fn reached(measured: &[Measures]) -> Reached {
    Reached {
        ndcg_10: mean(measured.iter().map(|it| it.ndcg_10)),
        recall_20: mean(measured.iter().map(|it| it.recall_20)),
    }
}

#[test]
fn no_set_of_queries_is_answered_worse_than_before_or_than_by_pairs_alone() {
    let baseline = std::fs::read_to_string("tests/golden/baseline.toml").unwrap();
    let baseline: BTreeMap<String, Reached> = toml::from_str(&baseline).unwrap();
    let cases = corpus::engine().cases(&Filters::default()).unwrap();
    let pairs = Pairs::new(cases.iter().map(AsRef::as_ref)).unwrap();
    let mut queries = 0;
    for set in SETS {
        let judged = judged(set);
        queries += judged.len();
        let ours: Vec<Measures> = outcomes(&judged)
            .iter()
            .filter_map(|it| it.measures)
            .collect();
        let plain: Vec<Measures> = judged
            .iter()
            .filter_map(|it| measures(&pairs.found(it).unwrap(), &it.grades))
            .collect();
        assert_eq!(ours.len(), plain.len(), "{set}");
        let (ours, plain, before) = (reached(&ours), reached(&plain), &baseline[set]);
        println!("{set}: {ours:.4?}, pairs alone {plain:.4?}");
        assert!(
            ours.ndcg_10 >= before.ndcg_10 - TOLERANCE
                && ours.recall_20 >= before.recall_20 - TOLERANCE,
            "{set}: {ours:.4?}, was {before:.4?}"
        );
        assert!(
            ours.ndcg_10 > plain.ndcg_10 && ours.recall_20 > plain.recall_20,
            "{set}: {ours:.4?}, pairs alone {plain:.4?}"
        );
    }
    assert_eq!(queries, 261);
}

#[test]
fn every_query_that_has_an_answer_lists_one() {
    for set in SETS {
        let judged = judged(set);
        for (judged, outcome) in judged.iter().zip(outcomes(&judged)) {
            let found = outcome.measures.is_none_or(|it| it.recall_20 > 0.0);
            assert!(found, "{} {}", judged.id, judged.query);
        }
    }
}
