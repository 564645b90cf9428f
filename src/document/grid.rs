//! Tables with their whole grid at hand: cells that take several rows or columns, and figures that were broken.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::account::{self, Below};
use super::around::Captions;
use super::broken::{self, Spaces};
use super::header::{Known, Table};
use super::join;
use super::passage::{Block, Passage};
use super::table::is_figure;
use super::unit;
use crate::lexicon::Lexicon;
use crate::source::{Grid, GridCell};
use crate::span::{Span, is_han, trim_start};

/// Cells with fewer columns of text are no prose.
const LEAST_PROSE: usize = 24;
/// The most characters of a cue or a sign of money before a figure.
const CUE: usize = 3;
/// So many characters behind a figure and its unit are a name.
const NAME: usize = 2;
/// The most letters of a cell that is a figure with its unit.
const UNIT: usize = 7;

/// What is known of a table from the text around it.
pub(super) struct Context<'c> {
    /// The heading path above it.
    pub section: &'c Arc<str>,
    /// The lines that speak of it, the nearest first, then the headings.
    pub captions: &'c Captions,
    /// The table right above, which this one may go on.
    pub above: Option<&'c Known>,
    /// What spaces inside figures of the document are.
    pub breaks: Spaces,
    /// The words in force.
    pub lexicon: &'c Lexicon,
}

/// The passages of a table's cells, and what its header says.
pub(super) fn read<'a>(source: &'a str, grid: &Grid, context: &Context<'_>) -> (Vec<Passage<'a>>, Known) {
    let mut cells: Vec<Filled<'a>> = grid
        .cells
        .iter()
        .filter_map(|cell| Filled::of(source, cell, context))
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let first = cells.first().map_or(0, |cell| cell.row);
    cells.iter_mut().for_each(|cell| cell.row -= first);
    settle_signs(&mut cells);
    let table = Table::of(&cells, context);
    let passages = cells.iter().map(|cell| {
        let mut passage = cell.passage.clone();
        (passage.block, passage.cell) = table.describe(cell);
        if matches!(passage.block, Block::Item | Block::Label) {
            passage.marker = context.lexicon.outline.mark(&passage.text).map_or(0, |mark| mark.len);
        }
        passage
    });
    (passages.collect(), table.known())
}

/// A number of few digits in brackets is a figure below zero where its column has plain figures, but not in the first.
fn settle_signs(cells: &mut [Filled<'_>]) {
    let plain = |cell: &&Filled<'_>| cell.figure && cell.below != Some(Below::Maybe);
    let columns: BTreeSet<usize> = cells.iter().filter(plain).map(|cell| cell.column).collect();
    for cell in cells {
        let sure = cell.below == Some(Below::Sure);
        cell.negative = cell.below.is_some() && cell.column > 0 && (sure || columns.contains(&cell.column));
        cell.figure |= cell.negative;
    }
}

/// A cell with its text.
#[derive(Clone)]
pub(super) struct Filled<'a> {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    passage: Passage<'a>,
    /// Whether it is a figure, perhaps with a unit.
    pub figure: bool,
    /// Whether it may be a figure that is marked as one below zero.
    below: Option<Below>,
    /// Whether it is one.
    pub negative: bool,
}

impl<'a> Filled<'a> {
    fn of(source: &'a str, cell: &GridCell, context: &Context<'_>) -> Option<Self> {
        let mut passage = Passage::of(source, Span::default(), Block::Cell, context.section);
        match broken::parts(source, &cell.lines, context.breaks, context.lexicon) {
            Some(parts) => parts.into_iter().for_each(|part| passage.push(part)),
            None => cell.lines.iter().for_each(|line| passage.push_apart(*line)),
        }
        let text = passage.text.trim();
        (!text.is_empty()).then(|| Self {
            row: cell.row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
            figure: is_amount(text, context.lexicon) && !(cell.column == 0 && is_name(text, context.lexicon)),
            below: account::below(text),
            negative: false,
            passage: passage.clone(),
        })
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.passage.text.trim()
    }

    /// Whether it stands in `column`, perhaps with others.
    pub const fn covers(&self, column: usize) -> bool {
        self.column <= column && column < self.column + self.columns
    }

    /// Whether it is running text, which is read as such wherever it stands.
    pub fn is_prose(&self) -> bool {
        join::width(self.text()) >= LEAST_PROSE && self.text().contains(['。', '，', '；'])
    }

    /// Whether it holds words.
    pub fn has_words(&self) -> bool {
        !self.figure && self.text().contains(char::is_alphabetic)
    }
}

/// A figure, or a figure with a unit and a cue beside it and hardly another word.
fn is_amount(text: &str, lexicon: &Lexicon) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let words = text.chars().filter(|character| character.is_alphabetic()).count();
    let before = text.chars().take_while(|character| !character.is_ascii_digit()).count();
    // Behind a colon may stand a name with its number: 减：1.成本.
    let mut parts = text.split(['：', ':']);
    let numbered = parts.any(|part| lexicon.outline.is_numbered(part));
    // 公开01表: a number with a zero in front is a name's.
    let first = text
        .find(|character: char| character.is_ascii_digit())
        .and_then(|at| text.get(at..));
    let padded = first.is_some_and(|first| {
        first
            .strip_prefix('0')
            .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()))
    });
    is_figure(text) || (digits > 0 && !padded && !unit::is_marked(text) && before <= CUE && words <= UNIT && !numbered)
}

/// Whether a name goes on behind a figure and its unit: 220kV 产品.
fn is_name(text: &str, lexicon: &Lexicon) -> bool {
    let digit = |character: char| character.is_ascii_digit();
    let behind = text
        .rfind(digit)
        .map_or("", |at| Span::new(at + 1, text.len()).of(text));
    let behind = trim_start(behind);
    let unit = lexicon.units.at_start(behind).map_or(0, |(form, _)| form.len());
    let rest = Span::new(unit, behind.len()).of(behind);
    let cue = lexicon.qualifiers.at_start(rest).is_some();
    !cue && rest.chars().filter(|character| is_han(*character)).count() >= NAME
}
