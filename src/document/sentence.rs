//! Sentences of a passage.

use crate::span::Span;

/// The sentences of `text`, closing quotes and brackets included, in order and without gaps.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if !ends_sentence(text, at, character) {
            continue;
        }
        while characters.next_if(|&(_, next)| is_closing(next) || is_stop(next)).is_some() {}
        let end = characters.peek().map_or(text.len(), |&(at, _)| at);
        spans.push(Span::new(start, end));
        start = end;
    }
    if start < text.len() {
        spans.push(Span::new(start, text.len()));
    }
    spans
}

const fn is_stop(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '｡')
}

fn ends_sentence(text: &str, at: usize, character: char) -> bool {
    match character {
        '。' | '！' | '？' | '｡' | '\n' => true,
        '!' | '?' => true,
        '.' => is_english_stop(text, at),
        _ => false,
    }
}

/// A full stop that a space and a capital follow, and no initial precedes.
fn is_english_stop(text: &str, at: usize) -> bool {
    let mut after = Span::new(at + 1, text.len()).of(text).chars();
    let spaced = after.next().is_none_or(char::is_whitespace);
    let capital = after.find(|next| !next.is_whitespace()).is_none_or(|next| next.is_uppercase() || !next.is_ascii() || next.is_ascii_digit());
    let word = Span::new(0, at).of(text).chars().rev().take_while(|before| before.is_ascii_alphabetic()).count();
    spaced && capital && word > 2
}

const fn is_closing(character: char) -> bool {
    matches!(character, '”' | '’' | '"' | '」' | '』' | ')' | '）' | '》' | '】')
}
