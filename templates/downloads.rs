//! The ways to keep a list as a file.

use maud::{Markup, html};

use super::icon::Icon;
use crate::address::ListFile;

/// Links to a list's files; Excel first, the others on demand.
pub(super) fn downloads(file: impl Fn(ListFile) -> String) -> Markup {
    let others = [
        (ListFile::Csv, "CSV（UTF-8）"),
        (ListFile::CsvCp932, "CSV（Shift_JIS）"),
        (ListFile::Json, "JSON"),
        (ListFile::Ndjson, "NDJSON（1行に1事例）"),
    ];
    html! {
        div class="downloads no-print" {
            a class="button second" href=(file(ListFile::Excel)) { (Icon::Excel) "この一覧をExcelで保存" }
            details {
                summary { "ほかの形式" }
                ul class="plain" {
                    @for (form, words) in others { li { a class="more" href=(file(form)) { (words) } } }
                }
                p class="note" { "CSVを表計算ソフトで開くと、市町村コードの先頭の0が消えることがあります。Excel形式では消えません。" }
            }
        }
    }
}
