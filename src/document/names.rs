//! Which cell of a row names a figure.

use super::grid::Filled;

/// The cells with words at the left of a figure, up to the figure before.
#[derive(Default)]
pub(super) struct Names<'t> {
    nearest: Vec<&'t Filled<'t>>,
    /// Whether a figure stands behind them.
    closed: bool,
}

impl<'t> Names<'t> {
    /// Takes note of a cell that may name a figure behind it.
    pub fn see(&mut self, cell: &'t Filled<'t>) {
        if cell.figure {
            self.closed = true;
        } else if cell.has_words() {
            if self.closed {
                self.nearest.clear();
                self.closed = false;
            }
            self.nearest.push(cell);
        }
    }

    /// The first of them, and where that one takes several rows, the last. Where a row has a date and a name, the name
    /// says what is counted.
    pub fn best(&self, is_dated: impl Fn(&Filled<'_>) -> bool) -> Option<&'t Filled<'t>> {
        let named = |cell: &&&Filled<'_>| !is_dated(cell);
        let first = *self.nearest.iter().find(&named).or(self.nearest.first())?;
        let last = *self.nearest.iter().rfind(&named).or(self.nearest.last())?;
        Some(if first.rows > 1 { last } else { first })
    }
}
