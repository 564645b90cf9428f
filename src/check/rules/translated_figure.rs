//! A text and its translation: the same figures in both.

use crate::check::bounds::agree;
use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::translation::{self, Pair};
use crate::check::{Document, Find, Level, Rule, slip};
use crate::claim::Entry;
use crate::lexicon::Checks;

/// The rule.
pub const RULE: Rule = Rule {
    name: "translated-figure",
    level: Level::Error,
    page: include_str!("translated_figure.md"),
    on_request: false,
    find: Find::Across(find),
};

/// Assumption: the two paragraphs say the same.
const SAME: &str = "paragraphs_say_the_same";

fn find(documents: &[Document<'_>], words: &Checks, relations: &mut Vec<Relation>) {
    for pair in translation::pairs(documents, words) {
        relations.extend(compare(&pair));
    }
}

/// The figures of two paragraphs: those that agree, and those that are left and must be one.
fn compare(pair: &Pair<'_>) -> Vec<Relation> {
    let (mut first, mut second) = (pair.first.clone(), pair.second.clone());
    let mut relations = Vec::new();
    first.retain(|claim| {
        let same = second
            .iter()
            .position(|other| are_like(claim, other) && agrees(claim, other));
        let Some(same) = same else { return true };
        relations.push(relation(claim, second.remove(same), Evidence::Explicit));
        false
    });
    relations.extend(left(pair, &first, &second));
    relations
}

/// Figures that agree with none: one on each side where all others agree, or two that a slip keeps apart.
fn left(pair: &Pair<'_>, first: &[&Entry], second: &[&Entry]) -> Vec<Relation> {
    let evidence = if pair.aligned {
        Evidence::Explicit
    } else {
        Evidence::Assumed(SAME)
    };
    if let ([own], [other]) = (first, second) {
        let alone = pair.first.len() == pair.second.len() && pair.first.len() >= 2;
        if are_like(own, other) && (alone || is_scaled(own, other) || is_slip(own, other)) {
            return vec![relation(own, other, evidence)];
        }
    }
    let mut relations = Vec::new();
    for own in first {
        let mut others = second.iter().filter(|other| are_like(own, other));
        if let Some(other) = others.find(|other| is_scaled(own, other) || is_slip(own, other)) {
            relations.push(relation(own, other, Evidence::Assumed(SAME)));
        }
    }
    relations
}

/// Whether both are shares, or neither is: units have no common words.
fn are_like(first: &Entry, second: &Entry) -> bool {
    (&*first.dimension == "ratio") == (&*second.dimension == "ratio")
}

fn agrees(first: &Entry, second: &Entry) -> bool {
    let hull = |entry: &Entry| Operand::new(entry, Role::Statement).hull;
    agree(hull(first), hull(second))
}

/// Whether one is ten times the other, or a hundred times, and so on: the scale was lost.
fn is_scaled(first: &Entry, second: &Entry) -> bool {
    let digits = |entry: &Entry| {
        let value = entry.value.filter(|_| slip::telling(&entry.text) >= 2)?;
        let text = value.normalize().to_string();
        let plain = text.replace(['.', '-'], "");
        Some(plain.trim_matches('0').to_owned())
    };
    matches!((digits(first), digits(second)), (Some(first), Some(second)) if first == second)
}

/// Whether one digit, or two that changed places, keep two figures apart.
fn is_slip(first: &Entry, second: &Entry) -> bool {
    let relation = relation(first, second, Evidence::Slip(SLIP, SAME));
    relation.judge().is_some()
}

/// Figures of fewer digits are near each other by chance.
const SLIP: usize = 3;

fn relation(first: &Entry, second: &Entry, evidence: Evidence) -> Relation {
    Relation {
        rule: RULE.name,
        law: Law::Equal,
        operands: vec![
            Operand::new(first, Role::Statement),
            Operand::new(second, Role::Statement),
        ],
        evidence,
    }
}
