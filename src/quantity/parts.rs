//! Units with parts: tenths that are per cent, smaller coins behind a sum, a spoken digit behind a unit.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Measure, Quantity, one};
use crate::lexicon::{Lexicon, Sign};
use crate::number::{Numeral, Reading, Script};
use crate::span::Span;

/// 两成, 八点五成, 三成五, 75折: tenths are per cent.
pub(super) fn tenths(text: &str, measure: Measure, numeral: &mut Numeral, lexicon: &Lexicon) -> Measure {
    let tenths = &lexicon.guards.words.tenths;
    let Reading::Plain(value) = numeral.reading else {
        return measure;
    };
    if !tenths.holds(&measure.name) || value >= Decimal::ONE_HUNDRED {
        return measure;
    }
    let Some((name, unit)) = lexicon.units.at_start("%") else {
        return measure;
    };
    let scale = if value > Decimal::TEN {
        Decimal::ONE
    } else {
        Decimal::TEN
    };
    let ones = Span::new(measure.span.end, text.len()).of(text).chars().next();
    let ones = ones.and_then(|ones| lexicon.numerals.sign(ones).map(|sign| (ones, sign)));
    let (extra, length) = match ones {
        Some((ones, Sign::Digit(digit))) if !numeral.decimals => (Decimal::from(digit), ones.len_utf8()),
        Some((half, Sign::Half)) => (Decimal::from(5), half.len_utf8()),
        _ => (Decimal::ZERO, 0),
    };
    numeral.reading = Reading::Plain(value * scale + extra);
    numeral.place = if length > 0 {
        Decimal::ONE
    } else {
        numeral.place * scale
    };
    numeral.step = numeral.place;
    numeral.scaled = numeral.place > Decimal::ONE;
    Measure {
        name: Arc::from(name),
        unit: Arc::clone(unit),
        span: Span::new(measure.span.start, measure.span.end + length),
    }
}

/// 五元三毛: smaller coins behind a sum are part of it.
pub(super) fn take(text: &str, written: &str, sum: &mut Quantity, numerals: &[Numeral], lexicon: &Lexicon) {
    spoken(text, sum, numerals, lexicon);
    while let Some(next) = numerals
        .get(sum.numerals)
        .filter(|next| next.span.start == sum.span.end && sum.numeral.is_plain_integer())
    {
        let part = one(text, written, next, lexicon);
        let Some(share) = coin(sum, &part, lexicon) else { break };
        let (Some(value), Some(count)) = (sum.value, part.value) else {
            break;
        };
        let Some(total) = count.checked_mul(share).and_then(|part| value.checked_add(part)) else {
            break;
        };
        sum.value = Some(total);
        sum.interval = crate::number::Interval::exactly(total);
        sum.span.end = part.span.end;
        sum.full.end = part.span.end;
        sum.numerals += 1;
    }
}

/// 三米九, 两毛五: a digit behind the unit counts tenths of it.
fn spoken(text: &str, sum: &mut Quantity, numerals: &[Numeral], lexicon: &Lexicon) {
    let Some(next) = numerals
        .get(sum.numerals)
        .filter(|next| next.span.start == sum.span.end)
    else {
        return;
    };
    let behind = Span::new(next.span.end, text.len()).of(text).chars().next();
    let ends = behind.is_none_or(|character| !character.is_alphanumeric())
        || lexicon
            .qualifiers
            .at_start(Span::new(next.span.end, text.len()).of(text))
            .is_some();
    let spoken = sum
        .measure
        .as_ref()
        .is_some_and(|measure| lexicon.guards.words.spoken.holds(&measure.name));
    let digit = next
        .value()
        .filter(|value| *value < Decimal::TEN && next.script == Script::Han && next.span.len() == 3);
    let (Some(value), Some(digit)) = (sum.value.filter(|_| sum.numeral.is_plain_integer()), digit) else {
        return;
    };
    let Some(total) = digit
        .checked_mul(Decimal::new(1, 1))
        .and_then(|part| value.checked_add(part))
    else {
        return;
    };
    if ends && spoken {
        sum.value = Some(total);
        sum.interval = crate::number::Interval::rounded(total, Decimal::new(1, 1));
        sum.numeral.step = Decimal::new(1, 1);
        sum.span.end = next.span.end;
        sum.full.end = next.span.end;
        sum.numerals += 1;
    }
}

/// What part of the sum's unit the coin is.
fn coin(sum: &Quantity, part: &Quantity, lexicon: &Lexicon) -> Option<Decimal> {
    let (whole, part) = (sum.measure.as_ref()?, part.measure.as_ref()?);
    let share = lexicon.guards.words.coins.iter().find(|coin| {
        coin.of.iter().any(|name| **name == *whole.name) && coin.words.iter().any(|name| **name == *part.name)
    })?;
    Some(Decimal::new(1, share.decimals))
}
