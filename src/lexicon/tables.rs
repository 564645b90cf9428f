//! Words of the headers and labels of tables.

use serde::Deserialize;

use crate::span::trim_start;

/// Those words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tables {
    /// Headers of columns that give each row's unit.
    pub(super) units: Vec<String>,
    codes: Vec<String>,
    code_ends: Vec<String>,
    dates: Vec<String>,
    ratios: Vec<String>,
    not_ratios: Vec<String>,
    counts: Vec<String>,
    amounts: Vec<String>,
    parts: Vec<String>,
    ditto: Vec<String>,
    titles: Vec<String>,
    goes_on: Vec<String>,
    notes: Vec<String>,
}

impl Tables {
    /// Whether a column's header says that the column gives units.
    pub fn is_unit_column(&self, header: &str) -> bool {
        is_one_of(&self.units, header)
    }

    /// Whether a column's header, or the lowest of its words, says that the column numbers or names rows for machines.
    pub fn is_code_column(&self, header: &str) -> bool {
        let header = &header.to_lowercase();
        let lowest = header.rsplit(' ').next().unwrap_or_default();
        is_one_of(&self.codes, header) || is_one_of(&self.codes, lowest) || is_end_of(&self.code_ends, lowest)
    }

    /// Whether a column's header says that the column tells when the figures of its rows hold.
    pub fn is_date_column(&self, header: &str) -> bool {
        is_one_of(&self.dates, header)
    }

    /// Whether a column's header or a row's label says that its figures are ratios.
    pub fn is_ratio(&self, label: &str) -> bool {
        is_end_of(&self.ratios, label) && !is_end_of(&self.not_ratios, label)
    }

    /// Whether a column's header or a row's label says that its figures count heads or things, and are no money.
    pub fn is_count(&self, label: &str) -> bool {
        is_end_of(&self.counts, label)
    }

    /// Whether a column's header says that its figures are counts or amounts, and no dates.
    pub fn is_amount(&self, header: &str) -> bool {
        let header = &header.to_lowercase();
        self.is_count(header) || is_end_of(&self.amounts, header)
    }

    /// Whether a row's label says that the row is a part of the one above.
    pub fn is_part(&self, label: &str) -> bool {
        let label = label.trim_start();
        self.parts.iter().any(|word| label.starts_with(word.as_str()))
    }

    /// Whether what stands in the place of a unit says that it is the one above.
    pub fn is_ditto(&self, cell: &str) -> bool {
        is_one_of(&self.ditto, cell)
    }

    /// Whether `line` opens with the number of a table: 表1, Table 2.
    pub fn is_title(&self, line: &str) -> bool {
        let mut behind = self.titles.iter().filter_map(|word| line.strip_prefix(word.as_str()));
        behind.any(|rest| trim_start(rest).starts_with(|first: char| first.is_ascii_digit()))
    }

    /// The word for a note that `text` ends with, where the number of the note follows.
    pub fn ends_in_note(&self, text: &str) -> Option<&str> {
        let text = text.trim_end();
        self.notes.iter().map(String::as_str).find(|word| text.ends_with(word))
    }

    /// Whether `line` says that the table above it goes on below.
    pub fn goes_on(&self, line: &str) -> bool {
        let line = line.trim_matches(|character: char| "（()） ".contains(character));
        self.goes_on
            .iter()
            .any(|word| line.starts_with(word.as_str()) || line.ends_with(word.as_str()))
    }
}

/// Whether `header` is one of `words` but for white space.
fn is_one_of(words: &[String], header: &str) -> bool {
    let letters = || header.chars().filter(|character| !character.is_whitespace());
    words.iter().any(|word| letters().eq(word.chars()))
}

/// Whether one of `words` ends `label`.
fn is_end_of(words: &[String], label: &str) -> bool {
    words.iter().any(|word| label.trim_end().ends_with(word.as_str()))
}
