//! Timelines: claims on a line of time, the earliest on top, and a bar of each claim's value beside it.
//!
//! What happened over a stretch of time is a thin bar; a state as of a date is a square on its corner.

use rust_decimal::Decimal;

use super::bar::{of_panels, rows as bars, vague_legend};
use super::date::{Span, order, span, written};
use super::figure::{Figure, Mark, Panel, Shape, Tint};
use super::number::Figures;
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
    let labels = caption::labels(&selection.drawn, data, request.by, true, words);
    let mut rows = bars(&selection.drawn, labels, false, &Figures::new(words));
    for (row, claim) in rows.iter_mut().zip(&selection.drawn) {
        row.caption = written(&claim.period, words);
        row.marks = span(&claim.period).and_then(mark).into_iter().collect();
    }
    let panel = Panel {
        axis: Kind::Time,
        side: true,
        ..Panel::of(rows)
    };
    let mut legend = legend(&panel, words);
    legend.extend(vague_legend(&selection.drawn, Shape::Bar, words));
    Ok(of_panels(&selection, request, vec![panel], legend, words))
}

/// The mark of a span; none where neither end is known.
fn mark(span: Span) -> Option<Mark> {
    match span {
        (Some(from), Some(to)) => Some(Mark::new(Shape::Span, Tint::Exact, from, to)),
        // The end of a span is the day behind it; a state is one of the last day.
        (None, Some(to)) => Some(Mark {
            open_below: true,
            ..Mark::at(Shape::Diamond, Tint::Exact, to - Decimal::ONE)
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
