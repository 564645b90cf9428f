//! Bars: one for each claim, the longest on top, its figure at its end.

use rust_decimal::Decimal;

use super::caption::{Dates, Label};
use super::figure::{Body, Figure, Mark, Panel, Row, Shape, Tile, Tint};
use super::number::Figures;
use super::scale::Kind;
use super::select::{Need, select};
use super::{Data, Request, Selection, Words, caption, group, interval};
use crate::claim::Entry;
use crate::error::Error;
use crate::quantity::Qualifier;

/// Makes the figure of the claims that `request` asks for.
///
/// # Errors
/// There is nothing to draw.
pub fn make<'a>(data: Data<'_, 'a>, request: &Request, words: Words<'_>) -> Result<Figure<'a>, Error> {
    let selection = select(data.entries, request, Need::Value)?;
    let figures = Figures::new(words);
    let panel = |drawn: &[&'a Entry], by| {
        let labels = caption::labels(drawn, data, by, Dates::Whole, words);
        on_axis(rows(drawn, labels, request.log, &figures), request, words)
    };
    let panels = group::panels(&selection.drawn, request.by, words, panel);
    let legend = looks(&panels, mark_shape(request.log), words);
    Ok(of_panels(&selection, data, request, panels, legend, words))
}

/// Rows on an even axis, or on one of powers of ten.
pub fn on_axis<'a>(rows: Vec<Row<'a>>, request: &Request, words: Words<'_>) -> Panel<'a> {
    if !request.log {
        return Panel::of(rows);
    }
    Panel {
        axis: Kind::Log,
        axis_name: words("chart_log", &[]),
        ..Panel::of(rows)
    }
}

/// A bar for each claim with its label, or a dot where a length from zero has no place. What has no one value is a whisker.
pub fn rows<'a>(drawn: &[&'a Entry], labels: Vec<Label>, log: bool, figures: &Figures<'_>) -> Vec<Row<'a>> {
    let row = |(claim, label): (&&'a Entry, Label)| {
        let tint = tint(claim, label.planned);
        let mark = |value| {
            let from = if log { value } else { Decimal::ZERO };
            vec![Mark::new(mark_shape(log), tint, from, value)]
        };
        Row {
            figure: figures.of(claim, label.planned),
            label: label.name,
            apart: label.apart,
            marks: claim.value.map_or_else(|| interval::marks(claim, tint, log), mark),
            side: Vec::new(),
            caption: String::new(),
            claim: Some(claim),
        }
    };
    drawn.iter().zip(labels).map(row).collect()
}

/// The figure of panels below each other, with the words of `selection`.
pub fn of_panels<'a>(
    selection: &Selection<'a>,
    data: Data<'_, 'a>,
    request: &Request,
    panels: Vec<Panel<'a>>,
    legend: Vec<(Mark, String)>,
    words: Words<'_>,
) -> Figure<'a> {
    Figure {
        title: caption::title(selection, request, words),
        subtitle: caption::subtitle(selection, request, words),
        body: Body::Tiles(vec![Tile {
            note: more(selection.left.beyond_top, words),
            panels,
            ..Tile::default()
        }]),
        legend,
        foot: caption::foot(&selection.drawn, data, &selection.left, words),
        unit: Some(selection.unit.to_owned()),
        left: selection.left,
    }
}

/// Words for claims beyond those drawn, or nothing.
pub fn more(count: usize, words: Words<'_>) -> String {
    match count {
        0 => String::new(),
        count => {
            let figures = Figures::new(words);
            words("chart_more", &[("count", figures.number(count.into()).into())])
        }
    }
}

/// The looks of figures that are not exact, or no facts, where there are any.
pub fn looks<'p, 'a: 'p>(
    panels: impl IntoIterator<Item = &'p Panel<'a>>,
    shape: Shape,
    words: Words<'_>,
) -> Vec<(Mark, String)> {
    let rows = panels.into_iter().flat_map(|panel| &panel.rows);
    let marks: Vec<&Mark> = rows.flat_map(|row| row.marks.iter().chain(&row.side)).collect();
    let looks = [
        (shape, Tint::Vague, "chart_vague"),
        (shape, Tint::Planned, "chart_planned_meaning"),
        (Shape::Whisker, Tint::Vague, "chart_allowed"),
    ];
    let has = |(shape, tint, _): &(Shape, Tint, _)| marks.iter().any(|mark| mark.shape == *shape && mark.tint == *tint);
    let drawn = looks.into_iter().filter(has);
    drawn
        .map(|(shape, tint, key)| (Mark::sample(shape, tint), words(key, &[])))
        .collect()
}

/// Whether a figure is `planned`, exact or approximate, as a colour.
pub fn tint(claim: &Entry, planned: bool) -> Tint {
    match claim.qualifier {
        _ if planned => Tint::Planned,
        Qualifier::Exact => Tint::Exact,
        _ => Tint::Vague,
    }
}

/// Bars have no meaning where there is no zero.
const fn mark_shape(log: bool) -> Shape {
    if log { Shape::Dot } else { Shape::Bar }
}
