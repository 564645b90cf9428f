//! Which claims are drawn: of one unit and one kind of thing, with what the chart needs, each once, the greatest first.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use rust_decimal::Decimal;

use super::Request;
use super::thing::{self, Thing};
use crate::claim::{Change, Entry, Kind};
use crate::error::Error;

/// How many groups of claims an error names.
const NAMED: usize = 8;

/// What stands for the unit of fractions such as 三分之一, which are no counts and stand on an axis of their own.
pub const FRACTION: &str = "/";

/// What stands for the unit of figures of tables that do not say it: they may count one thing or measure another.
pub const UNTOLD: &str = "?";

/// The dimension of classifiers of things of any kind.
const GENERAL: &str = "count";

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
    /// What all of them count, where the unit does not say it and most claims are of it.
    pub thing: Option<Thing<'a>>,
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
    /// They count other things in a unit that counts anything.
    pub other_things: usize,
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
    pub const fn reasons(&self) -> [(&'static str, usize); 10] {
        [
            ("chart_left_units", self.other_units),
            ("chart_left_things", self.other_things),
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
    let asked = !request.metrics.is_empty() || request.unit.is_some();
    let (unit, thing) = most_frequent(&drawn, asked).ok_or_else(|| nothing(&claims, request, need))?;
    left.other_units = retain(&mut drawn, |claim| unit_of(claim) == unit);
    if let Some(thing) = &thing {
        left.other_things = retain(&mut drawn, |claim| thing::of(claim).as_ref() == Some(thing));
    }
    left.repeated = retain_first(&mut drawn);
    drawn.sort_by_key(|claim| Reverse(greatness(claim)));
    left.beyond_top = drawn.len().saturating_sub(request.top);
    drawn.truncate(request.top);
    Ok(Selection {
        drawn,
        unit,
        thing,
        left,
    })
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
        "" if is_cell(claim) => UNTOLD,
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

/// Keeps of the claims that say the same the first, and counts the others. Only what is named can be the same, and what one
/// sentence or a table tells twice is told of two things.
pub fn retain_first(claims: &mut Vec<&Entry>) -> usize {
    let mut seen: HashMap<_, Vec<&Entry>> = HashMap::new();
    retain(claims, |claim| {
        let told = (
            &claim.noun,
            &claim.unit,
            &claim.period,
            (claim.value, claim.lower, claim.upper),
        );
        let known = seen.entry(told).or_default();
        let beside = |other: &Entry| {
            claim.sentence == other.sentence && claim.start.abs_diff(other.start) < claim.sentence.len()
        };
        let again = |other: &&Entry| claim.source != other.source || !is_cell(claim) && !beside(other);
        let repeats = !claim.noun.is_empty() && known.iter().any(again);
        if !repeats {
            known.push(claim);
        }
        !repeats
    })
}

/// Whether a claim stands in the cell of a table: its sentence is its figure alone.
fn is_cell(claim: &Entry) -> bool {
    claim.sentence.trim() == claim.text
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

/// The unit of most claims, and what they count where that unit counts anything, unless it was `asked` for; of equally frequent
/// ones the first in the documents. Where nothing is counted twice, all of the unit.
fn most_frequent<'a>(claims: &[&'a Entry], asked: bool) -> Option<(&'a str, Option<Thing<'a>>)> {
    let most = |kind: &dyn Fn(&'a Entry) -> Option<Thing<'a>>| {
        let groups = counted(claims.iter().map(|claim| (unit_of(claim), kind(claim))));
        groups.into_iter().min_by_key(|&(_, count)| Reverse(count))
    };
    let thing = |claim: &'a Entry| thing::of(claim).filter(|_| !asked && counts_anything(claim));
    match most(&thing)? {
        (kind, count) if count > 1 => Some(kind),
        _ => most(&|_| None).map(|(kind, _)| kind),
    }
}

/// Whether the unit of a claim does not say what is counted: it has none, or a general classifier.
fn counts_anything(claim: &Entry) -> bool {
    matches!(unit_of(claim), "" | UNTOLD) || &*claim.dimension == GENERAL
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
