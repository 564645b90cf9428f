//! Intervals: each claim as its value and all the values that its words allow.

use rust_decimal::Decimal;

use super::bar::{of_panels, on_axis, tint};
use super::caption::{Dates, Label};
use super::figure::{Figure, Mark, Panel, Row, Shape, Tint};
use super::number::Figures;
use super::select::{Need, select};
use super::{Data, Request, Words, caption, group};
use crate::claim::Entry;
use crate::error::Error;

/// A whisker shorter than this part of the axis hides behind its dot.
const SEEN: u32 = 80;

/// Dimensions of figures that may be less than nothing.
const SIGNED: [&str; 2] = ["ratio", "temperature"];

/// Makes the figure of the claims that `request` asks for.
///
/// # Errors
/// There is nothing to draw.
pub fn make<'a>(data: Data<'_, 'a>, request: &Request, words: Words<'_>) -> Result<Figure<'a>, Error> {
    let selection = select(data.entries, request, Need::Bound)?;
    let figures = Figures::new(words);
    let panel = |drawn: &[&'a Entry], by| {
        let labels = caption::labels(drawn, data, by, Dates::Whole, words);
        let row = |(claim, label): (&&'a Entry, Label)| Row {
            figure: figures.of(claim, label.planned),
            marks: marks(claim, tint(claim, label.planned), request.log),
            label: label.name,
            apart: label.apart,
            side: Vec::new(),
            caption: String::new(),
            claim: Some(claim),
        };
        on_axis(drawn.iter().zip(labels).map(row).collect(), request, words)
    };
    let panels = group::panels(&selection.drawn, request.by, words, panel);
    let legend = legend(&panels, words);
    Ok(of_panels(&selection, data, request, panels, legend, words))
}

/// A whisker from bound to bound, an arrow where an end is open, and a dot at the value. What can only be counted is no less
/// than nothing, but an axis of powers of ten does not reach there.
pub fn marks(claim: &Entry, tint: Tint, log: bool) -> Vec<Mark> {
    let least = claim.lower.or_else(|| least(claim).filter(|_| !log));
    let ends = [least, claim.value, claim.upper];
    let known = || ends.into_iter().flatten();
    let (from, to) = (known().min().unwrap_or_default(), known().max().unwrap_or_default());
    let whisker = Mark {
        open_below: least.is_none(),
        open_above: claim.upper.is_none(),
        ..Mark::new(Shape::Whisker, tint, from, to)
    };
    let mut marks = Vec::new();
    if whisker.open_below || whisker.open_above || from != to {
        marks.push(whisker);
    }
    marks.extend(claim.value.map(|value| Mark::at(Shape::Dot, tint, value)));
    marks
}

/// The least that a figure can be by its unit, where its unit tells.
fn least(claim: &Entry) -> Option<Decimal> {
    let known = [claim.value, claim.upper].into_iter().flatten();
    let signed = SIGNED.contains(&&*claim.dimension);
    (!signed && known.clone().all(|figure| figure >= Decimal::ZERO)).then_some(Decimal::ZERO)
}

/// What whiskers, arrows and rings mean, as far as they are drawn.
fn legend(panels: &[Panel<'_>], words: Words<'_>) -> Vec<(Mark, String)> {
    let rows = || panels.iter().flat_map(|panel| &panel.rows);
    let marks = || rows().flat_map(|row| &row.marks);
    let whiskers = || marks().filter(|mark| mark.shape == Shape::Whisker);
    let mut legend = Vec::new();
    let most = marks().map(|mark| mark.to.abs()).max().unwrap_or_default();
    // The interval to which an exact figure is rounded may be too short to be seen.
    let seen = |mark: &Mark| {
        (mark.to - mark.from)
            .checked_mul(Decimal::from(SEEN))
            .is_none_or(|wide| wide > most)
    };
    if whiskers().any(|mark| mark.from != mark.to && (mark.tint == Tint::Vague || seen(mark))) {
        let sample = Mark::sample(Shape::Whisker, Tint::Exact);
        legend.push((sample, words("chart_allowed", &[])));
    }
    if whiskers().any(|mark| mark.open_below || mark.open_above) {
        let sample = Mark {
            open_above: true,
            ..Mark::at(Shape::Whisker, Tint::Exact, Decimal::ZERO)
        };
        legend.push((sample, words("chart_open", &[])));
    }
    if marks().any(|mark| mark.shape == Shape::Dot && mark.tint == Tint::Vague) {
        legend.push((Mark::sample(Shape::Dot, Tint::Vague), words("chart_vague", &[])));
    }
    if marks().any(|mark| mark.tint == Tint::Planned) {
        legend.push((
            Mark::sample(Shape::Dot, Tint::Planned),
            words("chart_planned_meaning", &[]),
        ));
    }
    legend
}
