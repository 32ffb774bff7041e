//! The sections of a case: text, figures and tables.

use maud::{Markup, html};

use super::format;
use super::origin::origin;
use super::scroll::scroll;
use crate::record::{Figure, Record, Table};

/// Every section under its own heading, which an address can point to; `source` is
/// their document's id.
pub(crate) fn records(records: &[Record], source: &str) -> Markup {
    html! {
        @for record in records {
            section id=(record.id) class="record" {
                h2 { (record.heading) }
                @if !record.items.is_empty() {
                    ul class="tags" aria-label="関係する事業項目" {
                        @for item in &record.items { li { span { (item) " " (item.short_label()) } } }
                    }
                }
                div class="record-text" { (text(&record.text)) }
                (figures(&record.figures))
                @for it in &record.tables { (table(it)) }
                (figure_text(&record.figure_text))
                p class="note" { (origin(record.origin(source))) }
            }
        }
    }
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

/// Paragraphs, and runs of `・` lines as lists.
pub(super) fn text(text: &str) -> Markup {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    html! {
        @for run in lines.chunk_by(|one, other| list_item(one).is_some() == list_item(other).is_some()) {
            @if run.first().copied().and_then(list_item).is_some() {
                ul { @for item in run.iter().copied().filter_map(list_item) { li { (item) } } }
            } @else {
                @for paragraph in run { p { (paragraph) } }
            }
        }
    }
}

fn list_item(line: &str) -> Option<&str> {
    line.strip_prefix('・').map(str::trim_start)
}

fn figures(figures: &[Figure]) -> Markup {
    html! {
        @if !figures.is_empty() {
            (scroll("資料にある数値", &html! {
                table {
                    caption { "資料にある数値" }
                    thead {
                        tr {
                            th scope="col" { "項目" }
                            th scope="col" class="figure" { "数値" }
                            th scope="col" { "時点" }
                        }
                    }
                    tbody {
                        @for figure in figures {
                            tr {
                                th scope="row" { (figure.label) }
                                td class="figure" { (format::decimal(figure.value)) (figure.unit) }
                                td { (figure.as_of.as_deref().map(format::date).unwrap_or_default()) }
                            }
                        }
                    }
                }
            }))
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
        let markup = text("導入です。\n・一つ\n・二つ\n<b>終わり</b>").into_string();
        assert_eq!(
            markup,
            "<p>導入です。</p><ul><li>一つ</li><li>二つ</li></ul><p>&lt;b&gt;終わり&lt;/b&gt;</p>"
        );
    }
}
