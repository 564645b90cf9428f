//! What is left of a whole is what its named parts leave.

use crate::check::english::{ends, is_kin};
use crate::check::relation::{Evidence, Law, Relation, Role, Verdict};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, EnglishChecks};

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "remainder",
    level: Level::Error,
    page: include_str!("remainder.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Most parts before the rest.
const MOST: usize = 6;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for (place, rest) in text.figures.iter().enumerate() {
        let amount = rest.is_level() || rest.is_amount() && text.is_english(rest);
        if amount && is_rest(text, rest, words) {
            relations.extend(relation(text, place, rest));
        }
    }
}

/// Whether 其余 opens the clause of the figure.
fn is_rest(text: &Text<'_>, rest: &Figure<'_>, words: &Checks) -> bool {
    let before = text.before(rest);
    if text.is_english(rest) {
        let before = before.trim_end_matches([',', ' ']);
        return ends(before, &EnglishChecks::builtin().rest).is_some();
    }
    let clause = text.clause(rest).trim_start();
    words
        .rest
        .begins(clause)
        .is_some_and(|word| clause.len() <= word.len() + REACH && !words.used_for.stands_in(clause))
}

/// Longest noun between 其余 and its figure, in bytes.
const REACH: usize = 12;

/// The first figure of the sentence in that unit is the whole, those between are the parts.
fn relation(text: &Text<'_>, place: usize, rest: &Figure<'_>) -> Option<Relation> {
    let sentence = text.sentences.get(rest.sentence)?;
    let before: Vec<&Figure<'_>> = whole_first(text, (sentence.first..place).collect())
        .into_iter()
        .filter_map(|index| text.figure(index))
        .filter(|figure| figure.is_level() || figure.is_amount() && text.is_english(figure))
        .filter(|figure| is_kin(text, figure, rest))
        .collect();
    let wholes = (0..before.len()).filter_map(|at| left(before.get(at..)?, rest));
    let relations: Vec<Relation> = wholes.collect();
    let holds = relations
        .iter()
        .find(|relation| relation.judge() != Some(Verdict::Fail));
    let several = relations.len() > 1 && text.is_english(rest);
    let first = relations.first().filter(|_| !several && !goes_on(text, place, rest));
    holds.or(first).cloned()
}

/// The figures with each whole before its part: 95, 38 in 38 of the 95 schools.
fn whole_first(text: &Text<'_>, mut places: Vec<usize>) -> Vec<usize> {
    for at in 1..places.len() {
        let (Some(&part), Some(&whole)) = (places.get(at - 1), places.get(at)) else {
            continue;
        };
        let english = text.figure(whole).is_some_and(|whole| text.is_english(whole));
        let mut lists = text.lists_of(part);
        if english && lists.any(|list| list.whole == whole && list.parts == [part]) {
            places.swap(at - 1, at);
        }
    }
    places
}

/// Whether more figures of the unit follow in the sentence, which may be parts of the rest, or beside it.
fn goes_on(text: &Text<'_>, place: usize, rest: &Figure<'_>) -> bool {
    let behind = text.figures.iter().skip(place + 1);
    let mut own = behind.take_while(|figure| figure.sentence == rest.sentence);
    own.any(|figure| figure.is_level() && figure.is_like(rest))
}

/// The whole with its parts, and what is left.
fn left(figures: &[&Figure<'_>], rest: &Figure<'_>) -> Option<Relation> {
    let (whole, parts) = figures.split_first()?;
    let below = parts.iter().all(|part| part.entry.value < whole.entry.value);
    if parts.is_empty() || parts.len() > MOST || !below {
        return None;
    }
    let mut operands = vec![operand(whole, Role::Whole)];
    operands.extend(parts.iter().map(|part| operand(part, Role::Part)));
    operands.push(operand(rest, Role::Rest));
    Some(Relation {
        rule: RULE.name,
        law: Law::Sum,
        operands,
        evidence: Evidence::Explicit,
    })
}
