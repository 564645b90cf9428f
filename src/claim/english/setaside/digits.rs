//! Why digits are no claim by how they are written: codes, years, marks of items, scores, powers of ten.

use rust_decimal::Decimal;

use super::{Place, aside, label};
use crate::claim::english::beside::names_noun;
use crate::claim::table;
use crate::document::Block;
use crate::lexicon::{Aside, Kind};
use crate::number::english::Form;
use crate::number::{self, Reading, Script};
use crate::span::Span;

/// 007, 12345678: digits that spell no amount.
pub(super) fn code(place: &Place<'_>) -> Option<Aside> {
    let numeral = &place.quantity.numeral;
    if numeral.reading == Reading::Unreadable {
        return label("too_long");
    }
    let spelled = numeral.zero_padded && numeral.is_plain_integer();
    let written = numeral.span.of(place.text.text);
    let long = numeral.digits >= 8
        && place.quantity.measure.is_none()
        && numeral.is_plain_integer()
        && !written.contains([',', ' ']);
    let amount = || table::is_amount(place.passage.cell.as_ref(), numeral.digits, place.lexicon);
    if spelled || (long && !amount()) {
        label("code")
    } else {
        None
    }
}

/// A year in a range or in brackets that no date took.
pub(super) fn bare_year(place: &Place<'_>) -> Option<Aside> {
    let years = Decimal::from(1800)..=Decimal::from(2100);
    let quantity = place.quantity;
    let year = match quantity.numeral.reading {
        Reading::Between(from, to) => years.contains(&from) && years.contains(&to) && quantity.numeral.digits == 4,
        _ => false,
    };
    let plain = quantity.measure.is_none() && !quantity.numeral.span.of(place.text.text).contains(',');
    if year && plain {
        aside(Kind::Date, "bare_year")
    } else {
        None
    }
}

/// per 100,000 people, of every 10 pupils: for so many, which is the base of another figure.
pub(super) fn base(place: &Place<'_>) -> Option<Aside> {
    let Place {
        text, marked, quantity, ..
    } = place;
    let before = marked.number.wrapping_sub(1);
    let led = text.is(before, Form::Word) && text.words.grammar.base.holds(text.word(before));
    let powers = (1..=9).map(|power| Decimal::from(10_u64.pow(power)));
    let round = powers.into_iter().any(|power| quantity.value == Some(power));
    if led && round && quantity.measure.is_none() {
        aside(Kind::Indefinite, "base")
    } else {
        None
    }
}

/// (1) First, ... 2) Second: a number in brackets or before one that numbers an item.
pub(super) fn list_mark(place: &Place<'_>) -> Option<Aside> {
    let Place {
        text, marked, quantity, ..
    } = place;
    let bare = quantity.measure.is_none() && quantity.numeral.is_plain_integer() && quantity.full == quantity.span;
    let opens = text.word(marked.number.wrapping_sub(1)) == "(";
    let closes = text.word(marked.end) == ")";
    let small =
        quantity.value.is_some_and(|value| value < Decimal::ONE_HUNDRED) && quantity.numeral.script == Script::Arabic;
    let first = marked.number == 0 && matches!(text.word(marked.end), "." | ")") && text.glued(marked.end);
    if bare && small && ((closes && (opens || !text.is(marked.number.wrapping_sub(1), Form::Word))) || first) {
        label("enumerator")
    } else {
        None
    }
}

/// p < 10⁻⁴: a power of ten without a unit or a noun, which may be anything.
pub(super) fn power(place: &Place<'_>) -> Option<Aside> {
    let Place {
        text, marked, quantity, ..
    } = place;
    let counts = quantity.measure.is_some() || place.passage.block == Block::Cell || names_noun(text, marked.end);
    let behind = Span::new(quantity.span.end, text.text.len()).of(text.text);
    let raised = quantity.numeral.is_power(text.text)
        || (quantity.numeral.script == Script::Arabic && number::opens_exponent(behind));
    if raised && !counts { label("power") } else { None }
}

/// They won by more than 3:1: one side of a score or of odds that nothing names.
pub(super) fn odds(place: &Place<'_>) -> Option<Aside> {
    let Place { text, marked, .. } = place;
    let colon = |at: usize| text.word(at) == ":" && text.glued(at) && text.glued(at + 1);
    let digits = |at: usize| text.is(at, Form::Digits);
    let before = colon(marked.number.wrapping_sub(1)) && digits(marked.number.wrapping_sub(2));
    let behind = colon(marked.end) && digits(marked.end + 1);
    let bare = place.quantity.measure.is_none() && (before || behind);
    if bare && place.quantity.numerals < 2 {
        label("bare_number")
    } else {
        None
    }
}
