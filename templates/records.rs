//! A case's text: its records under the questions that they answer, with their tables.

use maud::{Markup, html};

use super::origin::origin;
use super::scroll::scroll;
use crate::record::{Record, Table};
use crate::views::case::{Block, Question, Section, blocks};
use crate::vocabulary::RecordKind;

/// What a question's part of the text is called.
pub(super) const fn label(question: Question) -> &'static str {
    match question {
        Question::Need => "課題",
        Question::Effort => "取り組み",
        Question::Devices => "工夫",
        Question::Results => "成果",
        Question::Next => "今後",
        Question::Other => "そのほかの記載",
    }
}

/// The place of a question's part in the page.
pub(super) const fn anchor(question: Question) -> &'static str {
    match question {
        Question::Need => "need",
        Question::Effort => "effort",
        Question::Devices => "devices",
        Question::Results => "results",
        Question::Next => "next",
        Question::Other => "other",
    }
}

/// A record about more items than these is about none of them.
const FEW: usize = 3;

/// Whether a record needs its own heading under its question's, which may say the same.
fn is_headed(section: &Section, record: &Record) -> bool {
    section.records.len() > 1 || !record.heading.contains(label(section.question))
}

/// Every record under its question, each at an address of its own; `source` is their
/// document's id.
pub(super) fn sections(sections: &[Section], source: &str) -> Markup {
    html! {
        @for section in sections {
            section class="question" aria-labelledby=(anchor(section.question)) {
                h2 id=(anchor(section.question)) { (label(section.question)) }
                @for record in &section.records { (self::record(section, record, source)) }
            }
        }
    }
}

fn record(section: &Section, record: &Record, source: &str) -> Markup {
    let headed = is_headed(section, record);
    html! {
        div id=(record.id) class="record" {
            @if headed { h3 { (record.heading) } }
            @if record.kind == RecordKind::Profile {
                // The figures stand in the box beside the text.
                details { summary { "資料の文字を読む" } (prose(&record.text, 4)) }
            } @else {
                @if (1..=FEW).contains(&record.items.len()) {
                    ul class="tags no-print" aria-label="関係する事業項目" {
                        @for item in &record.items { li { span { (item) " " (item.short_label()) } } }
                    }
                }
                (prose(&record.text, if headed { 4 } else { 3 }))
            }
            @for it in &record.tables { (table(it)) }
            (figure_text(&record.figure_text))
            p class="note" { (origin(record.origin(source))) }
        }
    }
}

fn prose(text: &str, level: u8) -> Markup {
    html! { div class="record-text" { (self::text(text, level)) } }
}

/// The words of a section's figures and tables, folded away: they stand in no order.
fn figure_text(text: &str) -> Markup {
    html! {
        @if !text.is_empty() {
            details {
                summary { "図・表の文字" }
                ul { @for line in text.lines().filter(|line| !line.trim().is_empty()) { li { (line) } } }
            }
        }
    }
}

/// Paragraphs, lists, and the lines that head them at this level.
pub(super) fn text(text: &str, level: u8) -> Markup {
    html! {
        @for block in blocks(text) {
            @match block {
                Block::Head(line) => { @if level == 3 { h3 { (line) } } @else { h4 { (line) } } }
                Block::Text(line) => p { (line) }
                Block::List(items) => ul { @for item in items { li { (item) } } }
            }
        }
    }
}

/// A table as printed.
pub(crate) fn table(table: &Table) -> Markup {
    html! {
        (scroll(&table.caption, &html! {
            table {
                caption { (table.caption) }
                thead {
                    tr {
                        @for cell in &table.header {
                            @if cell.is_empty() { td {} } @else { th scope="col" { (cell) } }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (index, cell) in row.iter().enumerate() {
                                @if index == 0 && !cell.is_empty() { th scope="row" { (cell) } } @else { td { (cell) } }
                            }
                        }
                    }
                }
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_paragraphs_and_lists() {
        let markup = text("導入です。\n・一つ\n・二つ\nア）把握\n<b>終わり</b>", 4).into_string();
        assert_eq!(
            markup,
            "<p>導入です。</p><ul><li>一つ</li><li>二つ</li></ul><h4>ア）把握</h4><p>&lt;b&gt;終わり&lt;/b&gt;</p>"
        );
    }
}
