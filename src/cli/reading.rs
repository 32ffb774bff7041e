//! What would be read of a document, as a terminal shows it.

use std::io::{self, Write};

use renkei::report::Withheld;
use renkei::views::reading::{CaseReading, Reading};

/// Writes what would be read of a document.
pub(super) fn write(out: &mut impl Write, reading: &Reading<'_>) -> io::Result<()> {
    let source = reading.source;
    writeln!(out, "題名　: {}", source.title)?;
    writeln!(out, "発行者: {}", source.publisher)?;
    let kind = source.kind;
    writeln!(out, "種類　: {}（{}）", kind.label(), kind.code())?;
    writeln!(out, "名前　: {}", source.id)?;
    if let Some(report) = reading.report {
        writeln!(
            out,
            "読み取った事例 {}件、記録 {}件、数値 {}件、タグ {}件",
            report.cases, report.records, report.facts, report.tags
        )?;
        if report.surveys > 0 {
            writeln!(out, "アンケート調査 {}件", report.surveys)?;
        }
        write_withheld(out, &report.withheld)?;
    }
    for doubt in reading.doubts() {
        writeln!(out, "確かめること: {doubt}")?;
    }
    for case in &reading.cases {
        write_case(out, case)?;
    }
    for error in reading.errors {
        writeln!(out, "誤り: {error}")?;
    }
    for correction in reading.corrections {
        writeln!(out, "訂正: {correction}")?;
    }
    writeln!(out)
}

fn write_withheld(out: &mut impl Write, withheld: &Withheld) -> io::Result<()> {
    if *withheld == Withheld::default() {
        return writeln!(out, "公表しないため載せないもの: なし");
    }
    writeln!(
        out,
        "公表しないため載せないもの: 医療機関ごとの行 {}件、死亡患者数の表 {}件、文中の数値 {}件",
        withheld.institution_rows,
        withheld.death_tables,
        withheld.figures()
    )?;
    let mut figures = withheld.figures.iter();
    figures.try_for_each(|it| writeln!(out, "  {it}"))
}

fn write_case(out: &mut impl Write, case: &CaseReading<'_>) -> io::Result<()> {
    let [first, last] = case.lines;
    writeln!(out, "\n■ {}（{first}～{last}行）", case.title)?;
    let or = |words: &str, none: &str| if words.is_empty() { none } else { words }.to_owned();
    writeln!(out, "  市町村: {}", or(&case.towns, "分からない"))?;
    for fact in &case.facts {
        writeln!(
            out,
            "  {}: {}  ← {}行「{}」",
            fact.name, fact.value, fact.line, fact.printed
        )?;
    }
    writeln!(out, "  記録: {}", or(&case.records.join("、"), "なし"))?;
    for (vocabulary, words) in &case.tags {
        writeln!(out, "  {vocabulary}: {}", words.join("、"))?;
    }
    for doubt in case.doubts {
        writeln!(out, "  確かめること: {doubt}")?;
    }
    Ok(())
}
