//! The embedded font: which characters it holds, and how wide they are.
//!
//! Text is measured by the same font that draws it, so nothing depends on the fonts of a machine, but for
//! characters that the embedded font lacks: these are looked for in the faces that the caller adds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, Source};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A subset of Noto Sans CJK SC; `font/README.md` says of which characters, and under which licence.
static DATA: &[u8] = include_bytes!("font/TongjiSans-Regular.otf");

/// The name of the embedded family.
pub const FAMILY: &str = "Tongji Sans";

/// The width of a character that no face holds, in thousandths of the font size.
const UNKNOWN: i32 = 1000;

/// The faces that text is measured and drawn with.
#[derive(Clone)]
pub struct Fonts {
    font: Option<FontRef<'static>>,
    faces: Arc<Database>,
    /// Widths of the characters that other faces give.
    added: BTreeMap<char, i32>,
}

impl Fonts {
    /// The embedded font alone.
    pub fn embedded() -> Self {
        let mut faces = Database::new();
        faces.load_font_source(Source::Binary(Arc::new(DATA)));
        faces.set_sans_serif_family(FAMILY);
        Self {
            font: FontRef::from_index(DATA, 0).ok(),
            faces: Arc::new(faces),
            added: BTreeMap::new(),
        }
    }

    /// The embedded font, and for the characters `wanted` the faces of `others`.
    pub fn with(others: &Database, wanted: &BTreeSet<char>) -> Self {
        let mut fonts = Self::embedded();
        let mut faces = (*fonts.faces).clone();
        let mut left = wanted.clone();
        for face in others.faces() {
            let widths = others.with_face_data(face.id, |data, index| widths(data, index, &left));
            let found = widths.unwrap_or_default();
            if found.is_empty() {
                continue;
            }
            left.retain(|letter| !found.contains_key(letter));
            fonts.added.extend(found);
            faces.push_face_info(face.clone());
        }
        fonts.faces = Arc::new(faces);
        fonts
    }

    /// The faces, for whoever draws.
    pub fn faces(&self) -> Arc<Database> {
        Arc::clone(&self.faces)
    }

    /// The characters of `text` that no face holds.
    pub fn missing(&self, text: &str) -> BTreeSet<char> {
        let known = |letter: &char| letter.is_whitespace() || self.holds(*letter);
        text.chars().filter(|letter| !known(letter)).collect()
    }

    /// The width of a character in thousandths of the font size.
    pub fn advance(&self, letter: char) -> i32 {
        let own = self.font.as_ref().and_then(|font| advance(font, letter));
        own.or_else(|| self.added.get(&letter).copied()).unwrap_or(UNKNOWN)
    }

    fn holds(&self, letter: char) -> bool {
        let own = self.font.as_ref().and_then(|font| font.charmap().map(letter));
        own.is_some() || self.added.contains_key(&letter)
    }
}

fn widths(data: &[u8], index: u32, wanted: &BTreeSet<char>) -> BTreeMap<char, i32> {
    let Ok(font) = FontRef::from_index(data, index) else {
        return BTreeMap::new();
    };
    let width = |letter: &char| Some((*letter, advance(&font, *letter)?));
    wanted.iter().filter_map(width).collect()
}

#[allow(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "the tables of a font are read as floats, and widths are small"
)]
fn advance(font: &FontRef<'_>, letter: char) -> Option<i32> {
    let glyph = font.charmap().map(letter).filter(|glyph| *glyph != GlyphId::NOTDEF)?;
    let metrics = font.glyph_metrics(Size::new(1000.0), LocationRef::default());
    metrics.advance_width(glyph).map(|width| width.ceil() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simplified_and_traditional_characters_are_there() {
        let fonts = Fonts::embedded();
        let text = "统计会议场次万亿 統計會議場次萬億臺灣 ABC 0123.5% ，。（）“”—…·≥ \u{2192}";
        assert!(fonts.missing(text).is_empty(), "{:?}", fonts.missing(text));
        assert_eq!(fonts.missing("会\u{1f600}议"), BTreeSet::from(['\u{1f600}']));
    }

    #[test]
    fn han_are_an_em_wide() {
        let fonts = Fonts::embedded();
        assert_eq!((fonts.advance('统'), fonts.advance('（')), (1000, 1000));
        assert!(fonts.advance('i') < 400 && fonts.advance('W') > 800);
    }
}
