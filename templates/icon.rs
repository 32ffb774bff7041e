//! The few icons beside words: drawn in the page, in the colour of the words.
//!
//! An icon never stands alone: the words beside it say what it is, so it is hidden
//! from those who hear the page.

use maud::{Markup, html};

/// What an icon stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    /// A table that Excel opens.
    Excel,
    /// Printing.
    Print,
    /// Copying the address.
    Link,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Excel => "M3 4h14v12H3zM3 8h14M3 12h14M8 4v12",
            Self::Print => "M6 8V3h8v5M6 14H3V8h14v6h-3M6 12h8v5H6z",
            Self::Link => "M8 12l4-4M9 6l2-2a3 3 0 0 1 5 5l-2 2M11 14l-2 2a3 3 0 0 1-5-5l2-2",
        }
    }
}

/// An icon before words.
pub(super) fn icon(icon: Icon) -> Markup {
    html! {
        svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false" {
            path d=(icon.path()) {}
        }
    }
}
