//! Two words about one number that say the same.

use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Lexicon};
use crate::quantity::Qualifier;

use super::{is_excess, operand};

/// The rule.
pub const RULE: Rule = Rule {
    name: "approximation-redundant",
    level: Level::Info,
    page: include_str!("approximation_redundant.md"),
    on_request: true,
    find: Find::Within(find),
};

fn find(text: &Text<'_>, _: &Checks, relations: &mut Vec<Relation>) {
    let claims = text.figures.iter().filter(|figure| figure.is_claim());
    for figure in claims.filter(|figure| says_twice(text, figure)) {
        relations.push(Relation {
            rule: RULE.name,
            law: Law::Never("check_redundant"),
            operands: vec![operand(figure, Role::Statement)],
            evidence: Evidence::Style,
        });
    }
}

/// Whether the words before and behind a number, or those before it and a part of it, say the same: 约300余, 大约……左右.
fn says_twice(text: &Text<'_>, figure: &Figure<'_>) -> bool {
    let cues = &Lexicon::builtin().qualifiers;
    let before = cues.at_end(text.before(figure).trim_end()).map(|(_, cue)| cue);
    let behind = cues.at_start(text.after(figure)).map(|(_, cue)| cue);
    let behind = if is_excess(figure) {
        Some(Qualifier::Over)
    } else {
        behind
    };
    let more = |cue: Qualifier| matches!(cue, Qualifier::Over | Qualifier::AtLeast);
    let vague = |cue: Qualifier| matches!(cue, Qualifier::About | Qualifier::Nearly);
    match (before, behind) {
        (Some(before), Some(behind)) => {
            (more(before) && more(behind))
                || (vague(before) && vague(behind))
                || (before == Qualifier::About && more(behind))
        }
        _ => false,
    }
}
