//! Comma-separated and tab-separated tables, written and read back.
//!
//! A spreadsheet runs a cell that begins like a formula. Such a text gets an apostrophe before it,
//! and so does one that would be taken for guarded when read, so that reading restores every cell.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder, Terminator, WriterBuilder};

use super::{COLUMNS, Cell, Field, Flow, Options, Rows, STANDARD, Wanted, decimal};
use crate::claim::{Change, Entry, Kind};
use crate::error::Error;
use crate::quantity::Qualifier;

/// How many rows are gathered before they are handed on.
const ROWS: usize = 128;
/// Cells of fewer bytes are short.
const SHORT: usize = 32;

const MARK: &[u8] = "\u{feff}".as_bytes();

/// Characters with which a formula begins, also in the width of East Asian spreadsheets.
const FORMULA: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// Rows with commas, as they come.
pub const FLOW: Flow = Flow {
    head: |rows, options, out| write_head(b',', rows, options, out),
    rows: |rows, options, out| push_rows(b',', rows, 0..rows.count(), options, out),
};

/// Rows with tabs, as they come.
pub const FLOW_TABS: Flow = Flow {
    head: |rows, options, out| write_head(b'\t', rows, options, out),
    rows: |rows, options, out| push_rows(b'\t', rows, 0..rows.count(), options, out),
};

/// Writes `rows` with commas.
pub fn write(rows: &dyn Rows, options: Options, out: &mut dyn Write) -> io::Result<()> {
    write_with(b',', rows, options, out)
}

/// Writes `rows` with tabs.
pub fn write_tabs(rows: &dyn Rows, options: Options, out: &mut dyn Write) -> io::Result<()> {
    write_with(b'\t', rows, options, out)
}

/// Reads a claims table, with commas or tabs as its header has them; columns may stand in any
/// order, and further columns are passed over.
///
/// # Errors
/// Names line and column of a missing or doubled column, a row of the wrong length, bytes that are
/// not UTF-8, and a cell that does not hold what its column does. The caller adds the `path`.
pub fn read(bytes: &[u8]) -> Result<Vec<Entry>, Error> {
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(delimiter(bytes))
        .from_reader(bytes);
    let mut record = ByteRecord::new();
    if !next(&mut reader, &mut record)? {
        return Err(Error::new("table_empty"));
    }
    let width = record.len();
    let fields = header(&record)?;
    let mut entries: Vec<Entry> = Vec::new();
    while next(&mut reader, &mut record)? {
        // Starting from the row before lets the two share what they have in common.
        let mut entry = entries.last().cloned().unwrap_or_else(blank);
        fill(&mut entry, &record, &fields, width)?;
        entries.push(entry);
    }
    Ok(entries)
}

/// The names of the columns.
fn write_head(delimiter: u8, rows: &dyn Rows, options: Options, out: &mut dyn Write) -> io::Result<()> {
    if options.excel {
        out.write_all(MARK)?;
    }
    let end = if options.excel {
        Terminator::CRLF
    } else {
        Terminator::Any(b'\n')
    };
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(end)
        .from_writer(&mut *out);
    writer.write_record(rows.names()).map_err(cause)?;
    writer.flush()
}

fn write_with(delimiter: u8, rows: &dyn Rows, options: Options, out: &mut dyn Write) -> io::Result<()> {
    write_head(delimiter, rows, options, out)?;
    let mut lines = Vec::new();
    for first in (0..rows.count()).step_by(ROWS) {
        let some = first..rows.count().min(first + ROWS);
        lines.clear();
        push_rows(delimiter, rows, some, options, &mut lines);
        out.write_all(&lines)?;
    }
    out.flush()
}

/// Adds some of the rows to `lines`.
fn push_rows(delimiter: u8, rows: &dyn Rows, some: Range<usize>, options: Options, lines: &mut Vec<u8>) {
    let mut above: Vec<Written<'_>> = vec![("", 0..0); rows.names().len()];
    for row in some {
        for (column, above) in above.iter_mut().enumerate() {
            if column > 0 {
                lines.push(delimiter);
            }
            match rows.cell(row, column) {
                Cell::Text("") => {}
                // Rows of one sentence share it, and much else: what was quoted once is not looked at again.
                Cell::Text(text) if std::ptr::eq(text, above.0) => lines.extend_from_within(above.1.clone()),
                Cell::Text(text) => {
                    let start = lines.len();
                    push_text(lines, text, delimiter, options.raw);
                    *above = (text, start..lines.len());
                }
                Cell::Integer(number) => decimal::push_integer(lines, number),
                Cell::Decimal(Some(number)) => decimal::push(lines, number),
                Cell::Decimal(None) => {}
            }
        }
        lines.extend_from_slice(if options.excel { b"\r\n" } else { b"\n" });
    }
}

/// A text of the column's last row, and where it stands in the lines that are gathered.
type Written<'r> = (&'r str, Range<usize>);

/// Adds a text, with an apostrophe before what a spreadsheet would run.
fn push_text(lines: &mut Vec<u8>, text: &str, delimiter: u8, raw: bool) {
    if !raw && needs_guard(text) {
        push_quoted(lines, &[b"'", text.as_bytes()].concat(), delimiter);
    } else {
        push_quoted(lines, text.as_bytes(), delimiter);
    }
}

/// Adds a cell, quoted as RFC 4180 says where it holds the delimiter, a quotation mark or a line end. The csv crate
/// does the same byte by byte, which takes as long as all of the reading.
fn push_quoted(lines: &mut Vec<u8>, cell: &[u8], delimiter: u8) {
    if !needs_quotes(cell, delimiter) {
        lines.extend_from_slice(cell);
        return;
    }
    lines.push(b'"');
    for part in cell.split_inclusive(|&byte| byte == b'"') {
        lines.extend_from_slice(part);
        if part.ends_with(b"\"") {
            lines.push(b'"');
        }
    }
    lines.push(b'"');
}

/// A search over many bytes at a time takes longer to begin than a short cell takes to read.
fn needs_quotes(cell: &[u8], delimiter: u8) -> bool {
    if cell.len() < SHORT {
        return holds_mark(cell)
            && cell
                .iter()
                .any(|&byte| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r'));
    }
    memchr::memchr3(delimiter, b'"', b'\n', cell).is_some() || memchr::memchr(b'\r', cell).is_some()
}

/// Whether a byte stands in a short cell that is less than the digits and letters are, as all are for which a cell is
/// quoted. Eight are looked at together: what is less borrows from its highest bit.
fn holds_mark(cell: &[u8]) -> bool {
    const EACH: u64 = u64::MAX / 0xff;
    let (words, rest) = cell.as_chunks();
    let holds = |word: &[u8; 8]| {
        let word = u64::from_le_bytes(*word);
        word.wrapping_sub(EACH * u64::from(b'0')) & !word & (EACH << 7) != 0
    };
    words.iter().any(holds) || rest.iter().any(|&byte| byte < b'0')
}

/// The system's own error, which tells a closed pipe from a full disk.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Apostrophes are looked through, so that a text that seems guarded gets one more. A hyphen alone
/// runs nothing, and names standard input.
fn needs_guard(text: &str) -> bool {
    // Nearly every cell is done with at its first byte: a digit, a letter, most Han characters.
    match text.as_bytes().first() {
        None | Some(b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0xe3..=0xee) => return false,
        Some(_) => {}
    }
    let text = text.trim_start_matches('\'');
    text != "-" && text.starts_with(FORMULA)
}

fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => text,
    }
}

fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    if header.contains(&b'\t') && !header.contains(&b',') {
        b'\t'
    } else {
        b','
    }
}

fn next(reader: &mut csv::Reader<&[u8]>, record: &mut ByteRecord) -> Result<bool, Error> {
    reader
        .read_byte_record(record)
        .map_err(|_| Error::new("table_broken").with("line", reader.position().line()))
}

/// Where each field stands in a row.
fn header(record: &ByteRecord) -> Result<Vec<(usize, &'static Field)>, Error> {
    let mut fields = Vec::with_capacity(COLUMNS.len());
    for (at, field) in COLUMNS.iter().enumerate() {
        let name = field.column.name;
        let mut places = (0..record.len()).filter(|&place| record.get(place) == Some(name.as_bytes()));
        match (places.next(), places.next()) {
            (Some(_), Some(_)) => return Err(Error::new("table_column_twice").with("column", name)),
            (Some(place), None) => fields.push((place, field)),
            // Tables of the first version have no locator, which is the last of the standard columns.
            (None, _) if at + 1 < STANDARD => {
                return Err(Error::new("table_column_missing").with("column", name));
            }
            (None, _) => {}
        }
    }
    Ok(fields)
}

fn fill(entry: &mut Entry, record: &ByteRecord, fields: &[(usize, &'static Field)], width: usize) -> Result<(), Error> {
    let line = record.position().map_or(0, csv::Position::line);
    if record.len() != width {
        return Err(Error::new("table_row_length")
            .with("line", line)
            .with("cells", record.len())
            .with("wanted", width));
    }
    for &(place, field) in fields {
        let at = |error: Error| error.with("line", line).with("column", field.column.name);
        let cell =
            std::str::from_utf8(record.get(place).unwrap_or_default()).map_err(|_| at(Error::new("table_not_utf8")))?;
        (field.set)(entry, unguarded(cell)).map_err(|wanted| at(complaint(wanted, cell)))?;
    }
    Ok(())
}

fn complaint(wanted: Wanted, cell: &str) -> Error {
    match wanted {
        Wanted::Number => Error::new("table_not_number").with("cell", cell),
        Wanted::Whole => Error::new("table_not_whole").with("cell", cell),
        Wanted::Word(known) => Error::new("table_not_word")
            .with("cell", cell)
            .with("known", known.join(", ")),
    }
}

fn blank() -> Entry {
    let nothing: Arc<str> = Arc::from("");
    Entry {
        id: String::new(),
        source: nothing.clone(),
        section: nothing.clone(),
        line: 0,
        column: 0,
        start: 0,
        end: 0,
        text: String::new(),
        value: None,
        lower: None,
        upper: None,
        qualifier: Qualifier::Exact,
        unit: nothing.clone(),
        dimension: nothing.clone(),
        noun: String::new(),
        metric: nothing.clone(),
        period: String::new(),
        change: Change::Level,
        sentence: nothing,
        locator: String::new(),
        kind: Kind::Claim,
        why: "",
    }
}
