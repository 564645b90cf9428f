//! Slips of the pen: what a figure would be with one digit wrong or two digits changed round.
//!
//! Where nothing says that figures must fit, a sum that misses by just such a slip is still hardly chance. The same
//! slips are what proofreaders look for first.

use rust_decimal::Decimal;

/// Readings that lie further apart than this part of the value are vague.
pub const VAGUE: Decimal = Decimal::from_parts(8, 0, 0, false, 0);

/// How far the value of `written` would move by each slip, `value` being what it is read as. None for figures that are
/// not written in digits.
pub fn steps(written: &str, value: Decimal) -> Vec<Decimal> {
    let digits: Vec<u32> = digits(written);
    let Some(unit) = unit(&digits, value) else {
        return Vec::new();
    };
    let count = digits.len();
    let place = |index: usize| unit_power(count - 1 - index).and_then(|power| power.checked_mul(unit));
    let mut steps = Vec::new();
    for (index, &digit) in digits.iter().enumerate() {
        let Some(place) = place(index) else { continue };
        for other in (0..10).filter(|&other| other != digit) {
            steps.extend(place.checked_mul(Decimal::from(i64::from(other) - i64::from(digit))));
        }
    }
    for (index, first) in digits.iter().enumerate() {
        for (behind, second) in digits
            .iter()
            .enumerate()
            .skip(index + 1)
            .filter(|(_, second)| *second != first)
        {
            let (Some(high), Some(low)) = (place(index), place(behind)) else {
                continue;
            };
            let gap = Decimal::from(i64::from(*second) - i64::from(*first));
            steps.extend(high.checked_sub(low).and_then(|weight| weight.checked_mul(gap)));
        }
    }
    steps
}

/// How many digits the figure is written with, leading zeros left out.
pub fn length(written: &str) -> usize {
    digits(written).iter().skip_while(|digit| **digit == 0).count()
}

/// How many digits tell something: zeros at either end left out.
pub fn telling(written: &str) -> usize {
    let digits = digits(written);
    let last = digits.iter().rposition(|digit| *digit != 0).map_or(0, |at| at + 1);
    digits.iter().take(last).skip_while(|digit| **digit == 0).count()
}

/// Whether two figures are written with the same digits, of which two changed places.
pub fn is_swap(first: &str, second: &str) -> bool {
    let (first, second) = (digits(first), digits(second));
    let apart: Vec<usize> = (0..first.len().min(second.len()))
        .filter(|&at| first.get(at) != second.get(at))
        .collect();
    match *apart.as_slice() {
        [low, high] => {
            first.len() == second.len() && first.get(low) == second.get(high) && first.get(high) == second.get(low)
        }
        _ => false,
    }
}

/// The digits of the first number in `written`, separators and the point left out.
fn digits(written: &str) -> Vec<u32> {
    let first = written
        .find(|character: char| digit(character).is_some())
        .unwrap_or(written.len());
    let rest = written.get(first..).unwrap_or_default();
    rest.chars()
        .take_while(|&character| digit(character).is_some() || matches!(character, '.' | ',' | '，' | '．'))
        .filter_map(digit)
        .collect()
}

fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => character.to_digit(10),
        '\u{ff10}'..='\u{ff19}' => Some(character as u32 - 0xff10),
        _ => None,
    }
}

/// What one of the last digit is worth; below zero in figures that are.
fn unit(digits: &[u32], value: Decimal) -> Option<Decimal> {
    let mut number = Decimal::ZERO;
    for digit in digits {
        number = number.checked_mul(Decimal::TEN)?.checked_add(Decimal::from(*digit))?;
    }
    if number.is_zero() {
        None
    } else {
        value.checked_div(number)
    }
}

fn unit_power(power: usize) -> Option<Decimal> {
    (0..power).try_fold(Decimal::ONE, |product, _| product.checked_mul(Decimal::TEN))
}
