//! Fractions in words and with a stroke: 三分之一, 百分之五, 三又二分之一, 1/3.

use rust_decimal::Decimal;

use super::{Numeral, Reading, plain};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Decimal places to which a fraction is worked out.
const PLACES: u32 = 4;
/// Greatest denominator of a fraction with a stroke; beyond it the stroke means something else.
const GREATEST_DENOMINATOR: i64 = 20;

/// Takes in what makes a fraction of `numeral`, where something does.
pub(super) fn extend(text: &str, numeral: Numeral, lexicon: &Lexicon) -> Numeral {
    in_words(text, &numeral, lexicon)
        .or_else(|| mixed(text, &numeral, lexicon))
        .or_else(|| stroke(text, &numeral))
        .unwrap_or(numeral)
}

/// 三分之一, 百分之五.
fn in_words(text: &str, denominator: &Numeral, lexicon: &Lexicon) -> Option<Numeral> {
    let rest = Span::new(denominator.span.end, text.len()).of(text);
    let rest = rest
        .trim_start_matches(' ')
        .strip_prefix(lexicon.numerals.fraction.as_str())?
        .trim_start_matches(' ');
    let numerator = plain(text, text.len() - rest.len(), lexicon)?;
    let below = denominator.value().filter(|value| !value.is_zero())?;
    let span = Span::new(denominator.span.start, numerator.span.end);
    let per = lexicon
        .numerals
        .per
        .iter()
        .position(|per| Decimal::from(per.denominator) == below);
    let spelled =
        denominator.script == super::Script::Han && denominator.span.len() == lexicon.numerals.half.len_utf8();
    if let Some(per) = per.filter(|_| spelled) {
        return Some(Numeral {
            span,
            per: Some(per),
            digits: 0,
            ..numerator
        });
    }
    let value = rounded(numerator.value()?.checked_div(below)?);
    Some(Numeral {
        span,
        reading: Reading::Fraction(value),
        digits: 0,
        ..numerator
    })
}

/// Four decimal places; as many significant digits where the first of them would be zero.
pub(super) fn rounded(value: Decimal) -> Decimal {
    let tiny = value.abs() < Decimal::new(1, 3);
    if tiny {
        value.round_sf(PLACES).unwrap_or(value)
    } else {
        value.round_dp(PLACES)
    }
}

/// 三又二分之一.
fn mixed(text: &str, whole: &Numeral, lexicon: &Lexicon) -> Option<Numeral> {
    let rest = Span::new(whole.span.end, text.len())
        .of(text)
        .strip_prefix(lexicon.numerals.mixed)?;
    let at = text.len() - rest.len();
    let part = extend(text, plain(text, at, lexicon)?, lexicon);
    let Reading::Fraction(value) = part.reading else {
        return None;
    };
    let sum = whole.value()?.checked_add(value)?;
    Some(Numeral {
        span: Span::new(whole.span.start, part.span.end),
        reading: Reading::Fraction(sum),
        ..*whole
    })
}

/// 1/3, where neither a date nor a code is written.
fn stroke(text: &str, above: &Numeral) -> Option<Numeral> {
    let rest = Span::new(above.span.end, text.len())
        .of(text)
        .strip_prefix(['/', '／'])?;
    let digits = super::arabic::read(text, text.len() - rest.len())?;
    let below = digits
        .value
        .filter(|_| above.digits > 0 && above.is_plain_integer() && !digits.decimals)?;
    let before = Span::new(0, above.span.start).of(text).chars().next_back();
    let after = Span::new(digits.end, text.len()).of(text).chars().next();
    let bounds = |character: Option<char>| {
        character.is_none_or(|character| !character.is_ascii_alphanumeric() && !matches!(character, '/' | '／'))
    };
    let value = above.value()?;
    if value >= below
        || value.is_zero()
        || below > Decimal::from(GREATEST_DENOMINATOR)
        || !bounds(before)
        || !bounds(after)
    {
        return None;
    }
    let span = Span::new(above.span.start, digits.end);
    Some(Numeral {
        span,
        reading: Reading::Fraction(rounded(value.checked_div(below)?)),
        ..*above
    })
}
