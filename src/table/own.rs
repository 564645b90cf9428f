//! Tables that this program wrote, told from documents by their header, so that none is read for figures again.

use super::{COLUMNS, summary};
use crate::source::{Block, Format, Grid, Source};

/// A header with so many of our columns, `text` and `value` among them, is ours. What people write has some of them.
const LEAST: usize = 4;

/// Whether `source` is a table of claims or their summary, perhaps with columns left out or added.
pub fn is_own(source: &Source) -> bool {
    let header = match source.layout.blocks.first() {
        Some(Block::Table(grid)) => first_row(grid, &source.text),
        _ if source.format == Format::Markdown => cells_of_line(source.text.lines().next().unwrap_or_default()),
        _ => return false,
    };
    is_claims(&header)
        || header
            .iter()
            .copied()
            .eq(summary::COLUMNS.iter().map(|column| column.name))
}

fn is_claims(header: &[&str]) -> bool {
    let ours = |name: &str| COLUMNS.iter().any(|field| field.column.name == name);
    let known = header.iter().filter(|name| ours(name)).count();
    known >= LEAST && header.contains(&"text") && header.contains(&"value")
}

fn first_row<'a>(grid: &Grid, text: &'a str) -> Vec<&'a str> {
    let first = grid.cells.iter().map(|cell| cell.row).min();
    let row = grid.cells.iter().filter(|cell| Some(cell.row) == first);
    row.map(|cell| cell.lines.first().map_or("", |line| line.of(text)))
        .collect()
}

/// The cells of a row in Markdown.
fn cells_of_line(line: &str) -> Vec<&str> {
    let inner = line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
    inner.map_or_else(Vec::new, |inner| inner.split('|').map(str::trim).collect())
}
