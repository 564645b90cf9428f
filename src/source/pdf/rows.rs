//! Rows: glyphs on one baseline, cut into segments where a gap is wider than text has.

use super::page::{Glyph, Length};

/// Glyphs without a gap between them.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub x: Length,
    pub end: Length,
    pub y: Length,
    pub size: Length,
    pub text: String,
}

impl Segment {
    /// Whether it covers `x`.
    pub const fn covers(&self, x: Length) -> bool {
        self.x < x && x < self.end
    }
}

/// Segments on one baseline, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub y: Length,
    pub size: Length,
    pub segments: Vec<Segment>,
}

impl Row {
    /// A row of segments, which may have stood beside others on nearly the same line.
    pub fn of(segments: Vec<Segment>) -> Self {
        Self {
            y: segments.first().map_or(0, |segment| segment.y),
            size: segments.iter().map(|segment| segment.size).max().unwrap_or(0),
            segments,
        }
    }

    /// Where its first segment begins.
    pub fn x(&self) -> Length {
        self.segments.first().map_or(0, |segment| segment.x)
    }

    /// Where its last segment ends.
    pub fn end(&self) -> Length {
        self.segments.last().map_or(0, |segment| segment.end)
    }

    /// Its text with a space for every gap.
    pub fn text(&self) -> String {
        let texts: Vec<&str> = self.segments.iter().map(|segment| segment.text.as_str()).collect();
        texts.join(" ")
    }
}

/// Sets glyphs into rows from top to bottom.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.retain(|glyph| !glyph.is_blank() || glyph.width > 0);
    glyphs.sort_by_key(|glyph| (glyph.y, glyph.x));
    let mut bands: Vec<(Length, Length, Vec<Glyph>)> = Vec::new();
    for glyph in glyphs {
        match bands.last_mut() {
            Some((y, size, band)) if glyph.y - *y <= (*size).max(glyph.size) * 2 / 5 => {
                if glyph.size > *size {
                    (*y, *size) = (glyph.y, glyph.size);
                }
                band.push(glyph);
            }
            _ => bands.push((glyph.y, glyph.size, vec![glyph])),
        }
    }
    let rows = bands.into_iter().map(|(_, _, band)| row(band));
    rows.filter(|row| !row.segments.is_empty()).collect()
}

/// One row: glyphs from left to right.
fn row(mut glyphs: Vec<Glyph>) -> Row {
    glyphs.sort_by_key(|glyph| glyph.x);
    let mut segments: Vec<Segment> = Vec::new();
    // White space counts where it stands between words of one segment.
    let mut space = false;
    for glyph in glyphs {
        if glyph.is_blank() {
            space = true;
            continue;
        }
        match segments.last_mut() {
            Some(last) if glyph.x - last.end <= widest_gap(last, &glyph) => {
                let gap = glyph.x - last.end;
                if needs_space(last, &glyph, gap, space) {
                    last.text.push(' ');
                }
                last.end = last.end.max(glyph.end());
                last.text.push_str(&glyph.text);
                last.size = last.size.max(glyph.size);
            }
            _ => segments.push(Segment {
                x: glyph.x,
                end: glyph.end(),
                y: glyph.y,
                size: glyph.size,
                text: glyph.text,
            }),
        }
        space = false;
    }
    Row::of(segments)
}

/// The widest gap inside a segment: justified lines are stretched, but by less than a character.
fn widest_gap(last: &Segment, glyph: &Glyph) -> Length {
    last.size.max(glyph.size) * 23 / 20
}

/// Whether two glyphs are set apart by a space: words of Latin letters are, and characters of other scripts only by a
/// gap as wide as one.
fn needs_space(last: &Segment, glyph: &Glyph, gap: Length, space: bool) -> bool {
    let size = last.size.max(glyph.size);
    let latin = |character: Option<char>| character.is_some_and(|character| character.is_ascii_graphic());
    let both = latin(last.text.chars().next_back()) && latin(glyph.text.chars().next());
    if both {
        space && gap * 20 > size || gap * 5 > size
    } else {
        gap * 4 > size * 3
    }
}
