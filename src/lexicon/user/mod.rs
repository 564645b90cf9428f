//! A reader's own words: TOML files of the same schema as the built-in ones.
//!
//! `sheet` reads a file as tables whose fields know their places, `schema` says which sections and fields there are, and
//! `entry` makes entries of them. A word in Chinese characters goes to the Chinese words; one without serves both languages.

mod entry;
mod example;
mod schema;
mod sheet;

pub use example::{Example, Expected, Subject};

use std::collections::HashMap;

use super::finder::WordGroup;
use super::metrics::MetricEntry;
use super::qualifiers::CueEntry;
use super::units::UnitEntry;
use crate::error::Error;
use sheet::Sheet;

/// A file of a reader's own words.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// What it is called in messages.
    pub name: &'a str,
    /// What it holds.
    pub text: &'a str,
}

/// What is wrong in such a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// The column in Unicode characters, from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub error: Error,
}

impl Fault {
    /// The error with the place in its field `place`, as `file:line:column`.
    pub fn placed(&self) -> Error {
        let place = format!("{}:{}:{}", self.file, self.line, self.column);
        self.error.clone().with("place", place)
    }
}

/// The entries of all of a reader's files.
#[derive(Debug, Default)]
pub(super) struct Own {
    pub units: Vec<UnitEntry>,
    pub metrics: Vec<MetricEntry>,
    pub before: Vec<CueEntry>,
    pub after: Vec<CueEntry>,
    pub names: Vec<WordGroup>,
    pub examples: Vec<Example>,
    /// The files themselves, by name.
    pub files: Vec<(String, String)>,
}

/// What words are used for. Of one word the files may say one thing only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Task {
    Unit,
    Head,
    MetricUnit,
    Before,
    After,
    Name,
}

/// What is read so far.
#[derive(Default)]
struct Reading {
    own: Own,
    faults: Vec<Fault>,
    /// Where each word was told first.
    told: HashMap<(Task, String), String>,
}

/// Reads the files, which must not contradict one another.
///
/// # Errors
/// Everything that does not follow the schema, in the order of the files.
pub(super) fn read(files: &[File<'_>]) -> Result<Own, Vec<Fault>> {
    let mut reading = Reading::default();
    for file in files {
        let mut sheet = Sheet::new(*file);
        schema::read(&mut sheet, &mut reading);
        let mut faults = sheet.into_faults();
        faults.sort_by_key(|fault| (fault.line, fault.column));
        reading.faults.extend(faults);
        reading.own.files.push((file.name.to_owned(), file.text.to_owned()));
    }
    if reading.faults.is_empty() {
        Ok(reading.own)
    } else {
        Err(reading.faults)
    }
}

/// Whether `word` is one of Chinese text alone.
pub(super) fn is_chinese(word: &str) -> bool {
    !word.is_ascii()
}
