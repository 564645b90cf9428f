//! Text that flows, as in HTML and Word: paragraphs, headings, items and tables, which may hold each other.

use std::sync::Arc;

use super::Format;
use super::Source;
use super::layout::{Block, Grid, GridCell, Place, Shape, Writer};

/// The most columns or rows that one cell may take.
const WIDEST: usize = 1000;
/// Tables inside tables beyond this depth are read as text.
const DEEPEST: usize = 24;

/// A document under way.
#[derive(Default)]
pub(super) struct Flow {
    writer: Writer,
    shape: Option<Shape>,
    buffer: String,
    tables: Vec<Table>,
    /// How many paragraphs and tables there have been.
    paragraphs: usize,
    grids: usize,
}

/// A table under way.
#[derive(Default)]
struct Table {
    grid: Grid,
    name: Arc<str>,
    row: usize,
    column: usize,
    /// For each column the rows below the present one that a cell above takes.
    taken: Vec<usize>,
    cell: Option<GridCell>,
    began: bool,
}

impl Flow {
    /// Adds text to the paragraph under way.
    pub fn text(&mut self, text: &str) {
        for character in text.chars() {
            let character = if is_space(character) { ' ' } else { character };
            if character == ' ' && (self.buffer.is_empty() || self.buffer.ends_with(' ')) {
                continue;
            }
            if !is_ignorable(character) {
                self.buffer.push(character);
            }
        }
    }

    /// Adds raised text: an exponent is kept as such, the mark of a note is left out.
    pub fn raised(&mut self, text: &str) {
        self.exponent(text);
    }

    /// Adds an exponent, where `text` is one behind what was added last.
    pub fn exponent(&mut self, text: &str) -> bool {
        let digits = exponent(&self.buffer, text);
        digits.iter().for_each(|digits| self.buffer.push_str(digits));
        digits.is_some()
    }

    /// Keeps a note of the author's that is no text of the document. It speaks for the paragraph that it stands in, or
    /// for what comes next.
    pub fn note(&mut self, note: &str) {
        let at = self.writer.text.len();
        self.writer.layout.note(at, note);
    }

    /// Ends the paragraph under way and says what the next one is.
    pub fn open(&mut self, shape: Shape) {
        self.close();
        self.shape = Some(shape);
    }

    /// Says what the paragraph under way is, unless it is a heading.
    pub fn shape_text(&mut self, shape: Shape) {
        if !matches!(self.shape, Some(Shape::Heading(_))) {
            self.shape = Some(shape);
        }
    }

    /// Ends the paragraph under way, or a line of it; what follows is of the same shape.
    pub fn line_break(&mut self) {
        let shape = self.shape;
        self.close();
        self.shape = shape;
    }

    /// Ends the paragraph under way.
    pub fn close(&mut self) {
        let shape = self.shape.take();
        let buffer = std::mem::take(&mut self.buffer);
        let line = buffer.trim();
        if line.is_empty() {
            return;
        }
        if let Some(table) = self.tables.last_mut()
            && let Some(cell) = &mut table.cell
        {
            let place = Place::Cell {
                table: Arc::clone(&table.name),
                row: table.row,
                column: cell.column,
            };
            cell.lines.push(self.writer.line(line, place));
            return;
        }
        self.paragraphs += 1;
        let span = self.writer.line(line, Place::Paragraph(self.paragraphs));
        self.writer
            .block(Block::Text(shape.unwrap_or(Shape::Paragraph), vec![span]));
    }

    /// Begins a table; tables that are too deep inside others are read as text.
    pub fn open_table(&mut self) {
        self.close();
        self.grids += usize::from(self.tables.len() < DEEPEST);
        self.tables.push(Table {
            name: Arc::from(format!("table {} cell ", self.grids)),
            ..Table::default()
        });
    }

    /// Begins a row.
    pub fn open_row(&mut self) {
        self.close_cell();
        let Some(table) = self.tables.last_mut() else { return };
        if table.began {
            table.row += 1;
            for taken in &mut table.taken {
                *taken = taken.saturating_sub(1);
            }
        }
        table.began = true;
        table.column = 0;
    }

    /// Begins a cell that takes so many rows and columns.
    pub fn open_cell(&mut self, rows: usize, columns: usize) {
        self.close_cell();
        let Some(table) = self.tables.last_mut() else { return };
        table.began = true;
        while table.taken.get(table.column).is_some_and(|taken| *taken > 0) {
            table.column += 1;
        }
        table.cell = Some(GridCell {
            row: table.row,
            column: table.column,
            rows: rows.clamp(1, WIDEST),
            columns: columns.clamp(1, WIDEST),
            lines: Vec::new(),
        });
    }

    /// Leaves `columns` out of the row.
    pub fn skip_columns(&mut self, columns: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.column += columns.min(WIDEST);
        }
    }

    /// The cell above in the same column goes on here, for `columns`.
    pub fn continue_cell(&mut self, columns: usize) {
        self.close_cell();
        let Some(table) = self.tables.last_mut() else { return };
        let (row, column) = (table.row, table.column);
        let above = table.grid.cells.iter_mut().rev();
        let above = above.into_iter().find(|cell| cell.column == column && cell.row < row);
        if let Some(above) = above {
            above.rows = row - above.row + 1;
        }
        table.column += columns.clamp(1, WIDEST);
    }

    /// Ends the cell under way.
    pub fn close_cell(&mut self) {
        self.close();
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cell) = table.cell.take() else { return };
        let end = cell.column + cell.columns;
        if table.taken.len() < end {
            table.taken.resize(end, 0);
        }
        let taken = table.taken.get_mut(cell.column..end).unwrap_or_default();
        taken.fill(cell.rows);
        table.column = end;
        table.grid.cells.push(cell);
    }

    /// Ends the table under way.
    pub fn close_table(&mut self) {
        self.close_cell();
        if let Some(table) = self.tables.pop()
            && !table.grid.cells.is_empty()
        {
            self.writer.block(Block::Table(table.grid));
        }
    }

    /// Whether a table is under way.
    pub fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// The document.
    pub fn finish(mut self, name: &str, format: Format) -> Source {
        while self.in_table() {
            self.close_table();
        }
        self.close();
        Source {
            layout: self.writer.layout,
            ..Source::of_text(name, self.writer.text, format)
        }
    }
}

/// White space of any width and kind; text that flows is set anew with single spaces.
pub(super) const fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}'
    )
}

/// Characters without width that only steer breaking and joining, and controls.
pub(super) const fn is_ignorable(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\0'..='\u{1f}' | '\u{7f}')
}

/// What `text` says, raised behind `base`: the exponent of a power of ten or of a unit; none where it is the mark of
/// a note.
pub fn exponent(base: &str, text: &str) -> Option<String> {
    let (base, text) = (base.trim_end(), text.trim());
    let times = base.strip_suffix("10").map(str::trim_end);
    // Ten by itself is the base of a power, unless it is the end of another number.
    let power =
        times.is_some_and(|times| !times.ends_with(|last: char| last.is_ascii_digit() || matches!(last, '.' | ',')));
    let unit = base.ends_with(|last: char| last.is_ascii_alphabetic()) && matches!(text, "2" | "3");
    superscript(text).filter(|_| power || unit)
}

/// Digits as raised ones; none where `text` has anything else.
pub(super) fn superscript(text: &str) -> Option<String> {
    let raised: Option<String> = text.chars().map(raised_digit).collect();
    raised.filter(|raised| !raised.is_empty())
}

const fn raised_digit(character: char) -> Option<char> {
    Some(match character {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '-' | '−' => '⁻',
        _ => return None,
    })
}

/// The spans that hold text.
#[cfg(test)]
pub(super) fn lines(source: &Source) -> Vec<&str> {
    let spans = source.layout.blocks.iter().flat_map(|block| match block {
        Block::Text(_, lines) => lines.clone(),
        Block::Table(grid) => grid.cells.iter().flat_map(|cell| cell.lines.clone()).collect(),
    });
    spans.map(|span| span.of(&source.text)).collect()
}
