//! Timelines: claims on a line of time, the earliest on top, and a bar of each claim's value beside it.
//!
//! What happened over a stretch of time is a thin bar; a state as of a date is a square on its corner.

use rust_decimal::Decimal;

use super::bar::{of_panel, rows as bars, vague_legend};
use super::figure::{Figure, Mark, Panel, Shape, Tint};
use super::number::Figures;
use super::scale::{Kind, days};
use super::select::{Need, select};
use super::{Data, Request, Words, caption};
use crate::claim::Entry;
use crate::error::Error;

/// A span of days; `None` where an end is open.
type Span = (Option<Decimal>, Option<Decimal>);

/// Makes the figure of the claims that `request` asks for.
///
/// # Errors
/// There is nothing to draw; no claim says when it holds.
pub fn make<'a>(data: Data<'_, 'a>, request: &Request, words: Words<'_>) -> Result<Figure<'a>, Error> {
    let mut selection = select(data.entries, request, Need::Period)?;
    selection.drawn.sort_by_key(|claim| order(claim));
    let mut rows = bars(&selection.drawn, request, &Figures::new(words), words);
    let labels = caption::labels(&selection.drawn, request.by, true, words);
    for ((row, claim), label) in rows.iter_mut().zip(&selection.drawn).zip(labels) {
        (row.label, row.apart) = label;
        row.caption = caption::period_name(&claim.period, words);
        row.marks = span(&claim.period).and_then(mark).into_iter().collect();
    }
    let panel = Panel {
        axis: Kind::Time,
        side: true,
        ..Panel::of(rows)
    };
    let mut legend = legend(&panel, words);
    legend.extend(vague_legend(&selection.drawn, Shape::Bar, words));
    Ok(of_panel(&selection, request, panel, legend, words))
}

/// By the end, then by the beginning.
fn order(claim: &Entry) -> (Decimal, Decimal) {
    let (from, to) = span(&claim.period).unwrap_or_default();
    (to.or(from).unwrap_or_default(), from.or(to).unwrap_or_default())
}

/// The mark of a span; none where neither end is known.
fn mark(span: Span) -> Option<Mark> {
    match span {
        (Some(from), Some(to)) => Some(Mark::new(Shape::Span, Tint::Exact, from, to)),
        (None, Some(to)) => Some(Mark {
            open_below: true,
            ..Mark::at(Shape::Diamond, Tint::Exact, to)
        }),
        (Some(from), None) => Some(Mark {
            open_above: true,
            ..Mark::new(Shape::Span, Tint::Exact, from, from)
        }),
        (None, None) => None,
    }
}

fn legend(panel: &Panel<'_>, words: Words<'_>) -> Vec<(Mark, String)> {
    let has = |shape| {
        panel
            .rows
            .iter()
            .flat_map(|row| &row.marks)
            .any(|mark| mark.shape == shape)
    };
    let looks = [(Shape::Span, "chart_over_time"), (Shape::Diamond, "chart_as_of")];
    let drawn = looks.into_iter().filter(|&(shape, _)| has(shape));
    drawn
        .map(|(shape, key)| (Mark::sample(shape, Tint::Exact), words(key, &[])))
        .collect()
}

/// The days of a period, from the first to the end of the last.
fn span(period: &str) -> Option<Span> {
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
fn parts(date: &str) -> Option<(i64, Option<i64>, Option<i64>)> {
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
}
