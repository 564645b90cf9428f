//! How English sentences set figures in relation: phrases as whole words, and rows of amounts.
//!
//! The laws and the verdicts are those of every language; only the words, the pauses and the places differ.

pub mod balance;
pub mod change;
pub mod closed;
pub mod date;
pub mod fraction;
pub mod marker;
pub mod multiple;
pub mod names;
pub mod parts;
pub mod share;
pub mod told;

use crate::claim::Entry;
use crate::lexicon::{EnglishChecks, WordList};
use crate::span::{Span, is_han};

use super::text::{Figure, Sentence, Text};

/// Whether a sentence is English: it has letters, and no Han characters.
pub fn is_english(sentence: &str) -> bool {
    let mut letters = false;
    for character in sentence.chars() {
        if is_han(character) {
            return false;
        }
        letters |= character.is_ascii_alphabetic();
    }
    letters
}

/// The text before the phrase of `list` with which `text` ends, in any case.
pub fn ends<'t>(text: &'t str, list: &WordList) -> Option<&'t str> {
    let text = text.trim_end();
    let last = text.chars().next_back()?;
    if !list.may_end(last.to_ascii_lowercase()) {
        return None;
    }
    let tail = text.ceil_char_boundary(text.len().saturating_sub(list.longest()));
    let low = Span::new(tail, text.len()).of(text).to_ascii_lowercase();
    let ahead = text.get(..text.len() - list.ends(&low)?.len())?;
    (!ahead.ends_with(char::is_alphanumeric)).then_some(ahead)
}

/// The text behind the phrase of `list` with which `text` begins, in any case.
pub fn begins<'t>(text: &'t str, list: &WordList) -> Option<&'t str> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    if !list.may_begin(first.to_ascii_lowercase()) {
        return None;
    }
    let head = text.floor_char_boundary(list.longest());
    let low = Span::new(0, head).of(text).to_ascii_lowercase();
    let behind = text.get(list.begins(&low)?.len()..)?;
    (!behind.starts_with(char::is_alphanumeric)).then_some(behind)
}

/// Where phrases of `list` stand in `text`, in any case.
pub fn find(text: &str, list: &WordList) -> Vec<Span> {
    let low = text.to_ascii_lowercase();
    let mut found: Vec<Span> = Vec::new();
    for (at, _) in low.char_indices() {
        let fresh = found.last().is_none_or(|last| last.end <= at);
        let opens = fresh && !Span::new(0, at).of(&low).ends_with(char::is_alphanumeric);
        let Some(word) = opens.then(|| list.begins(low.get(at..)?)).flatten() else {
            continue;
        };
        let span = Span::new(at, at + word.len());
        let closes = !Span::new(span.end, low.len())
            .of(&low)
            .starts_with(char::is_alphanumeric);
        found.extend(closes.then_some(span));
    }
    found
}

/// How many words stand in `text`.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Where the clause begins that ends with `ahead`.
pub fn clause_start(ahead: &str) -> usize {
    let stops = |character: char| matches!(character, '.' | ';' | ':' | ',' | '(' | '—' | '–');
    let stop = ahead.char_indices().rev().find(|(_, character)| stops(*character));
    stop.map_or(0, |(at, character)| at + character.len_utf8())
}

/// Whether a figure may be an amount of the same thing as a whole: of one unit, or, where they have none, of one noun.
/// What is told of a bare number, 130 were women, is no noun of its own.
pub fn is_kin(text: &Text<'_>, whole: &Figure<'_>, part: &Figure<'_>) -> bool {
    let (first, second) = (whole.entry, part.entry);
    let (one, other) = (head(&first.noun), head(&second.noun));
    let bare = begins(text.after(part), &EnglishChecks::builtin().copulas).is_some();
    let same = first.unit == second.unit && first.dimension == second.dimension;
    same && (!first.unit.is_empty() || bare || one.is_empty() || other.is_empty() || one == other)
}

/// Whether two figures have nouns of one head.
pub fn is_same(first: &Entry, second: &Entry) -> bool {
    let (one, other) = (head(&first.noun), head(&second.noun));
    !one.is_empty() && one == other
}

/// The head of an English noun phrase, singular: project of key projects for schools.
pub(super) fn head(noun: &str) -> String {
    let words = EnglishChecks::builtin();
    let end = find(noun, &words.behind_head)
        .first()
        .map_or(noun.len(), |span| span.start);
    let last = Span::new(0, end).of(noun).split_whitespace().next_back();
    let last = last.unwrap_or_default().to_ascii_lowercase();
    last.strip_suffix('s').unwrap_or(&last).to_owned()
}

/// The figures behind byte `from` of a sentence that stand in one row and are all like by `like`: 45 of these, 60 of those
/// and 25 of others.
pub fn row(text: &Text<'_>, sentence: &Sentence<'_>, from: usize, like: impl Fn(&Figure<'_>) -> bool) -> Vec<usize> {
    let mut end = from;
    let mut row = Vec::new();
    // Behind made up of nothing rose.
    let made = Span::new(0, from).of(&sentence.text).trim_end().ends_with(MADE_UP);
    for place in sentence.first..sentence.end {
        let Some(figure) = text.figure(place).filter(|figure| figure.span.start >= end) else {
            continue;
        };
        let amount = figure.is_amount() || made && figure.is_claim() && figure.entry.value.is_some();
        if !amount || !like(figure) {
            continue;
        }
        let gap = Span::new(end, figure.span.start).of(&sentence.text);
        if !(row.is_empty() && opens(gap) || !row.is_empty() && joins(gap)) {
            break;
        }
        row.push(place);
        end = figure.span.end;
    }
    row
}

/// Whether the first figure of a row stands so near to its cue.
fn opens(gap: &str) -> bool {
    words(gap) <= LEAD && !gap.contains([',', ';', '.', '(', ')'])
}

/// Whether the text between two figures joins them into one row.
fn joins(gap: &str) -> bool {
    let words_of = EnglishChecks::builtin();
    let joint = find(gap, &words_of.joint_words).last().map(|span| span.end);
    let pause = gap.rfind([',', ';']).map(|at| at + 1);
    let Some(behind) = joint.max(pause).and_then(|at| gap.get(at..)) else {
        return false;
    };
    let closed = gap.matches('(').count() == gap.matches(')').count();
    words(behind) <= LEAD && gap.len() <= APART && closed && find(gap, &words_of.breaks).is_empty()
}

/// The end of a cue that reads like a rise.
const MADE_UP: &str = "up of";
/// Most words between a cue or a joint and its figure.
const LEAD: usize = 3;
/// Most bytes between two figures of a row.
const APART: usize = 140;
