//! The lines of a document as the rules ask for them: rows of tables, cells, abstracts.

use std::sync::Arc;

use crate::lexicon::Checks;
use crate::source::{Block, Source};
use crate::span::Span;

/// The line of a document that was looked at last.
#[derive(Clone, Copy, Default)]
pub struct Line {
    span: Span,
    /// Whether it is a row of a table.
    pub row: bool,
    /// Whether what stands there is in a cell, by the line or by the format of the document.
    pub cell: bool,
    /// Whether it is an abstract.
    pub summary: bool,
}

impl Line {
    /// Goes on to the line around byte `at`; lines are asked for in their order.
    pub fn reach(&mut self, source: &str, at: usize) {
        if at >= self.span.end {
            let before = Span::new(self.span.end, at).of(source);
            let start = self.span.end + before.rfind('\n').map_or(0, |end| end + 1);
            let behind = Span::new(at, source.len()).of(source);
            self.span = Span::new(start, at + behind.find('\n').map_or(behind.len(), |end| end + 1));
            let line = self.span.of(source);
            self.row = line.contains('\t') || line.trim_start().starts_with('|');
            self.summary = opens_summary(line);
        }
    }
}

/// The section that was looked at last.
#[derive(Default)]
pub struct Under {
    section: Arc<str>,
    summary: bool,
}

impl Under {
    /// Whether `section` is an abstract by its last heading.
    pub fn is_summary(&mut self, section: &Arc<str>) -> bool {
        if !Arc::ptr_eq(&self.section, section) {
            self.section = Arc::clone(section);
            self.summary = opens_summary(section.rsplit(" / ").next().unwrap_or_default());
        }
        self.summary
    }
}

/// Whether a line or a heading begins with a word for an abstract.
fn opens_summary(line: &str) -> bool {
    let words = Checks::builtin();
    let line = line.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    words.chinese_abstract.begins(line).is_some() || words.english_abstract.begins(line).is_some()
}

/// Where the lines of cells stand, in the order of the text.
pub fn cells(source: &Source) -> Vec<Span> {
    let grids = source.layout.blocks.iter().filter_map(|block| match block {
        Block::Table(grid) => Some(grid),
        Block::Text(..) => None,
    });
    let mut cells: Vec<Span> = grids
        .flat_map(|grid| &grid.cells)
        .flat_map(|cell| &cell.lines)
        .copied()
        .collect();
    cells.sort_unstable_by_key(|cell| cell.start);
    cells
}
