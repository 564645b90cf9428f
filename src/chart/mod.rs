//! Charts: claims as a picture.
//!
//! A chart is one file and one line of [`CHARTS`]. It needs only entries, so it is drawn of a
//! document and of a table from disk alike. What it says to people comes through [`Words`], as
//! the sentences stand outside the code. Its places are whole pixels, rounded from exact decimals at the
//! very end, and the width of text is estimated from its characters, so that a picture does not
//! depend on the fonts of a machine.

mod bar;
mod caption;
mod scale;
mod select;
mod text;
mod theme;

pub use select::{LeftOut, Selection, select};

use crate::claim::Entry;
use crate::error::{Error, Field};

/// Puts the key of a sentence and what fills it into the words of a language.
pub type Words<'a> = &'a dyn Fn(&'static str, &[(&'static str, Field)]) -> String;

/// Which claims are drawn, and under which title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The metrics to draw; all where there are none.
    pub metrics: Vec<String>,
    /// The unit to draw; without it the one that most claims have.
    pub unit: Option<String>,
    /// How many claims are drawn at most.
    pub top: usize,
    /// The title; without it one is made of what is counted.
    pub title: Option<String>,
}

/// A drawn chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The picture, an XML document.
    pub svg: String,
    /// The unit that was drawn, empty where the claims have none.
    pub unit: String,
    /// How many claims were left out, and why.
    pub left: LeftOut,
}

/// A way to draw claims.
pub struct Chart {
    /// The word for it on the command line.
    pub name: &'static str,
    /// What it shows, in one line.
    pub doc: &'static str,
    /// Draws it; fails where there is nothing to draw.
    pub draw: fn(&[&Entry], &Request, Words<'_>) -> Result<Picture, Error>,
}

/// Every kind of chart, the default first.
pub const CHARTS: [Chart; 1] = [Chart {
    name: "bar",
    doc: "Horizontal bars, one for each claim, the longest on top",
    draw: bar::draw,
}];
