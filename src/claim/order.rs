//! Entries in the order of the text: with those of the gaps, their places and ids, handed on some at a time.

use super::entry::{Detail, Entry, Extraction};
use super::gaps::Gaps;
use super::id::Ids;
use crate::document::{self, Passage, Source};
use crate::lexicon::Lexicon;
use crate::span::{Locator, Span};

/// So many entries are handed on together: so few that the room of the last ones is at hand for the next.
const ENTRIES: usize = 8;
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
    ids: Ids,
}

impl<'a, 't> Order<'a, 't> {
    /// Begins at the beginning of `source`.
    pub fn new(source: &'a Source, lexicon: &'a Lexicon, detail: Detail, take: Taker<'t>) -> Self {
        Self {
            source,
            take,
            rises: document::rises(source),
            pieces: Vec::new(),
            gaps: Gaps::new(source, lexicon, detail),
            locator: Locator::new(&source.text),
            ids: Ids::new(&source.name, source.text.len()),
        }
    }

    /// Takes note of passages, whose entries are the last of `extraction`.
    pub fn passed(&mut self, passages: &[Passage<'_>], extraction: &mut Extraction) {
        self.pieces.extend(passages.iter().flat_map(Passage::source_pieces));
        if self.rises && (extraction.entries.len() >= ENTRIES || self.pieces.len() >= PIECES) {
            self.hand_on(extraction);
        }
    }

    /// Hands on what is left, with the last gap.
    pub fn finish(mut self, extraction: &mut Extraction) {
        let end = self.source.text.len();
        self.pieces.push(Span::new(end, end));
        self.hand_on(extraction);
        extraction.finish();
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
            let span = Span::new(entry.start, entry.end);
            self.source.layout.locate(&self.source.text, span, &mut entry.locator);
            self.ids.next(entry);
        }
        (self.take)(entries);
        extraction.clear();
    }
}
