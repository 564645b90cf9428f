//! Spans of dates that end before they begin, and days that do not exist.

use rust_decimal::Decimal;

use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Level, Rule};
use crate::lexicon::{Checks, Kind, Lexicon};
use crate::number::Interval;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "impossible-date",
    level: Level::Error,
    page: include_str!("impossible_date.md"),
    find,
};

fn find(text: &Text<'_>, _: &Checks, relations: &mut Vec<Relation>) {
    for date in text.figures.iter().filter(|figure| figure.entry.kind == Kind::Date) {
        let fields = fields(&date.entry.text);
        relations.extend(reversed(date, &fields).map(|(first, last)| relation(date, first, last)));
        relations.extend(missing(&fields).map(|(day, last)| relation(date, day, last)));
    }
}

/// The two ends of 8月16日至10日 and the like: days of one month, or months of one year.
fn reversed(date: &Figure<'_>, fields: &[(u32, char)]) -> Option<(u32, u32)> {
    let two = Lexicon::builtin().periods.to.stands_in(&date.entry.text);
    match *fields {
        [(_, MONTH), (first, _), (last, DAY)] if two => Some((first, last)),
        [(_, YEAR), (_, MONTH), (first, _), (last, DAY)] if two => Some((first, last)),
        [(first, YEAR), (last, YEAR)] if two && first >= 1000 && last >= 1000 => Some((first, last)),
        _ => None,
    }
}

/// A day behind a month that has fewer, with the last that it has.
fn missing(fields: &[(u32, char)]) -> Option<(u32, u32)> {
    fields.windows(2).find_map(|pair| match *pair {
        [(month, MONTH), (day, DAY)] => {
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

const YEAR: char = '\u{5e74}';
const MONTH: char = '\u{6708}';
const DAY: char = '\u{65e5}';

/// The numbers of a date in digits, each with the character behind it.
fn fields(text: &str) -> Vec<(u32, char)> {
    let mut fields = Vec::new();
    let mut number: Option<u32> = None;
    for character in text
        .chars()
        .filter(|character| !character.is_whitespace())
        .chain(std::iter::once(' '))
    {
        match (character.to_digit(10), number) {
            (Some(digit), _) => {
                number = number
                    .unwrap_or_default()
                    .checked_mul(10)
                    .and_then(|value| value.checked_add(digit))
            }
            (None, Some(value)) => {
                fields.push((value, character));
                number = None;
            }
            (None, None) => {}
        }
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
