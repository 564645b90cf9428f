//! Horizontal bars: one for each claim, the longest on top, its figure as written at its end.

use rust_decimal::Decimal;

use super::scale::{Axis, Scales};
use super::theme::{AXIS, Canvas, FIGURE, GRID, INK, MUTED, PAPER, RGBColor, Side, Type, VAGUE};
use super::{Picture, Request, Selection, Words, caption, select, text};
use crate::claim::Entry;
use crate::error::Error;
use crate::quantity::Qualifier;

const WIDTH: i32 = 900;
const MARGIN: i32 = 20;
const INNER: i32 = WIDTH - 2 * MARGIN;
/// The middle of the title, of the subtitle, and the top of the first row.
const TITLE: i32 = 34;
const SUBTITLE: i32 = 62;
const TOP: i32 = 86;
const ROW: i32 = 28;
const BAR: i32 = 18;
/// Between a bar and what is written at either end of it.
const GAP: i32 = 8;
/// The widest that the name of a claim, and its figure, may be.
const LABEL_ROOM: i32 = 300;
const FIGURE_ROOM: i32 = 190;
/// From the last row to the middle of the ticks' labels, and to the middle of the first line of the foot.
const TICKS: i32 = 16;
const FOOT: i32 = 48;
const LINE: i32 = 19;

const HEADING: Type = type_of(20, INK, true);
const SECOND: Type = type_of(14, MUTED, false);
const NAME: Type = type_of(14, INK, false);
const SMALL: Type = type_of(12, MUTED, false);

const fn type_of(size: i32, color: RGBColor, bold: bool) -> Type {
    Type { size, color, bold }
}

/// A claim ready to be drawn.
struct Bar {
    label: String,
    figure: String,
    value: Decimal,
    exact: bool,
}

/// Where the bars are.
struct Plot {
    axis: Axis,
    left: i32,
    bottom: i32,
}

/// Draws the claims that `request` asks for.
///
/// # Errors
/// There is nothing to draw.
pub fn draw(entries: &[&Entry], request: &Request, words: Words<'_>) -> Result<Picture, Error> {
    let selection = select(entries, request)?;
    let scales = words("chart_scales", &[]);
    let scales = Scales::new(&scales);
    let bars = bars(&selection, &scales, words);
    let plot = Plot::new(&bars);
    let legend = bars.iter().any(|bar| !bar.exact).then(|| words("chart_vague", &[]));
    let foot = caption::foot(&selection, words);
    let lines = 2 + i32::from(legend.is_some());
    let mut svg = String::new();
    let canvas = Canvas::new(&mut svg, WIDTH, plot.bottom + FOOT + lines * LINE)?;
    head(
        &canvas,
        &caption::title(&selection, request, words),
        &caption::subtitle(&selection, words),
    )?;
    grid(&canvas, &plot, &scales)?;
    for (row, bar) in (0..).zip(&bars) {
        draw_bar(&canvas, &plot, TOP + row * ROW + ROW / 2, bar)?;
    }
    plot.line(&canvas, Decimal::ZERO, AXIS)?;
    draw_foot(&canvas, plot.bottom + FOOT, legend, &foot)?;
    canvas.finish()?;
    Ok(Picture {
        svg,
        unit: selection.unit.to_owned(),
        left: selection.left,
    })
}

fn bars(selection: &Selection<'_>, scales: &Scales<'_>, words: Words<'_>) -> Vec<Bar> {
    let labels = caption::labels(selection, words, NAME.size, LABEL_ROOM);
    let bar = |(claim, label): (&&Entry, String)| Bar {
        label,
        figure: text::cut_end(&figure(claim, scales), SECOND.size, FIGURE_ROOM),
        value: claim.value.unwrap_or_default(),
        exact: claim.qualifier == Qualifier::Exact,
    };
    selection.drawn.iter().zip(labels).map(bar).collect()
}

/// The figure as written. A cell of a table leaves unit and scale to its header, so there the value is
/// written out.
fn figure(claim: &Entry, scales: &Scales<'_>) -> String {
    if claim.text.contains(&*claim.unit) && !claim.unit.is_empty() {
        return text::clean(&claim.text);
    }
    let value = scales.write(claim.value.unwrap_or_default());
    value + &text::clean(&claim.unit)
}

impl Plot {
    fn new(bars: &[Bar]) -> Self {
        let widest = |width: fn(&Bar) -> i32| bars.iter().map(width).max().unwrap_or_default();
        let left = MARGIN + widest(|bar| text::width(&bar.label, NAME.size)) + GAP;
        let figures = widest(|bar| text::width(&bar.figure, SECOND.size));
        let rows = i32::try_from(bars.len()).unwrap_or(i32::MAX / ROW / 2);
        Self {
            axis: Axis::new(bars.iter().map(|bar| bar.value), WIDTH - MARGIN - figures - GAP - left),
            left,
            bottom: TOP + rows * ROW,
        }
    }

    fn x(&self, value: Decimal) -> i32 {
        self.left + self.axis.place(value)
    }

    fn line(&self, canvas: &Canvas<'_>, value: Decimal, color: RGBColor) -> Result<(), Error> {
        let x = self.x(value);
        canvas.line([(x, TOP), (x, self.bottom)], color)
    }
}

fn head(canvas: &Canvas<'_>, title: &str, subtitle: &str) -> Result<(), Error> {
    for (text, y, look) in [(title, TITLE, HEADING), (subtitle, SUBTITLE, SECOND)] {
        let text = text::cut_end(text, look.size, INNER);
        canvas.text(&text, (MARGIN, y), Side::Left, look)?;
    }
    Ok(())
}

/// Lines at the ticks; a label that would touch the one before it or the edge is left out.
fn grid(canvas: &Canvas<'_>, plot: &Plot, scales: &Scales<'_>) -> Result<(), Error> {
    let (ticks, step) = plot.axis.ticks();
    let mut free = 0;
    for (&tick, label) in ticks.iter().zip(scales.write_ticks(&ticks, step)) {
        plot.line(canvas, tick, GRID)?;
        let (x, half) = (plot.x(tick), text::width(&label, SMALL.size) / 2 + 1);
        if x - half >= free && x + half <= WIDTH {
            canvas.text(&label, (x, plot.bottom + TICKS), Side::Center, SMALL)?;
            free = x + half + GAP;
        }
    }
    Ok(())
}

fn draw_bar(canvas: &Canvas<'_>, plot: &Plot, middle: i32, bar: &Bar) -> Result<(), Error> {
    let (zero, end) = (plot.x(Decimal::ZERO), plot.x(bar.value));
    // A figure that is not zero is seen, however small beside the others.
    let end = match end {
        _ if bar.value.is_zero() || end != zero => end,
        _ if bar.value.is_sign_negative() => zero - 1,
        _ => zero + 1,
    };
    let corners = [(zero.min(end), middle - BAR / 2), (zero.max(end), middle + BAR / 2)];
    canvas.text(&bar.label, (plot.left - GAP, middle), Side::Right, NAME)?;
    canvas.fill(corners, if bar.exact { FIGURE } else { VAGUE })?;
    if !bar.exact {
        canvas.frame(corners, FIGURE)?;
    }
    let x = zero.max(end) + GAP;
    let width = text::width(&bar.figure, SECOND.size);
    // Grid lines end where something is to be read.
    canvas.fill([(x - 2, middle - BAR / 2), (x + width + 2, middle + BAR / 2)], PAPER)?;
    canvas.text(&bar.figure, (x, middle), Side::Left, Type { color: INK, ..SECOND })
}

fn draw_foot(canvas: &Canvas<'_>, mut y: i32, legend: Option<String>, lines: &[String]) -> Result<(), Error> {
    if let Some(legend) = legend {
        let swatch = [(MARGIN, y - 5), (MARGIN + 18, y + 5)];
        canvas.fill(swatch, VAGUE)?;
        canvas.frame(swatch, FIGURE)?;
        let legend = text::cut_end(&legend, SMALL.size, INNER - 26);
        canvas.text(&legend, (MARGIN + 26, y), Side::Left, SMALL)?;
        y += LINE;
    }
    for line in lines {
        let line = text::cut_middle(line, SMALL.size, INNER);
        canvas.text(&line, (MARGIN, y), Side::Left, SMALL)?;
        y += LINE;
    }
    Ok(())
}
