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
    /// A Word file.
    Word,
    /// An Excel file.
    Excel,
    /// Puts something on the clipboard.
    Copy,
    /// A file to keep.
    Download,
    /// Leads out of the site.
    External,
    /// Copies an address.
    Link,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Print => "M7 8V3h10v5 M7 17H3V8h18v9h-4 M7 13h10v8H7z",
            Self::Word => "M5 2h9l5 5v15H5z M14 2v5h5 M8 12l2 7 2-6 2 6 2-7",
            Self::Excel => "M5 2h9l5 5v15H5z M14 2v5h5 M9 12l6 7 M15 12l-6 7",
            Self::Copy => "M9 9h12v12H9z M5 15H3V3h12v2",
            Self::Download => "M12 3v12 M6 10l6 6 6-6 M4 21h16",
            Self::External => "M14 4h6v6 M20 4l-9 9 M18 14v6H4V6h6",
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
