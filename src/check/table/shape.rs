//! Rows of cells in columns to tables: where their headers end, which lists stand side by side, what names a row.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::text::Text;
use crate::lexicon::Checks;
use crate::span::Span;

use super::{Cell, Holds, Row, Table, code, label, outline};

/// Of the rows in which a list at the right has a figure, so many must have a name of it: two of three.
const NAMED: (usize, usize) = (2, 3);

/// The tables in `rows`, of which all are `width` cells wide. A header in their midst begins another one.
pub fn tables(text: &Text<'_>, rows: Vec<Vec<Cell>>, width: usize) -> Vec<Table> {
    let mut found = Vec::new();
    for part in parts(text, rows) {
        let sides = sides(text, &part.rows, width);
        found.extend(sides.into_iter().map(|side| part.table(text, side)));
    }
    found
}

/// Rows below one header.
#[derive(Default)]
struct Part {
    head: Vec<Vec<Cell>>,
    rows: Vec<Vec<Cell>>,
    goes_on: bool,
}

/// Divides rows at the headers among them; one that a new page repeats divides nothing.
fn parts(text: &Text<'_>, rows: Vec<Vec<Cell>>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut part = Part::default();
    for row in rows {
        let heads = is_heading(&row);
        if heads && part.rows.is_empty() {
            part.head.push(row);
        } else if heads && words(&row).len() > 1 {
            let known = |head: &Vec<Cell>| names(text, head) == names(text, &row);
            if part.head.iter().any(known) {
                continue;
            }
            let goes_on = part.rows.last().is_some_and(|last| !is_heading(last));
            let next = Part {
                head: vec![row],
                goes_on,
                ..Part::default()
            };
            parts.push(std::mem::replace(&mut part, next));
        } else {
            part.rows.push(row);
        }
    }
    parts.push(part);
    parts.retain(|part| !part.rows.is_empty());
    parts
}

/// Whether a row holds no figure and no mark of none.
fn is_heading(row: &[Cell]) -> bool {
    row.iter().all(|cell| matches!(cell.holds, Holds::Words | Holds::Blank))
}

/// Where the words of a row stand; those of a merged cell once.
fn words(row: &[Cell]) -> HashSet<Span> {
    let words = row.iter().filter(|cell| cell.holds == Holds::Words);
    words.map(|cell| cell.span).collect()
}

/// The words of a row.
fn names(text: &Text<'_>, row: &[Cell]) -> Vec<String> {
    row.iter().map(|cell| label(cell.span.of(&text.source.text))).collect()
}

/// Whether a cell holds words, and not only a number that was set aside.
fn is_name(text: &Text<'_>, cell: &Cell) -> bool {
    cell.holds == Holds::Words && cell.span.of(&text.source.text).contains(char::is_alphabetic)
}

/// How many rows have a name, and how many a figure in `column`.
fn count(text: &Text<'_>, rows: &[Vec<Cell>], column: usize) -> (usize, usize) {
    let cells = || rows.iter().filter_map(|row| row.get(column));
    let figures = cells().filter(|cell| cell.figure().is_some());
    (cells().filter(|cell| is_name(text, cell)).count(), figures.count())
}

/// The columns of each list: a column of names behind one of figures begins another list, such as expenses beside
/// income.
fn sides(text: &Text<'_>, rows: &[Vec<Cell>], width: usize) -> Vec<Range<usize>> {
    let counts: Vec<(usize, usize)> = (0..width).map(|column| count(text, rows, column)).collect();
    let opens = |column: &usize| {
        let own = |column: usize| counts.get(column).copied().unwrap_or_default();
        let (names, figures) = own(*column);
        let (before, behind) = (own(column - 1), own(column + 1));
        let named = rows.iter().filter(|row| {
            let figure = row.get(column + 1).is_some_and(|cell| cell.figure().is_some());
            figure && row.get(*column).is_some_and(|cell| is_name(text, cell))
        });
        names > 1
            && figures == 0
            && before.0 == 0
            && before.1 > 0
            && behind.1 > 0
            && named.count() * NAMED.1 >= behind.1 * NAMED.0
            && differ(text, rows, *column)
    };
    let mut starts: Vec<usize> = std::iter::once(0).chain((2..width).filter(opens)).collect();
    starts.push(width);
    let pairs = starts.iter().zip(starts.iter().skip(1));
    pairs.map(|(from, to)| *from..*to).collect()
}

/// Whether hardly a name of `column` comes again, as units do.
fn differ(text: &Text<'_>, rows: &[Vec<Cell>], column: usize) -> bool {
    let cells = rows.iter().filter_map(|row| row.get(column));
    let names: Vec<String> = cells
        .filter(|cell| is_name(text, cell))
        .map(|cell| label(cell.span.of(&text.source.text)))
        .collect();
    let different: HashSet<&String> = names.iter().collect();
    different.len() * NAMED.1 >= names.len() * NAMED.0
}

impl Part {
    /// The table in the columns `side`: its labels, and what stands behind them.
    fn table(&self, text: &Text<'_>, side: Range<usize>) -> Table {
        let full = self.rows.iter().filter(|row| !is_heading(row)).count();
        let most = |column: &usize| {
            let (names, figures) = count(text, &self.rows, *column);
            names > figures && names * 2 >= full
        };
        let any = |column: &usize| {
            let (names, figures) = count(text, &self.rows, *column);
            names > figures
        };
        let labels = side.clone().find(most).or_else(|| side.clone().find(any));
        let behind = labels.map_or(side.start, |labels| labels + 1)..side.end;
        let cells = |row: &[Cell]| -> Vec<Cell> {
            let start = row.get(side.start).map_or(0, |first| first.span.start);
            let named = labels.and_then(|labels| row.get(labels)).copied();
            let named = named.filter(|cell| cell.holds == Holds::Words);
            // The label of a total may stand in the columns of codes before.
            let before = || {
                let codes = row.get(side.start..labels.unwrap_or(side.start)).unwrap_or_default();
                codes.iter().find(|cell| is_name(text, cell)).copied()
            };
            let first = named.or_else(before).unwrap_or(Cell::blank(start));
            std::iter::once(first)
                .chain(row.get(behind.clone()).unwrap_or_default().iter().copied())
                .collect()
        };
        let row = |row: &Vec<Cell>| {
            let cells = cells(row);
            let words = cells.first().filter(|cell| cell.holds == Holds::Words);
            let words = words.map_or("", |cell| cell.span.of(&text.source.text));
            let codes = row.get(side.start..labels.unwrap_or(side.start)).unwrap_or_default();
            Row {
                code: code::of(codes.iter().map(|cell| cell.span.of(&text.source.text)), words),
                label: label(code::without(words)),
                cells,
            }
        };
        let mut rows: Vec<Row> = self.rows.iter().map(row).collect();
        if rows.iter().all(|row| row.code.is_empty()) {
            set_levels(text, &mut rows);
        }
        // A title over all columns names none of them.
        let heads = self.head.iter().filter(|head| words(head).len() > 1);
        Table {
            head: heads.map(|head| cells(head)).collect(),
            rows,
            width: behind.len() + 1,
            goes_on: self.goes_on,
            sure: true,
        }
    }
}

/// Gives rows with figures that are marked as an outline is, and are no totals, the codes of their levels.
fn set_levels(text: &Text<'_>, rows: &mut [Row]) {
    let words = Checks::builtin();
    let counted =
        |row: &Row| !row.is_heading() && !words.sums.holds(&row.label) && words.among.begins(&row.label).is_none();
    let written = |row: &Row| row.cells.first().map_or("", |cell| cell.span.of(&text.source.text));
    let labels: Vec<&str> = rows
        .iter()
        .map(|row| if counted(row) { written(row) } else { "" })
        .collect();
    let Some(codes) = outline::codes(&labels) else { return };
    rows.iter_mut().zip(codes).for_each(|(row, code)| row.code = code);
}
