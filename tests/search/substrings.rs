//! No word that stands in a document is ever missed.

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use renkei::search::{Engine, Filters, Query};
use unicode_normalization::UnicodeNormalization;

use crate::corpus;
use crate::made_up::{found, saying, typed};

const SAMPLES: usize = 4_000;
const LONGEST: usize = 8;

/// Chances that are the same each time.
struct Chance(TestRng);

impl Chance {
    fn new() -> Self {
        Self(TestRng::deterministic_rng(RngAlgorithm::ChaCha))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0.next_u32() as usize % limit
    }

    /// Stretches of two characters or more from runs, each with its case.
    fn stretches<'a>(&mut self, runs: &[(&'a str, Vec<char>)]) -> Vec<(&'a str, String)> {
        (0..SAMPLES)
            .map(|_| {
                let (id, run) = &runs[self.below(runs.len())];
                let length = 2 + self.below(run.len().min(LONGEST) - 1);
                let start = self.below(run.len() - length + 1);
                (*id, run[start..start + length].iter().collect())
            })
            .collect()
    }
}

/// The runs of such characters, two or more, in the records of every case.
fn runs(engine: &Engine, is_of_run: impl Fn(char) -> bool) -> Vec<(&str, Vec<char>)> {
    let mut runs = Vec::new();
    for case in engine.summaries() {
        let whole = engine.case(&case.id).unwrap().unwrap();
        let texts = whole.records.iter().flat_map(|it| [&it.heading, &it.text]);
        for text in texts {
            // A half-width letter and its voicing mark are one letter: 「ﾌﾞ」.
            let text: String = text.nfkc().collect();
            let of_text = text
                .split(|c| !is_of_run(c))
                .map(|run| run.chars().collect());
            let of_text = of_text.filter(|run: &Vec<char>| run.len() >= 2);
            runs.extend(of_text.map(|run| (case.id.as_str(), run)));
        }
    }
    runs
}

/// The stretches whose case the query they make does not list.
fn missed<'a>(
    engine: &Engine,
    stretches: &[(&'a str, String)],
    query: impl Fn(&str) -> Query + Sync,
) -> Vec<(&'a str, String)> {
    std::thread::scope(|scope| {
        let workers: Vec<_> = stretches
            .chunks(SAMPLES.div_ceil(4))
            .map(|stretches| {
                let query = &query;
                scope.spawn(move || {
                    let lists = |id: &str, text: &str| {
                        let weights = renkei::search::Weights::default();
                        let listed = engine.listed(&query(text), &weights).unwrap();
                        listed.contains(&id)
                    };
                    let missed = stretches.iter().filter(|(id, text)| !lists(id, text));
                    missed.cloned().collect::<Vec<_>>()
                })
            })
            .collect();
        let missed = workers.into_iter().map(|worker| worker.join().unwrap());
        missed.flatten().collect()
    })
}

#[test]
fn every_stretch_of_letters_finds_the_case_it_was_drawn_from() {
    let engine = corpus::engine();
    let runs = runs(engine, |c| c.is_alphanumeric() || c == '々');
    let stretches = Chance::new().stretches(&runs);
    let missed = missed(engine, &stretches, typed);
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn every_stretch_of_a_line_finds_its_case_when_quoted_or_exact() {
    let engine = corpus::engine();
    let runs = runs(engine, |c| !c.is_control() && c != '"');
    let stretches = Chance::new().stretches(&runs);
    let quoted = |text: &str| typed(&format!("\"{text}\""));
    let without = missed(engine, &stretches, quoted);
    assert!(without.is_empty(), "{without:?}");
    let kept: Vec<(&str, String)> = stretches
        .into_iter()
        .filter(|(_, text)| {
            !text.contains(|c: char| "-－‐‑–−、，,「」『』“”＂".contains(c) || c.is_whitespace())
        })
        .collect();
    let exact = |text: &str| Query {
        exact: true,
        ..typed(text)
    };
    let without = missed(engine, &kept, exact);
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn nothing_is_found_across_what_keeps_words_apart() {
    let engine = saying(&[
        "看取り、研修。",
        "看取り・研修。",
        "看取り\n研修。",
        "看取りと研修。",
        "看取る。研修。",
        "研修、看取り。",
        "研修と看取り。",
    ]);
    assert_eq!(found(&engine, "「看取り研修」"), ["b"]);
    // Nor without it, where it was typed; any will do.
    assert_eq!(found(&engine, "「看取り、研修」"), ["a", "c"]);
    assert_eq!(found(&engine, "「研修。看取り」"), ["f"]);
    assert_eq!(engine.cases(&Filters::default()).unwrap().len(), 7);
}
