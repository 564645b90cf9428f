//! Lines of a document to tables: cells that bars, tabs or wide blanks divide, aligned to columns.

use memchr::{memchr_iter, memchr2};

use crate::check::text::{Figure, Text};
use crate::span::Span;

use super::{Cell, Holds, Row, Table, holds, label, shape};

/// Longest heading inside a table that tabs divide, in characters.
const HEADING: usize = 24;
/// Fewest figures of a row that only blanks divide.
const LEAST: usize = 4;
/// How many lines may stand between two such rows.
const APART: usize = 8;

/// What divides the cells of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Divider {
    Bars,
    Tabs,
}

/// The tables of the document: runs of lines that are divided by bars or tabs, and rows of figures between blanks.
pub fn tables(text: &Text<'_>) -> Vec<Table> {
    let mut reader = Reader {
        text,
        next: 0,
        head: Vec::new(),
        rows: Vec::new(),
        divider: Divider::Tabs,
        goes_on: false,
        loose: Vec::new(),
        tables: Vec::new(),
    };
    reader.read();
    reader.tables
}

struct Reader<'t, 'a> {
    text: &'t Text<'a>,
    /// The first figure that may stand in the next cell.
    next: usize,
    head: Vec<Row>,
    rows: Vec<Row>,
    divider: Divider,
    /// Whether the header under way interrupts rows.
    goes_on: bool,
    /// Rows between blanks, with the numbers of their lines.
    loose: Vec<(usize, Row)>,
    tables: Vec<Table>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let source = &self.text.source.text;
        let mut start = 0;
        let mut number = 0;
        let mut lines = source.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            // Most lines of running text are no part of any table.
            if self.rows.is_empty() && self.head.is_empty() && !is_divided(line.as_bytes()) {
                start += line.len();
                number += 1;
                continue;
            }
            let mut span = Span::new(start, start + line.len());
            // A cell of a Markdown table that was broken goes on in the next line.
            while is_broken(span.of(source)) && lines.peek().is_some_and(|next| !next.trim_start().starts_with('|')) {
                span.end += lines.next().map_or(0, str::len);
            }
            start = span.end;
            number += 1;
            let goes_on = lines.peek().is_some_and(|next| next.contains('\t'));
            self.line(number, span, goes_on);
        }
        self.close();
        self.close_loose();
    }

    fn line(&mut self, number: usize, span: Span, goes_on: bool) {
        let source = &self.text.source.text;
        match cells(source, span) {
            // What stands above the rule of a Markdown table is its header.
            Some((_, cells)) if is_rule(source, &cells) => self.head = std::mem::take(&mut self.rows),
            Some((divider, cells)) => {
                if divider != self.divider {
                    self.close();
                }
                self.divider = divider;
                let row = self.row(&cells);
                if divider == Divider::Tabs && row.is_header() && self.rows.iter().any(|row| !row.is_heading()) {
                    let inside = self.rows.last().is_some_and(|row| !row.is_heading());
                    self.close();
                    (self.divider, self.goes_on) = (divider, inside);
                }
                self.rows.push(row);
            }
            None if self.rows.is_empty() => self.loose(number, span),
            None => {
                let line = span.of(source).trim();
                let heading = goes_on && self.divider == Divider::Tabs && is_heading(line);
                if heading {
                    let row = self.row(&[span]);
                    self.rows.push(row);
                } else {
                    self.close();
                    self.loose(number, span);
                }
            }
        }
    }

    /// The row of a line, with the figure that opens each cell.
    fn row(&mut self, cells: &[Span]) -> Row {
        let source = &self.text.source.text;
        let cells: Vec<Cell> = cells
            .iter()
            .map(|&span| Cell {
                span,
                holds: self.holds(span),
            })
            .collect();
        let words = cells.iter().take(2).find(|cell| cell.holds == Holds::Words);
        Row {
            label: words.map_or_else(String::new, |cell| label(cell.span.of(source))),
            code: String::new(),
            cells,
        }
    }

    fn holds(&mut self, span: Span) -> Holds {
        while self
            .text
            .figure(self.next)
            .is_some_and(|figure| figure.entry.start < span.start)
        {
            self.next += 1;
        }
        holds::holds(self.text, span, Some(self.next))
    }

    fn close(&mut self) {
        let (head, rows) = (std::mem::take(&mut self.head), std::mem::take(&mut self.rows));
        let goes_on = std::mem::take(&mut self.goes_on);
        if self.divider == Divider::Bars {
            self.close_bars(head.into_iter().chain(rows));
        } else if rows.iter().filter(|row| !row.is_heading()).count() > 1 {
            let table = aligned(head, rows);
            self.tables.push(Table { goes_on, ..table });
        }
    }

    /// Between bars every cell stands in its column; what a row lacks is blank.
    fn close_bars(&mut self, rows: impl Iterator<Item = Row>) {
        let mut rows: Vec<Vec<Cell>> = rows.map(|row| row.cells).filter(|cells| !cells.is_empty()).collect();
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        for row in &mut rows {
            let end = row.last().map_or(0, |last| last.span.end);
            row.resize(width, Cell::blank(end));
        }
        self.tables.extend(shape::tables(self.text, rows, width));
    }

    /// A line that ends in figures between wide blanks, as a table of a page does that was made text.
    fn loose(&mut self, number: usize, line: Span) {
        let source = &self.text.source.text;
        let text = line.of(source);
        if !text.contains("  ") {
            return;
        }
        let mut cells = pieces(source, line);
        let label = Cell {
            span: Span::new(line.start, line.start),
            holds: Holds::Words,
        };
        for cell in &mut cells {
            cell.holds = self.bare(cell.span);
        }
        let first = cells
            .iter()
            .rposition(|cell| cell.figure().is_none())
            .map_or(0, |at| at + 1);
        let figures = cells.split_off(first);
        if figures.len() < LEAST {
            return;
        }
        let width = |row: &Row| row.cells.len() == figures.len() + 1;
        let same = self
            .loose
            .last()
            .is_some_and(|(last, row)| width(row) && number - last <= APART);
        if !same {
            self.close_loose();
        }
        let row = Row {
            label: String::new(),
            code: String::new(),
            cells: std::iter::once(label).chain(figures).collect(),
        };
        self.loose.push((number, row));
    }

    /// A figure that is all its cell holds, whatever it was taken for.
    fn bare(&mut self, span: Span) -> Holds {
        while self
            .text
            .figure(self.next)
            .is_some_and(|figure| figure.entry.start < span.start)
        {
            self.next += 1;
        }
        let own = |figure: &&Figure<'_>| {
            figure.entry.start == span.start && figure.entry.end == span.end && figure.entry.value.is_some()
        };
        match self.text.figure(self.next).filter(own) {
            Some(_) => Holds::Figure(self.next),
            None => Holds::Words,
        }
    }

    fn close_loose(&mut self) {
        let rows: Vec<Row> = std::mem::take(&mut self.loose)
            .into_iter()
            .map(|(_, row)| row)
            .collect();
        if rows.len() > 2 {
            let width = rows.first().map_or(0, |row| row.cells.len());
            self.tables.push(Table {
                head: Vec::new(),
                rows,
                width,
                goes_on: false,
                sure: false,
            });
        }
    }
}

/// Whether a line holds what divides cells.
fn is_divided(line: &[u8]) -> bool {
    let wide = |at: usize| line.get(at + 1) == Some(&b' ');
    memchr2(b'|', b'\t', line).is_some() || memchr_iter(b' ', line).any(wide)
}

/// The pieces of a line that blanks divide.
fn pieces(source: &str, line: Span) -> Vec<Cell> {
    let mut start = line.start;
    let mut cells = Vec::new();
    for piece in line.of(source).split(' ') {
        let span = Span::new(start, start + piece.trim_end().len());
        start += piece.len() + 1;
        if !span.is_empty() {
            cells.push(Cell {
                span,
                holds: Holds::Words,
            });
        }
    }
    cells
}

/// Whether a line between two rows is a heading of the table and no sentence.
fn is_heading(line: &str) -> bool {
    !line.is_empty()
        && line.chars().count() <= HEADING
        && !line.contains(['。', '，', '；', ',', ';'])
        && !line.chars().any(|character| character.is_ascii_digit())
}

/// The cells of a line, none where it is no row of a table.
fn cells(source: &str, line: Span) -> Option<(Divider, Vec<Span>)> {
    let text = line.of(source);
    let (divider, mark) = match (text.trim_start().starts_with('|'), text.contains('\t')) {
        (true, _) => (Divider::Bars, '|'),
        (_, true) => (Divider::Tabs, '\t'),
        _ => return None,
    };
    let mut cells = Vec::new();
    let mut start = line.start;
    for part in text.split(mark) {
        let end = start + part.len();
        // Outside the first and the last bar nothing stands.
        if !(mark == '|' && part.trim().is_empty() && (start == line.start || end >= line.end)) {
            cells.push(Span::new(start, end));
        }
        start = end + 1;
    }
    Some((divider, cells))
}

/// Whether a row of a Markdown table lacks its last bar.
fn is_broken(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && !line.ends_with('|') && line.len() > 1
}

fn is_rule(source: &str, cells: &[Span]) -> bool {
    let rule = |cell: &Span| {
        let cell = cell.of(source).trim();
        cell.contains('-') && cell.chars().all(|mark| matches!(mark, '-' | ':'))
    };
    !cells.is_empty() && cells.iter().all(rule)
}

/// A table with its rows in columns. Text that was taken from a page sets several tabs for one border, and a total
/// leaves cells out: rows that differ in their number of cells are read without blanks, from the right.
fn aligned(mut head: Vec<Row>, mut rows: Vec<Row>) -> Table {
    let first = rows.iter().position(|row| !row.is_heading()).unwrap_or_default();
    let body = rows.split_off(first);
    head.extend(rows);
    let mut rows = body;
    for row in &mut rows {
        let end = row
            .cells
            .iter()
            .rposition(|cell| cell.holds != Holds::Blank)
            .map_or(0, |at| at + 1);
        row.cells.truncate(end);
    }
    let mut lengths = rows.iter().filter(|row| !row.is_heading()).map(|row| row.cells.len());
    let length = lengths.next();
    if lengths.any(|other| Some(other) != length) {
        rows.iter_mut().for_each(compact);
    }
    let full = rows.iter().filter(|row| !row.is_heading());
    let width = full.map(|row| row.cells.len()).max().unwrap_or_default();
    for row in rows.iter_mut().filter(|row| !row.is_heading()) {
        widen(&mut row.cells, width);
    }
    for row in &mut head {
        if row.cells.len() != width {
            compact(row);
            widen(&mut row.cells, width);
        }
    }
    Table {
        head: head
            .into_iter()
            .map(|row| row.cells)
            .filter(|cells| cells.len() == width)
            .collect(),
        rows,
        width,
        goes_on: false,
        sure: false,
    }
}

fn compact(row: &mut Row) {
    row.cells.retain(|cell| cell.holds != Holds::Blank);
}

/// Sets blank cells behind the label until the row is `width` wide.
fn widen(cells: &mut Vec<Cell>, width: usize) {
    let Some(label) = cells.first().filter(|_| cells.len() > 1).copied() else {
        return;
    };
    let blank = Cell::blank(label.span.end);
    while cells.len() < width {
        cells.insert(1, blank);
    }
}
