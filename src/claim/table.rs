//! Claims in tables: the cell gives the number, its row the noun, its column or the table the unit and the period.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::entry::Change;
use super::label::Label;
use super::mark::{Mark, What};
use super::sentence::Claim;
use crate::document::{Block, Cell, Passage};
use crate::lexicon::{Aside, Kind, Lexicon, UnitKind};
use crate::number;
use crate::quantity::{Measure, Quantity};
use crate::span::Span;

/// Gives the numbers of a cell the sign that its brackets say, and the unit that its table says.
pub(super) fn with_cell(passage: &Passage<'_>, label: Option<Label<'_>>, marks: &mut [Mark], lexicon: &Lexicon) {
    let block = passage.block;
    if block == Block::Cell && marks.len() > 1 {
        set_notes_aside(&passage.text, marks, lexicon);
    }
    if passage.cell.as_ref().is_some_and(|cell| cell.negative) {
        marks.iter_mut().for_each(|mark| negate(mark, &passage.text));
    }
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

/// The most digits of the mark of a note.
const NOTE: usize = 2;
/// Digits of a year.
const YEAR: usize = 4;
const OF_NOTE: Aside = Aside {
    kind: Kind::Label,
    why: "note",
};
const YEAR_ALONE: Aside = Aside {
    kind: Kind::Date,
    why: "bare_year",
};

/// 300(1), 500 注1, 12 (2023): the number behind the figure of a cell leads to a note, or says when.
fn set_notes_aside(text: &str, marks: &mut [Mark], lexicon: &Lexicon) {
    let notes = |mark: &Mark| {
        let before = Span::new(0, mark.span.start).of(text).trim_end();
        let inner = before.trim_end_matches(['(', '（', '[', '【', ' ']);
        let glued = inner.len() < before.len() && inner.ends_with(|last: char| last.is_ascii_digit() || last == '%');
        let bare = matches!(&mark.what, What::Quantity(quantity) if quantity.measure.is_none());
        let number = mark.span.of(text);
        let year = number.len() == YEAR && (number.starts_with("19") || number.starts_with("20"));
        let few = (number.len() <= NOTE || year) && number.bytes().all(|byte| byte.is_ascii_digit());
        let closed = Span::new(mark.span.end, text.len())
            .of(text)
            .starts_with([')', '）', ']', '】']);
        few && bare && ((glued && closed) || lexicon.outline.tables.ends_in_note(inner).is_some())
    };
    for at in 1..marks.len() {
        let (done, rest) = marks.split_at_mut(at);
        let (Some(figure), Some(mark)) = (done.last_mut(), rest.first_mut()) else {
            continue;
        };
        if !notes(mark) {
            continue;
        }
        let aside = if mark.span.len() > NOTE { YEAR_ALONE } else { OF_NOTE };
        mark.what = What::Aside(aside);
        // The word before the number is no unit of the figure.
        if let What::Quantity(quantity) = &mut figure.what
            && lexicon.outline.tables.ends_in_note(quantity.span.of(text)).is_some()
        {
            quantity.measure = None;
            quantity.span = Span::new(quantity.span.start, quantity.numeral.span.end);
            quantity.full = quantity.span;
            (figure.span, figure.full) = (quantity.span, quantity.span);
        }
    }
}

/// Makes the figure of a cell one below zero, with the brackets or the mark that say so.
fn negate(mark: &mut Mark, text: &str) {
    let What::Quantity(quantity) = &mut mark.what else {
        return;
    };
    if quantity.value.is_some_and(|value| value.is_sign_negative()) {
        return;
    }
    quantity.value = quantity.value.map(|value| -value);
    quantity.interval = quantity.interval.negated();
    let whole = Span::new(text.len() - text.trim_start().len(), text.trim_end().len());
    (quantity.span, quantity.full) = (whole, whole);
    (mark.span, mark.full) = (whole, whole);
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

/// Whether a cell, which holds `written` alone, stands under a header or beside a label of counts and amounts: 1980
/// participants, and no year.
pub(super) fn is_counted(cell: Option<&Cell>, text: &str, written: &str, lexicon: &Lexicon) -> bool {
    cell.is_some_and(|cell| {
        let named = !cell.row.is_empty() && *cell.row != *written;
        let amounts = |words: &str| lexicon.outline.tables.is_amount(words);
        named && text.trim() == written && (amounts(&cell.column) || amounts(&cell.row))
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
