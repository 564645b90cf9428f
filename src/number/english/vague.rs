//! Vague numbers in words: hundreds, tens of thousands, several hundred, a couple of hundred.

use rust_decimal::Decimal;

use super::spelled::multiply;
use super::{Found, Text, Value, found, numeral, sign};
use crate::lexicon::Spelled;
use crate::number::{Reading, Script, ten_to};

/// hundreds, tens of thousands, hundreds of millions.
pub(super) fn many(text: &Text<'_>, at: usize, scale: Decimal) -> Option<Found> {
    let of = &text.words.grammar.of;
    let (mut scale, mut end) = (scale, at + 1);
    while text.word(end) == of {
        let next = match sign(text, end + 1) {
            Some(Spelled::Many(power @ 3..)) => ten_to(power),
            _ => break,
        };
        scale = scale.checked_mul(next)?;
        end += 2;
    }
    let tens = at + 1 == end && scale == Decimal::TEN;
    (!tens).then(|| vague(text, at, end, scale)).flatten()
}

/// Twice the scale to just below ten times the scale.
fn vague(text: &Text<'_>, first: usize, end: usize, scale: Decimal) -> Option<Found> {
    let lower = scale.checked_mul(Decimal::TWO)?;
    let upper = scale.checked_mul(Decimal::TEN)?.checked_sub(Decimal::ONE)?;
    let value = Value::whole(lower, scale);
    Some(numeral(
        text,
        first,
        end,
        value,
        Script::Letters,
        Reading::Several(lower, upper),
    ))
}

/// several hundred, a few thousand.
pub(super) fn several(text: &Text<'_>, first: usize, at: usize) -> Option<Found> {
    let (value, end, power) = multiply(text, Value::whole(Decimal::ONE, Decimal::ONE), at, false);
    power?;
    vague(text, first, end, value.value?)
}

/// a couple of hundred.
pub(super) fn couple(text: &Text<'_>, first: usize, at: usize) -> Option<Found> {
    let at = at + usize::from(text.word(at) == text.words.grammar.of);
    let (value, end, power) = multiply(text, Value::whole(Decimal::TWO, Decimal::ONE), at, false);
    power?;
    Some(found(text, first, end, value, Script::Letters))
}
