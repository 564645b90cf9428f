//! A number of years, and the first and last of them.

use rust_decimal::Decimal;

use crate::check::english;
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Kind, Lexicon};
use crate::quantity::Qualifier;

use super::{operand, year_end, years};

/// The rule.
pub const RULE: Rule = Rule {
    name: "duration-endpoints",
    level: Level::Warning,
    page: include_str!("duration_endpoints.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption: the years that are named are those that are counted.
const THESE_YEARS: &str = "years_are_those_named";
/// How many characters may stand between the years and their number.
const REACH: usize = 4;

fn find(text: &Text<'_>, _: &Checks, relations: &mut Vec<Relation>) {
    for (place, count) in text.figures.iter().enumerate() {
        let years = count.entry.kind == Kind::Duration && count.entry.qualifier == Qualifier::Exact;
        if !years || count.entry.value.is_none() {
            continue;
        }
        if Lexicon::builtin().periods.year.ends(&count.entry.text).is_some() {
            relations.extend(relation(text, place, count));
        } else if let Some(span) = english::date::span_of(text, place).and_then(|span| text.figure(span)) {
            relations.extend(counted(span, count));
        }
    }
}

/// 2008年至2010年三年: the dates stand right before the number.
fn relation(text: &Text<'_>, place: usize, count: &Figure<'_>) -> Option<Relation> {
    let span = text
        .figure(place.checked_sub(1)?)
        .filter(|figure| figure.entry.kind == Kind::Date)?;
    let (first, last) = years(&span.entry.period)?;
    let between = text.between(span, count);
    let near = span.sentence == count.sentence
        && between.chars().count() <= REACH
        && !between.contains(['，', '。', '；', '、']);
    near.then(|| counted_between(span, count, first, last))
}

/// The years of `span` against their number.
fn counted(span: &Figure<'_>, count: &Figure<'_>) -> Option<Relation> {
    let (first, last) = years(&span.entry.period)?;
    Some(counted_between(span, count, first, last))
}

fn counted_between(span: &Figure<'_>, count: &Figure<'_>, first: Decimal, last: Decimal) -> Relation {
    Relation {
        rule: RULE.name,
        law: Law::Years,
        operands: vec![
            operand(count, Role::Count),
            year_end(span, first, Role::From),
            year_end(span, last, Role::To),
        ],
        evidence: Evidence::Assumed(THESE_YEARS),
    }
}
