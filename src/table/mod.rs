//! Tables: what the columns hold, and the formats that write them.
//!
//! A column is one line of [`COLUMNS`], which every writer, the reader and the help share. A
//! format is one file and one line of [`FORMATS`]. Writers see rows and columns only through
//! [`Rows`], so the claims and their [`summary`] go through the same code.

mod column;
pub mod csv;
mod decimal;
mod jsonl;
mod markdown;
mod own;
pub mod package;
mod parquet;
pub mod summary;
mod xlsx;

use std::io;

pub use column::{COLUMNS, Cell, Column, Field, STANDARD, Wanted, Words};
pub use markdown::escaped as escape_markdown;
pub use own::is_own;

/// What a writer needs to know of a table.
pub trait Rows {
    /// The names of the columns, in order.
    fn names(&self) -> Vec<&'static str>;

    /// How many rows there are.
    fn count(&self) -> usize;

    /// The cell in `row` and `column`, both from 0; an empty text where there is none.
    fn cell(&self, row: usize, column: usize) -> Cell<'_>;

    /// What `column` holds: what its first cell does, or in an empty table what its name says.
    fn kind(&self, column: usize) -> Kind {
        if self.count() > 0 {
            return match self.cell(0, column) {
                Cell::Text(_) => Kind::Text,
                Cell::Integer(_) => Kind::Integer,
                Cell::Decimal(_) => Kind::Decimal,
            };
        }
        match self.names().get(column) {
            Some(&("line" | "column" | "start" | "end" | "count")) => Kind::Integer,
            Some(&("value" | "lower" | "upper" | "sum" | "least" | "most")) => Kind::Decimal,
            _ => Kind::Text,
        }
    }
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A count or a place.
    Integer,
    /// A figure, or none.
    Decimal,
}

/// Rows of one type under the columns that were asked for.
pub struct Table<'a, R: 'static> {
    /// The columns, in order.
    pub columns: Vec<&'static Column<R>>,
    /// The rows, in order.
    pub rows: Vec<&'a R>,
    /// Puts the key of a reason into words.
    pub words: Words<'a>,
}

impl<R> Rows for Table<'_, R> {
    fn names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name).collect()
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        match (self.rows.get(row), self.columns.get(column)) {
            (Some(row), Some(column)) => (column.get)(row, self.words),
            _ => Cell::Text(""),
        }
    }
}

/// How a table is written where a format leaves a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// For spreadsheets: a byte-order mark, and lines that end with CR LF.
    pub excel: bool,
    /// Cells as they are, even where a spreadsheet would take one for a formula.
    pub raw: bool,
}

/// A way to write a table.
pub struct Format {
    /// The word for it on the command line, and the extension of its files.
    pub name: &'static str,
    /// Whether spreadsheets open it as plain cells, so that [`Options`] apply.
    pub sheet: bool,
    /// Writes the table; fails only where the destination does.
    pub write: Write,
    /// How the same is written some rows at a time, for formats in which rows do not depend on those behind.
    pub flow: Option<Flow>,
}

/// Writes rows; fails only where the destination does.
pub type Write = fn(&dyn Rows, Options, &mut dyn io::Write) -> io::Result<()>;

/// A table that is written as its rows come.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// Writes what stands above the rows, and none of them.
    pub head: Write,
    /// Adds rows to bytes, which the caller hands on.
    pub rows: fn(&dyn Rows, Options, &mut Vec<u8>),
}

/// Every format, the default first.
pub const FORMATS: [Format; 7] = [
    format("csv", true, csv::write, Some(csv::FLOW)),
    format("tsv", true, csv::write_tabs, Some(csv::FLOW_TABS)),
    format("jsonl", false, jsonl::write_lines, Some(jsonl::FLOW)),
    format("json", false, jsonl::write_array, None),
    format("md", false, markdown::write, None),
    format("xlsx", false, xlsx::write, None),
    format("parquet", false, parquet::write, None),
];

const fn format(name: &'static str, sheet: bool, write: Write, flow: Option<Flow>) -> Format {
    Format {
        name,
        sheet,
        write,
        flow,
    }
}
