//! Where words stand in their document: the sheet where it is known, else the lines of
//! its text, as a link to them.

use maud::{Markup, html};

use super::format;
use crate::address;
use crate::record::{Case, Origin};
use crate::report::Doubt;

/// 「3枚目」 or 「原文69〜73行」, linked to the text.
pub(super) fn origin(origin: Origin) -> Markup {
    html! {
        a href=(address::origin(origin)) {
            @match origin.sheet {
                Some(sheet) => { (sheet) "枚目" span class="visually-hidden" { "（原文）" } }
                None => { "原文" (format::lines(origin.lines)) }
            }
        }
    }
}

/// Every passage that a case was read from, with the number of its sheets.
pub(super) fn passages(case: &Case) -> Markup {
    let sheets = case.records.iter().filter_map(|record| record.page).max();
    html! {
        @if let Some(sheets) = sheets.filter(|&sheets| sheets > 1) { "1〜" (sheets) "枚目、" }
        @for (number, &lines) in case.lines.iter().enumerate() {
            @if number > 0 { "、" }
            (origin(Origin::new(&case.source, lines)))
        }
    }
}

/// What is doubtful of a case, with its line.
pub(super) fn doubt(doubt: &Doubt, source: &str) -> Markup {
    html! {
        (doubt.message)
        @if let Some(line) = doubt.line { "（" (origin(Origin::new(source, [line, line]))) "）" }
    }
}
