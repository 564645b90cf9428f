//! The rules: one file for each, with its name, level, manual page and code.

mod approximation_conflict;
mod approximation_malformed;
mod change_arithmetic;
mod duration_endpoints;
mod impossible_date;
mod list_count;
mod marker_count;
mod part_exceeds_whole;
mod percent_of_count;
mod place_count;
mod remainder;
mod restated_figure;
mod shares_total;
mod sum_of_parts;
mod table_total;

pub(super) use sum_of_parts::lists as addends;

use crate::lexicon::Checks;

use super::Level;
use super::relation::{Operand, Relation, Role};
use super::text::{Figure, Text};

/// One rule.
pub struct Rule {
    /// Its name, with hyphens.
    pub name: &'static str,
    /// How much its findings weigh where the words leave no doubt.
    pub level: Level,
    /// What it does, why it matters, and an example; Markdown.
    pub page: &'static str,
    /// Finds what it judges.
    pub find: fn(&Text<'_>, &Checks, &mut Vec<Relation>),
}

/// Every rule, by name.
pub const RULES: &[Rule] = &[
    approximation_conflict::RULE,
    approximation_malformed::RULE,
    change_arithmetic::RULE,
    duration_endpoints::RULE,
    impossible_date::RULE,
    list_count::RULE,
    marker_count::RULE,
    part_exceeds_whole::RULE,
    percent_of_count::RULE,
    place_count::RULE,
    remainder::RULE,
    restated_figure::RULE,
    shares_total::RULE,
    sum_of_parts::RULE,
    table_total::RULE,
];

/// A figure as an operand.
fn operand(figure: &Figure<'_>, role: Role) -> Operand {
    let entry = figure.entry;
    Operand {
        role,
        text: entry.text.clone(),
        start: entry.start,
        end: entry.end,
        line: entry.line,
        column: entry.column,
        id: entry.id.clone(),
        value: entry.value,
        core: figure.core,
        hull: figure.hull,
    }
}

/// Figures as operands of one role, those that are there.
fn operands(text: &Text<'_>, places: &[usize], role: Role) -> Vec<Operand> {
    places
        .iter()
        .filter_map(|&place| text.figure(place))
        .map(|figure| operand(figure, role))
        .collect()
}
