//! No word that stands in a document is ever missed.

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};

use renkei::search::Filters;

use crate::corpus;
use crate::made_up::typed;

const SAMPLES: usize = 10_000;
const LONGEST: usize = 8;

/// Runs of two kanji or more in the records of a case.
fn runs(text: &str) -> Vec<Vec<char>> {
    text.split(|c: char| !matches!(c, '\u{4e00}'..='\u{9fff}'))
        .map(|run| run.chars().collect::<Vec<char>>())
        .filter(|run| run.len() >= 2)
        .collect()
}

#[test]
fn every_substring_of_kanji_finds_the_case_it_was_drawn_from() {
    let engine = corpus::engine();
    let cases = engine.cases(&Filters::default());
    let runs: Vec<(&str, Vec<char>)> = cases
        .iter()
        .flat_map(|case| {
            let texts = case.records.iter().flat_map(|it| [&it.heading, &it.text]);
            texts
                .flat_map(|text| runs(text))
                .map(|run| (case.id.as_str(), run))
        })
        .collect();
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut below = |limit: usize| rng.next_u32() as usize % limit;
    let samples: Vec<(&str, String)> = (0..SAMPLES)
        .map(|_| {
            let (id, run) = &runs[below(runs.len())];
            let length = 2 + below(run.len().min(LONGEST) - 1);
            let start = below(run.len() - length + 1);
            (*id, run[start..start + length].iter().collect())
        })
        .collect();
    let missed = std::thread::scope(|scope| {
        let workers: Vec<_> = samples
            .chunks(SAMPLES / 4)
            .map(|samples| {
                scope.spawn(move || {
                    let finds = |id: &str, text: &str| {
                        let found = engine.matching(&typed(text));
                        found.iter().any(|case| case.id == id)
                    };
                    let missed = samples.iter().filter(|(id, text)| !finds(id, text));
                    missed.cloned().collect::<Vec<_>>()
                })
            })
            .collect();
        let missed = workers.into_iter().map(|worker| worker.join().unwrap());
        missed.flatten().collect::<Vec<_>>()
    });
    assert!(missed.is_empty(), "{missed:?}");
}
