//! No part, and no sum of parts that do not overlap, is more than the whole.

use crate::check::parts::{self, Cue, Parts};
use crate::check::relation::{Evidence, Law, Relation, Role, Verdict};
use crate::check::text::{Figure, Text};
use crate::check::{Level, Rule};
use crate::lexicon::Checks;

use super::{operand, operands, sum_of_parts};

/// The rule.
pub const RULE: Rule = Rule {
    name: "part-exceeds-whole",
    level: Level::Error,
    page: include_str!("part_exceeds_whole.md"),
    find,
};

/// Assumption where the parts together exceed the whole.
const DISJOINT: &str = "parts_do_not_overlap";

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for parts in parts::find(text, words)
        .into_iter()
        .filter(|parts| parts.cue != Cue::Total)
    {
        let lists = sum_of_parts::lists(text, &parts);
        let holds = |parts: &Parts| {
            let relation = sum_of_parts::relation(text, parts, words);
            relation.is_some_and(|relation| relation.judge() != Some(Verdict::Fail))
        };
        let sure = Parts {
            parts: parts.parts.iter().take(parts.sure).copied().collect(),
            ..parts
        };
        if counts(text, &sure) && !lists.iter().any(holds) {
            each(text, &sure, relations);
            together(text, &sure, words, relations);
        }
    }
}

/// Whether the figures count one kind of thing: they have a unit, and none is a thousand times the whole.
fn counts(text: &Text<'_>, parts: &Parts) -> bool {
    let Some(whole) = text.figure(parts.whole) else {
        return false;
    };
    let most = whole.entry.value.and_then(|value| value.checked_mul(FARTHEST.into()));
    !whole.entry.unit.is_empty()
        && parts
            .parts
            .iter()
            .filter_map(|&part| text.figure(part))
            .all(|part| part.entry.value <= most)
}

/// A part that is so many times its whole is of another kind.
const FARTHEST: u32 = 20;

/// Each part by itself: where one exceeds the whole, no assumption is needed.
fn each(text: &Text<'_>, parts: &Parts, relations: &mut Vec<Relation>) {
    let Some(whole) = text.figure(parts.whole) else { return };
    for part in parts.parts.iter().filter_map(|&part| text.figure(part)) {
        if Law::Within.holds(&[whole.hull, part.hull]) == Some(false) {
            relations.push(relation(whole, vec![operand(part, Role::Part)], Evidence::Explicit));
        }
    }
}

fn together(text: &Text<'_>, parts: &Parts, words: &Checks, relations: &mut Vec<Relation>) {
    let Some(whole) = text.figure(parts.whole) else { return };
    let all = operands(text, &parts.parts, Role::Part);
    let single = all
        .iter()
        .all(|part| Law::Within.holds(&[whole.hull, part.hull]) == Some(true));
    if all.len() > 1 && single && !parts::overlap(text, parts, words) {
        relations.push(relation(whole, all, Evidence::Assumed(DISJOINT)));
    }
}

fn relation(whole: &Figure<'_>, parts: Vec<crate::check::Operand>, evidence: Evidence) -> Relation {
    let mut operands = vec![operand(whole, Role::Whole)];
    operands.extend(parts);
    Relation {
        rule: RULE.name,
        law: Law::Within,
        operands,
        evidence,
    }
}
