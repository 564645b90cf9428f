//! Sentences of a passage.

use crate::span::Span;

/// Longest sentence, in bytes.
const LONGEST_SENTENCE: usize = 3000;

/// Puts into `spans` the sentences of `text`, closing quotes and brackets included, in order and without gaps. `stops` is
/// where marks
/// stand that may end one, as a survey noted them.
pub fn sentences(text: &str, stops: &[usize], spans: &mut Vec<Span>) {
    spans.clear();
    let mut start = 0;
    for &stop in stops {
        if stop < start {
            continue;
        }
        let end = stop + closing(text, stop);
        if end > stop {
            bounded(text, Span::new(start, end), spans);
            start = end;
        }
    }
    if start < text.len() {
        bounded(text, Span::new(start, text.len()), spans);
    }
}

/// Adds a sentence. One without end is cut at pauses, so that no row carries a whole book.
fn bounded(text: &str, span: Span, parts: &mut Vec<Span>) {
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
    if after.next().is_some_and(|next| !next.is_whitespace()) {
        return false;
    }
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
    capital && word > 2
}

const fn is_closing(character: char) -> bool {
    matches!(character, '”' | '’' | '"' | '」' | '』' | ')' | '）' | '》' | '】')
}
