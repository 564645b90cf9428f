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

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for (place, count) in text.figures.iter().enumerate() {
        let years = count.entry.kind == Kind::Duration && count.entry.qualifier == Qualifier::Exact;
        if !years || count.entry.value.is_none() {
            continue;
        }
        let chinese = Lexicon::builtin().periods.year.ends(&count.entry.text).is_some();
        if chinese && words.term.begins(text.after(count)).is_none() {
            relations.extend(relation(text, place, count).or_else(|| lasted(text, place, count, words)));
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

/// 从1962年起，至1983年止，前后共22年: two dates stand before in the sentence, and a word for how long it was.
fn lasted(text: &Text<'_>, place: usize, count: &Figure<'_>, words: &Checks) -> Option<Relation> {
    words.lasted.ends(text.before(count).trim_end())?;
    let mut dates = (place.saturating_sub(DATES)..place)
        .rev()
        .filter_map(|index| text.figure(index));
    let mut next = || dates.find(|date| date.entry.kind == Kind::Date && date.sentence == count.sentence);
    let last = next()?;
    if let Some((first, end)) = years(&last.entry.period) {
        return Some(between(count, (last, first), (last, end)));
    }
    let first = next()?;
    let opened = words.from.ends(text.before(first).trim_end()).is_some();
    let closed = words.to.ends(text.before(last).trim_end()).is_some();
    let year = |date: &Figure<'_>| date.entry.period.get(..4).and_then(|year| year.parse().ok());
    (opened && closed).then_some(())?;
    Some(between(count, (first, year(first)?), (last, year(last)?)))
}

/// How many figures before a number of years its dates may stand.
const DATES: usize = 6;

/// The relation of a number of years to two dates, which may be apart by some months less.
fn between(number: &Figure<'_>, first: (&Figure<'_>, Decimal), last: (&Figure<'_>, Decimal)) -> Relation {
    let mut count = operand(number, Role::Count);
    count.hull.upper = count.hull.upper.and_then(|upper| upper.checked_add(Decimal::ONE));
    Relation {
        rule: RULE.name,
        law: Law::Years,
        operands: vec![
            count,
            year_end(first.0, first.1, Role::From),
            year_end(last.0, last.1, Role::To),
        ],
        evidence: Evidence::Assumed(THESE_YEARS),
    }
}
