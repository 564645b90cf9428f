//! Shares of so many: one in five, one patient in 40, 45 in every 100, four out of five; and quotients: one over twenty.

use rust_decimal::Decimal;

use super::{Form, Found, Text, Value, found, read_number};
use crate::lexicon::{Role, UnitKind};

/// Of so many at most a share is told.
const MOST: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
/// The numbers of which `in` tells a share of several: 3 in 10, but not 3 in 13 provinces.
const ROUND: [u32; 14] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50];
/// Four digits from here to there are a year behind `in`.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2200;
/// So many words at most name one of them: one adult male in five.
const NOUN: usize = 2;

/// The share whose first number is `above`.
pub(super) fn read(text: &Text<'_>, above: &Found) -> Option<Found> {
    quotient(text, above).or_else(|| of_so_many(text, above))
}

/// one over twenty, at the end of a sentence.
fn quotient(text: &Text<'_>, above: &Found) -> Option<Found> {
    let below = (text.words.grammar.over == text.word(above.end)).then(|| read_number(text, above.end + 1))??;
    let single = whole(above)? == Decimal::ONE && ends(text, below.end);
    single.then(|| as_share(text, above, &below)).flatten()
}

/// one in five, one patient in 40, 45 in every 100, four out of five.
fn of_so_many(text: &Text<'_>, above: &Found) -> Option<Found> {
    let grammar = &text.words.grammar;
    let share = whole(above)?;
    let named = if share == Decimal::ONE {
        noun(text, above.end)
    } else {
        0
    };
    let joint = above.end + named;
    let out = grammar.out == text.word(joint) && grammar.of == text.word(joint + 1);
    if !out && grammar.among != text.word(joint) {
        return None;
    }
    let next = joint + if out { 2 } else { 1 };
    let every = grammar.every.holds(text.word(next));
    let below = read_number(text, next + usize::from(every))?;
    let base = whole(&below).filter(|base| share < *base && *base <= MOST)?;
    let sure = out || every;
    let known = is_round(base) || (share == Decimal::ONE && !is_year(text, &below));
    let fits = sure || (known && starts(text, above.first) && (named == 0 || !counts_more(text, below.end)));
    (fits && counts(text, below.end))
        .then(|| as_share(text, above, &below))
        .flatten()
}

fn as_share(text: &Text<'_>, above: &Found, below: &Found) -> Option<Found> {
    let (share, base) = (whole(above)?, whole(below)?);
    let value = Value::part(share.checked_div(base)?);
    let proper = Decimal::ZERO < share && share < base && base <= MOST;
    proper.then(|| found(text, above.first, below.end, value, above.numeral.script))
}

/// How many words behind the first number name one of them: one patient in 40.
fn noun(text: &Text<'_>, at: usize) -> usize {
    let named = (at..at + NOUN).take_while(|at| is_nominal(text, *at)).count();
    let small = (at..at + named).all(|at| !text.is_capital(at) && !text.glued(at));
    if small { named } else { 0 }
}

fn is_nominal(text: &Text<'_>, at: usize) -> bool {
    let roles = text.roles(at);
    let other = text.bounds_noun(at) || roles.has(Role::Time) || roles.has(Role::Place);
    text.is(at, Form::Word) && !other && text.words.number(text.word(at)).is_none()
}

/// Whether a noun follows that the second number counts: one school in 40 towns.
fn counts_more(text: &Text<'_>, at: usize) -> bool {
    is_nominal(text, at) && text.words.is_plural(text.word(at))
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

/// Whether the number is four digits that may be a year.
fn is_year(text: &Text<'_>, found: &Found) -> bool {
    let written = found.numeral.span.of(text.text);
    written.len() == 4 && written.parse().is_ok_and(|year| YEARS.contains(&year))
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
