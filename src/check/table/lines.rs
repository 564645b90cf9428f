//! The rows and the columns of a table as lines of amounts, with what their labels say of them.

use rust_decimal::Decimal;

use crate::check::relation::{Operand, Role};
use crate::check::slip;
use crate::check::text::Text;
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
    /// What stands in it, one for each column or row.
    pub items: Vec<Item>,
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

/// The rows of a table.
pub fn rows(text: &Text<'_>, table: &Table, headers: &[String], words: &Checks) -> Vec<Line> {
    let slots: Vec<(bool, bool)> = (1..table.width)
        .map(|column| {
            let scaled = is_scaled(text, (0..table.rows.len()).map(|row| (row, column)), table);
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
        items: (1..table.width)
            .zip(&slots)
            .map(|(column, &(scaled, rate))| {
                if rate {
                    Item::Gap
                } else {
                    item(text, table, (index, column), scaled)
                }
            })
            .collect(),
    };
    table.rows.iter().enumerate().map(line).collect()
}

/// The columns of a table behind its labels.
pub fn columns(text: &Text<'_>, table: &Table, headers: &[String], words: &Checks) -> Vec<Line> {
    let count = table.rows.len();
    let scaled: Vec<bool> = (0..count)
        .map(|row| is_scaled(text, (1..table.width).map(|column| (row, column)), table))
        .collect();
    let line = |column: usize| {
        let items: Vec<Item> = (0..count)
            .zip(&scaled)
            .map(|(row, scaled)| item(text, table, (row, column), *scaled))
            .collect();
        let header = headers.get(column).map_or("", String::as_str);
        let shares = items
            .iter()
            .any(|item| matches!(item, Item::Figure(amount) if amount.percent));
        let empty = !items.iter().any(|item| matches!(item, Item::Figure(_)));
        Line {
            kind: if shares || empty || is_rate(header, words) {
                Kind::Aside
            } else {
                kind(header, words)
            },
            minus: false,
            code: String::new(),
            items,
        }
    };
    (1..table.width).map(line).collect()
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
fn is_scaled(text: &Text<'_>, places: impl Iterator<Item = (usize, usize)>, table: &Table) -> bool {
    let mut scales = Vec::new();
    for (row, column) in places {
        let Some(figure) = table.figure(text, row, column) else {
            continue;
        };
        if written(figure).is_none() {
            return false;
        }
        scales.extend(scale(figure));
    }
    scales.iter().any(|scale| Some(scale) != scales.first())
}

fn item(text: &Text<'_>, table: &Table, (row, column): (usize, usize), scaled: bool) -> Item {
    let Some(cell) = table.rows.get(row).and_then(|row| row.cells.get(column)) else {
        return Item::Gap;
    };
    match cell.holds {
        Holds::Nil => Item::Nil,
        Holds::Blank if table.sure => Item::Blank,
        Holds::Blank | Holds::Words => Item::Gap,
        Holds::Figure(place) => {
            let Some(figure) = text.figure(place) else {
                return Item::Gap;
            };
            let operand = if scaled {
                as_written(figure, Role::Part)
            } else {
                Operand::new(figure.entry, Role::Part)
            };
            operand.value.map_or(Item::Gap, |value| {
                Item::Figure(Amount {
                    place,
                    value,
                    core: operand.core,
                    digits: slip::length(&operand.text),
                    percent: figure.is_percent(),
                    written: scaled,
                })
            })
        }
    }
}
