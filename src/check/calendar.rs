//! Days of the calendar: the numbers of a date, how long a month is, which day of the week it was.

use crate::lexicon::Lexicon;

/// What a number of a date is, by the word behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
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
pub fn fields(text: &str) -> Vec<(u32, Field)> {
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

/// The weekday of an ISO date, Sunday being 0 (Sakamoto's method for the Gregorian calendar).
pub fn weekday(date: &str) -> Option<u32> {
    const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let mut parts = date.split('-').map(str::parse::<u32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let shift = SHIFT.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    let year = if month < 3 { year.checked_sub(1)? } else { year };
    (parts.next().is_none()).then(|| (year + year / 4 - year / 100 + year / 400 + shift + day) % 7)
}

/// The last day of a month; February of an unknown year has 29.
pub const fn last_day(month: u32, year: Option<u32>) -> u32 {
    match (month, year) {
        (2, Some(year)) if !is_leap(year) => 28,
        (2, _) => 29,
        (4 | 6 | 9 | 11, _) => 30,
        _ => 31,
    }
}

/// Whether February has a 29th day (Gregorian calendar).
const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The first and the last day of 3月5日至9日 and the like as days of their year, February having 28.
pub fn days(text: &str) -> Option<(u32, u32)> {
    use Field::{Day, Month, Other, Year};
    let fields = fields(text);
    let dated: &[(u32, Field)] = match fields.split_first() {
        Some(((_, Year), rest)) => rest,
        _ => &fields,
    };
    match *dated {
        [(month, Month), (first, Day | Other), (last, Day)] => Some((day(month, first)?, day(month, last)?)),
        [(from, Month), (first, Day), (to, Month), (last, Day)] => Some((day(from, first)?, day(to, last)?)),
        // March 3 to 7: the month is a word.
        [(first, Other), (last, Other)] if first.max(last) <= 31 => Some((first, last)),
        _ => None,
    }
}

/// The number of a day in its year.
fn day(month: u32, day: u32) -> Option<u32> {
    let before = (1..month).map(|month| last_day(month, Some(1)));
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| before.sum::<u32>() + day)
}
