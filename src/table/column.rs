//! The columns of the claims table, one declaration each.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, Expected, IntoDeserializer};

use crate::claim::Entry;

/// Puts the key of a reason into the words of a language; an unknown key comes back as it is.
pub type Words<'a> = &'a dyn Fn(&'static str) -> &'static str;

/// One cell, before a format writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Words of the document or of the lexicon.
    Text(&'a str),
    /// A count or a place.
    Integer(usize),
    /// A figure, or none.
    Decimal(Option<Decimal>),
}

/// A column of a table whose rows are `R`.
pub struct Column<R: 'static> {
    /// The name in the header.
    pub name: &'static str,
    /// What it holds, in one line.
    pub doc: &'static str,
    /// What stands in it for a row.
    pub get: for<'a> fn(&'a R, Words<'a>) -> Cell<'a>,
}

/// A column that can be read back, too.
pub struct Field {
    /// The column.
    pub column: Column<Entry>,
    /// Sets it from a cell.
    pub set: fn(&mut Entry, &str) -> Result<(), Wanted>,
}

/// What a cell should have held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A decimal number, or nothing.
    Number,
    /// A whole number that is not negative.
    Whole,
    /// One of these words.
    Word(&'static [&'static str]),
}

/// How many columns a claims table has; those after them appear on request.
pub const STANDARD: usize = 20;

/// Every column, in the order in which they are written.
pub static COLUMNS: [Field; 22] = [
    field(
        "id",
        "Short hash that stays when the text around it moves",
        |e, _| Cell::Text(&e.id),
        |e, s| text(&mut e.id, s),
    ),
    field(
        "source",
        "Path of the document as given",
        |e, _| Cell::Text(&e.source),
        |e, s| shared(&mut e.source, s),
    ),
    field(
        "section",
        "Heading path, ` / ` between levels",
        |e, _| Cell::Text(&e.section),
        |e, s| shared(&mut e.section, s),
    ),
    field(
        "line",
        "Line of `text`, from 1",
        |e, _| Cell::Integer(e.line),
        |e, s| whole(&mut e.line, s),
    ),
    field(
        "column",
        "Column of `text` in characters, from 1",
        |e, _| Cell::Integer(e.column),
        |e, s| whole(&mut e.column, s),
    ),
    field(
        "start",
        "First byte of `text` in the decoded document",
        |e, _| Cell::Integer(e.start),
        |e, s| whole(&mut e.start, s),
    ),
    field(
        "end",
        "One past the last byte of `text`",
        |e, _| Cell::Integer(e.end),
        |e, s| whole(&mut e.end, s),
    ),
    field(
        "text",
        "The number as written, with its unit",
        |e, _| Cell::Text(&e.text),
        |e, s| text(&mut e.text, s),
    ),
    field(
        "value",
        "Exact value with scales multiplied in",
        |e, _| Cell::Decimal(e.value),
        |e, s| number(&mut e.value, s),
    ),
    field(
        "lower",
        "Least value that the words allow, empty if open",
        |e, _| Cell::Decimal(e.lower),
        |e, s| number(&mut e.lower, s),
    ),
    field(
        "upper",
        "Greatest value that the words allow, empty if open",
        |e, _| Cell::Decimal(e.upper),
        |e, s| number(&mut e.upper, s),
    ),
    field(
        "qualifier",
        "How exactly the figure is meant",
        |e, _| Cell::Text(e.qualifier.word()),
        |e, s| word(&mut e.qualifier, s),
    ),
    field(
        "unit",
        "Unit or classifier without its scale",
        |e, _| Cell::Text(&e.unit),
        |e, s| shared(&mut e.unit, s),
    ),
    field(
        "dimension",
        "What kind of unit it is",
        |e, _| Cell::Text(&e.dimension),
        |e, s| shared(&mut e.dimension, s),
    ),
    field(
        "noun",
        "What is counted or measured, as written",
        |e, _| Cell::Text(&e.noun),
        |e, s| text(&mut e.noun, s),
    ),
    field(
        "metric",
        "The metric that the noun belongs to",
        |e, _| Cell::Text(&e.metric),
        |e, s| shared(&mut e.metric, s),
    ),
    field(
        "period",
        "When it holds: a date, an interval, or nothing",
        |e, _| Cell::Text(&e.period),
        |e, s| text(&mut e.period, s),
    ),
    field(
        "change",
        "A level, or a rise or fall",
        |e, _| Cell::Text(e.change.word()),
        |e, s| word(&mut e.change, s),
    ),
    field(
        "sentence",
        "The whole sentence",
        |e, _| Cell::Text(&e.sentence),
        |e, s| shared(&mut e.sentence, s),
    ),
    field(
        "locator",
        "Place of `text` in the file: bytes, line, paragraph or cell",
        |e, _| Cell::Text(&e.locator),
        |e, s| text(&mut e.locator, s),
    ),
    field(
        "kind",
        "Claim, or what the numeral is instead",
        |e, _| Cell::Text(e.kind.word()),
        |e, s| word(&mut e.kind, s),
    ),
    // The reason is put in words for people, in any language, so it is not read back.
    field(
        "why",
        "Why the numeral is no claim",
        |e, words| Cell::Text(words(e.why)),
        |_, _| Ok(()),
    ),
];

const fn field(
    name: &'static str,
    doc: &'static str,
    get: for<'a> fn(&'a Entry, Words<'a>) -> Cell<'a>,
    set: fn(&mut Entry, &str) -> Result<(), Wanted>,
) -> Field {
    Field {
        column: Column { name, doc, get },
        set,
    }
}

fn text(place: &mut String, cell: &str) -> Result<(), Wanted> {
    place.clear();
    place.push_str(cell);
    Ok(())
}

/// Keeps what is there when the cell says the same, so that rows in a row share it.
fn shared(place: &mut Arc<str>, cell: &str) -> Result<(), Wanted> {
    if **place != *cell {
        *place = Arc::from(cell);
    }
    Ok(())
}

fn whole(place: &mut usize, cell: &str) -> Result<(), Wanted> {
    *place = cell.parse().map_err(|_| Wanted::Whole)?;
    Ok(())
}

fn number(place: &mut Option<Decimal>, cell: &str) -> Result<(), Wanted> {
    *place = match cell {
        "" => None,
        // The parser takes the digit separators of program code, which no table has.
        _ if cell.contains('_') => return Err(Wanted::Number),
        _ => Some(Decimal::from_str_exact(cell).map_err(|_| Wanted::Number)?),
    };
    Ok(())
}

fn word<'de, W: Deserialize<'de>>(place: &mut W, cell: &'de str) -> Result<(), Wanted> {
    let known: StrDeserializer<'de, Unknown> = cell.into_deserializer();
    *place = W::deserialize(known).map_err(|unknown| Wanted::Word(unknown.0))?;
    Ok(())
}

/// Keeps of serde's complaint the words that would have done.
#[derive(Debug)]
struct Unknown(&'static [&'static str]);

impl std::fmt::Display for Unknown {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0.join(", "))
    }
}

impl std::error::Error for Unknown {}

impl serde::de::Error for Unknown {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self(&[])
    }

    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn Expected) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, known: &'static [&'static str]) -> Self {
        Self(known)
    }
}
