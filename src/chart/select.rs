//! Which claims are drawn: of one unit, with a value, each once, the greatest first.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::Request;
use crate::claim::{Change, Entry, Kind};
use crate::error::Error;

/// How many groups of claims an error names.
const NAMED: usize = 12;

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
    /// They have other units.
    pub other_units: usize,
    /// They say again what another claim says.
    pub repeated: usize,
    /// More than were asked for have greater values.
    pub beyond_top: usize,
}

impl LeftOut {
    /// How many they are in all.
    pub const fn total(&self) -> usize {
        self.changes + self.vague + self.other_units + self.repeated + self.beyond_top
    }
}

/// Chooses among `entries`.
///
/// # Errors
/// There is no claim at all, none with a value, or none that was asked for; the last says what there is.
pub fn select<'a>(entries: &[&'a Entry], request: &Request) -> Result<Selection<'a>, Error> {
    let claims = entries.iter().copied().filter(|entry| entry.kind == Kind::Claim);
    let claims: Vec<&Entry> = claims.collect();
    if claims.is_empty() {
        return Err(Error::new("chart_no_claims"));
    }
    let mut left = LeftOut::default();
    let mut drawn: Vec<&Entry> = claims.iter().copied().filter(|claim| request.asks(claim)).collect();
    left.changes = retain(&mut drawn, |claim| claim.change == Change::Level);
    left.vague = retain(&mut drawn, |claim| claim.value.is_some());
    let unit = most_frequent(&drawn).ok_or_else(|| nothing(&claims))?;
    left.other_units = retain(&mut drawn, |claim| *claim.unit == *unit);
    let mut seen = HashSet::new();
    left.repeated = retain(&mut drawn, |claim| {
        seen.insert((&claim.noun, &claim.period, claim.value))
    });
    drawn.sort_by_key(|claim| Reverse(claim.value));
    left.beyond_top = drawn.len().saturating_sub(request.top);
    drawn.truncate(request.top);
    Ok(Selection { drawn, unit, left })
}

impl Request {
    fn asks(&self, claim: &Entry) -> bool {
        let metric = self.metrics.is_empty() || self.metrics.iter().any(|id| **id == *claim.metric);
        metric && self.unit.as_ref().is_none_or(|unit| **unit == *claim.unit)
    }
}

/// Keeps what `keep` says and counts the rest.
fn retain<'a>(claims: &mut Vec<&'a Entry>, mut keep: impl FnMut(&'a Entry) -> bool) -> usize {
    let before = claims.len();
    claims.retain(|claim| keep(claim));
    before - claims.len()
}

/// The unit of most claims; of equally frequent ones the first in the documents.
fn most_frequent<'a>(claims: &[&'a Entry]) -> Option<&'a str> {
    let groups = counted(claims.iter().map(|claim| &*claim.unit));
    let most = groups.into_iter().min_by_key(|&(_, count)| Reverse(count));
    most.map(|(unit, _)| unit)
}

/// Each thing with how often it comes, in the order of first coming.
pub fn counted<T: PartialEq>(things: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut groups: Vec<(T, usize)> = Vec::new();
    for thing in things {
        match groups.iter_mut().find(|(known, _)| *known == thing) {
            Some((_, count)) => *count += 1,
            None => groups.push((thing, 1)),
        }
    }
    groups
}

/// The error that tells what could have been asked for.
fn nothing(claims: &[&Entry]) -> Error {
    let drawable = claims
        .iter()
        .filter(|claim| claim.change == Change::Level && claim.value.is_some());
    let mut groups = counted(drawable.map(|claim| (&*claim.metric, &*claim.unit)));
    if groups.is_empty() {
        return Error::new("chart_no_values").with("count", claims.len());
    }
    groups.sort_by_key(|&(_, count)| Reverse(count));
    let named = groups.iter().take(NAMED).map(|((metric, unit), count)| {
        let space = if unit.is_empty() { "" } else { " " };
        format!("{metric}{space}{unit} {count}")
    });
    let mut known = named.collect::<Vec<_>>().join(", ");
    if groups.len() > NAMED {
        known.push_str(", \u{2026}");
    }
    Error::new("chart_nothing").with("known", known)
}
