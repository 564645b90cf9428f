//! Documents whose layout is known: headings, paragraphs, items and tables as the format says, or as their words show.

use std::sync::Arc;

use super::Taker;
use super::around::Around;
use super::broken::{self, Spaces};
use super::grid;
use super::join;
use super::mend::mend;
use super::passage::{Block, Passage};
use crate::lexicon::{Lexicon, Mark};
use crate::source::{self, Format, Shape, Source};
use crate::span::Span;

/// Widest paragraph that can be a heading.
const WIDEST_HEADING: usize = 60;
/// Deepest heading that closes a list of literature; the marks of deeper ones number its entries, too.
const DEEPEST_CHAPTER: u8 = 2;

/// Reads `source` into passages.
pub(super) fn read<'a>(source: &'a Source, lexicon: &Lexicon, take: Taker<'_, 'a>) {
    let mut reader = Reader {
        source: &source.text,
        lexicon,
        passages: Vec::new(),
        path: Vec::new(),
        section: Arc::from(""),
        references: false,
        around: Around::default(),
        spaces: Spaces {
            broken: broken(source),
            group: source.format != Format::Pdf,
        },
    };
    let mut blocks = source.layout.blocks.as_slice();
    while let Some((block, rest)) = blocks.split_first() {
        match block {
            source::Block::Text(shape, lines) => reader.text(*shape, lines),
            source::Block::Table(cells) => reader.table(cells, below(&source.text, rest)),
        }
        blocks = rest;
    }
    mend(reader.passages, lexicon).into_iter().for_each(take);
}

/// The short paragraph below a table, unless it stands above the next one.
fn below<'a>(source: &'a str, rest: &[source::Block]) -> Option<&'a str> {
    match rest {
        [source::Block::Text(..), source::Block::Table(_), ..] => None,
        [source::Block::Text(_, lines), ..] => lines.first().map(|line| line.of(source).trim()),
        _ => None,
    }
}

/// Whether some figures of the document were broken by spaces.
fn broken(source: &Source) -> bool {
    source.layout.blocks.iter().any(|block| match block {
        source::Block::Table(grid) => broken::has_any(&source.text, grid),
        source::Block::Text(..) => false,
    })
}

struct Reader<'a, 'l> {
    source: &'a str,
    lexicon: &'l Lexicon,
    passages: Vec<Passage<'a>>,
    path: Vec<(u8, String)>,
    section: Arc<str>,
    references: bool,
    around: Around,
    /// What spaces inside figures are.
    spaces: Spaces,
}

impl<'a> Reader<'a, '_> {
    fn text(&mut self, shape: Shape, lines: &[Span]) {
        let mut passage = Passage::of(self.source, Span::default(), Block::Paragraph, &self.section);
        lines.iter().for_each(|line| passage.push(*line));
        let text = passage.text.trim().to_owned();
        let mark = self.lexicon.outline.mark(&passage.text);
        passage.block = self.block(shape, &text, mark);
        if passage.block == Block::Heading {
            let level = match (shape, mark) {
                (Shape::Heading(depth), _) => depth,
                (_, mark) => mark.map_or(1, |mark| mark.level),
            };
            self.open_section(level, text.clone());
            passage.section = Arc::clone(&self.section);
        }
        passage.marker = mark
            .filter(|mark| !mark.heading_only || passage.block == Block::Heading)
            .map_or(0, |mark| mark.len);
        self.around.see(&text, self.lexicon);
        self.passages.push(passage);
    }

    fn block(&mut self, shape: Shape, text: &str, mark: Option<Mark>) -> Block {
        if self.lexicon.outline.opens_references(text) {
            self.references = true;
            return Block::Heading;
        }
        let marked = mark.is_some()
            && join::width(text) <= WIDEST_HEADING
            && !join::is_closed(text)
            && !text.contains(['，', '。', '；'])
            && shape == Shape::Paragraph;
        let is_heading = matches!(shape, Shape::Heading(_)) || marked;
        if self.references && !self.ends_references(text, mark, is_heading) {
            return Block::Reference;
        }
        self.references = false;
        match (shape, mark) {
            (Shape::Code, _) => Block::Code,
            _ if is_heading => Block::Heading,
            (Shape::Item, _) => Block::Item,
            (_, Some(mark)) if !mark.heading_only => Block::Item,
            _ => Block::Paragraph,
        }
    }

    /// Whether a list of literature is over at `text`: a new chapter begins, or running text does.
    fn ends_references(&self, text: &str, mark: Option<Mark>, is_heading: bool) -> bool {
        match mark {
            Some(mark) => is_heading && mark.level <= DEEPEST_CHAPTER,
            None => is_heading || self.lexicon.outline.is_prose(text),
        }
    }

    fn open_section(&mut self, level: u8, title: String) {
        self.path.retain(|(above, _)| *above < level);
        self.path.push((level, title));
        let titles: Vec<&str> = self.path.iter().map(|(_, title)| title.as_str()).collect();
        self.section = Arc::from(titles.join(" / "));
    }

    fn table(&mut self, cells: &source::Grid, below: Option<&str>) {
        let titles = self.path.iter().map(|(_, title)| title.as_str());
        let captions = self.around.captions(below, titles, self.lexicon);
        let context = grid::Context {
            section: &self.section,
            captions: &captions,
            above: self.around.table.as_ref(),
            breaks: self.spaces,
            lexicon: self.lexicon,
        };
        let (passages, known) = grid::read(self.source, cells, &context);
        self.passages.extend(passages);
        self.around.table = Some(known);
    }
}
