//! What is wider than the page: it scrolls by itself, by keyboard too.

use maud::{Markup, html};

/// A table, or another wide thing, that scrolls sideways within the page.
pub(crate) fn scroll(label: &str, wide: &Markup) -> Markup {
    html! { div class="scroll" tabindex="0" role="group" aria-label=(label) { (wide) } }
}
