//! Which sentences of a passage are English, and where English sentences end.

use crate::lexicon::{English, Role};
use crate::span::Span;

/// A passage with fewer Latin letters holds no English sentence.
const LEAST_LETTERS: usize = 3;
/// A passage in Chinese wants more of them.
const LEAST_BESIDE_HAN: usize = 16;
/// So many Latin letters weigh as much as one Han character.
const LETTERS_FOR_ONE: usize = 5;
/// A word has so many letters, all but the first small.
const WORD: usize = 3;
/// So many words make a sentence beside Chinese ones English; where no Han character is, one is enough.
const WORDS_BESIDE_HAN: usize = 3;

/// A sentence with its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claim) struct Part {
    /// Where it stands.
    pub span: Span,
    /// Whether it is English.
    pub english: bool,
}

/// Whether some sentence of `text`, which has so many Latin letters, may be English. This is asked of every passage.
pub(in crate::claim) fn may_be_english(text: &str, letters: usize) -> bool {
    letters >= LEAST_LETTERS && (letters >= LEAST_BESIDE_HAN || !has_han(text.as_bytes()))
}

/// Whether no Han character stands in `document`, so that a line of figures without a word is English as well.
pub(in crate::claim) fn is_latin(document: &str) -> bool {
    !has_han(document.as_bytes())
}

/// Whether `text` is such a line: figures and marks with hardly a letter, and none that stands for a unit by its capital.
pub(in crate::claim) fn is_bare(text: &str, letters: usize) -> bool {
    letters < LEAST_LETTERS && text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// So many bytes can be counted in one byte.
const CHUNK: usize = 192;

/// How many of at most [`CHUNK`] bytes are Latin letters.
fn letters(bytes: &[u8]) -> usize {
    let count = bytes.iter().fold(0_u8, |count, byte| {
        count + u8::from((byte | 0x20).wrapping_sub(b'a') < 26)
    });
    usize::from(count)
}

/// Whether a Han character, or one that is written among them, is there.
fn has_han(bytes: &[u8]) -> bool {
    bytes.iter().any(is_han)
}

fn is_han(byte: &u8) -> bool {
    (0xe3..0xea).contains(byte)
}

/// The sentences of `text`, of which `spans` are those of a Chinese text, with their language; where `bare`, all are
/// English. Neighbouring English sentences are joined and cut again as English ones end.
pub(in crate::claim) fn parts<'l>(
    text: &str,
    spans: &[Span],
    bare: bool,
    words: impl Fn() -> &'l English,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(spans.len());
    let beside_han = has_han(text.as_bytes());
    for &span in spans {
        let english = bare || is_english(span.of(text), beside_han);
        match parts.last_mut() {
            Some(last) if last.english && english && last.span.end == span.start => last.span.end = span.end,
            _ => parts.push(Part { span, english }),
        }
    }
    if !parts.iter().any(|part| part.english) {
        return parts;
    }
    let words = words();
    let cut = |part: Part| {
        if part.english {
            sentences(text, part.span, words)
        } else {
            vec![part]
        }
    };
    parts.into_iter().flat_map(cut).collect()
}

/// Whether `sentence` is English: it has words of small letters, and Han characters are few and come late.
fn is_english(sentence: &str, beside_han: bool) -> bool {
    let bytes = sentence.as_bytes();
    let letters: usize = bytes.chunks(CHUNK).map(letters).sum();
    let han = || bytes.iter().filter(|byte| is_han(byte)).count();
    if letters < LEAST_LETTERS || letters < han() * LETTERS_FOR_ONE {
        return false;
    }
    let first = sentence.chars().find(|character| character.is_alphabetic());
    let least = if beside_han { WORDS_BESIDE_HAN } else { 1 };
    first.is_some_and(|first| first.is_ascii()) && words(sentence).take(least).count() == least
}

/// The words of a sentence that are written as English ones are: in small letters but for the first, and no part of an
/// address.
fn words(sentence: &str) -> impl Iterator<Item = &str> {
    let ends = |mark: char| mark.is_ascii_punctuation() || matches!(mark, '“' | '”' | '‘' | '’' | '—' | '–');
    sentence
        .split_ascii_whitespace()
        .map(move |word| word.trim_matches(ends))
        .filter(|word| {
            let mut letters = word.bytes().filter(|byte| *byte != b'-' && *byte != b'\'');
            let opens = letters.next().is_some_and(|first| first.is_ascii_alphabetic());
            opens && word.len() >= WORD && letters.all(|byte| byte.is_ascii_lowercase())
        })
}

/// The sentences of English text.
fn sentences(text: &str, span: Span, words: &English) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut start = span.start;
    let region = span.of(text);
    for (at, mark) in region.match_indices(['.', '!', '?', '\n']) {
        let at = span.start + at;
        if at < start {
            continue;
        }
        let end = at + mark.len() + closing(Span::new(at + mark.len(), span.end).of(text));
        if ends_sentence(text, at, end, span.end, words) {
            parts.push(Part {
                span: Span::new(start, end),
                english: true,
            });
            start = end;
        }
    }
    if start < span.end {
        parts.push(Part {
            span: Span::new(start, span.end),
            english: true,
        });
    }
    parts
}

/// Length of the quotes and brackets that close behind a full stop.
fn closing(rest: &str) -> usize {
    rest.find(|next: char| !matches!(next, '"' | '\'' | '”' | '’' | ')' | ']' | '*'))
        .unwrap_or(rest.len())
}

/// Whether the mark at byte `at` ends a sentence that is closed at byte `end`.
fn ends_sentence(text: &str, at: usize, end: usize, limit: usize, words: &English) -> bool {
    let behind = Span::new(end, limit).of(text);
    if behind.is_empty() || text.as_bytes().get(at) == Some(&b'\n') {
        return true;
    }
    let next = behind.trim_start();
    let opens = next
        .chars()
        .find(|next| !matches!(next, '"' | '“' | '‘' | '(' | '[' | '*' | '—' | '–' | '-' | '$' | ' '))
        .is_none_or(|next| next.is_uppercase() || next.is_ascii_digit() || !next.is_ascii());
    if !opens || next.len() == behind.len() {
        return false;
    }
    if text.as_bytes().get(at) != Some(&b'.') {
        return true;
    }
    !is_abbreviated(Span::new(0, at).of(text), next, words)
}

/// Whether the full stop behind `before` belongs to an abbreviation or an initial. Where a word of grammar with a
/// capital follows, the sentence ends there all the same.
fn is_abbreviated(before: &str, next: &str, words: &English) -> bool {
    let word = before
        .rfind(|last: char| !last.is_ascii_alphabetic())
        .map_or(before, |at| {
            let first = before
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8);
            before.get(at + first..).unwrap_or_default()
        });
    let short = word.len() == 1 || words.is_abbreviation(&word.to_ascii_lowercase());
    if word.is_empty() || !short {
        return false;
    }
    let follows: String = next
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_lowercase();
    let roles = words.roles(&follows);
    let grammar = [
        Role::Determiner,
        Role::Preposition,
        Role::Pronoun,
        Role::Auxiliary,
        Role::Relative,
    ];
    // At 21 °C. a sentence may end.
    if before
        .get(..before.len() - word.len())
        .unwrap_or_default()
        .ends_with('°')
    {
        return false;
    }
    let initial = word.len() == 1
        && word.starts_with(char::is_uppercase)
        && !before.get(..before.len() - 1).unwrap_or_default().ends_with('.');
    initial || !grammar.iter().any(|role| roles.has(*role))
}
