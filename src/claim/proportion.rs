//! 0.84:1 — two numbers that make one proportion.

use rust_decimal::Decimal;

use super::mark::{Mark, What};
use crate::lexicon::{Lexicon, ends};
use crate::number::Interval;
use crate::quantity::Quantity;
use crate::span::{Span, trim};

/// Joins the two sides of each proportion of `marks`.
pub(super) fn join(text: &str, marks: &mut Vec<Mark>, lexicon: &Lexicon) {
    let colon = |joint: Span| {
        let mut marks = trim(joint.of(text)).chars();
        marks.next().is_some_and(is_colon) && marks.next().is_none()
    };
    let mut pairs = marks.windows(2);
    if !pairs.any(|pair| matches!(pair, [first, second] if colon(Span::new(first.span.end, second.span.start)))) {
        return;
    }
    let mut joined: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks.drain(..) {
        match joined.last().and_then(|last| proportion(text, last, &mark, lexicon)) {
            Some(whole) => {
                joined.pop();
                joined.push(whole);
            }
            None => joined.push(mark),
        }
    }
    *marks = joined;
}

const fn is_colon(character: char) -> bool {
    matches!(character, ':' | '：' | '∶')
}

/// The proportion of two bare numbers with a colon between, where the words before name one.
fn proportion(text: &str, first: &Mark, second: &Mark, lexicon: &Lexicon) -> Option<Mark> {
    let (What::Quantity(above), What::Quantity(below)) = (&first.what, &second.what) else {
        return None;
    };
    let joint = Span::new(first.span.end, second.span.start).of(text).trim();
    let bare = above.measure.is_none() && below.measure.is_none();
    let before = lexicon
        .words
        .without_links(Span::new(0, first.full.start).of(text).trim_end());
    let named = ends(before, &lexicon.guards.words.ratio_nouns).is_some();
    if !bare || joint.chars().count() != 1 || !joint.chars().all(is_colon) || !named {
        return None;
    }
    whole(above, below, Span::new(first.full.start, second.full.end))
}

/// The proportion of `above` to `below`, two bare numbers that stand with their cues at `full`.
pub(super) fn whole(above: &Quantity, below: &Quantity, full: Span) -> Option<Mark> {
    let base = below.value.filter(|value| !value.is_zero())?;
    let value = above.value?.checked_div(base)?.round_dp(4);
    let interval = if base == Decimal::ONE {
        above.interval
    } else {
        Interval::exactly(value)
    };
    let span = Span::new(above.span.start, below.span.end);
    let quantity = Quantity {
        span,
        full,
        value: Some(value),
        interval,
        numerals: above.numerals + below.numerals,
        ..above.clone()
    };
    Some(Mark {
        span,
        full,
        what: What::Quantity(quantity),
    })
}
