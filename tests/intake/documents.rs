//! What is read of a dozen made-up documents: cases, figures, sections and printed tags.

use std::path::Path;

use renkei::corpus::SourceKind::{CaseCollection, SmartPractice, WriteUp};
use renkei::corpus::{Corpus, SourceKind};
use renkei::gazetteer::Gazetteer;
use renkei::intake::{Candidate, Details, Extractor, recognise};
use renkei::record::Case;

use super::made_up;

/// A town as its document tells of it.
struct Town {
    name: &'static str,
    population: u64,
    rate: f64,
    area: f64,
    /// Words of the record that tells what was done, and of the one that names the issue.
    done: &'static str,
    issue: &'static str,
    items: &'static [&'static str],
}

const fn town(
    name: &'static str,
    (population, rate, area): (u64, f64, f64),
    issue: &'static str,
    done: &'static str,
) -> Town {
    Town {
        name,
        population,
        rate,
        area,
        done,
        issue,
        items: &[],
    }
}

struct Document {
    file: &'static str,
    bytes: Vec<u8>,
    kind: SourceKind,
    towns: Vec<Town>,
}

fn documents() -> Vec<Document> {
    let pdf = |name: &str| std::fs::read(made_up::fixture(name)).unwrap();
    let shift_jis = encoding_rs::SHIFT_JIS
        .encode(made_up::PRACTICE)
        .0
        .into_owned();
    let utf_16: Vec<u8> = made_up::TOWNS
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let document = |file, bytes, kind, towns| Document {
        file,
        bytes,
        kind,
        towns,
    };
    vec![
        document(
            "collection.pdf",
            pdf("collection.pdf"),
            CaseCollection,
            vec![
                town(
                    "飯山市",
                    (19_539, 39.1, 202.43),
                    "往診に時間がかかり",
                    "退院支援の手引きをつくった",
                ),
                town(
                    "小海町",
                    (4_353, 42.8, 114.20),
                    "看取りについて",
                    "エンディングノートを配った",
                ),
                town(
                    "阿智村",
                    (6_068, 36.0, 214.43),
                    "事業所ごとに違っていた",
                    "情報共有シートを一つに",
                ),
            ],
        ),
        document(
            "slides.pdf",
            pdf("slides.pdf"),
            CaseCollection,
            vec![
                town(
                    "遠野市",
                    (24_797, 42.1, 825.97),
                    "夜間の往診を一人で",
                    "夜間の電話を交代で受ける",
                ),
                town(
                    "住田町",
                    (5_045, 46.6, 334.84),
                    "在宅医療を知らず",
                    "話し合いの場を開き",
                ),
            ],
        ),
        document(
            "form.pdf",
            pdf("form.pdf"),
            WriteUp,
            vec![Town {
                items: &["エ", "カ"],
                ..town(
                    "那賀町",
                    (7_527, 51.2, 694.98),
                    "顔を合わせる機会が少ない",
                    "同じように書く",
                )
            }],
        ),
        document(
            "collection.docx",
            made_up::collection_in_word(),
            CaseCollection,
            vec![
                town(
                    "飯南町",
                    (4_577, 46.3, 242.88),
                    "退院の知らせが",
                    "退院支援の流れを決め",
                ),
                town(
                    "津和野町",
                    (6_875, 50.1, 307.03),
                    "介護の職員が不安",
                    "研修会を年に4回",
                ),
            ],
        ),
        document(
            "form.docx",
            made_up::form_in_word(),
            WriteUp,
            vec![Town {
                items: &["ウ", "カ"],
                ..town(
                    "梼原町",
                    (3_180, 48.5, 236.45),
                    "車で1時間かかる",
                    "当番を決め、夜間の電話",
                )
            }],
        ),
        document(
            "rows.xlsx",
            made_up::rows_in_excel(),
            WriteUp,
            vec![
                Town {
                    items: &["エ"],
                    ..town(
                        "最上町",
                        (7_787, 41.2, 330.37),
                        "そろっていなかった",
                        "全ての事業所で同じもの",
                    )
                },
                Town {
                    items: &["カ", "キ"],
                    ..town(
                        "小国町",
                        (6_955, 42.8, 737.56),
                        "知らない住民",
                        "訪問看護師と薬剤師が話",
                    )
                },
                Town {
                    items: &["オ"],
                    ..town(
                        "飯豊町",
                        (6_424, 39.5, 329.41),
                        "窓口が分かりにくい",
                        "相談窓口を病院の中に",
                    )
                },
            ],
        ),
        document(
            "sheets.xlsx",
            made_up::sheets_in_excel(),
            WriteUp,
            vec![
                town(
                    "姫島村",
                    (1_725, 54.9, 6.99),
                    "薬局がなく",
                    "テレビ電話をつなぎ",
                ),
                town(
                    "玖珠町",
                    (13_861, 40.9, 286.60),
                    "栄養の相談先",
                    "管理栄養士が",
                ),
            ],
        ),
        document(
            "rows.csv",
            encoding_rs::SHIFT_JIS.encode(made_up::ROWS).0.into_owned(),
            WriteUp,
            vec![
                town(
                    "越知町",
                    (5_195, 47.5, 111.95),
                    "薬の飲み残し",
                    "薬剤師が家を訪ね",
                ),
                town(
                    "佐川町",
                    (12_323, 41.1, 100.80),
                    "夜間の相談",
                    "電話を交代で受けて",
                ),
            ],
        ),
        document(
            "page.html",
            made_up::PAGE.as_bytes().to_vec(),
            CaseCollection,
            vec![town(
                "国東市",
                (26_232, 43.6, 318.10),
                "歯科の訪問",
                "歯科医師会と話し合い",
            )],
        ),
        document(
            "slides.pptx",
            made_up::slides(),
            CaseCollection,
            vec![
                town(
                    "七ヶ宿町",
                    (1_262, 46.4, 263.09),
                    "夜間に往診できない",
                    "夜間の電話を受けて",
                ),
                town(
                    "丸森町",
                    (12_262, 44.0, 273.30),
                    "顔を合わせる機会",
                    "研修会を年に3回",
                ),
            ],
        ),
        document(
            "shift-jis.txt",
            shift_jis,
            SmartPractice,
            vec![town(
                "日南町",
                (4_196, 52.4, 340.96),
                "顔を合わせる場",
                "毎週、訪問看護師",
            )],
        ),
        document(
            "utf-16.txt",
            utf_16,
            CaseCollection,
            vec![
                town(
                    "産山村",
                    (1_382, 42.9, 60.81),
                    "診療所しかない",
                    "訪問診療に来てもらう",
                ),
                town(
                    "水上村",
                    (2_033, 44.6, 190.96),
                    "相談できる所がない",
                    "24時間の電話",
                ),
            ],
        ),
    ]
}

/// What was right, wrong and left empty.
#[derive(Debug, Default, PartialEq)]
struct Count {
    right: usize,
    wrong: Vec<String>,
    empty: Vec<String>,
}

impl Count {
    fn figure(&mut self, name: String, got: Option<f64>, wanted: f64) {
        match got {
            None => self.empty.push(name),
            Some(got) if (got - wanted).abs() < 0.005 => self.right += 1,
            Some(got) => self.wrong.push(format!("{name}: {got} for {wanted}")),
        }
    }

    fn told(&mut self, name: String, is_told: bool) {
        if is_told {
            self.right += 1;
        } else {
            self.empty.push(name);
        }
    }
}

fn compare(case: &Case, town: &Town, counts: &mut Count) {
    use renkei::vocabulary::RecordKind::{Activities, Issues};
    let name = |what: &str| format!("{} {what}", town.name);
    let population = case.population.as_ref().map(|it| it.value as f64);
    counts.figure(name("population"), population, town.population as f64);
    counts.figure(
        name("rate"),
        case.aging_rate.as_ref().map(|it| it.value),
        town.rate,
    );
    counts.figure(
        name("area"),
        case.area_km2.as_ref().map(|it| it.value),
        town.area,
    );
    for (kind, words) in [(Issues, town.issue), (Activities, town.done)] {
        let mut records = case.records.iter().filter(|it| it.kind == kind);
        counts.told(name(words), records.any(|it| it.text.contains(words)));
    }
    for item in town.items {
        let mut items = case.items.iter();
        let is_printed =
            |it: &renkei::record::Tag<_>| it.basis == renkei::vocabulary::Basis::Printed;
        counts.told(
            name(item),
            items.any(|it| it.code.code() == *item && is_printed(it)),
        );
    }
}

#[test]
fn towns_figures_and_texts_are_read_of_every_form() {
    let folder = made_up::empty_corpus();
    let corpus = Corpus::open(folder.path()).unwrap();
    let gazetteer = Gazetteer::of(&corpus).unwrap();
    let extractor = Extractor::new(env!("CARGO_BIN_EXE_renkei").into());
    let mut all = Count::default();
    for document in documents() {
        let path = made_up::write(folder.path(), document.file, &document.bytes);
        let extracted = extractor.extract(&path).unwrap();
        let guess = recognise(&extracted.text, &gazetteer);
        let kind = Some(guess.kind).filter(|_| guess.is_sure);
        assert_eq!(
            kind,
            Some(document.kind),
            "{}: {}",
            document.file,
            extracted.text
        );
        let details = Details::default();
        let candidate = Candidate::new(
            &extracted,
            Path::new(document.file),
            guess.kind,
            details,
            &corpus,
        );
        let preview = candidate.preview(&corpus, &gazetteer);
        let read: Vec<&str> = preview
            .cases()
            .iter()
            .map(|case| {
                case.municipalities
                    .first()
                    .map_or("", |it| it.name.as_str())
            })
            .collect();
        let towns: Vec<&str> = document.towns.iter().map(|it| it.name).collect();
        assert_eq!(read, towns, "{}: {}", document.file, candidate.text);
        let mut counts = Count::default();
        for (case, town) in preview.cases().iter().zip(&document.towns) {
            compare(case, town, &mut counts);
        }
        println!(
            "{}: {} cases, {} right, {} wrong, {} empty",
            document.file,
            read.len(),
            counts.right,
            counts.wrong.len(),
            counts.empty.len()
        );
        all.right += counts.right;
        all.wrong.append(&mut counts.wrong);
        all.empty.append(&mut counts.empty);
    }
    assert_eq!(all.wrong, Vec::<String>::new());
    assert_eq!(all.empty, Vec::<String>::new());
}

#[test]
fn the_form_as_word_is_the_form_as_text() {
    let folder = made_up::empty_corpus();
    let word = renkei::intake::word_template().unwrap();
    let path = made_up::write(folder.path(), "template.docx", &word);
    let extractor = Extractor::new(env!("CARGO_BIN_EXE_renkei").into());
    let text = extractor.extract(&path).unwrap().text;
    let labels = |text: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.strip_prefix("## "));
        lines.map(str::to_owned).collect()
    };
    let own = labels(renkei::intake::TEMPLATE);
    assert!(own.len() > 10);
    // In Word the title is a heading as well.
    assert_eq!(labels(&text).get(1..), Some(own.as_slice()));
}
