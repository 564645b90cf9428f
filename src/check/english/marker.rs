//! Points that English marks with ordinals: first, …; second, …; finally, ….

use crate::lexicon::EnglishChecks;
use crate::span::Span;

use super::ends;

/// The marks of points behind a number of them.
pub struct Marks {
    /// Where each stands in the document, in the order of their numbers.
    pub marks: Vec<Span>,
    /// Whether another point is marked as the last, without a number.
    pub last: bool,
}

/// The marks one, two, three … behind byte `from` of a document; the first stands right behind.
///
/// Where fewer are found than `count` says, and a word that may mark the next stands further on, there are none: long
/// speeches mark their points over many paragraphs.
pub fn marks(source: &str, from: usize, count: usize) -> Option<Marks> {
    let words = EnglishChecks::builtin();
    if let Some(found) = letters(source, from) {
        return Some(found);
    }
    let near = source.floor_char_boundary((from + NEAR).min(source.len()));
    let first = openings(source.get(..near)?, from).find(|(_, word)| number(word, words) == Some(1))?;
    let lead = Span::new(from, first.0).of(source);
    let paused = lead.contains(['.', ':', ';', '—']) && !lead.contains("\n\n#") && !lead.contains(char::is_numeric);
    if !paused {
        return None;
    }
    let capital = first.1.starts_with(char::is_uppercase);
    let mut marks = vec![Span::new(first.0, first.0 + first.1.len())];
    let mut last = false;
    let end = source.floor_char_boundary((from + LONGEST).min(source.len()));
    for (at, word) in openings(source.get(..end)?, first.0 + first.1.len()) {
        let end = marks.last().map_or(at, |mark| mark.end);
        let between = Span::new(end, at).of(source);
        if at - end > APART || between.contains("\n#") {
            break;
        }
        if word.starts_with(char::is_uppercase) != capital {
            continue;
        }
        match number(word, words) {
            Some(1) => break,
            Some(number) if number == marks.len() + 1 => marks.push(Span::new(at, at + word.len())),
            Some(_) => {}
            None if words.last_marker.holds(&word.to_ascii_lowercase()) => {
                last = true;
                break;
            }
            None => {}
        }
    }
    let end = marks.last().map_or(from, |mark| mark.end);
    let more = !last && marks.len() < count && goes_on(source, end, marks.len() + 1, words);
    (marks.len() >= 2 && !more).then_some(Marks { marks, last })
}

/// Whether a word that may mark point `next`, or the last one, stands within reach behind byte `from`.
fn goes_on(source: &str, from: usize, next: usize, words: &EnglishChecks) -> bool {
    let end = source.floor_char_boundary((from + FARTHEST).min(source.len()));
    let behind = Span::new(from, end).of(source);
    behind.split(|character: char| !character.is_alphabetic()).any(|word| {
        let low = word.to_ascii_lowercase();
        words.markers.get(&low) == Some(&next) || words.last_marker.holds(&low)
    })
}

/// How many bytes behind a mark the next may stand at most.
const FARTHEST: usize = 12_000;

/// The marks (a), (b), (c) … or (i), (ii), (iii) … or (1), (2), (3) … behind a number.
fn letters(source: &str, from: usize) -> Option<Marks> {
    let near = source.floor_char_boundary((from + NEAR).min(source.len()));
    let opened = Span::new(from, near).of(source);
    let series = [LETTERS, ROMANS, DIGITS];
    let kind = series.into_iter().find(|series| {
        let first = opened.find(series[0]);
        first.is_some_and(|at| {
            let lead = opened.get(..at).unwrap_or_default();
            let opens = lead.trim_end().ends_with([':', '—', '–', '-']);
            opens && !lead.contains(char::is_numeric) && lead.split_whitespace().count() <= LEAD
        })
    })?;
    let mut marks: Vec<Span> = Vec::new();
    for mark in kind {
        let start = marks.last().map_or(from, |mark| mark.end);
        let end = source.floor_char_boundary((start + APART).min(source.len()));
        let between = Span::new(start, end).of(source);
        let between = between.split("\n#").next().unwrap_or_default();
        let Some(at) = between.find(mark) else { break };
        marks.push(Span::new(start + at, start + at + mark.len()));
    }
    (marks.len() >= 2 && marks.len() < kind.len()).then_some(Marks { marks, last: false })
}

/// Most words between a number and the first mark in brackets.
const LEAD: usize = 10;
/// Marks of points in brackets.
const LETTERS: [&str; 10] = ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)", "(i)", "(j)"];
/// The same in Roman numerals.
const ROMANS: [&str; 10] = [
    "(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)", "(vii)", "(viii)", "(ix)", "(x)",
];
/// The same in digits.
const DIGITS: [&str; 10] = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"];

/// How many bytes behind the number the first mark may stand.
const NEAR: usize = 140;
/// Longest list of marked points, in bytes.
const LONGEST: usize = 40_000;
/// Most bytes between two marks.
const APART: usize = 4000;

fn number(word: &str, words: &EnglishChecks) -> Option<usize> {
    words.markers.get(&word.to_ascii_lowercase()).copied()
}

/// The last bytes of `text`, in which its last phrase stands.
fn tail(text: &str) -> &str {
    text.get(text.floor_char_boundary(text.len().saturating_sub(PHRASE))..)
        .unwrap_or_default()
}

/// Longest phrase that is looked for at the end of a text, in bytes.
const PHRASE: usize = 24;

/// The words that open a clause and have a pause behind them, or are adverbs, with where they stand.
fn openings(source: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let text = source.get(from..).unwrap_or_default();
    let starts = text
        .char_indices()
        .filter(|(_, character)| character.is_ascii_alphabetic());
    starts.filter_map(move |(at, _)| {
        let before = Span::new(0, at).of(text);
        if before.ends_with(|character: char| character.is_alphanumeric() || character == '-') {
            return None;
        }
        let rest = text.get(at..)?;
        let end = rest
            .find(|character: char| !character.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let word = rest.get(..end)?;
        let words = EnglishChecks::builtin();
        // The first is …: a capital says that the sentence begins with it.
        let definite = ends(tail(before), &words.definite).and_then(|ahead| tail(before).get(ahead.len()..));
        let definite = definite.filter(|word| word.starts_with(char::is_uppercase));
        let adverb = words.adverbs.holds(&word.to_ascii_lowercase());
        let marked = rest.get(end..)?.starts_with(',') || adverb || definite.is_some();
        let before = before.get(..before.len() - definite.map_or(0, str::len))?;
        let ahead = before.trim_end().trim_end_matches(['(', '"', '“', '*']).trim_end();
        let joint = ends(tail(ahead), &words.joint_words).map_or(0, |rest| tail(ahead).len() - rest.len());
        let ahead = ahead.get(..ahead.len() - joint)?.trim_end();
        let opens = ahead.is_empty() || ahead.ends_with(['.', ';', ':', ',', '—', ')', '!', '?']);
        (marked && opens).then_some((from + at, word))
    })
}
