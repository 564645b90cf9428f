//! What stands around a table: lines above it that may be its caption and its unit line, and a caption below.

use super::header::Known;
use super::join;
use super::table;
use crate::lexicon::Lexicon;
use crate::span::Span;

/// How many short paragraphs above a table can be its caption and its unit line.
const CAPTIONS: usize = 3;
/// What ends a line: a line feed or a page break.
const LINE_ENDS: [char; 2] = ['\n', '\x0C'];
/// Widest line that can be one of those.
const WIDEST: usize = 120;

/// What was seen since the last long paragraph.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// The short paragraphs right above, the nearest last.
    above: Vec<String>,
    /// The table above, where nothing but a line that says so stands between it and a table that goes on with it.
    pub table: Option<Known>,
}

impl Around {
    /// Takes note of a paragraph or a heading.
    pub fn see(&mut self, text: &str, lexicon: &Lexicon) {
        let text = text.trim();
        if !lexicon.outline.tables.goes_on(text) {
            self.table = None;
        }
        if is_line(text) {
            self.above.push(text.to_owned());
        } else {
            self.above.clear();
        }
    }

    /// The captions of the table that begins here, the nearest first: lines above, a caption `below` that has its
    /// number where none above has one, and the titles of its section, the nearest last.
    pub fn captions<'p>(
        &mut self,
        below: Option<&str>,
        titles: impl DoubleEndedIterator<Item = &'p str>,
        lexicon: &Lexicon,
    ) -> Captions {
        let near = self.above.len().saturating_sub(CAPTIONS);
        let lines = self.above.drain(near..).rev().collect();
        self.above.clear();
        Captions::of(lines, below, titles, lexicon)
    }
}

/// The lines that speak of a table, and the unit that one of them gives.
#[derive(Debug, Default)]
pub(super) struct Captions {
    pub lines: Vec<String>,
    pub unit: String,
}

impl Captions {
    /// Those of the plain table whose rows stand at `table` of `source`.
    pub fn in_text<'p>(
        source: &str,
        table: Span,
        titles: impl DoubleEndedIterator<Item = &'p str>,
        lexicon: &Lexicon,
    ) -> Self {
        let filled = |line: &&str| !line.is_empty();
        let above = Span::new(0, table.start).of(source).rsplit(LINE_ENDS).map(str::trim);
        let near = |line: &&str| is_line(line) && !line.contains('\t');
        let lines = above.filter(filled).take(CAPTIONS).take_while(near).map(str::to_owned);
        let rest = Span::new(table.end, source.len()).of(source);
        let mut below = rest.split(LINE_ENDS).map(str::trim).filter(filled);
        let (line, next) = (below.next(), below.next().unwrap_or_default());
        let below = line.filter(|line| is_line(line) && !next.contains('\t'));
        Self::of(lines.collect(), below, titles, lexicon)
    }

    /// Whether `source` holds enough below a table that ends at byte `end` to tell whether its caption stands there.
    pub fn sees_below(source: &str, end: usize) -> bool {
        let whole = source.rfind(LINE_ENDS).map_or(0, |last| last.max(end));
        let lines = Span::new(end, whole).of(source).split(LINE_ENDS);
        lines.filter(|line| !line.trim().is_empty()).nth(1).is_some()
    }

    fn of<'p>(
        mut lines: Vec<String>,
        below: Option<&str>,
        titles: impl DoubleEndedIterator<Item = &'p str>,
        lexicon: &Lexicon,
    ) -> Self {
        let numbered = |line: &str| lexicon.outline.tables.is_title(line);
        let below = below.filter(|line| numbered(line) && !lines.iter().any(|line| numbered(line)));
        lines.extend(below.map(str::to_owned));
        let given = lines.iter().find_map(|line| lexicon.outline.unit_line(line));
        let unit = given.or_else(|| lines.iter().find_map(|line| behind(line, lexicon)));
        let unit = unit.map(str::to_owned);
        lines.extend(titles.rev().map(str::to_owned));
        Self {
            lines,
            unit: unit.unwrap_or_default(),
        }
    }
}

/// The unit in brackets at the end of a caption: 各区接待人次（万人次）.
fn behind<'a>(line: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let (_, unit) = table::header(line.trim_end_matches(['：', ':']));
    Some(unit).filter(|unit| table::is_unit(unit, lexicon))
}

/// Whether `text` is so short that it may be the caption of a table.
fn is_line(text: &str) -> bool {
    join::width(text) <= WIDEST && !text.contains('。')
}
