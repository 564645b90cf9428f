//! What every chart is drawn on: an SVG picture with live text, through Plotters.

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

use crate::error::Error;

/// The embedded font, then faces that hold Chinese on the usual systems, for live text.
const FAMILIES: &str = "Tongji Sans, Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, \
                        Hiragino Sans GB, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif";

/// Where text begins, ends or is centred.
pub type Side = HPos;

/// A place in pixels from the upper left corner.
pub type Place = (i32, i32);

/// How a line of text looks.
#[derive(Clone, Copy)]
pub struct Type {
    /// The height of a Han character in pixels.
    pub size: i32,
    /// Its colour.
    pub color: RGBColor,
}

/// A picture in the making.
pub struct Canvas<'a>(DrawingArea<SVGBackend<'a>, Shift>);

impl<'a> Canvas<'a> {
    /// An empty picture that will be written to `svg`.
    ///
    /// # Errors
    /// Drawing failed, as for every method.
    pub fn new(svg: &'a mut String, (width, height): Place, paper: RGBColor) -> Result<Self, Error> {
        let size = (width.unsigned_abs(), height.unsigned_abs());
        let area = SVGBackend::with_string(svg, size).into_drawing_area();
        area.fill(&paper).map_err(failed)?;
        Ok(Self(area))
    }

    /// Writes one line of text whose middle is at the height `y`.
    pub fn text(&self, text: &str, (x, y): Place, side: Side, look: Type) -> Result<(), Error> {
        // The backend puts the base line 0.76 em below the place, and a Han character is centred 0.38 em
        // above its base line. Other anchors depend on the font.
        let top = y - look.size * 38 / 100;
        let element = Text::new(text.to_owned(), (x, top), style(look, side));
        self.0.draw(&element).map_err(failed)
    }

    /// Fills a rectangle, given by two of its corners.
    pub fn fill(&self, corners: [Place; 2], color: RGBColor) -> Result<(), Error> {
        self.0.draw(&Rectangle::new(corners, color.filled())).map_err(failed)
    }

    /// Draws the edges of a rectangle, given by two of its corners.
    pub fn frame(&self, corners: [Place; 2], color: RGBColor) -> Result<(), Error> {
        self.0
            .draw(&Rectangle::new(corners, ShapeStyle::from(color)))
            .map_err(failed)
    }

    /// Draws a line, `width` pixels wide.
    pub fn line(&self, ends: [Place; 2], color: RGBColor, width: i32) -> Result<(), Error> {
        let style = ShapeStyle::from(color).stroke_width(width.unsigned_abs());
        self.0.draw(&PathElement::new(ends, style)).map_err(failed)
    }

    /// Draws a level line of dashes.
    pub fn dashes(&self, [(from, y), (to, _)]: [Place; 2], color: RGBColor, width: i32) -> Result<(), Error> {
        let step = (width * 6).max(6);
        let mut x = from;
        while x < to {
            self.line([(x, y), ((x + step / 2).min(to), y)], color, width)?;
            x += step;
        }
        Ok(())
    }

    /// Draws a disc.
    pub fn dot(&self, middle: Place, radius: i32, color: RGBColor) -> Result<(), Error> {
        self.0
            .draw(&Circle::new(middle, radius, color.filled()))
            .map_err(failed)
    }

    /// Fills a polygon.
    pub fn polygon(&self, corners: Vec<Place>, color: RGBColor) -> Result<(), Error> {
        self.0.draw(&Polygon::new(corners, color.filled())).map_err(failed)
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
    let font = (
        FontFamily::Name(FAMILIES),
        f64::from(look.size) * LINE,
        FontStyle::Normal,
    );
    TextStyle {
        font: FontDesc::from(font),
        color: look.color.to_backend_color(),
        pos: Pos::new(side, VPos::Top),
    }
}

fn failed<E: std::error::Error + Send + Sync>(error: DrawingAreaErrorKind<E>) -> Error {
    Error::new("chart_failed").with("reason", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::FAMILY;

    #[test]
    fn the_embedded_font_comes_first() {
        assert!(FAMILIES.starts_with(FAMILY));
    }
}
