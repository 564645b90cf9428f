//! A document as a reader knows it: headings, paragraphs, lists and tables, with its figures marked.

use super::Document;
use super::marks::{Marks, Segment};
use super::tables::{self, Row};
use crate::document::{self, Block, Passage};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// A document laid out.
pub struct Sheet<'a> {
    /// Its number in the page.
    pub number: usize,
    /// Its name.
    pub name: &'a str,
    /// Its parts, in the order of the text.
    pub parts: Vec<Part<'a>>,
}

/// A part of a document.
pub struct Part<'a> {
    /// What it is.
    pub shape: Shape,
    /// Its text.
    pub segments: Vec<Segment<'a>>,
    /// Its rows, where it is a table.
    pub rows: Vec<Row<'a>>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A heading of this depth, from 1.
    Heading(usize),
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// Program text.
    Code,
    /// A table.
    Table,
    /// Text outside all passages that holds numerals, such as the number of a page.
    Loose,
}

/// The deepest heading that HTML has below the document's own name.
const DEEPEST: usize = 5;

/// Text outside passages is shown so far around its numerals, in bytes.
const NEAR: usize = 60;

/// Lays `document` out.
pub(super) fn lay_out<'a>(document: &Document<'a>, marks: &Marks<'a>, lexicon: &Lexicon, number: usize) -> Sheet<'a> {
    let source = document.source;
    let mut passages: Vec<Passage<'a>> = Vec::new();
    document::read(source, lexicon, &mut |passage| passages.push(passage));
    let start = |passage: &Passage<'_>| passage.source_pieces().next().map_or(0, |piece| piece.start);
    passages.sort_by_key(start);
    let mut sheet = Sheet {
        number,
        name: &source.name,
        parts: Vec::new(),
    };
    let mut at = 0;
    let mut rest = passages.as_slice();
    while let Some(first) = rest.first() {
        let taken = tables::length(source, rest);
        let own = rest.get(..taken.max(1)).unwrap_or_default();
        rest = rest.get(taken.max(1)..).unwrap_or_default();
        let lead = lead(source.text.as_str(), at, start(first), marks);
        loose(Span::new(at, lead.start), marks, &mut sheet.parts);
        let part = if taken > 0 {
            Part {
                shape: Shape::Table,
                segments: Vec::new(),
                rows: tables::rows(source, own, marks),
            }
        } else {
            text(first, lead, marks)
        };
        sheet.parts.push(part);
        at = own
            .iter()
            .flat_map(Passage::source_pieces)
            .map(|piece| piece.end)
            .max()
            .unwrap_or(at)
            .max(at);
    }
    loose(Span::new(at, source.text.len()), marks, &mut sheet.parts);
    sheet
}

/// The mark of a list right before a passage, where it holds a numeral.
fn lead(text: &str, at: usize, start: usize, marks: &Marks<'_>) -> Span {
    let gap = Span::new(at, start);
    let line = gap.of(text).rfind('\n').map_or(gap.start, |end| gap.start + end + 1);
    let lead = Span::new(line, start);
    let short = lead.of(text).trim().chars().count() <= 5;
    if short && marks.any(lead) {
        lead
    } else {
        Span::new(start, start)
    }
}

fn text<'a>(passage: &Passage<'_>, lead: Span, marks: &Marks<'a>) -> Part<'a> {
    let mut segments = marks.segments(lead);
    segments.extend(of_passage(passage, marks));
    let depth = passage.section.split(" / ").count().min(DEEPEST);
    Part {
        shape: match passage.block {
            Block::Heading => Shape::Heading(depth),
            Block::Paragraph | Block::Cell | Block::Label => Shape::Paragraph,
            Block::Item | Block::Reference => Shape::Item,
            Block::Code => Shape::Code,
        },
        segments,
        rows: Vec::new(),
    }
}

/// The pieces of a passage, set apart by a space where Latin words meet.
pub(super) fn of_passage<'a>(passage: &Passage<'_>, marks: &Marks<'a>) -> Vec<Segment<'a>> {
    let mut segments: Vec<Segment<'a>> = Vec::new();
    let mut at = None;
    for piece in passage.source_pieces() {
        segments.extend(marks.alone(Span::new(at.unwrap_or(piece.start), piece.start)));
        at = Some(piece.end);
        let own = marks.segments(piece);
        let last = segments.last().and_then(|segment| segment.text.chars().next_back());
        let first = own.first().and_then(|segment| segment.text.chars().next());
        let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_graphic());
        if latin(last) && latin(first) && passage.block != Block::Code {
            segments.push(Segment::space());
        }
        segments.extend(own);
    }
    segments
}

/// Numerals between passages, with the text around them.
fn loose<'a>(gap: Span, marks: &Marks<'a>, parts: &mut Vec<Part<'a>>) {
    for span in marks.around(gap, NEAR) {
        parts.push(Part {
            shape: Shape::Loose,
            segments: marks.segments(span),
            rows: Vec::new(),
        });
    }
}

impl Part<'_> {
    /// The element that holds it.
    pub fn tag(&self) -> &'static str {
        match self.shape {
            Shape::Heading(1) => "h2",
            Shape::Heading(2) => "h3",
            Shape::Heading(3) => "h4",
            Shape::Heading(4) => "h5",
            Shape::Heading(_) => "h6",
            Shape::Code => "pre",
            _ => "p",
        }
    }

    /// The class of the element, or nothing.
    pub fn class(&self) -> &'static str {
        match self.shape {
            Shape::Item => "item",
            Shape::Loose => "loose",
            _ => "",
        }
    }
}
