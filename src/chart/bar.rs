//! Bars: one for each claim, the longest on top, its figure at its end.

use rust_decimal::Decimal;

use super::figure::{Body, Figure, Mark, Panel, Row, Shape, Tile, Tint};
use super::number::Figures;
use super::scale::Kind;
use super::select::{Need, greatness, select};
use super::{Data, Request, Selection, Words, caption, group};
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
        let labels = caption::labels(drawn, data, by, false, words);
        on_axis(rows(drawn, labels, request.log, &figures), request, words)
    };
    let panels = group::panels(&selection.drawn, request.by, words, panel);
    let legend = vague_legend(&selection.drawn, mark_shape(request.log), words);
    Ok(of_panels(&selection, request, panels, legend, words))
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

/// A bar for each claim with its label, or a dot where a length from zero has no place.
pub fn rows<'a>(drawn: &[&'a Entry], labels: Vec<(String, String)>, log: bool, figures: &Figures<'_>) -> Vec<Row<'a>> {
    let row = |(claim, (label, apart)): (&&'a Entry, (String, String))| {
        let value = greatness(claim);
        let shape = mark_shape(log);
        let from = if log { value } else { Decimal::ZERO };
        Row {
            label,
            apart,
            figure: figures.claim(claim),
            more: String::new(),
            marks: vec![Mark::new(shape, tint(claim), from, value)],
            caption: String::new(),
            claim: Some(claim),
        }
    };
    drawn.iter().zip(labels).map(row).collect()
}

/// The figure of panels below each other, with the words of `selection`.
pub fn of_panels<'a>(
    selection: &Selection<'a>,
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
        foot: caption::foot(&selection.drawn, &selection.left, words),
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

/// The look of figures that are not exact, where there are any.
pub fn vague_legend(drawn: &[&Entry], shape: Shape, words: Words<'_>) -> Vec<(Mark, String)> {
    let vague = drawn.iter().any(|claim| tint(claim) == Tint::Vague);
    let entry = || (Mark::sample(shape, Tint::Vague), words("chart_vague", &[]));
    vague.then(entry).into_iter().collect()
}

/// Whether a figure is exact or approximate, as a colour.
pub fn tint(claim: &Entry) -> Tint {
    if claim.qualifier == Qualifier::Exact {
        Tint::Exact
    } else {
        Tint::Vague
    }
}

/// Bars have no meaning where there is no zero.
const fn mark_shape(log: bool) -> Shape {
    if log { Shape::Dot } else { Shape::Bar }
}
