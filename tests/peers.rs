//! Other systems' own tests: how many of their items are read as they expect.
//!
//! Items that contradict the definition of a claim, or that lie outside this program's task, are left out. Which and
//! why stands in `cases/peers.toml` and `cases/peers_en.toml`, together with the reasons for the rest of what is missed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rust_decimal::Decimal;
use serde::Deserialize;
use tongji::claim::Entry;

use crate::data::{self, extract_line};

/// Least share of the items, in per cent.
const FLOOR: usize = 90;

#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    expected: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    text: Option<String>,
    start: Option<usize>,
    end: Option<usize>,
    value: Option<String>,
    kind: String,
}

#[derive(Deserialize)]
struct Reasons {
    /// Cases that do not count.
    left_out: Vec<Group>,
    /// Cases that count and are missed.
    missed: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    reason: String,
    ids: Vec<String>,
}

#[test]
fn items_of_other_systems_come_out_right() {
    check("peers/cases-zh.jsonl", 1000, include_str!("cases/peers.toml"));
}

#[test]
fn english_items_of_other_systems_come_out_right() {
    check("peers/cases-en.jsonl", 400, include_str!("cases/peers_en.toml"));
}

/// Reads the cases of the file `name`, of which there must be `least`, and compares with the `reasons` for those that are
/// missed.
fn check(name: &str, least: usize, reasons: &str) {
    let Some(path) = data::shared(name) else {
        return;
    };
    let cases = cases(&path, least);
    let reasons: Reasons = toml::from_str(reasons).expect("a file of reasons");
    let out = ids(&reasons.left_out);
    let (mut hits, mut all, mut missed) = (0, 0, BTreeSet::new());
    for case in &cases {
        let wrong = misses(case);
        if !wrong.is_empty() {
            missed.insert(case.id.as_str());
        }
        if !out.contains(case.id.as_str()) {
            hits += case.expected.len() - wrong.len();
            all += case.expected.len();
        }
    }
    report(&reasons, &missed, hits, all);
    let known: BTreeSet<&str> = out.union(&ids(&reasons.missed)).copied().collect();
    let stale: Vec<&str> = known.difference(&missed).copied().collect();
    assert!(
        stale.is_empty(),
        "these are read now, strike them from the reasons: {stale:#?}"
    );
    missed.retain(|id| !known.contains(id));
    assert!(missed.is_empty(), "give a reason for {missed:#?}");
    assert!(hits * 100 >= all * FLOOR, "{hits} of {all} items");
}

fn cases(path: &Path, least: usize) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap();
    let cases: Vec<Case> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() > least, "only {} cases", cases.len());
    cases
}

fn ids(groups: &[Group]) -> BTreeSet<&str> {
    groups
        .iter()
        .flat_map(|group| group.ids.iter().map(String::as_str))
        .collect()
}

fn report(reasons: &Reasons, missed: &BTreeSet<&str>, hits: usize, all: usize) {
    let mut rest = missed.clone();
    let mut lines = BTreeMap::new();
    for group in reasons.left_out.iter().chain(&reasons.missed) {
        rest.retain(|id| !group.ids.iter().any(|known| known == id));
        *lines.entry(group.reason.as_str()).or_insert(0) += group.ids.len();
    }
    data::say(&format!("peers: {hits} of {all} items\n"));
    for (reason, count) in lines {
        data::say(&format!("peers: {count:4} cases: {reason}\n"));
    }
    data::say(&format!("peers: {:4} cases: no reason given: {rest:?}\n", rest.len()));
}

/// The items of `case` that no numeral answers.
fn misses(case: &Case) -> Vec<&Item> {
    let entries = extract_line(&case.text);
    let bytes: Vec<usize> = case
        .text
        .char_indices()
        .map(|(at, _)| at)
        .chain([case.text.len()])
        .collect();
    let answered = |item: &&Item| {
        let place = item.text.as_ref().and(item.start.zip(item.end));
        let near =
            |entry: &&Entry| place.is_none_or(|(start, end)| entry.start < bytes[end] && bytes[start] < entry.end);
        entries.iter().filter(near).any(|entry| hit(item, entry))
    };
    case.expected.iter().filter(|item| !answered(item)).collect()
}

/// Whether `entry` has the item's value, or the bounds of its range.
fn hit(item: &Item, entry: &Entry) -> bool {
    let value = item.value.as_deref().unwrap_or_default();
    if let Some((lower, upper)) = value.split_once("..") {
        let (lower, upper) = (number(lower), number(upper));
        return (lower.is_some() || upper.is_some())
            && meets(lower, entry.lower, Decimal::ONE)
            && meets(upper, entry.upper, -Decimal::ONE);
    }
    let Some((wanted, got)) = number(value).zip(entry.value) else {
        return false;
    };
    let hundred = Decimal::ONE_HUNDRED;
    // A percentage may be written 12.5 or 0.125.
    let scaled = [
        Some((wanted, got)),
        wanted.checked_mul(hundred).map(|wanted| (wanted, got)),
        got.checked_mul(hundred).map(|got| (wanted, got)),
    ];
    let fraction = item.kind == "fraction" && (wanted - got).abs() <= Decimal::new(6, 5);
    scaled.into_iter().flatten().any(|(wanted, got)| same(wanted, got)) || fraction
}

/// Whether an end that is wanted is there; for whole numbers the next one inside passes.
fn meets(wanted: Option<Decimal>, got: Option<Decimal>, step: Decimal) -> bool {
    wanted.is_none_or(|wanted| got.is_some_and(|got| same(wanted, got) || same(wanted + step, got)))
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().or_else(|_| Decimal::from_scientific(text)).ok()
}

fn same(a: Decimal, b: Decimal) -> bool {
    let most = a.abs().max(b.abs());
    let margin = most.checked_mul(Decimal::new(1, 9)).unwrap_or_default();
    (a - b).abs() <= margin
}
