//! Claims in tables: the cell gives the number, its row the noun, its column or the table the unit and the period.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::entry::Change;
use super::label::Label;
use super::mark::{Mark, What};
use super::sentence::Claim;
use crate::document::{Block, Cell};
use crate::lexicon::{Lexicon, UnitKind};
use crate::number;
use crate::quantity::{Measure, Quantity};

/// Gives the numbers of a cell the unit that its table says.
pub(super) fn with_cell(block: Block, label: Option<Label<'_>>, marks: &mut [Mark]) {
    let unit = label.filter(|_| block == Block::Cell).and_then(|label| label.unit);
    let Some((scale, measure)) = unit else { return };
    for mark in marks {
        if let What::Quantity(quantity) = &mut mark.what
            && quantity.measure.is_none()
        {
            scaled(quantity, *scale, measure.as_ref());
        }
    }
}

fn scaled(quantity: &mut Quantity, scale: Decimal, measure: Option<&Measure>) {
    let numeral = &mut quantity.numeral;
    let times = |value: Decimal| value.checked_mul(scale).unwrap_or(value);
    if let number::Reading::Plain(value) = numeral.reading {
        numeral.reading = number::Reading::Plain(times(value));
    }
    numeral.place = times(numeral.place);
    numeral.step = times(numeral.step);
    numeral.scaled |= scale > Decimal::ONE;
    let negative = quantity.value.is_some_and(|value| value.is_sign_negative());
    let interval = numeral.interval(measure.is_some_and(|measure| measure.unit.kind == UnitKind::Ratio));
    quantity.interval = if negative { interval.negated() } else { interval };
    quantity.value = quantity.value.map(times);
    quantity.measure = measure.cloned();
}

/// The most digits of a figure without separators: as many as a telephone has, or more, are a code.
const DIGITS: usize = 10;

/// Whether a long run of digits in `cell` is an amount: its column has a header, and neither that nor the row's label
/// says that it is a code.
pub(super) fn is_amount(cell: Option<&Cell>, digits: usize, lexicon: &Lexicon) -> bool {
    let tables = &lexicon.outline.tables;
    cell.is_some_and(|cell| {
        let headed = !cell.column.is_empty() && !cell.row.is_empty() && digits <= DIGITS;
        headed && !tables.is_code_column(&cell.column) && !tables.is_code_column(&cell.row)
    })
}

/// What a cell's number claims. Its noun is text of another cell, which `label` holds.
pub(super) fn claim(label: Label<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Claim {
    let negative = quantity.value.is_some_and(|value| value.is_sign_negative());
    let change = match label.change {
        Change::Up if negative => Change::Down,
        Change::Down if negative => Change::Up,
        change => change,
    };
    let counts =
        change == Change::Level && matches!(quantity.kind(), None | Some(UnitKind::Classifier | UnitKind::Verbal));
    let metric = label
        .metric
        .filter(|_| counts)
        .map_or_else(|| lexicon.metrics.other(), Arc::clone);
    Claim {
        noun: None,
        change,
        metric: Some(metric),
        period: label.period,
    }
}
