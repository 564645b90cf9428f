//! The summary of a table: for each metric and unit how many claims there are, what they add up
//! to where adding is sound, the least and the most.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;

use super::{Cell, Column, Words};
use crate::claim::{Change, Entry, Kind};
use crate::quantity::Qualifier;

/// The metric of claims that belong to none, which therefore do not add up.
const NO_METRIC: &str = "other";

/// Dimensions whose figures add up; shares, rates, ages and temperatures do not.
const ADDS: [&str; 12] = [
    "",
    "area",
    "count",
    "energy",
    "event",
    "length",
    "mass",
    "money",
    "organization",
    "person",
    "person-time",
    "text",
];

/// Dimensions of what happens in a period rather than what there is at its end, so that figures
/// of the same thing in different periods add up.
const FLOWS: [&str; 2] = ["event", "person-time"];

/// The claims of one metric with one unit and one sense of change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The metric.
    pub metric: String,
    /// The unit, empty where there is none.
    pub unit: String,
    /// Level, or rise, or fall.
    pub change: Change,
    /// How many claims there are.
    pub count: usize,
    /// What they add up to; none where adding is not sound.
    pub sum: Option<Decimal>,
    /// The least value, or lower end where a claim has no value.
    pub least: Option<Decimal>,
    /// The greatest value, or upper end where a claim has no value.
    pub most: Option<Decimal>,
}

/// The columns of the summary, in order.
pub static COLUMNS: [Column<Row>; 7] = [
    column("metric", "The metric", |row, _| Cell::Text(&row.metric)),
    column("unit", "The unit", |row, _| Cell::Text(&row.unit)),
    column("change", "A level, or a rise or fall", |row, _| {
        Cell::Text(row.change.word())
    }),
    column("count", "How many claims", |row, _| Cell::Integer(row.count)),
    column("sum", "Their sum where adding is sound", |row, _| {
        Cell::Decimal(row.sum)
    }),
    column("least", "The least figure", |row, _| Cell::Decimal(row.least)),
    column("most", "The greatest figure", |row, _| Cell::Decimal(row.most)),
];

const fn column(name: &'static str, doc: &'static str, get: for<'a> fn(&'a Row, Words<'a>) -> Cell<'a>) -> Column<Row> {
    Column { name, doc, get }
}

/// Sums up the claims among `entries`, metric by metric, the most frequent unit first; claims
/// without a metric come last.
pub fn summarize<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<Row> {
    let mut groups: BTreeMap<(&str, &str, u8), Vec<&Entry>> = BTreeMap::new();
    for entry in entries.into_iter().filter(|entry| entry.kind == Kind::Claim) {
        let key = (&*entry.metric, &*entry.unit, entry.change as u8);
        groups.entry(key).or_default().push(entry);
    }
    let mut rows: Vec<Row> = groups.into_values().filter_map(|group| summary(&group)).collect();
    // The sort is stable, so equal counts stay in the order of their units.
    rows.sort_by(|a, b| rank(a).cmp(&rank(b)));
    rows
}

fn rank(row: &Row) -> (bool, &str, std::cmp::Reverse<usize>) {
    (row.metric == NO_METRIC, &row.metric, std::cmp::Reverse(row.count))
}

fn summary(group: &[&Entry]) -> Option<Row> {
    let first = group.first()?;
    Some(Row {
        metric: first.metric.to_string(),
        unit: first.unit.to_string(),
        change: first.change,
        count: group.len(),
        sum: sum(group),
        least: group.iter().filter_map(|entry| entry.value.or(entry.lower)).min(),
        most: group.iter().filter_map(|entry| entry.value.or(entry.upper)).max(),
    })
}

/// The sum, unless a figure is vague, is no amount, or may count again what another counts.
fn sum(group: &[&Entry]) -> Option<Decimal> {
    let sound = group.iter().all(|entry| adds(entry)) && !overlap(group) && !told_together(group);
    let mut values = group.iter().map(|entry| entry.value);
    if !sound {
        return None;
    }
    values.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value?))
}

fn adds(entry: &Entry) -> bool {
    *entry.metric != *NO_METRIC
        && entry.change == Change::Level
        && entry.qualifier == Qualifier::Exact
        && ADDS.contains(&&*entry.dimension)
}

/// Whether two claims stand in one sentence and period, where one is often part of the other, or in two documents.
fn told_together(group: &[&Entry]) -> bool {
    let mut sentences = HashSet::new();
    let repeated = group
        .iter()
        .any(|entry| !sentences.insert((&*entry.sentence, entry.period.as_str())));
    repeated
        || group
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a.source != b.source))
}

/// Whether two claims are known to count the same things, or may for want of a noun: one noun is
/// the other, or the other with words before or after it, and the periods do not keep them apart.
fn overlap(group: &[&Entry]) -> bool {
    if group.len() < 2 {
        return false;
    }
    let mut periods: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for entry in group {
        periods
            .entry(entry.noun.as_str())
            .or_default()
            .push(span(&entry.period));
    }
    let flows = group.iter().all(|entry| FLOWS.contains(&&*entry.dimension));
    periods.contains_key("")
        || periods
            .keys()
            .any(|noun| parts(noun).any(|part| periods.contains_key(part)))
        || periods
            .into_values()
            .any(|spans| spans.len() > 1 && !(flows && apart(spans)))
}

/// The shorter beginnings and ends of `noun`.
fn parts(noun: &str) -> impl Iterator<Item = &str> {
    noun.char_indices().skip(1).flat_map(|(at, _)| {
        let (before, after) = noun.split_at(at);
        [before, after]
    })
}

/// First and last date of a period. Dates of different length compare as text; no last date sorts
/// after every date.
fn span(period: &str) -> (&str, &str) {
    const LAST: &str = "~";
    match period.split_once('/') {
        Some((from, to)) => (open(from, ""), open(to, LAST)),
        None if period.is_empty() => ("", LAST),
        None => (period, period),
    }
}

fn open<'a>(date: &'a str, end: &'a str) -> &'a str {
    if date == ".." { end } else { date }
}

/// Whether no two spans share a day.
fn apart(mut spans: Vec<(&str, &str)>) -> bool {
    spans.sort_unstable();
    spans.windows(2).all(|pair| match pair {
        // A year ends after each of its days, so a date within `to` is not after it.
        [(_, to), (from, _)] => *from > *to && !from.starts_with(to),
        _ => true,
    })
}
