//! Spans of dates that end before they begin, and days that do not exist.

use rust_decimal::Decimal;

use crate::check::calendar::{Field, fields, last_day, weekday};
use crate::check::english;
use crate::check::list;
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Kind, Lexicon, Sign};
use crate::number::Interval;
use crate::span::{Span, is_han};

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "impossible-date",
    level: Level::Error,
    page: include_str!("impossible_date.md"),
    on_request: false,
    find: Find::Within(find),
};

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for (place, date) in text
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| figure.entry.kind == Kind::Date)
    {
        relations.extend(other_weekday(text, place));
        let named = english::date::weekday(text, date).or_else(|| sunday(text, date, words));
        relations.extend(named.and_then(|named| other_day_named(text, date, named)));
        relations.extend(english::date::end(text, place).and_then(|end| turned(date, end)));
        relations.extend(backwards(date));
        let fields = fields(&date.entry.text);
        relations.extend(reversed(date, &fields).map(|(first, last)| relation(date, first, last)));
        relations.extend(turned_days(text, place, date).map(|(first, last)| relation(date, first, last)));
        let fields = iso(date).unwrap_or(fields);
        relations.extend(missing(&fields).map(|(day, last)| relation(date, day, last)));
        relations.extend(late(text, place, date, words).map(|(number, most)| relation(date, number, most)));
    }
}

/// 2023年13月5日, 2023-13-05, 下午3时75分: a month, a day or a minute that there is not, with the last that there is.
fn late(text: &Text<'_>, place: usize, date: &Figure<'_>, words: &Checks) -> Option<(u32, u32)> {
    if date.entry.why == TIME || date.entry.text.contains(':') {
        let cut = |character: char| !character.is_ascii_digit();
        let mut numbers = date
            .entry
            .text
            .split(cut)
            .filter_map(|number| number.parse::<u32>().ok());
        let (hour, minute) = (numbers.next()?, numbers.next()?);
        let told = text.before(date).trim_end();
        let told = words.clock.ends(told).is_some() || date.entry.text.chars().any(is_han);
        return (told && hour <= 24 && minute > 59).then_some((minute, 59));
    }
    let source = text.source.text.get(date.entry.end..)?;
    if date.entry.text.len() == YEAR && date.entry.text.bytes().all(|byte| byte.is_ascii_digit()) {
        let [b'-', a, b, b'-', c, d, rest @ ..] = source.as_bytes() else {
            return None;
        };
        let ends = rest
            .first()
            .is_none_or(|next| !next.is_ascii_alphanumeric() && *next != b'-');
        let number = |tens: u8, ones: u8| {
            let both = tens.is_ascii_digit() && ones.is_ascii_digit();
            both.then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
        };
        let (month, day) = (number(*a, *b)?, number(*c, *d)?);
        let late = (month > 12 && (1..=31).contains(&day)).then_some((month, 12));
        return late.filter(|_| ends);
    }
    let month = text
        .figure(place + 1)
        .filter(|month| month.entry.start == date.entry.end)?;
    if let Some(late) = late_month(text, date, month) {
        return Some(late);
    }
    let day = text
        .figure(place + 2)
        .filter(|day| day.entry.start == month.entry.end)?;
    let [(number, Field::Month)] = *fields(&month.entry.text) else {
        return None;
    };
    let dated = matches!(*fields(&day.entry.text), [(_, Field::Day), ..]);
    (dated && Field::Year == fields(&date.entry.text).last()?.1 && number > 12).then_some((number, 12))
}

/// 2024年13月完成: a number of months behind a year is the month of that year, unless a word for how long stands behind.
fn late_month(text: &Text<'_>, date: &Figure<'_>, month: &Figure<'_>) -> Option<(u32, u32)> {
    let [(number, Field::Month)] = *fields(&month.entry.text) else {
        return None;
    };
    let year = date.entry.text.len() > YEAR && date.entry.period.len() == YEAR && has_year(date);
    let day = text
        .after(month)
        .trim_start()
        .starts_with(|next: char| next.is_ascii_digit());
    let arabic = month.entry.text.starts_with(|first: char| first.is_ascii_digit());
    (year && arabic && !day && (13..=LATEST).contains(&number)).then_some((number, 12))
}

/// Greater numbers are hardly slips of a month.
const LATEST: u32 = 99;

/// 2023年8月20—18日: the first day stands between the month and the last day, and is no part of either date.
fn turned_days(text: &Text<'_>, place: usize, date: &Figure<'_>) -> Option<(u32, u32)> {
    let [.., (_, Field::Month)] = *fields(&date.entry.text) else {
        return None;
    };
    let first = text
        .figure(place + 1)
        .filter(|first| first.entry.start == date.entry.end)?;
    let last = text.figure(place + 2).filter(|last| last.sentence == date.sentence)?;
    let [(day, Field::Day)] = *fields(&last.entry.text) else {
        return None;
    };
    let dash = Lexicon::builtin().periods.to.holds(text.between(first, last).trim());
    let number = first
        .entry
        .text
        .parse::<u32>()
        .ok()
        .filter(|number| (1..=31).contains(number))?;
    (dash && number > day).then_some((number, day))
}

/// Why a time of day is no claim.
const TIME: &str = "clock";
/// How many digits a year has.
const YEAR: usize = 4;

/// 2023年5月1日（星期三）: the weekday right behind a date is not its own.
fn other_weekday(text: &Text<'_>, place: usize) -> Option<Relation> {
    let date = text.figure(place)?;
    let day = text
        .figure(place + 1)
        .filter(|day| day.entry.why == WEEKDAY && day.sentence == date.sentence)?;
    let beside = has_year(date) && matches!(text.between(date, day).trim(), "" | "（" | "(");
    let told = day
        .entry
        .text
        .chars()
        .next_back()
        .and_then(|last| Lexicon::builtin().numerals.sign(last));
    let told = match told {
        Some(Sign::Digit(digit)) => u32::from(digit),
        _ => 0,
    };
    (beside && weekday(&date.entry.period)? != told).then(|| Relation {
        rule: RULE.name,
        law: Law::Never("check_weekday"),
        operands: vec![operand(date, Role::From), operand(day, Role::To)],
        evidence: Evidence::Explicit,
    })
}

/// 2023年6月10日（星期日）: Sunday has no number in Chinese, so that its name is looked for behind the date.
fn sunday(text: &Text<'_>, date: &Figure<'_>, words: &Checks) -> Option<(u32, Span)> {
    let source = &text.source.text;
    let behind = source.get(date.entry.end..)?;
    let start = date.entry.end + behind.len() - behind.trim_start_matches(['（', '(', ' ']).len();
    let name = words.sundays.begins(source.get(start..)?)?;
    Some((0, Span::new(start, start + name.len())))
}

/// Tuesday, 28 September 2012: the weekday that is named beside a date, with where it stands, is not its own.
fn other_day_named(text: &Text<'_>, date: &Figure<'_>, (told, span): (u32, Span)) -> Option<Relation> {
    let mut day = list::named(text, span, date);
    day.role = Role::To;
    (has_year(date) && weekday(&date.entry.period)? != told).then(|| Relation {
        rule: RULE.name,
        law: Law::Never("check_weekday"),
        operands: vec![operand(date, Role::From), day],
        evidence: Evidence::Explicit,
    })
}

/// Whether a date is written with its year: one that is only concluded may be another.
fn has_year(date: &Figure<'_>) -> bool {
    let year = date.entry.period.get(..4);
    year.is_some_and(|year| date.entry.text.contains(year))
}

/// From 1 April 1994 to 31 March 1993: the last day is before the first.
fn turned(first: &Figure<'_>, last: &Figure<'_>) -> Option<Relation> {
    let (from, to) = (
        english::date::day(&first.entry.text)?,
        english::date::day(&last.entry.text)?,
    );
    (to < from).then(|| Relation {
        rule: RULE.name,
        law: Law::Never("check_reversed"),
        operands: vec![operand(first, Role::From), operand(last, Role::To)],
        evidence: Evidence::Explicit,
    })
}

/// From 14 to 12 September 2023: both days are in one month, and the last is before the first.
fn backwards(date: &Figure<'_>) -> Option<Relation> {
    let (first, last) = date.entry.period.split_once('/')?;
    let same = first.len() == DAY && last.len() == DAY && first.get(..MONTH) == last.get(..MONTH);
    let english = !date.entry.text.chars().any(is_han);
    (same && english && last < first).then(|| Relation {
        rule: RULE.name,
        law: Law::Never("check_reversed"),
        operands: vec![operand(date, Role::From)],
        evidence: Evidence::Explicit,
    })
}

/// How many characters a day has in a period, and its month: 2023-09-14, 2023-09.
const DAY: usize = 10;
const MONTH: usize = 7;

/// The numbers of an English date, or one in figures, by the period that was read from it.
fn iso(date: &Figure<'_>) -> Option<Vec<(u32, Field)>> {
    let period = date.entry.period.as_str();
    let han = date.entry.text.chars().any(is_han);
    if han || period.len() != "2021-02-28".len() {
        return None;
    }
    let mut parts = period.split('-').map(str::parse::<u32>);
    let mut next = || parts.next()?.ok();
    Some(vec![
        (next()?, Field::Year),
        (next()?, Field::Month),
        (next()?, Field::Day),
    ])
}

/// Why a weekday is no claim.
const WEEKDAY: &str = "weekday";

/// The two ends of 8月16日至10日 and the like: days of one month, or two years.
fn reversed(date: &Figure<'_>, fields: &[(u32, Field)]) -> Option<(u32, u32)> {
    use Field::{Day, Month, Other, Year};
    let two = Lexicon::builtin().periods.to.stands_in(&date.entry.text);
    match *fields {
        [(_, Month), (first, Day | Other), (last, Day)] if two => Some((first, last)),
        [(_, Year), (_, Month), (first, Day | Other), (last, Day)] if two => Some((first, last)),
        [(a, Year), (b, Month), (c, Day), (d, Year), (e, Month), (f, Day)] if two => {
            Some((a * 10_000 + b * 100 + c, d * 10_000 + e * 100 + f))
        }
        [(first, Year), (last, Year)] if two && first >= 1000 && last >= 1000 => Some((first, last)),
        _ => None,
    }
}

/// A day behind a month that has fewer, with the last that it has.
fn missing(fields: &[(u32, Field)]) -> Option<(u32, u32)> {
    let year = fields
        .first()
        .filter(|(_, field)| *field == Field::Year)
        .map(|(year, _)| *year);
    fields.windows(2).find_map(|pair| match *pair {
        [(month, Field::Month), (day, Field::Day)] => {
            let last = last_day(month, year);
            (day > last).then_some((day, last))
        }
        _ => None,
    })
}

fn relation(date: &Figure<'_>, first: u32, last: u32) -> Relation {
    let end = |value: u32, role: Role| {
        let value = Decimal::from(value);
        let mut end = operand(date, role);
        end.value = Some(value);
        (end.core, end.hull) = (Interval::exactly(value), Interval::exactly(value));
        end
    };
    Relation {
        rule: RULE.name,
        law: Law::Order,
        operands: vec![end(first, Role::From), end(last, Role::To)],
        evidence: Evidence::Explicit,
    }
}
