//! The tables of documents whose format says what their cells are, as rows of cells in columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::text::Text;
use crate::lexicon::Lexicon;
use crate::source::{Block, Grid, GridCell};
use crate::span::Span;

use super::{Cell, Holds, Table, holds::Finder, label, shape};

/// Larger tables are left alone.
const LARGEST: usize = 2_000_000;

/// A table under way, which the next one may go on.
#[derive(Default)]
struct Open {
    rows: Vec<Vec<Cell>>,
    width: usize,
}

/// The tables of the document. One that begins with the header of the one right above, or with none, goes on with it.
pub fn tables(text: &Text<'_>) -> Vec<Table> {
    let finder = Finder::new(text);
    let words = &Lexicon::builtin().outline.tables;
    let mut found = Vec::new();
    let mut open = Open::default();
    for block in &text.source.layout.blocks {
        match block {
            Block::Text(_, lines) => {
                let line = lines.first().map_or("", |line| line.of(&text.source.text));
                if !words.goes_on(line.trim()) {
                    open.close(text, &mut found);
                }
            }
            Block::Table(grid) => {
                let (rows, width) = rows(grid, &finder);
                if !open.goes_on(text, &rows, width) {
                    open.close(text, &mut found);
                }
                open.width = width;
                open.rows.extend(rows);
            }
        }
    }
    open.close(text, &mut found);
    found
}

impl Open {
    fn close(&mut self, text: &Text<'_>, found: &mut Vec<Table>) {
        let Self { rows, width } = std::mem::take(self);
        if !rows.is_empty() {
            found.extend(shape::tables(text, rows, width));
        }
    }

    /// Whether `rows` go on with these: their first has figures, or is the first of these.
    fn goes_on(&self, text: &Text<'_>, rows: &[Vec<Cell>], width: usize) -> bool {
        let names = |row: &Vec<Cell>| -> Vec<String> {
            row.iter().map(|cell| label(cell.span.of(&text.source.text))).collect()
        };
        let (Some(own), Some(first)) = (self.rows.first(), rows.first()) else {
            return false;
        };
        let figures = first.iter().any(|cell| cell.figure().is_some());
        width == self.width && (figures || names(own) == names(first))
    }
}

/// The rows of a grid with a cell for each column in which any begins.
fn rows(grid: &Grid, finder: &Finder<'_, '_>) -> (Vec<Vec<Cell>>, usize) {
    let columns: BTreeSet<usize> = grid.cells.iter().map(|cell| cell.column).collect();
    let columns: Vec<usize> = columns.into_iter().collect();
    let mut rows: BTreeMap<usize, Vec<&GridCell>> = BTreeMap::new();
    for cell in &grid.cells {
        rows.entry(cell.row).or_default().push(cell);
    }
    if rows.len() * columns.len() > LARGEST {
        return (Vec::new(), 0);
    }
    let mut filled: Vec<Vec<Cell>> = Vec::with_capacity(rows.len());
    // What cells of the header take of the row: the row behind them, and the cell, by column.
    let mut header = true;
    let mut reaching: BTreeMap<usize, (usize, Cell)> = BTreeMap::new();
    for (number, mut own) in rows {
        own.sort_by_key(|cell| cell.column);
        let start = own.iter().flat_map(|cell| &cell.lines).map(|line| line.start).min();
        let mut row = vec![Cell::blank(start.unwrap_or_default()); columns.len()];
        for cell in &own {
            let first = columns.partition_point(|column| *column < cell.column);
            let last = columns.partition_point(|column| *column < cell.column + cell.columns);
            let filled = fill(cell, start.unwrap_or_default(), finder);
            if let Some(place) = row.get_mut(first) {
                *place = filled;
            }
            for column in first..last {
                reaching.insert(column, (cell.row + cell.rows, filled));
            }
        }
        // What heads several rows or columns heads each of them; below, the first alone holds it.
        header &= row.iter().all(|cell| matches!(cell.holds, Holds::Words | Holds::Blank));
        if header {
            for (column, (end, cell)) in &reaching {
                let blank = row.get_mut(*column).filter(|place| place.holds == Holds::Blank);
                if let Some(place) = blank.filter(|_| number < *end && cell.holds == Holds::Words) {
                    *place = *cell;
                }
            }
        }
        filled.push(row);
    }
    (filled, columns.len())
}

fn fill(cell: &GridCell, start: usize, finder: &Finder<'_, '_>) -> Cell {
    let from = cell.lines.iter().map(|line| line.start).min().unwrap_or(start);
    let to = cell.lines.iter().map(|line| line.end).max().unwrap_or(from);
    let span = Span::new(from, to);
    Cell {
        span,
        holds: finder.holds(span),
    }
}
