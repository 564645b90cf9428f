//! Which claims are drawn: of one unit, with what the chart needs, each once, the greatest first.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use rust_decimal::Decimal;

use super::Request;
use crate::claim::{Change, Entry, Kind};
use crate::error::Error;

/// How many groups of claims an error names.
const NAMED: usize = 8;

/// What stands for the unit of fractions such as 三分之一, which are no counts and stand on an axis of their own.
pub const FRACTION: &str = "/";

/// What stands for the unit of figures of tables that do not say it: they may count one thing or measure another.
pub const UNTOLD: &str = "?";

/// What a claim must have to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// One value.
    Value,
    /// A value or a bound.
    Bound,
    /// A value or a bound, and a period.
    Period,
}

/// The claims to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection<'a> {
    /// The claims, the greatest value first, equal ones in the order of the documents.
    pub drawn: Vec<&'a Entry>,
    /// The unit that they share, empty where they have none.
    pub unit: &'a str,
    /// How many claims that were asked for are not among them.
    pub left: LeftOut,
}

/// How many claims were left out, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// They say by how much something rose or fell.
    pub changes: usize,
    /// They are ranges or vague, without one value.
    pub vague: usize,
    /// They say nothing of when they hold.
    pub undated: usize,
    /// They have other units.
    pub other_units: usize,
    /// They belong to none of the metrics that are drawn.
    pub other_metrics: usize,
    /// They are in no relation of a whole and its parts.
    pub unrelated: usize,
    /// They are zero or less and have no place on an axis of powers of ten.
    pub not_positive: usize,
    /// They say again what another claim says.
    pub repeated: usize,
    /// More than were asked for, or than there is room for, stand before them.
    pub beyond_top: usize,
}

impl LeftOut {
    /// How many they are in all.
    pub fn total(&self) -> usize {
        self.reasons().iter().map(|(_, count)| count).sum()
    }

    /// Each reason's key and count.
    pub const fn reasons(&self) -> [(&'static str, usize); 9] {
        [
            ("chart_left_units", self.other_units),
            ("chart_left_metrics", self.other_metrics),
            ("chart_left_changes", self.changes),
            ("chart_left_vague", self.vague),
            ("chart_left_undated", self.undated),
            ("chart_left_unrelated", self.unrelated),
            ("chart_left_log", self.not_positive),
            ("chart_left_repeated", self.repeated),
            ("chart_left_top", self.beyond_top),
        ]
    }
}

/// The claims among `entries`.
///
/// # Errors
/// There is none.
pub fn claims<'a>(entries: &[&'a Entry]) -> Result<Vec<&'a Entry>, Error> {
    let claims: Vec<&Entry> = entries
        .iter()
        .copied()
        .filter(|entry| entry.kind == Kind::Claim)
        .collect();
    if claims.is_empty() {
        return Err(Error::new("chart_no_claims"));
    }
    Ok(claims)
}

/// Chooses among `entries` those that have what the chart `needs`.
///
/// # Errors
/// There is no claim at all, none that can be drawn, or none that was asked for; the last says what there is.
pub fn select<'a>(entries: &[&'a Entry], request: &Request, need: Need) -> Result<Selection<'a>, Error> {
    let claims = claims(entries)?;
    let mut left = LeftOut::default();
    let mut drawn: Vec<&Entry> = claims.iter().copied().filter(|claim| request.asks(claim)).collect();
    left.changes = retain(&mut drawn, |claim| claim.change == Change::Level);
    left.vague = retain(&mut drawn, |claim| has_figure(claim, need));
    if need == Need::Period {
        left.undated = retain(&mut drawn, |claim| !claim.period.is_empty());
    }
    if request.log {
        left.not_positive = retain(&mut drawn, positive);
    }
    let unit = most_frequent(&drawn).ok_or_else(|| nothing(&claims, request, need))?;
    left.other_units = retain(&mut drawn, |claim| unit_of(claim) == unit);
    left.repeated = retain_first(&mut drawn);
    drawn.sort_by_key(|claim| Reverse(greatness(claim)));
    left.beyond_top = drawn.len().saturating_sub(request.top);
    drawn.truncate(request.top);
    Ok(Selection { drawn, unit, left })
}

impl Request {
    /// Whether `claim` has a metric and a unit that were asked for.
    pub fn asks(&self, claim: &Entry) -> bool {
        let metric = self.metrics.is_empty() || self.metrics.iter().any(|id| **id == *claim.metric);
        metric && self.unit.as_ref().is_none_or(|unit| **unit == *unit_of(claim))
    }
}

/// What the figure of a claim is measured in. No count lies between nothing and one; decimals may stand in tables whose
/// unit is not told. The sentence of a cell is its figure alone.
pub fn unit_of(claim: &Entry) -> &str {
    let part = |value: Decimal| !value.is_zero() && value.abs() < Decimal::ONE;
    match &*claim.unit {
        "" if claim.sentence.trim() == claim.text => UNTOLD,
        "" if claim.value.is_some_and(part) && !claim.text.contains('.') => FRACTION,
        unit => unit,
    }
}

/// The figure by which claims are ordered: the value, else a bound.
pub fn greatness(claim: &Entry) -> Decimal {
    claim.value.or(claim.upper).or(claim.lower).unwrap_or_default()
}

/// Keeps what `keep` says and counts the rest.
pub fn retain<'a>(claims: &mut Vec<&'a Entry>, mut keep: impl FnMut(&'a Entry) -> bool) -> usize {
    let before = claims.len();
    claims.retain(|claim| keep(claim));
    before - claims.len()
}

/// Keeps of the claims that say the same the first, and counts the others.
pub fn retain_first(claims: &mut Vec<&Entry>) -> usize {
    let mut seen = HashSet::new();
    retain(claims, |claim| {
        seen.insert((
            &claim.noun,
            &claim.unit,
            &claim.period,
            claim.value,
            claim.lower,
            claim.upper,
        ))
    })
}

/// Each thing with how often it comes, in the order of first coming.
pub fn counted<T: Eq + Hash + Copy>(things: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut places = HashMap::new();
    let mut groups: Vec<(T, usize)> = Vec::new();
    for thing in things {
        let place = *places.entry(thing).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => groups.push((thing, 1)),
        }
    }
    groups
}

fn has_figure(claim: &Entry, need: Need) -> bool {
    match need {
        Need::Value => claim.value.is_some(),
        Need::Bound | Need::Period => claim.value.is_some() || claim.lower.is_some() || claim.upper.is_some(),
    }
}

fn positive(claim: &Entry) -> bool {
    let figures = [claim.value, claim.lower, claim.upper];
    figures.into_iter().flatten().all(|figure| figure > Decimal::ZERO)
}

/// The unit of most claims; of equally frequent ones the first in the documents.
fn most_frequent<'a>(claims: &[&'a Entry]) -> Option<&'a str> {
    let groups = counted(claims.iter().map(|claim| unit_of(claim)));
    let most = groups.into_iter().min_by_key(|&(_, count)| Reverse(count));
    most.map(|(unit, _)| unit)
}

/// The error that tells what could have been asked for.
pub fn nothing(claims: &[&Entry], request: &Request, need: Need) -> Error {
    if groups(claims, need).is_empty() {
        if need == Need::Period {
            let error = Error::new("chart_no_periods").with("count", claims.len());
            return error.with("known", known(claims, Need::Value));
        }
        return Error::new("chart_no_values").with("count", claims.len());
    }
    let asked = !request.metrics.is_empty() || request.unit.is_some();
    let key = if asked { "chart_nothing" } else { "chart_no_metrics" };
    Error::new(key).with("known", known(claims, need))
}

/// The metrics and units of claims that can be drawn, with how many there are, the most frequent first.
fn known(claims: &[&Entry], need: Need) -> String {
    let mut groups = groups(claims, need);
    groups.sort_by_key(|&(_, count)| Reverse(count));
    let named = groups.iter().take(NAMED).map(|((metric, unit), count)| {
        let space = if unit.is_empty() { "" } else { " " };
        format!("{metric}{space}{unit} {count}")
    });
    let mut known = named.collect::<Vec<_>>().join(", ");
    if groups.len() > NAMED {
        known.push_str(", \u{2026}");
    }
    known
}

/// How many claims that can be drawn each metric has of each unit.
fn groups<'a>(claims: &[&'a Entry], need: Need) -> Vec<((&'a str, &'a str), usize)> {
    let drawable = |claim: &&&Entry| {
        let dated = need != Need::Period || !claim.period.is_empty();
        claim.change == Change::Level && has_figure(claim, need) && dated
    };
    let drawable = claims.iter().filter(drawable);
    counted(drawable.map(|claim| (&*claim.metric, unit_of(claim))))
}
