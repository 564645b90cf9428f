//! Fractions in words whose denominator is long, and decimals told as fractions: one one-hundredth, two and four tenths.

use rust_decimal::Decimal;

use super::spelled::{below_hundred, scales};
use super::{Text, Value, sign};
use crate::lexicon::Spelled;
use crate::number::ten_to;

/// one one-hundredth, one one hundred and fifth: the fraction of which `above` is the upper number, and the token behind.
pub(super) fn long_denominator(text: &Text<'_>, at: usize, above: Value) -> Option<(Decimal, usize)> {
    let at = at + usize::from(text.is_hyphen(at));
    let (value, end) = below_hundred(text, at).filter(|(value, _)| value.value == Some(Decimal::ONE))?;
    let (value, end) = scales(text, value, end, false);
    let end = end + usize::from(text.words.grammar.and.holds(text.word(end)) || text.is_hyphen(end));
    let base = value.value?;
    let one = above.value == Some(Decimal::ONE);
    let below = match sign(text, end)? {
        Spelled::Ordinal(last) if one => join(base, last)?,
        Spelled::Parts(last) if !one => join(base, last)?,
        _ => return None,
    };
    let long = below >= Decimal::ONE_HUNDRED;
    long.then(|| Some((above.value?.checked_div(below)?, end + 1)))
        .flatten()
}

/// The last word of a number either adds or multiplies: hundred and fifth, one hundredth.
fn join(base: Decimal, last: u64) -> Option<Decimal> {
    let last = Decimal::from(last);
    if last >= Decimal::ONE_HUNDRED {
        base.checked_mul(last)
    } else {
        base.checked_add(last).filter(|_| base > Decimal::ONE)
    }
}

/// seventy-one behind a point: 0.71, and the token behind it.
pub(super) fn two_decimals(text: &Text<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (value, end) = below_hundred(text, at)?;
    let value = value.value.filter(|value| *value >= Decimal::TEN)?;
    Some((value.checked_mul(Decimal::new(1, 2))?, end))
}

/// Whether tenths, hundredths or thousandths stand at `at`.
pub(super) fn is_decimal(text: &Text<'_>, at: usize) -> bool {
    matches!(sign(text, at), Some(Spelled::Parts(10 | 100 | 1000)))
}

/// The scale at token `at`, where it is smaller than `scale`.
pub(super) fn smaller_scale(text: &Text<'_>, at: usize, scale: Decimal) -> Option<Decimal> {
    match sign(text, at) {
        Some(Spelled::Scale(power)) => Some(ten_to(power)).filter(|own| *own < scale),
        _ => None,
    }
}
