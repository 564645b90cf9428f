//! Arithmetic on closed intervals of exact decimals. An open end stays open, and so does one that no decimal holds.

use rust_decimal::Decimal;

use crate::claim::Entry;
use crate::number::Interval;
use crate::quantity::Qualifier;

/// The sums of a value of each.
pub fn add(a: Interval, b: Interval) -> Interval {
    Interval {
        lower: both(a.lower, b.lower, Decimal::checked_add),
        upper: both(a.upper, b.upper, Decimal::checked_add),
    }
}

/// The differences of a value of each.
pub fn subtract(a: Interval, b: Interval) -> Interval {
    Interval {
        lower: both(a.lower, b.upper, Decimal::checked_sub),
        upper: both(a.upper, b.lower, Decimal::checked_sub),
    }
}

/// The products of a value of each; none where an end is open or no decimal holds it.
pub fn multiply(a: Interval, b: Interval) -> Option<Interval> {
    corners(a, b, Decimal::checked_mul)
}

/// The quotients of a value of each; none where an end is open, the divisor may be zero, or no decimal holds one.
pub fn divide(a: Interval, b: Interval) -> Option<Interval> {
    let (lower, upper) = (b.lower?, b.upper?);
    let safe = lower > Decimal::ZERO || upper < Decimal::ZERO;
    safe.then(|| corners(a, b, Decimal::checked_div)).flatten()
}

/// The least and greatest of what the ends of two intervals come to.
fn corners(a: Interval, b: Interval, work: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Option<Interval> {
    let first = work(a.lower?, b.lower?)?;
    let mut result = Interval::exactly(first);
    for (a, b) in [(a.lower?, b.upper?), (a.upper?, b.lower?), (a.upper?, b.upper?)] {
        result = cover(result, Interval::exactly(work(a, b)?));
    }
    Some(result)
}

/// A hundred times the quotients of a value of each. Only for values that are not negative, and a divisor above zero.
pub fn percent(part: Interval, whole: Interval) -> Option<Interval> {
    let above = |end: Option<Decimal>| end.filter(|value| *value > Decimal::ZERO);
    if part.lower.is_some_and(|value| value < Decimal::ZERO) || whole.lower.is_some_and(|value| value <= Decimal::ZERO)
    {
        return None;
    }
    let divided = |a: Decimal, b: Decimal| a.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(b);
    Some(Interval {
        lower: both(part.lower, above(whole.upper), divided),
        upper: both(part.upper, above(whole.lower), divided),
    })
}

/// Whether the intervals share a value.
pub fn meet(a: Interval, b: Interval) -> bool {
    let below = |lower: Option<Decimal>, upper: Option<Decimal>| match (lower, upper) {
        (Some(lower), Some(upper)) => lower <= upper,
        _ => true,
    };
    below(a.lower, b.upper) && below(b.lower, a.upper)
}

/// Whether two statements of one figure agree: their intervals share more than an end, or are one value.
pub fn agree(a: Interval, b: Interval) -> bool {
    let below = |lower: Option<Decimal>, upper: Option<Decimal>| match (lower, upper) {
        (Some(lower), Some(upper)) => lower < upper,
        _ => true,
    };
    let exact = a.lower == a.upper || b.lower == b.upper;
    (below(a.lower, b.upper) && below(b.lower, a.upper)) || (exact && meet(a, b))
}

/// Whether some value of `a` is at most some value of `b`.
pub fn at_most(a: Interval, b: Interval) -> bool {
    match (a.lower, b.upper) {
        (Some(lower), Some(upper)) => lower <= upper,
        _ => true,
    }
}

/// The least interval that holds both.
pub fn cover(a: Interval, b: Interval) -> Interval {
    Interval {
        lower: both(a.lower, b.lower, |a, b| Some(a.min(b))),
        upper: both(a.upper, b.upper, |a, b| Some(a.max(b))),
    }
}

/// From `least` to `most` tenths of `value`.
pub fn share_of(value: Decimal, least: i64, most: i64) -> Interval {
    let tenths = |count: i64| value.checked_mul(Decimal::new(count, 1));
    let (a, b) = (tenths(least), tenths(most));
    Interval {
        lower: both(a, b, |a, b| Some(a.min(b))),
        upper: both(a, b, |a, b| Some(a.max(b))),
    }
}

/// `interval` moved by `step`.
pub fn moved(interval: Interval, step: Decimal) -> Interval {
    add(interval, Interval::exactly(step))
}

fn both(a: Option<Decimal>, b: Option<Decimal>, work: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Option<Decimal> {
    work(a?, b?)
}

/// The sum of all.
pub fn sum(parts: &[Interval]) -> Interval {
    parts
        .iter()
        .fold(Interval::exactly(Decimal::ZERO), |sum, part| add(sum, *part))
}

/// Whether a value of `part` is so many hundredths of one of `whole` as `rate` says. Only for values that are not negative,
/// and a whole above zero.
pub fn is_share(part: Interval, whole: Interval, rate: Interval) -> Option<bool> {
    if part.lower.is_some_and(|value| value < Decimal::ZERO) || whole.lower.is_some_and(|value| value <= Decimal::ZERO)
    {
        return None;
    }
    let hundred = |end: Option<Decimal>| end.and_then(|end| end.checked_mul(Decimal::ONE_HUNDRED));
    let rated = |rate: Option<Decimal>, whole: Option<Decimal>| both(rate, whole, Decimal::checked_mul);
    let parts = Interval {
        lower: hundred(part.lower),
        upper: hundred(part.upper),
    };
    let shares = Interval {
        lower: rated(rate.lower, whole.lower),
        upper: rated(rate.upper, whole.upper),
    };
    Some(meet(parts, shares))
}

/// Whether from `from` to `to` is a rise or fall by `rate` per cent.
pub fn grows(from: Interval, to: Interval, rate: Interval) -> Option<bool> {
    let hundred = Interval::exactly(Decimal::ONE_HUNDRED);
    Some(is_share(to, from, add(hundred, rate))? || is_share(to, from, subtract(hundred, rate))?)
}

/// Whether from `from` to `to` is a rise or fall by `rate` per cent in each of so many years.
pub fn compounds(from: Interval, to: Interval, rate: Interval, years: u32) -> Option<bool> {
    let hundred = Interval::exactly(Decimal::ONE_HUNDRED);
    let reached = |level: Interval| (0..years).try_fold(from, |value, _| divide(multiply(value, level)?, hundred));
    let (rise, fall) = (reached(add(hundred, rate))?, reached(subtract(hundred, rate))?);
    Some(meet(rise, to) || meet(fall, to))
}

/// The usual reading of an entry.
pub fn core(entry: &Entry) -> Interval {
    Interval {
        lower: entry.lower,
        upper: entry.upper,
    }
}

/// All readings that can be defended: about is a fifth either way, nearly down to four fifths.
pub fn hull(entry: &Entry) -> Interval {
    let core = core(entry);
    match (entry.qualifier, entry.value) {
        (Qualifier::About, Some(value)) => cover(core, share_of(value, 8, 12)),
        (Qualifier::Nearly, Some(value)) => cover(core, share_of(value, 8, 10)),
        _ => core,
    }
}
