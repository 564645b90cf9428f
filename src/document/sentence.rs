//! Sentences of a passage.

use crate::span::Span;

/// Longest sentence, in bytes.
const LONGEST_SENTENCE: usize = 3000;

/// The sentences of `text`, closing quotes and brackets included, in order and without gaps.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for stop in stops(text) {
        let end = stop + closing(text, stop);
        if end > stop && stop >= start {
            spans.push(Span::new(start, end));
            start = end;
        }
    }
    if start < text.len() {
        spans.push(Span::new(start, text.len()));
    }
    spans.into_iter().flat_map(|span| bounded(text, span)).collect()
}

/// A sentence without end is cut at a pause, so that no row carries a whole book.
fn bounded(text: &str, span: Span) -> Vec<Span> {
    let mut parts = Vec::with_capacity(1);
    let mut start = span.start;
    while span.end - start > LONGEST_SENTENCE {
        let limit = text.floor_char_boundary(start + LONGEST_SENTENCE);
        let pause = Span::new(start, limit)
            .of(text)
            .rfind(['，', '、', '；', ',', ';', ' ']);
        let end = pause.map_or(limit, |at| text.ceil_char_boundary(start + at + 1));
        parts.push(Span::new(start, end));
        start = end;
    }
    parts.push(Span::new(start, span.end));
    parts
}

/// Where marks begin that may end a sentence. The wide ones (。！？) are found by their last bytes.
fn stops(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let wide = memchr::memchr3_iter(0x82, 0x81, 0x9f, bytes).filter_map(|last| {
        let first = last.checked_sub(2)?;
        matches!(bytes.get(first..=last)?, [0xe3, 0x80, 0x82] | [0xef, 0xbc, 0x81 | 0x9f]).then_some(first)
    });
    let narrow = memchr::memchr3_iter(b'.', b'!', b'?', bytes).chain(memchr::memchr_iter(b'\n', bytes));
    let mut stops: Vec<usize> = wide.chain(narrow).collect();
    stops.sort_unstable();
    stops
}

/// Length of the mark and of what closes behind it; 0 where no sentence ends.
fn closing(text: &str, stop: usize) -> usize {
    let rest = Span::new(stop, text.len()).of(text);
    let mut characters = rest.char_indices();
    let Some((_, first)) = characters.next() else { return 0 };
    if first == '.' && !is_english_stop(text, stop) {
        return 0;
    }
    characters
        .find(|&(_, next)| !is_closing(next) && !is_stop(next))
        .map_or(rest.len(), |(end, _)| end)
}

const fn is_stop(character: char) -> bool {
    matches!(character, '。' | '！' | '？')
}

/// A full stop that a space and a capital follow, and no initial precedes.
fn is_english_stop(text: &str, at: usize) -> bool {
    let mut after = Span::new(at + 1, text.len()).of(text).chars();
    let spaced = after.next().is_none_or(char::is_whitespace);
    let capital = after
        .find(|next| !next.is_whitespace())
        .is_none_or(|next| next.is_uppercase() || !next.is_ascii() || next.is_ascii_digit());
    let word = Span::new(0, at)
        .of(text)
        .chars()
        .rev()
        .take(3)
        .take_while(char::is_ascii_alphabetic)
        .count();
    spaced && capital && word > 2
}

const fn is_closing(character: char) -> bool {
    matches!(character, '”' | '’' | '"' | '」' | '』' | ')' | '）' | '》' | '】')
}
