//! Tables with commas, tabs or semicolons: where their cells stand in the text.

use std::sync::Arc;

use super::grid;
use super::layout::{GridCell, Layout, Place};
use crate::span::Span;

/// How many lines tell what divides cells.
const SAMPLE: usize = 20;

/// The layout of `text`.
pub(super) fn layout(text: &str) -> Layout {
    let delimiter = delimiter(text);
    let mut layout = Layout::default();
    let mut cells = Vec::new();
    let name: Arc<str> = Arc::from("");
    let mut scanner = Scanner { text, at: 0, delimiter };
    let (mut row, mut column) = (0, 0);
    while let Some((span, ends_row)) = scanner.next() {
        let trimmed = trim(text, span);
        if !trimmed.is_empty() {
            let table = Arc::clone(&name);
            layout.place(trimmed.start, Place::Cell { table, row, column });
            cells.push(GridCell {
                row,
                column,
                rows: 1,
                columns: 1,
                lines: lines(text, trimmed),
            });
        }
        column += 1;
        if ends_row {
            (row, column) = (row + 1, 0);
        }
    }
    layout.blocks = grid::blocks(cells);
    layout
}

/// The mark that divides the first lines into most cells: a tab, a semicolon or a comma.
fn delimiter(text: &str) -> u8 {
    let count = |mark: u8| {
        let lines = text.lines().take(SAMPLE);
        lines
            .map(|line| line.bytes().filter(|byte| *byte == mark).count())
            .sum::<usize>()
    };
    let marks = [b',', b'\t', b';'].map(|mark| (count(mark), mark));
    let most = marks.iter().map(|(count, _)| *count).max().unwrap_or(0);
    marks
        .iter()
        .find(|(count, _)| *count == most)
        .map_or(b',', |(_, mark)| *mark)
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
}

impl Scanner<'_> {
    /// The next cell without its quotation marks, and whether its row ends behind it.
    fn next(&mut self) -> Option<(Span, bool)> {
        let bytes = self.text.as_bytes();
        let first = *bytes.get(self.at)?;
        let quoted = first == b'"';
        let start = self.at + usize::from(quoted);
        let mut at = start;
        let mut inside = quoted;
        let mut end = None;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' if inside && bytes.get(at + 1) == Some(&b'"') => at += 1,
                b'"' if inside => {
                    inside = false;
                    end = Some(at);
                }
                b'\n' if !inside => break,
                byte if *byte == self.delimiter && !inside => break,
                _ => {}
            }
            at += 1;
        }
        let ends_row = bytes.get(at).is_none_or(|byte| *byte == b'\n');
        self.at = at + 1;
        Some((Span::new(start, end.unwrap_or(at)), ends_row))
    }
}

fn trim(text: &str, span: Span) -> Span {
    let cell = span.of(text);
    let start = span.start + (cell.len() - cell.trim_start().len());
    Span::new(start, start + cell.trim().len())
}

fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut start = span.start;
    let mut lines = Vec::new();
    for line in span.of(text).split_inclusive('\n') {
        lines.push(trim(text, Span::new(start, start + line.len())));
        start += line.len();
    }
    lines.retain(|line| !line.is_empty());
    lines
}
