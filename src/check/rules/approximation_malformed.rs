//! A little more than a number that is told to its last digit.

use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Lexicon};
use crate::quantity::Qualifier;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "approximation-malformed",
    level: Level::Warning,
    page: include_str!("approximation_malformed.md"),
    on_request: false,
    find: Find::Within(find),
};

fn find(text: &Text<'_>, _: &Checks, relations: &mut Vec<Relation>) {
    for figure in text.figures.iter().filter(|figure| figure.is_claim()) {
        if is_malformed(figure) {
            relations.push(Relation {
                rule: RULE.name,
                law: Law::Never("check_malformed"),
                operands: vec![operand(figure, Role::Statement)],
                evidence: Evidence::Explicit,
            });
        }
    }
}

/// 299余: digits of which the last is not zero, with 余 or 多 right behind. 3公里多 and 5多 are said.
fn is_malformed(figure: &Figure<'_>) -> bool {
    let numerals = &Lexicon::builtin().numerals;
    let text = &figure.entry.text;
    let Some((at, _)) = text
        .char_indices()
        .find(|&(_, character)| numerals.is_excess(character))
    else {
        return false;
    };
    let ahead = text.get(..at).unwrap_or_default();
    let digits = ahead.chars().rev().take_while(char::is_ascii_digit).count();
    let whole = digits >= 3 && !ahead.contains(['.', '．']);
    figure.entry.qualifier == Qualifier::Over && whole && !ahead.ends_with('0')
}
