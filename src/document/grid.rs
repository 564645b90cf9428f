//! Tables with their whole grid at hand: cells that take several rows or columns, headers of several rows, labels of
//! several columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::join;
use super::passage::{Block, Cell, Passage};
use super::table::{header, is_figure, is_unit};
use crate::lexicon::Lexicon;
use crate::source::{Grid, GridCell};
use crate::span::Span;

/// A header takes no more rows.
const DEEPEST_HEADER: usize = 5;
/// Cells with fewer columns of text are no prose.
const LEAST_PROSE: usize = 24;
/// The most characters of a cue or a sign of money before a figure.
const CUE: usize = 3;
/// The most letters of a cell that is a figure with its unit.
const UNIT: usize = 7;

/// What is known of a table from the text around it.
pub(super) struct Context<'c> {
    /// The heading path above it.
    pub section: &'c Arc<str>,
    /// The unit of its unit line.
    pub unit: &'c str,
    /// The lines above it, the nearest first, then the headings.
    pub captions: &'c [String],
    /// The words in force.
    pub lexicon: &'c Lexicon,
}

/// The passages of a table's cells.
pub(super) fn read<'a>(source: &'a str, grid: &Grid, context: &Context<'_>) -> Vec<Passage<'a>> {
    let mut cells: Vec<Filled<'a>> = grid
        .cells
        .iter()
        .filter_map(|cell| Filled::of(source, cell, context))
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let first = cells.first().map_or(0, |cell| cell.row);
    cells.iter_mut().for_each(|cell| cell.row -= first);
    let table = Table::of(&cells, context);
    cells
        .iter()
        .map(|cell| {
            let mut passage = cell.passage.clone();
            (passage.block, passage.cell) = table.describe(cell);
            if passage.block == Block::Item {
                passage.marker = context.lexicon.outline.mark(&passage.text).map_or(0, |mark| mark.len);
            }
            passage
        })
        .collect()
}

/// A cell with its text.
#[derive(Clone)]
struct Filled<'a> {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    passage: Passage<'a>,
    figure: bool,
}

impl<'a> Filled<'a> {
    fn of(source: &'a str, cell: &GridCell, context: &Context<'_>) -> Option<Self> {
        let mut passage = Passage::of(source, Span::default(), Block::Cell, context.section);
        cell.lines.iter().for_each(|line| passage.push(*line));
        let text = passage.text.trim();
        (!text.is_empty()).then(|| Self {
            row: cell.row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
            figure: is_amount(text, context.lexicon),
            passage: passage.clone(),
        })
    }

    fn text(&self) -> &str {
        self.passage.text.trim()
    }

    /// Whether it stands in `column`, perhaps with others.
    const fn covers(&self, column: usize) -> bool {
        self.column <= column && column < self.column + self.columns
    }

    /// Whether it is running text, which is read as such wherever it stands.
    fn is_prose(&self) -> bool {
        join::width(self.text()) >= LEAST_PROSE && self.text().contains(['。', '，', '；'])
    }

    /// Whether it holds words.
    fn has_words(&self) -> bool {
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
    is_figure(text) || (digits > 0 && before <= CUE && words <= UNIT && !numbered)
}

/// What a table's header and labels say.
struct Table<'t> {
    /// How many rows the header takes.
    header: usize,
    /// For each column the words of its header, and the unit in them.
    columns: BTreeMap<usize, (String, String)>,
    /// The column that gives each row's unit.
    units: Option<usize>,
    /// Columns that number or name rows for machines.
    codes: Vec<usize>,
    unit: String,
    rows: BTreeMap<usize, Vec<&'t Filled<'t>>>,
    captions: Vec<String>,
    lexicon: &'t Lexicon,
}

impl<'t> Table<'t> {
    fn of(cells: &'t [Filled<'t>], context: &'t Context<'t>) -> Self {
        let mut rows: BTreeMap<usize, Vec<&Filled<'_>>> = BTreeMap::new();
        for cell in cells {
            for row in cell.row..cell.row + cell.rows {
                rows.entry(row).or_default().push(cell);
            }
        }
        rows.values_mut().for_each(|row| row.sort_by_key(|cell| cell.column));
        let outline = &context.lexicon.outline;
        let mut unit = context.unit.to_owned();
        let mut captions: Vec<String> = Vec::new();
        // Above the header a title or a unit line may stand in the table itself.
        let mut top = 0;
        let width = cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
        for (index, row) in &rows {
            let alone = width > 1
                && row.iter().all(|cell| !cell.figure)
                && (row.len() == 1 || row.iter().any(|cell| outline.unit_line(cell.text()).is_some()));
            if !alone || *index > DEEPEST_HEADER {
                break;
            }
            top = index + 1;
            for cell in row {
                if let Some(found) = outline.unit_line(cell.text()) {
                    found.clone_into(&mut unit);
                }
                captions.push(cell.text().to_owned());
            }
        }
        captions.extend(context.captions.iter().cloned());
        let mut table = Table {
            header: top,
            columns: BTreeMap::new(),
            units: None,
            codes: Vec::new(),
            unit,
            rows,
            captions,
            lexicon: context.lexicon,
        };
        table.read_header(top, width);
        table
    }

    /// The rows from `top` on without figures, which name the columns.
    fn read_header(&mut self, top: usize, width: usize) {
        let outline = &self.lexicon.outline;
        let is_header = |cell: &&Filled<'_>| !cell.figure && !cell.is_prose();
        let mut end = top;
        for (index, row) in self.rows.range(top..) {
            let plain = row.iter().all(is_header);
            let reaches = *index == end && row.iter().any(|cell| cell.row < end);
            if *index > top + DEEPEST_HEADER || !plain || *index != end {
                break;
            }
            // A row below the first is part of the header only where one of its cells reaches into it.
            let first = *index == top;
            let split = self
                .rows
                .get(&top)
                .is_some_and(|first| first.iter().any(|cell| cell.columns > 1));
            if !first && !reaches && !split {
                break;
            }
            end = index + 1;
        }
        if end == top || self.rows.range(end..).next().is_none() {
            return;
        }
        self.header = end;
        for column in 0..width.min(4096) {
            let mut words: Vec<&str> = Vec::new();
            let mut unit = String::new();
            for cell in self
                .rows
                .range(top..end)
                .flat_map(|(_, row)| row)
                .filter(|cell| cell.covers(column))
            {
                let (name, own) = split(cell.text());
                if words.last() != Some(&name) {
                    words.push(name);
                }
                if !own.is_empty() {
                    own.clone_into(&mut unit);
                }
            }
            let words = words.join(" ");
            if outline.is_unit_column(&words) {
                self.units = Some(column);
            }
            if outline.is_code_column(&words) {
                self.codes.push(column);
            }
            self.columns.insert(column, (words, unit));
        }
    }

    fn describe(&self, cell: &Filled<'_>) -> (Block, Option<Cell>) {
        if cell.row < self.header && !cell.is_prose() || self.is_code(cell) {
            return (Block::Heading, None);
        }
        if !cell.figure {
            return (Block::Item, None);
        }
        let row = self.rows.get(&cell.row).map(Vec::as_slice).unwrap_or_default();
        let label = self.label(cell, row).map(Filled::text).unwrap_or_default();
        let (label, label_unit) = split(label);
        let (column, column_unit) = self.header_of(cell);
        let of_row = row.iter().find(|other| self.is_unit(other));
        let of_row = of_row.map(|cell| cell.text()).unwrap_or_default();
        let units = [column_unit.as_str(), of_row, label_unit, self.unit.as_str()];
        let unit = units.into_iter().find(|unit| !unit.is_empty()).unwrap_or_default();
        // A row that is labelled with a date is named by its column.
        let dated = self.lexicon.outline.is_date(label);
        let mut captions = self.captions.clone();
        let left = row.iter().filter(|other| other.column < cell.column);
        let date = left
            .filter(|other| self.is_dated(other))
            .map(|other| other.text())
            .next();
        if let Some(date) = date.or(dated.then_some(label)) {
            captions.insert(0, date.to_owned());
        }
        let described = Cell {
            row: Arc::from(if dated { "" } else { label }),
            column: Arc::from(column),
            unit: Arc::from(unit),
            captions: Arc::from(captions.join("\n")),
        };
        (Block::Cell, Some(described))
    }

    /// Whether a cell gives the unit of its row.
    fn is_unit(&self, cell: &Filled<'_>) -> bool {
        self.units.is_some_and(|units| cell.covers(units)) && is_unit(cell.text(), self.lexicon)
    }

    /// Whether a cell holds a date that is not just a number.
    fn is_dated(&self, cell: &Filled<'_>) -> bool {
        let text = cell.text();
        let number = text
            .chars()
            .all(|character| character.is_ascii_digit() || character == '.');
        let dotted = text.matches('.').count() < 2;
        self.lexicon.outline.is_date(text) && !(number && dotted)
    }

    /// What the header says of a cell; of one over several columns, what it says of all of them.
    fn header_of(&self, cell: &Filled<'_>) -> (String, String) {
        let mut columns = (cell.column..cell.column + cell.columns).filter_map(|column| self.columns.get(&column));
        let Some((words, unit)) = columns.next().cloned() else {
            return (String::new(), String::new());
        };
        columns.fold((words, unit), |(words, unit), (other, own)| {
            let all: Vec<&str> = words
                .split(' ')
                .zip(other.split(' '))
                .take_while(|(one, other)| one == other)
                .map(|(one, _)| one)
                .collect();
            (all.join(" "), if unit == *own { unit } else { String::new() })
        })
    }

    /// Numbers in columns of codes, and rows that only number the columns.
    fn is_code(&self, cell: &Filled<'_>) -> bool {
        let row = self.rows.get(&cell.row).map(Vec::as_slice).unwrap_or_default();
        let numbers = row.iter().filter(|cell| !self.codes.contains(&cell.column));
        let mut next = 0;
        let counted = row.len() > 2
            && numbers.filter(|cell| cell.figure).all(|cell| {
                let number: Option<usize> = cell.text().parse().ok();
                let follows = number.is_some_and(|number| number == next + 1);
                next += 1;
                follows
            })
            && next > 2;
        counted || (self.codes.contains(&cell.column) && cell.columns == 1)
    }

    /// The words that name a figure: of the cells with words at its left, up to the figure before, the first; where
    /// that one takes several rows, the last.
    fn label<'r>(&self, cell: &Filled<'_>, row: &[&'r Filled<'r>]) -> Option<&'r Filled<'r>> {
        let left = row.iter().filter(|other| other.column < cell.column);
        let usable =
            |other: &Filled<'_>| !self.is_unit(other) && (other.has_words() || !self.codes.contains(&other.column));
        let mut nearest: Vec<&Filled<'_>> = Vec::new();
        let mut figure = false;
        for other in left {
            if other.figure && usable(other) {
                figure = true;
            } else if other.has_words() && usable(other) {
                if figure {
                    nearest.clear();
                    figure = false;
                }
                nearest.push(other);
            }
        }
        // Where a row has a date and a name, the name says what is counted.
        if nearest.iter().any(|other| !self.is_dated(other)) {
            nearest.retain(|other| !self.is_dated(other));
        }
        let first = nearest.first()?;
        let spans = first.rows > 1 && nearest.len() > 1;
        Some(if spans { nearest.last()? } else { first })
    }
}

/// Words, and the unit in brackets behind them.
fn split(text: &str) -> (&str, &str) {
    header(text)
}
