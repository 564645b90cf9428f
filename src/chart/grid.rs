//! A grid of counts: the more, the deeper the colour, and each count written in its cell.

use plotters::style::RGBColor;

use super::canvas::{Canvas, Place, Side, Type};
use super::figure::Grid;
use super::theme::Style;
use crate::error::Error;

/// A name takes at most so many hundredths of the width.
const NAME_SHARE: i32 = 36;

/// The names of columns have at most so many lines.
const MOST_LINES: i32 = 3;

/// The names of columns stand on at most so many levels.
const MOST_LEVELS: i32 = 4;

/// Where the parts of a grid are.
struct Frame<'s> {
    style: &'s Style,
    /// Where names end and cells begin.
    cells: i32,
    column: i32,
    top: i32,
    row: i32,
    name_room: i32,
    head: Head,
}

/// How the names of columns stand: in how many lines over their column, or where that takes too many, on how many levels, so
/// that neighbours have room.
#[derive(Clone, Copy)]
struct Head {
    lines: i32,
    levels: i32,
    size: i32,
}

/// The height of what is above the rows.
pub fn head(grid: &Grid, style: &Style) -> i32 {
    let head = Frame::new(grid, style).head;
    style.px(10) + head.levels.max(head.lines) * head.line()
}

/// The height of what is below the rows.
pub fn note(grid: &Grid, style: &Style) -> i32 {
    if grid.note.is_empty() { 0 } else { style.px(22) }
}

/// The height of `grid`; `fixed` where the picture leaves no choice.
pub fn height(grid: &Grid, style: &Style, fixed: Option<i32>) -> i32 {
    let rows = i32::try_from(grid.rows.len()).unwrap_or(i32::MAX / 1000);
    fixed.unwrap_or_else(|| head(grid, style) + rows * style.px(34) + note(grid, style))
}

/// Draws `grid` between two heights, from margin to margin.
///
/// # Errors
/// The library that draws failed.
pub fn draw(canvas: &Canvas<'_>, style: &Style, grid: &Grid, (top, bottom): (i32, i32)) -> Result<(), Error> {
    let mut frame = Frame::new(grid, style);
    frame.top = top + head(grid, style);
    frame.row = ((bottom - frame.top - note(grid, style)) / len(&grid.rows)).min(style.px(40));
    frame.columns(canvas, grid)?;
    let most = grid.rows.iter().flat_map(|(_, counts)| counts).max().copied();
    for (at, (name, counts)) in (0..).zip(&grid.rows) {
        let middle = frame.top + at * frame.row + frame.row / 2;
        frame.row(canvas, (name, counts), middle, most.unwrap_or(1).max(1))?;
    }
    if grid.note.is_empty() {
        return Ok(());
    }
    let look = Type {
        size: style.px(12),
        color: style.theme.muted,
    };
    let y = frame.top + len(&grid.rows) * frame.row + style.px(14);
    canvas.text(&grid.note, (style.px(20), y), Side::Left, look)
}

impl Head {
    const fn line(self) -> i32 {
        (self.size * 126 + 99) / 100
    }

    /// Wrapped where every name fits over its column, else on as few levels as give each the room of several.
    fn new(grid: &Grid, style: &Style, column: i32) -> Self {
        let size = style.px(11);
        let measure = style.measure(size);
        let names = || grid.columns.iter().chain([&grid.total]);
        let room = column - style.px(6);
        let fits = |lines: &i32| {
            let most = usize::try_from(*lines).unwrap_or(1);
            names().all(|name| measure.wraps_whole(name, room, most))
        };
        if let Some(lines) = (1..=MOST_LINES).find(fits) {
            return Self { lines, levels: 1, size };
        }
        let widest = names().map(|name| measure.width(name)).max().unwrap_or_default() + style.px(6);
        let levels = (1..MOST_LEVELS).find(|levels| widest <= column * levels);
        Self {
            lines: 1,
            levels: levels.unwrap_or(MOST_LEVELS),
            size,
        }
    }
}

impl<'s> Frame<'s> {
    fn new(grid: &Grid, style: &'s Style) -> Self {
        let (left, right) = (style.px(20), style.size.width - style.px(20));
        let names = style.measure(style.px(13));
        let widest = grid.rows.iter().map(|(name, _)| names.width(name)).max();
        // Few columns leave room for long names.
        let free = right - left - (len(&grid.columns) + 1) * style.px(84);
        let name_room = widest
            .unwrap_or_default()
            .min(free.max((right - left) * NAME_SHARE / 100));
        let cells = left + name_room + style.px(10);
        let column = ((right - cells) / (len(&grid.columns) + 1)).min(style.px(110));
        Self {
            style,
            cells,
            column,
            top: 0,
            row: 0,
            name_room,
            head: Head::new(grid, style, column),
        }
    }

    /// The names of the columns; those on a higher level have a line down to their column.
    fn columns(&self, canvas: &Canvas<'_>, grid: &Grid) -> Result<(), Error> {
        let look = Type {
            size: self.head.size,
            color: self.style.theme.muted,
        };
        let line = self.head.line();
        let names = grid.columns.iter().chain([&grid.total]);
        let last = self.style.size.width - self.style.px(2);
        for (at, name) in (0..).zip(names) {
            let x = self.middle(at);
            let bottom = self.top - self.style.px(8) + self.style.px(2) - line / 2;
            let measure = self.style.measure(look.size);
            if self.head.levels == 1 {
                let most = usize::try_from(self.head.lines).unwrap_or(1);
                let lines = measure.wrap(name, self.column - self.style.px(6), most);
                for (up, text) in (0..).zip(lines.iter().rev()) {
                    canvas.text(text, (x, bottom - up * line), Side::Center, look)?;
                }
                continue;
            }
            let room = (self.head.levels * self.column - self.style.px(4)).min(2 * (last - x));
            let name = measure.cut_middle(name, room);
            let level = at % self.head.levels;
            let y = bottom - level * line;
            if level > 0 {
                let foot = self.top - self.style.px(4);
                canvas.line([(x, y + line / 2), (x, foot)], self.style.theme.grid, 1)?;
            }
            canvas.text(&name, (x, y), Side::Center, look)?;
        }
        Ok(())
    }

    fn row(&self, canvas: &Canvas<'_>, (name, counts): (&str, &[usize]), y: i32, most: usize) -> Result<(), Error> {
        let look = Type {
            size: self.style.px(13),
            color: self.style.theme.ink,
        };
        self.name(canvas, name, y, look)?;
        let end = self.cells + self.column * i32::try_from(counts.len()).unwrap_or_default();
        canvas.line([(self.cells, y), (end, y)], self.style.theme.grid, 1)?;
        for (at, &count) in (0..).zip(counts) {
            self.cell(canvas, (self.middle(at), y), count, most)?;
        }
        let sum: usize = counts.iter().sum();
        let x = self.middle(i32::try_from(counts.len()).unwrap_or_default());
        canvas.text(&sum.to_string(), (x, y), Side::Center, look)
    }

    fn name(&self, canvas: &Canvas<'_>, name: &str, y: i32, look: Type) -> Result<(), Error> {
        let height = (look.size * 126 + 99) / 100;
        let lines = if self.row >= 2 * height { 2 } else { 1 };
        let lines = self.style.measure(look.size).wrap(name, self.name_room, lines);
        let mut y = y - (i32::try_from(lines.len()).unwrap_or(1) - 1) * height / 2;
        for line in &lines {
            let right = self.cells - self.style.px(10);
            canvas.text(line, (right, y), Side::Right, look)?;
            y += height;
        }
        Ok(())
    }

    fn cell(&self, canvas: &Canvas<'_>, (x, y): Place, count: usize, most: usize) -> Result<(), Error> {
        let theme = self.style.theme;
        let gap = self.style.px(2);
        let (wide, high) = (self.column / 2 - gap, self.row / 2 - gap);
        let share = i32::try_from(count * 100 / most).unwrap_or(100);
        let corners = [(x - wide, y - high), (x + wide, y + high)];
        if count == 0 {
            return Ok(());
        }
        let color = blend(theme.vague, theme.figure, share);
        canvas.fill(corners, color)?;
        let look = Type {
            size: self.style.px(13),
            color: readable(color),
        };
        canvas.text(&count.to_string(), (x, y), Side::Center, look)
    }

    const fn middle(&self, column: i32) -> i32 {
        self.cells + column * self.column + self.column / 2
    }
}

/// How many there are, at least one.
fn len<T>(things: &[T]) -> i32 {
    i32::try_from(things.len()).unwrap_or(i32::MAX / 1000).max(1)
}

/// A colour `share` hundredths of the way from one to another.
fn blend(from: RGBColor, to: RGBColor, share: i32) -> RGBColor {
    let part = |from: u8, to: u8| {
        let (from, to) = (i32::from(from), i32::from(to));
        u8::try_from(from + (to - from) * share / 100).unwrap_or(u8::MAX)
    };
    RGBColor(part(from.0, to.0), part(from.1, to.1), part(from.2, to.2))
}

/// Black or white, whichever is easier to read on `color`, by the weights of luma in ITU-R BT.601.
fn readable(RGBColor(red, green, blue): RGBColor) -> RGBColor {
    let luma = (u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114) / 1000;
    if luma > 120 {
        RGBColor(26, 26, 26)
    } else {
        RGBColor(255, 255, 255)
    }
}
