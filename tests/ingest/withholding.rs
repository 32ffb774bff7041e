//! What must not be published never comes out: single institutions' figures and
//! names, and everything about deaths, looked for in every way out of the program.
//!
//! A new way out is one more entry in [`ways_out`] or one more address.

#![allow(clippy::format_collect, clippy::format_push_string)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Cursor};
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::Request;
use calamine::{Reader, Xlsx};
use http_body_util::BodyExt;
use proptest::prelude::*;
use renkei::collection::Collection;
use renkei::corpus::Corpus;
use renkei::export::{self, About, Encoding, Format};
use renkei::ingest::ingest;
use renkei::search::{Engine, Query};
use renkei::text::fold;
use tower::ServiceExt;

use crate::corpus::{GAZETTEER, read_folder};

const FIXTURE: &str = include_str!("../fixtures/group-plan-figures.txt");
const TABS: &str = include_str!("../fixtures/group-plan-tabs.txt");
const PIPES: &str = include_str!("../fixtures/group-plan-pipes.txt");
const COLUMNS: &str = include_str!("../fixtures/group-plan-columns.txt");

/// Parts of institutions' names that stand in withheld rows of the forms only.
const NAMES: [&str; 9] = [
    "架空第一医院",
    "架空会",
    "第二クリニ",
    "整形外科",
    "鶫",
    "鵤",
    "鶲",
    "鷽",
    "うち医療機関以外",
];

/// Reads one document in a folder of its own.
fn read(kind: &str, text: &str) -> Collection {
    let manifest = format!(
        "[[source]]\nid = \"form\"\nkind = \"{kind}\"\nfile = \"form.txt\"\ntitle = \"事業計画（報告）書（水戸市）\"\npublisher = \"茨城県\"\n"
    );
    let mut collection = read_folder([
        ("corpus.toml", manifest.as_bytes()),
        ("form.txt", text.as_bytes()),
    ]);
    // What a census counted is nobody's secret.
    collection
        .cases
        .iter_mut()
        .for_each(|it| it.counted.clear());
    collection
}

/// Runs of digits in a text, in half width.
fn digit_runs(text: &str) -> BTreeSet<String> {
    fold(text)
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The form's secret figures: every one of four digits from 7000 on.
fn secrets(form: &str) -> BTreeSet<String> {
    digit_runs(form)
        .into_iter()
        .filter(|run| run.len() == 4 && run.as_str() >= "7000")
        .collect()
}

#[track_caller]
fn assert_keeps(way: &str, said: &str, figures: &BTreeSet<String>, names: &[&str]) {
    let runs = digit_runs(said);
    let leaked: Vec<_> = figures.intersection(&runs).collect();
    assert!(leaked.is_empty(), "{way} says {leaked:?}");
    for name in names {
        assert!(!said.contains(name), "{way} says 「{name}」");
    }
}

/// Every cell of a workbook, a line each.
fn cells(workbook: Vec<u8>) -> String {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook)).unwrap();
    let sheets = workbook.worksheets();
    let cells = sheets
        .iter()
        .flat_map(|(_, sheet)| sheet.cells().map(|it| it.2.to_string()).collect::<Vec<_>>());
    cells.map(|cell| cell + "\n").collect()
}

/// Every way out that a collection has without an index.
fn ways_out(collection: &Collection) -> Vec<(&'static str, String)> {
    let file = |format| {
        let about = About {
            sources: &collection.sources,
            day: "",
            site: None,
        };
        let mut out = Vec::new();
        export::write(format, &collection.cases, &about, &mut out).unwrap();
        out
    };
    let export = |format| String::from_utf8(file(format)).unwrap();
    vec![
        ("the collection", serde_json::to_string(collection).unwrap()),
        ("its debug form", format!("{collection:?}")),
        ("the report", collection.report.to_text()),
        ("the export as JSON", export(Format::Json)),
        ("the export as JSON lines", export(Format::Ndjson)),
        ("the export as CSV", export(Format::Csv(Encoding::Utf8))),
        ("the export as Excel", cells(file(Format::Excel))),
    ]
}

#[track_caller]
fn assert_withheld(kind: &str, form: &str, figures: &BTreeSet<String>, names: &[&str]) {
    for (way, said) in ways_out(&read(kind, form)) {
        assert_keeps(way, &said, figures, names);
    }
}

#[test]
fn no_form_of_ours_comes_out_whatever_kind_it_is_said_to_be() {
    assert_eq!(secrets(FIXTURE).len(), 9 + 18 + 12);
    for form in [FIXTURE, TABS, PIPES, COLUMNS] {
        let figures = secrets(form);
        assert!(!figures.is_empty());
        let without_note: String = form
            .lines()
            .filter(|line| !line.contains('※'))
            .map(|line| format!("{line}\n"))
            .collect();
        for kind in ["group-plan", "smart-practice", "model-survey"] {
            assert_withheld(kind, form, &figures, &NAMES);
            assert_withheld(kind, &without_note, &figures, &NAMES);
        }
    }
}

#[test]
fn a_broken_form_comes_out_no_more_than_a_whole_one() {
    for form in [FIXTURE, TABS, PIPES, COLUMNS] {
        let figures = secrets(form);
        let lines: Vec<&str> = form.lines().collect();
        for at in 0..=lines.len() {
            assert_withheld("group-plan", &lines[..at].join("\n"), &figures, &NAMES);
            assert_withheld("group-plan", &lines[at..].join("\n"), &figures, &NAMES);
            let mut without = lines.clone();
            if at < without.len() {
                without.remove(at);
                assert_withheld("group-plan", &without.join("\r\n"), &figures, &NAMES);
            }
        }
    }
}

#[test]
fn damaged_headings_let_nothing_through() {
    let ways: [fn(&str) -> String; 4] = [
        |line| "？".repeat(line.chars().count()),
        |line| {
            line.chars()
                .filter(|c| !"患者回数死亡紹介".contains(*c))
                .collect()
        },
        |line| line.chars().rev().collect(),
        |_| String::new(),
    ];
    for form in [FIXTURE, TABS, PIPES, COLUMNS] {
        let figures = secrets(form);
        for damage in ways {
            let lines: Vec<String> = form
                .lines()
                .map(|line| {
                    let heads = !line.contains("医院")
                        && [
                            "取組効果",
                            "合計診療患者数",
                            "合計回数",
                            "死亡患者",
                            "亡くなった",
                            "逆紹介数、",
                            "赴いて",
                        ]
                        .iter()
                        .any(|word| line.contains(word))
                        && !line.contains("連携する医療機関内の合計")
                        && !line.chars().any(|c| c.is_ascii_digit() && c > '4');
                    if heads { damage(line) } else { line.to_owned() }
                })
                .collect();
            assert_withheld("group-plan", &lines.join("\n"), &figures, &NAMES);
        }
    }
}

/// What was written to the log, kept in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Every file's bytes below a folder, as text.
fn bytes_below(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&bytes_below(&path));
        } else {
            all.push_str(&String::from_utf8_lossy(&fs::read(&path).unwrap()));
            all.push('\n');
        }
    }
    all
}

#[test]
fn nothing_comes_out_of_the_index_the_web_or_the_log() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let (index, pages, figures) = tracing::subscriber::with_default(subscriber, || {
        let mut figures = BTreeSet::new();
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = String::new();
        for (number, form) in [FIXTURE, TABS, PIPES, COLUMNS].into_iter().enumerate() {
            figures.extend(secrets(form));
            manifest.push_str(&format!(
                "[[source]]\nid = \"f{number}\"\nkind = \"group-plan\"\nfile = \"{number}.txt\"\ntitle = \"報告書（水戸市）\"\npublisher = \"茨城県\"\n"
            ));
            fs::write(folder.path().join(format!("{number}.txt")), form).unwrap();
        }
        fs::write(folder.path().join("corpus.toml"), manifest).unwrap();
        let mut collection = ingest(&Corpus::open(folder.path()).unwrap(), &GAZETTEER);
        collection
            .cases
            .iter_mut()
            .for_each(|it| it.counted.clear());
        assert_eq!(collection.cases.len(), 4);
        // The index keeps its thesaurus, and the program's own knows 整形外科.
        let thesaurus = "concept,term,weight,topic,note\n看取り,看取り,1,,\n";
        fs::write(folder.path().join("thesaurus.csv"), thesaurus).unwrap();
        let index = folder.path().join("index");
        renkei::index::write(collection.clone(), &index).unwrap();
        let engine = Arc::new(Engine::open(&index).unwrap());

        // Asking for what is withheld finds nothing.
        for asked in figures.iter().map(String::as_str).chain(NAMES) {
            let query = Query {
                text: format!("\"{asked}\""),
                exact: true,
                ..Query::default()
            };
            assert_eq!(engine.search(&query).unwrap().total, 0, "{asked}");
        }

        let mut addresses: Vec<String> = [
            "/",
            "/?q=合計",
            "/?q=医院",
            "/about",
            "/check",
            "/help",
            "/tables",
            "/survey",
            "/models",
            "/items",
            "/prefectures",
            "/prefectures/08",
            "/towns",
            "/compare",
            "/export.csv",
            "/api/v1/search?q=合計",
            "/api/v1/cases",
            "/api/v1/facets",
            "/api/v1/sources",
            "/api/v1/check",
            "/api/v1/comparable?population=1000",
            "/api/v1/suggest?q=架空",
            "/api/v1/openapi.json",
            "/healthz",
            "/readyz",
            "/cases/none",
        ]
        .map(percent)
        .to_vec();
        for source in &collection.sources {
            addresses.push(format!("/sources/{}", source.id));
            addresses.push(format!("/api/v1/sources/{}", source.id));
        }
        for case in &collection.cases {
            addresses.push(format!("/cases/{}", case.id));
            addresses.push(format!("/api/v1/cases/{}", case.id));
            addresses.push(format!("/compare?case={}&case=gp-082015", case.id));
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let mut pages = Vec::new();
        let edition = folder.path().join("edition");
        let written = renkei::web::write_edition(Arc::clone(&engine), None, &edition);
        runtime.block_on(written).unwrap();
        for part in ["cases", "sources", "prefectures"] {
            pages.push((format!("edition/{part}"), bytes_below(&edition.join(part))));
        }
        let searched = fs::read_to_string(edition.join("search/cases.js")).unwrap();
        pages.push(("the edition's search".to_owned(), searched));
        let site = renkei::web::router(engine);
        for address in addresses {
            let request = Request::get(&address).body(Body::empty()).unwrap();
            let body = runtime.block_on(async {
                let answer = site.clone().oneshot(request).await.unwrap();
                answer.into_body().collect().await.unwrap().to_bytes()
            });
            pages.push((address, String::from_utf8_lossy(&body).into_owned()));
        }
        (bytes_below(&index), pages, figures)
    });
    for (address, body) in &pages {
        assert!(!body.is_empty(), "{address}");
        assert_keeps(address, body, &figures, &NAMES);
    }
    // The index's bytes hold numbers of its own; the names have no such excuse.
    for name in NAMES {
        assert!(!index.contains(name), "the index holds 「{name}」");
    }
    for figure in &figures {
        assert!(
            !index.contains(&format!("{figure}名")),
            "the index holds {figure}"
        );
        assert!(
            !index.contains(&format!("{figure}回")),
            "the index holds {figure}"
        );
    }
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for name in NAMES {
        assert!(!log.contains(name), "the log holds 「{name}」");
    }
}

/// An address with its words escaped.
fn percent(address: &str) -> String {
    address
        .bytes()
        .map(|byte| match byte {
            0..=127 => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// How a made-up form is laid out.
#[derive(Clone, Copy, Debug)]
enum Layout {
    Flow,
    Broken,
    Tabs,
    Pipes,
    Columns,
    Tags,
    Commas,
}

/// An institution's row in a layout; its figures are secret.
fn row(layout: Layout, bullet: bool, name: &str, cells: &[String]) -> String {
    let mark = if bullet { "・" } else { "" };
    match layout {
        Layout::Flow => format!("{mark}{name} {}\n", cells.join(" ")),
        Layout::Broken => {
            let half = name.chars().count() / 2;
            let (head, tail): (String, String) = (
                name.chars().take(half).collect(),
                name.chars().skip(half).collect(),
            );
            format!("{mark}{head}\n\n{tail}\n\n{}\n", cells.join("\n\n"))
        }
        Layout::Tabs => format!("\t{mark}{name}\t{}\n", cells.join("\t")),
        Layout::Pipes => format!("| {mark}{name} | {} |\n", cells.join(" | ")),
        Layout::Commas => format!("{mark}{name},{}\n", cells.join(",")),
        Layout::Columns => unreachable!("columns are laid out whole"),
        Layout::Tags => format!(
            "<tr><td>{mark}{name}</td><td>{}</td></tr>",
            cells.join("</td><td>")
        ),
    }
}

/// A table of institutions with the group's total below.
fn table(layout: Layout, bullet: bool, rows: &[(String, Vec<String>)], total: &[String]) -> String {
    let label = "連携する医療機関内の合計".to_owned();
    if matches!(layout, Layout::Columns) {
        let mut table = String::new();
        for (name, _) in rows {
            table.push_str(&format!("{}{name}\n", if bullet { "・" } else { "" }));
        }
        table.push_str(&format!("{label}\n"));
        for (_, cells) in rows {
            table.push_str(&format!("{}\n", cells.join("\n")));
        }
        return table + &total.join("\n") + "\n";
    }
    let mut table: String = rows
        .iter()
        .map(|(name, cells)| row(layout, bullet, name, cells))
        .collect();
    table.push_str(&row(layout, false, &label, total));
    table + "\n"
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap(),
            other => other,
        })
        .collect()
}

prop_compose! {
    /// A form with secret figures from 7000 on and names of rare characters, and whether
    /// it is whole and laid out row by row, so that its totals can be told.
    fn form()(
        layout in prop::sample::select(vec![
            Layout::Flow, Layout::Broken, Layout::Tabs, Layout::Pipes, Layout::Columns, Layout::Tags, Layout::Commas,
        ]),
        names in prop::collection::vec(
            ("[鶫鵤鶲鷽]{2,6}", prop::sample::select(vec!["医院", "クリニック", "整形外科", "会 診療所", ""])),
            1..4,
        ),
        seed in 7000_u32..9900,
        [bullet, wide, numbered, note, efforts, units, labels] in any::<[bool; 7]>(),
        damage in prop::sample::select(vec![0_u8, 1, 2, 3]),
        wording in 0_usize..3,
        lost in 0_usize..5,
    ) -> (String, bool) {
        let mut next = seed;
        let mut secret = || {
            next = if next >= 9990 { 7000 } else { next + 1 };
            next.to_string()
        };
        let unit = |figure: String, unit: &str| if units { format!("{figure}{unit}") } else { figure };
        let visits = |all: String, one: String, other: String| if units || labels {
            format!("合計回数:{all}回(うち往診: {one} 回、訪問診療: {other}回)")
        } else {
            all
        };
        let names: Vec<String> = names.into_iter().map(|(name, suffix)| name + suffix).collect();
        let mut rows = |cell: &mut dyn FnMut(&mut dyn FnMut() -> String) -> String, width: usize| {
            names
                .iter()
                .map(|name| (name.clone(), (0..width).map(|_| cell(&mut secret)).collect()))
                .collect::<Vec<(String, Vec<String>)>>()
        };
        let patients = rows(&mut |secret| unit(secret(), "名"), 3);
        let calls = rows(&mut |secret| visits(secret(), secret(), secret()), 3);
        let deaths = rows(&mut |secret| format!("死亡患者数: {} 名(うち医療機関以外: {}名)", secret(), secret()), 2);
        let died: Vec<String> = deaths[0].1.clone();

        let headings = [
            ["【参入促進・連携（グループ化）の取組効果】", "## 取組効果", "取組効果について"],
            [
                "在宅に赴いて診療（往診、訪問診療）する合計診療患者数（※実人数を記載）",
                "在宅へ赴いて診療する患者の数",
                "往診・訪問診療をした合計患者数",
            ],
            ["在宅に赴いて診療（往診、訪問診療）する合計回数", "往診と訪問診療の回数", "在宅へ赴く合計回数"],
            ["合計診療患者数に占める死亡患者数（うち医療機関以外での死亡患者数）", "在宅で亡くなった患者数", "死亡者数"],
            [
                "グループ化した医療機関が後方支援病院等への患者の紹介数、急変時の受入数及び逆紹介数",
                "後方支援病院等への紹介数、受入数、逆紹介数",
                "後方支援病院との紹介数と逆紹介数",
            ],
        ];
        let heading = |item: usize| {
            let words = headings[item][wording];
            match damage {
                1 if item == lost => String::new(),
                2 => String::new(),
                3 => words.chars().map(|c| if c == '数' { '●' } else { c }).collect(),
                _ if numbered && item > 0 => format!("{item} {words}"),
                _ => words.to_owned(),
            }
        };
        let total = |values: [u32; 3], unit_word: &str| values.map(|it| unit(it.to_string(), unit_word)).to_vec();
        let mut text = String::new();
        if note {
            text.push_str("※１から２の事項については個々の医療機関の情報は公表せず、３の事項（死亡患者数）については公表の対象としない。\n\n");
        }
        if efforts {
            text.push_str("取組事項\t取組内容\n１ グループ化した医療機関等を支える取組\t・話し合う。\n\n・相談の窓口を置く。\n\n");
        }
        text.push_str(&format!("{}\n\n", heading(0)));
        for (item, rows, total) in [
            (1, patients, total([21, 24, 27], "名")),
            (2, calls, vec![visits("60".into(), "6".into(), "54".into()); 3]),
            (3, deaths, died),
        ] {
            text.push_str(&format!("{}\n", heading(item)));
            if labels {
                text.push_str(" 医療機関名 ※医療機関ごとに記載 現 状 計 画 実 績\n");
            }
            text.push_str(&table(layout, bullet, &rows, &total));
        }
        text.push_str(&format!("{}\n紹 介 数 12件 18件 6件\n逆 紹 介 数 9件 11件 2件\n", heading(4)));
        let plain = damage == 0 && !matches!(layout, Layout::Columns);
        (if wide { full_width(&text) } else { text }, plain)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn forms_of_any_layout_come_out_with_nothing_secret((form, plain) in form(), cut in 0_usize..60) {
        if plain {
            let collection = read("group-plan", &form);
            let said = serde_json::to_string(&collection.cases).unwrap();
            prop_assert!(said.contains("合計診療患者数：現状 21名、計画 24名、実績 27名"), "{form}");
        }
        let figures = secrets(&form);
        let names = ["鶫", "鵤", "鶲", "鷽"];
        assert_withheld("group-plan", &form, &figures, &names);
        // The start of a form may be missing.
        let rest: Vec<&str> = form.lines().skip(cut).collect();
        assert_withheld("group-plan", &rest.join("\n"), &figures, &names);
    }

    #[test]
    fn lines_in_any_order_come_out_with_nothing_secret(
        order in Just((0..FIXTURE.lines().count()).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let lines: Vec<&str> = FIXTURE.lines().collect();
        let shuffled: Vec<&str> = order.into_iter().map(|index| lines[index]).collect();
        assert_withheld("group-plan", &shuffled.join("\n"), &secrets(FIXTURE), &NAMES[..4]);
    }
}
