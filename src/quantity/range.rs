//! Ranges: two numbers of one kind joined by a dash or a word.

use rust_decimal::Decimal;

use super::{Measure, Qualifier, Quantity, one};
use crate::lexicon::{Lexicon, begins};
use crate::number::{Interval, Numeral, Reading, Script};
use crate::span::{Span, trim_start};

/// Goes on from `first` to the other end of a range, where one is written.
pub(super) fn extend(text: &str, written: &str, first: &mut Quantity, numerals: &[Numeral], lexicon: &Lexicon) {
    let next = numerals.get(first.numerals);
    if let Some(range) = next.and_then(|next| other_end(text, written, first, next, lexicon)) {
        *first = range;
    }
}

fn other_end(text: &str, written: &str, first: &Quantity, next: &Numeral, lexicon: &Lexicon) -> Option<Quantity> {
    let rest = Span::new(first.span.end, text.len()).of(text);
    let behind = trim_start(rest);
    let word = begins(behind, &lexicon.periods.to).or_else(|| begins(behind, &lexicon.periods.and))?;
    let between = begins(behind, &lexicon.periods.to).is_none();
    let joint = first.span.end + rest.len() - behind.len() + word.len();
    let second = one(text, written, next, lexicon);
    let gap = Span::new(joint, second.span.start.max(joint)).of(text).trim();
    let closed = begins(
        Span::new(second.span.end, text.len()).of(text),
        &lexicon.periods.between,
    )
    .is_some();
    if between && !closed {
        return None;
    }
    // -10℃～+40℃.
    let positive = first.value.is_some_and(|value| value.is_sign_negative()) && gap == "+";
    let touches = second.span.start >= joint && (gap.is_empty() || positive) || second.numeral.span.start == joint;
    if !touches || !agree(first, &second) {
        return None;
    }
    let (from, to) = (scaled_like(first, &second)?, plain(&second)?);
    let ordered = from < to || (from > to && first.measure.is_some() && second.measure.is_some());
    ordered.then(|| join(first, second, from, to))
}

pub(super) fn join(first: &Quantity, second: Quantity, from: Decimal, to: Decimal) -> Quantity {
    let span = Span::new(first.span.start, second.span.end);
    Quantity {
        numerals: first.numerals + second.numerals,
        span,
        full: span,
        measure: second.measure.or_else(|| first.measure.clone()),
        value: None,
        interval: Interval::new(from.min(to), from.max(to)),
        qualifier: Qualifier::Range,
        numeral: Numeral {
            reading: Reading::Between(from.min(to), from.max(to)),
            excess: None,
            ..first.numeral
        },
        ..first.clone()
    }
}

/// Whether the two numbers can be ends of one range: the same unit, or the first without.
fn agree(first: &Quantity, second: &Quantity) -> bool {
    let name = |measure: &Option<Measure>| measure.as_ref().map(|measure| measure.name.clone());
    let same = match (name(&first.measure), name(&second.measure)) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => first.numeral.per.is_some() || first.measure.as_ref().is_some_and(Measure::leads),
        (None, _) => true,
    };
    same && first.numeral.excess.is_none() && !first.numeral.zero_padded && !first.great
}

pub(super) fn plain(quantity: &Quantity) -> Option<Decimal> {
    quantity
        .value
        .filter(|_| matches!(quantity.numeral.reading, Reading::Plain(_) | Reading::Fraction(_)))
}

/// 两到三千: a single digit counts what the digit of the second number counts.
fn spoken(first: &Quantity, second: &Quantity, from: Decimal) -> Option<Decimal> {
    let single = first.numeral.script == Script::Han
        && second.numeral.script == Script::Han
        && first.measure.is_none()
        && from < Decimal::TEN;
    let step = second.numeral.step;
    let digit = plain(second)?.checked_div(step)?;
    (single && step >= Decimal::ONE_HUNDRED && digit < Decimal::TEN && from < digit)
        .then(|| from.checked_mul(step))
        .flatten()
}

/// The first number, with the scale of the second where it is written once: 3—5万.
pub(super) fn scaled_like(first: &Quantity, second: &Quantity) -> Option<Decimal> {
    let from = plain(first)?;
    if let Some(from) = spoken(first, second, from) {
        return Some(from);
    }
    // $3-5 million: a unit before the range belongs to both.
    let led = |measure: &Measure| measure.leads() && second.measure.is_none();
    let shares = first.measure.as_ref().is_none_or(led) && !first.numeral.scaled && second.numeral.scaled;
    let scale = second.numeral.scale;
    if !shares || scale.is_zero() {
        return Some(from);
    }
    let mantissa = plain(second)?.checked_div(scale)?;
    if from <= mantissa {
        from.checked_mul(scale)
    } else {
        Some(from)
    }
}
