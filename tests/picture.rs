//! What an SVG picture with live text holds, read back without the code that drew it.

use regex::Regex;
use resvg::usvg::{Group, Node, Options, Tree};
use tongji::chart::{FAMILY, Fonts};

/// Something drawn, by its box in hundredths of a pixel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub left: i64,
    pub top: i64,
    pub right: i64,
    pub bottom: i64,
    /// The colour that fills it; of text, nothing.
    pub fill: String,
    pub words: String,
}

impl Mark {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether `other` stands inside. The box of a line is a little taller than its digits.
    fn holds(&self, other: &Self) -> bool {
        let wide = self.left <= other.left && other.right <= self.right;
        wide && self.top <= other.top + LEADING && other.bottom <= self.bottom + LEADING
    }
}

/// What a line of text has above and below its digits, at least, in hundredths of a pixel.
const LEADING: i64 = 150;

/// Figures, vague figures, wholes, what goes beyond them: the colours of both themes.
const FILLS: [&str; 8] = [
    "#0072B2", "#C4DEED", "#808080", "#D55E00", "#56B4E9", "#22465E", "#787E8A", "#E69F00",
];

pub fn attribute(tag: &str, name: &str) -> String {
    let found = Regex::new(&format!(r#" {name}="([^"]*)""#)).unwrap();
    found.captures(tag).map(|found| found[1].to_owned()).unwrap_or_default()
}

/// A number of pixels in hundredths; charts draw on whole pixels.
fn number(tag: &str, name: &str) -> i64 {
    let pixels: i64 = attribute(tag, name).parse().unwrap();
    pixels * 100
}

/// Bars: the filled rectangles that are higher than a line.
pub fn bars(svg: &str) -> Vec<Mark> {
    let marks = rectangles(svg).into_iter();
    let bars = marks.filter(|mark| FILLS.contains(&mark.fill.as_str()) && mark.bottom - mark.top > 400);
    // Samples in a legend are 10 pixels high; bars have a name or a figure beside them.
    let texts = texts(svg);
    let beside = |bar: &Mark| {
        let middle = (bar.top + bar.bottom) / 2;
        let level = |text: &&Mark| text.top < middle && middle < text.bottom;
        texts.iter().filter(level).filter(|text| text.right <= bar.left).count() > 0
    };
    bars.filter(beside).collect()
}

/// Stretches of time: the thin bars on a line of time, without the sample in a legend.
pub fn spans(svg: &str) -> Vec<Mark> {
    let thin = |mark: &Mark| (400..=1200).contains(&(mark.bottom - mark.top)) && mark.right - mark.left > 2600;
    let marks = rectangles(svg).into_iter();
    let figures = marks.filter(|mark| mark.fill == FILLS[0]);
    figures.filter(thin).collect()
}

fn rectangles(svg: &str) -> Vec<Mark> {
    let tags = Regex::new(r"<rect [^>]*/>").unwrap();
    tags.find_iter(svg).map(|tag| rectangle(tag.as_str())).collect()
}

fn rectangle(tag: &str) -> Mark {
    let (left, top) = (number(tag, "x"), number(tag, "y"));
    Mark {
        left,
        top,
        right: left + number(tag, "width"),
        bottom: top + number(tag, "height"),
        fill: attribute(tag, "fill"),
        words: String::new(),
    }
}

fn circles(svg: &str) -> Vec<Mark> {
    let tags = Regex::new(r"<circle [^>]*/>").unwrap();
    let circle = |tag: regex::Match<'_>| {
        let tag = tag.as_str();
        let (x, y, r) = (number(tag, "cx"), number(tag, "cy"), number(tag, "r"));
        Mark {
            left: x - r,
            top: y - r,
            right: x + r,
            bottom: y + r,
            fill: attribute(tag, "fill"),
            words: String::new(),
        }
    };
    tags.find_iter(svg).map(circle).collect()
}

/// Diamonds, the heads of arrows, and lines of more than one pixel.
fn polygons(svg: &str) -> Vec<Mark> {
    let tags = Regex::new(r"<poly(?:gon|line) [^>]*/>").unwrap();
    let shape = |tag: regex::Match<'_>| {
        let tag = tag.as_str();
        let thick: i64 = attribute(tag, "stroke-width").parse().unwrap_or(0);
        let points = attribute(tag, "points");
        let pairs: Vec<(i64, i64)> = points
            .split_whitespace()
            .map(|pair| pair.split_once(',').unwrap())
            .map(|(x, y)| (x.parse::<i64>().unwrap() * 100, y.parse::<i64>().unwrap() * 100))
            .collect();
        let half = thick * 50;
        let mark = Mark {
            left: pairs.iter().map(|pair| pair.0).min().unwrap() - half,
            top: pairs.iter().map(|pair| pair.1).min().unwrap() - half,
            right: pairs.iter().map(|pair| pair.0).max().unwrap() + half,
            bottom: pairs.iter().map(|pair| pair.1).max().unwrap() + half,
            fill: attribute(tag, "fill"),
            words: String::new(),
        };
        (tag.starts_with("<polygon") || thick > 1).then_some(mark)
    };
    tags.find_iter(svg).filter_map(shape).collect()
}

/// Every text with the box that its glyphs take in the embedded font.
pub fn texts(svg: &str) -> Vec<Mark> {
    let options = Options {
        font_family: FAMILY.to_owned(),
        fontdb: Fonts::embedded().faces(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).expect("an SVG picture");
    let mut texts = Vec::new();
    collect(tree.root(), &mut texts);
    texts
}

fn collect(group: &Group, texts: &mut Vec<Mark>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => collect(inner, texts),
            Node::Text(text) => {
                let place = text.abs_bounding_box();
                #[allow(clippy::cast_possible_truncation, clippy::float_arithmetic)]
                let hundredths = |pixels: f32| (f64::from(pixels) * 100.0).round() as i64;
                texts.push(Mark {
                    left: hundredths(place.left()),
                    top: hundredths(place.top()),
                    right: hundredths(place.right()),
                    bottom: hundredths(place.bottom()),
                    fill: String::new(),
                    words: text.chunks().iter().map(|chunk| chunk.text()).collect(),
                });
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

pub fn words(svg: &str) -> Vec<String> {
    texts(svg).into_iter().map(|text| text.words).collect()
}

/// Fails where a text meets another text or a mark, but for counts inside their cells, or anything leaves
/// the picture.
pub fn assert_clear(svg: &str, what: &str) {
    let root = svg.lines().next().unwrap();
    let (width, height) = (number(root, "width"), number(root, "height"));
    let texts = texts(svg);
    assert!(!texts.is_empty(), "{what}: no text");
    let filled = |mark: &Mark| FILLS.contains(&mark.fill.as_str());
    let mut marks: Vec<Mark> = rectangles(svg).into_iter().filter(filled).collect();
    marks.extend(circles(svg));
    marks.extend(polygons(svg));
    for (at, text) in texts.iter().enumerate() {
        let others = texts[at + 1..].iter();
        let around = marks.iter().filter(|mark| !mark.holds(text));
        let met: Vec<&Mark> = others.chain(around).filter(|other| text.meets(other)).collect();
        assert!(met.is_empty(), "{what}: {text:?} meets {met:?}");
    }
    for mark in texts.iter().chain(&marks) {
        let inside = mark.left >= 0 && mark.top >= 0 && mark.right <= width && mark.bottom <= height;
        assert!(inside, "{what}: {mark:?} leaves {width} by {height}");
    }
}

/// Fails unless `svg` is well-formed: tags nest, attributes are quoted once each, entities are known.
pub fn assert_xml(svg: &str) {
    let token = Regex::new(r#"^<(/?)([a-z]+)((?: [A-Za-z-]+="[^"<]*")*)(/?)>"#).unwrap();
    let entity = Regex::new("^&(lt|gt|amp|quot|apos);").unwrap();
    let (mut rest, mut open) = (svg, Vec::new());
    while let Some(next) = rest.chars().next() {
        let len = match next {
            '<' => {
                let found = token
                    .captures(rest)
                    .unwrap_or_else(|| panic!("a broken tag: {rest:.80}"));
                match (&found[1], &found[4]) {
                    ("/", _) => assert_eq!(open.pop().as_deref(), Some(&found[2])),
                    (_, "/") => {}
                    _ => open.push(found[2].to_owned()),
                }
                found[0].len()
            }
            '&' => entity.find(rest).expect("a known entity").len(),
            _ => next.len_utf8(),
        };
        assert!(!next.is_control() || next == '\n', "{next:?}");
        rest = &rest[len..];
        assert!(!open.is_empty() || rest.trim().is_empty(), "one root");
    }
    assert!(open.is_empty(), "{open:?}");
}
