//! Differences for programs: one object a line, with the claims as `extract` writes them, and a summary behind them.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Comparison, What, Words};
use crate::claim::Entry;
use crate::table::{COLUMNS, Cell, STANDARD};

/// Writes the differences and the summary.
pub fn write(comparison: &Comparison<'_>, _: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    for difference in &comparison.differences {
        let object = json!({
            "what": difference.what.word(),
            "fields": difference.fields,
            "old": difference.old.map(claim),
            "new": difference.new.map(claim),
        });
        writeln!(out, "{object}")?;
    }
    let counts = What::ALL.map(|what| (what.word().to_owned(), comparison.count(what).into()));
    let mut summary: Map<String, Value> = counts.into_iter().collect();
    summary.insert("same".to_owned(), comparison.same.into());
    writeln!(out, "{}", json!({ "summary": summary }))
}

fn claim(claim: &Entry) -> Value {
    let columns = COLUMNS.iter().take(STANDARD).map(|field| &field.column);
    let cell = |cell: Cell<'_>| match cell {
        Cell::Text(text) => Value::from(text),
        Cell::Integer(number) => Value::from(number),
        Cell::Decimal(number) => number.map(|number| number.normalize().to_string()).into(),
    };
    columns
        .map(|column| (column.name.to_owned(), cell((column.get)(claim, &|key| key))))
        .collect::<Map<String, Value>>()
        .into()
}
