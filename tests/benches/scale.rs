//! How building and searching grow with the number of cases: a large made-up
//! collection, built, served and asked over HTTP.
//!
//!     cargo bench --bench scale -- build 20000 FOLDER    build it
//!     cargo bench --bench scale -- serve FOLDER 8090     serve it, from another process
//!     cargo bench --bench scale -- ask 127.0.0.1:8090    ask the judged queries
//!     cargo bench --bench scale -- similar 20000         find each case's nearest others
//!
//! Each case has the records of a real one, their sentences drawn by chance (with a
//! fixed seed) from all cases' records of the same kind, and the name of a real town.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use mimalloc::MiMalloc;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use renkei::corpus::Corpus;
use renkei::gazetteer::{Gazetteer, Municipality};
use renkei::record::{Case, Record};
use renkei::search::Engine;
use renkei::upkeep::Upkeep;
use renkei::vocabulary::RecordKind;
use renkei::web::{self, Limits};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How often each query is asked after the first time.
const ROUNDS: usize = 3;

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["build", count, folder] => build(count.parse().unwrap(), Path::new(folder)),
        ["serve", folder, port] => serve(Path::new(folder), port.parse().unwrap()),
        ["ask", address] => ask(address),
        ["similar", count] => similar(count.parse().unwrap()),
        // Run with all other benchmarks it only shows that it works.
        _ => {
            let folder = tempfile::tempdir().unwrap();
            build(500, &folder.path().join("data"));
        }
    }
}

fn build(count: usize, folder: &Path) {
    let made_up = MadeUp::new();
    let started = Instant::now();
    let built = renkei::index::write_cases(made_up.cases(count), folder).unwrap();
    let took = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let engine = Engine::open(folder).unwrap();
    println!(
        "{built:?} in {took:.1} s: {:.0} cases a second, {:.0} MB on disk, {:.0} MB of memory \
         at most; opened in {:.2} s ({} cases)",
        count as f64 / took,
        size(folder) as f64 / 1e6,
        peak_memory(),
        started.elapsed().as_secs_f64(),
        engine.summaries().len(),
    );
}

fn serve(folder: &Path, port: u16) {
    let started = Instant::now();
    let upkeep = Upkeep {
        corpus: None,
        begun: None,
        index: folder.to_owned(),
        accept: false,
        read_only: true,
    };
    let kept = upkeep.open(&mut |_| {}).unwrap();
    println!("opened in {:.2} s", started.elapsed().as_secs_f64());
    let listener = web::listen(&format!("127.0.0.1:{port}")).unwrap();
    let address = listener.local_addr().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let served = web::serve(
        web::Site::new(upkeep, kept, &web::Settings::default()),
        listener,
        None,
        Limits::default(),
        || println!("http://{address}/"),
    );
    runtime.block_on(served).unwrap();
}

/// Asks every judged query one after the other over one connection.
fn ask(address: &str) {
    let queries = queries();
    for path in ["/api/v1/search?q=", "/?q=", "/healthz?q="] {
        // Asked for the first time a case is read from the disk; later it is at hand.
        let (mut first, mut times) = (Vec::new(), Vec::new());
        let mut connection = BufReader::new(TcpStream::connect(address).unwrap());
        for round in 0..=ROUNDS {
            for query in &queries {
                let query = utf8_percent_encode(query, NON_ALPHANUMERIC);
                let took = get(&mut connection, &format!("{path}{query}"));
                if round == 0 { &mut first } else { &mut times }.push(took);
            }
        }
        for (when, times) in [("first", &mut first), ("again", &mut times)] {
            times.sort_unstable();
            let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
            let [p50, p95, p99, longest] =
                [0.5, 0.95, 0.99, 1.0].map(|share| at(share).as_secs_f64() * 1e3);
            println!(
                "{path:<18} {when} p50 {p50:.2} ms, p95 {p95:.2} ms, p99 {p99:.2} ms, \
                 longest {longest:.2} ms"
            );
        }
    }
}

/// How long it takes to get a page; its body is read and thrown away.
fn get(connection: &mut BufReader<TcpStream>, path: &str) -> Duration {
    let started = Instant::now();
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    connection.get_mut().write_all(request.as_bytes()).unwrap();
    let (mut line, mut length) = (String::new(), None);
    loop {
        line.clear();
        connection.read_line(&mut line).unwrap();
        assert!(!line.starts_with("HTTP/1.1 5"), "{path}: {line}");
        if let Some((_, it)) = line.to_lowercase().split_once("content-length:") {
            length = Some(it.trim().parse::<usize>().unwrap());
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length.expect("an answer of known length")];
    connection.read_exact(&mut body).unwrap();
    started.elapsed()
}

/// Finds each case's nearest others.
fn similar(count: usize) {
    let mut heads: Vec<Case> = MadeUp::new()
        .cases(count)
        .map(|case| Case {
            records: Vec::new(),
            ..case
        })
        .collect();
    let started = Instant::now();
    renkei::comparable::fill_similar(&mut heads);
    println!("{count} cases in {:.2} s", started.elapsed().as_secs_f64());
}

/// The judged queries of every set.
fn queries() -> Vec<String> {
    let mut queries = Vec::new();
    for set in ["golden", "holdout", "k", "n"] {
        let path = format!(
            "{}/tests/golden/{set}-queries.tsv",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = std::fs::read_to_string(path).unwrap();
        let rows = text.lines().skip(1);
        queries.extend(rows.filter_map(|row| Some(row.split('\t').nth(1)?.to_owned())));
    }
    queries
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap())
        .map(|entry| match entry.metadata().unwrap() {
            it if it.is_dir() => size(&entry.path()),
            it => it.len(),
        })
        .sum()
}

/// The most memory that this process has held, in megabytes; 0 where the system does
/// not tell.
fn peak_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1e3
}

/// What cases are made of.
struct MadeUp {
    cases: Vec<Case>,
    towns: Vec<Municipality>,
    sentences: HashMap<RecordKind, Vec<String>>,
}

impl MadeUp {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let gazetteer = Gazetteer::load(&folder).unwrap();
        let cases = renkei::ingest::ingest(&Corpus::open(&folder).unwrap(), &gazetteer).cases;
        let mut sentences: HashMap<RecordKind, Vec<String>> = HashMap::new();
        for record in cases.iter().flat_map(|case| &case.records) {
            let of_kind = sentences.entry(record.kind).or_default();
            of_kind.extend(record.text.split_inclusive(['。', '\n']).map(str::to_owned));
        }
        Self {
            cases,
            towns: gazetteer.iter().cloned().collect(),
            sentences,
        }
    }

    fn cases(&self, count: usize) -> impl Iterator<Item = Case> + '_ {
        let mut random = fastrand::Rng::with_seed(1);
        (0..count).map(move |number| self.case(number, &mut random))
    }

    fn case(&self, number: usize, random: &mut fastrand::Rng) -> Case {
        let model = &self.cases[random.usize(..self.cases.len())];
        let town = &self.towns[random.usize(..self.towns.len())];
        let id = format!("mu-{}-{number}", town.code);
        let mut case = Case {
            title: format!("{}{}の取り組み", town.prefecture.label(), town.name),
            printed_name: town.name.clone(),
            prefecture: Some(town.prefecture.into()),
            municipalities: vec![town.into()],
            records: model
                .records
                .iter()
                .enumerate()
                .map(|(place, record)| Record {
                    id: format!("{id}-{}", place + 1),
                    text: self.text(record, random),
                    ..record.clone()
                })
                .collect(),
            id,
            ..model.clone()
        };
        if let Some(population) = &mut case.population {
            population.value = (population.value as f64 * (0.5 + random.f64())) as u64 + 1;
        }
        if let Some(rate) = &mut case.aging_rate {
            rate.value = (rate.value * (0.8 + random.f64() * 0.4) * 10.0).round() / 10.0;
        }
        case
    }

    /// As much text as a record has, of sentences of its kind.
    fn text(&self, record: &Record, random: &mut fastrand::Rng) -> String {
        let sentences = &self.sentences[&record.kind];
        let mut text = String::new();
        while text.len() < record.text.len() {
            text.push_str(&sentences[random.usize(..sentences.len())]);
        }
        text
    }
}
