//! Colours and sizes.
//!
//! The colours of figures are those of Okabe and Ito, which every kind of colour vision tells apart, and
//! nothing is told by colour alone.

use plotters::style::RGBColor;

use super::font::Fonts;
use super::number::Numbers;
use super::text::Measure;
use crate::error::Error;

/// The colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The word for it on the command line.
    pub name: &'static str,
    /// The background.
    pub paper: RGBColor,
    /// Text that is read first.
    pub ink: RGBColor,
    /// Text that is read second.
    pub muted: RGBColor,
    /// The line from which bars start.
    pub axis: RGBColor,
    /// The lines behind bars.
    pub grid: RGBColor,
    /// Figures that are exact.
    pub figure: RGBColor,
    /// Figures that are not.
    pub vague: RGBColor,
    /// What goes beyond a whole.
    pub beyond: RGBColor,
}

/// Every theme, the default first.
pub const THEMES: [Theme; 2] = [
    Theme {
        name: "light",
        paper: RGBColor(255, 255, 255),
        ink: RGBColor(26, 26, 26),
        muted: RGBColor(89, 89, 89),
        axis: RGBColor(128, 128, 128),
        grid: RGBColor(226, 226, 226),
        figure: RGBColor(0, 114, 178),
        vague: RGBColor(196, 222, 237),
        beyond: RGBColor(213, 94, 0),
    },
    Theme {
        name: "dark",
        paper: RGBColor(22, 24, 29),
        ink: RGBColor(240, 240, 240),
        muted: RGBColor(178, 183, 192),
        axis: RGBColor(120, 126, 138),
        grid: RGBColor(48, 52, 60),
        figure: RGBColor(86, 180, 233),
        vague: RGBColor(34, 70, 94),
        beyond: RGBColor(230, 159, 0),
    },
];

/// How large a picture is, in pixels; without a height it is as high as its rows need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The width.
    pub width: i32,
    /// The height, where it is fixed.
    pub height: Option<i32>,
}

/// Sizes with a name: for a slide, for a column of a paper, for a whole page.
pub const SIZES: [(&str, Size); 3] = [
    (
        "slide",
        Size {
            width: 1600,
            height: Some(900),
        },
    ),
    (
        "column",
        Size {
            width: 480,
            height: None,
        },
    ),
    (
        "page",
        Size {
            width: 1000,
            height: Some(1400),
        },
    ),
];

impl Size {
    /// As wide as the text of a page on a screen, and as high as it needs.
    pub const USUAL: Self = Self {
        width: 800,
        height: None,
    };
    /// The least and the greatest side.
    pub const LEAST: i32 = 320;
    /// The greatest side: beyond it a picture takes more memory than it is worth.
    pub const MOST: i32 = 8000;

    /// Reads a name of [`SIZES`], or a width and a height such as `800x500`.
    ///
    /// # Errors
    /// It is neither, or a side is out of bounds.
    pub fn parse(text: &str) -> Result<Self, Error> {
        if let Some((_, size)) = SIZES.iter().find(|(name, _)| *name == text) {
            return Ok(*size);
        }
        let side = |side: &str| {
            side.trim()
                .parse()
                .ok()
                .filter(|side| (Self::LEAST..=Self::MOST).contains(side))
        };
        let sides = text.split_once(['x', 'X', '\u{d7}']);
        let size = sides.and_then(|(width, height)| {
            Some(Self {
                width: side(width)?,
                height: Some(side(height)?),
            })
        });
        size.ok_or_else(|| {
            let names = SIZES.map(|(name, _)| name).join(", ");
            let error = Error::new("chart_size").with("size", text).with("known", names);
            error
                .with("least", Self::LEAST.to_string())
                .with("most", Self::MOST.to_string())
        })
    }

    /// The size of text and gaps in per cent of the usual: they grow less than the picture, so that a larger
    /// one also shows more.
    const fn percent(self) -> i32 {
        let wide = self.width * 100 / 800;
        let ratio = match self.height {
            Some(height) if height * 100 / 500 < wide => height * 100 / 500,
            _ => wide,
        };
        let percent = 40 + ratio * 6 / 10;
        if percent < 85 { 85 } else { percent }
    }
}

/// Theme, size and fonts: all that the drawing of a figure needs beside the figure.
#[derive(Clone)]
pub struct Style {
    /// The colours.
    pub theme: Theme,
    /// The size of the picture.
    pub size: Size,
    /// What text is measured and drawn with.
    pub fonts: Fonts,
    /// How numbers are written.
    pub numbers: Numbers,
}

impl Style {
    /// `length` pixels of a picture of the usual size.
    pub const fn px(&self, length: i32) -> i32 {
        length * self.size.percent() / 100
    }

    /// Measures text of `size` pixels.
    pub const fn measure(&self, size: i32) -> Measure<'_> {
        Measure::new(&self.fonts, size)
    }
}
