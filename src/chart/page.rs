//! The page: title and subtitle above, the figure in the middle, what its looks mean and where it is from below.

use super::canvas::{Canvas, Place, Side, Type};
use super::figure::{Body, Figure, Mark, Tile};
use super::panel::Slot;
use super::theme::{Size, Style};
use super::{grid, mark, panel};
use crate::error::Error;

/// Titles, subtitles and the lines of the foot have at most so many lines each.
const LINES: usize = 2;

/// The words of a page as lines, and the room that they leave.
struct Plan {
    title: Vec<String>,
    subtitle: Vec<String>,
    /// Each line of samples with their words and places from the left.
    legend: Vec<Vec<(i32, Mark, String)>>,
    foot: Vec<String>,
    head_height: i32,
    foot_height: i32,
}

/// How the tiles of a figure are laid out.
struct Tiling {
    columns: usize,
    width: i32,
    gap: i32,
    /// The height of a row of each tile.
    row: i32,
    /// The height of each line of tiles.
    heights: Vec<i32>,
}

/// How many rows there is room for, where that is fewer than `figure` has.
pub fn room(figure: &Figure<'_>, style: &Style) -> Option<usize> {
    let plan = Plan::new(figure, style);
    let height = style.size.height.unwrap_or(Size::MOST) - plan.head_height - plan.foot_height;
    let least = style.px(18);
    let fits = |fixed: i32, rows: usize, height: i32, least: i32| {
        let room = usize::try_from((height - fixed) / least).unwrap_or_default();
        (room < rows).then_some(room)
    };
    match &figure.body {
        Body::Grid(grid) => fits(
            grid::head(grid, style) + grid::note(grid, style),
            grid.rows.len(),
            height,
            style.px(21),
        ),
        Body::Tiles(tiles) => {
            let columns = columns(tiles.len(), style);
            let longest = figure.longest();
            match tiles.as_slice() {
                [tile] => fits(fixed(tile, style), tile.rows(), height, least),
                _ => (needed(tiles, columns, style, least) > height).then(|| longest.saturating_sub(1)),
            }
        }
    }
}

/// The height of lines of tiles with rows of a height.
fn needed(tiles: &[Tile<'_>], columns: usize, style: &Style, row: i32) -> i32 {
    let rows = |tile: &Tile<'_>| i32::try_from(tile.rows()).unwrap_or(i32::MAX / 1000).max(1);
    let need = |tile: &Tile<'_>| fixed(tile, style) + rows(tile) * row;
    let lines = tiles.chunks(columns.max(1));
    let gaps = i32::try_from(lines.len()).unwrap_or(i32::MAX / 1000).saturating_sub(1) * style.px(18);
    lines.filter_map(|line| line.iter().map(need).max()).sum::<i32>() + gaps
}

/// Draws `figure` as SVG with live text.
///
/// # Errors
/// The library that draws failed.
pub fn draw(figure: &Figure<'_>, style: &Style) -> Result<String, Error> {
    let plan = Plan::new(figure, style);
    let mut svg = String::new();
    let tiling = Tiling::new(figure, style, &plan);
    let body = match &figure.body {
        Body::Grid(grid) => grid::height(grid, style, style.size.height.map(|height| height - plan.frame())),
        Body::Tiles(_) => tiling.height(),
    };
    let height = style.size.height.unwrap_or(plan.frame() + body);
    let canvas = Canvas::new(&mut svg, (style.size.width, height), style.theme.paper)?;
    plan.head(&canvas, style)?;
    let (left, top) = (margin(style), plan.head_height);
    match &figure.body {
        Body::Grid(grid) => grid::draw(&canvas, style, grid, (top, top + body))?,
        Body::Tiles(tiles) => tiling.draw(&canvas, style, tiles, (left, top))?,
    }
    plan.foot(&canvas, style, height - plan.foot_height)?;
    canvas.finish()?;
    Ok(svg)
}

/// All words of `figure`.
pub fn letters(figure: &Figure<'_>) -> String {
    let mut all = vec![figure.title.as_str(), &figure.subtitle];
    all.extend(figure.foot.iter().map(String::as_str));
    all.extend(figure.legend.iter().map(|(_, words)| words.as_str()));
    for tile in figure.tiles() {
        all.extend([tile.heading.as_str(), &tile.note]);
        for panel in &tile.panels {
            all.extend([panel.heading.as_str(), &panel.axis_name]);
            let rows = panel.rows.iter();
            all.extend(rows.flat_map(|row| [row.label.as_str(), &row.apart, &row.figure, &row.caption]));
        }
    }
    if let Body::Grid(grid) = &figure.body {
        all.extend(grid.columns.iter().map(String::as_str));
        all.extend(grid.rows.iter().map(|(name, _)| name.as_str()));
        all.push(&grid.note);
    }
    all.concat()
}

const fn margin(style: &Style) -> i32 {
    style.px(20)
}

impl Plan {
    fn new(figure: &Figure<'_>, style: &Style) -> Self {
        let inner = style.size.width - 2 * margin(style);
        let title = style.measure(style.px(20)).wrap(&figure.title, inner, LINES);
        let subtitle = style.measure(style.px(13)).wrap(&figure.subtitle, inner, LINES);
        let small = style.measure(style.px(12));
        let foot: Vec<String> = figure
            .foot
            .iter()
            .flat_map(|line| small.wrap(line, inner, LINES))
            .collect();
        let legend = legend(figure, style, inner);
        let lines = |lines: usize, height: i32| i32::try_from(lines).unwrap_or_default() * style.px(height);
        let legend_height = lines(legend.len(), 20);
        Self {
            head_height: style.px(16) + lines(title.len(), 27) + lines(subtitle.len(), 18) + style.px(12),
            foot_height: style.px(8) + legend_height + lines(foot.len(), 17) + style.px(12),
            title,
            subtitle,
            legend,
            foot,
        }
    }

    const fn frame(&self) -> i32 {
        self.head_height + self.foot_height
    }

    fn head(&self, canvas: &Canvas<'_>, style: &Style) -> Result<(), Error> {
        let theme = style.theme;
        let mut y = style.px(16);
        for (lines, size, height, color) in [(&self.title, 20, 27, theme.ink), (&self.subtitle, 13, 18, theme.muted)] {
            let look = Type {
                size: style.px(size),
                color,
            };
            for line in lines {
                canvas.text(line, (margin(style), y + style.px(height) / 2), Side::Left, look)?;
                y += style.px(height);
            }
        }
        Ok(())
    }

    fn foot(&self, canvas: &Canvas<'_>, style: &Style, top: i32) -> Result<(), Error> {
        let look = Type {
            size: style.px(12),
            color: style.theme.muted,
        };
        let mut y = top + style.px(8);
        for line in &self.legend {
            let middle = y + style.px(10);
            for (x, look_of, words) in line {
                mark::sample(canvas, style, (*x, middle), look_of)?;
                canvas.text(words, (x + style.px(30), middle), Side::Left, look)?;
            }
            y += style.px(20);
        }
        for line in &self.foot {
            canvas.text(line, (margin(style), y + style.px(17) / 2), Side::Left, look)?;
            y += style.px(17);
        }
        Ok(())
    }
}

/// Samples side by side, as many in a line as fit.
fn legend(figure: &Figure<'_>, style: &Style, inner: i32) -> Vec<Vec<(i32, Mark, String)>> {
    let small = style.measure(style.px(12));
    let mut lines: Vec<Vec<(i32, Mark, String)>> = Vec::new();
    let mut x = i32::MAX;
    for (mark, words) in &figure.legend {
        let words = small.cut_end(words, inner - style.px(30));
        let width = style.px(30) + small.width(&words);
        if x.saturating_add(width) > margin(style) + inner {
            x = margin(style);
            lines.push(Vec::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push((x, *mark, words));
        }
        x += width + style.px(20);
    }
    lines
}

/// Two columns of tiles, or three where the picture is wide.
fn columns(tiles: usize, style: &Style) -> usize {
    let wide = style
        .size
        .height
        .is_some_and(|height| style.size.width * 10 >= height * 13);
    match tiles {
        0 | 1 => 1,
        3 | 5.. if wide => 3,
        _ if style.size.width >= style.px(460) => 2,
        _ => 1,
    }
}

/// The height of what is in a tile beside its rows.
fn fixed(tile: &Tile<'_>, style: &Style) -> i32 {
    let words = |text: &str, height: i32| if text.is_empty() { 0 } else { style.px(height) };
    let panels = tile.panels.iter().map(|panel| panel::fixed(panel, style));
    let gaps = i32::try_from(tile.panels.len().saturating_sub(1)).unwrap_or_default() * style.px(10);
    words(&tile.heading, 24) + panels.sum::<i32>() + gaps + words(&tile.note, 20)
}

impl Tiling {
    fn new(figure: &Figure<'_>, style: &Style, plan: &Plan) -> Self {
        let tiles = figure.tiles();
        let columns = columns(tiles.len(), style);
        let gap = style.px(28);
        let count = i32::try_from(columns).unwrap_or(1);
        let inner = style.size.width - 2 * margin(style);
        let width = (inner - gap * (count - 1)) / count;
        let rows = |tile: &Tile<'_>| i32::try_from(tile.rows()).unwrap_or(i32::MAX).max(1);
        let lines: Vec<&[Tile<'_>]> = tiles.chunks(columns).collect();
        let line_gap = style.px(18);
        let tall = tiles.iter().any(|tile| panel::wraps(tile, style, width));
        let natural = style.px(if tall { 36 } else { 27 });
        // The greatest rows with which all lines fit.
        let row = style.size.height.map_or(natural, |height| {
            let room = height - plan.frame();
            let fits = |row: &i32| needed(tiles, columns, style, *row) <= room;
            (1..=style.px(40)).rev().find(fits).unwrap_or(1)
        });
        let need = |tile: &Tile<'_>| fixed(tile, style) + rows(tile) * row;
        let highest = |line: &&[Tile<'_>]| line.iter().map(need).max().unwrap_or_default() + line_gap;
        Self {
            columns,
            width,
            gap,
            row,
            heights: lines.iter().map(highest).collect(),
        }
    }

    fn height(&self) -> i32 {
        self.heights.iter().sum()
    }

    fn draw(
        &self,
        canvas: &Canvas<'_>,
        style: &Style,
        tiles: &[Tile<'_>],
        (left, mut top): Place,
    ) -> Result<(), Error> {
        for (line, height) in tiles.chunks(self.columns).zip(&self.heights) {
            let mut x = left;
            for tile in line {
                self.tile(canvas, style, tile, (x, top))?;
                x += self.width + self.gap;
            }
            top += height;
        }
        Ok(())
    }

    fn tile(&self, canvas: &Canvas<'_>, style: &Style, tile: &Tile<'_>, (left, mut top): Place) -> Result<(), Error> {
        let words = |text: &str, top: i32, height: i32, size: i32, color| {
            let size = style.px(size);
            let text = style.measure(size).cut_end(text, self.width);
            let middle = top + style.px(height) / 2;
            canvas.text(&text, (left, middle), Side::Left, Type { size, color })
        };
        if !tile.heading.is_empty() {
            words(&tile.heading, top, 20, 15, style.theme.ink)?;
            top += style.px(24);
        }
        for panel in &tile.panels {
            let slot = Slot {
                left,
                top,
                width: self.width,
                row: self.row,
            };
            top = panel::draw(canvas, style, panel, &tile.panels, slot)? + style.px(10);
        }
        if !tile.note.is_empty() {
            let top = if tile.panels.is_empty() {
                top
            } else {
                top - style.px(10)
            };
            words(&tile.note, top, 20, 12, style.theme.muted)?;
        }
        Ok(())
    }
}
