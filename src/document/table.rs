//! Tables: rows of cells under a header, with the unit that the header or a line above gives.

use std::sync::Arc;

use super::account::{self, Below};
use super::around::Captions;
use super::broken::{self, Spaces};
use super::passage::{Block, Cell, Passage};
use super::unit;
use crate::lexicon::{Lexicon, Sign};
use crate::span::Span;

/// A table under way.
#[derive(Debug)]
pub(super) struct Table {
    header: Vec<(Arc<str>, Arc<str>)>,
    /// Index of the column that gives each row's unit.
    units: Option<usize>,
    /// Columns that have had plain figures.
    figures: Vec<bool>,
    unit: Arc<str>,
    captions: Arc<str>,
}

impl Table {
    /// A table below `captions`.
    pub(super) fn with(captions: Captions) -> Self {
        Self {
            header: Vec::new(),
            units: None,
            figures: Vec::new(),
            unit: Arc::from(captions.unit),
            captions: Arc::from(captions.lines.join("\n")),
        }
    }

    /// The passages of one row: the first row without figures is the header.
    pub(super) fn row<'a>(
        &mut self,
        source: &'a str,
        cells: &[Span],
        section: &Arc<str>,
        lexicon: &Lexicon,
    ) -> Vec<Passage<'a>> {
        if self.header.is_empty() && self.unit_row(source, cells, lexicon) {
            let passage = |cell: &Span| Passage::of(source, *cell, Block::Heading, section);
            return cells.iter().filter(|cell| !cell.is_empty()).map(passage).collect();
        }
        let is_label = |cell: &Span| !is_figure(cell.of(source)) || is_year(cell.of(source));
        let is_header = self.header.is_empty() && cells.iter().skip(1).all(is_label);
        if is_header {
            self.read_header(source, cells, lexicon);
        }
        let empty: Arc<str> = Arc::from("");
        let (label, label_unit) = cells.first().map_or_else(
            || (Arc::clone(&empty), Arc::clone(&empty)),
            |cell| shared(header(cell.of(source))),
        );
        let unit_cell = self.unit_cell(source, cells, lexicon);
        let below = self.below(source, cells);
        let describe = |index: usize| {
            let (column, column_unit) = self
                .header
                .get(index)
                .map_or((&empty, &empty), |(column, unit)| (column, unit));
            let of_counts = self.unit_beside(column, &label, lexicon);
            let unit = [column_unit, &unit_cell, &label_unit, &of_counts]
                .into_iter()
                .find(|unit| !unit.is_empty());
            Cell {
                row: Arc::clone(if index == 0 { &empty } else { &label }),
                column: Arc::clone(column),
                unit: Arc::clone(unit.unwrap_or(&empty)),
                captions: Arc::clone(&self.captions),
                negative: false,
            }
        };
        let passage = |(index, cell): (usize, &Span)| {
            let mut passage = Passage::of(
                source,
                *cell,
                if is_header { Block::Heading } else { Block::Cell },
                section,
            );
            if !is_header && let Some(parts) = broken::parts(source, &[*cell], SPACES, lexicon) {
                passage = Passage::of(source, Span::default(), Block::Cell, section);
                parts.into_iter().for_each(|part| passage.push(part));
            }
            passage.cell = (!is_header).then(|| Cell {
                negative: below.get(index).copied().unwrap_or_default(),
                ..describe(index)
            });
            passage
        };
        cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
            .map(passage)
            .collect()
    }

    fn read_header(&mut self, source: &str, cells: &[Span], lexicon: &Lexicon) {
        self.header = cells.iter().map(|cell| shared(header(cell.of(source)))).collect();
        let unit = |(column, _): &(Arc<str>, Arc<str>)| lexicon.outline.tables.is_unit_column(column);
        self.units = self.header.iter().position(unit);
    }

    /// The unit that a row tells in a column of its own.
    fn unit_cell(&self, source: &str, cells: &[Span], lexicon: &Lexicon) -> Arc<str> {
        let cell = self
            .units
            .and_then(|index| cells.get(index))
            .map(|cell| cell.of(source));
        Arc::from(cell.filter(|cell| is_unit(cell, lexicon)).unwrap_or_default().trim())
    }

    /// The unit of the table for a cell under `column` beside `label`: heads and things are not counted in money.
    fn unit_beside(&self, column: &str, label: &str, lexicon: &Lexicon) -> Arc<str> {
        let counts = |words: &str| lexicon.outline.tables.is_count(words);
        if counts(column) || counts(label) {
            Arc::from(unit::of_counts(&self.unit, lexicon))
        } else {
            Arc::clone(&self.unit)
        }
    }
}

/// Spaces between groups of three digits stand for commas.
const SPACES: Spaces = Spaces {
    broken: false,
    group: true,
};

impl Table {
    /// Takes the unit of a row above the header that says no more than that and what the table is called: 公开01表, 单位：万元.
    fn unit_row(&mut self, source: &str, cells: &[Span], lexicon: &Lexicon) -> bool {
        let stated = cells
            .iter()
            .find_map(|cell| lexicon.outline.stated_unit(cell.of(source)));
        let Some(unit) = stated.filter(|_| !cells.iter().any(|cell| is_figure(cell.of(source)))) else {
            return false;
        };
        self.unit = Arc::from(unit);
        true
    }

    /// Which of `cells` are figures marked as below zero, those of few digits in a column that has had plain figures.
    fn below(&mut self, source: &str, cells: &[Span]) -> Vec<bool> {
        let mut below = Vec::with_capacity(cells.len());
        self.figures.resize(self.figures.len().max(cells.len()), false);
        for (index, (cell, figures)) in cells.iter().zip(&mut self.figures).enumerate() {
            let text = cell.of(source);
            below.push(match account::below(text) {
                Some(Below::Sure) => index > 0,
                Some(Below::Maybe) => index > 0 && *figures,
                None => false,
            });
            *figures |= is_figure(text);
        }
        below
    }
}

fn shared((words, unit): (&str, &str)) -> (Arc<str>, Arc<str>) {
    (Arc::from(words), Arc::from(unit))
}

/// A header's words, and the unit in brackets behind them.
pub(super) fn header(text: &str) -> (&str, &str) {
    let text = text.trim();
    let opening = text
        .rfind(['（', '('])
        .filter(|&at| at > 0 && text.ends_with(['）', ')']));
    match opening {
        Some(at) => {
            let unit = Span::new(at, text.len())
                .of(text)
                .trim_matches(['（', '(', '）', ')', ' ', '±', '+', '-']);
            (Span::new(0, at).of(text).trim(), unit)
        }
        None => (text, ""),
    }
}

/// Whether a cell holds a year or two and nothing else: 2021, 2021-22. Over columns of figures these are labels.
pub(super) fn is_year(text: &str) -> bool {
    let years = text.trim().split(['-', '–', '/']);
    let lengths: Vec<usize> = years.clone().map(str::len).collect();
    let century = text.trim().starts_with("19") || text.trim().starts_with("20");
    let digits = |year: &str| year.bytes().all(|byte| byte.is_ascii_digit());
    matches!(*lengths, [4] | [4, 2] | [4, 4]) && century && years.into_iter().all(digits)
}

/// Whether a cell below a header such as 单位 holds a unit, perhaps with a scale, and not the name of a body.
pub(super) fn is_unit(cell: &str, lexicon: &Lexicon) -> bool {
    let cell = lexicon.fold.apply(cell.trim());
    let first = cell.split(['、', '，', ',', ' ', '/', '／']).next().unwrap_or_default();
    let scale = |character: char| matches!(lexicon.numerals.sign(character), Some(Sign::Scale(_)));
    let unit = first.trim_start_matches(scale);
    let known = lexicon
        .units
        .at_start(unit)
        .is_some_and(|(form, _)| form.len() == unit.len());
    known || (unit.is_empty() && !first.is_empty())
}

pub(super) fn is_figure(text: &str) -> bool {
    let text = text.trim();
    text.chars().any(|character| character.is_ascii_digit())
        && text
            .chars()
            .all(|character| character.is_ascii_digit() || ",.%-+ ".contains(character))
}
