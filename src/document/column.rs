//! What the header of a table says of one column.

use super::grid::Filled;
use super::table::is_year;
use super::unit;
use crate::lexicon::Lexicon;

/// What the header says of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// The words of its header, from top to bottom.
    pub words: String,
    /// The lowest of them, without spaces.
    pub name: String,
    /// Its unit, as written.
    pub unit: String,
}

impl Column {
    /// Reads the cells of the header above it, from top to bottom.
    pub fn of<'t>(cells: impl Iterator<Item = &'t &'t Filled<'t>>, lexicon: &Lexicon) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut column = Self::default();
        for cell in cells {
            let (name, unit) = unit::of_header(cell.text(), lexicon);
            if words.last() != Some(&name) && !name.is_empty() {
                words.push(name);
            }
            if !unit.is_empty() {
                unit.clone_into(&mut column.unit);
            }
        }
        column.name = words
            .last()
            .map(|name| name.split_whitespace().collect())
            .unwrap_or_default();
        column.words = words.join(" ");
        column
    }

    /// What is said of all of `columns`.
    pub fn common<'c>(mut columns: impl Iterator<Item = &'c Self>) -> Self {
        let Some(first) = columns.next().cloned() else {
            return Self::default();
        };
        let shared = |own: String, other: &str| if own == other { own } else { String::new() };
        columns.fold(first, |own, other| {
            let words = own.words.split(' ').zip(other.words.split(' '));
            let same = words.take_while(|(one, other)| one == other);
            let words: Vec<&str> = same.map(|(one, _)| one).collect();
            Self {
                words: words.join(" "),
                name: shared(own.name, &other.name),
                unit: shared(own.unit, &other.unit),
            }
        })
    }
}

/// Whether a figure of a header is a date, perhaps with the unit of its column: 2019, 2019 年（元）.
pub(super) fn names_date(text: &str, lexicon: &Lexicon) -> bool {
    let (words, _) = unit::of_header(text, lexicon);
    let bare: String = words.split_whitespace().collect();
    let century = bare.starts_with("19") || bare.starts_with("20");
    let more = || bare.contains(|character: char| !character.is_ascii_digit());
    is_year(&bare) || (century && more() && lexicon.outline.is_date(&bare))
}
