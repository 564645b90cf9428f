//! How far the work is, shown on a terminal alone.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts documents.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar for `documents`; none is drawn for a single one, in a pipe, or when `quiet`.
    pub fn new(documents: usize, quiet: bool) -> Self {
        if quiet || documents < 2 || !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len}");
        let bar = ProgressBar::new(documents as u64);
        Self(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }

    /// Counts one document, from any thread.
    pub fn tick(&self) {
        self.0.inc(1);
    }

    /// Takes the bar away, so that messages stand on lines of their own.
    pub fn finish(self) {
        self.0.finish_and_clear();
    }
}
