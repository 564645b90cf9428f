//! Markdown: blocks by pulldown-cmark, whose offsets point into the source; markup stays out of the text.

use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Taker;
use super::around::Around;
use super::broken::Spaces;
use super::grid;
use super::join;
use super::mend::mend;
use super::passage::{Block, Passage};
use super::plain::trim;
use crate::lexicon::Lexicon;
use crate::source::{self, Grid, GridCell};
use crate::span::Span;

/// Reads `source` into passages.
pub(super) fn read<'a>(source: &'a str, lexicon: &Lexicon, take: Taker<'_, 'a>) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader::new(source, lexicon);
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.event(&event, Span::new(range.start, range.end));
    }
    reader.close();
    mend(reader.passages, lexicon).into_iter().for_each(take);
}

struct Reader<'a, 'l> {
    source: &'a str,
    lexicon: &'l Lexicon,
    passages: Vec<Passage<'a>>,
    open: Option<Passage<'a>>,
    path: Vec<(HeadingLevel, String)>,
    section: Arc<str>,
    items: usize,
    code: bool,
    /// Inside superscript, which holds marks of notes.
    raised: bool,
    /// Level of the heading of the list of literature under way.
    references: Option<HeadingLevel>,
    around: Around,
    /// The table under way, and the number of its next row.
    grid: Grid,
    rows: usize,
    columns: usize,
    cell: Option<Span>,
}

impl<'a, 'l> Reader<'a, 'l> {
    fn new(source: &'a str, lexicon: &'l Lexicon) -> Self {
        Self {
            source,
            lexicon,
            passages: Vec::new(),
            open: None,
            path: Vec::new(),
            section: Arc::from(""),
            items: 0,
            code: false,
            raised: false,
            references: None,
            around: Around::default(),
            grid: Grid::default(),
            rows: 0,
            columns: 0,
            cell: None,
        }
    }

    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag, span),
            Event::Text(_) | Event::Code(_) => self.text(span),
            Event::HardBreak | Event::Rule => self.hard_break(),
            Event::InlineHtml(tag) => self.inline_html(tag),
            Event::Html(_) => self.html(span),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.begin(Block::Heading),
            Tag::Paragraph => self.begin(if self.items > 0 { Block::Item } else { Block::Paragraph }),
            Tag::Item => {
                self.items += 1;
                self.begin(Block::Item);
            }
            Tag::CodeBlock(_) => {
                self.code = true;
                self.begin(Block::Code);
            }
            Tag::Table(_) => {
                self.close();
                (self.rows, self.columns) = (0, 0);
            }
            Tag::TableCell => self.cell = Some(Span::default()),
            Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::HtmlBlock => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd, span: Span) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(*level),
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.close();
                self.code = false;
            }
            TagEnd::TableCell => {
                let cell = self.cell.take().unwrap_or_default();
                self.end_cell(trim(self.source, cell));
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.rows += 1;
                self.columns = 0;
            }
            TagEnd::Table => self.end_table(span.end),
            TagEnd::Paragraph => self.close(),
            _ => {}
        }
    }

    fn begin(&mut self, block: Block) {
        self.close();
        let block = if self.code { Block::Code } else { block };
        let block = if self.references.is_some() && block != Block::Heading {
            Block::Reference
        } else {
            block
        };
        self.open = Some(Passage::of(self.source, Span::default(), block, &self.section));
    }

    fn text(&mut self, span: Span) {
        if self.raised {
            let open = self.open.as_mut().filter(|_| self.cell.is_none());
            let exponent =
                open.and_then(|passage| Some((source::exponent(&passage.text, span.of(self.source))?, passage)));
            if let Some((exponent, passage)) = exponent {
                passage.push_as(span, &exponent);
            }
            return;
        }
        if let Some(cell) = &mut self.cell {
            *cell = Span::new(if cell.is_empty() { span.start } else { cell.start }, span.end);
            return;
        }
        if self.open.is_none() {
            self.begin(Block::Paragraph);
        }
        if let Some(block) = self.title_above(span) {
            self.begin(block);
        }
        if let Some(passage) = &mut self.open {
            passage.push(span);
        }
    }

    /// The kind of the passage under way, where it is a title in the line above `span` rather than a wrapped line:
    /// less than half as wide, without a stop or a comma at its end, and behind a line that has one or none at all.
    fn title_above(&self, span: Span) -> Option<Block> {
        let passage = self.open.as_ref().filter(|passage| !passage.text.is_empty())?;
        let end = passage.source_pieces().last()?.end;
        let between = Span::new(end, span.start).of(self.source);
        let line = Span::new(span.start, self.source.len())
            .of(self.source)
            .lines()
            .next()?;
        let mut ahead = Span::new(0, end).of(self.source).lines();
        let above = ahead.next_back()?.trim();
        let opens =
            passage.text.trim() == above || ahead.next_back().is_some_and(|line| join::is_closed(line.trim_end()));
        let paused = above.ends_with(['，', '、', ',', '“']);
        let title = opens && !paused && !join::is_closed(above) && 2 * join::width(above) < join::width(line);
        (title && between.contains('\n')).then_some(passage.block)
    }

    fn hard_break(&mut self) {
        let block = self.open.as_ref().map(|passage| passage.block);
        if let Some(block) = block {
            self.begin(block);
        }
    }

    fn inline_html(&mut self, tag: &str) {
        let tag = tag.to_ascii_lowercase();
        match tag.as_str() {
            "<sup>" => self.raised = true,
            "</sup>" => self.raised = false,
            "<br>" | "<br/>" | "<br />" => self.hard_break(),
            _ => {}
        }
    }

    /// The text between the tags of a block of HTML.
    fn html(&mut self, span: Span) {
        let mut start = span.start;
        for part in span.of(self.source).split_inclusive(['<', '>']) {
            let end = start + part.len();
            let inner = trim(
                self.source,
                Span::new(start, end - usize::from(part.ends_with(['<', '>']))),
            );
            if !part.ends_with('>') && !inner.is_empty() {
                self.begin(Block::Paragraph);
                self.text(inner);
                self.close();
            }
            start = end;
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let Some(mut passage) = self.open.take() else { return };
        let title = passage.text.trim().to_owned();
        if self.references.is_some_and(|above| level <= above) {
            self.references = None;
        }
        if self.lexicon.outline.opens_references(&title) {
            self.references = Some(level);
        }
        self.around.see(&title, self.lexicon);
        self.path.retain(|(above, _)| *above < level);
        self.path.push((level, title));
        let titles: Vec<&str> = self.path.iter().map(|(_, title)| title.as_str()).collect();
        self.section = Arc::from(titles.join(" / "));
        passage.section = Arc::clone(&self.section);
        passage.marker = self.marker(&passage);
        self.passages.push(passage);
    }

    /// Length of the mark that a passage begins with.
    fn marker(&self, passage: &Passage<'_>) -> usize {
        let mark = self.lexicon.outline.mark(&passage.text);
        mark.filter(|mark| !mark.heading_only || passage.block == Block::Heading)
            .map_or(0, |mark| mark.len)
    }

    fn end_cell(&mut self, line: Span) {
        if !line.is_empty() {
            self.grid.cells.push(GridCell {
                row: self.rows,
                column: self.columns,
                rows: 1,
                columns: 1,
                lines: vec![line],
            });
        }
        self.columns += 1;
    }

    /// The passages of the table under way, which ends at byte `end`.
    fn end_table(&mut self, end: usize) {
        let grid = std::mem::take(&mut self.grid);
        let titles = self.path.iter().map(|(_, title)| title.as_str());
        let captions = self.around.captions(below(self.source, end), titles, self.lexicon);
        let context = grid::Context {
            section: &self.section,
            captions: &captions,
            above: self.around.table.as_ref(),
            breaks: Spaces {
                broken: false,
                group: true,
            },
            lexicon: self.lexicon,
        };
        let (passages, known) = grid::read(self.source, &grid, &context);
        self.passages.extend(passages);
        self.around.table = Some(known);
    }

    fn close(&mut self) {
        if let Some(mut passage) = self.open.take().filter(|passage| !passage.text.trim().is_empty()) {
            self.around.see(&passage.text, self.lexicon);
            passage.marker = self.marker(&passage);
            self.passages.push(passage);
        }
    }
}

/// The line below a table that ends at byte `end`, unless it stands above the next one.
fn below(source: &str, end: usize) -> Option<&str> {
    let rest = Span::new(end, source.len()).of(source);
    let mut lines = rest.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines.next()?.trim_matches('*');
    let next = lines.next().unwrap_or_default();
    (!next.starts_with('|')).then_some(line)
}
