//! Timelines: claims on a line of time, the earliest on top, and a bar of each claim's value beside it.
//!
//! What happened over a stretch of time is a thin bar; a state as of a date, or at the end of a year, is a square on its corner.

use rust_decimal::Decimal;

use super::bar::{looks, of_panels, rows as bars};
use super::caption::Dates;
use super::date::{Span, order, span, written};
use super::figure::{Figure, Mark, Panel, Shape, Tint};
use super::number::Figures;
use super::plan::is_end_of_year;
use super::scale::Kind;
use super::select::{Need, select};
use super::{Data, Request, Words, caption};
use crate::error::Error;

/// Makes the figure of the claims that `request` asks for.
///
/// # Errors
/// There is nothing to draw; no claim says when it holds.
pub fn make<'a>(data: Data<'_, 'a>, request: &Request, words: Words<'_>) -> Result<Figure<'a>, Error> {
    let mut selection = select(data.entries, request, Need::Period)?;
    selection.drawn.sort_by_key(|claim| order(&claim.period));
    let labels = caption::labels(&selection.drawn, data, request.by, Dates::Beside, words);
    let mut rows = bars(&selection.drawn, labels, false, &Figures::new(words));
    for (row, claim) in rows.iter_mut().zip(&selection.drawn) {
        let tint = row.marks.first().map_or(Tint::Exact, |mark| mark.tint);
        row.side = std::mem::take(&mut row.marks);
        let period = written(&claim.period, words);
        let ends = is_end_of_year(claim);
        row.caption = if ends {
            words("chart_year_end", &[("year", period.into())])
        } else {
            period
        };
        let days = span(&claim.period).map(|(from, to)| {
            if ends {
                (to.map(|to| to - Decimal::ONE), to)
            } else {
                (from, to)
            }
        });
        row.marks = days.and_then(|days| mark(days, ends, tint)).into_iter().collect();
    }
    let panel = Panel {
        axis: Kind::Time,
        side: true,
        ..Panel::of(rows)
    };
    let mut legend = legend(&panel, words);
    let panels = vec![panel];
    legend.extend(looks(&panels, Shape::Bar, words));
    Ok(of_panels(&selection, data, request, panels, legend, words))
}

/// The mark of a span, or of the state at its end; none where neither end is known. A span that is no fact yet is open.
fn mark(span: Span, state: bool, tint: Tint) -> Option<Mark> {
    let tint = match tint {
        Tint::Planned => tint,
        _ => Tint::Exact,
    };
    match span {
        (Some(_), Some(to)) if state => Some(Mark::at(Shape::Diamond, tint, to - Decimal::ONE)),
        (Some(from), Some(to)) => Some(Mark::new(Shape::Span, tint, from, to)),
        // The end of a span is the day behind it; a state is one of the last day.
        (None, Some(to)) => Some(Mark {
            open_below: true,
            ..Mark::at(Shape::Diamond, tint, to - Decimal::ONE)
        }),
        (Some(from), None) => Some(Mark {
            open_above: true,
            ..Mark::new(Shape::Span, tint, from, from)
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
