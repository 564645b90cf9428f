//! Numerals outside all passages: page numbers, marks of lists, addresses of links, markup.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::entry::{Change, Detail, Entry, Extraction};
use crate::document::Source;
use crate::lexicon::{Kind, Lexicon, Survey};
use crate::number;
use crate::quantity::Qualifier;
use crate::span::Span;

/// What is known of the text between passages.
pub(super) struct Gaps<'a> {
    source: &'a Source,
    lexicon: &'a Lexicon,
    detail: Detail,
    survey: Survey,
    /// First byte behind the pieces so far.
    pub at: usize,
}

impl<'a> Gaps<'a> {
    /// Begins at the beginning of `source`.
    pub const fn new(source: &'a Source, lexicon: &'a Lexicon, detail: Detail) -> Self {
        Self {
            source,
            lexicon,
            detail,
            survey: Survey::new(),
            at: 0,
        }
    }

    /// Adds an entry for every numeral between the pieces so far and `piece`.
    pub fn before(&mut self, piece: Span, extraction: &mut Extraction) {
        let gap = Span::new(self.at, piece.start);
        // Between most pieces is the end of a line and nothing else.
        if self.at < piece.start && !gap.of(&self.source.text).bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.read(gap, extraction);
        }
        self.at = self.at.max(piece.end);
    }

    fn read(&mut self, gap: Span, extraction: &mut Extraction) {
        let lexicon = self.lexicon;
        let text = gap.of(&self.source.text);
        lexicon.characters.survey(text, &mut self.survey);
        if self.survey.starts.is_empty() {
            return;
        }
        let folded = lexicon.fold.apply(text);
        let mut at = 0;
        for &start in &self.survey.starts {
            if start < at {
                continue;
            }
            let (span, value) = numeral(&folded, at, start, lexicon);
            at = folded.ceil_char_boundary(span.end.max(at + 1));
            extraction.tally(Kind::Label);
            if self.detail == Detail::All {
                let span = Span::new(gap.start + span.start, gap.start + at);
                extraction.entries.push(Entry {
                    value,
                    lower: value,
                    upper: value,
                    ..entry(self.source, span, lexicon)
                });
            }
        }
    }
}

/// The numeral at byte `start` of `text`, or the shape around it that begins at or behind byte `at`; with its value.
fn numeral(text: &str, at: usize, start: usize, lexicon: &Lexicon) -> (Span, Option<Decimal>) {
    match lexicon.finder.find(text, at, start, &lexicon.characters) {
        Some((span, _)) => (span, None),
        None => match number::read(text, start, lexicon) {
            Some(numeral) => (numeral.span, numeral.value()),
            None => (Span::new(start, start + 1), None),
        },
    }
}

fn entry(source: &Source, span: Span, lexicon: &Lexicon) -> Entry {
    let nothing = Arc::clone(&lexicon.nothing);
    Entry {
        id: String::new(),
        source: Arc::clone(&source.name),
        section: Arc::clone(&nothing),
        line: 0,
        column: 0,
        start: span.start,
        end: span.end,
        text: span.of(&source.text).to_owned(),
        value: None,
        lower: None,
        upper: None,
        qualifier: Qualifier::Exact,
        unit: Arc::clone(&nothing),
        dimension: Arc::clone(&nothing),
        noun: String::new(),
        metric: Arc::clone(&nothing),
        period: String::new(),
        change: Change::Level,
        sentence: nothing,
        locator: String::new(),
        kind: Kind::Label,
        why: "layout",
    }
}
