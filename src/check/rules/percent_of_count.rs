//! A part, its whole, and the share that is told with them.

use crate::check::parts;
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Level, Rule};
use crate::lexicon::Checks;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "percent-of-count",
    level: Level::Error,
    page: include_str!("percent_of_count.md"),
    find,
};

/// Assumption: the share is that of the nearest figures that could be meant.
const NEAREST: &str = "share_of_these_figures";
/// How many figures before a share may be its part or its whole.
const REACH: usize = 14;
/// A share of so many digits does not nearly fit by chance.
const TELLING: usize = 3;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    let wholes = parts::find(text, words);
    for (place, rate) in text.figures.iter().enumerate() {
        if !rate.is_percent() || rate.entry.value.is_none() || !is_share(text, rate, words) {
            continue;
        }
        let candidates = pairs(text, place, rate);
        let holds = candidates.iter().find(|relation| {
            relation
                .judge()
                .is_some_and(|verdict| verdict != super::super::Verdict::Fail)
        });
        match holds {
            Some(relation) => relations.push(relation.clone()),
            None => relations.extend(bound(text, place, rate, &wholes, words).or_else(|| slipped(candidates))),
        }
    }
}

/// Whether a percentage is a share of a count: behind a word for share, or of completion.
fn is_share(text: &Text<'_>, rate: &Figure<'_>, words: &Checks) -> bool {
    let before = text.before(rate);
    let start = before.rfind(['，', '；', '。', '（', ',', ';', '(']).unwrap_or(0);
    let clause = before.get(start..).unwrap_or_default();
    let mut starts = clause
        .char_indices()
        .map(|(at, _)| clause.get(at..).unwrap_or_default());
    rate.is_level() && starts.any(|rest| words.share.begins(rest).is_some() || words.rated.begins(rest).is_some())
}

/// Every pair of figures of one unit before the share, the smaller as the part of the greater.
fn pairs(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Vec<Relation> {
    let near: Vec<&Figure<'_>> = (place.saturating_sub(REACH)..place)
        .rev()
        .filter_map(|index| text.figure(index))
        .filter(|figure| figure.is_level() && !figure.is_percent() && rate.sentence - figure.sentence <= 2)
        .collect();
    let mut found = Vec::new();
    for (index, part) in near.iter().enumerate() {
        for whole in near
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .map(|(_, whole)| whole)
        {
            let fits = part.is_like(whole)
                && part.entry.value <= whole.entry.value.and_then(|value| value.checked_mul(2.into()));
            if fits {
                found.push(relation(part, whole, rate, Evidence::Slip(TELLING, NEAREST)));
            }
        }
    }
    found
}

/// A part in a list behind 其中 with its share right behind it: the whole is the list's.
fn bound(
    text: &Text<'_>,
    place: usize,
    rate: &Figure<'_>,
    wholes: &[parts::Parts],
    words: &Checks,
) -> Option<Relation> {
    let before = place.checked_sub(1)?;
    let list = wholes.iter().find(|list| list.parts.contains(&before))?;
    let (part, whole) = (text.figure(before)?, text.figure(list.whole)?);
    let between = text
        .between(part, rate)
        .trim_start_matches(['，', ',', '、', ' '])
        .trim_end();
    words
        .share
        .holds(between)
        .then(|| relation(part, whole, rate, Evidence::Explicit))
}

/// The first pair that misses by a slip in the share itself.
fn slipped(candidates: Vec<Relation>) -> Option<Relation> {
    candidates.into_iter().find(|relation| relation.judge().is_some())
}

fn relation(part: &Figure<'_>, whole: &Figure<'_>, rate: &Figure<'_>, evidence: Evidence) -> Relation {
    Relation {
        rule: RULE.name,
        law: Law::Share,
        operands: vec![
            operand(part, Role::Part),
            operand(whole, Role::Whole),
            operand(rate, Role::Rate),
        ],
        evidence,
    }
}
