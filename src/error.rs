//! Errors without words: a key, and what its sentence needs.
//!
//! The sentences stand in a file of their own, in Chinese and English side by side, and only the
//! command line turns one into the other. A library user gets the key and the fields.

use std::fmt;

/// Something that went wrong, told by a key and named fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    key: &'static str,
    fields: Vec<(&'static str, Field)>,
}

/// What fills one place of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Written as it stands: a path, a number, a word of the input.
    Text(String),
    /// The key of another sentence, which is put in the reader's language.
    Key(&'static str),
}

impl Error {
    /// The error whose sentence has `key`.
    pub const fn new(key: &'static str) -> Self {
        Self {
            key,
            fields: Vec::new(),
        }
    }

    /// The same error with the place `name` of its sentence filled.
    #[must_use]
    pub fn with(mut self, name: &'static str, field: impl Into<Field>) -> Self {
        self.fields.push((name, field.into()));
        self
    }

    /// The key of the sentence.
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// What fills the sentence, in the order in which it was given.
    pub fn fields(&self) -> &[(&'static str, Field)] {
        &self.fields
    }
}

impl fmt::Display for Error {
    /// Writes `key (name: value, …)`, for logs and for users of the library.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.key)?;
        for (at, (name, field)) in self.fields.iter().enumerate() {
            let before = if at == 0 { " (" } else { ", " };
            let value = match field {
                Field::Text(text) => text.as_str(),
                Field::Key(key) => key,
            };
            write!(out, "{before}{name}: {value}")?;
        }
        if self.fields.is_empty() {
            Ok(())
        } else {
            out.write_str(")")
        }
    }
}

impl std::error::Error for Error {}

impl From<&str> for Field {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Field {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Field {
    fn from(number: usize) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<u64> for Field {
    fn from(number: u64) -> Self {
        Self::Text(number.to_string())
    }
}
