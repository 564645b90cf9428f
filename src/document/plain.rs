//! Plain text: lines become paragraphs, hard-wrapped and page-broken ones are joined, tab-separated rows are tables.

use std::sync::Arc;

use super::Taker;
use super::around::Captions;
use super::join;
use super::passage::{Block, Passage};
use super::table::Table;
use super::wrap::Wrap;
use crate::lexicon::{Lexicon, Mark, Sign};
use crate::span::{Span, trim_end, trim_start};

/// What ends a line: a line feed or a page break.
const LINE_ENDS: [u8; 2] = [b'\n', b'\x0C'];
/// Least width of a line that can end in the middle of a figure.
const LEAST_CUT: usize = 20;
/// Most characters of a word on either side of a break.
const LONGEST_TAIL: usize = 3;
/// Widest line that can be a heading.
const WIDEST_HEADING: usize = 60;
/// Deepest heading that closes a list of literature; the marks of deeper ones number its entries, too.
const DEEPEST_CHAPTER: u8 = 2;

/// Reads `source` into passages.
pub(super) fn read<'a>(source: &'a str, lexicon: &Lexicon, take: Taker<'_, 'a>) {
    let lines: Vec<Span> = lines(source).map(|line| trim(source, line)).collect();
    let mut reader = Reader {
        source,
        lexicon,
        wrap: Wrap::of(source, &lines),
        tabs: Ahead::new(memchr::memchr_iter(b'\t', source.as_bytes())),
        take,
        open: None,
        last: 0,
        path: Vec::new(),
        section: Arc::from(""),
        table: None,
        references: false,
    };
    for (index, line) in lines.into_iter().enumerate() {
        reader.line(index, line);
    }
    reader.close();
}

/// Places in a text that rise, asked for line by line: finding them all in one go takes less than looking in each line.
struct Ahead<I> {
    places: I,
    next: Option<usize>,
}

impl<I: Iterator<Item = usize>> Ahead<I> {
    fn new(mut places: I) -> Self {
        Self {
            next: places.next(),
            places,
        }
    }

    /// Whether one of them is in `line`, which stands behind the lines that were asked for before.
    fn stands_in(&mut self, line: Span) -> bool {
        while self.next.is_some_and(|next| next < line.start) {
            self.next = self.places.next();
        }
        self.next.is_some_and(|next| next < line.end)
    }
}

struct Reader<'a, 'l, 't, T> {
    source: &'a str,
    lexicon: &'l Lexicon,
    wrap: Wrap,
    /// Where tabs stand.
    tabs: Ahead<T>,
    take: Taker<'t, 'a>,
    /// The paragraph under way, and its last line.
    open: Option<(Passage<'a>, Span)>,
    /// The number of that line, from 0.
    last: usize,
    path: Vec<(u8, &'a str)>,
    section: Arc<str>,
    table: Option<Table>,
    references: bool,
}

impl<'a, T: Iterator<Item = usize>> Reader<'a, '_, '_, T> {
    fn line(&mut self, index: usize, line: Span) {
        let text = line.of(self.source);
        if text.is_empty() || self.lexicon.outline.is_page(text) {
            self.rest();
        } else if self.tabs.stands_in(line) {
            self.row(line);
        } else {
            self.text(line, text);
            self.last = index;
        }
    }

    /// A line of running text goes on with the paragraph under way, or begins one.
    fn text(&mut self, line: Span, text: &'a str) {
        let mark = self.lexicon.outline.mark(text);
        if self.goes_on(text, mark) {
            if let Some((passage, last)) = &mut self.open {
                passage.push(line);
                *last = line;
            }
        } else {
            self.close();
            self.start(line, text, mark);
        }
    }

    /// At a blank line or a page number a paragraph rests: it closes unless its sentence is cut.
    fn rest(&mut self) {
        if self
            .open
            .as_ref()
            .is_some_and(|(_, last)| join::is_closed(last.of(self.source)))
        {
            self.close();
        }
    }

    fn row(&mut self, line: Span) {
        self.close();
        let cells = cells(self.source, line);
        let (source, path, lexicon) = (self.source, &self.path, self.lexicon);
        let table = self.table.get_or_insert_with(|| {
            let titles = path.iter().map(|(_, title)| *title);
            let rows = Span::new(line.start, end_of_rows(source, line.end));
            Table::with(Captions::in_text(source, rows, titles, lexicon))
        });
        table
            .row(self.source, &cells, &self.section, self.lexicon)
            .into_iter()
            .for_each(&mut *self.take);
    }

    /// Whether `text` belongs to the paragraph under way.
    fn goes_on(&self, text: &str, mark: Option<Mark>) -> bool {
        let Some((passage, last)) = &self.open else {
            return false;
        };
        let before = last.of(self.source);
        if passage.block == Block::Heading || mark.is_some_and(|mark| !mark.heading_only) {
            return false;
        }
        if self.cuts_number(before, text) {
            return true;
        }
        match self.wrap.is_full(before) {
            Some(full) => full && !text.starts_with('\u{3000}'),
            None => {
                let full = || self.wrap.is_full_here(self.last, !passage.is_joined());
                let broken = || join::is_broken_off(before) || self.cuts_word(before, text);
                join::is_cut(before, text) || (full() && broken())
            }
        }
    }

    /// Whether a line break stands between a number and its unit.
    fn cuts_number(&self, before: &str, text: &str) -> bool {
        if !before.ends_with(|character: char| character.is_ascii_digit()) {
            return false;
        }
        let digit = join::width(before) >= LEAST_CUT;
        let scale = text.chars().next().and_then(|first| self.lexicon.numerals.sign(first));
        let unit = || self.lexicon.units.at_start(text).is_some_and(|(_, unit)| unit.strong);
        let marked = text.contains(['，', '。', '；', '、']);
        let prose = join::has_pause(before) && marked;
        let goes_on =
            text.starts_with(|character: char| character.is_ascii_digit() || matches!(character, '.' | '%' | '％'));
        let scaled = matches!(scale, Some(Sign::Scale(_)));
        digit && (scaled || unit() || (prose && goes_on)) || (scaled && marked)
    }

    /// Whether a line break stands inside a word that the lexicon knows: 减⏎少.
    fn cuts_word(&self, before: &str, text: &str) -> bool {
        let start = before
            .char_indices()
            .rev()
            .take(LONGEST_TAIL)
            .last()
            .map_or(0, |(at, _)| at);
        let mut joined = String::with_capacity(2 * LONGEST_TAIL * char::MAX.len_utf8());
        joined.push_str(Span::new(start, before.len()).of(before));
        let tail = joined.len();
        joined.extend(text.chars().take(LONGEST_TAIL));
        let begins = |at: usize| self.lexicon.words.at_start(Span::new(at, joined.len()).of(&joined));
        let reaches = |(at, _)| begins(at).is_some_and(|(word, _)| at + word.len() > tail);
        Span::new(0, tail).of(&joined).char_indices().any(reaches)
    }

    fn start(&mut self, line: Span, text: &'a str, mark: Option<Mark>) {
        self.table = None;
        let block = self.block(text, mark);
        if block == Block::Heading {
            self.open_section(text, mark);
        }
        let mut passage = Passage::of(self.source, line, block, &self.section);
        passage.marker = mark
            .filter(|mark| !mark.heading_only || block == Block::Heading)
            .map_or(0, |mark| mark.len);
        self.open = Some((passage, line));
    }

    fn block(&mut self, text: &str, mark: Option<Mark>) -> Block {
        if self.lexicon.outline.opens_references(text) {
            self.references = true;
            return Block::Heading;
        }
        let is_heading =
            mark.is_some() && join::width(text) <= WIDEST_HEADING && !join::is_closed(text) && !join::has_pause(text);
        if self.references && !self.ends_references(text, mark, is_heading) {
            return Block::Reference;
        }
        self.references = false;
        match mark {
            Some(_) if is_heading => Block::Heading,
            Some(mark) if !mark.heading_only => Block::Item,
            _ => Block::Paragraph,
        }
    }

    /// Whether a list of literature is over at `text`: a new chapter begins, or running text does.
    fn ends_references(&self, text: &str, mark: Option<Mark>, is_heading: bool) -> bool {
        match mark {
            Some(mark) => is_heading && mark.level <= DEEPEST_CHAPTER,
            None => self.lexicon.outline.is_prose(text),
        }
    }

    fn open_section(&mut self, text: &'a str, mark: Option<Mark>) {
        let level = mark.map_or(1, |mark| mark.level);
        self.path.retain(|(above, _)| *above < level);
        self.path.push((level, text));
        let titles: Vec<&str> = self.path.iter().map(|(_, title)| *title).collect();
        self.section = Arc::from(titles.join(" / "));
    }

    fn close(&mut self) {
        if let Some((passage, _)) = self.open.take() {
            (self.take)(passage);
        }
    }
}

/// Where the rows end that go on below byte `end`; blank lines between them are of the table.
fn end_of_rows(source: &str, end: usize) -> usize {
    let rest = Span::new(end, source.len()).of(source);
    let row = |line: &&str| line.trim().is_empty() || line.trim().contains('\t');
    let rows = rest.split_inclusive('\n').take_while(row);
    end + rows.map(str::len).sum::<usize>()
}

/// The lines without their ends.
fn lines(source: &str) -> impl Iterator<Item = Span> {
    let mut ends = memchr::memchr2_iter(LINE_ENDS[0], LINE_ENDS[1], source.as_bytes());
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let end = ends.next();
        start = end.map(|end| end + 1);
        Some(Span::new(from, end.unwrap_or(source.len())))
    })
}

/// `span` without the white space at its ends; an indent of full-width spaces goes too.
pub(super) fn trim(source: &str, span: Span) -> Span {
    let text = trim_end(span.of(source));
    let end = span.start + text.len();
    Span::new(end - trim_start(text).len(), end)
}

/// The cells of a row that tabs divide.
fn cells(source: &str, line: Span) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut start = line.start;
    for part in line.of(source).split('\t') {
        cells.push(trim(source, Span::new(start, start + part.len())));
        start += part.len() + 1;
    }
    cells.retain(|cell| !cell.is_empty());
    cells
}
