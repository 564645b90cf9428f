//! The claim before, to which rates, shares and parts belong, at each depth of brackets.

use std::sync::Arc;

use super::clause::{Tag, Token};
use super::entry::Change;
use super::sentence::Claim;
use super::when::Carry;
use crate::lexicon::{Class, UnitKind};
use crate::quantity::Quantity;
use crate::span::Span;

/// What is known of the claims before, while a sentence is read.
pub(super) struct Whole {
    /// Outside of brackets.
    outside: Option<Last>,
    /// At each depth of brackets.
    depths: Vec<Option<Last>>,
    among: bool,
    /// Whether the claim before says that something rose or fell.
    pub change: Change,
}

/// The last claim that told a level.
#[derive(Clone, Debug, Default)]
struct Last {
    noun: Option<Span>,
    metric: Option<Arc<str>>,
    unit: Option<Arc<str>>,
}

impl Whole {
    /// `goes_on`: whether the sentence tells parts of the one before it.
    pub fn new(before: Carry, goes_on: bool) -> Self {
        let whole = before.whole.filter(|_| goes_on);
        let last = whole.map(|(metric, unit)| Last {
            noun: None,
            metric: Some(metric),
            unit,
        });
        Self {
            outside: last,
            depths: Vec::new(),
            among: goes_on,
            change: Change::Level,
        }
    }

    /// Takes note of a word: a bracket, or one that opens the parts of a whole.
    pub fn see(&mut self, token: &Token) {
        match token.tag {
            Tag::Open => {
                let last = self.last().cloned();
                self.depths.push(last);
            }
            Tag::Close => {
                self.depths.pop();
            }
            _ => self.among |= token.is(Class::Among),
        }
    }

    /// Whether parts of a whole are told: behind 其中, or in brackets behind it.
    pub fn has_parts(&self) -> bool {
        self.among || !self.depths.is_empty()
    }

    /// The noun of the claim before.
    pub fn noun(&self) -> Option<Span> {
        self.last()?.noun
    }

    /// The metric of the whole, for a part in the same unit.
    pub fn metric(&self, quantity: &Quantity) -> Option<&Arc<str>> {
        let last = self.last().filter(|last| last.unit.as_ref() == unit(quantity))?;
        last.metric.as_ref()
    }

    /// Takes note of a claim. Rates and amounts of change leave metric and unit of the whole as they are.
    pub fn claimed(&mut self, claim: &Claim, quantity: &Quantity) {
        self.change = claim.change;
        let level = claim.change == Change::Level && quantity.kind() != Some(UnitKind::Ratio);
        let slot = self.depths.last_mut().unwrap_or(&mut self.outside);
        if claim.noun.is_none() && !(level && slot.is_none()) {
            return;
        }
        let before = slot.take().unwrap_or_default();
        *slot = Some(match level {
            true => Last {
                noun: claim.noun,
                metric: claim.metric.clone(),
                unit: unit(quantity).cloned(),
            },
            false => Last {
                noun: claim.noun,
                ..before
            },
        });
    }

    fn last(&self) -> Option<&Last> {
        self.depths.last().unwrap_or(&self.outside).as_ref()
    }
}

/// The name of a quantity's unit.
pub(super) fn unit(quantity: &Quantity) -> Option<&Arc<str>> {
    quantity.measure.as_ref().map(|measure| &measure.name)
}
