//! Tables: rows of cells under a header, with the unit that the header or a line above gives.

use std::sync::Arc;

use super::passage::{Block, Cell, Passage};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// A table under way.
#[derive(Debug, Default)]
pub(super) struct Table {
    header: Vec<(String, String)>,
    unit: String,
}

impl Table {
    /// A table whose unit line said `unit`.
    pub(super) fn with_unit(unit: &str) -> Self {
        Self { header: Vec::new(), unit: unit.to_owned() }
    }

    /// The passages of one row: the first row without figures is the header.
    pub(super) fn row<'a>(&mut self, source: &'a str, cells: &[Span], section: &Arc<str>, lexicon: &Lexicon) -> Vec<Passage<'a>> {
        let is_header = self.header.is_empty() && cells.iter().skip(1).all(|cell| !is_figure(cell.of(source)));
        if is_header {
            self.header = cells.iter().map(|cell| header(cell.of(source))).collect();
        }
        let (label, label_unit) = cells.first().map(|cell| header(cell.of(source))).unwrap_or_default();
        let unit_cell = self.unit_cell(source, cells, lexicon);
        let describe = |index: usize| {
            let (column, column_unit) = self.header.get(index).cloned().unwrap_or_default();
            let unit = [column_unit, unit_cell.clone(), label_unit.clone(), self.unit.clone()].into_iter().find(|unit| !unit.is_empty());
            Cell { row: if index == 0 { String::new() } else { label.clone() }, column, unit: unit.unwrap_or_default() }
        };
        let passage = |(index, cell): (usize, &Span)| {
            let mut passage = Passage::of(source, *cell, if is_header { Block::Heading } else { Block::Cell }, section);
            passage.cell = (!is_header).then(|| describe(index));
            passage
        };
        cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(passage).collect()
    }

    /// A column of its own may give each row's unit.
    fn unit_cell(&self, source: &str, cells: &[Span], lexicon: &Lexicon) -> String {
        let index = self.header.iter().position(|(column, _)| lexicon.outline.is_unit_column(column));
        index.and_then(|index| cells.get(index)).map(|cell| cell.of(source).trim().to_owned()).unwrap_or_default()
    }
}

/// A header's words, and the unit in brackets behind them.
fn header(text: &str) -> (String, String) {
    let text = text.trim();
    let opening = text.rfind(['（', '(']).filter(|&at| at > 0 && text.ends_with(['）', ')']));
    match opening {
        Some(at) => {
            let unit = Span::new(at, text.len()).of(text).trim_matches(['（', '(', '）', ')', ' ', '±', '+', '-']);
            (Span::new(0, at).of(text).trim().to_owned(), unit.to_owned())
        }
        None => (text.to_owned(), String::new()),
    }
}

fn is_figure(text: &str) -> bool {
    let text = text.trim();
    text.chars().any(|character| character.is_ascii_digit()) && text.chars().all(|character| character.is_ascii_digit() || ",.%-+ ".contains(character))
}
