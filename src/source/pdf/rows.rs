//! Rows: glyphs on one baseline, cut into segments where a gap is wider than text has.

use std::collections::HashMap;

use super::page::{Glyph, Length};
use crate::source::flow;

/// What opens the mark of a note.
const BRACKETS: [char; 5] = ['[', '［', '(', '（', '〔'];

/// Glyphs without a gap between them.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub x: Length,
    pub end: Length,
    pub y: Length,
    pub size: Length,
    pub text: String,
    /// Gaps inside nearly as wide as a character.
    gaps: Vec<Gap>,
    /// Narrow gaps behind which a new run of glyphs begins: borders of cells, perhaps.
    joints: Vec<Gap>,
}

/// A gap between two glyphs: where it begins and ends, and the offset of the text behind it.
#[derive(Clone, Copy, Debug)]
struct Gap {
    from: Length,
    to: Length,
    at: usize,
}

impl Segment {
    /// What stands on both sides of a gap at `x`, where there is one.
    pub fn split(&self, x: Length) -> Option<(Self, Self)> {
        let gap = self.gaps.iter().find(|gap| gap.from <= x && x <= gap.to)?;
        self.parted(gap)
    }

    /// Where its joints begin and end.
    pub fn joints(&self) -> impl Iterator<Item = (Length, Length)> + '_ {
        self.joints.iter().map(|gap| (gap.from, gap.to))
    }

    /// Its parts between the joints that `is_border` takes.
    pub fn cells(&self, is_border: impl Fn((Length, Length)) -> bool) -> Vec<Self> {
        let borders = self.joints.iter().filter(|gap| is_border((gap.from, gap.to)));
        let mut cells = Vec::new();
        let mut rest = self.clone();
        for gap in borders.rev() {
            if let Some((before, behind)) = rest.parted(gap) {
                cells.push(behind);
                rest = before;
            }
        }
        cells.push(rest);
        cells.reverse();
        cells
    }

    /// What stands on both sides of `gap`.
    fn parted(&self, gap: &Gap) -> Option<(Self, Self)> {
        let (before, behind) = self.text.split_at_checked(gap.at)?;
        let part = |x: Length, end: Length, text: &str| Self {
            x,
            end,
            text: text.trim().to_owned(),
            gaps: Vec::new(),
            joints: Vec::new(),
            ..*self
        };
        Some((part(self.x, gap.from, before), part(gap.to, self.end, behind)))
    }

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
    lower(&mut glyphs);
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

/// Puts small raised characters on the line of the character that they stand behind: exponents as the characters that
/// are raised by themselves, as 10 and a raised 5 are no 105.
fn lower(glyphs: &mut [Glyph]) {
    let largest = glyphs.iter().map(|glyph| glyph.size).max().unwrap_or(0);
    glyphs.sort_by_key(|glyph| (glyph.x, glyph.y));
    let mut ends: Vec<(Length, usize)> = (0..).zip(glyphs.iter()).map(|(at, glyph)| (glyph.end(), at)).collect();
    ends.sort_unstable();
    let mut lowered: HashMap<usize, Raised> = HashMap::new();
    for at in 0..glyphs.len() {
        let Some(own) = glyphs
            .get(at)
            .filter(|glyph| glyph.size < largest && is_raisable(&glyph.text))
        else {
            continue;
        };
        let from = ends.partition_point(|(end, _)| *end < own.x - largest / 3);
        let to = ends.partition_point(|(end, _)| *end <= own.x + largest / 5);
        let mut near = ends.get(from..to).unwrap_or_default().iter().rev();
        let base = near.find_map(|(_, other)| {
            let base = glyphs.get(*other)?;
            carries(base, own, lowered.contains_key(other)).then_some((*other, base))
        });
        let raised = base.map(|(at, base)| {
            let first = || Raised::of(base, own);
            (base.y, lowered.get(&at).copied().unwrap_or_else(first))
        });
        let Some((line, role)) = raised else {
            continue;
        };
        lowered.insert(at, role);
        if let Some(own) = glyphs.get_mut(at) {
            own.y = line;
            match (role, flow::superscript(&own.text)) {
                (Raised::Exponent, Some(raised)) => own.text = raised,
                (Raised::Note, _) => own.text.clear(),
                _ => {}
            }
        }
    }
}

/// What raised characters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Raised {
    /// The exponent of a number or a unit.
    Exponent,
    /// A citation in brackets.
    Citation,
    /// The mark of a note, which is left out.
    Note,
}

impl Raised {
    /// What begins with `small` behind `base`.
    fn of(base: &Glyph, small: &Glyph) -> Self {
        let carries = |last: char| last.is_ascii_alphanumeric() || matches!(last, ')' | '）');
        if small.text.starts_with(BRACKETS) {
            Self::Citation
        } else if base.text.ends_with(carries) {
            Self::Exponent
        } else {
            Self::Note
        }
    }
}

/// Whether exponents and marks of notes are made of it.
fn is_raisable(text: &str) -> bool {
    let marks = |mark: char| mark.is_ascii_digit() || "-−–—,，~]］)）〕*".contains(mark) || BRACKETS.contains(&mark);
    !text.is_empty() && text.chars().all(marks)
}

/// Whether `small` is raised behind `base`, or goes on what is.
fn carries(base: &Glyph, small: &Glyph, lowered: bool) -> bool {
    let gap = small.x - base.end();
    let rise = base.y - small.y;
    let close = -base.size / 5 <= gap && gap <= base.size / 3;
    let smaller = small.size * 20 <= base.size * 17 && rise <= base.size * 3 / 4;
    let goes_on = lowered && base.size == small.size;
    (lowered || !base.is_blank()) && close && base.size / 7 <= rise && (smaller || goes_on)
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
            Some(last)
                if glyph.x - last.end <= widest_gap(last, &glyph)
                    && !runs_over(last, &glyph)
                    && !opens_figure(last, &glyph) =>
            {
                let gap = glyph.x - last.end;
                let place = Gap {
                    from: last.end,
                    to: glyph.x,
                    at: last.text.len(),
                };
                if gap * 10 >= last.size * 9 {
                    last.gaps.push(place);
                }
                if glyph.opens && gap * 10 > last.size {
                    last.joints.push(place);
                }
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
                gaps: Vec::new(),
                joints: Vec::new(),
            }),
        }
        space = false;
    }
    Row::of(segments)
}

/// Whether words run over the figure of the next cell, as they do where a spreadsheet has cut them off.
fn runs_over(last: &Segment, glyph: &Glyph) -> bool {
    let is_figure = |character: char| character.is_ascii_digit() || matches!(character, '-' | '−');
    glyph.x < last.end - last.size / 4
        && glyph.text.starts_with(is_figure)
        && !last.text.ends_with(|character: char| character.is_ascii())
}

/// Whether a figure begins behind one that is whole, as in narrow columns: 1,130.50 1,195.60. Groups of digits that
/// spaces divide have no point or comma before the last.
fn opens_figure(last: &Segment, glyph: &Glyph) -> bool {
    let figure = |character: char| character.is_ascii_digit() || matches!(character, ',' | '.' | '-' | '%');
    let digit = |character: char| character.is_ascii_digit();
    (glyph.x - last.end) * 5 > last.size
        && glyph.text.starts_with(digit)
        && last.text.chars().all(figure)
        && last.text.contains([',', '.'])
        && last.text.ends_with(digit)
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
        // A figure that is painted by itself goes on with no other.
        let figure = glyph.opens && glyph.text.starts_with(|first: char| first.is_ascii_digit());
        space && gap * 20 > size || gap * 5 > size || figure && gap * 10 > size
    } else {
        gap * 4 > size * 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of `text` from `x` on: those behind ^ are small and raised, up to the next ^.
    fn line(text: &str, y: Length) -> Vec<Glyph> {
        let (mut glyphs, mut x, mut raised) = (Vec::new(), 0, false);
        for character in text.chars() {
            if character == '^' {
                raised = !raised;
                continue;
            }
            let size = if raised { 600 } else { 1000 };
            let width = if character.is_ascii() { size / 2 } else { size };
            glyphs.push(Glyph {
                x,
                y: if raised { y - 450 } else { y },
                width,
                size,
                text: character.to_string(),
                opens: false,
            });
            x += width;
        }
        glyphs
    }

    #[test]
    fn raised_characters_stand_in_their_line() {
        let cases = [
            ("林地1.2×10^5^公顷", "林地1.2×10⁵公顷"),
            ("误差10^-12^克", "误差10⁻¹²克"),
            ("300m^2^的展厅", "300m²的展厅"),
            ("听众^[2-3]^。", "听众[2-3]。"),
            ("论文12篇^12^。", "论文12篇。"),
        ];
        for (given, wanted) in cases {
            let mut glyphs = line(given, 10_000);
            glyphs.extend(line("下一行", 11_500));
            let texts: Vec<String> = rows(glyphs).iter().map(Row::text).collect();
            assert_eq!(texts, [wanted, "下一行"]);
        }
    }

    #[test]
    fn words_that_run_over_a_figure_are_apart_from_it() {
        let mut glyphs = line("展览教育", 10_000);
        let mut figure = line("320.5", 10_000);
        figure.iter_mut().for_each(|glyph| glyph.x += 3_400);
        glyphs.append(&mut figure);
        let rows = rows(glyphs);
        let texts: Vec<&str> = rows[0].segments.iter().map(|segment| segment.text.as_str()).collect();
        assert_eq!(texts, ["展览教育", "320.5"]);
    }

    #[test]
    fn figures_of_narrow_columns_are_apart() {
        let texts = |first: &str, second: &str| -> Vec<String> {
            let mut glyphs = line(first, 10_000);
            let end = glyphs.last().map_or(0, Glyph::end);
            let mut next = line(second, 10_000);
            next.iter_mut().for_each(|glyph| glyph.x += end + 300);
            glyphs.append(&mut next);
            rows(glyphs)[0]
                .segments
                .iter()
                .map(|segment| segment.text.clone())
                .collect()
        };
        assert_eq!(texts("1,130.50", "1,195.60"), ["1,130.50", "1,195.60"]);
        assert_eq!(texts("1", "234.5"), ["1 234.5"]);
        assert_eq!(texts("合计1.5", "2.5"), ["合计1.5 2.5"]);
    }

    #[test]
    fn a_gap_in_the_gutter_divides_a_line() {
        let mut glyphs = line("左栏。", 10_000);
        let mut right = line("右栏", 10_000);
        right.iter_mut().for_each(|glyph| glyph.x += 4_100);
        glyphs.append(&mut right);
        let rows = rows(glyphs);
        let [segment] = rows[0].segments.as_slice() else {
            panic!("one segment")
        };
        let (before, behind) = segment.split(3_500).unwrap();
        assert_eq!((before.text.as_str(), before.end), ("左栏。", 3_000));
        assert_eq!((behind.text.as_str(), behind.x), ("右栏", 4_100));
        assert!(segment.split(1_500).is_none());
    }
}
