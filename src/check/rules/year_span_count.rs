//! Something that happens every year, from one year to another, and how often.

use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Kind, Lexicon};
use crate::quantity::Qualifier;

use super::{operand, year_end, years};

/// The rule.
pub const RULE: Rule = Rule {
    name: "year-span-count",
    level: Level::Warning,
    page: include_str!("year_span_count.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption: it happened once in each year.
const ONCE_A_YEAR: &str = "once_a_year";
/// How many figures may stand between the years and the count.
const REACH: usize = 4;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for (place, count) in text.figures.iter().enumerate() {
        if is_count(count, words) && is_yearly(text, count, words) {
            relations.extend(relation(text, place, count));
        }
    }
}

/// A number of events, or of years.
fn is_count(count: &Figure<'_>, words: &Checks) -> bool {
    let events = count.is_level() && words.event.holds(&count.entry.unit);
    let years = count.entry.kind == Kind::Duration && Lexicon::builtin().periods.year.ends(&count.entry.text).is_some();
    (events || years) && count.entry.value.is_some() && count.entry.qualifier == Qualifier::Exact
}

/// Whether the words right before the count say that it happened every year, and none that a year was left out.
fn is_yearly(text: &Text<'_>, count: &Figure<'_>, words: &Checks) -> bool {
    let clause = text.clause(count);
    let held = !count.is_level() || words.held.stands_in(clause);
    held && words.each_year.stands_in(clause) && !words.interrupted.stands_in(text.sentence(count))
}

/// The nearest span of years before the count, in its sentence, and no other date between.
fn relation(text: &Text<'_>, place: usize, count: &Figure<'_>) -> Option<Relation> {
    let before = (place.saturating_sub(REACH)..place)
        .rev()
        .filter_map(|index| text.figure(index));
    let span = before
        .take_while(|figure| figure.sentence == count.sentence)
        .find(|figure| figure.entry.kind == Kind::Date)?;
    let (first, last) = years(&span.entry.period)?;
    Some(Relation {
        rule: RULE.name,
        law: if count.is_level() { Law::EachYear } else { Law::Years },
        operands: vec![
            operand(count, Role::Count),
            year_end(span, first, Role::From),
            year_end(span, last, Role::To),
        ],
        evidence: Evidence::Assumed(ONCE_A_YEAR),
    })
}
