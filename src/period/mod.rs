//! Periods: dates as they are written, and the time that a claim holds for.

pub mod en;
mod field;
mod role;
mod zh;

use std::fmt;

pub use zh::read;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::lexicon::Periods;
use crate::span::Span;

/// A date, or a part of one: fields that the words leave out are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: Option<i32>,
    /// First and last month; a single month twice.
    pub months: Option<(u8, u8)>,
    /// Day of the month.
    pub day: Option<u8>,
}

/// How a date is used in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It says when.
    At,
    /// Something holds by then.
    Until,
    /// Something holds since then.
    Since,
    /// Something is compared with it.
    Compared,
    /// It says nothing about the figures: part of a name, a time of day, an era.
    Silent,
}

/// A date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Where it stands.
    pub span: Span,
    /// How many numerals it takes in.
    pub numerals: usize,
    /// The date, or the first day of a span.
    pub from: Moment,
    /// The last day of a span.
    pub to: Option<Moment>,
    /// How it is used.
    pub role: Role,
}

/// A year without 年, which says when where a word of scope follows it.
pub fn bare_year(span: Span, year: Decimal) -> Option<Date> {
    let from = Moment {
        year: Some(year.to_i32()?),
        ..Moment::default()
    };
    Some(Date {
        span,
        numerals: 1,
        from,
        to: None,
        role: Role::At,
    })
}

/// A date in figures with any marks between: 2021-03-30, 2014/6/4, 2021-03.
pub fn in_figures(text: &str, span: Span, words: &Periods) -> Option<Date> {
    let mut fields = span
        .of(text)
        .split(|character: char| !character.is_ascii_digit())
        .map(str::parse::<i32>);
    let year = fields.next()?.ok()?;
    let month = fields.next()?.ok().and_then(|month| u8::try_from(month).ok())?;
    let day = fields
        .next()
        .and_then(Result::ok)
        .and_then(|day| u8::try_from(day).ok());
    let from = Moment {
        year: Some(year),
        months: Some((month, month)),
        day,
    };
    Some(role::with_role(
        text,
        Date {
            span,
            numerals: 0,
            from,
            to: None,
            role: Role::At,
        },
        words,
    ))
}

/// When a claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// At a date, or in the months or the year that it names.
    At(Moment),
    /// From one date to another.
    Between(Moment, Moment),
    /// By a date.
    Until(Moment),
    /// Since a date.
    Since(Moment),
}

impl Period {
    /// The same a year before, where it does not go on since a date.
    pub fn year_before(self) -> Option<Self> {
        let before = |moment: Moment| Moment {
            year: moment.year.map(|year| year - 1),
            ..moment
        };
        match self {
            Self::At(at) => Some(Self::At(before(at))),
            Self::Between(from, to) => Some(Self::Between(before(from), before(to))),
            Self::Until(until) => Some(Self::Until(before(until))),
            Self::Since(_) => None,
        }
    }
}

impl Moment {
    /// The same moment with the year of an earlier one where it names none.
    #[must_use]
    pub fn in_year(self, year: Option<i32>) -> Self {
        Self {
            year: self.year.or(year),
            ..self
        }
    }
}

impl Date {
    /// When it says, with `year` for a date that names none; nothing without any year.
    pub fn period(&self, year: Option<i32>) -> Option<Period> {
        let from = self.from.in_year(year);
        from.year?;
        let to = self.to.map(|to| to.in_year(from.year));
        match (self.role, to) {
            (Role::At, None) => Some(Period::At(from)),
            (Role::At, Some(to)) => Some(Period::Between(from, to)),
            (Role::Until, to) => Some(Period::Until(to.unwrap_or(from))),
            (Role::Since, _) => Some(Period::Since(from)),
            (Role::Compared | Role::Silent, _) => None,
        }
    }
}

impl Moment {
    /// Whether it is a half or a quarter of a year.
    pub fn is_part(&self) -> bool {
        self.months.is_some_and(|(first, last)| first < last)
    }

    /// Adds it to `out`: ISO 8601 with reduced precision. This is done for every claim, so without the formatter.
    fn push(self, out: &mut String) {
        let Some(year) = self.year else { return };
        push_padded(out, year, 4);
        match (self.months, self.day) {
            (Some((first, last)), None) if first != last => {
                push_field(out, first);
                out.push('/');
                push_padded(out, year, 4);
                push_field(out, last);
            }
            (Some((month, _)), day) => {
                push_field(out, month);
                day.into_iter().for_each(|day| push_field(out, day));
            }
            (None, _) => {}
        }
    }
}

impl Period {
    /// Adds it to `out` as the column `period` has it.
    pub fn push(self, out: &mut String) {
        match self {
            Self::At(moment) => moment.push(out),
            Self::Between(from, to) => {
                from.push(out);
                out.push('/');
                to.push(out);
            }
            Self::Until(moment) => {
                out.push_str("../");
                last_of(moment).push(out);
            }
            Self::Since(moment) => {
                first_of(moment).push(out);
                out.push_str("/..");
            }
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.push(&mut text);
        out.write_str(&text)
    }
}

/// A month or a day behind a hyphen.
fn push_field(out: &mut String, number: u8) {
    out.push('-');
    push_padded(out, i32::from(number), 2);
}

/// A number of so many digits, with zeros before it.
fn push_padded(out: &mut String, number: i32, digits: usize) {
    let mut buffer = itoa::Buffer::new();
    let written = buffer.format(number);
    (written.len()..digits).for_each(|_| out.push('0'));
    out.push_str(written);
}

/// The end of a span of months, as a date by which something holds.
const fn last_of(moment: Moment) -> Moment {
    match moment.months {
        Some((_, last)) => Moment {
            months: Some((last, last)),
            ..moment
        },
        None => moment,
    }
}

const fn first_of(moment: Moment) -> Moment {
    match moment.months {
        Some((first, _)) => Moment {
            months: Some((first, first)),
            ..moment
        },
        None => moment,
    }
}
