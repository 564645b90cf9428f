//! Letters right behind digits that stand for a scale: 5bn, £3m, 50k.

use super::{Form, Text};
use crate::lexicon::{Role, UnitKind};

/// The dimension of degrees.
const TEMPERATURE: &str = "temperature";
/// How many tokens away another unit tells what a letter means.
const FAR: usize = 12;

/// Letters right behind digits: 5bn, £3m. A single letter needs a currency before or a noun behind.
pub(super) fn lettered(text: &Text<'_>, at: usize, may: bool) -> Option<u32> {
    if !may || !text.is(at, Form::Word) {
        return None;
    }
    let power = text.words.letters(text.word(at))?;
    let number = at.checked_sub(1)?;
    // between 10m and 15m people
    let grammar = &text.words.grammar;
    let joined = grammar.to.holds(text.word(at + 1)) || grammar.and.holds(text.word(at + 1));
    if joined && text.is(at + 2, Form::Digits) && text.word(at + 3) == text.word(at) && text.glued(at + 3) {
        return lettered(text, at + 3, may);
    }
    let paid = is_paid(text, number);
    let long = text.word(at).len() > 1;
    let roles = text.roles(at + 1);
    let counted = text.is(at + 1, Form::Word)
        && !text.glued(at + 1)
        && !text.is_capital(at + 1)
        && !roles.has(Role::Preposition)
        && !roles.has(Role::Conjunction)
        && !roles.has(Role::Size)
        && !roles.has(Role::Auxiliary)
        && !roles.has(Role::Adverb)
        && !roles.has(Role::Verb);
    let glued = text.glued(at);
    let thousands = power == 3 && text.written(at).len() == 1 && glued && !is_kelvin(text, at);
    let open = text.is(at + 1, Form::Word) || text.is(at + 1, Form::Digits);
    // 2.33 k, 1.2b: letters that are no unit of anything behind decimals.
    let decimals = text.word(number).contains('.') && (roles.has(Role::Preposition) || !open);
    let decimals = decimals && !text.is_capital(at) && (power == 3 || (glued && power == 9));
    // A capital letter is no metre and no bit.
    let capital = glued && text.is_capital(at) && matches!(power, 6 | 9);
    let money_behind = text
        .phrase(at + 1, &text.words.units)
        .is_some_and(|(_, unit)| unit.unit.kind == UnitKind::Money);
    // The budget is 300 m: a clause about money that ends there.
    let near = number.saturating_sub(FAR)..number;
    let closes = !text.is(at + 1, Form::Word) || roles.has(Role::Preposition);
    let money_before = power == 6 && closes && near.into_iter().any(|at| text.roles(at).has(Role::Money));
    (paid
        || money_before
        || (long && power > 3)
        || thousands
        || capital
        || decimals
        || money_behind
        || (counted && (glued || text.is_capital(at)) && matches!(power, 6 | 9)))
    .then_some(power)
}

/// Whether a currency stands before the number of token `number`.
fn is_paid(text: &Text<'_>, number: usize) -> bool {
    let before = text.written(number.wrapping_sub(1));
    let minus = matches!(before, "-" | "−");
    let at = number.wrapping_sub(1 + usize::from(minus));
    let money = |at: usize| {
        let mut units = text.words.symbol(text.written(at)).iter();
        units.any(|unit| unit.unit.kind == UnitKind::Money)
    };
    // $5-6m: the currency stands before the first end of the range.
    let range = text.is(at, Form::Digits) && text.words.grammar.to.holds(before) && text.glued(number);
    money(at) || (range && money(at.wrapping_sub(1)))
}

/// 573.15K in a sentence about temperatures.
fn is_kelvin(text: &Text<'_>, at: usize) -> bool {
    let hot = |at: usize| {
        let mut units = text.words.units.beginning(text.word(at)).iter();
        units.any(|unit| *unit.known.unit.dimension == *TEMPERATURE)
    };
    let near = at.saturating_sub(FAR)..(at + FAR).min(text.tokens.len());
    text.is_capital(at) && near.into_iter().any(hot)
}
