//! Spans of dates that end before they begin, and days that do not exist.

use rust_decimal::Decimal;

use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Kind, Lexicon};
use crate::number::Interval;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "impossible-date",
    level: Level::Error,
    page: include_str!("impossible_date.md"),
    on_request: false,
    find: Find::Within(find),
};

fn find(text: &Text<'_>, _: &Checks, relations: &mut Vec<Relation>) {
    for date in text.figures.iter().filter(|figure| figure.entry.kind == Kind::Date) {
        let fields = fields(&date.entry.text);
        relations.extend(reversed(date, &fields).map(|(first, last)| relation(date, first, last)));
        relations.extend(missing(&fields).map(|(day, last)| relation(date, day, last)));
    }
}

/// The two ends of 8月16日至10日 and the like: days of one month, or two years.
fn reversed(date: &Figure<'_>, fields: &[(u32, Field)]) -> Option<(u32, u32)> {
    use Field::{Day, Month, Other, Year};
    let two = Lexicon::builtin().periods.to.stands_in(&date.entry.text);
    match *fields {
        [(_, Month), (first, Day | Other), (last, Day)] if two => Some((first, last)),
        [(_, Year), (_, Month), (first, Day | Other), (last, Day)] if two => Some((first, last)),
        [(first, Year), (last, Year)] if two && first >= 1000 && last >= 1000 => Some((first, last)),
        _ => None,
    }
}

/// A day behind a month that has fewer, with the last that it has.
fn missing(fields: &[(u32, Field)]) -> Option<(u32, u32)> {
    fields.windows(2).find_map(|pair| match *pair {
        [(month, Field::Month), (day, Field::Day)] => {
            let last = match month {
                2 => 29,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            (day > last).then_some((day, last))
        }
        _ => None,
    })
}

/// What a number of a date is, by the word behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Year,
    Month,
    Day,
    /// No word says.
    Other,
}

impl Field {
    fn of(behind: &str) -> Self {
        let words = &Lexicon::builtin().periods;
        let named = [
            (&words.year, Self::Year),
            (&words.month, Self::Month),
            (&words.day, Self::Day),
        ];
        let found = named
            .into_iter()
            .find(|(list, _)| list.begins(behind.trim_start()).is_some());
        found.map_or(Self::Other, |(_, field)| field)
    }
}

/// The numbers of a date in digits, each with what it is.
fn fields(text: &str) -> Vec<(u32, Field)> {
    let mut fields = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        let from = rest.get(start..).unwrap_or_default();
        let end = from
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(from.len());
        let (digits, behind) = from.split_at(end);
        fields.extend(digits.parse().ok().map(|number| (number, Field::of(behind))));
        rest = behind;
    }
    fields
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
