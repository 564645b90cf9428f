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
            scaled(quantity, *scale, measure);
        }
    }
}

fn scaled(quantity: &mut Quantity, scale: Decimal, measure: &Measure) {
    let numeral = &mut quantity.numeral;
    let times = |value: Decimal| value.checked_mul(scale).unwrap_or(value);
    if let number::Reading::Plain(value) = numeral.reading {
        numeral.reading = number::Reading::Plain(times(value));
    }
    numeral.place = times(numeral.place);
    numeral.step = times(numeral.step);
    numeral.scaled |= scale > Decimal::ONE;
    let negative = quantity.value.is_some_and(|value| value.is_sign_negative());
    let interval = numeral.interval(measure.unit.kind == UnitKind::Ratio);
    quantity.interval = if negative { interval.negated() } else { interval };
    quantity.value = quantity.value.map(times);
    quantity.measure = Some(measure.clone());
}

/// What a cell's number claims. Its noun is text of another cell, which [`noun`] gives.
pub(super) fn claim(label: Label<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Claim {
    let negative = quantity.value.is_some_and(|value| value.is_sign_negative());
    let change = match (label.rises, negative) {
        (false, _) => Change::Level,
        (true, false) => Change::Up,
        (true, true) => Change::Down,
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

/// The noun of a cell's number: the label of its row, or of its column where the row has none.
pub(super) fn noun(cell: &Cell) -> String {
    let label = if cell.row.is_empty() { &cell.column } else { &cell.row };
    let label = label.trim_start_matches(['#', '*', ' ']);
    let mut noun = String::with_capacity(label.len());
    // Short labels are spaced out to the width of long ones.
    let words: Vec<&str> = label.split_whitespace().collect();
    for word in words {
        if noun.ends_with(|last: char| last.is_ascii())
            || (word.starts_with(|first: char| first.is_ascii()) && !noun.is_empty())
        {
            noun.push(' ');
        }
        noun.push_str(word);
    }
    noun
}
