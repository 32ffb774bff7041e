//! `renkei add`, as it is typed: what is shown, asked and written.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use renkei::corpus::Corpus;
use renkei::gazetteer::Gazetteer;
use renkei::ingest::ingest;

use super::made_up;

/// Runs the program in a folder with what is answered to it.
fn run(folder: &Path, arguments: &[&str], answers: &str) -> (Output, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_renkei"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("RENKEI_CORPUS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end without reading them.
    let _ = child.stdin.take().unwrap().write_all(answers.as_bytes());
    let output = child.wait_with_output().unwrap();
    let words = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    (output, words)
}

/// The files of a folder with their bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap_or_default())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn nothing_is_written_before_the_yes() {
    let corpus = made_up::empty_corpus();
    let work = tempfile::tempdir().unwrap();
    made_up::write(work.path(), "form.docx", &made_up::form_in_word());
    let folder = corpus.path().to_str().unwrap();
    let before = files(corpus.path());
    for answers in ["n\n", "", "なに\nいいえ\n"] {
        let (output, words) = run(
            work.path(),
            &["add", "--corpus", folder, "form.docx"],
            answers,
        );
        assert!(output.status.success(), "{words}");
        for part in [
            "事例 1件",
            "高知県梼原町",
            "人口: 3,180人",
            "行「人口：3,180人（令和5年10月1日現在）」",
            "公表しないため載せないもの: なし",
            "書き込みませんでした",
        ] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert_eq!(files(corpus.path()), before);
    }
}

#[test]
fn a_yes_writes_text_entry_and_checksum_and_the_corpus_reads_it() {
    let corpus = made_up::empty_corpus();
    let work = tempfile::tempdir().unwrap();
    made_up::write(work.path(), "rows.xlsx", &made_up::rows_in_excel());
    let folder = corpus.path().to_str().unwrap();
    let arguments = [
        "add",
        "--corpus",
        folder,
        "--publisher",
        "山形県",
        "rows.xlsx",
    ];
    let (output, words) = run(work.path(), &arguments, "y\n");
    assert!(output.status.success(), "{words}");
    for part in ["Excel、1シート", "題名　: 在宅医療・介護連携 取組一覧"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let manifest = fs::read_to_string(corpus.path().join("corpus.toml")).unwrap();
    assert!(manifest.starts_with("# 資料の一覧\n"), "{manifest}");
    assert!(manifest.contains("kind = \"write-up\""), "{manifest}");
    let names: Vec<String> = files(corpus.path()).into_iter().map(|it| it.0).collect();
    assert_eq!(names, [".adding", "corpus.toml", "rows.txt"]);

    let opened = Corpus::open(corpus.path()).unwrap();
    let read = ingest(&opened, &Gazetteer::of(&opened).unwrap());
    assert_eq!(read.cases.len(), 3);
    assert!(read.report.errors.is_empty(), "{:?}", read.report.errors);
    // The same document is not taken in twice.
    let (output, words) = run(work.path(), &arguments, "y\n");
    assert!(!output.status.success());
    assert!(words.contains("同じ内容の資料"), "{words}");
}

#[test]
fn an_interrupted_document_is_taken_up_again() {
    let corpus = made_up::empty_corpus();
    let work = tempfile::tempdir().unwrap();
    made_up::write(work.path(), "practice.txt", made_up::PRACTICE.as_bytes());
    // Its text is written, its entry in the manifest is not.
    made_up::write(corpus.path(), "practice.txt", made_up::PRACTICE.as_bytes());
    let folder = corpus.path().to_str().unwrap();
    let arguments = [
        "add",
        "--yes",
        "--corpus",
        folder,
        "--publisher",
        "鳥取県",
        "practice.txt",
    ];
    let (output, words) = run(work.path(), &arguments, "");
    assert!(output.status.success(), "{words}");
    let names: Vec<String> = files(corpus.path()).into_iter().map(|it| it.0).collect();
    assert_eq!(names, [".adding", "corpus.toml", "practice.txt"]);
    assert_eq!(Corpus::open(corpus.path()).unwrap().sources().len(), 1);
}

#[test]
fn a_misprint_is_put_right_with_its_reason() {
    let corpus = made_up::empty_corpus();
    let work = tempfile::tempdir().unwrap();
    let text = made_up::PRACTICE.replace("4,196人", "41,96人");
    made_up::write(work.path(), "practice.txt", text.as_bytes());
    let folder = corpus.path().to_str().unwrap();
    let arguments = [
        "add",
        "--corpus",
        folder,
        "--publisher",
        "鳥取県",
        "practice.txt",
    ];
    let answers = "c\n5\nない語\n4,196人\n位取り\nc\n5\n41,96人\n4,196人\n位取りの誤り\ny\n";
    let (output, words) = run(work.path(), &arguments, answers);
    assert!(output.status.success(), "{words}");
    assert!(words.contains("5行に「ない語」はありません"), "{words}");
    let opened = Corpus::open(corpus.path()).unwrap();
    let read = ingest(&opened, &Gazetteer::of(&opened).unwrap());
    let population = read.cases[0].population.as_ref().unwrap();
    assert_eq!(population.value, 4_196);
    assert_eq!(population.corrected.as_deref(), Some("位取りの誤り"));
    assert_eq!(read.report.corrections.len(), 1);
}

#[test]
fn what_must_not_be_published_is_counted_and_never_shown() {
    let corpus = made_up::empty_corpus();
    let work = tempfile::tempdir().unwrap();
    let form = include_str!("../fixtures/group-plan-figures.txt");
    made_up::write(work.path(), "plan.txt", form.as_bytes());
    let folder = corpus.path().to_str().unwrap();
    let arguments = [
        "add",
        "--corpus",
        folder,
        "--publisher",
        "茨城県",
        "--kind",
        "group-plan",
        "plan.txt",
    ];
    let (_, words) = run(work.path(), &arguments, "n\n");
    assert!(
        words.contains("公表しないため載せないもの: 医療機関ごとの行"),
        "{words}"
    );
    let preview = words.split("公表しないため").nth(1).unwrap();
    let digits: Vec<&str> = preview
        .split(|c: char| !c.is_ascii_digit())
        .filter(|it| it.len() == 4)
        .collect();
    assert!(digits.is_empty(), "{digits:?} in {preview}");
}

#[test]
fn an_unsure_kind_is_asked_for() {
    let corpus = made_up::empty_corpus();
    let work = tempfile::tempdir().unwrap();
    made_up::write(
        work.path(),
        "letter.txt",
        "拝啓 春の候、ますますご清栄のこと。\n".as_bytes(),
    );
    let folder = corpus.path().to_str().unwrap();
    let before = files(corpus.path());
    let (output, words) = run(
        work.path(),
        &["add", "--corpus", folder, "--yes", "letter.txt"],
        "",
    );
    assert!(!output.status.success());
    assert!(
        words.contains("--kind") && words.contains("case-collection"),
        "{words}"
    );
    assert_eq!(files(corpus.path()), before);
}

#[test]
fn a_corpus_of_ones_own_begins_as_a_copy_of_the_programs() {
    let work = tempfile::tempdir().unwrap();
    made_up::write(work.path(), "form.docx", &made_up::form_in_word());
    let (output, words) = run(work.path(), &["add", "--yes", "form.docx"], "");
    assert!(output.status.success(), "{words}");
    assert!(words.contains("写しを作って加えました"), "{words}");
    let own = Corpus::open(&work.path().join("corpus")).unwrap();
    let built_in = Corpus::built_in().unwrap();
    assert_eq!(own.sources().len(), built_in.sources().len() + 1);
    let added = own.sources().last().unwrap();
    assert_eq!(
        (added.id.as_str(), added.publisher.as_str()),
        ("form", "高知県梼原町")
    );
    for source in own.sources() {
        own.read(source).unwrap();
    }
}

#[test]
fn check_names_a_file_that_is_not_listed() {
    let corpus = made_up::empty_corpus();
    made_up::write(corpus.path(), "事例集.pdf", b"%PDF-1.7");
    let folder = corpus.path().to_str().unwrap();
    let (_, words) = run(corpus.path(), &["check", "--corpus", folder], "");
    assert!(words.contains("収められていないファイル"), "{words}");
    assert!(words.contains("・事例集.pdf"), "{words}");
}
