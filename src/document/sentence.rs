//! Sentences of a passage.

use crate::span::Span;

/// The sentences of `text`, closing quotes and brackets included, in order and without gaps.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = next_stop(text, at) {
        let end = stop + closing(Span::new(stop, text.len()).of(text));
        if end > stop {
            spans.push(Span::new(start, end));
            start = end;
        }
        at = end.max(stop + 1);
    }
    if start < text.len() {
        spans.push(Span::new(start, text.len()));
    }
    spans
}

/// The next byte at or behind `at` with which a mark at the end of a sentence may begin.
fn next_stop(text: &str, at: usize) -> Option<usize> {
    let stops = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'\n' | 0xe3 | 0xef);
    text.as_bytes().get(at..)?.iter().position(stops).map(|offset| at + offset)
}

/// Length of the mark and of what closes behind it; 0 where no sentence ends.
fn closing(rest: &str) -> usize {
    let mut characters = rest.char_indices();
    let Some((_, first)) = characters.next() else { return 0 };
    if !ends_sentence(rest, first) {
        return 0;
    }
    characters.find(|&(_, next)| !is_closing(next) && !is_stop(next)).map_or(rest.len(), |(end, _)| end)
}

const fn is_stop(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '｡')
}

fn ends_sentence(rest: &str, character: char) -> bool {
    match character {
        '。' | '！' | '？' | '｡' | '\n' | '!' | '?' => true,
        '.' => is_english_stop(rest),
        _ => false,
    }
}

/// A full stop that a space and a capital follow.
fn is_english_stop(rest: &str) -> bool {
    let mut after = rest.chars().skip(1);
    let spaced = after.next().is_none_or(char::is_whitespace);
    let capital = after.find(|next| !next.is_whitespace()).is_none_or(|next| next.is_uppercase() || !next.is_ascii() || next.is_ascii_digit());
    spaced && capital
}

const fn is_closing(character: char) -> bool {
    matches!(character, '”' | '’' | '"' | '」' | '』' | ')' | '）' | '》' | '】')
}
