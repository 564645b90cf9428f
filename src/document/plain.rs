//! Plain text: lines become paragraphs, hard-wrapped and page-broken ones are joined, tab-separated rows are tables.

use std::sync::Arc;

use super::Taker;
use super::around::Captions;
use super::join;
use super::passage::{Block, Passage};
use super::pieces::SoFar;
use super::table::Table;
use super::wrap;
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
    let widths = lines(source, 0).map(|line| wrap::width(trim(source, line).of(source)));
    let mut so_far = SoFar::with(widths.collect());
    piece(source, 0, true, &mut so_far, lexicon, take);
}

/// Reads the lines of `source` from byte `from` on, and says where the next piece begins: of a piece that is not the last,
/// what may go on behind its end is left.
pub(super) fn piece<'a>(
    source: &'a str,
    from: usize,
    is_last: bool,
    so_far: &mut SoFar,
    lexicon: &Lexicon,
    take: Taker<'_, 'a>,
) -> usize {
    let first = so_far.line;
    let mut reader = Reader {
        source,
        lexicon,
        so_far,
        take,
        open: None,
        last: first,
        next: (from, first),
    };
    for (index, line) in (first..).zip(lines(source, from)) {
        let text = trim(source, line);
        let is_row = !text.is_empty() && memchr::memchr(b'\t', text.of(source).as_bytes()).is_some();
        if !is_last && (line.end == source.len() || (is_row && reader.goes_beyond(line))) {
            reader.so_far.line = reader.next.1;
            return reader.next.0;
        }
        reader.line(index, text, is_row);
    }
    reader.close();
    source.len()
}

struct Reader<'a, 'l, 't> {
    source: &'a str,
    lexicon: &'l Lexicon,
    so_far: &'t mut SoFar,
    take: Taker<'t, 'a>,
    /// The paragraph under way, and its last line.
    open: Option<(Passage<'a>, Span)>,
    /// The number of that line, from 0.
    last: usize,
    /// Where the next piece would begin, and the number of that line: with the paragraph under way, else behind what was
    /// handed on.
    next: (usize, usize),
}

impl<'a> Reader<'a, '_, '_> {
    fn line(&mut self, index: usize, line: Span, is_row: bool) {
        let text = line.of(self.source);
        if text.is_empty() || self.lexicon.outline.is_page(text) {
            self.rest();
        } else if is_row {
            self.row(line);
            self.next = (line.end, index);
        } else {
            self.text(index, line, text);
            self.last = index;
        }
    }

    /// Whether the text ends before all is known that reading the row `line` asks for: what stands below the table that begins
    /// with it.
    fn goes_beyond(&self, line: Span) -> bool {
        let rows = || end_of_rows(self.source, line.end);
        self.so_far.table.is_none() && !Captions::sees_below(self.source, rows())
    }

    /// A line of running text goes on with the paragraph under way, or begins one.
    fn text(&mut self, index: usize, line: Span, text: &'a str) {
        let mark = self.lexicon.outline.mark(text);
        if self.goes_on(text, mark) {
            if let Some((passage, last)) = &mut self.open {
                passage.push(line);
                *last = line;
            }
        } else {
            self.close();
            self.start(line, text, mark);
            self.next = (line.start, index);
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
        let (source, path, lexicon) = (self.source, &self.so_far.path, self.lexicon);
        let table = self.so_far.table.get_or_insert_with(|| {
            let titles = path.iter().map(|(_, title)| title.as_str());
            let rows = Span::new(line.start, end_of_rows(source, line.end));
            Table::with(Captions::in_text(source, rows, titles, lexicon))
        });
        table
            .row(self.source, &cells, &self.so_far.section, self.lexicon)
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
        match self.so_far.wrap.is_full(before) {
            Some(full) => full && !text.starts_with('\u{3000}'),
            None => {
                let full = || self.so_far.wrap.is_full_here(self.last, !passage.is_joined());
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
        self.so_far.table = None;
        let block = self.block(text, mark);
        if block == Block::Heading {
            self.open_section(text, mark);
        }
        let mut passage = Passage::of(self.source, line, block, &self.so_far.section);
        passage.marker = mark
            .filter(|mark| !mark.heading_only || block == Block::Heading)
            .map_or(0, |mark| mark.len);
        self.open = Some((passage, line));
    }

    fn block(&mut self, text: &str, mark: Option<Mark>) -> Block {
        if self.lexicon.outline.opens_references(text) {
            self.so_far.references = true;
            return Block::Heading;
        }
        let is_heading =
            mark.is_some() && join::width(text) <= WIDEST_HEADING && !join::is_closed(text) && !join::has_pause(text);
        if self.so_far.references && !self.ends_references(text, mark, is_heading) {
            return Block::Reference;
        }
        self.so_far.references = false;
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
        let path = &mut self.so_far.path;
        path.retain(|(above, _)| *above < level);
        path.push((level, text.to_owned()));
        let titles: Vec<&str> = path.iter().map(|(_, title)| title.as_str()).collect();
        self.so_far.section = Arc::from(titles.join(" / "));
    }

    fn close(&mut self) {
        if let Some((passage, last)) = self.open.take() {
            self.next = (last.end, self.last);
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

/// The lines from byte `from` on, without their ends.
pub(super) fn lines(source: &str, from: usize) -> impl Iterator<Item = Span> {
    let mut start = Some(from);
    std::iter::from_fn(move || {
        let from = start?;
        let end = match source.as_bytes().get(from..)? {
            // Every other line is empty.
            [b'\n', ..] => Some(from),
            rest => memchr::memchr2(LINE_ENDS[0], LINE_ENDS[1], rest).map(|end| from + end),
        };
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
