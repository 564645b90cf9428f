//! Entries in the order of the text: with those of the gaps, their places and ids, handed on some at a time.

use super::entry::{Detail, Entry, Extraction};
use super::gaps::Gaps;
use super::id::Ids;
use crate::document::{self, Passage, Source};
use crate::lexicon::Lexicon;
use crate::span::{Locator, Span};

/// So many entries are handed on together: so few that the room of the last ones is at hand for the next.
const ENTRIES: usize = 16;
/// After so many pieces of passages gaps are read, even where no entry came of them.
const PIECES: usize = 4096;

/// Takes entries, and may leave the list empty or not.
pub type Taker<'t> = &'t mut dyn FnMut(&mut Vec<Entry>);

/// What is known of the text so far.
pub(super) struct Order<'a, 't> {
    source: &'a Source,
    take: Taker<'t>,
    /// Whether passages come in the order of the text, so that nothing comes before what was handed on.
    rises: bool,
    pieces: Vec<Span>,
    gaps: Gaps<'a>,
    locator: Locator<'a>,
    /// What stands before the text, of which it is a piece.
    before: Before,
    ids: Ids,
}

/// How much of a document stands before a piece of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    /// Bytes.
    pub bytes: usize,
    /// Ends of lines.
    pub lines: usize,
}

impl Before {
    /// The same with `text` behind it.
    pub fn with(self, text: &str) -> Self {
        Self {
            bytes: self.bytes + text.len(),
            lines: self.lines + memchr::memchr_iter(b'\n', text.as_bytes()).count(),
        }
    }
}

impl<'a, 't> Order<'a, 't> {
    /// Begins at the beginning of `source`.
    pub fn new(source: &'a Source, lexicon: &'a Lexicon, detail: Detail, take: Taker<'t>) -> Self {
        let ids = Ids::new(&source.name, source.text.len());
        Self::of_piece(source, lexicon, detail, take, ids)
    }

    /// The same for a piece of a document, whose entries before have their `ids`.
    pub fn of_piece(source: &'a Source, lexicon: &'a Lexicon, detail: Detail, take: Taker<'t>, ids: Ids) -> Self {
        Self {
            source,
            take,
            rises: document::rises(source),
            pieces: Vec::new(),
            gaps: Gaps::new(source, lexicon, detail),
            locator: Locator::new(&source.text),
            before: Before::default(),
            ids,
        }
    }

    /// Begins at byte `at` of the text, before which `before` of its document stands.
    #[must_use]
    pub fn behind(mut self, before: Before, at: usize) -> Self {
        (self.before, self.gaps.at) = (before, at);
        self
    }

    /// Takes note of passages, whose entries are the last of `extraction`.
    pub fn passed(&mut self, passages: &[Passage<'_>], extraction: &mut Extraction) {
        self.pieces.extend(passages.iter().flat_map(Passage::source_pieces));
        if self.rises && (extraction.entries.len() >= ENTRIES || self.pieces.len() >= PIECES) {
            self.hand_on(extraction);
        }
    }

    /// Hands on what is left, with the last gap.
    pub fn finish(self, extraction: &mut Extraction) {
        let end = self.source.text.len();
        self.finish_piece(end, extraction);
        extraction.finish();
    }

    /// Hands on what is left before byte `end`, and gives back the ids for the next piece.
    pub fn finish_piece(mut self, end: usize, extraction: &mut Extraction) -> Ids {
        self.pieces.push(Span::new(end, end));
        self.hand_on(extraction);
        self.ids
    }

    fn hand_on(&mut self, extraction: &mut Extraction) {
        if !self.pieces.is_sorted() {
            self.pieces.sort_unstable();
        }
        for piece in self.pieces.drain(..) {
            self.gaps.before(piece, extraction);
        }
        let entries = &mut extraction.entries;
        if !entries.is_sorted_by_key(|entry| entry.start) {
            entries.sort_by_key(|entry| (entry.start, entry.end));
        }
        for entry in &mut *entries {
            (entry.line, entry.column) = self.locator.locate(entry.start);
            entry.line += self.before.lines;
            entry.start += self.before.bytes;
            entry.end += self.before.bytes;
            let span = Span::new(entry.start, entry.end);
            self.source.layout.locate(&self.source.text, span, &mut entry.locator);
        }
        self.ids.give(entries);
        (self.take)(entries);
        extraction.clear();
    }
}
