//! Fractions in English prose: they are rates, and no amounts: by a third, from 90 to 60; one in three (34%).

use rust_decimal::Decimal;

use crate::check::bounds::{cover, moved};
use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::number::Interval;

use super::words as count;

/// Whether a figure is a fraction of something: a third, 36 out of 48.
pub fn is_fraction(figure: &Figure<'_>) -> bool {
    let entry = figure.entry;
    let value = entry.value.unwrap_or_default();
    let between = value > Decimal::ZERO && value < Decimal::ONE;
    let in_words = !entry.text.contains('.')
        && entry
            .text
            .chars()
            .any(|character| character.is_ascii_alphabetic() || character == '/');
    figure.is_claim() && entry.unit.is_empty() && between && in_words
}

/// A fraction in per cent. In words it is a round number, which may be five hundredths more or less; one of two counts is exact.
pub fn percent(figure: &Figure<'_>, role: Role) -> Option<Operand> {
    let hundred = |value: Decimal| value.checked_mul(Decimal::ONE_HUNDRED);
    let value = figure.entry.value.and_then(hundred)?;
    let step = if is_counted(figure) {
        Decimal::new(1, 2)
    } else {
        Decimal::new(5, 0)
    };
    let scaled = |interval: Interval| Interval {
        lower: interval.lower.and_then(hundred),
        upper: interval.upper.and_then(hundred),
    };
    let own = Interval::exactly(value);
    let near = cover(moved(own, step), moved(own, -step));
    let mut operand = Operand::new(figure.entry, role);
    operand.value = Some(value);
    operand.core = cover(near, scaled(figure.core()));
    operand.hull = cover(operand.core, scaled(figure.hull()));
    Some(operand)
}

/// Whether a fraction names two counts, 36 out of 48, and no round share such as nine out of ten.
fn is_counted(figure: &Figure<'_>) -> bool {
    let numbers = figure.entry.text.split(|character: char| !character.is_ascii_digit());
    let last = numbers.filter_map(|number| number.parse::<u32>().ok()).next_back();
    last.is_some_and(|whole| whole > ROUND && whole % 10 != 0)
}

/// Shares of so few are round.
const ROUND: u32 = 12;

/// One in three (34%) of the people; 36 out of 48 schools (75%): the fraction and the percentage at `place` say one share.
pub fn share(text: &Text<'_>, place: usize, rule: &'static str) -> Option<Relation> {
    let rate = text.figure(place).filter(|rate| rate.is_level())?;
    let fraction = text.figure(place.checked_sub(1)?)?;
    let own = fraction.sentence == rate.sentence && text.is_english(rate) && is_fraction(fraction);
    let gap = text.between(fraction, rate);
    let bracket = gap.trim_end().ends_with('(') && text.after(rate).trim_start().starts_with(')');
    let near = count(gap) <= NOUN && !gap.contains([',', ';', ')']);
    (own && bracket && near).then_some(())?;
    Some(Relation {
        rule,
        law: Law::Equal,
        operands: vec![
            percent(fraction, Role::Statement)?,
            Operand::new(rate.entry, Role::Statement),
        ],
        evidence: Evidence::Assumed(SAME),
    })
}

/// Most words of a noun between a fraction and its percentage.
const NOUN: usize = 6;
/// Assumption: both are told of one share.
const SAME: &str = "share_of_these_figures";
