//! Charts: claims as a picture.
//!
//! The steps are: [`CHARTS`] holds the kinds, each of which *selects* claims and makes a *figure* of them (rows, marks,
//! words); `page` lays the figure out and draws it as SVG with live text; `svg` and `png` write that
//! drawing with glyphs as paths, and `vega` writes the figure for Vega-Lite. A chart needs only entries, so it is drawn
//! of a document and of a table from disk alike. What it says to people comes through [`Words`], as
//! the sentences stand outside the code. Places are whole pixels, rounded from exact decimals at the very
//! end, and text is measured by the embedded font, so that a picture does not depend on a machine.

mod apart;
mod around;
mod bar;
mod canvas;
mod caption;
mod columns;
mod composition;
mod date;
mod figure;
mod font;
mod grid;
mod group;
mod interval;
mod mark;
mod nominal;
mod number;
mod overview;
mod page;
mod panel;
pub mod place;
mod plan;
mod png;
mod scale;
mod sections;
mod select;
mod svg;
mod text;
mod theme;
mod thing;
mod timeline;
mod vega;
mod wording;

pub use caption::{metric_name, unit as unit_name};
pub use columns::Columns;
pub use figure::{Body, Figure};
pub use font::{FAMILY, Fonts};
pub use number::Numbers;
pub use png::png;
use select::Need;
pub use select::{LeftOut, Selection};
pub use svg::{live, paths};
pub use theme::{SIZES, Size, Style, THEMES, Theme};
pub use vega::vega_lite;

use crate::check::Whole;
use crate::claim::Entry;
use crate::error::{Error, Field};

/// Puts the key of a sentence and what fills it into the words of a language.
pub type Words<'a> = &'a dyn Fn(&'static str, &[(&'static str, Field)]) -> String;

/// Which claims are drawn, and how they are named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The metrics to draw; all where there are none.
    pub metrics: Vec<String>,
    /// The unit to draw; without it the one that most claims have.
    pub unit: Option<String>,
    /// How many rows are drawn at most; in an overview, for each metric.
    pub top: usize,
    /// The title; without it one is made of what is counted.
    pub title: Option<String>,
    /// What names a row.
    pub by: By,
    /// Whether figures stand on an axis of powers of ten.
    pub log: bool,
}

/// What is drawn from.
#[derive(Clone, Copy, Default)]
pub struct Data<'d, 'a> {
    /// The claims; what is no claim is passed over.
    pub entries: &'d [&'a Entry],
    /// The wholes among them with their parts, as the checks find them.
    pub wholes: &'d [Whole<'a>],
    /// Whether the wholes come from a table, whose documents might tell of more.
    pub from_table: bool,
    /// The tables in which the claims stand; none where the documents are not at hand.
    pub columns: Option<&'d Columns<'d>>,
}

/// What names a row of a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// What the chart takes by itself: the noun, or the section where sections are counted.
    #[default]
    Usual,
    /// What is counted.
    Noun,
    /// The metric.
    Metric,
    /// The last heading above the claim.
    Section,
    /// When it holds.
    Period,
    /// The document.
    Source,
}

/// A way to draw claims.
pub struct Chart {
    /// The word for it on the command line.
    pub name: &'static str,
    /// What it shows, in one line.
    pub doc: &'static str,
    /// Whether its figures can stand on an axis of powers of ten.
    pub log: bool,
    /// Whether it draws the wholes of [`Data`], which take long to find.
    pub wholes: bool,
    make: Make,
}

type Make = for<'a> fn(Data<'_, 'a>, &Request, Words<'_>) -> Result<Figure<'a>, Error>;

/// Every kind of chart, the default first.
pub const CHARTS: [Chart; 6] = [
    Chart {
        name: "bar",
        doc: "A bar for each claim of one unit, the longest on top",
        log: true,
        wholes: false,
        make: bar::make,
    },
    Chart {
        name: "timeline",
        doc: "Claims of one unit on a line of time, and their bars",
        log: false,
        wholes: false,
        make: timeline::make,
    },
    Chart {
        name: "interval",
        doc: "Claims of one unit with all values that the words allow",
        log: true,
        wholes: false,
        make: interval::make,
    },
    Chart {
        name: "composition",
        doc: "Wholes and their parts, what is left and what overlaps",
        log: false,
        wholes: true,
        make: composition::make,
    },
    Chart {
        name: "sections",
        doc: "How many claims of which metric each section has",
        log: false,
        wholes: false,
        make: sections::make,
    },
    Chart {
        name: "overview",
        doc: "The greatest claims of six metrics, each on its own axis",
        log: false,
        wholes: false,
        make: overview::make,
    },
];

impl Chart {
    /// Makes the figure of the claims that `request` asks for, with no more rows than the picture has room for.
    ///
    /// # Errors
    /// There is nothing to draw, the picture is too small for a single row, or a logarithmic axis was asked for
    /// where there can be none.
    pub fn figure<'a>(
        &self,
        data: Data<'_, 'a>,
        request: &Request,
        style: &Style,
        words: Words<'_>,
    ) -> Result<Figure<'a>, Error> {
        if request.log && !self.log {
            let known: Vec<&str> = CHARTS
                .iter()
                .filter(|chart| chart.log)
                .map(|chart| chart.name)
                .collect();
            let error = Error::new("chart_no_log").with("kind", self.name);
            return Err(error.with("known", known.join(", ")));
        }
        let mut request = request.clone();
        request.title = request.title.map(|title| text::clean(&title));
        loop {
            let figure = (self.make)(data, &request, words)
                .map_err(|error| error.with("kinds", self.others(data, &request, words)))?;
            match page::room(&figure, style) {
                None => return Ok(figure),
                Some(_) if request.top <= 1 => return Err(too_small(style)),
                // With one panel the room is known; with several it changes with their number.
                Some(rows) if figure.panels() <= 1 => request.top = rows.clamp(1, request.top - 1),
                Some(_) => request.top = figure.longest().clamp(1, request.top - 1),
            }
        }
    }
}

impl Chart {
    /// The other kinds that these claims can be drawn as. Of those that draw wholes this is known where there are any.
    fn others(&self, data: Data<'_, '_>, request: &Request, words: Words<'_>) -> String {
        let known = CHARTS.iter().filter(|chart| {
            let able = chart.name != self.name && (chart.log || !request.log);
            able && (chart.make)(data, request, words).is_ok()
        });
        known.map(|chart| chart.name).collect::<Vec<_>>().join(", ")
    }
}

fn too_small(style: &Style) -> Error {
    let height = style.size.height.unwrap_or_default();
    Error::new("chart_small").with("size", format!("{}x{height}", style.size.width))
}

/// Draws `figure` as SVG with live text, for [`live`], [`paths`] and [`png`] to finish.
///
/// # Errors
/// The library that draws failed.
pub fn draw(figure: &Figure<'_>, style: &Style) -> Result<String, Error> {
    page::draw(figure, style)
}

/// All that `figure` writes, to look for characters that the font lacks.
pub fn letters(figure: &Figure<'_>) -> String {
    page::letters(figure)
}
