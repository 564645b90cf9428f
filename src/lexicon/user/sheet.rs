//! A TOML file as tables whose fields know where they stand.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Fault, File};
use crate::error::Error;
use crate::span::Locator;

/// One file while it is read, and what is wrong in it.
pub(super) struct Sheet<'a> {
    pub file: File<'a>,
    faults: Vec<Fault>,
}

/// A value with its first byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed<T> {
    pub at: usize,
    pub value: T,
}

/// What a field can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// A whole number or a decimal, as written.
    Number(String),
    Flag(bool),
    List(Vec<Placed<Value>>),
    Table(Vec<Named>),
    /// A date, which no field holds.
    Date,
}

/// A field: its name with its place, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub name: Placed<String>,
    pub value: Placed<Value>,
}

impl<'a> Sheet<'a> {
    pub const fn new(file: File<'a>) -> Self {
        Self {
            file,
            faults: Vec::new(),
        }
    }

    /// Notes that something is wrong at byte `at`.
    pub fn fault(&mut self, at: usize, error: Error) {
        let (line, column) = Locator::new(self.file.text).locate(at);
        self.faults.push(Fault {
            file: self.file.name.to_owned(),
            line,
            column,
            error,
        });
    }

    /// `file:line` of byte `at`.
    pub fn place(&self, at: usize) -> String {
        format!("{}:{}", self.file.name, Locator::new(self.file.text).locate(at).0)
    }

    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// The fields of the file itself, in the order of the text. Of what is no TOML the faults are noted and nothing is
    /// read, as most of what else seemed wrong would follow from them.
    pub fn fields(&mut self) -> Vec<Named> {
        let (table, errors) = DeTable::parse_recoverable(self.file.text);
        let sound = errors.is_empty();
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let at = self.file.text.floor_char_boundary(at);
            self.fault(at, Error::new("lexicon_not_toml").with("reason", error.message()));
        }
        if sound { fields(table.get_ref()) } else { Vec::new() }
    }
}

fn fields(table: &DeTable<'_>) -> Vec<Named> {
    let mut fields: Vec<Named> = table
        .iter()
        .map(|(name, value)| Named {
            name: Placed {
                at: name.span().start,
                value: name.get_ref().to_string(),
            },
            value: placed(value),
        })
        .collect();
    fields.sort_by_key(|field| field.name.at);
    fields
}

fn placed(value: &Spanned<DeValue<'_>>) -> Placed<Value> {
    let known = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.to_string()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Array(list) => Value::List(list.iter().map(placed).collect()),
        DeValue::Table(table) => Value::Table(fields(table)),
        DeValue::Datetime(_) => Value::Date,
    };
    Placed {
        at: value.span().start,
        value: known,
    }
}
