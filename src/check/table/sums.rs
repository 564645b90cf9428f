//! Which lines of a table are sums of others: rows of the rows above or below, columns of the columns beside.
//!
//! A line is bound by its label, or by its figures: where the lines before it make it in several columns at once, that
//! is no chance. A sum that was found takes the place of its parts, so that a total of subtotals is found the same way.

use rust_decimal::Decimal;

use crate::check::bounds::{add, meet, subtract};
use crate::check::relation::{Evidence, Law, Operand, Relation, Role, Verdict};
use crate::check::slip;
use crate::check::text::Text;
use crate::lexicon::Checks;
use crate::number::Interval;

use super::{Holds, Table, as_written, scale, written};

/// Most parts of a sum that its label tells, and of one that only its figures tell.
const MOST: usize = 60;
const FEW: usize = 12;
/// A sum of so many digits is no chance where another line confirms it.
const TELLING: usize = 3;
/// A figure of so many digits is hardly a slip by chance where the label alone says little.
const SURE: usize = 4;
/// A line is bound by its figures alone where so many of them agree.
const CONFIRMED: usize = 2;

/// A figure and those that make it.
pub struct Sum {
    /// The whole, then its parts.
    pub operands: Vec<Operand>,
    /// Whether they are shares.
    pub percent: bool,
    /// How many digits a figure must have for a slip in it to be told.
    pub digits: usize,
}

impl Sum {
    /// The sum as a relation of `rule`.
    pub fn relation(&self, rule: &'static str, assumption: &'static str) -> Relation {
        Relation {
            rule,
            law: Law::Sum,
            operands: self.operands.clone(),
            evidence: Evidence::Slip(self.digits, assumption),
        }
    }
}

/// A row or a column.
struct Line {
    kind: Kind,
    /// Whether its figures are taken away.
    minus: bool,
    items: Vec<Item>,
}

/// What a line is by its label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
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
enum Item {
    Figure(Amount),
    Nil,
    Gap,
}

/// A figure as it is summed.
#[derive(Clone, Copy)]
struct Amount {
    place: usize,
    value: Decimal,
    core: Interval,
    digits: usize,
    percent: bool,
    /// Whether it counts in the scale in which it is written.
    written: bool,
}

/// The sums of a table.
pub fn of(text: &Text<'_>, table: &Table, words: &Checks) -> Vec<Sum> {
    let headers: Vec<String> = (0..table.width).map(|column| table.header(text, column)).collect();
    let rows = rows(text, table, &headers, words);
    let mut sums = Vec::new();
    bind(text, &rows, &mut sums);
    let first = rows.iter().find(|row| !matches!(row.kind, Kind::Heading | Kind::Aside));
    let totals = rows.iter().filter(|row| matches!(row.kind, Kind::Total(_))).count();
    if totals == 1 && first.is_some_and(|row| matches!(row.kind, Kind::Total(_))) {
        let turned: Vec<Line> = rows.into_iter().rev().collect();
        bind(text, &turned, &mut sums);
    }
    let mut columns = columns(text, table, &headers, words);
    bind(text, &columns, &mut sums);
    if columns.first().is_some_and(|column| matches!(column.kind, Kind::Total(_))) {
        columns.reverse();
        bind(text, &columns, &mut sums);
    }
    sums
}

fn rows(text: &Text<'_>, table: &Table, headers: &[String], words: &Checks) -> Vec<Line> {
    let slots: Vec<bool> = (1..table.width)
        .map(|column| is_scaled(text, (0..table.rows.len()).map(|row| (row, column)), table))
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
        items: (1..table.width)
            .zip(&slots)
            .map(|(column, scaled)| match headers.get(column) {
                Some(header) if is_rate(header, words) => Item::Gap,
                _ => item(text, table, (index, column), *scaled),
            })
            .collect(),
    };
    table.rows.iter().enumerate().map(line).collect()
}

fn columns(text: &Text<'_>, table: &Table, headers: &[String], words: &Checks) -> Vec<Line> {
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
        let shares = items.iter().any(|item| matches!(item, Item::Figure(amount) if amount.percent));
        let empty = !items.iter().any(|item| matches!(item, Item::Figure(_)));
        Line {
            kind: if shares || empty || is_rate(header, words) {
                Kind::Aside
            } else {
                kind(header, words)
            },
            minus: false,
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
        let Some(figure) = table.figure(text, row, column) else { continue };
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
        Holds::Blank | Holds::Words => Item::Gap,
        Holds::Figure(place) => {
            let Some(figure) = text.figure(place) else { return Item::Gap };
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

/// Finds the sums among `lines`, each made of lines before it.
fn bind(text: &Text<'_>, lines: &[Line], sums: &mut Vec<Sum>) {
    let mut open: Vec<&Line> = Vec::new();
    // Where the list begins that a label sums up.
    let mut first = 0;
    for line in lines {
        match line.kind {
            Kind::Heading => first = open.len(),
            Kind::Aside => {}
            Kind::Total(_) | Kind::Plain => {
                let fit = fit(text, line, &open, first);
                if let Some(fit) = fit {
                    let parts = open.get(open.len() - fit.count..).unwrap_or_default();
                    let made = (0..line.items.len()).filter_map(|slot| sum(text, line, parts, slot, fit.digits));
                    sums.extend(made);
                    open.truncate(open.len() - fit.count);
                }
                open.push(line);
                first = if matches!(line.kind, Kind::Total(_)) {
                    open.len()
                } else {
                    first.min(open.len() - 1)
                };
            }
        }
    }
}

/// How many of the open lines make a line, and what a slip in it must look like.
struct Fit {
    count: usize,
    digits: usize,
}

/// The number of lines before `line` that make it.
fn fit(text: &Text<'_>, line: &Line, open: &[&Line], first: usize) -> Option<Fit> {
    let labelled = matches!(line.kind, Kind::Total(_));
    let own = open.len() - first;
    let most = if labelled { MOST } else { FEW }.min(open.len());
    let mut made: Vec<Option<Made>> = vec![Some(Made::default()); line.items.len()];
    let mut best: Option<(usize, usize)> = None;
    for count in 1..=most {
        let Some(part) = open.len().checked_sub(count).and_then(|at| open.get(at)) else {
            break;
        };
        for (slot, made) in made.iter_mut().enumerate() {
            *made = made.and_then(|made| made.with(part, slot));
        }
        let score = score(line, &made, labelled);
        let better = best.is_none_or(|(known, _)| score > known || score == known && labelled && count == own);
        if count > 1 && score > 0 && better {
            best = Some((score, count));
        }
    }
    let bare = line.kind == Kind::Total(true);
    match best {
        Some((score, count)) if labelled && (score > 1 || count == own) => Some(Fit {
            count,
            digits: if bare || score > 1 { 2 } else { SURE },
        }),
        Some((score, count)) if score >= CONFIRMED => Some(Fit { count, digits: 2 }),
        _ => told(text, line, open, first).or_else(|| {
            let (_, count) = best.filter(|_| labelled)?;
            Some(Fit { count, digits: SURE })
        }),
    }
}

/// The lines that a label sums up, where some column says so, or misses it by a slip.
fn told(text: &Text<'_>, line: &Line, open: &[&Line], first: usize) -> Option<Fit> {
    let Kind::Total(bare) = line.kind else { return None };
    let own = open.len() - first;
    let digits = if bare { 2 } else { SURE };
    let parts = open.get(open.len() - own..)?;
    let binds = |slot: usize| {
        let sum = sum(text, line, parts, slot, digits)?;
        sum.relation("", "").judge()
    };
    let found = (0..line.items.len()).any(|slot| binds(slot).is_some_and(|verdict| verdict != Verdict::Undecided));
    found.then_some(Fit { count: own, digits })
}

/// What some lines make in one column.
#[derive(Clone, Copy)]
struct Made {
    sum: Interval,
    /// How many of them are not nothing.
    parts: usize,
    percent: bool,
    greatest: Decimal,
    least: Decimal,
}

impl Default for Made {
    fn default() -> Self {
        Self {
            sum: Interval::exactly(Decimal::ZERO),
            parts: 0,
            percent: false,
            greatest: Decimal::MIN,
            least: Decimal::MAX,
        }
    }
}

impl Made {
    fn with(self, line: &Line, slot: usize) -> Option<Self> {
        match line.items.get(slot)? {
            Item::Gap => None,
            Item::Nil => Some(self),
            Item::Figure(amount) => Some(Self {
                sum: if line.minus {
                    subtract(self.sum, amount.core)
                } else {
                    add(self.sum, amount.core)
                },
                parts: self.parts + usize::from(!amount.value.is_zero()),
                percent: self.percent || amount.percent,
                greatest: self.greatest.max(amount.value),
                least: self.least.min(amount.value),
            }),
        }
    }
}

/// In how many columns the lines make the sum, and it tells something; nothing where most columns say otherwise.
fn score(line: &Line, made: &[Option<Made>], labelled: bool) -> usize {
    let (mut fits, mut misses) = (0, 0);
    for (item, made) in line.items.iter().zip(made) {
        let (Item::Figure(whole), Some(made)) = (item, made) else {
            continue;
        };
        if whole.percent || made.percent || whole.digits < TELLING || made.parts < 2 {
            continue;
        }
        if meet(made.sum, whole.core) {
            fits += 1;
        } else {
            misses += 1;
        }
    }
    if labelled || fits >= misses { fits } else { 0 }
}

/// The sum in one column.
fn sum(text: &Text<'_>, line: &Line, parts: &[&Line], slot: usize, digits: usize) -> Option<Sum> {
    let Some(Item::Figure(whole)) = line.items.get(slot) else {
        return None;
    };
    let mut operands = vec![operand(text, whole, Role::Whole, false)?];
    let mut made = Made::default();
    for part in parts {
        made = made.with(part, slot)?;
        if let Some(Item::Figure(amount)) = part.items.get(slot) {
            if amount.percent != whole.percent || !is_like(text, amount, whole) {
                return None;
            }
            operands.push(operand(text, amount, Role::Part, part.minus)?);
        }
    }
    // Rates make a sum only where they are shares.
    if whole.percent && whole.value != Decimal::ONE_HUNDRED && !meet(made.sum, whole.core) {
        return None;
    }
    // A figure between the least and the greatest of several is their average.
    let average = made.parts > 2 && line.kind != Kind::Total(true) && whole.value <= made.greatest;
    (operands.len() > 2 && !(average && made.least > Decimal::ZERO)).then_some(Sum {
        operands,
        percent: whole.percent,
        digits,
    })
}

fn is_like(text: &Text<'_>, part: &Amount, whole: &Amount) -> bool {
    let unit = |amount: &Amount| text.figure(amount.place).map(|figure| &figure.entry.unit);
    let bare = |amount: &Amount| text.figure(amount.place).is_some_and(|figure| written(figure).is_some());
    part.written && whole.written || unit(part) == unit(whole) || bare(part) && bare(whole)
}

fn operand(text: &Text<'_>, amount: &Amount, role: Role, minus: bool) -> Option<Operand> {
    let figure = text.figure(amount.place)?;
    let mut operand = if amount.written {
        as_written(figure, role)
    } else {
        Operand::new(figure.entry, role)
    };
    if minus {
        operand.value = operand.value.map(|value| -value);
        operand.core = operand.core.negated();
        operand.hull = operand.hull.negated();
    }
    Some(operand)
}
