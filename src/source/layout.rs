//! Layouts: what the parts of a decoded text are, and where they stand in the file.

use std::fmt;
use std::sync::Arc;

use crate::span::Span;

/// What a block of running text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A heading of this depth, from 1.
    Heading(u8),
    /// A paragraph, or a heading that only its words show to be one.
    Paragraph,
    /// An item of a list.
    Item,
    /// Program text.
    Code,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text, as its lines.
    Text(Shape, Vec<Span>),
    /// A table.
    Table(Grid),
}

impl Block {
    /// Its lines.
    fn lines(&self) -> Vec<Span> {
        match self {
            Self::Text(_, lines) => lines.clone(),
            Self::Table(grid) => grid.cells.iter().flat_map(|cell| &cell.lines).copied().collect(),
        }
    }
}

/// The cells of a table that hold anything, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The cells.
    pub cells: Vec<GridCell>,
}

impl Grid {
    /// The lines of the row in which the first line from byte `at` on stands.
    fn row_behind(&self, at: usize) -> Vec<Span> {
        let behind = |cell: &&GridCell| cell.lines.iter().any(|line| at <= line.end);
        let row = self.cells.iter().filter(behind).map(|cell| cell.row).min();
        let own = self.cells.iter().filter(|cell| Some(cell.row) == row);
        own.flat_map(|cell| &cell.lines).copied().collect()
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Its first row, from 0.
    pub row: usize,
    /// Its first column, from 0.
    pub column: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// Its lines.
    pub lines: Vec<Span>,
}

/// Room for a place in bytes.
const BYTES: usize = 24;

/// Where a line of a decoded text stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line of a page, both from 1.
    Line {
        /// The page.
        page: usize,
        /// The line.
        line: usize,
    },
    /// A paragraph, counted from 1 through the whole document.
    Paragraph(usize),
    /// A cell of a sheet or of a numbered table.
    Cell {
        /// The sheet's name with an exclamation mark, `table 2 cell ` or nothing.
        table: Arc<str>,
        /// Row from 0.
        row: usize,
        /// Column from 0.
        column: usize,
    },
}

/// The parts of a text, and where its lines stand in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The parts, in the order in which they are read.
    pub blocks: Vec<Block>,
    /// Offsets, rising, with the place of what begins there.
    places: Vec<(usize, Place)>,
    /// Offsets, rising, with the notes that stand before what begins there or in it, and are no text.
    pub notes: Vec<(usize, String)>,
}

impl Layout {
    /// Notes that the text from byte `start` on stands at `place`.
    pub(super) fn place(&mut self, start: usize, place: Place) {
        self.places.push((start, place));
    }

    /// Notes that a note stands before the text from byte `start` on, or in it.
    pub(super) fn note(&mut self, start: usize, note: &str) {
        self.notes.push((start, note.to_owned()));
    }

    /// The part of the text that the note at byte `at` speaks for: the lines of a paragraph or a table that begins there
    /// or next, or the row of a table that it stands in.
    pub fn spoken_for(&self, at: usize) -> Option<Span> {
        let lines: Vec<Vec<Span>> = self.blocks.iter().map(Block::lines).collect();
        let ends = |block: &Vec<Span>| block.iter().map(|line| line.end).max().unwrap_or(0);
        let index = (0..lines.len()).filter(|&index| lines.get(index).is_some_and(|block| at <= ends(block)));
        let index = index.min_by_key(|&index| lines.get(index).map(&ends))?;
        let all = lines.get(index)?;
        let begins = all.iter().all(|line| at <= line.start);
        let row = match self.blocks.get(index)? {
            Block::Table(grid) if !begins => grid.row_behind(at),
            _ => Vec::new(),
        };
        let own = if row.is_empty() { all } else { &row };
        let start = own.iter().map(|line| line.start).min()?;
        Some(Span::new(start, ends(own)))
    }

    /// Whether nothing is known of the text but itself.
    pub const fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.places.is_empty()
    }

    /// Adds to `out` where bytes `span` of `text` stand in the file: as bytes where nothing else is known.
    pub fn locate(&self, text: &str, span: Span, out: &mut String) {
        let behind = self.places.partition_point(|(start, _)| *start <= span.start);
        let Some((start, place)) = behind.checked_sub(1).and_then(|at| self.places.get(at)) else {
            out.reserve(BYTES);
            out.push_str("bytes ");
            out.push_str(itoa::Buffer::new().format(span.start));
            out.push('-');
            out.push_str(itoa::Buffer::new().format(span.end));
            return;
        };
        out.push_str(&place.to_string());
        if let Place::Paragraph(_) = place {
            let before = Span::new(*start, span.start).of(text).chars().count();
            out.push_str(" character ");
            out.push_str(itoa::Buffer::new().format(before + 1));
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { page, line } => write!(out, "page {page} line {line}"),
            Self::Paragraph(number) => write!(out, "paragraph {number}"),
            Self::Cell { table, row, column } => write!(out, "{table}{}", cell_name(*row, *column)),
        }
    }
}

/// B4: the name of the cell at `row` and `column`, from 0.
pub(super) fn cell_name(row: usize, column: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// The letters of a column: A, B, …, Z, AA.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

/// Writes a text and its layout, line by line.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// The text so far.
    pub text: String,
    /// Its layout.
    pub layout: Layout,
}

impl Writer {
    /// Adds a line, which stands at `place`, and tells where it is in the text.
    pub fn line(&mut self, line: &str, place: Place) -> Span {
        let start = self.text.len();
        self.layout.place(start, place);
        self.text.push_str(line);
        let span = Span::new(start, self.text.len());
        self.text.push('\n');
        span
    }

    /// Adds lines of one paragraph as one line of text, so that nothing is cut where they end. Words of Latin letters
    /// are set apart, and Chinese ones are not.
    pub fn joined(&mut self, lines: impl Iterator<Item = (String, Place)>) -> Span {
        let start = self.text.len();
        for (line, place) in lines {
            let own = self.text.get(start..).unwrap_or_default();
            let last = own.chars().next_back().filter(char::is_ascii_graphic);
            let first = line.chars().next().filter(char::is_ascii_graphic);
            let spaced = |(last, first): (char, char)| !(last.is_ascii_digit() && first.is_ascii_digit());
            if last.zip(first).is_some_and(spaced) {
                self.text.push(' ');
            }
            self.layout.place(self.text.len(), place);
            self.text.push_str(&line);
        }
        let span = Span::new(start, self.text.len());
        self.text.push('\n');
        span
    }

    /// Adds a block.
    pub fn block(&mut self, block: Block) {
        self.layout.blocks.push(block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let cases = [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")];
        for (column, wanted) in cases {
            assert_eq!(letters(column), wanted);
        }
    }

    #[test]
    fn places_are_found_by_offset() {
        let mut writer = Writer::default();
        writer.line("标题", Place::Paragraph(1));
        let second = writer.line("共3人", Place::Paragraph(2));
        let at = Span::new(second.start + 3, second.start + 7);
        let place = |layout: &Layout, text: &str, span: Span| {
            let mut place = String::new();
            layout.locate(text, span, &mut place);
            place
        };
        assert_eq!(place(&writer.layout, &writer.text, at), "paragraph 2 character 2");
        assert_eq!(place(&Layout::default(), "3", Span::new(0, 1)), "bytes 0-1");
    }
}
