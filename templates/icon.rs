//! Small signs beside the words of a link or button: what kind of file it opens, that
//! it prints, that it leaves the site.
//!
//! A sign never stands for itself: the words say the same, so it is hidden from
//! screen readers. It takes the colour of the words.

use maud::{Markup, Render, html};

/// A sign on a grid of 24 by 24, drawn with one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    /// Prints the page, or saves it as PDF.
    Print,
    /// Leads out of the site.
    External,
    /// A table that Excel opens.
    Excel,
    /// Copies an address.
    Link,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Print => "M7 8V3h10v5 M7 17H3V8h18v9h-4 M7 13h10v8H7z",
            Self::External => "M14 4h6v6 M20 4l-9 9 M18 14v6H4V6h6",
            Self::Excel => "M4 5h16v14H4z M4 10h16 M4 15h16 M10 5v14",
            Self::Link => "M9 15l6-6 M11 6l2-2a4 4 0 0 1 6 6l-2 2 M13 18l-2 2a4 4 0 0 1-6-6l2-2",
        }
    }
}

impl Render for Icon {
    fn render(&self) -> Markup {
        html! {
            svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false" {
                path d=(self.path()) fill="none" stroke="currentColor" stroke-width="2"
                    stroke-linejoin="round" stroke-linecap="round";
            }
        }
    }
}

/// A link that leaves the site.
pub(super) fn external(address: &str, words: &str) -> Markup {
    html! {
        a href=(address) rel="external noreferrer" { (words) " " (Icon::External) }
    }
}
