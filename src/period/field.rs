//! What a numeral can be in a date: a year, a month, a day.

use rust_decimal::prelude::ToPrimitive;

use crate::number::{Numeral, Reading};

/// Years that four bare digits can mean.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2199;

/// The year that `numeral` writes: four digits, or fewer where 年 follows and they cannot count years.
pub(super) fn year(numeral: &Numeral, suffixed: bool) -> Option<u32> {
    let value = whole(numeral)?;
    let four = i32::try_from(value).is_ok_and(|value| YEARS.contains(&value))
        && (numeral.digits == 4 || (numeral.digits == 0 && numeral.span.len() >= 12));
    let old = suffixed && numeral.digits == 3 && value % 10 != 0;
    (four || old).then_some(value)
}

/// 19 in 2016-19年.
pub(super) fn short_year(from: u32, numeral: &Numeral) -> Option<u32> {
    let value = whole(numeral).filter(|_| numeral.digits == 2)?;
    (from >= 1000).then_some(from / 100 * 100 + value)
}

/// The value of `numeral`, where it lies from `least` to `most` and is written with two digits at most.
pub(super) fn within(numeral: &Numeral, least: u32, most: u32) -> Option<u32> {
    whole(numeral).filter(|value| (least..=most).contains(value) && numeral.digits <= 2)
}

fn whole(numeral: &Numeral) -> Option<u32> {
    match numeral.reading {
        // There is no 32-bit integer without sign for what is below zero.
        Reading::Plain(value) if numeral.is_plain_integer() && numeral.excess.is_none() => value.to_u32(),
        _ => None,
    }
}
