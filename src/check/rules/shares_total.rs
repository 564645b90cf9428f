//! The shares of one whole make a hundred per cent.

use rust_decimal::Decimal;

use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Sentence, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::Checks;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "shares-total",
    level: Level::Warning,
    page: include_str!("shares_total.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption: no share is left out.
const ALL_LISTED: &str = "all_shares_are_listed";
/// Fewer shares are no breakdown.
const LEAST: usize = 3;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for sentence in &text.sentences {
        let shares = shares(text, sentence, words);
        let list: Vec<&Figure<'_>> = shares.into_iter().collect();
        let best = (LEAST..=list.len())
            .rev()
            .filter_map(|count| relation(list.get(..count)?))
            .find(|relation| relation.judge().is_some());
        relations.extend(best);
    }
}

/// The percentages of a sentence that are shares: behind a word for share, or in one list with such a one.
fn shares<'t, 'a>(text: &'t Text<'a>, sentence: &Sentence, words: &Checks) -> Vec<&'t Figure<'a>> {
    let mut shares: Vec<&Figure<'_>> = Vec::new();
    for figure in text.figures.get(sentence.first..sentence.end).unwrap_or_default() {
        if !figure.is_percent() || !figure.is_level() {
            continue;
        }
        let marked = words.share.ends(text.before(figure).trim_end()).is_some();
        let listed = shares.last().is_some_and(|last| {
            let between = text.between(last, figure).trim();
            between == "、" || words.join.holds(between)
        });
        if marked || listed {
            shares.push(figure);
        }
    }
    shares
}

fn relation(shares: &[&Figure<'_>]) -> Option<Relation> {
    (shares.len() >= LEAST).then(|| Relation {
        rule: RULE.name,
        law: Law::Hundred,
        operands: shares.iter().map(|share| operand(share, Role::Part)).collect(),
        evidence: evidence(shares),
    })
}

/// Shares of a hundredth of a per cent do not nearly make a hundred by chance; others only ever make more by error.
fn evidence(shares: &[&Figure<'_>]) -> Evidence {
    let fine = |share: &&Figure<'_>| share.entry.value.is_some_and(|value| value.scale() >= 2);
    let sum: Option<Decimal> = shares.iter().map(|share| share.entry.lower).sum();
    match sum {
        Some(sum) if sum > Decimal::ONE_HUNDRED => Evidence::Assumed(ALL_LISTED),
        _ if shares.iter().all(fine) => Evidence::Slip(2, ALL_LISTED),
        _ => Evidence::Slip(usize::MAX, ALL_LISTED),
    }
}
