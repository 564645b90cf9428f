//! The rules: one file for each, with its name, level, manual page and code.

mod approximation_conflict;
mod approximation_malformed;
mod approximation_redundant;
mod change_arithmetic;
mod citation_gap;
pub mod cross_document;
pub mod drift;
mod duration_endpoints;
mod impossible_date;
pub mod invariant;
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
mod translated_figure;
mod unit_mismatch;
mod year_span_count;

pub(super) use sum_of_parts::lists as addends;

use rust_decimal::Decimal;

use crate::lexicon::{Checks, Lexicon};
use crate::number::Interval;
use crate::quantity::Qualifier;

use super::relation::{Operand, Relation, Role};
use super::text::{Figure, Text};
use super::{Document, Level};

/// One rule.
pub struct Rule {
    /// Its name, with hyphens.
    pub name: &'static str,
    /// How much its findings weigh where the words leave no doubt.
    pub level: Level,
    /// What it does, why it matters, and an example; Markdown.
    pub page: &'static str,
    /// Whether it is only used where it was asked for by name.
    pub on_request: bool,
    /// Finds what it judges.
    pub find: Find,
}

/// Adds the relations of one document.
pub type Within = fn(&Text<'_>, &Checks, &mut Vec<Relation>);
/// Adds the relations between documents.
pub type Across = fn(&[Document<'_>], &Checks, &mut Vec<Relation>);

/// Where a rule finds its relations.
pub enum Find {
    /// In each document by itself.
    Within(Within),
    /// Between the documents of one run.
    Across(Across),
    /// Between the documents and what the user gave with them: an older table, or named figures.
    Given,
}

/// Every rule, by name.
pub const RULES: &[Rule] = &[
    approximation_conflict::RULE,
    approximation_malformed::RULE,
    approximation_redundant::RULE,
    change_arithmetic::RULE,
    citation_gap::RULE,
    cross_document::RULE,
    drift::RULE,
    duration_endpoints::RULE,
    impossible_date::RULE,
    invariant::RULE,
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
    translated_figure::RULE,
    unit_mismatch::RULE,
    year_span_count::RULE,
];

/// Whether 余 or 多 is part of the number, which then reaches from its value to the next step.
fn is_excess(figure: &Figure<'_>) -> bool {
    let numerals = &Lexicon::builtin().numerals;
    figure.entry.qualifier == Qualifier::Over
        && figure.entry.upper.is_some()
        && figure.entry.text.chars().any(|character| numerals.is_excess(character))
}

/// A figure as an operand.
fn operand(figure: &Figure<'_>, role: Role) -> Operand {
    Operand::new(figure.entry, role)
}

/// Figures as operands of one role, those that are there.
fn operands(text: &Text<'_>, places: &[usize], role: Role) -> Vec<Operand> {
    places
        .iter()
        .filter_map(|&place| text.figure(place))
        .map(|figure| operand(figure, role))
        .collect()
}

/// One end of a span of years as an operand.
fn year_end(span: &Figure<'_>, year: Decimal, role: Role) -> Operand {
    let mut end = operand(span, role);
    end.value = Some(year);
    (end.core, end.hull) = (Interval::exactly(year), Interval::exactly(year));
    end
}

/// First and last year of a period such as `2008/2010`.
fn years(period: &str) -> Option<(Decimal, Decimal)> {
    let (first, last) = period.split_once('/')?;
    let year = |text: &str| text.get(..4).filter(|_| text.len() == 4)?.parse().ok();
    Some((year(first)?, year(last)?))
}
