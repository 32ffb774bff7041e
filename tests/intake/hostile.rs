//! Files that want to do harm, are broken or are nothing that is read: refused in words
//! that say what would help, within the limits.

use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use renkei::intake::{Extractor, Refusal};

use super::made_up;

/// What a reader says of a file.
fn refused(name: &str, bytes: &[u8]) -> Refusal {
    let folder = made_up::empty_corpus();
    let path = made_up::write(folder.path(), name, bytes);
    let extractor = Extractor::new(env!("CARGO_BIN_EXE_renkei").into());
    let started = Instant::now();
    let refusal = extractor.extract(&path).unwrap_err();
    println!("{name}: {:.1}s {refusal}", started.elapsed().as_secs_f64());
    let words = refusal.to_string();
    assert!(words.ends_with("ください。"), "{words}");
    refusal
}

/// A PDF of these objects, numbered from 1, of which the first is the catalog.
fn pdf(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(text.len());
        writeln!(text, "{number} 0 obj\n{object}\nendobj").unwrap();
    }
    let start = text.len();
    writeln!(text, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).unwrap();
    for offset in offsets {
        writeln!(text, "{offset:010} 00000 n ").unwrap();
    }
    writeln!(
        text,
        "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF",
        objects.len() + 1
    )
    .unwrap();
    text.into_bytes()
}

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";

#[test]
fn a_pdf_that_was_cut_off_is_damaged() {
    let whole = fs::read(made_up::fixture("form.pdf")).unwrap();
    let half = whole.get(..whole.len() / 40).unwrap();
    assert_eq!(refused("half.pdf", half), Refusal::Damaged);
}

#[test]
fn a_locked_pdf_asks_to_be_unlocked() {
    let key = "00".repeat(32);
    let objects = [
        CATALOG.to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
        format!("<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{key}> /U <{key}> >>"),
    ];
    let locked = pdf(&objects, &format!("/Encrypt 4 0 R /ID [<{key}> <{key}>]"));
    assert_eq!(refused("locked.pdf", &locked), Refusal::Password);
    let compound = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 4000]].concat();
    assert_eq!(refused("locked.docx", &compound), Refusal::OldOffice);
}

#[test]
fn a_pdf_that_only_may_not_be_changed_is_read_and_one_with_a_password_is_not() {
    let locked = fs::read(made_up::fixture("locked.pdf")).unwrap();
    assert_eq!(refused("locked.pdf", &locked), Refusal::Password);
    let extractor = Extractor::new(env!("CARGO_BIN_EXE_renkei").into());
    let text = |name| extractor.extract(&made_up::fixture(name)).unwrap().text;
    assert_eq!(text("form-protected.pdf"), text("form.pdf"));
}

#[test]
fn ten_thousand_pages_of_nothing_are_too_many() {
    let mut objects = vec![CATALOG.to_owned(), String::new()];
    let mut kids = String::new();
    for number in 3..10_003 {
        write!(kids, "{number} 0 R ").unwrap();
        objects.push("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned());
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count 10000 >>");
    assert_eq!(
        refused("nothing.pdf", &pdf(&objects, "")),
        Refusal::TooManyPages
    );
}

#[test]
fn pages_without_text_are_a_scan() {
    let objects = [
        CATALOG.to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
    ];
    assert_eq!(refused("scan.pdf", &pdf(&objects, "")), Refusal::Scan);
}

#[test]
fn objects_that_hold_themselves_come_to_an_end() {
    let objects = [
        CATALOG.to_owned(),
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Parent 2 0 R /Count 2 >>".to_owned(),
        "<< /Type /Page /Parent 3 0 R /Contents 4 0 R /Resources 3 0 R >>".to_owned(),
        "[4 0 R 4 0 R 3 0 R]".to_owned(),
    ];
    let refusal = refused("cycle.pdf", &pdf(&objects, "/Prev 9"));
    assert!(
        matches!(refusal, Refusal::Scan | Refusal::Damaged),
        "{refusal}"
    );
}

#[test]
fn deep_nesting_ends_the_reader_and_not_the_program() {
    let deep = "[".repeat(1_000_000);
    let objects = [
        CATALOG.to_owned(),
        format!("<< /Type /Pages /Kids {deep} /Count 1 >>"),
    ];
    refused("deep.pdf", &pdf(&objects, ""));
    let deep = "<w:p>".repeat(1_000_000);
    let parts = [(
        "word/document.xml".to_owned(),
        format!("<w:document xmlns:w=\"w\">{deep}</w:document>"),
    )];
    refused("deep.docx", &made_up::packed(&parts));
}

#[test]
fn what_unpacks_to_too_much_is_not_unpacked() {
    let parts = [("word/document.xml".to_owned(), " ".repeat(210 << 20))];
    let bomb = made_up::packed(&parts);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refused("bomb.docx", &bomb), Refusal::Bomb);
    let parts = [
        ("xl/workbook.xml".to_owned(), "<workbook/>".to_owned()),
        ("xl/worksheets/sheet1.xml".to_owned(), " ".repeat(210 << 20)),
    ];
    assert_eq!(
        refused("bomb.xlsx", &made_up::packed(&parts)),
        Refusal::Bomb
    );
}

#[test]
fn a_wrong_ending_deceives_nobody() {
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
    assert_eq!(refused("picture.pdf", picture), Refusal::Picture);
    let parts = [("readme.txt".to_owned(), "資料".to_owned())];
    assert_eq!(
        refused("packed.docx", &made_up::packed(&parts)),
        Refusal::Archive
    );
    let folder = made_up::empty_corpus();
    let path = made_up::write(folder.path(), "form.pdf", &made_up::form_in_word());
    let extractor = Extractor::new(env!("CARGO_BIN_EXE_renkei").into());
    let extracted = extractor.extract(&path).unwrap();
    assert!(
        extracted.remarks.iter().any(|it| it.contains("Word")),
        "{extracted:?}"
    );
}

#[test]
fn nothing_and_junk_are_no_documents() {
    assert_eq!(refused("empty.txt", b""), Refusal::Empty);
    assert_eq!(refused("blank.txt", b" \n\n"), Refusal::Empty);
    let junk: Vec<u8> = (0..100_000_u32).map(|at| (at * 7919 % 251) as u8).collect();
    assert_eq!(refused("junk.txt", &junk), Refusal::Unknown);
    assert_eq!(
        refused("junk.docx", &[b"PK\x03\x04".as_slice(), &junk].concat()),
        Refusal::Damaged
    );
    assert!(matches!(
        refused("no\nsuch.pdf", b"%PDF-1.7"),
        Refusal::Damaged
    ));
}

#[test]
fn a_million_empty_rows_cost_nothing() {
    let mut rows = String::new();
    for row in 1..=1_048_576 {
        write!(rows, "<row r=\"{row}\"/>").unwrap();
    }
    let sheet = |rows: &str| {
        made_up::packed(&[
            (
                "_rels/.rels".to_owned(),
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned(),
            ),
            (
                "xl/workbook.xml".to_owned(),
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>".to_owned(),
            ),
            (
                "xl/_rels/workbook.xml.rels".to_owned(),
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>".to_owned(),
            ),
            (
                "xl/worksheets/sheet1.xml".to_owned(),
                format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"),
            ),
        ])
    };
    assert_eq!(refused("rows.xlsx", &sheet(&rows)), Refusal::NoText);
    let mut far = String::new();
    for row in 1..=1_000 {
        write!(far, "<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>").unwrap();
    }
    assert_eq!(refused("far.xlsx", &sheet(&far)), Refusal::TooLong);
}
