//! Two words about one number that exclude each other.

use crate::check::english;
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, EnglishChecks, Lexicon};
use crate::quantity::Qualifier;

use super::{is_excess, operand};

/// The rule.
pub const RULE: Rule = Rule {
    name: "approximation-conflict",
    level: Level::Error,
    page: include_str!("approximation_conflict.md"),
    on_request: false,
    find: Find::Within(find),
};

fn find(text: &Text<'_>, _: &Checks, relations: &mut Vec<Relation>) {
    for figure in text.figures.iter().filter(|figure| figure.is_claim()) {
        if conflicts(text, figure) {
            relations.push(Relation {
                rule: RULE.name,
                law: Law::Never("check_contradiction"),
                operands: vec![operand(figure, Role::Statement)],
                evidence: Evidence::Explicit,
            });
        }
    }
}

/// Whether a word for less stands before a number and a word for more behind it or in it, or the other way round.
fn conflicts(text: &Text<'_>, figure: &Figure<'_>) -> bool {
    // 不足三分之二以上的, almost half or more of: of a share the second word belongs to the rule that is told.
    let share = figure
        .entry
        .value
        .is_some_and(|value| value < rust_decimal::Decimal::ONE);
    if share {
        return false;
    }
    if text.is_english(figure) {
        let words = EnglishChecks::builtin();
        let below = english::ends(text.before(figure), &words.below).is_some();
        return below && english::begins(text.after(figure), &words.upward).is_some();
    }
    let cues = &Lexicon::builtin().qualifiers;
    let before = cues.at_end(text.before(figure).trim_end()).map(|(_, cue)| cue);
    let after = cues.at_start(text.after(figure)).map(|(_, cue)| cue);
    let after = if is_excess(figure) {
        Some(Qualifier::Over)
    } else {
        after
    };
    let less = |cue: Option<Qualifier>| matches!(cue, Some(Qualifier::Nearly | Qualifier::Under | Qualifier::AtMost));
    let more = |cue: Option<Qualifier>| matches!(cue, Some(Qualifier::Over | Qualifier::AtLeast));
    less(before) && more(after)
}
