//! Passages: text that is read in one go, made of one or more pieces of the source.

use std::borrow::Cow;
use std::sync::Arc;

use crate::span::Span;

/// What a passage is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A cell that names the figures of its row.
    Label,
    /// An entry of a list of literature.
    Reference,
    /// Program text.
    Code,
}

/// What a table says about one of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Label of the row.
    pub row: Arc<str>,
    /// Header of the column without its unit.
    pub column: Arc<str>,
    /// Unit of the column or of the table, with its scale: 万元.
    pub unit: Arc<str>,
    /// Lines that may say when its figures hold: above the table and the headings, the nearest first.
    pub captions: Arc<str>,
    /// Whether its figure is marked as one below zero: (300), △300.
    pub negative: bool,
}

/// A piece of the source that stands in a passage without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    at: usize,
    source: usize,
    /// Where it ends in the source, for a piece that is written otherwise there.
    end: Option<usize>,
    /// Whether a line of the source ends between it and the piece before, or a number of the markup stands there.
    breaks: bool,
}

/// One passage.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    /// What it is.
    pub block: Block,
    /// The heading path above it.
    pub section: Arc<str>,
    /// The text, joined where lines were cut.
    pub text: Cow<'a, str>,
    /// What its table says of it.
    pub cell: Option<Cell>,
    /// Length of the mark of a heading or an item that it begins with, in bytes.
    pub marker: usize,
    source: &'a str,
    first: Piece,
    /// The pieces behind the first; most passages have none.
    more: Vec<Piece>,
}

impl<'a> Passage<'a> {
    /// A passage of one piece of the source.
    pub(super) fn of(source: &'a str, span: Span, block: Block, section: &Arc<str>) -> Self {
        Self {
            block,
            section: Arc::clone(section),
            text: Cow::Borrowed(span.of(source)),
            cell: None,
            marker: 0,
            source,
            first: Piece {
                at: 0,
                source: span.start,
                end: None,
                breaks: false,
            },
            more: Vec::new(),
        }
    }

    /// Adds a piece of the source: after a line break words of Latin letters are set apart by a space,
    /// and Chinese ones are not.
    pub(super) fn push(&mut self, span: Span) {
        self.add(span, false);
    }

    /// Adds a piece of the source, set `apart` by a space or as its letters want it.
    fn add(&mut self, span: Span, apart: bool) {
        if span.is_empty() {
            return;
        }
        let between = Span::new(self.source_end(), span.start).of(self.source);
        let breaks = between.contains('\n') || between.bytes().any(|byte| byte.is_ascii_digit());
        if self.text.is_empty() {
            *self = Self {
                cell: self.cell.take(),
                marker: self.marker,
                ..Self::of(self.source, span, self.block, &self.section)
            };
            return;
        }
        if matches!(self.text, Cow::Borrowed(_)) && span.start == self.source_end() {
            self.text = Cow::Borrowed(Span::new(self.first.source, span.end).of(self.source));
            return;
        }
        let text = self.text.to_mut();
        if apart || (between.contains('\n') && needs_space(text, span.of(self.source))) {
            text.push(' ');
        }
        self.more.push(Piece {
            at: text.len(),
            source: span.start,
            end: None,
            breaks,
        });
        text.push_str(span.of(self.source));
    }

    /// Adds a line that is no part of the one before: a figure at its beginning does not go on with one there.
    pub(super) fn push_apart(&mut self, span: Span) {
        let digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
        let first = span.of(self.source).chars().next();
        self.add(span, digit(self.text.chars().next_back()) && digit(first));
    }

    /// Adds `text`, which the source writes at `span` with markup: ⁵ for a raised 5.
    pub(super) fn push_as(&mut self, span: Span, text: &str) {
        let own = self.text.to_mut();
        self.more.push(Piece {
            at: own.len(),
            source: span.start,
            end: Some(span.end),
            breaks: false,
        });
        own.push_str(text);
    }

    /// Adds the pieces of `next` behind this passage's own.
    pub(super) fn append(&mut self, next: &Self) {
        for (index, span) in next.source_pieces().enumerate() {
            match next.piece(index).filter(|piece| piece.end.is_some()) {
                Some(piece) => self.push_as(span, next.written(index, piece)),
                None => self.push(span),
            }
        }
    }

    /// The part `span` of the passage.
    pub(super) fn part(&self, span: Span) -> Self {
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(span.of(text)),
            Cow::Owned(text) => Cow::Owned(span.of(text).to_owned()),
        };
        let last = self.piece_at(span.end.saturating_sub(1).max(span.start));
        let pieces = (self.piece_at(span.start)..=last).filter_map(|index| self.piece(index));
        let mut pieces = pieces.map(|piece| {
            let at = piece.at.max(span.start);
            Piece {
                at: at - span.start,
                source: piece.source + (at - piece.at),
                ..*piece
            }
        });
        Self {
            block: self.block,
            section: Arc::clone(&self.section),
            text,
            cell: self.cell.clone(),
            marker: if span.start == 0 { self.marker } else { 0 },
            source: self.source,
            first: pieces.next().unwrap_or(self.first),
            more: pieces.collect(),
        }
    }

    /// Whether it was joined from several lines.
    pub(super) const fn is_joined(&self) -> bool {
        !self.more.is_empty()
    }

    /// The text of the last line that the passage was joined from.
    pub(super) fn last_line(&self) -> &str {
        let start = self.more.last().map_or(0, |piece| piece.at);
        Span::new(start, self.text.len()).of(&self.text)
    }

    /// The spans of the source that the passage is made of.
    pub fn source_pieces(&self) -> impl Iterator<Item = Span> + '_ {
        std::iter::once(&self.first)
            .chain(&self.more)
            .enumerate()
            .map(|(index, piece)| Span::new(piece.source, self.piece_end(index)))
    }

    /// Where `span` of the text stands in the source. A span that a line break cuts is given as far as the break.
    pub fn locate(&self, span: Span) -> Span {
        let first = self.piece_at(span.start);
        let mut last = self.piece_at(span.end.saturating_sub(1).max(span.start));
        if let Some(cut) = (first + 1..=last).find(|&index| self.piece(index).is_some_and(|piece| piece.breaks)) {
            last = cut - 1;
        }
        let start = self.to_source(first, span.start);
        Span::new(start, self.to_source(last, span.end).max(start))
    }

    fn piece_at(&self, offset: usize) -> usize {
        self.more.partition_point(|piece| piece.at <= offset)
    }

    fn piece(&self, index: usize) -> Option<&Piece> {
        match index.checked_sub(1) {
            None => Some(&self.first),
            Some(behind) => self.more.get(behind),
        }
    }

    fn to_source(&self, index: usize, offset: usize) -> usize {
        let Some(piece) = self.piece(index) else { return 0 };
        (piece.source + offset.saturating_sub(piece.at)).min(self.piece_end(index))
    }

    fn piece_end(&self, index: usize) -> usize {
        let Some(piece) = self.piece(index) else { return 0 };
        if let Some(end) = piece.end {
            return end;
        }
        let written = self.written(index, piece);
        if index == self.more.len() {
            return piece.source + written.len();
        }
        let joint = written.ends_with(' ')
            && !Span::new(piece.source, piece.source + written.len())
                .of(self.source)
                .ends_with(' ');
        piece.source + written.len() - usize::from(joint)
    }

    /// The text of the piece at `index`.
    fn written(&self, index: usize, piece: &Piece) -> &str {
        let next = self.piece(index + 1).map_or(self.text.len(), |next| next.at);
        Span::new(piece.at, next).of(&self.text)
    }

    fn source_end(&self) -> usize {
        self.piece_end(self.more.len())
    }
}

fn needs_space(before: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    let first = after.chars().next();
    match (last, first) {
        (Some(last), Some(first)) => {
            !last.is_whitespace()
                && last.is_ascii()
                && first.is_ascii()
                && !(last.is_ascii_digit() && first.is_ascii_digit())
        }
        _ => false,
    }
}
