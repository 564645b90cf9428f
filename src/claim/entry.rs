//! What the steps hand on: one entry for every numeral of a document.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::lexicon::Kind;
use crate::quantity::Qualifier;

/// Whether a figure is a level or says how far something rose or fell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// A level.
    #[default]
    Level,
    /// A rate or amount of rise.
    Up,
    /// A rate or amount of fall.
    Down,
}

impl Change {
    /// The word that stands in the column `change`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// One numeral of a document: a claim, or set aside with the reason.
///
/// Offsets are UTF-8 bytes into the decoded document; `line` and `column` start at 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Twelve hexadecimal digits that stay the same when the text around the claim moves.
    pub id: String,
    /// The document's name as given.
    pub source: Arc<str>,
    /// The heading path, levels joined by ` / `.
    pub section: Arc<str>,
    /// Line of `start`.
    pub line: usize,
    /// Column of `start` in Unicode characters.
    pub column: usize,
    /// First byte of `text` in the document.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The number as written with its unit.
    pub text: String,
    /// The value where the words give one, scales multiplied in.
    pub value: Option<Decimal>,
    /// Least value that the words allow; none where that end is open.
    pub lower: Option<Decimal>,
    /// Greatest value that the words allow; none where that end is open.
    pub upper: Option<Decimal>,
    /// How exactly the figure is meant.
    pub qualifier: Qualifier,
    /// Unit or classifier as written, scale and spaces removed.
    pub unit: Arc<str>,
    /// What kind of unit it is, empty where there is none.
    pub dimension: Arc<str>,
    /// What is counted or measured.
    pub noun: String,
    /// The metric that the noun belongs to.
    pub metric: Arc<str>,
    /// When it holds: an ISO 8601 date, an interval `a/b`, `../b`, `a/..`, or nothing.
    pub period: String,
    /// Level, or rise, or fall.
    pub change: Change,
    /// The whole sentence, line and page breaks joined.
    pub sentence: Arc<str>,
    /// Where `text` stands in the file: bytes of a text, page and line, paragraph and character, or a cell.
    pub locator: String,
    /// Claim, or why not.
    pub kind: Kind,
    /// The reason, empty for claims; a key of the lexicon's reasons.
    pub why: &'static str,
}

impl Entry {
    /// Where it stands in a file whose text is our own: its locator, where that is more than an offset.
    pub fn place(&self) -> &str {
        let offsets = self.locator.starts_with("bytes ");
        if offsets { "" } else { &self.locator }
    }
}

/// Which numerals become entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Claims alone; the rest is only counted.
    Claims,
    /// Every numeral.
    All,
}

/// All that was read from one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// The claims, and with [`Detail::All`] every other numeral, in the order of the text.
    pub entries: Vec<Entry>,
    tally: [usize; Kind::ALL.len()],
    /// Texts of entries that were handed on, whose room is used again.
    spare: Vec<String>,
}

/// The texts of so many entries are kept.
const SPARE: usize = 128;

impl Extraction {
    /// How many numerals are of `kind`, whether or not they became entries.
    pub const fn count(&self, kind: Kind) -> usize {
        self.tally[kind as usize]
    }

    /// Adds what was read behind.
    pub(super) fn append(&mut self, mut behind: Self) {
        self.entries.append(&mut behind.entries);
        for (own, more) in self.tally.iter_mut().zip(behind.tally) {
            *own += more;
        }
    }

    /// `text` as a text of an entry.
    pub(super) fn text(&mut self, text: &str) -> String {
        let mut own = self.spare.pop().unwrap_or_default();
        own.clear();
        own.push_str(text);
        own
    }

    /// Empties the entries, which were handed on.
    pub(super) fn clear(&mut self) {
        for entry in self.entries.drain(..) {
            if self.spare.len() < SPARE {
                self.spare
                    .extend([entry.id, entry.text, entry.noun, entry.period, entry.locator]);
            }
        }
    }

    /// Frees the room that was kept.
    pub(super) fn finish(&mut self) {
        self.spare = Vec::new();
    }

    /// Counts one numeral.
    pub(super) const fn tally(&mut self, kind: Kind) {
        self.tally[kind as usize] += 1;
    }

    /// The claims alone.
    pub fn claims(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.kind == Kind::Claim)
    }
}
