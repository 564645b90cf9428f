//! How far a list of parts reaches in its sentence.

use crate::lexicon::{Checks, Class, Lexicon};
use crate::span::Span;

/// Where a list ends that leaves nothing out: at 组成 behind 由, or with the sentence behind a longer cue.
pub fn exhaustive(sentence: &str, at: usize, words: &Checks) -> Option<usize> {
    let word = words.whole_of.begins(sentence.get(at..)?)?;
    let start = at + word.len();
    if word.len() > LONG_CUE {
        return Some(end_of_list(sentence, at));
    }
    let rest = sentence.get(start..)?;
    let clause = Span::new(0, rest.find(['。', '；']).unwrap_or(rest.len())).of(rest);
    let made = words
        .made_of
        .words()
        .iter()
        .filter_map(|made| clause.find(made.as_str()))
        .min()?;
    let last = clause.get(..made)?.rfind(|character: char| character.is_ascii_digit());
    let near =
        last.is_some_and(|last| made - last <= NOUN && !clause.get(last..made).unwrap_or_default().contains('，'));
    near.then_some(start + made)
}

/// Whether 其中： stands shortly before the figures of a sentence, and whether these are in numbered items.
pub fn lead(lead: &str, words: &Checks) -> Option<bool> {
    let begins = |at: usize| lead.get(at..).and_then(|rest| words.among.begins(rest));
    let (at, word) = lead.char_indices().rev().find_map(|(at, _)| Some((at, begins(at)?)))?;
    let behind = lead.get(at + word.len()..)?.strip_prefix(['：', ':'])?;
    let short = behind.trim().len() <= NOUN && !behind.contains(['。', '；', '，']);
    (short && behind.contains('\n')).then(|| behind.trim_start().starts_with(['（', '(']))
}

/// Where the list surely ends. 其中 with a pause behind it, or at the beginning of a sentence, governs all that follows; in
/// the middle of one only what stands before the next semicolon.
pub fn surely(sentence: &str, at: usize, after: usize) -> usize {
    let behind = Span::new(after, sentence.len()).of(sentence);
    let opens = Span::new(0, at).of(sentence).trim().is_empty();
    if opens || behind.starts_with(['：', '，', ':', ',']) {
        return sentence.len();
    }
    after + behind.find(['；', ';']).unwrap_or(behind.len())
}

/// Where the list that opens at byte `at` ends: at the bracket around it, or with the sentence.
pub fn end_of_list(sentence: &str, at: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, character) in sentence.get(at..).unwrap_or_default().char_indices() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return at + offset,
            },
            _ => {}
        }
    }
    sentence.len()
}

/// How many brackets are open at the end of `text`.
pub fn depth(text: &str) -> usize {
    text.chars().fold(0_usize, |depth, character| match character {
        '（' | '(' => depth + 1,
        '）' | ')' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Whether a figure only says which things are meant: 超过1000亿元的企业.
pub fn is_attribute(after: &str) -> bool {
    let words = &Lexicon::builtin().words;
    let mut rest = after;
    if let Some(inner) = rest.strip_prefix(['（', '(']) {
        rest = inner.split_once(['）', ')']).map_or("", |(_, behind)| behind);
    }
    words.at_start(rest).is_some_and(|(_, word)| word.class == Class::Of)
}

/// The text up to the next pause.
pub fn clause(text: &str) -> &str {
    let end = text.find(['，', '；', '。', '：', ',', ';', ':']).unwrap_or(text.len());
    Span::new(0, end).of(text)
}

/// Where the clause begins that ends with `ahead`: behind the last pause outside brackets and quotation marks.
pub fn clause_start(ahead: &str) -> usize {
    let mut depth = 0_usize;
    for (at, character) in ahead.char_indices().rev() {
        match character {
            '）' | ')' | '》' | '”' | '」' => depth += 1,
            '（' | '(' | '《' | '“' | '「' if depth > 0 => depth -= 1,
            '，' | '；' | '。' | '：' | ',' | ';' | ':' | '（' | '(' if depth == 0 => {
                return at + character.len_utf8();
            }
            _ => {}
        }
    }
    0
}

/// Cues of more bytes leave nothing out by themselves.
const LONG_CUE: usize = 9;

/// Longest noun between a whole and the bracket behind it, in bytes.
pub const NOUN: usize = 30;
