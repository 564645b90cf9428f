//! A document of a run, beside others.

use crate::claim::{Entry, Kind};
use crate::source::Source;

/// One document with its numerals.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// The document.
    pub source: &'a Source,
    /// What was read from it, in the order of the text.
    pub entries: &'a [Entry],
}

impl<'a> Document<'a> {
    /// Its claims.
    pub fn claims(&self) -> impl Iterator<Item = &'a Entry> + use<'a> {
        self.entries.iter().filter(|entry| entry.kind == Kind::Claim)
    }
}
