//! Tables in GitHub's Markdown.

use std::io::{self, Write};

use super::{Cell, Options, Rows, decimal};

/// Writes `rows` so that every cell reads as plain text, whatever it holds.
pub fn write(rows: &dyn Rows, _: Options, out: &mut dyn Write) -> io::Result<()> {
    let names = rows.names();
    writeln!(out, "| {} |", names.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(names.len()))?;
    let mut line = Vec::new();
    for row in 0..rows.count() {
        line.clear();
        line.push(b'|');
        for column in 0..names.len() {
            line.push(b' ');
            push_cell(&mut line, rows.cell(row, column));
            line.extend_from_slice(b" |");
        }
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

/// `text` so that it reads as plain text in a cell.
pub fn escaped(text: &str) -> String {
    let mut line = Vec::with_capacity(text.len());
    text.bytes().for_each(|byte| push_escaped(&mut line, byte));
    // Only ASCII was put between whole characters.
    String::from_utf8(line).unwrap_or_default()
}

fn push_cell(line: &mut Vec<u8>, cell: Cell<'_>) {
    match cell {
        Cell::Text(text) => text.bytes().for_each(|byte| push_escaped(line, byte)),
        Cell::Integer(number) => decimal::push_integer(line, number),
        Cell::Decimal(Some(number)) => decimal::push(line, number),
        Cell::Decimal(None) => {}
    }
}

/// Escapes what Markdown or HTML would read as markup; every such character is one byte.
fn push_escaped(line: &mut Vec<u8>, byte: u8) {
    match byte {
        b'\n' => line.extend_from_slice(b"<br>"),
        b'\r' => {}
        b'|' | b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'~' | b'&' => {
            line.extend_from_slice(&[b'\\', byte]);
        }
        _ => line.push(byte),
    }
}
