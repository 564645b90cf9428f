//! Tables of a document: which passages are cells, and in which row and column they stand.

use super::marks::{Marks, Segment};
use super::sheet::of_passage;
use crate::document::{Block, Passage};
use crate::source::{Grid, GridCell, LayoutBlock, Source};
use crate::span::Span;

/// A row of a table.
pub struct Row<'a> {
    /// Its cells.
    pub cells: Vec<Cell<'a>>,
}

/// A cell of a table.
pub struct Cell<'a> {
    /// Whether it is a header.
    pub header: bool,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// Its text.
    pub segments: Vec<Segment<'a>>,
}

/// How many of `passages` from the first on are cells of one table; none where the first is no cell.
pub(super) fn length(source: &Source, passages: &[Passage<'_>]) -> usize {
    let Some(first) = passages.first() else { return 0 };
    if let Some(grid) = grid(source, start(first)) {
        let end = grid
            .cells
            .iter()
            .flat_map(|cell| &cell.lines)
            .map(|line| line.end)
            .max();
        return passages.iter().take_while(|passage| Some(start(passage)) < end).count();
    }
    let cell = |passage: &&Passage<'_>| is_cell(source, passage, passages);
    passages.iter().take_while(cell).count()
}

/// The rows of a table whose cells are `passages`.
pub(super) fn rows<'a>(source: &Source, passages: &[Passage<'_>], marks: &Marks<'a>) -> Vec<Row<'a>> {
    let Some(first) = passages.first() else {
        return Vec::new();
    };
    match grid(source, start(first)) {
        Some(grid) => of_grid(grid, passages, marks),
        None => of_lines(source, passages, marks),
    }
}

fn start(passage: &Passage<'_>) -> usize {
    passage.source_pieces().next().map_or(0, |piece| piece.start)
}

/// The grid of the layout in which a byte stands.
fn grid(source: &Source, at: usize) -> Option<&Grid> {
    source.layout.blocks.iter().find_map(|block| match block {
        LayoutBlock::Table(grid) => grid.cells.iter().any(|cell| holds(cell, at)).then_some(grid),
        LayoutBlock::Text(..) => None,
    })
}

fn holds(cell: &GridCell, at: usize) -> bool {
    cell.lines.iter().any(|line| line.start <= at && at < line.end)
}

fn of_grid<'a>(grid: &Grid, passages: &[Passage<'_>], marks: &Marks<'a>) -> Vec<Row<'a>> {
    let mut cells: Vec<&GridCell> = grid.cells.iter().collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut rows = Vec::new();
    for row in cells.chunk_by(|first, second| first.row == second.row) {
        let mut at = 0;
        let mut out = Vec::new();
        for cell in row {
            if cell.column > at && cell.rows == 1 {
                out.push(empty(cell.column - at));
            }
            at = cell.column + cell.columns;
            let header = passages
                .iter()
                .any(|passage| holds(cell, start(passage)) && passage.block == Block::Heading);
            let mut segments = Vec::new();
            for line in &cell.lines {
                if !segments.is_empty() {
                    segments.push(Segment::space());
                }
                segments.extend(marks.segments(*line));
            }
            out.push(Cell {
                header,
                rows: cell.rows,
                columns: cell.columns,
                segments,
            });
        }
        rows.push(Row { cells: out });
    }
    rows
}

/// The line of the source in which a passage begins, up to the passage.
fn ahead<'s>(source: &'s Source, passage: &Passage<'_>) -> &'s str {
    let before = Span::new(0, start(passage)).of(&source.text);
    before.rsplit('\n').next().unwrap_or_default()
}

/// Whether a passage is a cell of a table that is written line by line: bars or tabs stand beside it.
fn is_cell(source: &Source, passage: &Passage<'_>, all: &[Passage<'_>]) -> bool {
    let before = ahead(source, passage);
    if before.trim_start().starts_with('|') || before.contains('\t') {
        return true;
    }
    let Some(end) = passage.source_pieces().last().map(|piece| piece.end) else {
        return false;
    };
    let next = all.iter().map(start).find(|next| *next >= end);
    next.is_some_and(|next| {
        let between = Span::new(end, next).of(&source.text);
        between.contains(['|', '\t']) && !between.contains('\n')
    })
}

fn of_lines<'a>(source: &Source, passages: &[Passage<'_>], marks: &Marks<'a>) -> Vec<Row<'a>> {
    let line = |passage: &Passage<'_>| start(passage) - ahead(source, passage).len();
    let mut rows = Vec::new();
    for row in passages.chunk_by(|first, second| line(first) == line(second)) {
        let mut at = 0;
        let mut cells = Vec::new();
        for passage in row {
            let before = ahead(source, passage);
            let bars = before.matches(['|', '\t']).count();
            let column = bars - usize::from(before.trim_start().starts_with('|') && bars > 0);
            if column > at {
                cells.push(empty(column - at));
            }
            at = column + 1;
            cells.push(Cell {
                header: passage.block == Block::Heading,
                rows: 1,
                columns: 1,
                segments: of_passage(passage, marks),
            });
        }
        rows.push(Row { cells });
    }
    rows
}

const fn empty(columns: usize) -> Cell<'static> {
    Cell {
        header: false,
        rows: 1,
        columns,
        segments: Vec::new(),
    }
}
