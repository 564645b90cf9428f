//! Tables with two or more lists side by side, such as income at the left and expenses at the right.

use std::collections::{BTreeMap, BTreeSet};

use super::column::Column;
use super::grid::Filled;

/// Columns in which fewer than two of three words differ do not name rows.
const DIFFERENT: (usize, usize) = (2, 3);

/// Where the lists of a table begin.
#[derive(Clone, Debug, Default)]
pub(super) struct Sides {
    /// The first column of each list but the first, and whether the header says so.
    starts: Vec<(usize, bool)>,
    /// Columns of words that say something of a row and do not name it.
    attributes: BTreeSet<usize>,
}

/// What the cells of a column are.
#[derive(Clone, Debug, Default)]
struct Kind<'t> {
    words: Vec<&'t str>,
    figures: usize,
}

impl Kind<'_> {
    fn is_words(&self) -> bool {
        self.words.len() > self.figures
    }

    /// Whether its words come again and again.
    fn repeats(&self) -> bool {
        let different: BTreeSet<&str> = self.words.iter().copied().collect();
        different.len() * DIFFERENT.1 <= self.words.len() * DIFFERENT.0
    }
}

impl Sides {
    /// Finds them in the cells below the header.
    pub fn of<'t>(body: impl Iterator<Item = &'t Filled<'t>>, columns: &BTreeMap<usize, Column>) -> Self {
        let kinds = kinds(body);
        let is_words = |at: usize| kinds.get(&at).is_some_and(Kind::is_words);
        let opens = |at: &usize| is_words(*at) && at.checked_sub(1).is_none_or(|before| !is_words(before));
        let last = kinds.keys().last().copied().unwrap_or(0);
        let mut runs: Vec<usize> = (0..=last).filter(opens).collect();
        let mut sides = Self::default();
        if runs.len() < 2 {
            return sides;
        }
        let mut side = runs.remove(0);
        for (index, start) in runs.iter().enumerate() {
            let end = runs.get(index + 1).copied().unwrap_or(last + 1);
            let repeats = repeats_header(columns, side..*start, *start..end);
            let names = kinds.get(start).is_some_and(|kind| !kind.repeats());
            if repeats || names {
                sides.starts.push((*start, repeats));
                side = *start;
            } else {
                sides.attributes.extend((*start..end).filter(|at| is_words(*at)));
            }
        }
        sides
    }

    /// The first column of the list that `column` belongs to, and whether that is certain.
    pub fn start(&self, column: usize) -> (usize, bool) {
        let own = self.starts.iter().rfind(|(start, _)| *start <= column);
        let next = self.starts.iter().any(|(start, sure)| *sure && column < *start);
        own.copied().unwrap_or((0, next))
    }

    /// Whether the words of `column` name no row.
    pub fn is_attribute(&self, column: usize) -> bool {
        self.attributes.contains(&column)
    }
}

fn kinds<'t>(body: impl Iterator<Item = &'t Filled<'t>>) -> BTreeMap<usize, Kind<'t>> {
    let mut kinds: BTreeMap<usize, Kind<'_>> = BTreeMap::new();
    for cell in body.filter(|cell| cell.columns == 1) {
        let kind = kinds.entry(cell.column).or_default();
        if cell.has_words() {
            kind.words.push(cell.text());
        } else {
            kind.figures += usize::from(cell.figure);
        }
    }
    kinds
}

/// Whether a column of the second list has the name of one of the first.
fn repeats_header(
    columns: &BTreeMap<usize, Column>,
    first: std::ops::Range<usize>,
    second: std::ops::Range<usize>,
) -> bool {
    let names = |range: std::ops::Range<usize>| columns.range(range).map(|(_, column)| column.name.as_str());
    let known: BTreeSet<&str> = names(first).filter(|name| !name.is_empty()).collect();
    names(second).any(|name| known.contains(name))
}
