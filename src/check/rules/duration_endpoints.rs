//! A number of years, and the first and last of them.

use rust_decimal::Decimal;

use crate::check::calendar;
use crate::check::english;
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, EnglishChecks, Kind, Lexicon};
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
        relations.extend(anniversary(text, place, count, words));
        relations.extend(days(text, place, count, words));
        let years = count.entry.kind == Kind::Duration && count.entry.qualifier == Qualifier::Exact;
        if !years || count.entry.value.is_none() {
            continue;
        }
        let chinese = Lexicon::builtin().periods.year.ends(&count.entry.text).is_some();
        if chinese && words.term.begins(text.after(count)).is_none() {
            relations.extend(relation(text, place, count).or_else(|| lasted(text, place, count, words)));
        } else if let Some(span) = english::date::span_of(text, place).and_then(|span| text.figure(span)) {
            let told = counted(span, count);
            let row = english::date::is_in_a_row(text, count);
            relations.extend(told.map(|told| if row { in_a_row(told) } else { told }));
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

/// Four consecutive years from 2019 to 2022: both years are among them.
fn in_a_row(relation: Relation) -> Relation {
    Relation {
        law: Law::EachYear,
        ..relation
    }
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
    let works = words.begun.begins(text.after(first)).is_some() && words.ended.begins(text.after(last)).is_some();
    (opened && closed || works).then_some(())?;
    Some(between(count, (first, year(first)?), (last, year(last)?)))
}

/// 3月5日至9日在北京举行，为期5天; March 3 to 7, lasting five days: the days from one to the other, with either end or both.
fn days(text: &Text<'_>, place: usize, count: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let exact = count.entry.kind == Kind::Duration && count.entry.qualifier == Qualifier::Exact;
    let counted = words.days.ends(&count.entry.text).is_some();
    if !exact || !counted || count.entry.value.is_none() {
        return None;
    }
    let cues = if text.is_english(count) {
        english::ends(text.before(count), &EnglishChecks::builtin().lasting).is_some()
    } else {
        words.lasted.ends(text.before(count).trim_end()).is_some()
    };
    let beside = |date: &&Figure<'_>| date.entry.kind == Kind::Date && date.sentence == count.sentence;
    let before = place
        .checked_sub(1)
        .and_then(|before| text.figure(before))
        .filter(beside);
    let behind = text.figure(place + 1).filter(beside);
    let near = |gap: &str| gap.chars().count() <= BESIDE && !gap.contains(['；', ';']);
    let before = before.filter(|date| near(text.between(date, count)));
    let date = before.or(behind.filter(|date| near(text.between(count, date))))?;
    let (first, last) = calendar::days(&date.entry.text).filter(|(first, last)| first < last)?;
    cues.then(|| counted_between(date, count, first.into(), last.into()))
}

/// Most characters between the days of something and their number.
const BESIDE: usize = 30;

/// 成立于1956年，2023年举行成立67周年纪念: the years since something began, which may be one more or less by the month.
fn anniversary(text: &Text<'_>, place: usize, count: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let english = text.is_english(count);
    let told = if english {
        english::begins(text.after(count), &EnglishChecks::builtin().anniversary).is_some()
    } else {
        words.anniversary.ends(&count.entry.text).is_some()
    };
    if !told || count.entry.value.is_none() {
        return None;
    }
    let year = |date: &Figure<'_>| date.entry.period.get(..4)?.parse::<Decimal>().ok();
    let near = (place.saturating_sub(DATES)..place + DATES).filter_map(|index| text.figure(index));
    let dates: Vec<&Figure<'_>> = near
        .filter(|date| date.entry.kind == Kind::Date && date.sentence == count.sentence && year(date).is_some())
        .collect();
    let [first, last] = *dates.as_slice() else { return None };
    // 2023年是成立67周年: what follows the last date is the number itself.
    let own =
        !english && words.founded.ends(text.before(count).trim_end()).is_some() && last.span.end <= count.span.start;
    let begun = is_begun(text, first, words) && (own || !is_begun(text, last, words));
    begun.then(|| {
        between(
            count,
            (first, year(first).unwrap_or_default()),
            (last, year(last).unwrap_or_default()),
        )
    })
}

/// Whether the words beside a date say that something was founded then.
fn is_begun(text: &Text<'_>, date: &Figure<'_>, words: &Checks) -> bool {
    if text.is_english(date) {
        return english::ends(text.before(date), &EnglishChecks::builtin().founded).is_some();
    }
    let before = text.before(date).trim_end();
    let before = words
        .at
        .ends(before)
        .map_or(before, |at| before.get(..before.len() - at.len()).unwrap_or(before));
    words.founded.ends(before).is_some() || words.founded.find(text.after(date)).is_some_and(|at| at <= BEGUN)
}

/// Most bytes between a date and the word for what began then.
const BEGUN: usize = 6;

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
