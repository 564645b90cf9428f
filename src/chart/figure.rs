//! A chart before it is drawn: what stands in which row, and on which axis.
//!
//! Every kind of chart makes one of these; `page` draws it and `vega` writes it for others to draw.

use rust_decimal::Decimal;

use super::LeftOut;
use super::scale::Kind;
use crate::claim::Entry;

/// A whole picture.
pub struct Figure<'a> {
    /// What is counted.
    pub title: String,
    /// Unit and period.
    pub subtitle: String,
    /// What is drawn.
    pub body: Body<'a>,
    /// What a look means that no label explains: a mark and its words.
    pub legend: Vec<(Mark, String)>,
    /// The lines below.
    pub foot: Vec<String>,
    /// The unit that was drawn where there is one; empty where the claims have none.
    pub unit: Option<String>,
    /// How many claims were left out, and why.
    pub left: LeftOut,
}

/// What is drawn.
pub enum Body<'a> {
    /// Groups of panels: one alone, or several of one size in two or three columns.
    Tiles(Vec<Tile<'a>>),
    /// Counts in rows and columns.
    Grid(Grid),
}

/// Panels below each other.
#[derive(Default)]
pub struct Tile<'a> {
    /// What stands over them, or nothing.
    pub heading: String,
    /// The panels from the top.
    pub panels: Vec<Panel<'a>>,
    /// What stands below them, or nothing.
    pub note: String,
}

/// Rows on one axis.
pub struct Panel<'a> {
    /// What stands over it, or nothing.
    pub heading: String,
    /// The rows from the top.
    pub rows: Vec<Row<'a>>,
    /// The axis of the marks.
    pub axis: Kind,
    /// What the axis measures, where the figures do not say it.
    pub axis_name: String,
    /// Whether the axis has ticks; without them the figures at the marks must do.
    pub ticks: bool,
    /// Whether lines stand behind the marks where ticks are or would be.
    pub lines: bool,
    /// Figures of other panels that stand on an axis of the same length.
    pub extent: Vec<Decimal>,
    /// Whether each row also has marks of its figure, on an axis of its own.
    pub side: bool,
}

/// A row: a name, marks and a figure.
pub struct Row<'a> {
    /// What is counted.
    pub label: String,
    /// What tells it apart from rows of the same name, or nothing.
    pub apart: String,
    /// Its figure as people write it.
    pub figure: String,
    /// What is drawn on the axis.
    pub marks: Vec<Mark>,
    /// What is drawn on the axis beside a line of time.
    pub side: Vec<Mark>,
    /// What is written beside the marks, or nothing.
    pub caption: String,
    /// The claim.
    pub claim: Option<&'a Entry>,
}

/// One thing drawn in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its shape.
    pub shape: Shape,
    /// What it says by its colour.
    pub tint: Tint,
    /// Where it begins.
    pub from: Decimal,
    /// Where it ends; the same for a point.
    pub to: Decimal,
    /// Whether it goes on before `from` without end.
    pub open_below: bool,
    /// Whether it goes on behind `to` without end.
    pub open_above: bool,
}

/// What a mark looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A bar as high as the row allows.
    Bar,
    /// A thin bar: a stretch of time.
    Span,
    /// A line with an end at either side.
    Whisker,
    /// A disc.
    Dot,
    /// A square on its corner: a state at one time.
    Diamond,
}

/// What a colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// A figure.
    Exact,
    /// A figure that is approximate or a bound.
    Vague,
    /// A figure that is expected, planned or aimed at, and no fact yet.
    Planned,
    /// A whole that has parts.
    Whole,
    /// What parts leave of their whole.
    Rest,
    /// What parts have beyond their whole.
    Beyond,
}

/// Counts in rows and columns.
pub struct Grid {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// A name and a count for each column.
    pub rows: Vec<(String, Vec<usize>)>,
    /// What stands below them, or nothing.
    pub note: String,
    /// The name of the column of sums.
    pub total: String,
}

impl Mark {
    /// A mark from `from` to `to`.
    pub const fn new(shape: Shape, tint: Tint, from: Decimal, to: Decimal) -> Self {
        Self {
            shape,
            tint,
            from,
            to,
            open_below: false,
            open_above: false,
        }
    }

    /// A mark at one place.
    pub const fn at(shape: Shape, tint: Tint, place: Decimal) -> Self {
        Self::new(shape, tint, place, place)
    }

    /// The sample of a look in a legend.
    pub const fn sample(shape: Shape, tint: Tint) -> Self {
        Self::new(shape, tint, Decimal::ZERO, Decimal::ONE)
    }
}

impl<'a> Tile<'a> {
    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.panels.iter().map(|panel| panel.rows.len()).sum()
    }
}

impl<'a> Panel<'a> {
    /// Rows on an even axis with ticks.
    pub const fn of(rows: Vec<Row<'a>>) -> Self {
        Self {
            heading: String::new(),
            rows,
            axis: Kind::Linear,
            axis_name: String::new(),
            ticks: true,
            lines: true,
            extent: Vec::new(),
            side: false,
        }
    }

    /// The ends of all marks, and all else that the axis reaches.
    pub fn places(&self) -> impl Iterator<Item = Decimal> + Clone {
        let marks = self.rows.iter().flat_map(|row| &row.marks);
        let ends = marks.flat_map(|mark| [mark.from, mark.to]);
        ends.chain(self.extent.iter().copied())
    }
}

impl<'a> Figure<'a> {
    /// The groups of panels, none for a grid.
    pub fn tiles(&self) -> &[Tile<'a>] {
        match &self.body {
            Body::Tiles(tiles) => tiles,
            Body::Grid(_) => &[],
        }
    }

    /// How many panels it has in all.
    pub fn panels(&self) -> usize {
        self.tiles().iter().map(|tile| tile.panels.len()).sum()
    }

    /// How many rows and headings the longest tile has.
    pub fn longest(&self) -> usize {
        let lengths = self.tiles().iter().map(|tile| tile.rows() + tile.panels.len());
        lengths.max().unwrap_or_default()
    }

    /// The claims that are drawn, in the order of the rows.
    pub fn claims(&self) -> Vec<&'a Entry> {
        let panels = self.tiles().iter().flat_map(|tile| &tile.panels);
        let rows = panels.flat_map(|panel| &panel.rows);
        rows.filter_map(|row| row.claim).collect()
    }
}
