//! Colours, sizes and the canvas that every chart draws on.

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{PathElement, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};

/// A colour.
pub use plotters::style::RGBColor;

use crate::error::Error;

/// Faces that hold Chinese on the usual systems, then any.
const FAMILY: &str = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Hiragino Sans GB, \
                      Microsoft YaHei, WenQuanYi Micro Hei, sans-serif";

/// The background.
pub const PAPER: RGBColor = RGBColor(255, 255, 255);
/// Text that is read first.
pub const INK: RGBColor = RGBColor(26, 26, 26);
/// Text that is read second.
pub const MUTED: RGBColor = RGBColor(89, 89, 89);
/// The line from which bars start.
pub const AXIS: RGBColor = RGBColor(128, 128, 128);
/// The lines behind bars.
pub const GRID: RGBColor = RGBColor(226, 226, 226);
/// The colour of figures: the blue of Okabe and Ito, which every kind of colour vision tells from white.
pub const FIGURE: RGBColor = RGBColor(0, 114, 178);
/// Figures that are not exact.
pub const VAGUE: RGBColor = RGBColor(196, 222, 237);

/// Where text begins, ends or is centred.
pub type Side = HPos;

/// How a line of text looks.
#[derive(Clone, Copy)]
pub struct Type {
    /// The height of a Han character in pixels.
    pub size: i32,
    /// Its colour.
    pub color: RGBColor,
    /// Whether it is bold.
    pub bold: bool,
}

/// A picture in the making.
pub struct Canvas<'a>(DrawingArea<SVGBackend<'a>, Shift>);

impl<'a> Canvas<'a> {
    /// An empty picture that will be written to `svg`.
    ///
    /// # Errors
    /// Drawing failed, as for every method.
    pub fn new(svg: &'a mut String, width: i32, height: i32) -> Result<Self, Error> {
        let size = (width.unsigned_abs(), height.unsigned_abs());
        let area = SVGBackend::with_string(svg, size).into_drawing_area();
        area.fill(&PAPER).map_err(failed)?;
        Ok(Self(area))
    }

    /// Writes one line of text whose middle is at the height `y`.
    pub fn text(&self, text: &str, (x, y): (i32, i32), side: Side, look: Type) -> Result<(), Error> {
        // The backend puts the base line 0.76 em below the place, and a Han character is centred 0.38 em
        // above its base line. Other anchors depend on the font.
        let top = y - look.size * 38 / 100;
        let element = Text::new(text.to_owned(), (x, top), style(look, side));
        self.0.draw(&element).map_err(failed)
    }

    /// Fills a rectangle, given by two of its corners.
    pub fn fill(&self, corners: [(i32, i32); 2], color: RGBColor) -> Result<(), Error> {
        self.0.draw(&Rectangle::new(corners, color.filled())).map_err(failed)
    }

    /// Draws the edges of a rectangle, given by two of its corners.
    pub fn frame(&self, corners: [(i32, i32); 2], color: RGBColor) -> Result<(), Error> {
        self.0
            .draw(&Rectangle::new(corners, ShapeStyle::from(color)))
            .map_err(failed)
    }

    /// Draws a line of one pixel.
    pub fn line(&self, ends: [(i32, i32); 2], color: RGBColor) -> Result<(), Error> {
        self.0.draw(&PathElement::new(ends, color)).map_err(failed)
    }

    /// Ends the picture.
    pub fn finish(self) -> Result<(), Error> {
        self.0.present().map_err(failed)
    }
}

#[allow(clippy::float_arithmetic, reason = "the size of a font is a float to Plotters")]
fn style(look: Type, side: Side) -> TextStyle<'static> {
    // Plotters takes a size for the height of a line, and writes this share of it as the font's.
    const LINE: f64 = 1.24;
    let weight = if look.bold { FontStyle::Bold } else { FontStyle::Normal };
    let font = (FontFamily::Name(FAMILY), f64::from(look.size) * LINE, weight);
    TextStyle {
        font: FontDesc::from(font),
        color: look.color.to_backend_color(),
        pos: Pos::new(side, VPos::Top),
    }
}

fn failed<E: std::error::Error + Send + Sync>(error: DrawingAreaErrorKind<E>) -> Error {
    Error::new("chart_failed").with("reason", error.to_string())
}
