//! Numerals outside all passages: page numbers, marks of lists, addresses of links, markup.

use std::sync::Arc;

use super::entry::{Change, Detail, Entry, Extraction};
use crate::document::Source;
use crate::lexicon::{Kind, Lexicon, Survey};
use crate::number;
use crate::quantity::Qualifier;
use crate::span::Span;

/// Adds an entry for every numeral of `source` that none of the `pieces` of its passages holds.
pub(super) fn read(
    source: &Source,
    mut pieces: Vec<Span>,
    lexicon: &Lexicon,
    detail: Detail,
    extraction: &mut Extraction,
) {
    if !pieces.is_sorted() {
        pieces.sort_unstable();
    }
    let mut survey = Survey::default();
    let mut at = 0;
    for piece in pieces
        .into_iter()
        .chain(std::iter::once(Span::new(source.text.len(), source.text.len())))
    {
        gap(
            source,
            Span::new(at, piece.start),
            lexicon,
            &mut survey,
            detail,
            extraction,
        );
        at = at.max(piece.end);
    }
}

fn gap(
    source: &Source,
    gap: Span,
    lexicon: &Lexicon,
    survey: &mut Survey,
    detail: Detail,
    extraction: &mut Extraction,
) {
    let text = gap.of(&source.text);
    lexicon.characters.survey(text, survey);
    if survey.starts.is_empty() {
        return;
    }
    let folded = lexicon.fold.apply(text);
    let mut at = 0;
    for &start in &survey.starts {
        if start < at {
            continue;
        }
        let (span, value) = match lexicon.finder.find(&folded, at, start, &lexicon.characters) {
            Some((span, _)) => (span, None),
            None => match number::read(&folded, start, lexicon) {
                Some(numeral) => (numeral.span, numeral.value()),
                None => (Span::new(start, start + 1), None),
            },
        };
        at = folded.ceil_char_boundary(span.end.max(at + 1));
        let span = Span::new(span.start, at);
        extraction.tally(Kind::Label);
        if detail == Detail::All {
            let span = Span::new(gap.start + span.start, gap.start + span.end);
            extraction.entries.push(Entry {
                value,
                lower: value,
                upper: value,
                ..entry(source, span, lexicon)
            });
        }
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
        sentence: Arc::clone(&nothing),
        locator: nothing,
        kind: Kind::Label,
        why: "layout",
    }
}
