//! Tables with commas, tabs or semicolons: where their cells stand in the text.

use std::sync::Arc;

use super::grid;
use super::layout::{GridCell, Layout, Place};
use crate::span::Span;

/// How many lines tell what divides cells.
const SAMPLE: usize = 20;
/// The most bytes of a cell in quotation marks.
const LONGEST: usize = 1 << 16;
/// The most lines that are named in one message.
const MOST: usize = 20;

/// The layout of `text`, and the lines, from 1, on which quotation marks do not close their cell.
pub(super) fn layout(text: &str) -> (Layout, Vec<usize>) {
    let delimiter = delimiter(text);
    let mut layout = Layout::default();
    let mut cells = Vec::new();
    let name: Arc<str> = Arc::from("");
    let mut scanner = Scanner {
        text,
        at: 0,
        delimiter,
        open: Vec::new(),
    };
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
    let line = |at: &usize| 1 + memchr::memchr_iter(b'\n', Span::new(0, *at).of(text).as_bytes()).count();
    let mut open: Vec<usize> = scanner.open.iter().take(MOST).map(line).collect();
    open.dedup();
    (layout, open)
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
    /// Where cells begin whose quotation marks do not close them.
    open: Vec<usize>,
}

impl Scanner<'_> {
    /// The next cell without its quotation marks, and whether its row ends behind it. A cell whose marks do not close it
    /// ends as one without marks.
    fn next(&mut self) -> Option<(Span, bool)> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let first = *bytes.get(start)?;
        let quoted = (first == b'"').then(|| self.closing(start + 1));
        if quoted == Some(None) {
            self.open.push(start);
        }
        let (span, at) = match quoted.flatten() {
            Some((end, next)) => (Span::new(start + 1, end), next),
            None => {
                let rest = bytes.get(start..).unwrap_or_default();
                let length = rest.iter().position(|byte| self.divides(*byte)).unwrap_or(rest.len());
                (Span::new(start, start + length), start + length)
            }
        };
        let ends_row = bytes.get(at).is_none_or(|byte| *byte == b'\n');
        self.at = at + 1;
        Some((span, ends_row))
    }

    const fn divides(&self, byte: u8) -> bool {
        byte == self.delimiter || byte == b'\n'
    }

    /// Where the quotation mark stands that closes the cell from byte `start` on, and where the cell ends with the blanks
    /// behind it; none where something else follows it, or it is far.
    fn closing(&self, start: usize) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let end = loop {
            let rest = bytes.get(at..bytes.len().min(start + LONGEST))?;
            at += memchr::memchr(b'"', rest)?;
            if bytes.get(at + 1) != Some(&b'"') {
                break at;
            }
            at += 2;
        };
        let behind = bytes.get(end + 1..)?;
        let blanks = behind.iter().take_while(|byte| matches!(byte, b' ' | b'\r')).count();
        let closes = behind.get(blanks).is_none_or(|byte| self.divides(*byte));
        closes.then_some((end, end + 1 + blanks))
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
