//! What the header and the labels of a table say of its cells.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::grid::{Context, Filled};
use super::passage::{Block, Cell};
use super::sides::Sides;
use super::table::{is_unit, is_year};
use super::unit;
use crate::lexicon::Lexicon;

/// A header takes no more rows.
const DEEPEST: usize = 5;
/// More columns have no headers.
const WIDEST: usize = 4096;

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
    codes: Vec<usize>,
    sides: Sides,
    /// Row and column of the cells that name figures.
    labels: BTreeSet<(usize, usize)>,
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
            codes: Vec::new(),
            sides: Sides::default(),
            labels: BTreeSet::new(),
            unit: context.unit.to_owned(),
            of_rows: BTreeMap::new(),
            rows,
            captions: Vec::new(),
            lexicon: context.lexicon,
        };
        table.read_title();
        table.captions.extend(context.captions.iter().cloned());
        table.read_header();
        if let Some(above) = context.above {
            table.go_on(above);
        }
        table.sides = Sides::of(table.body(), &table.columns);
        table.of_rows = table.units_of_rows();
        let figures = table.body().filter(|cell| cell.figure && !table.is_code(cell));
        table.labels = figures
            .filter_map(|cell| table.label(cell, table.row(cell.row)))
            .map(|label| (label.row, label.column))
            .collect();
        table
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
                && (row.len() == 1 || row.iter().any(|cell| outline.unit_line(cell.text()).is_some()));
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
            let column = column(cells.filter(|cell| cell.covers(at)), self.lexicon);
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
        self.codes = with(&|column| outline.tables.is_code_column(&column.words));
    }

    /// The first row below those that name columns.
    fn end_of_header(&self, top: usize) -> usize {
        let split = self
            .rows
            .get(&top)
            .is_some_and(|first| first.iter().any(|cell| cell.columns > 1));
        let mut end = top;
        for (index, row) in self.rows.range(top..) {
            let words = row.iter().any(|cell| !cell.figure);
            let plain = row
                .iter()
                .all(|cell| (!cell.figure || (words && is_year(cell.text()))) && !cell.is_prose());
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
            let names = self.labels.contains(&(cell.row, cell.column)) && !cell.is_prose();
            return (if names { Block::Label } else { Block::Item }, None);
        }
        let row = self.row(cell.row);
        let written = self.label(cell, row).map(|label| label.text()).unwrap_or_default();
        let (label, _) = unit::of_label(written, self.lexicon);
        let column = self.header_of(cell);
        // A row that is labelled with a date is named by its column.
        let dated = self.lexicon.outline.is_date(label);
        let mut left = row.iter().filter(|other| other.column < cell.column);
        let date = left.find(|other| self.dates_row(other)).map(|other| other.text());
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
        };
        (Block::Cell, Some(described))
    }

    fn row(&self, row: usize) -> &[&'t Filled<'t>] {
        self.rows.get(&row).map(Vec::as_slice).unwrap_or_default()
    }

    /// The unit of a cell: of its column, of its row, or of the table; one of ratios for a ratio.
    fn unit_of(&self, cell: &Filled<'_>, label: &str, column: &Column) -> String {
        let outline = &self.lexicon.outline;
        let (words, own) = unit::of_label(label, self.lexicon);
        let ratio = outline.tables.is_ratio(&column.name) || outline.tables.is_ratio(words);
        let units = [
            unit::pick(&column.unit, ratio),
            self.of_rows.get(&cell.row).map_or("", String::as_str),
            own,
            unit::pick(&self.unit, ratio),
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
        self.lexicon.outline.is_date(text) && !(number && dotted)
    }

    /// What the header says of a cell; of one over several columns, what it says of all of them.
    fn header_of(&self, cell: &Filled<'_>) -> Column {
        let mut columns = (cell.column..cell.column + cell.columns).filter_map(|column| self.columns.get(&column));
        let Some(first) = columns.next().cloned() else {
            return Column::default();
        };
        columns.fold(first, |own, other| {
            let all: Vec<&str> = own
                .words
                .split(' ')
                .zip(other.words.split(' '))
                .take_while(|(one, other)| one == other)
                .map(|(one, _)| one)
                .collect();
            Column {
                words: all.join(" "),
                name: if own.name == other.name {
                    own.name
                } else {
                    String::new()
                },
                unit: if own.unit == other.unit {
                    own.unit
                } else {
                    String::new()
                },
            }
        })
    }

    /// Numbers in columns of codes, and rows that only number the columns.
    fn is_code(&self, cell: &Filled<'_>) -> bool {
        let row = self.row(cell.row);
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

    /// The words that name a figure: in its own list of the table, where that has any.
    fn label<'r>(&self, cell: &Filled<'_>, row: &[&'r Filled<'r>]) -> Option<&'r Filled<'r>> {
        let (start, sure) = self.sides.start(cell.column);
        let own = self.nearest(row, start, cell.column);
        own.or_else(|| self.nearest(row, 0, cell.column).filter(|_| !sure))
    }

    /// Of the cells with words between two columns, up to the figure before, the first; where that one takes several
    /// rows, the last.
    fn nearest<'r>(&self, row: &[&'r Filled<'r>], start: usize, end: usize) -> Option<&'r Filled<'r>> {
        let left = row.iter().filter(|other| start <= other.column && other.column < end);
        let usable = |other: &Filled<'_>| {
            let code = self.codes.contains(&other.column) && !other.has_words();
            !(self.is_unit(other) || code || self.sides.is_attribute(other.column))
        };
        let mut nearest: Vec<&Filled<'_>> = Vec::new();
        let mut figure = false;
        for other in left.filter(|other| usable(other)) {
            if other.figure {
                figure = true;
            } else if other.has_words() {
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

/// What the cells of a header above one column say, from top to bottom.
fn column<'t>(cells: impl Iterator<Item = &'t &'t Filled<'t>>, lexicon: &Lexicon) -> Column {
    let mut words: Vec<&str> = Vec::new();
    let mut column = Column::default();
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
