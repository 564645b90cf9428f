//! Sheets: cells that only their addresses hold together become tables and the lines of text around them.

use std::collections::BTreeMap;

use super::layout::{Block, Grid, GridCell, Shape};

/// The blocks of a sheet's `cells`, row by row. An empty row ends a table; rows with one cell above a table are text.
pub(super) fn blocks(cells: Vec<GridCell>) -> Vec<Block> {
    let mut rows: BTreeMap<usize, Vec<GridCell>> = BTreeMap::new();
    for cell in cells {
        rows.entry(cell.row).or_default().push(cell);
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut table: Vec<GridCell> = Vec::new();
    let mut next = 0;
    for (row, cells) in rows {
        if row > next {
            close(&mut table, &mut blocks);
        }
        next = next.max(row + cells.iter().map(|cell| cell.rows).max().unwrap_or(1));
        if table.is_empty() && cells.len() == 1 {
            blocks.extend(cells.into_iter().map(|cell| Block::Text(Shape::Paragraph, cell.lines)));
        } else {
            table.extend(cells);
        }
    }
    close(&mut table, &mut blocks);
    blocks
}

fn close(table: &mut Vec<GridCell>, blocks: &mut Vec<Block>) {
    let cells = std::mem::take(table);
    if !cells.is_empty() {
        blocks.push(Block::Table(Grid { cells }));
    }
}
