//! Smaller units behind larger ones, which make one figure with them: 3 dollars 50 cents, 5 ft 11 in, 15 dollars 50.

use rust_decimal::Decimal;

use super::Measured;
use crate::lexicon::{Role, Small, UnitKind};
use crate::number::Interval;
use crate::number::english::{self, Form, Text};
use crate::span::Span;

/// Decimal places of a figure in parts that do not divide ten.
const PLACES: u32 = 4;

/// `measured` with what stands behind it in a smaller unit.
pub(super) fn take(text: &Text<'_>, measured: Measured) -> Measured {
    let Some((parts, count, end)) = behind(text, &measured) else {
        return measured;
    };
    let share = Decimal::from(count)
        .checked_div(Decimal::from(parts))
        .unwrap_or_default();
    let Some(value) = measured.quantity.value.and_then(|value| value.checked_add(share)) else {
        return measured;
    };
    let value = value.round_dp(PLACES);
    let mut quantity = measured.quantity;
    quantity.value = Some(value);
    quantity.interval = Interval::exactly(value);
    quantity.span.end = text.end(end - 1);
    quantity.full = Span::new(quantity.full.start, quantity.span.end);
    Measured {
        quantity,
        end,
        ..measured
    }
}

/// 10 $ 30 cent: whether coins stand behind the sign at token `at` and the digits at token `digits`.
pub(super) fn follows(text: &Text<'_>, at: usize, digits: usize) -> bool {
    let sign = text.word(at);
    let mut small = text.words.small.iter().filter(|small| small.of.holds(sign));
    !text.glued(digits) && small.any(|small| small.words.holds(text.word(digits + 1)))
}

/// How many parts the larger unit has, how many of them are told, and the token behind them.
fn behind(text: &Text<'_>, measured: &Measured) -> Option<(u32, u32, usize)> {
    let quantity = &measured.quantity;
    let unit = quantity.measure.as_ref()?.span.of(text.lower).trim();
    let plain = !quantity.numeral.scaled && !quantity.numeral.decimals && quantity.numerals == 1;
    let small = text
        .words
        .small
        .iter()
        .find(|small| plain && small.of.iter().any(|of| of.eq_ignore_ascii_case(unit)))?;
    let joined = text.words.grammar.and.holds(text.word(measured.end));
    let at = measured.end + usize::from(joined);
    let found = english::read(text, at).filter(|found| found.sort == english::Sort::Cardinal)?;
    let integer = found.numeral.is_plain_integer() && found.first == at;
    let count: u32 = found.numeral.value().filter(|_| integer)?.try_into().ok()?;
    if count >= small.parts {
        return None;
    }
    if small.words.holds(text.word(found.end)) {
        return Some((small.parts, count, found.end + 1));
    }
    let paid = quantity.kind() == Some(UnitKind::Money) && !joined;
    (paid && is_spoken(text, at, small)).then_some((small.parts, count, at + 1))
}

/// 15 dollars 50: two digits right behind the unit, and no noun behind them.
fn is_spoken(text: &Text<'_>, at: usize, small: &Small) -> bool {
    let roles = text.roles(at + 1);
    let open = text.is(at + 1, Form::Word) && !roles.has(Role::Determiner) && !roles.has(Role::Preposition);
    let signed = text.is(at + 1, Form::Mark) && text.glued(at + 1) && text.is(at + 2, Form::Digits);
    small.parts == 100 && text.is(at, Form::Digits) && text.word(at).len() == 2 && !open && !signed
}
