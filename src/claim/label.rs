//! What the labels of a table say of its cells. Rows and columns come again with every cell, and are read once.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::document::Cell;
use crate::lexicon::{Lexicon, UnitKind};
use crate::number;
use crate::period::{self, Period};
use crate::quantity::{self, Measure};

/// So many columns are kept at a time, which is more than most tables have.
const COLUMNS: usize = 64;

/// The labels that were read last.
#[derive(Default)]
pub(super) struct Labels {
    columns: Vec<Column>,
    row: Option<Row>,
    unit: Option<Unit>,
}

/// What the labels of one cell say.
#[derive(Clone, Copy)]
pub(super) struct Label<'a> {
    /// Whether the column is of rises or falls.
    pub rises: bool,
    /// When its figures hold.
    pub period: Option<Period>,
    /// The metric that the row's label belongs to.
    pub metric: Option<&'a Arc<str>>,
    /// The unit with its scale.
    pub unit: Option<&'a (Decimal, Measure)>,
}

struct Column {
    label: Arc<str>,
    captions: Arc<str>,
    rises: bool,
    period: Option<Period>,
}

struct Row {
    label: Arc<str>,
    metric: Option<Arc<str>>,
}

struct Unit {
    label: Arc<str>,
    unit: Option<(Decimal, Measure)>,
}

impl Labels {
    /// What is said of `cell`.
    pub fn of(&mut self, cell: &Cell, lexicon: &Lexicon) -> Label<'_> {
        let column = self.column(cell, lexicon);
        let (rises, period) = (column.rises, column.period);
        if self.row.as_ref().is_none_or(|row| row.label != cell.row) {
            self.row = Some(Row {
                label: Arc::clone(&cell.row),
                metric: lexicon.metrics.of_noun(&lexicon.fold.apply(&cell.row)),
            });
        }
        if self.unit.as_ref().is_none_or(|unit| unit.label != cell.unit) {
            self.unit = Some(Unit {
                label: Arc::clone(&cell.unit),
                unit: unit(&cell.unit, lexicon),
            });
        }
        Label {
            rises,
            period,
            metric: self.row.as_ref().and_then(|row| row.metric.as_ref()),
            unit: self.unit.as_ref().and_then(|unit| unit.unit.as_ref()),
        }
    }

    fn column(&mut self, cell: &Cell, lexicon: &Lexicon) -> &Column {
        let same = |known: &Column| known.label == cell.column && known.captions == cell.captions;
        let place = self.columns.iter().position(same).unwrap_or_else(|| {
            if self.columns.len() == COLUMNS {
                self.columns.clear();
            }
            self.columns.push(column(cell, lexicon));
            self.columns.len() - 1
        });
        &self.columns[place]
    }
}

fn column(cell: &Cell, lexicon: &Lexicon) -> Column {
    let label = lexicon.fold.apply(&cell.column);
    Column {
        rises: lexicon.words.contains_change(&label),
        period: period(&label, lexicon).or_else(|| of_captions(cell, &label, lexicon)),
        label: Arc::clone(&cell.column),
        captions: Arc::clone(&cell.captions),
    }
}

/// 万元: the scale and the unit.
fn unit(text: &str, lexicon: &Lexicon) -> Option<(Decimal, Measure)> {
    if text.is_empty() {
        return None;
    }
    let text = lexicon.fold.apply(text.trim());
    let first = text.split(['、', '，', ',', ' ']).next().unwrap_or_default();
    let currency = lexicon
        .units
        .at_start(first)
        .filter(|(_, unit)| unit.kind == UnitKind::Prefix)
        .map_or(0, |(form, _)| form.len());
    let spelled = format!(
        "1{}",
        if currency < first.len() {
            first.get(currency..).unwrap_or_default()
        } else {
            first
        }
    );
    let mut numeral = number::read(&spelled, 0, lexicon)?;
    let scale = numeral.value()?;
    let measure = quantity::measure(&spelled, &spelled, &mut numeral, None, lexicon)?;
    (measure.span.end == spelled.len()).then_some((scale, measure))
}

/// The first date above the table, unless the column speaks of another year than the one it stands in.
fn of_captions(cell: &Cell, column: &str, lexicon: &Lexicon) -> Option<Period> {
    let mut relative = lexicon.periods.relative.words().iter();
    let elsewhere = relative.any(|word| column.contains(word.as_str()));
    if elsewhere && !lexicon.words.contains_change(column) {
        return None;
    }
    cell.captions
        .lines()
        .find_map(|line| period(&lexicon.fold.apply(line), lexicon))
}

/// A year in the column's header.
fn period(column: &str, lexicon: &Lexicon) -> Option<Period> {
    let at = column.find(|character: char| number::is_digit(character))?;
    let numeral = number::read(column, at, lexicon)?;
    period::read(column, &[numeral], &lexicon.periods)?.period(None)
}
