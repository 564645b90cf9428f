//! A whole is the sum of its parts.

use crate::check::parts::{self, Cue, Parts};
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::Text;
use crate::check::{Level, Rule};
use crate::lexicon::Checks;

use super::{operand, operands};

/// The rule.
pub const RULE: Rule = Rule {
    name: "sum-of-parts",
    level: Level::Error,
    page: include_str!("sum_of_parts.md"),
    find,
};

/// Assumption where words such as 其中 do not say that nothing is left out.
const ALL_LISTED: &str = "all_parts_are_listed";

/// Whether the parts stand in a row with nothing but joints between: 227亿元、1045亿元和25亿元.
fn is_row(text: &Text<'_>, parts: &Parts, words: &Checks) -> bool {
    parts.parts.windows(2).all(|pair| {
        let figures = pair.first().zip(pair.last());
        let figures = figures.and_then(|(first, second)| text.figure(*first).zip(text.figure(*second)));
        figures.is_some_and(|(first, second)| {
            let between = text.between(first, second).trim();
            between == "、" || words.join.holds(between)
        })
    })
}

/// So many digits no figure has: an open list is never complete.
const NEVER: usize = usize::MAX;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for parts in &text.parts {
        for upto in lists(text, parts) {
            relations.extend(relation(text, &upto, words));
        }
    }
}

/// The relation of a whole to the sum of its parts.
pub(super) fn relation(text: &Text<'_>, parts: &Parts, words: &Checks) -> Option<Relation> {
    if parts.parts.len() < 2 {
        return None;
    }
    let mut all = vec![operand(text.figure(parts.whole)?, Role::Whole)];
    all.extend(operands(text, &parts.parts, Role::Part));
    let relation = Relation {
        rule: RULE.name,
        law: Law::Sum,
        operands: all,
        evidence: evidence(text, parts, words),
    };
    relation.judge().map(|_| relation)
}

/// The whole list; where that does not add up, its beginnings that end with a clause, of which one may.
pub(in crate::check) fn lists(text: &Text<'_>, parts: &Parts) -> Vec<Parts> {
    let sums = |count: usize| {
        let part = Parts {
            parts: parts.parts.iter().take(count).copied().collect(),
            ..parts.clone()
        };
        let holds = adds_up(text, &part);
        (part, holds)
    };
    let (whole, holds) = sums(parts.parts.len());
    if holds {
        return vec![whole];
    }
    let shorter = (2..parts.parts.len()).rev().map(sums).find(|(_, holds)| *holds);
    vec![shorter.map_or(whole, |(part, _)| part)]
}

fn adds_up(text: &Text<'_>, parts: &Parts) -> bool {
    let places = std::iter::once(&parts.whole).chain(&parts.parts);
    let intervals: Vec<_> = places
        .filter_map(|&place| text.figure(place))
        .map(|figure| figure.core)
        .collect();
    parts.parts.len() >= 2 && Law::Sum.holds(&intervals) == Some(true)
}

/// Long lists and long figures do not nearly add up by chance.
fn evidence(text: &Text<'_>, parts: &Parts, words: &Checks) -> Evidence {
    let open = parts::is_open(text, parts, words);
    let digits = parts::digits(text, parts);
    let least = match (parts.cue, parts.parts.len()) {
        (Cue::All, _) if !open => return Evidence::Explicit,
        (Cue::Total, 2..) if is_row(text, parts, words) => return Evidence::Assumed(ALL_LISTED),
        _ if open => NEVER,
        (Cue::Bracket | Cue::Among, 4..) => 1,
        (_, 3..) if digits >= 3 => 2,
        _ if digits >= 4 => 2,
        _ => 3,
    };
    Evidence::Slip(least, ALL_LISTED)
}
