//! Examples of a reader's own entries: sentences, and what is to be read in them.

use super::schema::Entry;
use super::sheet::{Named, Placed, Sheet, Value};
use crate::error::Error;
use crate::lexicon::Qualifier;

/// A sentence of an entry, and what is expected of it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// The sentence.
    pub text: String,
    /// What is to be read in it.
    pub expected: Expected,
}

/// What an example expects.
#[derive(Clone, Debug)]
pub enum Expected {
    /// A claim that the entry shaped, or for a name no claim that meets one of its words.
    Entry(Subject),
    /// One claim that has these cells, by the names of columns.
    Claim(Vec<(String, String)>),
    /// No claim.
    Nothing,
}

/// What an entry is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A unit of that dimension.
    Unit(String),
    /// The metric of that name.
    Metric(String),
    /// A cue.
    Cue(Qualifier),
    /// Words to leave alone.
    Name(Vec<String>),
}

/// The field with the claim's own text, or that there is none.
const CLAIM: &str = "claim";
/// The field with the sentence.
const TEXT: &str = "text";
/// Columns that an example may give.
const COLUMNS: [&str; 10] = [
    "value",
    "lower",
    "upper",
    "qualifier",
    "unit",
    "dimension",
    "noun",
    "metric",
    "period",
    "change",
];

/// The examples of an entry about `subject`.
pub(super) fn read(entry: &Entry<'_>, subject: &Subject, sheet: &mut Sheet<'_>) -> Vec<Example> {
    let list = entry.list("examples").iter();
    list.filter_map(|example| one(example, subject, sheet)).collect()
}

fn one(example: &Placed<Value>, subject: &Subject, sheet: &mut Sheet<'_>) -> Option<Example> {
    let (text, expected) = match &example.value {
        Value::Text(text) => (text.clone(), Expected::Entry(subject.clone())),
        Value::Table(fields) => table(example.at, fields, sheet)?,
        _ => return None,
    };
    if text.trim().is_empty() {
        sheet.fault(example.at, Error::new("lexicon_example_text"));
        return None;
    }
    let (line, column) = crate::span::Locator::new(sheet.file.text).locate(example.at);
    Some(Example {
        file: sheet.file.name.to_owned(),
        line,
        column,
        text,
        expected,
    })
}

/// A table: the sentence, and the claim with its cells or none.
fn table(at: usize, fields: &[Named], sheet: &mut Sheet<'_>) -> Option<(String, Expected)> {
    let (mut text, mut cells, mut nothing, mut sound) = (None, Vec::new(), false, true);
    for field in fields {
        match (field.name.value.as_str(), &field.value.value) {
            (TEXT, Value::Text(sentence)) => text = Some(sentence.clone()),
            (CLAIM, Value::Flag(false)) => nothing = true,
            (CLAIM, Value::Text(claim)) => cells.push((TEXT.to_owned(), claim.clone())),
            (name, Value::Text(cell) | Value::Number(cell)) if COLUMNS.contains(&name) => {
                cells.push((name.to_owned(), cell.clone()));
            }
            (name, _) => {
                let known = [TEXT, CLAIM].into_iter().chain(COLUMNS).collect::<Vec<_>>().join(", ");
                let error = Error::new("lexicon_example_field").with("name", name);
                sheet.fault(field.name.at, error.with("known", known));
                sound = false;
            }
        }
    }
    let Some(text) = text.filter(|_| sound && nothing == cells.is_empty()) else {
        if sound {
            sheet.fault(at, Error::new("lexicon_example_text"));
        }
        return None;
    };
    let expected = if nothing {
        Expected::Nothing
    } else {
        Expected::Claim(cells)
    };
    Some((text, expected))
}
