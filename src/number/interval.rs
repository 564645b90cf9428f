//! The closed interval that the words of a number allow.
//!
//! A rounded figure is the interval of the values that round to it, as in XBRL Calculations 1.1; both ends are
//! closed, so that rounding half up and half to even are both inside.

use rust_decimal::Decimal;

use super::{Numeral, Reading};

/// A closed interval; an open end is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// Least value.
    pub lower: Option<Decimal>,
    /// Greatest value.
    pub upper: Option<Decimal>,
}

impl Interval {
    /// From `lower` to `upper`.
    pub const fn new(lower: Decimal, upper: Decimal) -> Self {
        Self {
            lower: Some(lower),
            upper: Some(upper),
        }
    }

    /// One value.
    pub const fn exactly(value: Decimal) -> Self {
        Self::new(value, value)
    }

    /// The values that round to `value` at `place`.
    pub fn rounded(value: Decimal, place: Decimal) -> Self {
        Self::around(value, half(place))
    }

    /// `value` give or take half the step of its last digit that is not zero.
    pub fn about(value: Decimal, step: Decimal) -> Self {
        Self::around(value, half(step))
    }

    /// From nine tenths of `value` to itself.
    pub fn nearly(value: Decimal) -> Self {
        let least = value.checked_mul(Decimal::new(9, 1));
        Self {
            lower: least,
            upper: Some(value),
        }
        .ordered()
    }

    /// From `value` to just below its next step.
    pub fn exceeding(value: Decimal, step: Decimal) -> Self {
        let end = value.checked_add(step);
        let upper = if step > Decimal::ONE {
            end.and_then(|end| end.checked_sub(Decimal::ONE))
        } else {
            end
        };
        Self {
            lower: Some(value),
            upper,
        }
    }

    /// `value` and more.
    pub const fn from(value: Decimal) -> Self {
        Self {
            lower: Some(value),
            upper: None,
        }
    }

    /// `value` and less.
    pub const fn up_to(value: Decimal) -> Self {
        Self {
            lower: None,
            upper: Some(value),
        }
    }

    /// The same interval below zero.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            lower: self.upper.map(|value| -value),
            upper: self.lower.map(|value| -value),
        }
    }

    fn around(value: Decimal, margin: Decimal) -> Self {
        Self {
            lower: value.checked_sub(margin),
            upper: value.checked_add(margin),
        }
    }

    fn ordered(self) -> Self {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) if lower > upper => Self::new(upper, lower),
            _ => self,
        }
    }
}

impl Numeral {
    /// What the number says by itself; `always_rounded` where its unit is one that is rounded even without
    /// decimals (per cent).
    pub fn interval(&self, always_rounded: bool) -> Interval {
        match self.reading {
            Reading::Between(lower, upper) | Reading::Several(lower, upper) => Interval::new(lower, upper),
            Reading::Fraction(value) => Interval::exactly(value),
            Reading::Unreadable => Interval::default(),
            Reading::Plain(value) => match self.excess {
                Some(step) => Interval::exceeding(value, step),
                None if self.at_least => Interval::from(value),
                None if self.scaled && !self.decimals && self.place <= Decimal::ONE => Interval::exactly(value),
                None if self.scaled || self.decimals => Interval::rounded(value, self.place),
                None if always_rounded => Interval::rounded(value, Decimal::ONE),
                None => Interval::exactly(value),
            },
        }
    }
}

fn half(step: Decimal) -> Decimal {
    step.checked_mul(Decimal::new(5, 1)).unwrap_or(step)
}
