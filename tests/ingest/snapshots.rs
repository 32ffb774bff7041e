//! The forms that others build on, as reviewed snapshots: a case in the export's
//! JSON and CSV and the report of `renkei check`, over a made-up write-up.
//!
//! How to look at a change: CONTRIBUTING.md, "Test".

use renkei::collection::Collection;
use renkei::export::{self, About, Encoding, Format};

use crate::corpus::read_folder;

fn collection() -> Collection {
    let text = include_str!("../fixtures/write-ups/plain.txt");
    let manifest = "[[source]]\nid=\"made-up\"\nkind=\"smart-practice\"\nfile=\"plain.txt\"\ntitle=\"架空の資料\"\npublisher=\"架空の発行者\"\n";
    read_folder([
        ("corpus.toml", manifest.as_bytes()),
        ("plain.txt", text.as_bytes()),
    ])
}

fn exported(format: Format) -> String {
    let collection = collection();
    let mut out = Vec::new();
    let first = collection.cases.iter().take(1);
    let about = About {
        sources: &collection.sources,
        day: "2026-04-01",
        site: Some("http://renkei.example"),
    };
    export::write(format, first, &about, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_case_in_json() {
    insta::assert_snapshot!(exported(Format::Json));
}

#[test]
fn a_case_in_csv() {
    insta::assert_snapshot!(exported(Format::Csv(Encoding::Utf8)).replace('\r', ""));
}

#[test]
fn the_report_for_people() {
    insta::assert_snapshot!(collection().report.to_string());
}
