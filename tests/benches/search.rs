//! How long a query takes, and what each part of it takes.
//!
//! Over the corpus in this repository: `cargo bench --bench search`.
#![allow(missing_docs)]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use renkei::corpus::Corpus;
use renkei::gazetteer::Gazetteer;
use renkei::search::{Engine, Query};

const QUERIES: [&str; 6] = [
    "看取り",
    "退院支援ルール 看取り",
    "みとり",
    "MCS",
    "中山間地域で移動に時間がかかる",
    "訪門看護",
];

fn engine() -> Engine {
    let corpus = Corpus::open(Path::new("corpus")).expect("the corpus opens");
    let gazetteer = Gazetteer::load(Path::new("corpus")).expect("the gazetteer opens");
    let folder = tempfile::tempdir().expect("a folder");
    let index = folder.path().join("data");
    renkei::index::build(&corpus, &gazetteer, &index).expect("it builds");
    Engine::open(&index).expect("it opens")
}

fn typed(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::default()
    }
}

fn search(criterion: &mut Criterion) {
    let engine = engine();
    for text in QUERIES {
        let query = typed(text);
        let mut group = criterion.benchmark_group(text);
        group.bench_function("tokenise", |bencher| {
            bencher.iter(|| black_box(engine.analyzer().analyze(text)));
        });
        // Which cases, in what order; neither facets nor snippets.
        group.bench_function("search", |bencher| {
            bencher.iter(|| black_box(engine.matching(&query)));
        });
        // A page beyond the last has facets and no snippets.
        let beyond = Query {
            page: 1000,
            ..query.clone()
        };
        group.bench_function("search and facets", |bencher| {
            bencher.iter(|| black_box(engine.search(&beyond)));
        });
        group.bench_function("whole, with the snippets of 20 hits", |bencher| {
            bencher.iter(|| black_box(engine.search(&query)));
        });
        group.finish();
    }
    for typed in ["たい", "訪", "研修 看"] {
        criterion.bench_function(&format!("suggest {typed}"), |bencher| {
            bencher.iter(|| black_box(engine.suggest(typed, 10)));
        });
    }
    for (name, text) in dear() {
        let query = typed(&text);
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| black_box(engine.search(&query)));
        });
    }
}

/// The dearest input known, 300 characters each.
fn dear() -> [(&'static str, String); 4] {
    let kana: Vec<char> = ('あ'..='ん').collect();
    let two = (0..100).map(|it| [kana[it % 80], kana[(it * 7 + 3) % 80], ' ']);
    let slips = [
        "訪門看護",
        "カミナック",
        "退院調製ルール",
        "主冶医",
        "在宅医寮",
    ];
    let cut = |text: String| text.chars().take(300).collect::<String>();
    [
        // Each is looked for by its sound, in every word of every case shown.
        ("many short words in kana", two.flatten().collect()),
        // Each is the beginning of any pair.
        ("many single characters", cut("医 療 介 護 ".repeat(40))),
        ("many exclusions", cut(" -医 -療 -介 -護".repeat(30))),
        // Each is looked for among all spellings.
        ("many slips", cut((slips.join(" ") + " ").repeat(15))),
    ]
}

criterion_group!(benches, search);
criterion_main!(benches);
