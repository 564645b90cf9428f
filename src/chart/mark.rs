//! Marks: bars, stretches of time, whiskers, dots and diamonds.

use super::canvas::{Canvas, Place};
use super::figure::{Mark, Shape, Tint};
use super::theme::Style;
use crate::error::Error;

/// Draws a sample of `mark` for a legend, 22 usual pixels wide from `x` on.
///
/// # Errors
/// The library that draws failed.
pub fn sample(canvas: &Canvas<'_>, style: &Style, (x, y): Place, mark: &Mark) -> Result<(), Error> {
    let (from, to) = match mark.shape {
        Shape::Dot | Shape::Diamond => (x + style.px(11), x + style.px(11)),
        _ if mark.open_above => (x, x),
        _ => (x, x + style.px(22)),
    };
    let plain = Mark {
        open_below: false,
        ..*mark
    };
    shape(
        canvas,
        style,
        &plain,
        [(from, y), (to, y)],
        (style.px(10), x + style.px(22)),
    )
}

/// How far a mark reaches beyond its end.
pub const fn reach(mark: &Mark, style: &Style) -> i32 {
    match mark.shape {
        Shape::Whisker if mark.open_above => style.px(22),
        Shape::Dot | Shape::Diamond => style.px(5),
        _ => 0,
    }
}

/// Draws one mark between two places; `thick` is the height of a bar, `arrow` where an open end points to.
///
/// # Errors
/// The library that draws failed.
pub fn shape(
    canvas: &Canvas<'_>,
    style: &Style,
    mark: &Mark,
    [(from, y), (to, _)]: [Place; 2],
    (thick, arrow): (i32, i32),
) -> Result<(), Error> {
    let theme = style.theme;
    match mark.shape {
        Shape::Bar => bar(canvas, style, mark, [from, to], (y, thick)),
        Shape::Span => {
            let (to, half) = (to.max(from + style.px(4)), (thick / 4).max(2));
            let corners = [(from, y - half), (to, y + half)];
            if mark.tint == Tint::Planned {
                canvas.fill(corners, theme.paper)?;
                canvas.frame(corners, theme.figure)?;
            } else {
                canvas.fill(corners, theme.figure)?;
            }
            if mark.open_above {
                return head(canvas, style, (to + style.px(4), y), (1, half + style.px(3)));
            }
            Ok(())
        }
        Shape::Whisker => {
            let width = style.px(2);
            canvas.line([(from, y), (to, y)], theme.figure, width)?;
            let cap = style.px(5);
            if mark.open_below {
                canvas.line([(to - style.px(22), y), (to, y)], theme.figure, width)?;
                head(canvas, style, (to - style.px(22), y), (-1, style.px(4)))?;
            } else {
                canvas.line([(from, y - cap), (from, y + cap)], theme.figure, width)?;
            }
            if mark.open_above {
                canvas.line([(from, y), (arrow, y)], theme.figure, width)?;
                return head(canvas, style, (arrow, y), (1, style.px(4)));
            }
            canvas.line([(to, y - cap), (to, y + cap)], theme.figure, width)
        }
        Shape::Dot => {
            canvas.dot((to, y), style.px(5), theme.figure)?;
            match mark.tint {
                Tint::Vague => canvas.dot((to, y), style.px(3), theme.paper),
                Tint::Planned => {
                    canvas.dot((to, y), style.px(4), theme.paper)?;
                    canvas.dot((to, y), style.px(2), theme.figure)
                }
                _ => Ok(()),
            }
        }
        Shape::Diamond => {
            let corners = |half| vec![(to - half, y), (to, y - half), (to + half, y), (to, y + half)];
            canvas.polygon(corners(style.px(6)), theme.figure)?;
            if mark.tint == Tint::Planned {
                return canvas.polygon(corners(style.px(4)), theme.paper);
            }
            Ok(())
        }
    }
}

fn bar(
    canvas: &Canvas<'_>,
    style: &Style,
    mark: &Mark,
    [from, to]: [i32; 2],
    (y, thick): (i32, i32),
) -> Result<(), Error> {
    let theme = style.theme;
    // A figure that is not zero is seen, however small beside the others.
    let to = match to {
        _ if mark.from == mark.to || to != from => to,
        _ if mark.to < mark.from => from - 1,
        _ => from + 1,
    };
    let corners = [(from.min(to), y - thick / 2), (from.max(to), y + thick / 2)];
    match mark.tint {
        Tint::Exact => canvas.fill(corners, theme.figure),
        Tint::Whole => canvas.fill(corners, theme.axis),
        Tint::Beyond => canvas.fill(corners, theme.beyond),
        Tint::Vague => {
            canvas.fill(corners, theme.vague)?;
            canvas.frame(corners, theme.figure)
        }
        Tint::Rest => {
            canvas.fill(corners, theme.paper)?;
            canvas.frame(corners, theme.axis)
        }
        Tint::Planned => {
            canvas.fill(corners, theme.paper)?;
            hatch(canvas, style, corners)?;
            canvas.frame(corners, theme.figure)
        }
    }
}

/// Slanting lines in a bar: what is no fact yet.
fn hatch(canvas: &Canvas<'_>, style: &Style, [(left, top), (right, bottom)]: [Place; 2]) -> Result<(), Error> {
    let high = bottom - top;
    let step = usize::try_from(style.px(7)).unwrap_or(1).max(1);
    for foot in (left - high..right).step_by(step) {
        let (from, to) = (foot.max(left), (foot + high).min(right));
        let ends = [(from, bottom - (from - foot)), (to, bottom - (to - foot))];
        canvas.line(ends, style.theme.figure, 1)?;
    }
    Ok(())
}

/// The head of an arrow with its point at a place, to the right or to the left, `half` its height to either side.
fn head(canvas: &Canvas<'_>, style: &Style, (x, y): Place, (way, half): (i32, i32)) -> Result<(), Error> {
    let long = style.px(8) * way;
    let corners = vec![(x, y), (x - long, y - half), (x - long, y + half)];
    canvas.polygon(corners, style.theme.figure)
}
