//! Tables as the rules see them: rows of cells that stand in columns, and what their figures are beside each other.

mod code;
mod grids;
mod holds;
mod laws;
mod lines;
mod outline;
mod read;
mod readings;
mod shape;
mod shares;
mod sums;
mod trust;

pub use laws::changes;
pub use shares::shares;
pub use sums::Sum;

use rust_decimal::Decimal;

use crate::lexicon::{Checks, Lexicon};
use crate::number::Interval;
use crate::span::Span;

use super::bounds::add;
use super::relation::{Operand, Role};
use super::text::{Figure, Text};

/// A table, or the part of one under a header of its own.
pub struct Table {
    /// The rows of its header, aligned to its columns as far as they have as many cells.
    pub head: Vec<Vec<Cell>>,
    /// The rows below.
    pub rows: Vec<Row>,
    /// How many columns it has, the labels counted.
    pub width: usize,
    /// Whether its header interrupts rows, as one that a new page repeats does: the list may have begun before.
    pub goes_on: bool,
    /// Whether it is certain in which column each cell stands, so that a blank one is nothing.
    pub sure: bool,
}

/// A row of a table.
pub struct Row {
    /// What it is called, folded, without spaces and marks.
    pub label: String,
    /// Its code in a tree of codes, perhaps none.
    pub code: String,
    /// Its cells; the first is the label.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Copy)]
pub struct Cell {
    /// Where it stands in the document.
    pub span: Span,
    /// What it holds.
    pub holds: Holds,
}

/// What a cell holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A figure that opens it, by its index.
    Figure(usize),
    /// A mark that says that there is none.
    Nil,
    /// Nothing.
    Blank,
    /// Words.
    Words,
}

impl Cell {
    /// A cell of nothing at byte `at`.
    const fn blank(at: usize) -> Self {
        Self {
            span: Span::new(at, at),
            holds: Holds::Blank,
        }
    }

    /// The index of its figure.
    pub const fn figure(&self) -> Option<usize> {
        match self.holds {
            Holds::Figure(place) => Some(place),
            _ => None,
        }
    }
}

impl Row {
    /// Whether it holds no figure: a heading, or a header that a page repeats.
    pub fn is_heading(&self) -> bool {
        self.cells
            .iter()
            .skip(1)
            .all(|cell| matches!(cell.holds, Holds::Words | Holds::Blank))
    }

    /// Whether it is a header by itself: words in several columns.
    fn is_header(&self) -> bool {
        let words = self.cells.iter().filter(|cell| cell.holds == Holds::Words);
        self.is_heading() && words.count() > 1
    }
}

impl Table {
    /// The words above a column, folded.
    pub fn header(&self, text: &Text<'_>, column: usize) -> String {
        let cells = self.head.iter().filter_map(|row| row.get(column));
        let words: Vec<String> = cells.map(|cell| label(cell.span.of(&text.source.text))).collect();
        words.concat()
    }

    /// The figure of a cell.
    pub fn figure<'t, 'a>(&self, text: &'t Text<'a>, row: usize, column: usize) -> Option<&'t Figure<'a>> {
        text.figure(self.rows.get(row)?.cells.get(column)?.figure()?)
    }
}

/// The tables of a document, with the sums in them.
pub fn find(text: &Text<'_>) -> (Vec<Table>, Vec<Sum>) {
    let tables = if text.source.layout.blocks.is_empty() {
        read::tables(text)
    } else {
        grids::tables(text)
    };
    let words = Checks::builtin();
    let sums = tables.iter().flat_map(|table| sums::of(text, table, words)).collect();
    (tables, sums)
}

/// The words of a cell, folded, without spaces and marks.
pub fn label(cell: &str) -> String {
    let bare: String = cell
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '*' | '：' | ':'))
        .collect();
    Lexicon::builtin().fold.apply(&bare).into_owned()
}

/// The number of a figure as written, where nothing but its digits and a mark of per cent stand there.
pub fn written(figure: &Figure<'_>) -> Option<Decimal> {
    let text = figure.entry.text.trim().trim_end_matches(['%', '％']).trim_end();
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+')) {
        return None;
    }
    if let Some(number) = plain(text) {
        return Some(number);
    }
    let digits: String = text.chars().filter(|mark| !matches!(mark, ',' | '+')).collect();
    Decimal::from_str_exact(&digits).ok()
}

/// A number of digits, commas and one point, as most are; none where it is another or too long.
fn plain(text: &str) -> Option<Decimal> {
    let (mut number, mut scale, mut count) = (0_i64, None, 0_u32);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if count < LONG => {
                number = number * 10 + i64::from(byte - b'0');
                scale = scale.map(|scale| scale + 1);
                count += 1;
            }
            b',' => {}
            b'.' if scale.is_none() => scale = Some(0),
            _ => return None,
        }
    }
    (count > 0 && scale != Some(0)).then(|| Decimal::new(number, scale.unwrap_or_default()))
}

/// So many digits fit without further thought.
const LONG: u32 = 18;

/// A figure as an operand in the scale in which it is written, where its column gives some figures another.
pub fn as_written(figure: &Figure<'_>, role: Role) -> Operand {
    let mut operand = Operand::new(figure.entry, role);
    let scale = scale(figure);
    let (Some(number), Some(scale)) = (written(figure), scale) else {
        return operand;
    };
    let divided = |interval: Interval| Interval {
        lower: interval.lower.and_then(|end| end.checked_div(scale)),
        upper: interval.upper.and_then(|end| end.checked_div(scale)),
    };
    operand.value = Some(number);
    operand.core = divided(operand.core);
    operand.hull = divided(operand.hull);
    operand
}

/// What a figure is worth of what is written; none for nothing and for figures with words.
pub fn scale(figure: &Figure<'_>) -> Option<Decimal> {
    let number = written(figure).filter(|number| !number.is_zero())?;
    let value = figure.entry.value?;
    if value == number {
        return Some(Decimal::ONE);
    }
    value.checked_div(number).map(|scale| scale.normalize())
}

/// A rounded figure that was reckoned from others before they were rounded: one more step of its last digit either way.
pub fn loosened(hull: Interval) -> Interval {
    let step = hull
        .upper
        .zip(hull.lower)
        .and_then(|(upper, lower)| upper.checked_sub(lower));
    let step = step.unwrap_or_default();
    add(hull, Interval::new(-step, step))
}
