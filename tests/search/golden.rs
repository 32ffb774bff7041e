//! The ranking is as good as it was.

use std::path::Path;

use renkei::search::eval::{Evaluation, evaluate, read};
use serde::Deserialize;

use crate::corpus;

/// How much worse a change may make it.
const TOLERANCE: f64 = 0.01;

#[derive(Deserialize)]
struct Baseline {
    golden: f64,
    holdout: f64,
}

fn evaluation(queries: &str, judgements: &str) -> Evaluation {
    let folder = Path::new("tests/golden");
    let judged = read(&folder.join(queries), &folder.join(judgements)).unwrap();
    evaluate(corpus::engine(), &judged)
}

#[test]
fn ndcg_has_not_dropped() {
    let baseline = std::fs::read_to_string("tests/golden/baseline.toml").unwrap();
    let baseline: Baseline = toml::from_str(&baseline).unwrap();
    for (evaluation, expected) in [
        (
            evaluation("queries.tsv", "judgements.json"),
            baseline.golden,
        ),
        (
            evaluation("holdout-queries.tsv", "holdout-judgements.json"),
            baseline.holdout,
        ),
    ] {
        let ndcg = evaluation.mean.ndcg_10;
        assert!(
            ndcg >= expected - TOLERANCE,
            "nDCG@10 {ndcg:.4}, was {expected}"
        );
    }
}

#[test]
fn what_no_case_treats_is_never_shown_as_if_one_did() {
    let evaluation = evaluation("queries.tsv", "judgements.json");
    for outcome in evaluation.outcomes.iter().filter(|it| it.kind == "none") {
        assert!(outcome.total == 0 || outcome.relaxed, "{}", outcome.query);
    }
    assert_eq!(evaluation.zero_results().count(), 0);
}
