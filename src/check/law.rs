//! Laws: what figures that belong together must keep, and by how much one of them would have to move to keep it.

use rust_decimal::Decimal;

use crate::number::Interval;

use super::bounds::{add, agree, at_most, compounds, grows, is_share, meet, moved, percent, subtract, sum};

/// What binds the operands of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// The first is the sum of the others.
    Sum,
    /// Each of the others, and their sum, is at most the first.
    Within,
    /// The first of the second is the third, in per cent.
    Share,
    /// From the first to the second is a change by the third, in per cent.
    Growth,
    /// The first is a level, risen (or fallen) by the second, which is the third in per cent of the level before.
    GrowthBy {
        /// Whether the level fell.
        falls: bool,
    },
    /// From the first to the second is a rise or fall by the third, in per cent, in each of so many years or one more.
    Compound {
        /// How far the years of the two levels are apart.
        years: u32,
    },
    /// The first and the second are apart by the third.
    Difference,
    /// All are the same.
    Equal,
    /// All make a hundred.
    Hundred,
    /// The first counts the others, each of which is one thing.
    Count {
        /// Whether more things may be meant than are named.
        open: bool,
        /// How many names may be part of others, as words that join stand between them.
        less: usize,
        /// How many names may be two, as words that join stand in them.
        more: usize,
    },
    /// The first counts the years from the second to the third, with or without the first year itself.
    Years,
    /// The first counts the years from the second to the third, both with them.
    EachYear,
    /// The second is not before the first.
    Order,
    /// A verb says that the first rose to the second, or fell to it.
    Toward {
        /// Whether the verb is one of falling.
        falls: bool,
    },
    /// What the user states of named figures; the statement stands behind them.
    Stated,
    /// The figure of a baseline and the one of today are one. The key is that of a sentence which says what became of it.
    Kept(&'static str),
    /// What is written is wrong, whatever the figures are. The key is that of a sentence which says why.
    Never(&'static str),
}

impl Law {
    /// Whether values of `operands` keep the law; none where the operands are too few or cannot be reckoned with.
    pub fn holds(self, operands: &[Interval]) -> Option<bool> {
        match (self, operands) {
            (Self::Sum, [whole, parts @ ..]) if !parts.is_empty() => Some(meet(sum(parts), *whole)),
            (Self::Within, [whole, parts @ ..]) if !parts.is_empty() => {
                Some(parts.iter().all(|part| at_most(*part, *whole)) && at_most(sum(parts), *whole))
            }
            (Self::Share, [part, whole, rate]) => is_share(*part, *whole, *rate),
            (Self::Growth, [from, to, rate]) => grows(*from, *to, *rate),
            (Self::Compound { years }, [from, to, rate]) => {
                Some(compounds(*from, *to, *rate, years)? || compounds(*from, *to, *rate, years + 1)?)
            }
            (Self::GrowthBy { falls }, [level, step, rate]) => {
                let before = if falls {
                    add(*level, *step)
                } else {
                    subtract(*level, *step)
                };
                Some(meet(percent(*step, before)?, *rate))
            }
            (Self::Difference, [from, to, step]) => {
                Some(meet(subtract(*to, *from), *step) || meet(subtract(*from, *to), *step))
            }
            (Self::Equal, [first, rest @ ..]) => Some(rest.iter().all(|other| agree(*first, *other))),
            (Self::Hundred, shares) => Some(meet(sum(shares), Interval::exactly(Decimal::ONE_HUNDRED))),
            (Self::Count { open, less, more }, [count, items @ ..]) => {
                let least = Decimal::from(items.len().saturating_sub(less));
                let most = Decimal::from(items.len() + more);
                let named = Interval::new(least, most);
                Some(if open {
                    at_most(named, *count)
                } else {
                    meet(named, *count)
                })
            }
            (Self::Years, [count, first, last]) => {
                let apart = subtract(*last, *first);
                let both = moved(apart, Decimal::ONE);
                Some(meet(apart, *count) || meet(both, *count))
            }
            (Self::EachYear, [count, first, last]) => Some(meet(moved(subtract(*last, *first), Decimal::ONE), *count)),
            (Self::Order, [first, second]) | (Self::Toward { falls: false }, [first, second]) => {
                Some(at_most(*first, *second))
            }
            (Self::Toward { falls: true }, [first, second]) => Some(at_most(*second, *first)),
            (Self::Never(_), _) => Some(false),
            _ => None,
        }
    }

    /// The amounts by which the operand at `index` may move so that the law holds, the others staying where they are. None
    /// for laws of which only trying tells.
    pub(super) fn gaps(self, operands: &[Interval], index: usize) -> Option<Vec<Interval>> {
        let targets = match (self, operands) {
            (Self::Share, &[part, whole, rate]) => vec![share(part, whole, rate, index)],
            (Self::Growth, &[from, to, rate]) => {
                let levels = [add(HUNDRED, rate), subtract(HUNDRED, rate)];
                if index == 2 {
                    let level = percent(to, from);
                    let rise = level.map(|level| subtract(level, HUNDRED));
                    vec![rise, level.map(|level| subtract(HUNDRED, level))]
                } else {
                    levels.map(|level| share(to, from, level, 1 - index)).into()
                }
            }
            (Self::Difference, &[from, to, step]) => {
                let both = match index {
                    0 => [subtract(to, step), add(to, step)],
                    1 => [add(from, step), subtract(from, step)],
                    _ => [subtract(to, from), subtract(from, to)],
                };
                both.map(Some).into()
            }
            _ => return None,
        };
        let own = *operands.get(index)?;
        Some(
            targets
                .into_iter()
                .flatten()
                .map(|target| subtract(target, own))
                .collect(),
        )
    }
}

const HUNDRED: Interval = Interval::exactly(Decimal::ONE_HUNDRED);

/// What one of three figures must be so that the first is the third of the second, in per cent.
fn share(part: Interval, whole: Interval, rate: Interval, index: usize) -> Option<Interval> {
    let of_hundred = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_mul(b?)?.checked_div(Decimal::ONE_HUNDRED);
    let above = |end: Option<Decimal>| end.filter(|end| *end > Decimal::ZERO);
    let divided = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(above(b)?);
    match index {
        0 => Some(Interval {
            lower: of_hundred(rate.lower, whole.lower),
            upper: of_hundred(rate.upper, whole.upper),
        }),
        1 => above(rate.upper).map(|_| Interval {
            lower: divided(part.lower, rate.upper),
            upper: divided(part.upper, rate.lower),
        }),
        _ => percent(part, whole),
    }
}
