//! Something that happens every year, from one year to another, and how often.

use crate::check::extent::clause_start;
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Kind, Lexicon};
use crate::quantity::Qualifier;
use crate::span::Span;

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
        let yearly = || is_yearly(text, count, words) || is_sum_of_years(text, place, count, words);
        if is_count(count, words) && yearly() {
            relations.extend(relation(text, place, count, words));
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
    // 每年召开两次: so many in each year, and not in all.
    let each = !words.in_a_row.stands_in(clause) && !words.total.stands_in(clause);
    let held = !count.is_level() || words.held.stands_in(clause) && !each;
    held && words.each_year.stands_in(clause) && !words.interrupted.stands_in(text.sentence(count))
}

/// 2016—2023年，每年召开年会，共8次: the clause before says that it happened every year, and this one how often in all.
fn is_sum_of_years(text: &Text<'_>, place: usize, count: &Figure<'_>, words: &Checks) -> bool {
    let before = text.before(count);
    let start = clause_start(before);
    let clause = before.get(start..).unwrap_or_default().trim();
    let ahead = before.get(..start).unwrap_or_default().trim_end_matches(['，', ',']);
    let ahead = ahead.get(clause_start(ahead)..).unwrap_or_default();
    let ends = text.after(count).trim_start().starts_with(['。', '，', '；']) || text.after(count).trim().is_empty();
    let dated = place
        .checked_sub(1)
        .and_then(|span| text.figure(span))
        .is_some_and(|span| span.entry.kind == Kind::Date && span.sentence == count.sentence);
    let yearly = words.each_year.stands_in(ahead) && words.held.stands_in(ahead);
    let plain = dated && ends && count.is_level() && !words.interrupted.stands_in(text.sentence(count));
    plain && yearly && words.total.holds(clause)
}

/// The nearest span of years before the count, in its sentence, and no other date between.
fn relation(text: &Text<'_>, place: usize, count: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let before = (place.saturating_sub(REACH)..place)
        .rev()
        .filter_map(|index| text.figure(index));
    let span = before
        .take_while(|figure| figure.sentence == count.sentence)
        .find(|figure| figure.entry.kind == Kind::Date)?;
    let (first, last) = years(&span.entry.period)?;
    let after = text.after(count);
    let clause = Span::new(0, after.find(['，', '。', '；']).unwrap_or(after.len())).of(after);
    // What is held in each of the years has one in the first and one in the last.
    let in_a_row = words.in_a_row.ends(text.before(count).trim_end()).is_some() && words.held.stands_in(clause);
    Some(Relation {
        rule: RULE.name,
        law: if count.is_level() || in_a_row {
            Law::EachYear
        } else {
            Law::Years
        },
        operands: vec![
            operand(count, Role::Count),
            year_end(span, first, Role::From),
            year_end(span, last, Role::To),
        ],
        evidence: Evidence::Assumed(ONCE_A_YEAR),
    })
}
