//! A panel: names on the left, marks on an axis, figures behind them, ticks below.

use rust_decimal::Decimal;

use super::canvas::{Canvas, Side, Type};
use super::figure::{Mark, Panel, Row, Shape, Tile, Tint};
use super::mark::{reach, shape};
use super::scale::{Axis, Kind};
use super::theme::Style;
use crate::error::Error;

/// A figure takes at most so many hundredths of the width, a name that or what figures and a short axis leave.
const NAME_SHARE: i32 = 38;
const FIGURE_SHARE: i32 = 44;

/// Of a line of time and the bars beside it half must be left, of another axis so many hundredths; where figures stand in for
/// ticks, bars may be short, so that names are whole.
const fn least_axis(panel: &Panel<'_>) -> i32 {
    match panel {
        Panel { side: true, .. } => 50,
        Panel { ticks: true, .. } => 26,
        Panel { .. } => 15,
    }
}

/// Where a panel is drawn: its upper left corner, its width, and the height of a row.
#[derive(Clone, Copy)]
pub struct Slot {
    /// The left edge.
    pub left: i32,
    /// The upper edge.
    pub top: i32,
    /// The width.
    pub width: i32,
    /// The height of a row.
    pub row: i32,
}

/// Where the parts of a panel are.
struct Plot {
    axis: Axis,
    /// Where names end: before the arrows and dots that reach below the beginning of the axis.
    names_end: i32,
    /// Where the axis begins.
    zero: i32,
    /// The axis of the bars beside a line of time, and where it begins.
    side: Option<(Axis, i32)>,
    top: i32,
    bottom: i32,
    row: i32,
    name_room: i32,
    figure_room: i32,
}

/// The height of what is in a panel beside its rows.
pub fn fixed(panel: &Panel<'_>, style: &Style) -> i32 {
    let heading = if panel.heading.is_empty() { 0 } else { style.px(18) };
    let ticks = if panel.ticks { style.px(22) } else { 0 };
    let name = if panel.axis_name.is_empty() { 0 } else { style.px(16) };
    heading + ticks + name
}

/// Whether a name in `tile` needs two lines.
pub fn wraps(tile: &Tile<'_>, style: &Style, width: i32) -> bool {
    let names = style.measure(style.px(13));
    let mut rows = tile.panels.iter().flat_map(|panel| &panel.rows);
    rows.any(|row| names.width(&row.label) + names.width(&row.apart) > width * NAME_SHARE / 100)
}

/// Draws `panel`, one of `all` that stand below each other with their axes in one line, and gives the height where it ends.
///
/// # Errors
/// The library that draws failed.
pub fn draw(
    canvas: &Canvas<'_>,
    style: &Style,
    panel: &Panel<'_>,
    all: &[Panel<'_>],
    mut slot: Slot,
) -> Result<i32, Error> {
    let small = style.px(12);
    let muted = Type {
        size: small,
        color: style.theme.muted,
    };
    if !panel.heading.is_empty() {
        let heading = style.measure(small).cut_end(&panel.heading, slot.width);
        canvas.text(&heading, (slot.left, slot.top + style.px(8)), Side::Left, muted)?;
        slot.top += style.px(18);
    }
    let plot = Plot::new(panel, all, style, slot);
    if panel.lines {
        plot.lines(canvas, style)?;
    }
    if panel.ticks {
        plot.ticks(canvas, style, panel, slot)?;
    }
    plot.begin(canvas, style, panel)?;
    for (at, row) in (0..).zip(&panel.rows) {
        plot.row(canvas, style, row, plot.top + at * plot.row + plot.row / 2)?;
    }
    let mut bottom = plot.bottom + if panel.ticks { style.px(22) } else { 0 };
    if !panel.axis_name.is_empty() {
        let right = slot.left + slot.width;
        canvas.text(&panel.axis_name, (right, bottom + style.px(6)), Side::Right, muted)?;
        bottom += style.px(16);
    }
    Ok(bottom)
}

impl Plot {
    fn new(panel: &Panel<'_>, all: &[Panel<'_>], style: &Style, slot: Slot) -> Self {
        let gap = style.px(8);
        let names = style.measure(style.px(13));
        let rows = || all.iter().flat_map(|panel| &panel.rows);
        let widest = |width: &dyn Fn(&Row<'_>) -> i32| rows().map(width).max().unwrap_or_default();
        let most = slot.width * FIGURE_SHARE / 100;
        let figure_room = widest(&|row| names.width(&row.figure)).min(most);
        let name_room = widest(&|row| names.width(&row.label) + names.width(&row.apart));
        let least_axis = slot.width * least_axis(panel) / 100;
        let free = slot.width - figure_room - least_axis - 2 * gap;
        let name_room = name_room.min(free.max(slot.width * NAME_SHARE / 100));
        let marks = || rows().flat_map(|row| &row.marks);
        let arrow = |open: bool| if open { style.px(26) } else { 0 };
        let timed = panel.axis == Kind::Time;
        let below = arrow(!timed && marks().any(|mark| mark.open_below));
        let above = arrow(!timed && marks().any(|mark| mark.open_above));
        let dots = if marks().any(|mark| matches!(mark.shape, Shape::Dot)) {
            style.px(5)
        } else {
            0
        };
        let zero = slot.left + name_room + gap + below + dots;
        let room = slot.left + slot.width - zero - figure_room - gap - above - dots;
        let count = i32::try_from(panel.rows.len()).unwrap_or(i32::MAX / 1000);
        let main = if panel.side { room * 62 / 100 } else { room };
        let side = panel.side.then(|| {
            let marks = || panel.rows.iter().flat_map(|row| &row.side);
            let values = marks().flat_map(|mark| [mark.from, mark.to]);
            let values: Vec<Decimal> = values.collect();
            let start = zero + main + style.px(24) + arrow(marks().any(|mark| mark.open_below));
            let end = zero + room - arrow(marks().any(|mark| mark.open_above));
            (
                Axis::new(Kind::Linear, values.iter().copied(), (end - start).max(1)),
                start,
            )
        });
        Self {
            axis: Axis::new(panel.axis, panel.places(), main.max(1)),
            names_end: slot.left + name_room,
            zero,
            side,
            top: slot.top,
            bottom: slot.top + count * slot.row,
            row: slot.row,
            name_room,
            figure_room,
        }
    }

    fn x(&self, value: Decimal) -> i32 {
        self.zero + self.axis.place(value)
    }

    /// Lines at the ticks.
    fn lines(&self, canvas: &Canvas<'_>, style: &Style) -> Result<(), Error> {
        for tick in self.axis.ticks().0 {
            let x = self.x(tick);
            canvas.line([(x, self.top), (x, self.bottom)], style.theme.grid, 1)?;
        }
        Ok(())
    }

    /// Labels below the ticks, or below each second, third and so on where all would touch; one that leaves the panel is left
    /// out. Years and months are no points: their names stand in the middle of what they name.
    fn ticks(&self, canvas: &Canvas<'_>, style: &Style, panel: &Panel<'_>, slot: Slot) -> Result<(), Error> {
        let look = Type {
            size: style.px(12),
            color: style.theme.muted,
        };
        let (ticks, step) = self.axis.ticks();
        let labels: Vec<(i32, String)> = match panel.axis {
            Kind::Time => {
                let names = self.axis.stretches(style.numbers.months()).into_iter();
                names.map(|(middle, name)| (self.x(middle), name)).collect()
            }
            _ => {
                let labels = style.numbers.ticks(&ticks, step).into_iter();
                ticks.iter().map(|&tick| self.x(tick)).zip(labels).collect()
            }
        };
        let half = |label: &str| style.measure(look.size).width(label) / 2 + 1;
        let (left, right) = (slot.left, slot.left + slot.width + style.px(18));
        let own = labels.iter().map(|(x, label)| (x - half(label), x + half(label)));
        let places: Vec<(i32, i32)> = own.collect();
        for (x, label) in labels.iter().step_by(stride(&places, style.px(6))) {
            if x - half(label) >= left && x + half(label) <= right {
                canvas.text(label, (*x, self.bottom + style.px(12)), Side::Center, look)?;
            }
        }
        Ok(())
    }

    /// The line from which bars start.
    fn begin(&self, canvas: &Canvas<'_>, style: &Style, panel: &Panel<'_>) -> Result<(), Error> {
        let mut lines = Vec::new();
        if panel.axis == Kind::Linear {
            lines.push(self.x(Decimal::ZERO));
        }
        lines.extend(
            self.side
                .as_ref()
                .map(|(axis, start)| start + axis.place(Decimal::ZERO)),
        );
        for x in lines {
            canvas.line([(x, self.top), (x, self.bottom)], style.theme.axis, 1)?;
        }
        Ok(())
    }

    fn row(&self, canvas: &Canvas<'_>, style: &Style, row: &Row<'_>, middle: i32) -> Result<(), Error> {
        self.name(canvas, style, row, middle)?;
        let thick = (self.row * 62 / 100).min(style.px(22));
        let mut end = self.zero;
        for mark in &row.marks {
            let mut ends = [(self.x(mark.from), middle), (self.x(mark.to), middle)];
            if mark.shape == Shape::Diamond && mark.open_below {
                canvas.dashes([(self.zero, middle), ends[0]], style.theme.figure, style.px(1))?;
            }
            if mark.shape == Shape::Span && mark.open_above {
                ends[1].0 = self.open_end(style, row, ends[0].0);
            }
            end = end.max(ends[0].0).max(ends[1].0);
            if hides(mark, row, ends[1].0 - ends[0].0, style) {
                continue;
            }
            shape(canvas, style, mark, ends, (thick, ends[1].0 + style.px(22)))?;
            end += reach(mark, style);
        }
        self.caption(canvas, style, row, middle)?;
        if let Some((axis, start)) = &self.side {
            for mark in &row.side {
                let x = |value| start + axis.place(value);
                let ends = [(x(mark.from), middle), (x(mark.to), middle)];
                shape(canvas, style, mark, ends, (thick, ends[1].0 + style.px(22)))?;
                end = ends[0].0.max(ends[1].0) + 1 + reach(mark, style);
            }
        }
        let look = Type {
            size: style.px(13),
            color: style.theme.ink,
        };
        let figures = style.measure(look.size);
        let figure = figures.cut_end(&row.figure, self.figure_room);
        let x = end + style.px(8);
        self.patch(canvas, style, [x, x + figures.width(&figure)], middle)?;
        canvas.text(&figure, (x, middle), Side::Left, look)
    }

    /// The name in two lines where the row is high enough.
    fn name(&self, canvas: &Canvas<'_>, style: &Style, row: &Row<'_>, middle: i32) -> Result<(), Error> {
        let look = Type {
            size: style.px(13),
            color: style.theme.ink,
        };
        let height = (look.size * 126 + 99) / 100;
        let lines = self.name_lines(style, row, self.row >= 2 * height);
        let count = i32::try_from(lines.len()).unwrap_or(1);
        let mut y = middle - (count - 1) * height / 2;
        for line in &lines {
            canvas.text(line, (self.names_end, y), Side::Right, look)?;
            y += height;
        }
        Ok(())
    }

    /// The name cut to its room: first what tells it apart from others, so that it can still be read what is counted.
    fn name_lines(&self, style: &Style, row: &Row<'_>, two: bool) -> Vec<String> {
        let (names, room) = (style.measure(style.px(13)), self.name_room);
        let whole = format!("{}{}", row.label, row.apart);
        if row.apart.is_empty() || names.width(&whole) <= room {
            return names.wrap(&whole, room, if two { 2 } else { 1 });
        }
        if two {
            return vec![names.cut_middle(&row.label, room), names.cut_middle(&row.apart, room)];
        }
        // A year is told whole.
        let short = names.width(&row.apart) <= room * 6 / 10;
        let least = if short { room * 4 / 10 } else { room * 6 / 10 };
        let kept = names.width(&row.label).min(least);
        let apart = names.cut_middle(&row.apart, room - kept);
        let label = names.cut_middle(&row.label, room - names.width(&apart));
        vec![label + &apart]
    }

    /// Where a stretch without end stops: at the end of the axis, or before what is written behind it.
    fn open_end(&self, style: &Style, row: &Row<'_>, from: i32) -> i32 {
        let end = self.zero + self.axis.length() - style.px(4);
        let caption = style.measure(style.px(11)).width(&row.caption) + style.px(13);
        if end - caption >= from + style.px(24) {
            end - caption
        } else {
            end
        }
    }

    /// What is written behind the marks, or before them where there is no room behind.
    fn caption(&self, canvas: &Canvas<'_>, style: &Style, row: &Row<'_>, middle: i32) -> Result<(), Error> {
        if row.caption.is_empty() || row.marks.is_empty() {
            return Ok(());
        }
        let look = Type {
            size: style.px(11),
            color: style.theme.muted,
        };
        let width = style.measure(look.size).width(&row.caption);
        let gap = style.px(9);
        let places = || row.marks.iter().flat_map(|mark| [mark.from, mark.to]);
        let open = row
            .marks
            .iter()
            .any(|mark| mark.shape == Shape::Span && mark.open_above);
        let first = places().map(|place| self.x(place)).min().unwrap_or_default() - gap;
        let last = places().map(|place| self.x(place)).max().unwrap_or_default() + gap;
        let last = if open {
            self.open_end(style, row, first + gap) + style.px(4) + gap
        } else {
            last
        };
        let end = self.zero + self.axis.length();
        let x = if last + width <= end {
            last
        } else if first - width >= self.zero {
            first - width
        } else {
            return Ok(());
        };
        self.patch(canvas, style, [x, x + width], middle)?;
        canvas.text(&row.caption, (x, middle), Side::Left, look)
    }

    /// Grid lines end where something is to be read.
    fn patch(&self, canvas: &Canvas<'_>, style: &Style, [from, to]: [i32; 2], middle: i32) -> Result<(), Error> {
        let half = style.px(8);
        canvas.fill([(from - 2, middle - half), (to + 2, middle + half)], style.theme.paper)
    }
}

/// Whether `mark` is the rounding of an exact figure, `long`, that would only stand around the dot of its row.
fn hides(mark: &Mark, row: &Row<'_>, long: i32, style: &Style) -> bool {
    let rounding = mark.tint == Tint::Exact && !mark.open_above && !mark.open_below;
    let dotted = row.marks.iter().any(|other| other.shape == Shape::Dot);
    mark.shape == Shape::Whisker && rounding && dotted && long <= style.px(14)
}

/// The least number such that of labels at `places` each of that number-th, and the first, stand apart by `gap`.
fn stride(places: &[(i32, i32)], gap: i32) -> usize {
    let apart = |stride: &usize| {
        let kept: Vec<&(i32, i32)> = places.iter().step_by(*stride).collect();
        kept.windows(2).all(|pair| match pair {
            [before, behind] => before.1 + gap <= behind.0,
            _ => true,
        })
    };
    (1..places.len()).find(apart).unwrap_or(places.len().max(1))
}
