//! Slips of the pen: what a figure would be with one digit wrong or two digits changed round.
//!
//! Where nothing says that figures must fit, a sum that misses by just such a slip is still hardly chance. The same
//! slips are what proofreaders look for first.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::number::Interval;

/// Readings that lie further apart than this part of the value are vague.
pub const VAGUE: Decimal = Decimal::from_parts(8, 0, 0, false, 0);

/// Figures of more digits are not looked into.
const LONGEST: usize = 17;

/// Whether some slip in `written`, of which `value` was read, moves it by what lies in `gap`. No slip is known of figures
/// that are not written in digits.
pub fn moves_into(written: &str, value: Decimal, gap: Interval) -> bool {
    let Some((places, unit)) = places(written, value) else {
        return false;
    };
    // In steps of the last digit every slip is a whole number.
    let in_steps = |end: Option<Decimal>| end.map(|end| end.checked_div(unit));
    let (low, high) = match (in_steps(gap.lower), in_steps(gap.upper)) {
        (Some(None), _) | (_, Some(None)) => return false,
        (low, high) => (low.flatten(), high.flatten()),
    };
    let (low, high) = if unit.is_sign_negative() {
        (high, low)
    } else {
        (low, high)
    };
    let least = low.map_or(Some(i64::MIN), |low| low.ceil().to_i64());
    let most = high.map_or(Some(i64::MAX), |high| high.floor().to_i64());
    let inside = |step: i64| {
        least
            .zip(most)
            .is_some_and(|(least, most)| (least..=most).contains(&step))
    };
    wrong_digits(&places).any(inside) || changed_round(&places).any(inside)
}

/// How far `value` would move by each slip in `written`.
pub fn steps(written: &str, value: Decimal) -> Vec<Decimal> {
    let Some((places, unit)) = places(written, value) else {
        return Vec::new();
    };
    let steps = wrong_digits(&places).chain(changed_round(&places));
    steps.filter_map(|step| Decimal::from(step).checked_mul(unit)).collect()
}

/// How far `value` would move where two digits in `written` changed places.
pub fn swaps(written: &str, value: Decimal) -> Vec<Decimal> {
    let Some((places, unit)) = places(written, value) else {
        return Vec::new();
    };
    let steps = changed_round(&places).map(Decimal::from);
    steps.filter_map(|step| step.checked_mul(unit)).collect()
}

/// Each digit with what one of it is worth in its place.
type Places = Vec<(i64, i64)>;

/// The digits of a figure with their weights, and what one of the last digit is worth; below zero in figures that are.
fn places(written: &str, value: Decimal) -> Option<(Places, Decimal)> {
    let digits: Vec<i64> = digits(written).map(i64::from).collect();
    if digits.len() > LONGEST {
        return None;
    }
    let number = digits.iter().fold(0, |number, digit| number * 10 + digit);
    let unit = value
        .checked_div(Decimal::from(number))
        .filter(|unit| !unit.is_zero())?;
    let mut weight = 1;
    let mut places: Places = Vec::with_capacity(digits.len());
    for digit in digits.iter().rev() {
        places.push((*digit, weight));
        weight *= 10;
    }
    Some((places, unit))
}

/// How far the figure moves where one digit is another.
fn wrong_digits(places: &Places) -> impl Iterator<Item = i64> {
    places.iter().flat_map(|&(digit, weight)| {
        let others = (0..10).filter(move |&other| other != digit);
        others.map(move |other| (other - digit) * weight)
    })
}

/// How far it moves where two digits changed places.
fn changed_round(places: &Places) -> impl Iterator<Item = i64> {
    places.iter().enumerate().flat_map(|(index, &(digit, weight))| {
        let others = places.iter().skip(index + 1).filter(move |(other, _)| *other != digit);
        others.map(move |&(other, high)| (high - weight) * (digit - other))
    })
}

/// How many digits the figure is written with, leading zeros left out.
pub fn length(written: &str) -> usize {
    digits(written).skip_while(|digit| *digit == 0).count()
}

/// How many digits tell something: zeros at either end left out.
pub fn telling(written: &str) -> usize {
    let (mut count, mut last) = (0, 0);
    for digit in digits(written).skip_while(|digit| *digit == 0) {
        count += 1;
        if digit != 0 {
            last = count;
        }
    }
    last
}

/// How many zeros end a whole number; those behind a point say how exact it is.
pub fn zeros(written: &str) -> usize {
    if written.contains(['.', '．']) {
        0
    } else {
        length(written) - telling(written)
    }
}

/// Whether two figures are written with the same digits, of which two changed places.
pub fn is_swap(first: &str, second: &str) -> bool {
    let mut apart = digits(first).zip(digits(second)).filter(|(one, other)| one != other);
    let swapped = match (apart.next(), apart.next(), apart.next()) {
        (Some(high), Some(low), None) => high == (low.1, low.0),
        _ => false,
    };
    swapped && digits(first).count() == digits(second).count()
}

/// The digits of the first number in `written`, separators and the point left out.
fn digits(written: &str) -> impl Iterator<Item = u8> {
    let behind = written.chars().skip_while(|&character| digit(character).is_none());
    behind
        .take_while(|&character| digit(character).is_some() || matches!(character, '.' | ',' | '，' | '．'))
        .filter_map(digit)
}

fn digit(character: char) -> Option<u8> {
    let code = u32::from(character);
    let digit = match character {
        '0'..='9' => code - u32::from('0'),
        '\u{ff10}'..='\u{ff19}' => code - 0xff10,
        _ => return None,
    };
    u8::try_from(digit).ok()
}
