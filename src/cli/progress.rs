//! The bar that shows how far the building of an index is, where a terminal is
//! there to show it.

use indicatif::{ProgressBar, ProgressStyle};

use renkei::index::Progress;

/// A progress bar on the standard error; hidden where that is no terminal.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::no_length();
        if let Ok(style) = ProgressStyle::with_template("Indexing {bar:40} {pos}/{len}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    pub(super) fn set(&self, progress: Progress) {
        self.0.set_length(progress.total as u64);
        self.0.set_position(progress.done as u64);
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
