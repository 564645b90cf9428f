//! One page: its glyphs and its ruled lines, as the interpreter of PDF draws them.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{self, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

use super::unicode::Rescue;

/// Hundredths of a point.
pub(super) type Length = i64;

/// Lines thicker than this are areas.
const THICKEST: Length = 300;
/// Shorter lines are parts of letters or of ornaments.
const SHORTEST: Length = 400;
/// Of a text with more than one unreadable glyph in so many nothing can be relied on.
const READABLE: usize = 50;
/// The most glyphs and lines of a page.
const MOST: usize = 400_000;

/// A character with its place. `y` is its baseline, which grows downwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub x: Length,
    pub y: Length,
    pub width: Length,
    pub size: Length,
    pub text: String,
    /// Whether it opens a run of several that are painted in one go.
    pub opens: bool,
}

impl Glyph {
    /// Where it ends.
    pub fn end(&self) -> Length {
        self.x + self.width
    }

    /// The middle of its box.
    pub fn middle(&self) -> (Length, Length) {
        (self.x + self.width / 2, self.y - self.size * 7 / 20)
    }

    /// Whether it shows nothing.
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(super::super::flow::is_space)
    }
}

/// A line along one axis: where it stands on the other, where it begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rule {
    pub at: Length,
    pub from: Length,
    pub to: Length,
}

/// What a page shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub glyphs: Vec<Glyph>,
    /// Level lines.
    pub level: Vec<Rule>,
    /// Upright lines.
    pub upright: Vec<Rule>,
    pub pictures: usize,
    pub height: Length,
    unreadable: usize,
    damaged: bool,
}

impl Page {
    /// A page whose content is damaged, so that nothing of it can be relied on.
    pub fn damaged() -> Self {
        Self {
            damaged: true,
            ..Self::default()
        }
    }

    /// Whether its content is damaged.
    pub const fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// Whether anything readable is written on it.
    pub fn has_text(&self) -> bool {
        self.glyphs.iter().any(|glyph| !glyph.is_blank())
    }

    /// Whether too many of its glyphs mean nothing.
    pub fn is_unreadable(&self) -> bool {
        self.unreadable * READABLE > self.glyphs.len() + self.unreadable
    }

    /// Whether it holds pictures and no text.
    pub fn is_picture(&self) -> bool {
        self.pictures > 0 && self.unreadable == 0 && !self.has_text()
    }
}

/// Reads one page of `pdf`.
pub(super) fn read<'a>(pdf: &'a Pdf, page: &hayro_syntax::page::Page<'a>, cache: &InterpreterCache<'a>) -> Page {
    let scale = Affine::scale(100.0) * page.initial_transform(true).to_kurbo();
    let (_, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, 1.0, 1.0);
    let settings = InterpreterSettings::default();
    let mut context = Context::new(scale, bounds, cache, pdf.xref(), settings);
    let mut reader = Reader {
        page: Page {
            height: height as Length * 100,
            ..Page::default()
        },
        rescue: Rescue::of(page),
        turned: Default::default(),
    };
    interpret_page(page, &mut context, &mut reader);
    reader.finish()
}

struct Reader {
    page: Page,
    rescue: Rescue,
    /// Glyphs that run upwards, downwards and backwards, turned so that they run to the right.
    turned: [Vec<Glyph>; 3],
}

impl Reader {
    /// Text that runs in another direction than most comes last; where most does, the page itself is turned.
    fn finish(mut self) -> Page {
        let most = self
            .turned
            .iter()
            .position(|turned| turned.len() > self.page.glyphs.len());
        if let Some(most) = most {
            let turned = std::mem::take(&mut self.turned[most]);
            let upright = std::mem::replace(&mut self.page.glyphs, turned);
            self.turned[most] = upright;
            if most < 2 {
                turn(&mut self.page, most);
            }
        }
        let lowest = self.page.glyphs.iter().map(|glyph| glyph.y).max().unwrap_or(0);
        for mut turned in self.turned {
            let highest = turned.iter().map(|glyph| glyph.y - glyph.size).min().unwrap_or(0);
            let below = (lowest - highest).max(0) + 10_000;
            for glyph in &mut turned {
                glyph.y += below;
            }
            self.page.glyphs.append(&mut turned);
        }
        self.page.glyphs = once(std::mem::take(&mut self.page.glyphs));
        self.page.level.sort_unstable();
        self.page.upright.sort_unstable();
        self.page
    }

    fn glyph(&mut self, transform: Affine, drawn: &Drawn<'_>, opens: bool) {
        let text = match drawn.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => self.rescue.read(drawn.char_code()).unwrap_or_default(),
        };
        let text = if text.chars().any(is_meaningless) {
            String::new()
        } else {
            usual(text)
        };
        if text.is_empty() {
            self.page.unreadable += 1;
            return;
        }
        let advance = match drawn {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let advance = advance.map_or(1000, |advance| advance as Length);
        let [right, down] = [Point::new(1000.0, 0.0), Point::new(0.0, 1000.0)];
        let [origin, right, down] = [Point::ZERO, right, down].map(|point| {
            let point = transform * point;
            (point.x as Length, point.y as Length)
        });
        let (dx, dy) = (right.0 - origin.0, right.1 - origin.1);
        let (ex, ey) = (down.0 - origin.0, down.1 - origin.1);
        let level = dx.abs() >= 5 * dy.abs();
        let upright = dy.abs() >= 5 * dx.abs();
        let size = if level { ey.abs() } else { ex.abs() };
        let glyph = |x, y, step: Length| Glyph {
            x,
            y,
            width: step.abs() * advance / 1000,
            size: size.max(1),
            text,
            opens,
        };
        let (x, y) = origin;
        if level && dx >= 0 {
            self.page.glyphs.push(glyph(x, y, dx));
        } else if level {
            self.turned[2].push(glyph(-x, -y, dx));
        } else if upright && dy < 0 {
            self.turned[0].push(glyph(-y, x, dy));
        } else if upright {
            self.turned[1].push(glyph(y, -x, dy));
        }
        // Text at a slant is stamped over a page and does not belong to its lines.
    }

    fn rule(&mut self, from: Point, to: Point) {
        let (x0, y0, x1, y1) = (from.x as Length, from.y as Length, to.x as Length, to.y as Length);
        if self.page.level.len() + self.page.upright.len() > MOST {
            return;
        }
        if (y0 - y1).abs() <= THICKEST && (x0 - x1).abs() >= SHORTEST {
            self.page.level.push(Rule {
                at: (y0 + y1) / 2,
                from: x0.min(x1),
                to: x0.max(x1),
            });
        } else if (x0 - x1).abs() <= THICKEST && (y0 - y1).abs() >= SHORTEST {
            self.page.upright.push(Rule {
                at: (x0 + x1) / 2,
                from: y0.min(y1),
                to: y0.max(y1),
            });
        }
    }

    /// The segments of a stroked path, or the thin boxes of a filled one.
    fn path(&mut self, path: &BezPath, transform: Affine, stroked: bool) {
        let (mut start, mut last, mut corners) = (Point::ZERO, Point::ZERO, Vec::new());
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => {
                    self.filled(&corners, stroked);
                    start = transform * point;
                    last = start;
                    corners = vec![start];
                }
                PathEl::LineTo(point) => {
                    let point = transform * point;
                    if stroked {
                        self.rule(last, point);
                    }
                    last = point;
                    corners.push(point);
                }
                PathEl::ClosePath => {
                    if stroked {
                        self.rule(last, start);
                    }
                    last = start;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                    last = transform * point;
                    corners.clear();
                }
            }
        }
        self.filled(&corners, stroked);
    }

    fn filled(&mut self, corners: &[Point], stroked: bool) {
        if stroked || corners.len() < 3 {
            return;
        }
        let extent = |pick: fn(&Point) -> Length| {
            let values = corners.iter().map(pick);
            (values.clone().min().unwrap_or(0), values.max().unwrap_or(0))
        };
        let (x0, x1) = extent(|point| point.x as Length);
        let (y0, y1) = extent(|point| point.y as Length);
        if x1 - x0 <= THICKEST || y1 - y0 <= THICKEST {
            let [x0, x1, y0, y1] = [x0, x1, y0, y1].map(|value| i32::try_from(value).unwrap_or(0));
            self.rule(Point::new(x0.into(), y0.into()), Point::new(x1.into(), y1.into()));
        }
    }
}

impl Device<'_> for Reader {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        match mode {
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.path(path, props.transform, true),
            DrawMode::Fill(_) => self.path(path, props.transform, false),
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        let several = run.glyphs().len() > 1;
        for (at, glyph) in run.glyphs().iter().enumerate() {
            if self.page.glyphs.len() < MOST {
                let opens = at == 0 && several;
                self.glyph(props.transform * glyph.transform(), glyph, opens);
            }
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.page.pictures += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Turns the lines of a page as its glyphs were turned: upwards (0), x becomes -y and y becomes x; downwards (1), x
/// becomes y and y becomes -x.
fn turn(page: &mut Page, way: usize) {
    std::mem::swap(&mut page.level, &mut page.upright);
    let (across, along) = if way == 0 {
        (&mut page.upright, &mut page.level)
    } else {
        (&mut page.level, &mut page.upright)
    };
    for rule in across {
        rule.at = -rule.at;
    }
    for rule in along {
        (rule.from, rule.to) = (-rule.to, -rule.from);
    }
}

/// Takes out the doubles that stand in nearly the same place, with which bold letters are made.
fn once(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let near = |other: &&Glyph| {
            other.text == glyph.text
                && (other.x - glyph.x).abs() * 5 < glyph.size
                && (other.y - glyph.y).abs() * 5 < glyph.size
        };
        if kept.iter().rev().take(120).find(near).is_none() {
            kept.push(glyph);
        }
    }
    kept
}

/// A character that stands for nothing that people read.
const fn is_meaningless(character: char) -> bool {
    matches!(character, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\0'..='\u{8}' | '\u{e}'..='\u{1f}')
}

/// Radicals that fonts use for the characters of the same look are put as those, and ligatures as their letters.
fn usual(text: String) -> String {
    let odd = |character: char| matches!(character, '\u{2e80}'..='\u{2fdf}' | '\u{fb00}'..='\u{fb06}' | '\u{f900}'..='\u{faff}');
    if text.contains(odd) {
        super::unicode::compatible(&text)
    } else {
        text
    }
}
