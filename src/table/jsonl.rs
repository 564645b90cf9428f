//! JSON: one object a line, or one array of the same objects.
//!
//! Places are numbers. Figures are strings, since the numbers of many JSON readers are not exact;
//! a figure that is not there is null.

use std::io::{self, Write};

use super::{Cell, Flow, Options, Rows, decimal};

/// Objects a line, as they come.
pub const FLOW: Flow = Flow {
    head: |_, _, _| Ok(()),
    // Writing to a vector cannot fail.
    rows: |rows, options, out| drop(write_lines(rows, options, out)),
};

/// Writes one object a line.
pub fn write_lines(rows: &dyn Rows, _: Options, out: &mut dyn Write) -> io::Result<()> {
    write_objects(rows, ["", "\n", "\n"], out)
}

/// Writes an array with one object a line.
pub fn write_array(rows: &dyn Rows, _: Options, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    write_objects(rows, ["\n", ",\n", "\n"], out)?;
    out.write_all(b"]\n")
}

/// Writes the objects with `before` the first, `between` them and `after` the last.
fn write_objects(rows: &dyn Rows, [before, between, after]: [&str; 3], out: &mut dyn Write) -> io::Result<()> {
    let keys: Vec<String> = rows.names().iter().map(|name| format!("\"{name}\":")).collect();
    let mut line = Vec::new();
    for row in 0..rows.count() {
        line.clear();
        line.extend_from_slice(if row == 0 { before } else { between }.as_bytes());
        for (column, key) in keys.iter().enumerate() {
            line.push(if column == 0 { b'{' } else { b',' });
            line.extend_from_slice(key.as_bytes());
            push_cell(&mut line, rows.cell(row, column))?;
        }
        line.push(b'}');
        out.write_all(&line)?;
    }
    if rows.count() == 0 {
        Ok(())
    } else {
        out.write_all(after.as_bytes())
    }
}

fn push_cell(line: &mut Vec<u8>, cell: Cell<'_>) -> io::Result<()> {
    match cell {
        Cell::Text(text) => serde_json::to_writer(line, text)?,
        Cell::Integer(number) => decimal::push_integer(line, number),
        Cell::Decimal(None) => line.extend_from_slice(b"null"),
        Cell::Decimal(Some(number)) => {
            line.push(b'"');
            decimal::push(line, number);
            line.push(b'"');
        }
    }
    Ok(())
}
