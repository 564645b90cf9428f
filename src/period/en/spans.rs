//! Spans of months and days: between May and December 2023, the year to March 2024, the six months ended 30 June 2023.

use super::{Part, day_first, moment, month, month_first, year};
use crate::lexicon::{Role, Spelled};
use crate::number::english::{Form, Text};
use crate::period::Moment;

/// Months of a year.
const YEAR: i32 = 12;

/// May to December 2023, between May and December 2023, May–December 2023.
pub(super) fn months(text: &Text<'_>, at: usize) -> Option<Part> {
    let grammar = &text.words.grammar;
    let first = month(text, at)?;
    let between = grammar.between.holds(text.word(at.wrapping_sub(1))) && grammar.and.holds(text.word(at + 1));
    if !between && !grammar.to.holds(text.word(at + 1)) {
        return None;
    }
    let last = month(text, at + 2)?;
    let next = at + 3 + usize::from(text.word(at + 3) == ",");
    let year = year(text, next)?;
    let from = moment(Some(year - i32::from(first > last)), Some(first), None);
    Some(Part {
        to: Some(moment(Some(year), Some(last), None)),
        ..Part::at(from, next + 1)
    })
}

/// Between 1 April 2023 and 31 March 2024, from 3 May to June 12, 2023: from one day to another.
pub(super) fn between_days(text: &Text<'_>, at: usize) -> Option<Part> {
    let grammar = &text.words.grammar;
    let day = |at: usize| month_first(text, at).or_else(|| day_first(text, at));
    let single = |part: &Part| part.from.day.is_some() && part.to.is_none();
    let first = day(at).filter(single)?;
    let between = grammar.between.holds(text.word(at.wrapping_sub(1))) && grammar.and.holds(text.word(first.end));
    if !between && !grammar.to.holds(text.word(first.end)) {
        return None;
    }
    let last = day(first.end + 1).filter(single)?;
    let year = last.from.year?;
    let earlier = (first.from.months, first.from.day) < (last.from.months, last.from.day);
    let from = moment(
        first.from.year.or(Some(year - i32::from(!earlier))),
        first.from.months.map(|(month, _)| month),
        first.from.day,
    );
    let ordered = (from.year, from.months, from.day) < (last.from.year, last.from.months, last.from.day);
    ordered.then_some(Part {
        to: Some(last.from),
        ..Part::at(from, last.end)
    })
}

/// `part`, the date at token `at`, with the beginning of the time that ends then, where its length stands before.
pub(super) fn ending(text: &Text<'_>, at: usize, part: Part) -> Option<Part> {
    let grammar = &text.words.grammar;
    let mut joint = at.checked_sub(1)?;
    // the year to the end of March 2024
    if text.word(joint) == grammar.of && grammar.closing.holds(text.word(joint.wrapping_sub(1))) {
        joint = joint.checked_sub(2)?;
    }
    if grammar.definite.holds(text.word(joint)) {
        joint = joint.checked_sub(1)?;
    }
    if !grammar.ending.holds(text.word(joint)) || part.to.is_some() {
        return None;
    }
    let months = length(text, joint.checked_sub(1)?)?;
    let last = part.from;
    Some(Part {
        from: before(last, months)?,
        to: Some(last),
        ..part
    })
}

/// How many months the time has whose last word is token `at`: year, three months, half year, quarter.
fn length(text: &Text<'_>, at: usize) -> Option<i32> {
    let at = at - usize::from(text.words.grammar.span.holds(text.word(at)) && at > 0);
    let word = text.word(at);
    let before = at.wrapping_sub(1);
    let before = before - usize::from(text.is_hyphen(before) && before > 0);
    let half = matches!(text.words.number(text.word(before)), Some(Spelled::Half));
    if text.words.grammar.year.holds(word) {
        let counted = text.is(before, Form::Digits) || text.words.number(text.word(before)).is_some();
        return if half {
            Some(YEAR / 2)
        } else {
            (!counted).then_some(YEAR)
        };
    }
    if word == text.words.grammar.quarter {
        return Some(YEAR / 4);
    }
    if half || matches!(text.words.number(word), Some(Spelled::Half)) {
        return Some(YEAR / 2);
    }
    let month = text.words.grammar.month.holds(word) && text.roles(at).has(Role::Time);
    let count = match text.words.number(text.word(before)) {
        Some(Spelled::Small(count)) => Some(i32::from(count)),
        _ => text.word(before).parse().ok(),
    };
    count.filter(|count| month && (1..=60).contains(count))
}

/// The first month, or the first day, of so many months that end with `last`.
fn before(last: Moment, months: i32) -> Option<Moment> {
    let (year, (month, _)) = (last.year?, last.months?);
    let ends = last.day.is_none_or(|day| day == days(year, month));
    let first = year * YEAR + i32::from(month) - 1 - months + i32::from(ends);
    let (year, month) = (first.div_euclid(YEAR), u8::try_from(first.rem_euclid(YEAR) + 1).ok()?);
    let day = last.day.map(|day| if ends { 1 } else { day + 1 });
    let within = day.is_none_or(|day| day <= days(year, month));
    within.then(|| moment(Some(year), Some(month), day))
}

/// The last day of a month.
const fn days(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
