//! Lists of names: how many things a stretch of text names.

use crate::lexicon::{Checks, Class, Lexicon};
use crate::number::Interval;
use crate::source::Source;
use crate::span::Span;

use super::relation::{Operand, Role};
use super::text::{Figure, Text};

/// The names of one list, as spans of their sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The names, in order.
    pub items: Vec<Span>,
    /// Whether the list says that there are more.
    pub open: bool,
    /// How many fewer or more names there may be, where words that join may divide names or be part of them.
    pub joints: (usize, usize),
}

/// The names that `span` of a sentence lists: divided by 、 and, before the last, by a word that joins. None where it is
/// no list, or names hold what may be a list of their own.
pub fn names(sentence: &str, span: Span, words: &Checks) -> Option<Names> {
    let text = span.of(sentence).trim_end();
    let (text, open) = match words.open_list.ends(text) {
        Some(word) => (Span::new(0, text.len() - word.len()).of(text), true),
        None => (text, false),
    };
    let mut items = Vec::new();
    let mut start = 0;
    for (at, part) in split(text) {
        items.push(Span::new(span.start + start, span.start + at));
        start = at + part;
    }
    items.push(Span::new(span.start + start, span.start + text.len()));
    let last = Span::new(start, text.len()).of(text);
    let count: usize = items.iter().map(|item| joints(item.of(sentence), words)).sum();
    let mut joints = (0, count);
    if let Some((at, length)) = joint(last, words).filter(|_| count == 1) {
        joints = (1, 0);
        let (first, second) = (span.start + start + at, span.start + start + at + length);
        items.pop();
        items.extend([
            Span::new(span.start + start, first),
            Span::new(second, span.start + text.len()),
        ]);
    }
    let plain = items.iter().all(|item| !item.of(sentence).trim().is_empty());
    (items.len() >= 2 && plain).then_some(Names { items, open, joints })
}

/// A name as an operand; `span` is where it stands in the document, and `count` the figure beside it.
fn operand(source: &Source, name: &str, span: Span, count: &Figure<'_>) -> Operand {
    let (line, column) = place(source, span.start, count);
    let mut own = String::new();
    if !source.layout.is_empty() {
        source.layout.locate(&source.text, span, &mut own);
    }
    Operand {
        role: Role::Item,
        source: std::sync::Arc::clone(&count.entry.source),
        text: name.to_owned(),
        start: span.start,
        end: span.end,
        line,
        column,
        place: own,
        id: String::new(),
        unit: std::sync::Arc::default(),
        value: None,
        core: Interval::default(),
        hull: Interval::default(),
    }
}

/// What stands at `span` of the document as an operand beside `count`.
pub fn named(text: &Text<'_>, span: Span, count: &Figure<'_>) -> Operand {
    operand(text.source, span.of(&text.source.text), span, count)
}

/// Line and column of byte `start`, reckoned from those of a figure nearby.
fn place(source: &Source, start: usize, count: &Figure<'_>) -> (usize, usize) {
    let own = count.entry.start;
    let between = Span::new(own.min(start), own.max(start)).of(&source.text);
    let breaks = between.matches('\n').count();
    if breaks == 0 {
        let apart = between.chars().count();
        let column = if start < own {
            count.entry.column.saturating_sub(apart)
        } else {
            count.entry.column + apart
        };
        return (count.entry.line, column);
    }
    let line = if start < own {
        count.entry.line.saturating_sub(breaks)
    } else {
        count.entry.line + breaks
    };
    let before = Span::new(0, start).of(&source.text);
    let begin = before.rfind('\n').map_or(0, |at| at + 1);
    (line, 1 + Span::new(begin, start).of(&source.text).chars().count())
}

/// The names as operands beside the figure that counts them.
pub fn operands(text: &Text<'_>, count: &Figure<'_>, names: &Names) -> Vec<Operand> {
    let source = &text.source.text;
    let sentence = text.written(count);
    let begin = source.ceil_char_boundary(
        count
            .entry
            .start
            .saturating_sub(sentence.len() + BREAKS)
            .min(source.len()),
    );
    let end = source.floor_char_boundary((count.entry.end + sentence.len() + BREAKS).min(source.len()));
    let mut from = begin;
    let mut all = Vec::new();
    for item in &names.items {
        let name = bare(item.of(sentence).trim());
        let place = find(Span::new(from, end).of(source), name);
        let place = place.map_or(Span::new(from, from), |place| {
            Span::new(from + place.start, from + place.end)
        });
        all.push(operand(text.source, name, place, count));
        from = place.end;
    }
    all
}

/// Where `name` stands in `text`, in which white space may break it.
fn find(text: &str, name: &str) -> Option<Span> {
    if let Some(start) = text.find(name) {
        return Some(Span::new(start, start + name.len()));
    }
    let first = name.chars().next()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut rest = text
            .get(start..)?
            .char_indices()
            .filter(|(_, character)| !character.is_whitespace());
        let mut end = start;
        for character in name.chars().filter(|character| !character.is_whitespace()) {
            let (at, own) = rest.next()?;
            if own != character {
                return None;
            }
            end = start + at + own.len_utf8();
        }
        Some(Span::new(start, end))
    })
}

/// A name without the verb, preposition or adverb before it: 意大利 of 邀请了意大利.
fn bare(item: &str) -> &str {
    let words = &Lexicon::builtin().words;
    let mut name = item;
    while let Some((word, known)) = words.at_start(name) {
        let leads = matches!(
            known.class,
            Class::Verb | Class::PrefixVerb | Class::Preposition | Class::Adverb | Class::Action
        );
        let rest = name.get(word.len()..).unwrap_or_default();
        if !leads || rest.chars().count() < 2 {
            break;
        }
        name = rest;
    }
    name
}

/// How many bytes of line breaks and markup a sentence may have lost.
const BREAKS: usize = 200;

/// Where 、 divides `text` outside brackets and quotation marks.
fn split(text: &str) -> Vec<(usize, usize)> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for (at, character) in text.char_indices() {
        match character {
            '（' | '(' | '《' | '“' | '「' | '〈' => depth += 1,
            '）' | ')' | '》' | '”' | '」' | '〉' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => found.push((at, character.len_utf8())),
            _ => {}
        }
    }
    found
}

/// How many words that join stand in a name.
fn joints(text: &str, words: &Checks) -> usize {
    let mut count = 0;
    let mut rest = text;
    while let Some((at, length)) = joint(rest, words) {
        count += 1;
        rest = rest.get(at + length..).unwrap_or_default();
    }
    count
}

/// Where a word joins the last two names, outside brackets and quotation marks.
fn joint(text: &str, words: &Checks) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '（' | '(' | '《' | '“' | '「' => depth += 1,
            '）' | ')' | '》' | '”' | '」' => depth = depth.saturating_sub(1),
            _ if depth == 0 && at > 0 => {
                let whole = || {
                    let ahead = text.get(..at + character.len_utf8()).unwrap_or_default();
                    words.not_join.ends(ahead).is_some() || stands_across(text, at, words)
                };
                let word = words.join.begins(text.get(at..).unwrap_or_default());
                if let Some(word) = word.filter(|_| !whole()) {
                    return (at + word.len() < text.len()).then_some((at, word.len()));
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a word that holds one of those that join, and is none, begins at byte `at`: 和平.
fn stands_across(text: &str, at: usize, words: &Checks) -> bool {
    words.not_join.begins(text.get(at..).unwrap_or_default()).is_some()
}
