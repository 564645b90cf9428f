//! Shares of so many: one in five, 3 in 10, four out of five; and quotients: one over twenty.

use rust_decimal::Decimal;

use super::{Form, Found, Text, Value, found, read_number};
use crate::lexicon::{Role, UnitKind};

/// Of so many at most a share is told.
const MOST: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
/// The numbers of which `in` tells a share: 3 in 10, but not 3 in 13 provinces.
const ROUND: [u32; 14] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50];

/// The share whose first number is `above`.
pub(super) fn read(text: &Text<'_>, above: &Found) -> Option<Found> {
    let grammar = &text.words.grammar;
    let out = grammar.out == text.word(above.end) && grammar.of == text.word(above.end + 1);
    let of = grammar.among == text.word(above.end);
    let over = grammar.over == text.word(above.end);
    if !(out || of || over) {
        return None;
    }
    let below = read_number(text, above.end + if out { 2 } else { 1 })?;
    let (share, base) = (whole(above)?, whole(&below)?);
    let less = Decimal::ZERO < share && share < base && base <= MOST;
    let fits = if over {
        share == Decimal::ONE && ends(text, below.end)
    } else {
        (out || (is_round(base) && starts(text, above.first))) && counts(text, below.end)
    };
    let value = Value::part(share.checked_div(base)?);
    (less && fits).then(|| found(text, above.first, below.end, value, above.numeral.script))
}

/// The value of a number without scale and decimals.
fn whole(found: &Found) -> Option<Decimal> {
    let scaled = found.numeral.scaled || found.numeral.decimals;
    found.numeral.value().filter(|value| !scaled && value.fract().is_zero())
}

fn is_round(base: Decimal) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    ROUND.iter().any(|round| Decimal::from(*round) == base) || (base >= hundred && (base % hundred).is_zero())
}

/// Whether what stands before lets a subject begin: nothing, a mark, a cue or a word of grammar, but no verb whose object
/// the number may be.
fn starts(text: &Text<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else {
        return true;
    };
    let roles = text.roles(before);
    let grammar = [
        Role::Preposition,
        Role::Conjunction,
        Role::Relative,
        Role::Link,
        Role::Adverb,
    ];
    text.is(before, Form::Mark)
        || grammar.iter().any(|role| roles.has(*role))
        || text.phrase_before(first, &text.words.before).is_some()
}

/// Whether the second number is of things, not of a unit, a year or a place.
fn counts(text: &Text<'_>, end: usize) -> bool {
    let unit = text.phrase(end, &text.words.units);
    let measured = unit.is_some_and(|(_, unit)| !matches!(unit.unit.kind, UnitKind::Classifier | UnitKind::Verbal));
    let joined = text.is_hyphen(end) && text.glued(end);
    !measured && !joined && text.word(end) != "%"
}

/// Whether the sentence ends here.
fn ends(text: &Text<'_>, end: usize) -> bool {
    end >= text.tokens.len() || (text.is(end, Form::Mark) && end + 1 >= text.tokens.len())
}
