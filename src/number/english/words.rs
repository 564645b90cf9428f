//! Numbers in one word whose neighbours say that they count: twice as many, grew tenfold, fell by a third.

use rust_decimal::Decimal;

use super::spelled::of_scale;
use super::{Form, Found, Text, Value, found};
use crate::lexicon::Role;
use crate::number::Script;

/// So many words at most stand between a word of change and tenfold.
const FOLD: usize = 3;

/// twice as many, twice the size.
pub(super) fn times_as(text: &Text<'_>, at: usize, times: u64) -> Option<Found> {
    let value = Value::whole(Decimal::from(times), Decimal::ONE);
    let compares = text.words.grammar.compare.holds(text.word(at + 1));
    compares.then(|| found(text, at, at + 1, value, Script::Letters))
}

/// grew tenfold, a fivefold increase: beside a word of change.
pub(super) fn fold(text: &Text<'_>, at: usize, times: u64) -> Option<Found> {
    let value = Value::whole(Decimal::from(times), Decimal::ONE);
    let changes = |at: usize| {
        let changes = [Role::Rise, Role::Fall, Role::Growth, Role::Decline];
        changes.iter().any(|role| text.roles(at).has(*role))
    };
    let before = (at.saturating_sub(FOLD)..at).any(changes);
    (before || (at + 1..at + FOLD).any(changes)).then(|| found(text, at, at + 1, value, Script::Letters))
}

/// a third of, a quarter of: a fraction only where a whole follows.
pub(super) fn of_whole(text: &Text<'_>, first: usize, at: usize, below: u64) -> Option<Found> {
    let part = Decimal::ONE.checked_div(Decimal::from(below)).filter(|_| below > 2)?;
    let (scaled, end) = of_scale(text, Value::part(part), at);
    if end > at {
        return Some(found(text, first, end, scaled, Script::Letters));
    }
    let whole = text.word(at) == text.words.grammar.of || is_amount(text, first, at);
    whole.then(|| found(text, first, at, Value::part(part), Script::Letters))
}

/// fell by a third: no noun follows, and what stands before asks for an amount.
fn is_amount(text: &Text<'_>, first: usize, at: usize) -> bool {
    let led = first == 0
        || text.words.grammar.amount.holds(text.word(first - 1))
        || text.phrase_before(first, &text.words.before).is_some();
    let bounds = [Role::Preposition, Role::Conjunction, Role::Auxiliary];
    let open = text.is(at, Form::Word) && !bounds.iter().any(|role| text.roles(at).has(*role));
    led && !open && !text.is_hyphen(at)
}
