//! No part, and no sum of parts that do not overlap, is more than the whole.

use rust_decimal::Decimal;

use crate::check::bounds::add;
use crate::check::overlap;
use crate::check::parts::{Cue, Parts};
use crate::check::relation::{Evidence, Law, Relation, Role, Verdict};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Operand, Rule};
use crate::lexicon::{Checks, Kind, Lexicon};
use crate::number::Interval;

use super::{operand, operands, sum_of_parts};

/// The rule.
pub const RULE: Rule = Rule {
    name: "part-exceeds-whole",
    level: Level::Error,
    page: include_str!("part_exceeds_whole.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption where the parts together exceed the whole.
const DISJOINT: &str = "parts_do_not_overlap";

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for parts in text
        .parts
        .iter()
        .filter(|parts| !matches!(parts.cue, Cue::Total | Cue::Bracket | Cue::Divided))
    {
        let lists = sum_of_parts::lists(text, parts);
        let holds = |parts: &Parts| {
            let relation = sum_of_parts::relation(text, parts, words);
            relation.is_some_and(|relation| relation.judge() != Some(Verdict::Fail))
        };
        let sure = Parts {
            parts: parts.parts.iter().take(parts.sure).copied().collect(),
            ..parts.clone()
        };
        if counts(text, &sure) && !lists.iter().any(holds) {
            each(text, &sure, words, relations);
            // What stands behind the parts that make the whole is told of something else.
            if sum_of_parts::adding_up(text, &sure).is_none() {
                together(text, &sure, words, relations);
            }
        }
    }
}

/// Whether the figures count one kind of thing: they have a unit, and no part is many times the whole.
fn counts(text: &Text<'_>, parts: &Parts) -> bool {
    let Some(whole) = text.figure(parts.whole) else {
        return false;
    };
    let most = whole.entry.value.and_then(|value| value.checked_mul(FARTHEST.into()));
    (!whole.entry.unit.is_empty() || text.is_english(whole))
        && parts
            .parts
            .iter()
            .filter_map(|&part| text.figure(part))
            .all(|part| part.entry.value <= most)
}

/// A part that is so many times its whole is of another kind.
const FARTHEST: u32 = 20;

/// Each part that stands near its whole, by itself: where one exceeds the whole, no assumption is needed.
fn each(text: &Text<'_>, parts: &Parts, words: &Checks, relations: &mut Vec<Relation>) {
    let Some(whole) = text.figure(parts.whole) else { return };
    let near = parts.parts.iter().filter_map(|&part| text.figure(part));
    for part in near.filter(|part| part.sentence <= whole.sentence + 1) {
        let pace = is_pace(text, part, words) && !is_pace(text, whole, words);
        let same = !pace && noun_behind(text, part, words).is_none_or(|last| whole.entry.noun.ends_with(last));
        if same
            && !has_rival(text, parts, part.entry.value)
            && Law::Within.holds(&[whole.hull(), part.hull()]) == Some(false)
        {
            relations.push(relation(whole, vec![operand(part, Role::Part)], Evidence::Explicit));
        }
    }
}

/// Whether an earlier figure of the sentence could as well be the whole, and is great enough: 受理120件，未结20件，其中……
fn has_rival(text: &Text<'_>, parts: &Parts, part: Option<Decimal>) -> bool {
    let whole = parts.whole;
    let Some(own) = text.figure(whole) else { return false };
    let first = text
        .sentences
        .get(own.sentence)
        .map_or(whole, |sentence| sentence.first);
    (first..whole)
        .filter(|place| !parts.parts.contains(place))
        .filter_map(|place| text.figure(place))
        .filter(|other| !text.between(other, own).contains('；'))
        .any(|other| other.is_level() && other.is_like(own) && other.entry.value >= part)
}

/// Whether the clause of a figure says that it is a speed, a price or a mean, of which nothing else is a whole.
fn is_pace(text: &Text<'_>, figure: &Figure<'_>, words: &Checks) -> bool {
    words.paces.stands_in(text.clause(figure))
}

/// The last character of a noun that stands behind its number: 156个泊位 counts berths, whatever the whole is.
fn noun_behind(text: &Text<'_>, part: &Figure<'_>, words: &Checks) -> Option<char> {
    if text.is_english(part) {
        return None;
    }
    let noun = part.entry.noun.as_str();
    if words.generic.holds(noun) {
        return None;
    }
    let behind = Lexicon::builtin().fold.apply(noun);
    text.after(part)
        .starts_with(&*behind)
        .then(|| noun.chars().next_back())
        .flatten()
}

fn together(text: &Text<'_>, parts: &Parts, words: &Checks, relations: &mut Vec<Relation>) {
    let Some(whole) = text.figure(parts.whole) else { return };
    let all = operands(text, &parts.parts, Role::Part);
    let single = all
        .iter()
        .all(|part| Law::Within.holds(&[whole.hull(), part.hull]) == Some(true));
    let apart = parts.parts.windows(2).any(|pair| is_dated(text, pair));
    // Parts that make twice the whole are kinds that overlap.
    let twice = Law::Within.holds(&[add(whole.hull(), whole.hull()), sum(&all)]) == Some(false);
    let total: Option<Decimal> = all.iter().map(|part| part.value).sum();
    if all.len() > 1
        && !has_rival(text, parts, total)
        && single
        && !apart
        && !twice
        && !overlap::is_crossed(text, parts, words)
    {
        relations.push(relation(whole, all, Evidence::Assumed(DISJOINT)));
    }
}

/// Whether a date stands between two parts, which then hold for different times.
fn is_dated(text: &Text<'_>, pair: &[usize]) -> bool {
    let (Some(first), Some(last)) = (pair.first(), pair.last()) else {
        return false;
    };
    let sentence = |place: &usize| text.figure(*place).map(|figure| figure.sentence);
    if sentence(first) != sentence(last) {
        return false;
    }
    (first + 1..*last).any(|place| text.figure(place).is_some_and(|figure| figure.entry.kind == Kind::Date))
}

/// The hulls of the parts together.
fn sum(parts: &[Operand]) -> Interval {
    let hulls = parts.iter().map(|part| part.hull);
    hulls.fold(Interval::exactly(Decimal::ZERO), add)
}

fn relation(whole: &Figure<'_>, parts: Vec<Operand>, evidence: Evidence) -> Relation {
    let mut operands = vec![operand(whole, Role::Whole)];
    operands.extend(parts);
    Relation {
        rule: RULE.name,
        law: Law::Within,
        operands,
        evidence,
    }
}
