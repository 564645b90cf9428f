//! What the header and the labels of a table say of its cells.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::column::{self, Column};
use super::grid::{Context, Filled};
use super::names::Names;
use super::passage::{Block, Cell};
use super::sides::Sides;
use super::table::{is_unit, is_year};
use super::unit;
use crate::lexicon::Lexicon;

/// A header takes no more rows.
const DEEPEST: usize = 5;
/// Digits of a year.
const YEAR: usize = 4;
/// More columns have no headers.
const WIDEST: usize = 4096;

/// What a table hands on to the next, which may go on with it: what its header and the lines above it say.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    width: usize,
    columns: BTreeMap<usize, Column>,
    unit: String,
    captions: Vec<String>,
}

/// A table as its header divides it.
pub(super) struct Table<'t> {
    /// How many rows the header takes, with lines above it.
    header: usize,
    width: usize,
    columns: BTreeMap<usize, Column>,
    /// The column that gives each row's unit.
    units: Option<usize>,
    /// Columns that number or name rows for machines.
    codes: BTreeSet<usize>,
    sides: Sides,
    /// For each figure, by row and column, the cell that names it.
    labels: BTreeMap<(usize, usize), &'t Filled<'t>>,
    /// Row and column of those cells.
    names: BTreeSet<(usize, usize)>,
    /// For each row the first cell that says when its figures hold.
    dates: BTreeMap<usize, &'t Filled<'t>>,
    /// Rows that only number the columns.
    counted: BTreeSet<usize>,
    unit: String,
    /// The unit of each row, from its own cell or, for a part of the row above, from that one.
    of_rows: BTreeMap<usize, String>,
    rows: BTreeMap<usize, Vec<&'t Filled<'t>>>,
    captions: Vec<String>,
    lexicon: &'t Lexicon,
}

impl<'t> Table<'t> {
    /// Reads the header and the labels of `cells`.
    pub fn of(cells: &'t [Filled<'t>], context: &'t Context<'t>) -> Self {
        let mut rows: BTreeMap<usize, Vec<&Filled<'_>>> = BTreeMap::new();
        for cell in cells {
            for row in cell.row..cell.row + cell.rows {
                rows.entry(row).or_default().push(cell);
            }
        }
        rows.values_mut().for_each(|row| row.sort_by_key(|cell| cell.column));
        let mut table = Table {
            header: 0,
            width: cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0),
            columns: BTreeMap::new(),
            units: None,
            codes: BTreeSet::new(),
            sides: Sides::default(),
            labels: BTreeMap::new(),
            names: BTreeSet::new(),
            dates: BTreeMap::new(),
            counted: BTreeSet::new(),
            unit: context.captions.unit.clone(),
            of_rows: BTreeMap::new(),
            rows,
            captions: Vec::new(),
            lexicon: context.lexicon,
        };
        table.read_title();
        table.captions.extend(context.captions.lines.iter().cloned());
        table.read_header();
        if let Some(above) = context.above {
            table.go_on(above);
        }
        table.sides = Sides::of(table.body(), &table.columns);
        table.of_rows = table.units_of_rows();
        table.read_rows();
        table
    }

    /// Finds what numbers columns, says when, and names figures in each row.
    fn read_rows(&mut self) {
        let rows = || self.rows.range(self.header..);
        let counted = rows().filter(|(_, row)| self.is_counted(row)).map(|(index, _)| *index);
        self.counted = counted.collect();
        let rows = || self.rows.range(self.header..);
        let dated = |row: &[&'t Filled<'t>]| row.iter().find(|cell| self.dates_row(cell)).copied();
        let dates: BTreeMap<usize, &Filled<'_>> =
            rows().filter_map(|(index, row)| Some((*index, dated(row)?))).collect();
        let labels: BTreeMap<(usize, usize), &Filled<'_>> =
            rows().rev().flat_map(|(_, row)| self.labels_of(row)).collect();
        self.names = labels.values().map(|label| (label.row, label.column)).collect();
        (self.dates, self.labels) = (dates, labels);
    }

    /// The cells below the header, each once.
    fn body(&self) -> impl Iterator<Item = &'t Filled<'t>> + '_ {
        let rows = self.rows.range(self.header..);
        rows.flat_map(|(index, row)| row.iter().filter(|cell| cell.row.max(self.header) == *index).copied())
    }

    /// What the next table may need.
    pub fn known(&self) -> Known {
        Known {
            width: self.width,
            columns: self.columns.clone(),
            unit: self.unit.clone(),
            captions: self.captions.clone(),
        }
    }

    /// Above the header a title or a unit line may stand in the table itself.
    fn read_title(&mut self) {
        let outline = &self.lexicon.outline;
        for (index, row) in &self.rows {
            let alone = self.width > 1
                && row.iter().all(|cell| !cell.figure)
                && (row.len() == 1 || row.iter().any(|cell| outline.stated_unit(cell.text()).is_some()));
            if !alone || *index > DEEPEST {
                break;
            }
            self.header = index + 1;
            for cell in row {
                if let Some(found) = outline.unit_line(cell.text()) {
                    found.clone_into(&mut self.unit);
                }
                self.captions.push(cell.text().to_owned());
            }
        }
    }

    /// The rows below the title without figures, which name the columns.
    fn read_header(&mut self) {
        let top = self.header;
        let end = self.end_of_header(top);
        if end == top || self.rows.range(end..).next().is_none() {
            return;
        }
        self.header = end;
        for at in 0..self.width.min(WIDEST) {
            let cells = self.rows.range(top..end).flat_map(|(_, row)| row);
            let column = Column::of(cells.filter(|cell| cell.covers(at)), self.lexicon);
            self.columns.insert(at, column);
        }
        self.name_columns();
    }

    /// Finds the columns that give units and codes.
    fn name_columns(&mut self) {
        let outline = &self.lexicon.outline;
        let with = |is: &dyn Fn(&Column) -> bool| -> Vec<usize> {
            let found = self.columns.iter().filter(|(_, column)| is(column));
            found.map(|(at, _)| *at).collect()
        };
        self.units = with(&|column| outline.tables.is_unit_column(&column.words))
            .last()
            .copied();
        self.codes = with(&|column| outline.tables.is_code_column(&column.words))
            .into_iter()
            .collect();
    }

    /// The first row below those that name columns.
    fn end_of_header(&self, top: usize) -> usize {
        let split = self
            .rows
            .get(&top)
            .is_some_and(|first| first.iter().any(|cell| cell.columns > 1));
        let mut end = top;
        for (index, row) in self.rows.range(top..) {
            let dated = |cell: &&Filled<'_>| column::names_date(cell.text(), self.lexicon);
            let words =
                (*index == top && row.len() > 1 && row.iter().all(dated)) || row.iter().any(|cell| !cell.figure);
            let plain = row
                .iter()
                .all(|cell| (!cell.figure || (words && dated(cell))) && !cell.is_prose());
            let reaches = *index == end && row.iter().any(|cell| cell.row < end);
            // A row below the first is part of the header only where one of its cells reaches into it, or all are units.
            let units = row.iter().all(|cell| unit::alone(cell.text(), self.lexicon).is_some());
            let belongs = *index == top || reaches || split || units;
            if *index > top + DEEPEST || *index != end || !(plain || (units && *index > top)) || !belongs {
                break;
            }
            end = index + 1;
        }
        end
    }

    /// A table with the header of the one right above goes on with it, and so do rows without a header on the next
    /// page.
    fn go_on(&mut self, above: &Known) {
        let same = !self.columns.is_empty() && self.columns == above.columns;
        let bare = self.columns.is_empty() && self.width == above.width;
        if bare {
            self.columns.clone_from(&above.columns);
            self.name_columns();
        }
        if same || bare {
            if self.unit.is_empty() {
                self.unit.clone_from(&above.unit);
            }
            self.captions.extend(above.captions.iter().cloned());
        }
    }

    /// What `cell` is, and what the table says of it.
    pub fn describe(&self, cell: &Filled<'_>) -> (Block, Option<Cell>) {
        if cell.row < self.header && !cell.is_prose() || self.is_code(cell) {
            return (Block::Heading, None);
        }
        if !cell.figure {
            let names = self.names.contains(&(cell.row, cell.column)) && !cell.is_prose();
            return (if names { Block::Label } else { Block::Item }, None);
        }
        let label = self.labels.get(&(cell.row, cell.column));
        let written = label.map(|label| label.text()).unwrap_or_default();
        let (label, _) = unit::of_label(written, self.lexicon);
        let column = self.header_of(cell);
        // A row that is labelled with a date is named by its column.
        let dated = self.lexicon.outline.is_date(label);
        let date = self.dates.get(&cell.row).filter(|date| date.column < cell.column);
        let date = date.map(|date| date.text());
        let date = date.or(dated.then_some(label));
        let captions: Vec<&str> = date
            .into_iter()
            .chain(self.captions.iter().map(String::as_str))
            .collect();
        let described = Cell {
            row: Arc::from(if dated { "" } else { label }),
            column: Arc::from(column.words.as_str()),
            unit: Arc::from(self.unit_of(cell, written, &column)),
            captions: Arc::from(captions.join("\n")),
            negative: cell.negative,
        };
        (Block::Cell, Some(described))
    }

    /// The unit of a cell: of its column, of its row, or of the table; one of ratios for a ratio.
    fn unit_of(&self, cell: &Filled<'_>, label: &str, column: &Column) -> String {
        let outline = &self.lexicon.outline;
        let (words, own) = unit::of_label(label, self.lexicon);
        let ratio = outline.tables.is_ratio(&column.name) || outline.tables.is_ratio(words);
        let count = outline.tables.is_count(&column.name) || outline.tables.is_count(words);
        let of_table = match count {
            true => unit::of_counts(&self.unit, self.lexicon),
            false => unit::pick(&self.unit, ratio),
        };
        let units = [
            unit::pick(&column.unit, ratio),
            self.of_rows.get(&cell.row).map_or("", String::as_str),
            own,
            of_table,
        ];
        units
            .into_iter()
            .find(|unit| !unit.is_empty())
            .unwrap_or_default()
            .to_owned()
    }

    /// The units of rows: a part of the row above has its unit, and so has a row whose cell says that.
    fn units_of_rows(&self) -> BTreeMap<usize, String> {
        let outline = &self.lexicon.outline;
        let mut units = BTreeMap::new();
        let (mut whole, mut within) = (String::new(), false);
        for (index, row) in self.rows.range(self.header..) {
            let cell = row
                .iter()
                .find(|cell| self.units.is_some_and(|units| cell.covers(units)));
            let written = cell.map(|cell| cell.text()).unwrap_or_default();
            let label = row.iter().find(|cell| cell.has_words() && !self.is_unit(cell));
            let label = label.map(|cell| cell.text()).unwrap_or_default();
            let own = if is_unit(written, self.lexicon) {
                written
            } else {
                unit::of_label(label, self.lexicon).1
            };
            let part = outline.tables.is_part(label);
            let empty = written.is_empty();
            within = own.is_empty() && (part || outline.tables.is_ditto(written) || (within && empty));
            if !own.is_empty() {
                units.insert(*index, own.to_owned());
            } else if within && !whole.is_empty() {
                units.insert(*index, whole.clone());
            }
            if !part && !within {
                own.clone_into(&mut whole);
            }
        }
        units
    }

    /// Whether a cell gives the unit of its row.
    fn is_unit(&self, cell: &Filled<'_>) -> bool {
        let ditto = || self.lexicon.outline.tables.is_ditto(cell.text());
        self.units.is_some_and(|units| cell.covers(units)) && (is_unit(cell.text(), self.lexicon) || ditto())
    }

    /// Whether a cell says when the figures of its row hold: a date in the first column, or in one of dates. Other dates
    /// say when something began, ended or was signed.
    fn dates_row(&self, cell: &Filled<'_>) -> bool {
        let named = |column: &Column| self.lexicon.outline.tables.is_date_column(&column.name);
        let column = cell.column == 0 || self.columns.get(&cell.column).is_some_and(named);
        column && self.is_dated(cell)
    }

    /// Whether a cell holds a date that is not just a number.
    fn is_dated(&self, cell: &Filled<'_>) -> bool {
        let text = cell.text();
        let number = text
            .chars()
            .all(|character| character.is_ascii_digit() || character == '.');
        let dotted = text.matches('.').count() < 2;
        let year = cell.column == 0 && text.len() == YEAR && is_year(text);
        year || self.lexicon.outline.is_date(text) && !(number && dotted)
    }

    /// What the header says of a cell; of one over several columns, what it says of all of them.
    fn header_of(&self, cell: &Filled<'_>) -> Column {
        Column::common((cell.column..cell.column + cell.columns).filter_map(|column| self.columns.get(&column)))
    }

    /// Numbers in columns of codes, and rows that only number the columns.
    fn is_code(&self, cell: &Filled<'_>) -> bool {
        self.counted.contains(&cell.row) || (self.codes.contains(&cell.column) && cell.columns == 1)
    }

    /// Whether the figures of a row are 1, 2, 3 and so on.
    fn is_counted(&self, row: &[&Filled<'_>]) -> bool {
        let figures = row
            .iter()
            .filter(|cell| cell.figure && !self.codes.contains(&cell.column));
        let mut next = 0;
        let mut numbers = figures.map(|cell| cell.text().parse::<usize>().ok());
        let rises = numbers.all(|number| {
            next += 1;
            number == Some(next)
        });
        let named = row
            .first()
            .is_some_and(|cell| self.lexicon.outline.tables.is_code_column(cell.text()));
        rises && ((row.len() > 2 && next > 2) || (named && next > 0))
    }

    /// For each figure of a row, by its place, the cell that names it: in its own list of the table, where that has any.
    fn labels_of(&self, row: &[&'t Filled<'t>]) -> Vec<((usize, usize), &'t Filled<'t>)> {
        let mut labels = Vec::new();
        let dated = |cell: &Filled<'_>| self.is_dated(cell);
        let (mut own, mut whole, mut side) = (Names::default(), Names::default(), 0);
        for cell in row {
            let (start, sure) = self.sides.start(cell.column);
            if start != side {
                (own, side) = (Names::default(), start);
            }
            if cell.figure && !self.is_code(cell) {
                let label = own.best(dated).or_else(|| whole.best(dated).filter(|_| !sure));
                labels.extend(label.map(|label| ((cell.row, cell.column), label)));
            }
            let code = self.codes.contains(&cell.column) && !cell.has_words();
            if !(self.is_unit(cell) || code || self.sides.is_attribute(cell.column)) {
                own.see(cell);
                whole.see(cell);
            }
        }
        labels
    }
}
