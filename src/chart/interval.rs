//! Intervals: each claim as its value and all the values that its words allow.

use rust_decimal::Decimal;

use super::bar::{of_panel, tint};
use super::figure::{Figure, Mark, Panel, Row, Shape, Tint};
use super::number::Figures;
use super::scale::Kind;
use super::select::{Need, select};
use super::{Data, Request, Words, caption};
use crate::claim::Entry;
use crate::error::Error;

/// Makes the figure of the claims that `request` asks for.
///
/// # Errors
/// There is nothing to draw.
pub fn make<'a>(data: Data<'_, 'a>, request: &Request, words: Words<'_>) -> Result<Figure<'a>, Error> {
    let selection = select(data.entries, request, Need::Bound)?;
    let figures = Figures::new(words);
    let labels = caption::labels(&selection.drawn, request.by, false, words);
    let row = |(claim, (label, apart)): (&&'a Entry, (String, String))| Row {
        label,
        apart,
        figure: figure(claim, &figures, words),
        marks: marks(claim),
        caption: String::new(),
        claim: Some(claim),
    };
    let panel = Panel {
        axis: if request.log { Kind::Log } else { Kind::Linear },
        axis_name: if request.log {
            words("chart_log", &[])
        } else {
            String::new()
        },
        ..Panel::of(selection.drawn.iter().zip(labels).map(row).collect())
    };
    let legend = legend(&panel, words);
    Ok(of_panel(&selection, request, panel, legend, words))
}

/// The figure, and behind it the interval where it is closed and the figure does not say it.
fn figure(claim: &Entry, figures: &Figures<'_>, words: Words<'_>) -> String {
    let figure = figures.claim(claim);
    match (claim.value, claim.lower, claim.upper) {
        (Some(_), Some(lower), Some(upper)) if lower != upper => {
            let (lower, upper) = (figures.number(lower), figures.number(upper));
            let between = words("chart_between", &[("lower", lower.into()), ("upper", upper.into())]);
            words(
                "chart_with_interval",
                &[("figure", figure.into()), ("interval", between.into())],
            )
        }
        _ => figure,
    }
}

/// A whisker from bound to bound, an arrow where an end is open, and a dot at the value.
fn marks(claim: &Entry) -> Vec<Mark> {
    let tint = tint(claim);
    let ends = [claim.lower, claim.value, claim.upper];
    let known = || ends.into_iter().flatten();
    let (from, to) = (known().min().unwrap_or_default(), known().max().unwrap_or_default());
    let whisker = Mark {
        open_below: claim.lower.is_none(),
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

/// What whiskers, arrows and rings mean, as far as they are drawn.
fn legend(panel: &Panel<'_>, words: Words<'_>) -> Vec<(Mark, String)> {
    let marks = || panel.rows.iter().flat_map(|row| &row.marks);
    let whiskers = || marks().filter(|mark| mark.shape == Shape::Whisker);
    let mut legend = Vec::new();
    if whiskers().any(|mark| mark.from != mark.to) {
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
    legend
}
