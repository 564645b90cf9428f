//! Passages that are too long to be read in one go, such as a book on one line.

use super::Taker;
use super::passage::Passage;
use crate::span::Span;

/// The most bytes of a passage. What is known of its figures is held until it ends.
const LONGEST: usize = 1 << 16;
/// So far a cut steps back before a figure.
const FIGURE: usize = 64;

/// Hands `passage` on, a long one in parts that end where sentences do.
pub(super) fn hand_on<'a>(passage: Passage<'a>, take: Taker<'_, 'a>) {
    if passage.text.len() <= LONGEST {
        return take(passage);
    }
    let mut start = 0;
    while start < passage.text.len() {
        let end = end(&passage.text, start);
        take(passage.part(Span::new(start, end)));
        start = end;
    }
}

/// Where the part that begins at byte `start` ends: behind a sentence, else behind a pause, else before a figure.
fn end(text: &str, start: usize) -> usize {
    let limit = text.floor_char_boundary(start + LONGEST);
    if limit == text.len() {
        return limit;
    }
    let part = Span::new(start, limit).of(text);
    let behind = |marks: &[char]| {
        let at = part.rfind(marks)?;
        Some(text.ceil_char_boundary(start + at + 1))
    };
    let sentence = behind(&['。', '！', '？']).or_else(|| part.rfind(". ").map(|at| start + at + 2));
    let pause = || behind(&['；', '，', '、', ' ']);
    sentence.or_else(pause).unwrap_or_else(|| {
        let figure = part.bytes().rev().take(FIGURE).take_while(u8::is_ascii_digit).count();
        limit - figure
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::passage::Block;
    use super::*;

    fn parts(text: &str) -> Vec<(String, Span)> {
        let mut parts = Vec::new();
        let passage = Passage::of(text, Span::new(0, text.len()), Block::Paragraph, &Arc::from(""));
        hand_on(passage, &mut |part| {
            let whole = Span::new(0, part.text.len());
            parts.push((part.text.to_string(), part.locate(whole)));
        });
        parts
    }

    #[test]
    fn a_long_line_is_cut_at_ends_of_sentences_and_nothing_is_lost() {
        for (sentence, ends) in [("共3人。", "。"), ("共3人，", "，"), ("12", "2"), ("two 3. ", " ")] {
            let text = sentence.repeat(40_000);
            let parts = parts(&text);
            assert!(parts.len() > 1, "{sentence}");
            let whole: String = parts.iter().map(|(part, _)| part.as_str()).collect();
            assert!(whole == text, "{sentence}");
            for (part, span) in &parts {
                assert!(
                    part == span.of(&text) && part.len() <= LONGEST && part.ends_with(ends),
                    "{sentence}"
                );
            }
        }
        assert_eq!(parts("共3人。").len(), 1);
    }
}
