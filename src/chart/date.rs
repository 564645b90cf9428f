//! Dates of periods: as days on a line of time, and as a language writes them.

use rust_decimal::Decimal;

use super::scale::days;
use super::{Words, text};

/// A span of days; `None` where an end is open.
pub type Span = (Option<Decimal>, Option<Decimal>);

/// Year, month and day, the last two where they are told.
type Parts = (i64, Option<i64>, Option<i64>);

/// What of a date is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Whole,
    /// Without the year.
    OfYear,
    /// Without year and month.
    OfMonth,
}

/// A period in words: a date, or an interval that may be open at an end.
pub fn written(period: &str, words: Words<'_>) -> String {
    match period.split_once('/') {
        Some(("..", to)) => words("chart_until", &[("to", date(to, words).into())]),
        Some((from, "..")) => words("chart_since", &[("from", date(from, words).into())]),
        Some((from, to)) => between(from, to, words),
        None => date(period, words),
    }
}

/// The year in which a period lies with both ends, or of the date as of which a state holds, or nothing.
pub fn year(period: &str) -> &str {
    let of = |date: &str| parts(date).map(|(year, ..)| year);
    let (from, to) = period.split_once('/').unwrap_or((period, period));
    let from = if from == ".." { to } else { from };
    match of(from) {
        Some(_) if of(from) == of(to) => from.split('-').next().unwrap_or_default(),
        _ => "",
    }
}

/// The names of the twelve months.
pub fn months(words: Words<'_>) -> Vec<String> {
    words("chart_months", &[])
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

/// An interval, in which a year or month that both ends share is written once: before both or behind both.
fn between(from: &str, to: &str, words: Words<'_>) -> String {
    let shared = match (parts(from), parts(to)) {
        (Some((year, Some(month), Some(_))), Some((end, Some(last), Some(_)))) if (year, month) == (end, last) => {
            Extent::OfMonth
        }
        (Some((year, Some(_), first)), Some((end, Some(_), last)))
            if year == end && first.is_some() == last.is_some() =>
        {
            Extent::OfYear
        }
        _ => Extent::Whole,
    };
    let year_first = words("chart_date_order", &[]) == "year_first";
    let (first, last) = if year_first {
        (Extent::Whole, shared)
    } else {
        (shared, Extent::Whole)
    };
    let (from, to) = (part(from, first, words), part(to, last, words));
    words("chart_span", &[("from", from.into()), ("to", to.into())])
}

fn date(date: &str, words: Words<'_>) -> String {
    part(date, Extent::Whole, words)
}

fn part(date: &str, extent: Extent, words: Words<'_>) -> String {
    let Some((year, month, day)) = parts(date) else {
        return text::clean(date);
    };
    let number = |number: i64| number.to_string().into();
    let month = month.map(|month| {
        let names = months(words);
        let name = usize::try_from(month - 1).ok().and_then(|at| names.get(at));
        name.cloned().unwrap_or_else(|| month.to_string())
    });
    match (extent, month, day) {
        (_, None, _) => words("chart_date_year", &[("year", number(year))]),
        (Extent::Whole, Some(month), None) => {
            words("chart_date_month", &[("year", number(year)), ("month", month.into())])
        }
        (Extent::Whole, Some(month), Some(day)) => words(
            "chart_date_day",
            &[("year", number(year)), ("month", month.into()), ("day", number(day))],
        ),
        (_, Some(month), None) => month,
        (Extent::OfYear, Some(month), Some(day)) => {
            words("chart_date_of_year", &[("month", month.into()), ("day", number(day))])
        }
        (Extent::OfMonth, Some(_), Some(day)) => words("chart_date_of_month", &[("day", number(day))]),
    }
}

/// What periods are ordered by: the end, then the beginning.
pub fn order(period: &str) -> (Decimal, Decimal) {
    let (from, to) = span(period).unwrap_or_default();
    (to.or(from).unwrap_or_default(), from.or(to).unwrap_or_default())
}

/// The days of a period, from the first to the end of the last.
pub fn span(period: &str) -> Option<Span> {
    match period.split_once('/') {
        Some(("..", to)) => Some((None, Some(last(to)?))),
        Some((from, "..")) => Some((Some(first(from)?), None)),
        Some((from, to)) => Some((Some(first(from)?), Some(last(to)?))),
        None => Some((Some(first(period)?), Some(last(period)?))),
    }
}

/// The first day of `2018`, `2018-03` or `2018-03-05`.
fn first(date: &str) -> Option<Decimal> {
    let (year, month, day) = parts(date)?;
    Some(days((year, month.unwrap_or(1), day.unwrap_or(1))))
}

/// The day after the last day of `2018`, `2018-03` or `2018-03-05`.
fn last(date: &str) -> Option<Decimal> {
    Some(match parts(date)? {
        (year, None, _) => days((year + 1, 1, 1)),
        (year, Some(12), None) => days((year + 1, 1, 1)),
        (year, Some(month), None) => days((year, month + 1, 1)),
        (year, Some(month), Some(day)) => days((year, month, day)) + Decimal::ONE,
    })
}

/// Year, month and day of a date; none where it is no date between the years 1 and 9999.
fn parts(date: &str) -> Option<Parts> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let year = parts.next()?.filter(|year| (1..=9999).contains(year))?;
    let mut next = |most| match parts.next() {
        None => Some(None),
        Some(part) => part.filter(|part| (1..=most).contains(part)).map(Some),
    };
    let (month, day) = (next(12)?, next(31)?);
    Some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Field;

    fn day(date: (i64, i64, i64)) -> Option<Decimal> {
        Some(days(date))
    }

    #[test]
    fn periods_are_spans_of_days() {
        for (period, wanted) in [
            ("2018", (day((2018, 1, 1)), day((2019, 1, 1)))),
            ("2018-12", (day((2018, 12, 1)), day((2019, 1, 1)))),
            ("2020-02-28", (day((2020, 2, 28)), day((2020, 2, 29)))),
            ("../2020", (None, day((2021, 1, 1)))),
            ("2020-05/..", (day((2020, 5, 1)), None)),
            ("2016/2019-03", (day((2016, 1, 1)), day((2019, 4, 1)))),
        ] {
            assert_eq!(span(period), Some(wanted), "{period}");
        }
        for period in ["", "abc", "2018-13", "2018-01-32", "99999", "2018/x"] {
            assert_eq!(span(period), None, "{period}");
        }
    }

    fn english(key: &'static str, fields: &[(&'static str, Field)]) -> String {
        let field = |wanted: &str| {
            let found = fields.iter().find(|(name, _)| *name == wanted);
            found.map_or(String::new(), |(_, field)| match field {
                Field::Text(text) => text.clone(),
                Field::Key(key) => (*key).to_owned(),
            })
        };
        match key {
            "chart_months" => "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".to_owned(),
            "chart_date_order" => "year_last".to_owned(),
            "chart_date_day" => format!("{} {} {}", field("day"), field("month"), field("year")),
            "chart_date_month" => format!("{} {}", field("month"), field("year")),
            "chart_date_year" => field("year"),
            "chart_date_of_year" => format!("{} {}", field("day"), field("month")),
            "chart_date_of_month" => field("day"),
            "chart_span" => format!("{} to {}", field("from"), field("to")),
            "chart_until" => format!("as of {}", field("to")),
            _ => format!("since {}", field("from")),
        }
    }

    #[test]
    fn what_both_ends_share_is_written_once() {
        for (period, wanted) in [
            ("2018", "2018"),
            ("2018-03", "Mar 2018"),
            ("2019-09-19/2019-09-20", "19 to 20 Sep 2019"),
            ("2019-09-30/2019-10-02", "30 Sep to 2 Oct 2019"),
            ("2019-01/2019-06", "Jan to Jun 2019"),
            ("2016/2019", "2016 to 2019"),
            ("2019-12-30/2020-01-02", "30 Dec 2019 to 2 Jan 2020"),
            ("2019-01/2019-06-30", "Jan 2019 to 30 Jun 2019"),
            ("../2020-09-17", "as of 17 Sep 2020"),
            ("2020-05/..", "since May 2020"),
            ("soon", "soon"),
        ] {
            assert_eq!(written(period, &english), wanted);
        }
    }
}
