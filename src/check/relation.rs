//! Relations: figures that must fit together by a law, found before they are judged.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::claim::Entry;
use crate::number::Interval;

use super::bounds::{core, hull, moved, subtract, sum};
pub use super::law::Law;
pub use super::role::Role;
use super::slip;

/// One operand, with its place in the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// What it is.
    pub role: Role,
    /// The name of its document.
    pub source: Arc<str>,
    /// As written.
    pub text: String,
    /// First byte in the document.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// Where it stands in a file whose text is our own: a page and line, a paragraph, a cell. Empty for text.
    pub place: String,
    /// Id of its claim, empty where it is none.
    pub id: String,
    /// The unit of value and intervals, where it is a figure.
    pub unit: Arc<str>,
    /// The value, where it is a figure.
    pub value: Option<Decimal>,
    /// The usual reading.
    pub core: Interval,
    /// All readings that can be defended.
    pub hull: Interval,
}

impl Operand {
    /// What was read as an operand.
    pub fn new(entry: &Entry, role: Role) -> Self {
        Self {
            role,
            source: Arc::clone(&entry.source),
            text: entry.text.clone(),
            start: entry.start,
            end: entry.end,
            line: entry.line,
            column: entry.column,
            place: entry.place().to_owned(),
            id: entry.id.clone(),
            unit: Arc::clone(&entry.unit),
            value: entry.value,
            core: core(entry),
            hull: hull(entry),
        }
    }

    /// Whether its readings lie too far apart, or to one side of its value, for a slip to be told from chance.
    fn is_vague(&self) -> bool {
        if self.value.is_some() && (self.core.lower == self.value) != (self.core.upper == self.value) {
            return true;
        }
        let width = self
            .hull
            .upper
            .zip(self.hull.lower)
            .and_then(|(upper, lower)| upper.checked_sub(lower));
        match (width, self.value) {
            (_, Some(value)) if value.is_zero() => false,
            (Some(width), Some(value)) => width
                .checked_mul(slip::VAGUE)
                .is_none_or(|width| width > value.abs() && !width.is_zero()),
            _ => true,
        }
    }
}

/// How certain it is that the law binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The words say so.
    Explicit,
    /// The words say so under an assumption, the key of a sentence.
    Assumed(&'static str),
    /// The words say so, but it is a matter of style.
    Style,
    /// Nothing says so for certain: it binds where it holds, or where one slip in a figure of at least so many digits
    /// keeps it from holding. The key is that of the assumption.
    Slip(usize, &'static str),
    /// A label says so, but the figures miss each other by more than a slip: it is told that they were not bound.
    Unbound,
}

/// Figures that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The rule that found it.
    pub rule: &'static str,
    /// What binds it.
    pub law: Law,
    /// Its operands, in the order that the law wants.
    pub operands: Vec<Operand>,
    /// How certain that is.
    pub evidence: Evidence,
}

/// What a relation came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The figures fit.
    Pass,
    /// They fit only just, or only in a wider reading.
    Boundary,
    /// They do not fit.
    Fail,
    /// An operand is missing.
    Undecided,
    /// Nothing says what belongs together: a named figure or an invariant binds nothing, or the figures that a label
    /// names miss each other by more than a slip.
    NotBound,
}

impl Verdict {
    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Boundary => "boundary",
            Self::Fail => "fail",
            Self::Undecided => "undecided",
            Self::NotBound => "not_bound",
        }
    }

    /// The key of the word for people.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pass => "verdict_pass",
            Self::Boundary => "verdict_boundary",
            Self::Fail => "verdict_fail",
            Self::Undecided => "verdict_undecided",
            Self::NotBound => "verdict_not_bound",
        }
    }
}

impl Evidence {
    /// The key of what is assumed, if anything is.
    pub const fn assumption(self) -> Option<&'static str> {
        match self {
            Self::Explicit | Self::Style | Self::Unbound => None,
            Self::Assumed(key) | Self::Slip(_, key) => Some(key),
        }
    }
}

impl Relation {
    /// Judges the relation; none where nothing binds it.
    pub fn judge(&self) -> Option<Verdict> {
        if self.evidence == Evidence::Unbound {
            return Some(Verdict::NotBound);
        }
        let cores: Vec<Interval> = self.operands.iter().map(|operand| operand.core).collect();
        let hulls: Vec<Interval> = self.operands.iter().map(|operand| operand.hull).collect();
        match (self.law.holds(&cores), self.law.holds(&hulls)) {
            (Some(true), _) if self.is_on_bound() => Some(Verdict::Boundary),
            (Some(true), _) => self.may_fail().then_some(Verdict::Pass),
            (None, _) | (_, None) => (self.evidence == Evidence::Explicit).then_some(Verdict::Undecided),
            (_, Some(true)) => Some(Verdict::Boundary),
            (Some(false), Some(false)) => match self.evidence {
                Evidence::Slip(digits, _) => self.is_slip(digits, &hulls).then_some(Verdict::Fail),
                Evidence::Explicit | Evidence::Assumed(_) | Evidence::Style => Some(Verdict::Fail),
                Evidence::Unbound => None,
            },
        }
    }

    /// Whether a slip would be noticed: figures that are too short for that fit by chance.
    fn may_fail(&self) -> bool {
        match self.evidence {
            Evidence::Slip(digits, _) => self
                .operands
                .iter()
                .any(|operand| slip::length(&operand.text) >= digits),
            Evidence::Explicit | Evidence::Assumed(_) | Evidence::Style => true,
            Evidence::Unbound => false,
        }
    }

    /// Whether one slip in one figure of at least so many digits keeps the law from holding.
    pub fn is_slip(&self, digits: usize, intervals: &[Interval]) -> bool {
        if self.operands.iter().any(Operand::is_vague) {
            return false;
        }
        if let (Law::Sum, [whole, parts @ ..]) = (self.law, intervals) {
            return self.is_slip_of_sum(digits, subtract(sum(parts), *whole));
        }
        self.operands.iter().enumerate().any(|(index, operand)| {
            let value = operand.value.filter(|_| slip::length(&operand.text) >= digits);
            let Some(value) = value else { return false };
            match self.law.gaps(intervals, index) {
                Some(gaps) => gaps.into_iter().any(|gap| slip::moves_into(&operand.text, value, gap)),
                None => self.holds_moved(index, value, intervals),
            }
        })
    }

    /// Whether the law holds where some slip moves one operand.
    fn holds_moved(&self, index: usize, value: Decimal, intervals: &[Interval]) -> bool {
        let Some(operand) = self.operands.get(index) else {
            return false;
        };
        let mut tried = intervals.to_vec();
        slip::steps(&operand.text, value).into_iter().any(|step| {
            if let Some(place) = tried.get_mut(index) {
                *place = moved(operand.hull, step);
            }
            self.law.holds(&tried) == Some(true)
        })
    }

    /// The same for a sum, which is `gap` more than its whole: the step of one slip makes up for the gap.
    fn is_slip_of_sum(&self, digits: usize, gap: Interval) -> bool {
        self.operands.iter().enumerate().any(|(index, operand)| {
            let gap = if index == 0 { gap } else { gap.negated() };
            let value = operand.value.filter(|_| slip::length(&operand.text) >= digits);
            value.is_some_and(|value| slip::moves_into(&operand.text, value, gap))
        })
    }

    /// Whether the parts make just the number that the whole is said to exceed.
    fn is_on_bound(&self) -> bool {
        let [whole, parts @ ..] = self.operands.as_slice() else {
            return false;
        };
        let (Law::Sum, Some(value)) = (self.law, whole.value) else {
            return false;
        };
        let exact = parts.iter().all(|part| part.core.lower == part.core.upper);
        let mut values = parts.iter().map(|part| part.value);
        let sum = values.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value?));
        whole.core.lower == Some(value) && whole.core.upper != Some(value) && exact && sum == Some(value)
    }
}
