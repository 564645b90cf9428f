//! The rows and the columns of a table as lines of amounts, with what their labels say of them.

use rust_decimal::Decimal;

use crate::check::relation::Role;
use crate::check::slip;
use crate::check::text::{Figure, Text};
use crate::lexicon::Checks;
use crate::number::Interval;

use super::{Holds, Table, as_written, scale, written};

/// A row or a column.
pub struct Line {
    /// What it is by its label.
    pub kind: Kind,
    /// Whether its figures are taken away.
    pub minus: bool,
    /// Its code in a tree of codes, perhaps none.
    pub code: String,
    /// Which one it is of those behind one that is only part of another: it may be one, too. None for others is 0.
    pub behind: usize,
    /// What stands in it, one for each column or row.
    pub items: Vec<Item>,
}

/// Counts the plain lines behind each that is only part of another, up to one that begins something else.
fn count_behind(lines: &mut [Line], among: impl Fn(usize) -> bool) {
    let mut behind = None;
    for (index, line) in lines.iter_mut().enumerate() {
        behind = match (line.kind, behind) {
            (Kind::Plain, Some(count)) if line.code.is_empty() => Some(count + 1),
            (Kind::Aside, count) if !among(index) => count,
            _ => among(index).then_some(0),
        };
        line.behind = behind.unwrap_or_default();
    }
}

/// What a line is by its label.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Begins a new list.
    Heading,
    /// A total; whether its label says nothing else.
    Total(bool),
    /// Anything else.
    Plain,
    /// Part of the line before, or no amount.
    Aside,
}

/// What stands where a row and a column meet.
#[derive(Clone, Copy)]
pub enum Item {
    /// A figure.
    Figure(Amount),
    /// A mark that says that there is none.
    Nil,
    /// Nothing, which says the same in tables that leave cells blank.
    Blank,
    /// Nothing that could be summed.
    Gap,
}

/// A figure as it is summed.
#[derive(Clone, Copy)]
pub struct Amount {
    /// Its index.
    pub place: usize,
    /// Its value.
    pub value: Decimal,
    /// The usual reading.
    pub core: Interval,
    /// How many digits it is written with.
    pub digits: usize,
    /// Whether it is a share or a rate.
    pub percent: bool,
    /// Whether it counts in the scale in which it is written.
    pub written: bool,
}

/// The figures of a table with what is asked of each time and again.
pub struct Grid<'t, 'a> {
    width: usize,
    cells: Vec<Option<Bare<'t, 'a>>>,
}

/// A figure of a cell.
#[derive(Clone, Copy)]
struct Bare<'t, 'a> {
    figure: &'t Figure<'a>,
    /// Whether nothing but its digits stands there.
    bare: bool,
    /// What it is worth of what is written.
    scale: Option<Decimal>,
    digits: usize,
}

impl<'t, 'a> Grid<'t, 'a> {
    /// Looks into the cells of `table` behind their labels.
    pub fn of(text: &'t Text<'a>, table: &Table) -> Self {
        let width = table.width;
        let cell = |(row, column): (usize, usize)| {
            let figure = table.figure(text, row, column)?;
            Some(Bare {
                figure,
                bare: written(figure).is_some(),
                scale: scale(figure),
                digits: slip::length(&figure.entry.text),
            })
        };
        let places = (0..table.rows.len()).flat_map(|row| (0..width).map(move |column| (row, column)));
        Self {
            width,
            cells: places.map(cell).collect(),
        }
    }

    fn get(&self, row: usize, column: usize) -> Option<&Bare<'t, 'a>> {
        self.cells.get(row * self.width + column)?.as_ref()
    }
}

/// The rows of a table.
pub fn rows(table: &Table, grid: &Grid<'_, '_>, headers: &[String], words: &Checks) -> Vec<Line> {
    let slots: Vec<(bool, bool)> = (1..table.width)
        .map(|column| {
            let scaled = is_scaled(grid, (0..table.rows.len()).map(|row| (row, column)));
            let header = headers.get(column).map_or("", String::as_str);
            (scaled, is_rate(header, words))
        })
        .collect();
    let line = |(index, row): (usize, &super::Row)| Line {
        kind: if row.is_heading() {
            Kind::Heading
        } else if words.among.begins(&row.label).is_some() {
            Kind::Aside
        } else {
            kind(&row.label, words)
        },
        minus: words.minus.begins(&row.label).is_some(),
        code: row.code.clone(),
        behind: 0,
        items: (1..table.width)
            .zip(&slots)
            .map(|(column, &(scaled, rate))| {
                if rate {
                    Item::Gap
                } else {
                    item(table, grid, (index, column), scaled)
                }
            })
            .collect(),
    };
    let mut lines: Vec<Line> = table.rows.iter().enumerate().map(line).collect();
    let among = |index: usize| {
        let row = table.rows.get(index);
        row.is_some_and(|row| words.among.begins(&row.label).is_some())
    };
    count_behind(&mut lines, among);
    lines
}

/// The columns of a table behind its labels.
pub fn columns(table: &Table, grid: &Grid<'_, '_>, headers: &[String], words: &Checks) -> Vec<Line> {
    let count = table.rows.len();
    let scaled: Vec<bool> = (0..count)
        .map(|row| is_scaled(grid, (1..table.width).map(|column| (row, column))))
        .collect();
    let line = |column: usize| {
        let items: Vec<Item> = (0..count)
            .zip(&scaled)
            .map(|(row, scaled)| item(table, grid, (row, column), *scaled))
            .collect();
        let header = headers.get(column).map_or("", String::as_str);
        let shares = items
            .iter()
            .any(|item| matches!(item, Item::Figure(amount) if amount.percent));
        let empty = !items.iter().any(|item| matches!(item, Item::Figure(_)));
        Line {
            kind: if shares || empty || is_rate(header, words) || words.among.begins(header).is_some() {
                Kind::Aside
            } else {
                kind(header, words)
            },
            minus: false,
            code: String::new(),
            behind: 0,
            items,
        }
    };
    let mut lines: Vec<Line> = (1..table.width).map(line).collect();
    // Behind a total in their midst its own parts may stand.
    let last = lines.iter().rposition(|line| matches!(line.kind, Kind::Total(_)));
    let inner = |index: usize, line: &Line| index > 0 && Some(index) < last && matches!(line.kind, Kind::Total(_));
    let totals: Vec<bool> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| inner(index, line))
        .collect();
    let among = |index: usize| {
        let header = headers.get(index + 1).map_or("", String::as_str);
        words.among.begins(header).is_some() || totals.get(index) == Some(&true)
    };
    count_behind(&mut lines, among);
    lines
}

/// Whether the label of a column says that its figures are rates or prices, which no sum is made of.
fn is_rate(header: &str, words: &Checks) -> bool {
    words.rates.ends(header).is_some() || words.paces.stands_in(header) || words.growth.ends(header).is_some()
}

fn kind(label: &str, words: &Checks) -> Kind {
    if words.sums.holds(label) {
        Kind::Total(true)
    } else if words.sum_ends.ends(label).is_some() || words.sum_opens.begins(label).is_some() {
        Kind::Total(false)
    } else {
        Kind::Plain
    }
}

/// Whether the figures at `places` are read in different scales, though all are bare numbers: the header of another
/// column gave some of them its unit.
fn is_scaled(grid: &Grid<'_, '_>, places: impl Iterator<Item = (usize, usize)>) -> bool {
    let (mut first, mut apart) = (None, false);
    for (row, column) in places {
        let Some(cell) = grid.get(row, column) else {
            continue;
        };
        if !cell.bare {
            return false;
        }
        let Some(scale) = cell.scale else { continue };
        apart |= *first.get_or_insert(scale) != scale;
    }
    apart
}

fn item(table: &Table, grid: &Grid<'_, '_>, (row, column): (usize, usize), scaled: bool) -> Item {
    let Some(cell) = table.rows.get(row).and_then(|row| row.cells.get(column)) else {
        return Item::Gap;
    };
    let (place, bare) = match (cell.holds, grid.get(row, column)) {
        (Holds::Nil, _) => return Item::Nil,
        (Holds::Blank, _) if table.sure => return Item::Blank,
        (Holds::Figure(place), Some(bare)) => (place, bare),
        _ => return Item::Gap,
    };
    let (value, core) = if scaled {
        let operand = as_written(bare.figure, Role::Part);
        (operand.value, operand.core)
    } else {
        (bare.figure.entry.value, bare.figure.core())
    };
    value.map_or(Item::Gap, |value| {
        Item::Figure(Amount {
            place,
            value,
            core,
            digits: bare.digits,
            percent: bare.figure.is_percent(),
            written: scaled,
        })
    })
}
